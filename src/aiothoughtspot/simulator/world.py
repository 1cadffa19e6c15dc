"""What a cluster is behind its ASGI face: its options, its state, its faults, and what it has seen."""

from __future__ import annotations

import itertools
import pickle
import random
from collections import Counter, deque
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from aiothoughtspot._releases import number, older
from aiothoughtspot.simulator import checks
from aiothoughtspot.simulator.catalog import NEWEST
from aiothoughtspot.simulator.clock import Clock
from aiothoughtspot.simulator.faults import Faults
from aiothoughtspot.simulator.limits import Minutes, Window
from aiothoughtspot.simulator.seeding import seeded

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    from aiothoughtspot.simulator.dataset import Dataset
    from aiothoughtspot.simulator.engine import Engine
    from aiothoughtspot.simulator.seen import Seen
    from aiothoughtspot.simulator.state import State

REMEMBERED = 10_000
"""How many requests, unknown keys and bad requests a cluster keeps."""


def _zone(name: str, value: Any) -> None:
    checks.of_type(name, value, str, "a text")
    try:
        ZoneInfo(value)
    except (OSError, ValueError):
        # A folder of zones, or a path out of their folder; an unknown name is an error of its own.
        raise ValueError(f"{name}: {value!r} is no IANA name") from None


def _release(name: str, value: Any) -> None:
    checks.of_type(name, value, str, "a text")
    if number(value) is None:
        raise ValueError(f"{name}: not a release: {value!r}; they look like {NEWEST}")


OPTIONS: Final[dict[str, checks.Check]] = {
    "rows": partial(checks.whole, least=0),
    "seed": checks.whole,
    "custom_calendar": checks.boolean,
    "time_zone": _zone,
    "release": _release,
    "rate_limit": checks.boolean,
    "strict": checks.boolean,
    "users": partial(checks.whole, least=1),
    "objects": partial(checks.whole, least=0),
    "max_rows": partial(checks.whole, least=1),
}
"""What each argument that is a number, a text or a boolean may be."""


class World:
    """The cluster as its routes see it; `Cluster` is one that serves, and explains the arguments."""

    def __init__(
        self,
        *,
        rows: int = 2_000_000,
        seed: int = 1,
        custom_calendar: bool = False,
        time_zone: str = "UTC",
        release: str = "26.8.0.cl",
        rate_limit: bool = True,
        strict: bool = False,
        clock: Callable[[], float] | None = None,
        users: int = 5_000,
        objects: int = 3_000,
        max_rows: int = 100_000,
    ) -> None:
        given = {
            "rows": rows,
            "seed": seed,
            "custom_calendar": custom_calendar,
            "time_zone": time_zone,
            "release": release,
            "rate_limit": rate_limit,
            "strict": strict,
            "users": users,
            "objects": objects,
            "max_rows": max_rows,
        }
        for name, value in given.items():
            OPTIONS[name](name, value)
        if clock is not None and not callable(clock):
            raise TypeError(f"clock: a function that gives seconds since 1970 is needed, not {clock!r}")
        self.rows = rows
        self.seed = seed
        self.custom_calendar = custom_calendar
        self.time_zone = time_zone
        self.zone: ZoneInfo = ZoneInfo(time_zone)
        self.release = release
        self.old: bool = older(release, NEWEST)
        """Whether the catalog may know what this release does not have."""
        self.strict = strict
        self.max_rows = max_rows
        self.clock: Callable[[], float] = Clock() if clock is None else clock
        self.state: State = seeded(seed, clock=self.clock, users=users, objects=objects)
        self.random: random.Random = random.Random(seed + 1)  # noqa: S311 - repeatable chance is the point
        self.faults: Faults = Faults(self.random.random)
        self.limit: Window | None = Window() if rate_limit else None
        self.minutes: Minutes | None = Minutes(self.clock) if rate_limit else None
        self.requests: deque[Seen] = deque(maxlen=REMEMBERED)
        self.counts: Counter[str] = Counter()
        """Requests by route, e.g. "POST /api/rest/2.0/tags/{tag_identifier}/update"."""
        self.writes: Counter[str] = Counter()
        """Times a route that changes something was carried out."""
        self.answers: Counter[int] = Counter()
        """Answers by status."""
        self.unknown_keys: deque[tuple[str, str]] = deque(maxlen=REMEMBERED)
        """(route, key) of every request key the routes do not know."""
        self.bad: deque[str] = deque(maxlen=REMEMBERED)
        """Requests a well-made client would not send, in words."""
        self.snapshots: list[bytes] = []
        """Those that another process asked for."""
        self.mints = 0
        """Tokens made."""
        self.in_flight = 0
        self.connections: dict[tuple[str, int], asyncio.Transport] = {}
        """Open connections by client address, when served."""
        self.url = ""
        """Where the cluster is served, when whoever serves it sets it."""
        self.searches: Iterator[int] = itertools.count(1)
        """Numbers the data calls: each is a query of its own."""

    @property
    def open_connections(self) -> int:
        """Connections open now, when served over sockets."""
        return len(self.connections)

    @cached_property
    def data(self) -> Dataset:
        """The rows of "Retail Sales" by arithmetic."""
        from aiothoughtspot.simulator.dataset import Dataset  # noqa: PLC0415 - numpy only for those who read data

        return Dataset(self.rows, self.seed, self.zone)

    @cached_property
    def engine(self) -> Engine:
        """Runs searches over `data`."""
        from aiothoughtspot.simulator.engine import Engine  # noqa: PLC0415 - same

        return Engine(self.data, custom_calendar=self.custom_calendar)

    def dataset(self) -> pa.Table:  # pyright: ignore[reportUnknownParameterType] - pyarrow ships no types
        """All rows of "Retail Sales" as an Arrow table with true types: dates as date32, times as UTC microseconds."""
        return self.data.table()

    def admits(self, kind: str, key: str) -> bool:
        """Count one event of a class of `limits.PER_MINUTE`; False when it is one too many for `key`."""
        return self.minutes is None or self.minutes.admit(kind, key)

    def revoke_tokens(self) -> int:
        """Make every token and session invalid from now on; gives their number."""
        gone = len(self.state.tokens) + len(self.state.sessions)
        self.state.tokens.clear()
        self.state.sessions.clear()
        return gone

    def advance(self, seconds: float) -> None:
        """Let time pass at once: tokens expire, limits recover, tasks go on.

        Raises:
            TypeError: When the cluster goes by another clock than a `Clock`.
            ValueError: For a negative number.
        """
        if not isinstance(self.clock, Clock):
            raise TypeError("only a Clock can be moved")
        self.clock.advance(seconds)

    def snapshot(self) -> bytes:
        """Everything the cluster remembers, for `restore`: users, objects, tokens, and what comes next of every sequence.

        What it has seen (`requests`, counters), its faults and its clock are no part of it.
        """
        kept = {name: value for name, value in vars(self.state).items() if name != "clock"}
        return pickle.dumps((kept, self.random.getstate()), pickle.HIGHEST_PROTOCOL)

    def restore(self, snapshot: bytes) -> None:
        """Remember what `snapshot` gave, of this cluster or of another one, and nothing else.

        A snapshot is a pickle: restore only your own.
        """
        kept, chance = pickle.loads(snapshot)  # noqa: S301 - as the docstring says
        vars(self.state).update(kept)
        self.random.setstate(chance)

    def stats(self) -> dict[str, Any]:
        """Counters, as `/_simulator/stats` shows them."""
        return {
            "mints": self.mints,
            "counts": dict(self.counts),
            "writes": dict(self.writes),
            "answers": {str(status): count for status, count in self.answers.items()},
            "in_flight": self.in_flight,
            "open_connections": self.open_connections,
            "unknown_keys": [list(pair) for pair in self.unknown_keys],
            "bad": list(self.bad),
            "faults": [{"path": fault.path, "hits": fault.hits, "seen": fault.seen} for fault in self.faults],
        }
