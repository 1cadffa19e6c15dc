"""Scripted faults: what goes wrong, for which requests, and how often."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs
import msgspec

from aiothoughtspot.simulator import checks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Drop = Literal["connect", "head", "body"]
Drift = Literal["unknown_enum", "extra_field", "null"]

KINDS: Final[dict[str, dict[str, Any]]] = {
    "rate_limit": {"status": 429},
    "bad_gateway": {"status": 502, "html": True},
    "unavailable": {"status": 503},
    "maintenance": {"status": 503, "html": True},
    "gateway_timeout": {"status": 504, "html": True},
    "error": {"status": 500},
    "login_page": {"status": 200, "html": True},
    "reset": {"drop": "connect"},
    "expired": {"expire_tokens": True},
    "slow": {"latency": 1.0},
    "status": {"status": 500},
    "latency": {"latency": 1.0},
    "drop": {"drop": "connect"},
    "drip": {"drip": 0.01},
    "html": {"html": True},
    "expiry": {"expire_tokens": True},
    "drift": {"drift": "unknown_enum"},
    "unknown_enum": {"drift": "unknown_enum"},
    "extra_field": {"drift": "extra_field"},
    "null": {"drift": "null"},
}
"""Names for faults: the first argument of `Faults.add`. Anything given beside the name wins."""
DROPS: Final = ("connect", "head", "body")
DRIFTS: Final = ("unknown_enum", "extra_field", "null")
METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
DOES: Final = (
    "status", "headers", "body", "html", "latency", "drop", "truncate", "drip", "expire_tokens", "drift",
)  # fmt: skip
"""Settings that do something; the others choose requests."""
ENUM_LIKE: Final = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
NEW_ENUM: Final = "VALUE_OF_A_LATER_RELEASE"
NEW_FIELD: Final = "field_of_a_later_release"
KEPT_FROM_NULL: Final = frozenset({"id", "name", "token", "metadata_id", "metadata_name"})


@attrs.define(eq=False)
class Fault:
    """One scripted fault.

    A request that matches `path` and `method` is counted; of those, `after`, `every`, `times` and `probability` choose the
    ones that suffer it.

    Attributes:
        path: A glob when it holds `*`, `?` or `[`, else any part of the path; a key of `Cluster.counts` does as well. With
            `{name}`, which stands for one segment, it goes up to the path's end, and leaves routes without parameters alone.
            None matches all.
        method: HTTP method, or None for all.
        times: How many requests suffer it; None for no limit.
        after: How many matching requests go through first.
        every: Only every n-th matching request.
        probability: Chance of each matching request, from the cluster's seed.
        status: Answer with this status instead of the route's.
        headers: Headers to add to the answer.
        body: Body to answer with: text, or a JSON value.
        html: Answer with an HTML page, as a gateway would.
        latency: Seconds to wait before answering.
        drop: "connect": reset before one byte of the answer, and nothing is carried out; "head": close in the middle of the
            head; "body": close in the middle of the body. These two carry the request out.
        truncate: Send this many bytes of the body under the full content-length, then close.
        drip: Seconds between the single bytes of the body.
        expire_tokens: Expire every token and session first, so the request meets a 401.
        drift: Change the answer's JSON: an enum value, a field, or nulls nobody knows of.
    """

    path: str | None = None
    method: str | None = None
    times: int | None = 1
    after: int = 0
    every: int | None = None
    probability: float | None = None
    status: int | None = None
    headers: Mapping[str, str] | None = None
    body: Any = None
    html: bool = False
    latency: float | None = None
    drop: Drop | None = None
    truncate: int | None = None
    drip: float | None = None
    expire_tokens: bool = False
    drift: Drift | None = None
    hits: int = attrs.field(default=0, init=False)
    """How many requests suffered it."""
    seen: int = attrs.field(default=0, init=False)
    """How many requests matched it."""

    def __attrs_post_init__(self) -> None:
        """Refuse settings of a wrong type or out of range."""
        for name, check in CHECKS.items():
            value = getattr(self, name)
            if value is not None or name in NEEDED:
                check(name, value)

    def matches(self, method: str, path: str, *, literal: bool = False) -> bool:
        """Whether a request is one of those the fault is about; `literal` tells that its route has no parameters."""
        if self.method is not None and self.method.upper() != method:
            return False
        if self.path is None:
            return True
        if literal and "{" in self.path:
            # As in the router: the literal route wins over a template that fits its path too.
            return False
        # A path as sent holds no space, so one in the pattern comes after a method.
        told = f"{method} {path}" if " " in self.path else path
        return _pattern(self.path).fullmatch(told) is not None

    def strikes(self, chance: Callable[[], float]) -> bool:
        """Count one matching request, and say whether it suffers the fault."""
        if self.times is not None and self.hits >= self.times:
            return False
        self.seen += 1
        counted = self.seen - self.after
        if counted <= 0 or (self.every is not None and counted % self.every):
            return False
        if self.probability is not None and chance() >= self.probability:
            return False
        self.hits += 1
        return True

    @property
    def answers(self) -> bool:
        """Whether the fault brings its own answer, so that the route does not run."""
        return self.status is not None or self.body is not None or self.html


def _one_of(*known: str) -> checks.Check:
    def check(name: str, value: Any) -> None:
        checks.of_type(name, value, str, "a text")
        if value not in known:
            raise ValueError(f"{name}: one of {', '.join(known)} is needed, not {value!r}")

    return check


def _path(name: str, value: Any) -> None:
    checks.of_type(name, value, str, "a text")


def _method(name: str, value: Any) -> None:
    checks.of_type(name, value, str, "a text")
    _one_of(*METHODS)(name, value.upper())


def _headers(name: str, value: Any) -> None:
    checks.of_type(name, value, Mapping, "a mapping of texts")
    for part in (text for pair in value.items() for text in pair):
        checks.of_type(name, part, str, "a text in each place")
        try:
            part.encode("latin-1")
        except UnicodeEncodeError:
            raise ValueError(f"{name}: {part!r} holds what no header can (Latin-1)") from None


def _body(name: str, value: Any) -> None:
    if isinstance(value, bytes | bytearray | memoryview):
        raise TypeError(f"{name}: a text or a JSON value is needed, not bytes")
    try:
        msgspec.json.encode(value)
    except (TypeError, ValueError) as error:
        raise type(error)(f"{name}: a text or a JSON value is needed: {error}") from None


CHECKS: Final[dict[str, checks.Check]] = {
    "path": _path,
    "method": _method,
    "times": partial(checks.whole, least=0),
    "after": partial(checks.whole, least=0),
    "every": partial(checks.whole, least=1),
    "probability": partial(checks.number, least=0, most=1),
    "status": partial(checks.whole, least=200, most=999),
    "headers": _headers,
    "body": _body,
    "html": checks.boolean,
    "latency": partial(checks.number, least=0),
    "drop": _one_of(*DROPS),
    "truncate": partial(checks.whole, least=0),
    "drip": partial(checks.number, least=0),
    "expire_tokens": checks.boolean,
    "drift": _one_of(*DRIFTS),
}
NEEDED: Final = frozenset({"after", "html", "expire_tokens"})
"""Settings that cannot be None."""


@lru_cache
def _pattern(path: str) -> re.Pattern[str]:
    if re.search(r"[*?\[]", path):
        found = fnmatch.translate(path)
    else:
        # A route's template ends where its path does: what is below it is another route.
        found = f".*{re.escape(path)}" + ("" if "{" in path else ".*")
    return re.compile(re.sub(r"\\{\w+\\}", "[^/]+", found))


class Faults:
    """The faults of one cluster, in the order they were added. Several may strike the same request."""

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._faults: list[Fault] = []

    def __len__(self) -> int:
        """How many there are."""
        return len(self._faults)

    def __iter__(self) -> Iterator[Fault]:
        """Each fault."""
        return iter(tuple(self._faults))

    def add(self, kind: str | None = None, **settings: Any) -> Fault:
        """Script a fault: a name of `KINDS`, the fields of `Fault` by name, or both. Returns it, to read `hits` from.

        Raises:
            ValueError: For an unknown kind, a setting out of its range, or settings that do nothing.
            TypeError: For an unknown setting, or one of a wrong type.
        """
        if kind is not None and kind not in KINDS:
            raise ValueError(f"unknown kind of fault {kind!r}; known: {', '.join(KINDS)}")
        unknown = settings.keys() - CHECKS.keys()
        if unknown:
            raise TypeError(f"a fault has no {', '.join(sorted(unknown))}; it has {', '.join(CHECKS)}")
        fault = Fault(**{**KINDS.get(kind or "", {}), **settings})
        if all(getattr(fault, name) is None or getattr(fault, name) is False for name in DOES):
            raise ValueError(f"this fault does nothing: name a kind, or one of {', '.join(DOES)}")
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        """Forget every fault."""
        self._faults.clear()

    def strike(self, method: str, path: str, *, literal: bool = False) -> list[Fault]:
        """The faults that this request suffers; they are counted."""
        return [
            fault
            for fault in self._faults
            if fault.matches(method, path, literal=literal) and fault.strikes(self._chance)
        ]


def drifted(value: Any, drift: Drift) -> Any:
    """A copy of an answer's JSON as a later release, or a careless one, would send it."""
    if isinstance(value, list):
        return [drifted(item, drift) for item in value]
    if not isinstance(value, dict):
        return (
            NEW_ENUM
            if drift == "unknown_enum" and isinstance(value, str) and ENUM_LIKE.fullmatch(value)
            else value
        )
    changed = {key: drifted(item, drift) for key, item in value.items()}
    if drift == "extra_field":
        changed[NEW_FIELD] = {"nested": [1, "two", None]}
    if drift == "null":
        changed = {
            k: None if isinstance(v, str) and k not in KEPT_FROM_NULL else v for k, v in changed.items()
        }
    return changed
