"""The plan of walking through pages, pure: which request is next, and what its answer means."""

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any, TypeVar, cast, get_args, get_origin

import attrs

from aiothoughtspot._operation import Operation, Pages
from aiothoughtspot._outcomes import value_at
from aiothoughtspot._page import GapError, Page, identity, key_of
from aiothoughtspot.errors import RequestError

T = TypeVar("T")

# What is asked for at once if the caller does not say; permissions of the server's own practice, not of its documents.
PAGE_SIZE = 500
DATA_SIZE = 100_000
TML_SIZE = 200
# Caps of a cluster are round numbers: a short first page of such a length may be one.  Most lists are no longer than
# their first page, and few of them pay for the second look.
ROUND, ROUND_ROWS = 10, 100
# An item that no list goes as far as, and that 32 bits can count to.
FAR = 2**31 - 1
# So late can events become visible (public documents); a walk through a log ends that much before now.
LATE = timedelta(minutes=30)
_COUNTED = {"data", "data_v1"}
_BY_LENGTH = {"short", "offset_batch", "grouped", *_COUNTED}


@attrs.frozen
class Walk:
    """The plan of one pagination: by pages of `size` items, or through a log by windows of `size` hours.

    Pages overlap by `overlap` items, so that a shift between them shows.
    """

    operation: Operation[Any]
    pages: Pages
    size: int
    arguments: Mapping[str, Any]
    overlap: int = 0
    start: datetime | None = None
    end: datetime | None = None

    @classmethod
    def of(
        cls,
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        *,
        now: datetime | None = None,
        overlap: int = 0,
    ) -> "Walk":
        """Plan the pages of an operation; raises `RequestError` if it has none, or is told which page to get."""
        pages = operation.pages
        if pages is None:
            raise RequestError("this operation has no pages to walk through", operation=operation.name)
        if pages.shape == "window":
            return cls._of_log(operation, pages, arguments, now, overlap)
        for name in (pages.offset, "offset"):
            if name in arguments:
                raise RequestError(f"{name}: paginate counts by itself; resume with cursor=", parameter=name)
        default = (
            DATA_SIZE if pages.shape in _COUNTED else TML_SIZE if pages.shape == "tml_batch" else PAGE_SIZE
        )
        size = arguments.get(pages.size or "", min(default, pages.max or default))
        if not isinstance(size, int) or size < 1:
            raise RequestError(f"{pages.size}: the page size must be at least 1", parameter=pages.size)
        if not 0 <= overlap < size or (overlap and pages.shape in {"batch", "data_v1"}):
            text = "overlap: less than a page, and only where an offset counts items"
            raise RequestError(text, parameter="overlap")
        return cls(operation, pages, size, arguments, overlap)

    @classmethod
    def _of_log(
        cls,
        operation: Operation[Any],
        pages: Pages,
        arguments: Mapping[str, Any],
        now: datetime | None,
        overlap: int,
    ) -> "Walk":
        hours = int(pages.hours or 0)
        first, last = (argument_of(operation, name) for name in (pages.offset, pages.end))
        end = arguments.get(last, now and now - LATE)
        start = arguments.get(first, end and end - timedelta(hours=hours))
        for name, moment in ((last, end), (first, start)):
            if not isinstance(moment, datetime) or moment.tzinfo is None:
                raise RequestError(f"{name}: an aware datetime is needed", parameter=name)
        if overlap:
            raise RequestError("overlap: windows of a log join by themselves", parameter="overlap")
        return cls(operation, pages, hours, arguments, 0, start, end)

    @property
    def final(self) -> int | None:
        """The number of the last page, where it is known beforehand: of the last window of a log."""
        if self.start is None or self.end is None:
            return None
        return max(0, -((self.start - self.end) // timedelta(hours=self.size)) - 1)

    def request(self, number: int) -> dict[str, Any]:
        """The arguments of page `number`."""
        pages = self.pages
        if self.start is not None and self.end is not None:
            begin = self.start + number * timedelta(hours=self.size)
            names = (argument_of(self.operation, name) for name in (pages.offset, pages.end))
            moments = (begin, min(begin + timedelta(hours=self.size), self.end))
            return {**self.arguments, **dict(zip(names, moments, strict=True))}
        at = number + 1 if pages.shape == "data_v1" else number * (self.size - self.overlap)
        where = {pages.offset: at} if pages.offset else {}
        return {**self.arguments, **where, **({pages.size: self.size} if pages.size else {})}

    def read(self, number: int, answer: Any) -> Page[Any]:
        """What an answer means: its items, and whether more follow."""
        pages = self.pages
        groups = _groups(pages, answer)
        items = [item for group in groups for item in group]
        if self.start is not None and self.end is not None:
            return Page(number, answer, items, number == self.final)
        longest = max(map(len, _counted(answer) if pages.shape == "grouped" else groups), default=0)
        if pages.shape in {"flag", "offset_batch_flag", "tml_batch"}:
            path = pages.flag or ("data.isLastBatch" if pages.shape == "tml_batch" else "isLastBatch")
            flag = value_at(answer, _snake(path))
            last = bool(flag) if flag is not None else longest < self.size
        elif pages.shape == "more":
            last = not value_at(answer, pages.flag or "has_more")
        elif pages.shape == "batch" and longest >= self.size:
            text = (
                f"{pages.size}: there may be more than {self.size} and no second page; ask for more at once"
            )
            raise RequestError(text, operation=self.operation.name, parameter=pages.size)
        else:
            last = longest < self.size
        return Page(number, answer, items, last or not items, longest)

    def may_be_capped(self, page: Page[Any]) -> bool:
        """Whether a short first page may be the cluster's own cap and not the end."""
        return (
            self.pages.shape in _BY_LENGTH
            and page.number == 0
            and page.last
            and 0 < page.longest < self.size
            and page.longest % (ROUND_ROWS if self.pages.shape in _COUNTED else ROUND) == 0
        )

    def goes_on(self, page: Page[Any], beyond: Page[Any]) -> bool:
        """Whether what was asked for after a page has more than it: a server that counts nothing gives all of it again."""
        if self.pages.shape == "grouped":
            return beyond.longest > 0
        known = {identity(item) for item in page.items} - {None}
        return any(identity(item) not in known for item in beyond.items)

    def ends(self, page: Page[Any]) -> set[int]:
        """What tells a page from others at little cost: its first and its last item."""
        # Where members are grouped, an object comes once for each page of its members.
        key = repr if self.pages.shape == "grouped" else key_of
        return {hash(repr(key(item))) for item in (*page.items[:1], *page.items[-1:])}

    @property
    def is_sorted(self) -> bool:
        """Whether a second page follows the first: pages of rows that nothing sorts overlap and leave rows out."""
        given = self.arguments
        return (
            self.pages.shape not in _COUNTED
            or bool(given.get("runtime_sort") or given.get("runtime_sorts"))
            or "sort by" in str(given.get("query_string")).lower()
        )

    def unsorted(self) -> RequestError:
        """Why there is no second page of rows that nothing sorts."""
        name = "runtime_sorts" if self.pages.shape == "data_v1" else "runtime_sort"
        text = "pages of unsorted rows overlap and leave rows out: sort by a column that tells them apart"
        text = f"{text} (`sort by` in a search, or {name}=)"
        return RequestError(text, operation=self.operation.name, parameter=name)

    def capped(self, at: int) -> RequestError:
        """Why a short first page is not the end."""
        size = self.pages.size
        text = f"the cluster gives at most {at} at once: ask for pages of that size ({size}={at})"
        return RequestError(text, operation=self.operation.name, parameter=size)

    def endless(self, page: Page[Any]) -> GapError:
        """Why a full page without anything new is not passed on."""
        text = f"page {page.number} is one that was there already, and so is any: {self.pages.offset} is not heeded"
        return GapError(text, operation=self.operation.name)


def _snake(path: str) -> str:
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in path)


def argument_of(operation: Operation[Any], name: str | None) -> str:
    """The Python name of the argument that has this name on the wire."""
    known = (param for place in (operation.query, operation.body, operation.form) for param in place or ())
    return next((param.argument for param in known if param.name == name), name or "")


def _groups(pages: Pages, answer: Any) -> list[list[Any]]:
    """The lists of items in an answer: one, or one per visualization."""
    if pages.shape in _COUNTED:
        return [_rows(part) for part in _parts(pages, answer)]
    if pages.shape == "grouped":
        return [next(_lists(answer), [])]
    if pages.shape == "batch":
        return [group for by_type in answer.values() for group in by_type.values()]
    found = value_at(answer, _snake(pages.items)) if pages.items else answer
    return [list(cast("list[Any]", found or []))]


def _lists(value: Any) -> Iterator[list[Any]]:
    """The lists of objects that an object has, empty ones too."""
    kind: Any = type(value)
    return (getattr(value, name) or [] for name in _fields_of_lists(kind))


@cache
def _fields_of_lists(cls: Any) -> list[str]:
    fields = attrs.fields(attrs.resolve_types(cls)) if attrs.has(cls) else ()
    # `list[X] | None`, or `list[X]` alone.
    types = ((field.name, one) for field in fields for one in (field.type, *get_args(field.type)))
    return [name for name, one in types if get_origin(one) is list and attrs.has(get_args(one)[0])]


def _counted(value: Any) -> Iterator[list[Any]]:
    """The innermost lists of objects: a group's members, for which offset and size count."""
    for found in _lists(value):
        inner = [deeper for item in found for deeper in _counted(item)]
        yield from inner or [found]


def _parts(pages: Pages, answer: Any) -> list[Any]:
    if isinstance(answer, Mapping):
        return list(cast("Mapping[str, Any]", answer).values())
    return list(answer.contents or []) if pages.items == "contents" else [answer]


def _rows(part: Any) -> list[Any]:
    rows: list[Any] | None = getattr(part, "data_rows", None) or getattr(part, "data", None)
    return rows or []


def bound(function: Callable[..., Any]) -> dict[str, Any]:
    """The keywords that a `functools.partial` holds: its page size counts, too."""
    return {**bound(function.func), **function.keywords} if isinstance(function, partial) else {}


def operation_of(function: Callable[..., Any]) -> Operation[Any]:
    """Find the operation behind an endpoint function, bound, unbound, or in a `functools.partial`."""
    inner: Any = function
    while isinstance(inner, partial):
        inner = inner.func
    inner = getattr(inner, "__func__", inner)
    module = sys.modules.get(getattr(inner, "__module__", ""))
    found = getattr(module, str(getattr(inner, "__name__", "")).upper(), None)
    if not isinstance(found, Operation):
        raise RequestError("paginate takes an endpoint function, such as client.v2.users.search")
    return found
