"""What an endpoint is, as data: `Operation` and its parameters; and how endpoint functions reach a client: `Caller`.

The generated modules are made of these values.  This module knows no HTTP library, no codec and no group.
"""

from collections.abc import Coroutine, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, Protocol, TypeVar

import attrs

from aiothoughtspot.retry import Repeatable

if TYPE_CHECKING:
    from aiothoughtspot.streaming import Stream

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Json = dict[str, Any]
Size = int | Literal["all"]
Encoding = Literal["auto", "text", "json", "repeat", "csv", "base64", "numbered"]


@attrs.frozen
class DayText:
    """Marks a day that travels as text, MM/DD/YYYY; the server refuses ISO here."""

    format: str = "%m/%d/%Y"


Day = Annotated[date, DayText()]


@attrs.frozen
class File:
    """A file to upload: its bytes, and the name and media type that the server sees."""

    content: bytes = attrs.field(repr=lambda content: f"<{len(content)} bytes>")
    name: str = "file"
    media: str = "application/octet-stream"


@attrs.frozen
class Param:
    """One parameter: its wire name, its type, and what the server accepts."""

    name: str
    type: Any
    required: bool = False
    py: str | None = None
    encode: Encoding = "auto"
    min: float | None = None
    max: float | None = None
    max_length: int | None = None
    max_items: int | None = None
    pattern: str | None = None
    refuse: tuple[Any, ...] = ()
    copy_of: str | None = None
    content_type: str | None = None
    empty: bool = False
    since: str | None = None
    deprecated: str | None = None

    @property
    def argument(self) -> str:
        """The Python name of the argument."""
        return self.py or self.name


RuleKind = Literal["at_least_one", "exactly_one", "at_most_one", "together", "same_length", "needs"]


@attrs.frozen
class Rule:
    """A rule across parameters, by wire name.

    `needs` reads: if the first name is given (with one of `values`, if any), each of the others must be too.
    """

    kind: RuleKind
    names: tuple[str, ...]
    values: tuple[Any, ...] = ()


PageShape = Literal[
    "short",
    "flag",
    "more",
    "data",
    "data_v1",
    "offset_batch_flag",
    "offset_batch",
    "batch",
    "tml_batch",
    "window",
    "grouped",
]


@attrs.frozen
class Pages:
    """How an operation pages: the shape, the parameters that say where, and where the answer keeps items and end."""

    shape: PageShape
    offset: str | None = None
    size: str | None = None
    items: str = ""
    flag: str | None = None
    start: int = 0
    max: int | None = None
    end: str | None = None
    hours: float | None = None


@attrs.frozen
class Deprecation:
    """Since which release an operation is deprecated (None: always was), and what to use instead."""

    since: str | None = None
    use: str | None = None


@attrs.frozen
class Operation(Generic[T_co]):
    """One endpoint.

    `path` counts from the host's root and has its parameters in braces.
    `repeatable` says what a second, identical request does; `depends` is decided by `read_when`.
    """

    name: str
    method: str
    path: str
    returns: type[T_co] | Any
    vendor: str = ""
    repeatable: Repeatable = "no"
    # For "depends": what it is in general, and the values of body fields that make it a read.
    otherwise: Repeatable = "no"
    read_when: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    since: str | None = None
    removed: str | None = None
    deprecated: Deprecation | None = None
    privileges: tuple[str, ...] = ()
    pages: Pages | None = None
    path_params: tuple[Param, ...] = ()
    query: tuple[Param, ...] = ()
    # None: the request has no body of this kind; an empty tuple: it has one, with no fields.
    body: tuple[Param, ...] | None = None
    form: tuple[Param, ...] | None = None
    parts: tuple[Param, ...] | None = None
    # Multipart is sent even without a part, unless this says that no part means no body.
    parts_optional: bool = False
    raw: Literal["text", "bytes"] | None = None
    rules: tuple[Rule, ...] = ()
    auth: bool = True
    limit: str | None = None
    accept: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    stream: Literal["bytes", "events"] | None = None
    # For a stream of events: the operation that tells the server that nobody listens any more.
    stop: str | None = None
    same_origin_redirect: bool = False
    private: bool = False
    # The key of an object that some servers wrap the answer in.
    unwrap: str | None = None
    # Whether the answer holds data cells, so that `Options.dates` applies.
    data: bool = False

    @property
    def version(self) -> str:
        """The API's version: "v1" or "v2"."""
        return self.name.partition(".")[0]

    def repeatable_with(self, sent: Mapping[str, Any]) -> Repeatable:
        """Decide `depends` for one request by its body or form fields as they will be sent."""
        if self.repeatable != "depends":
            return self.repeatable
        reads = bool(self.read_when) and all(sent.get(name) in values for name, values in self.read_when)
        return "read" if reads else self.otherwise

    def __repr__(self) -> str:
        """Name the endpoint, not its forty facts."""
        return f"<Operation {self.name}: {self.method} {self.path}>"


class Caller(Protocol):
    """What an endpoint function needs: a client, a view of one, or a group bound to one."""

    def call(
        self,
        operation: Operation[T],
        *,
        path: Mapping[str, Any] = ...,
        query: Mapping[str, Any] = ...,
        body: Any = ...,
        form: Mapping[str, Any] = ...,
        files: Mapping[str, Any] = ...,
        headers: Mapping[str, str] = ...,
    ) -> Coroutine[Any, Any, T]:
        """Send the operation and return its decoded answer."""
        ...

    def stream(
        self,
        operation: Operation[Any],
        *,
        path: Mapping[str, Any] = ...,
        query: Mapping[str, Any] = ...,
        body: Any = ...,
        form: Mapping[str, Any] = ...,
        files: Mapping[str, Any] = ...,
        headers: Mapping[str, str] = ...,
    ) -> "AbstractAsyncContextManager[Stream]":
        """Send the operation and open its answer as a stream."""
        ...


class Group:
    """The endpoints of one group, bound to one client.

    A plain function named in a subclass's body is a bound method: `self` is the group, and the group is a `Caller`.
    """

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def call(self, operation: Operation[T], **parts: Any) -> Coroutine[Any, Any, T]:
        """Pass the call on to the client; no frame of ours keeps its arguments for a traceback."""
        return self._caller.call(operation, **parts)

    def stream(self, operation: Operation[Any], **parts: Any) -> "AbstractAsyncContextManager[Stream]":
        """Pass the stream on to the client."""
        return self._caller.stream(operation, **parts)
