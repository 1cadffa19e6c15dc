"""The plan of walking through pages, pure: which request is next, what its answer means, and whether pages add up."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Generic, TypeVar, cast, get_args, get_origin

import attrs
import msgspec

from aiothoughtspot._operation import Operation, Pages
from aiothoughtspot._outcomes import value_at
from aiothoughtspot.errors import RequestError, ThoughtSpotError

T = TypeVar("T")

# What is asked for at once if neither the caller nor a documented cap says: the server's own practice.
PAGE_SIZE = 500
# No cluster caps its pages lower than the server's own default, 10; and a second look at rows is a second query.
FEW, FEW_ROWS = 10, 100
# An item that no list goes as far as, and that 32 bits can count to.
FAR = 2**31 - 1
# So late can events become visible (public documents); a walk through a log ends that much before now.
LATE = timedelta(minutes=30)
_COUNTED = {"data", "data_v1"}
# Where members are grouped, an object comes once for each page of its members.
_WITHOUT_KEYS = {"grouped", *_COUNTED}
_BY_LENGTH = {"short", "offset_batch", *_WITHOUT_KEYS}
_IDS = ("id", "metadata_id", "header.id")


class GapError(ThoughtSpotError):
    """Pages do not add up to the list: objects went away meanwhile, or the server gives one page for every offset.

    After the first, walk again from the beginning or from an earlier cursor; the second is the server's to mend.
    """


@attrs.frozen
class Page(Generic[T]):
    """One page: its number from 0, the answer as the endpoint gives it, its items, and whether it was the last.

    Iterate it for its items, its length is theirs.  `longest` counts the list that the page size is for: of several
    visualizations or groups, each has its own.
    """

    number: int
    answer: Any
    items: list[T]
    last: bool
    longest: int = 0

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@attrs.frozen
class Walk:
    """The plan of one pagination: by pages of `size` items, or through a log's `span` by windows of `size` hours.

    Pages overlap by `overlap` items, so that a shift between them shows.
    """

    operation: Operation[Any]
    pages: Pages
    size: int
    arguments: Mapping[str, Any]
    overlap: int = 0
    span: tuple[datetime, datetime] | None = None

    @classmethod
    def of(
        cls, operation: Operation[Any], arguments: Mapping[str, Any], now: datetime, overlap: int = 0
    ) -> "Walk":
        """Plan the pages of an operation; raises `RequestError` if it has none, or is told which page to get."""
        pages = operation.pages
        if pages is None:
            raise RequestError("this operation has no pages to walk through", operation=operation.name)
        if pages.shape == "window":
            return cls(operation, pages, int(pages.hours or 0), arguments, overlap).through_log(now)
        for name in (pages.offset, "offset"):
            if name in arguments:
                raise RequestError(f"{name}: paginate counts by itself; resume with cursor=", parameter=name)
        size = arguments.get(pages.size or "", pages.max or PAGE_SIZE)
        if not isinstance(size, int) or size < 1:
            raise RequestError(f"{pages.size}: the page size must be at least 1", parameter=pages.size)
        if not 0 <= overlap < size or (overlap and pages.shape in {"batch", "data_v1"}):
            text = "overlap: less than a page, and only where an offset counts items"
            raise RequestError(text, parameter="overlap")
        return cls(operation, pages, size, arguments, overlap)

    def through_log(self, now: datetime) -> "Walk":
        """The plan for a log, which has windows of time for pages; it ends a little before `now` if nothing says when."""
        if self.overlap:
            raise RequestError("overlap: windows of a log join by themselves", parameter="overlap")
        operation, pages = self.operation, self.pages
        params = {param.name: param.argument for param in (*operation.query, *(operation.body or ()))}
        # From here on they are named as the arguments are.
        first, last = params[str(pages.offset)], params[str(pages.end)]
        end = _moment(self.arguments, last, now - LATE)
        start = _moment(self.arguments, first, end - timedelta(hours=self.size))
        return attrs.evolve(self, pages=attrs.evolve(pages, offset=first, end=last), span=(start, end))

    @property
    def asked(self) -> str:
        """A digest of the arguments: a cursor is of one list, and others have others."""
        given = {name: value for name, value in self.arguments.items() if name != "client"}
        text = msgspec.json.encode(given, order="deterministic", enc_hook=repr)
        return hashlib.sha256(text).hexdigest()[:16]

    @property
    def final(self) -> int | None:
        """The number of the last page, where it is known beforehand: of the last window of a log."""
        if self.span is None:
            return None
        start, end = self.span
        return max(0, -((start - end) // timedelta(hours=self.size)) - 1)

    @property
    def is_sorted(self) -> bool:
        """Whether a second page follows the first: pages of rows that nothing sorts overlap and leave rows out."""
        given = self.arguments
        return (
            self.pages.shape not in _COUNTED
            or bool(given.get("runtime_sort") or given.get("runtime_sorts"))
            or "sort by" in str(given.get("query_string")).lower()
        )

    def request(self, number: int) -> dict[str, Any]:
        """The arguments of page `number`."""
        pages = self.pages
        if self.span is not None:
            start, end = self.span
            begin, then = (start + n * timedelta(hours=self.size) for n in (number, number + 1))
            own: dict[str | None, Any] = {pages.offset: begin, pages.end: min(then, end)}
        else:
            at = number + 1 if pages.shape == "data_v1" else number * (self.size - self.overlap)
            own = {pages.offset: at, pages.size: self.size}
        return {**self.arguments, **{name: value for name, value in own.items() if name}}

    def read(self, number: int, answer: Any) -> Page[Any]:
        """What an answer means: its items, and whether more follow."""
        pages = self.pages
        groups = _groups(pages, answer)
        items = [item for group in groups for item in group]
        if self.span is not None:
            return Page(number, answer, items, number == self.final)
        longest = max(map(len, _counted(answer) if pages.shape == "grouped" else groups), default=0)
        flag = _at(answer, pages.flag) if pages.flag else None
        if pages.shape == "more":
            last = not flag
        elif flag is not None:
            last = bool(flag)
        else:
            last = longest < self.size
        if pages.shape == "batch" and not last:
            text = f"there may be more than {self.size} and no second page; ask for more at once"
            raise RequestError(f"{pages.size}: {text}", operation=self.operation.name, parameter=pages.size)
        return Page(number, answer, items, last or not items, longest)

    def may_be_capped(self, page: Page[Any], borne: int = 0) -> bool:
        """Whether a short first page may be the cluster's own cap and not the end; `borne` is the longest that was not.

        A page of round length always may: most caps are round, and a list that grows has once ended right at it.
        """
        few = FEW_ROWS if self.pages.shape in _COUNTED else FEW
        return (
            self.pages.shape in _BY_LENGTH
            and few <= page.longest < self.size
            and (page.longest > borne or page.longest % few == 0)
        )

    def check_cap(self, page: Page[Any], beyond: Page[Any]) -> None:
        """Raise `RequestError` if there is more after a short first page; who counts nothing gives all of it again."""
        known = {identity(item) for item in page.items} - {None}
        more = any(identity(item) not in known for item in beyond.items)
        if self.pages.shape == "grouped":
            more = beyond.longest > 0
        if more and beyond.items != page.items:
            at, size = page.longest, self.pages.size
            text = f"the cluster gives at most {at} at once: ask for pages of that size ({size}={at})"
            raise RequestError(text, operation=self.operation.name, parameter=size)

    def goes_on(self, page: Page[Any], beyond: Iterable[Page[Any]], far: int) -> bool:
        """Whether there is more behind a short page, on those `beyond` or on page `far`, which was had before."""
        known = [key_of(item) for item in page.items]
        return far > page.number or any(key_of(item) not in known for one in beyond for item in one.items)

    def check_whole(self, page: Page[Any]) -> None:
        """Raise `GapError` if a page before others is short, though it was asked for once more."""
        if page.last:
            text = f"page {page.number} is short, but there are pages behind it: the server leaves items out"
            raise GapError(text, operation=self.operation.name)

    def key(self, item: Any) -> Any:
        """What tells an item from others, so that it comes once; None for rows, which have no identity and all count."""
        if self.pages.shape in _WITHOUT_KEYS:
            return None
        found = identity(item)
        # An event on the border of two windows can be in both.
        return repr(item) if found is None and self.span else found

    def ends(self, page: Page[Any]) -> set[int]:
        """What tells a page from others at little cost: its first and its last item."""
        return {hash(self.key(item) or repr(item)) for item in (*page.items[:1], *page.items[-1:])}

    def unsorted(self) -> RequestError:
        """Why there is no second page of rows that nothing sorts."""
        name = "runtime_sorts" if self.pages.shape == "data_v1" else "runtime_sort"
        text = "pages of unsorted rows overlap and leave rows out: sort by a column that tells them apart"
        text = f"{text} (`sort by` in a search, or {name}=)"
        return RequestError(text, operation=self.operation.name, parameter=name)


def _moment(arguments: Mapping[str, Any], name: str, default: datetime) -> datetime:
    moment = arguments.get(name, default)
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise RequestError(f"{name}: an aware datetime is needed", parameter=name)
    return moment


def identity(item: Any) -> str | int | None:
    """An item's own id; rows have none."""
    for path in _IDS:
        key = value_at(item, path)
        if isinstance(key, str | int):
            return key
    return None


def key_of(item: Any) -> Any:
    """What tells an item from others: its id, or all of it."""
    found = identity(item)
    return item if found is None else found


def joined(page: Page[T], tail: Any, overlap: int) -> tuple[Page[T], Any]:
    """Take the items away that a page shares with the one before, which ended with `tail`; its own tail is returned too.

    Raises `GapError` if the tail is not on the page.
    """
    if not overlap:
        return page, None
    keys = [key_of(item) for item in page.items]
    start = overlap if page.number else 0
    if tail is not None and keys[overlap - 1 : overlap] != [tail]:
        if tail not in keys:
            text = "does not join the one before: objects went away, and others may be missing"
            raise GapError(f"page {page.number} {text}")
        start = keys.index(tail) + 1
    return attrs.evolve(page, items=page.items[start:]), keys[-1] if keys else None


def _at(answer: Any, path: str) -> Any:
    """What an answer has at a path of wire names."""
    return value_at(answer, "".join(f"_{char.lower()}" if char.isupper() else char for char in path))


def _groups(pages: Pages, answer: Any) -> list[list[Any]]:
    """The lists of items in an answer: one, or one per visualization."""
    if pages.shape == "grouped":
        return [next(_lists(answer), [])]
    if pages.shape == "batch":
        return [group for by_type in answer.values() for group in by_type.values()]
    if pages.shape not in _COUNTED:
        return [(_at(answer, pages.items) if pages.items else answer) or []]
    parts: Iterable[Any] = [answer]
    if isinstance(answer, Mapping):
        parts = cast("Mapping[str, Any]", answer).values()
    elif pages.items == "contents":
        parts = answer.contents or []
    return [getattr(part, "data_rows", None) or getattr(part, "data", None) or [] for part in parts]


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
