"""The plan of walking through pages, pure: which request is next, and what its answer means."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar, cast

import attrs

from aiothoughtspot._operation import Operation, Pages
from aiothoughtspot._outcomes import value_at
from aiothoughtspot.errors import RequestError

T = TypeVar("T")

# What is asked for at once if the caller does not say; permissions of the server's own practice, not of its documents.
PAGE_SIZE = 500
DATA_SIZE = 100_000
TML_SIZE = 200
# Caps of a cluster are round numbers: a short first page of such a length may be one.
ROUND = 100
_COUNTED = {"data", "data_v1"}
_UNPAGED = {"batch", "grouped", "window"}


@attrs.frozen
class Page(Generic[T]):
    """One page: its number from 0, the answer as the endpoint gives it, its items, and whether it was the last."""

    number: int
    answer: Any
    items: list[T]
    last: bool


@attrs.frozen
class Walk:
    """The plan of one pagination."""

    operation: Operation[Any]
    pages: Pages
    size: int
    arguments: Mapping[str, Any]

    @classmethod
    def of(cls, operation: Operation[Any], arguments: Mapping[str, Any]) -> "Walk":
        """Plan the pages of an operation; raises `RequestError` if it has none, or is told which page to get."""
        pages = operation.pages
        if pages is None or pages.shape in _UNPAGED:
            raise RequestError("this operation has no pages to walk through", operation=operation.name)
        for name in (pages.offset, "offset"):
            if name in arguments:
                raise RequestError(f"{name}: paginate counts by itself; resume with cursor=", parameter=name)
        default = (
            DATA_SIZE if pages.shape in _COUNTED else TML_SIZE if pages.shape == "tml_batch" else PAGE_SIZE
        )
        size = arguments.get(pages.size or "", min(default, pages.max or default))
        if not isinstance(size, int) or size < 1:
            raise RequestError(f"{pages.size}: the page size must be at least 1", parameter=pages.size)
        return cls(operation, pages, size, arguments)

    def request(self, number: int) -> dict[str, Any]:
        """The arguments of page `number`."""
        pages = self.pages
        at = number + 1 if pages.shape == "data_v1" else number * self.size
        where = {pages.offset: at} if pages.offset else {}
        return {**self.arguments, **where, **({pages.size: self.size} if pages.size else {})}

    def read(self, number: int, answer: Any) -> Page[Any]:
        """What an answer means: its items, and whether more follow."""
        pages = self.pages
        groups = _groups(pages, answer)
        items = [item for group in groups for item in group]
        longest = _longest(groups)
        if pages.shape in {"flag", "offset_batch_flag"}:
            flag = value_at(answer, _snake(pages.flag or "isLastBatch"))
            last = bool(flag) if flag is not None else longest < self.size
        elif pages.shape == "tml_batch":
            flag = value_at(answer, _snake(pages.flag or "data.isLastBatch"))
            last = bool(flag) if flag is not None else longest < self.size
        elif pages.shape == "more":
            last = not value_at(answer, pages.flag or "has_more")
        else:
            last = longest < self.size
        return Page(number, answer, items, last or not items)

    def may_be_capped(self, page: Page[Any]) -> bool:
        """Whether a short first page may be the cluster's own row cap and not the end."""
        count = self.longest(page)
        return (
            self.pages.shape in _COUNTED
            and page.number == 0
            and page.last
            and 0 < count < self.size
            and count % ROUND == 0
        )

    def longest(self, page: Page[Any]) -> int:
        """How many rows the longest list of a page has: there is one list per visualization."""
        return _longest(_groups(self.pages, page.answer))


def _snake(path: str) -> str:
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in path)


def _longest(groups: list[list[Any]]) -> int:
    return max(map(len, groups), default=0)


def _groups(pages: Pages, answer: Any) -> list[list[Any]]:
    """The lists of items in an answer: one, or one per visualization."""
    if pages.shape in _COUNTED:
        return [_rows(part) for part in _parts(pages, answer)]
    found = value_at(answer, _snake(pages.items)) if pages.items else answer
    return [list(cast("list[Any]", found or []))]


def _parts(pages: Pages, answer: Any) -> list[Any]:
    if isinstance(answer, Mapping):
        return list(cast("Mapping[str, Any]", answer).values())
    return list(answer.contents or []) if pages.items == "contents" else [answer]


def _rows(part: Any) -> list[Any]:
    rows: list[Any] | None = getattr(part, "data_rows", None) or getattr(part, "data", None)
    return rows or []
