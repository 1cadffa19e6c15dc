"""The route table: what a handler is given, what it gives back, and how a request finds it.

Handlers are plain functions of one `Call`; they return an `Answer`, a JSON value (sent with 200), or None (204), and raise
`Refused` for every error the server reports. What takes long they return as a function, which gives or raises the same: it is
run in a thread, and must not touch the state. Nothing here knows a route; modules register theirs with `route`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import attrs

from aiothoughtspot.simulator.answers import BAD_REQUEST, UNAUTHENTICATED, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiothoughtspot.simulator.state import State
    from aiothoughtspot.simulator.world import World

V1: Final = "/callosum/v1/tspublic/v1"
V2: Final = "/api/rest/2.0"


@attrs.frozen(eq=False)
class Call:
    """One request, authenticated and taken apart."""

    cluster: World
    state: State
    user: dict[str, Any] | None
    """The caller's user record; None only on routes with `auth=False`."""
    org: int
    """The org of the caller's token or session; 0 without one."""
    path: dict[str, str] = attrs.field(factory=dict[str, str])
    query: dict[str, str] = attrs.field(factory=dict[str, str])
    """The last value of each query key; `query_list` has them all."""
    query_list: list[tuple[str, str]] = attrs.field(factory=list[tuple[str, str]])
    body: dict[str, Any] = attrs.field(factory=dict[str, Any])
    """The JSON object sent, or an empty one."""
    form: dict[str, str] = attrs.field(factory=dict[str, str])
    """Form fields: urlencoded, or the text parts of a multipart body."""
    files: dict[str, bytes] = attrs.field(factory=dict[str, bytes])
    """Multipart parts that have a file name."""
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str])
    """Request headers by lower-case name."""
    session: dict[str, Any] | None = None
    """The cookie session, when that is how the caller is known."""
    token: dict[str, Any] | None = None
    """The bearer token's record, when that is how the caller is known."""

    @property
    def caller(self) -> dict[str, Any]:
        """The caller's user record, on routes that demand one."""
        if self.user is None:
            raise Refused(401, UNAUTHENTICATED, "A valid session is required")
        return self.user


@attrs.frozen(eq=False)
class Route:
    """One registered route."""

    method: str
    path: str
    handler: Callable[[Call], Any]
    auth: bool
    admin: bool
    privileges: tuple[str, ...]
    reads: bool
    fields: frozenset[str] | None
    numbered: tuple[str, ...]
    """Stems of numbered keys: "col" knows col1, col2, ..."""

    @property
    def name(self) -> str:
        """The label that counts and records use: `POST /path/{id}`."""
        return f"{self.method} {self.path}"

    def unknown(self, keys: Iterable[str]) -> list[str]:
        """Those of `keys` that the route does not know."""
        known = self.fields
        if known is None:
            return []
        return [key for key in keys if key not in known and _stem(key) not in self.numbered]


def _stem(key: str) -> str:
    stem = key.rstrip("0123456789")
    return stem if stem != key else ""


class Table:
    """Routes by method and path: exact paths in a dict, the others by their number of segments."""

    def __init__(self) -> None:
        self.routes: list[Route] = []
        self._exact: dict[tuple[str, str], Route] = {}
        self._patterns: dict[tuple[str, int], list[tuple[re.Pattern[str], Route]]] = {}

    def add(self, new: Route) -> None:
        """Register a route; a second one with the same method and path is a mistake."""
        if any(old.method == new.method and old.path == new.path for old in self.routes):
            raise ValueError(f"registered twice: {new.name}")
        self.routes.append(new)
        if "{" not in new.path:
            self._exact[new.method, new.path] = new
            return
        literal = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(new.path))
        self._patterns.setdefault((new.method, new.path.count("/")), []).append((re.compile(literal), new))

    def literal(self, method: str, raw_path: str) -> bool:
        """Whether a route without parameters takes a path."""
        return (method, raw_path) in self._exact

    def find(self, method: str, raw_path: str) -> tuple[Route, dict[str, str]] | None:
        """The route of a path as sent (still percent-encoded) and its decoded parameters.

        A parameter that holds a slash, even an encoded one, is refused with 400, as the server does.
        """
        exact = self._exact.get((method, raw_path))
        if exact is not None:
            return exact, {}
        for pattern, found in self._patterns.get((method, raw_path.count("/")), ()):
            match = pattern.fullmatch(raw_path)
            if match is not None:
                values = {name: unquote(value) for name, value in match.groupdict().items()}
                if any("/" in value for value in values.values()):
                    raise Refused(400, BAD_REQUEST, "Invalid identifier in path")
                return found, values
        return None


TABLE: Final = Table()


def route(
    method: str,
    path: str,
    *,
    auth: bool = True,
    admin: bool = False,
    privileges: Sequence[str] = (),
    reads: bool = True,
    fields: Sequence[str] | None = None,
    table: Table = TABLE,
) -> Callable[[Callable[[Call], Any]], Callable[[Call], Any]]:
    """Register a handler for `method` and `path` (with `{name}` parameters), unchanged otherwise.

    Args:
        method: HTTP method.
        path: From the host's root, e.g. `/api/rest/2.0/tags/{tag_identifier}/update`.
        auth: Whether the caller must be known (401 otherwise).
        admin: Whether the caller needs ADMINISTRATION (403 otherwise).
        privileges: Any one of these, or ADMINISTRATION, is enough (403 otherwise).
        reads: False for routes that change something; `Cluster.writes` counts those.
        fields: Known query, form and body keys; `col{n}` stands for col1, col2, ... None: everything is known.
        table: Where to register; tests use their own.
    """

    def register(handler: Callable[[Call], Any]) -> Callable[[Call], Any]:
        names = None if fields is None else frozenset(name for name in fields if "{n}" not in name)
        numbered = tuple(name.removesuffix("{n}") for name in fields or () if "{n}" in name)
        needed = tuple(privileges)
        table.add(Route(method, path, handler, auth, admin, needed, reads, names, numbered))
        return handler

    return register
