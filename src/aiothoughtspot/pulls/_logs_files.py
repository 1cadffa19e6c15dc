"""Where audit events go: lines of JSON or Parquet files, each with a state that says how far they are good."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

import attrs
import pyarrow as pa
import pyarrow.parquet as pq

from aiothoughtspot.pulls._report import PullError
from aiothoughtspot.pulls._tml import write_whole

if TYPE_CHECKING:
    from aiothoughtspot.v2.logs import LogEntry

LINES = frozenset({".jsonl", ".ndjson"})
# Parquet columns, and which entry of an event each shows.
COLUMNS = {
    "id": "id",
    "type": "type",
    "description": "desc",
    "org_id": "orgId",
    "user_id": "userGUID",
    "user_name": "userName",
    "client_ip": "cIP",
}
SCHEMA = pa.schema(
    [("time", pa.timestamp("us", "UTC")), *((name, pa.string()) for name in COLUMNS), ("log", pa.string())]
)


@attrs.frozen
class State:
    """How far the log is read: until when, which events near that were written, and how much of the target is good.

    `seen` has the events' times (epoch s) by key; `size` is bytes of a file of lines, or a number of Parquet files.
    """

    until: datetime
    seen: dict[str, float] = attrs.field(factory=dict)
    size: int = 0

    def to_json(self) -> bytes:
        """The state as its file holds it."""
        return json.dumps({"until": self.until.timestamp(), "seen": self.seen, "size": self.size}).encode()

    @classmethod
    def of_json(cls, text: bytes) -> Self:
        """Read a state."""
        found: dict[str, Any] = json.loads(text)
        return cls(datetime.fromtimestamp(found["until"], UTC), found["seen"], found["size"])


class Sink(Protocol):
    """Takes events, and knows the state they leave."""

    state: State | None

    def add(self, entries: "Sequence[LogEntry]", state: State) -> None:
        """Write events, then the state after them; both are there, or neither counts."""
        ...


def sink_of(path: Path) -> Sink:
    """The sink of a path by its ending, back where its state says; raises `PullError` if it is not as it was left."""
    return Lines(path) if path.suffix in LINES else Parquet(path)


def _load(path: Path) -> State | None:
    return State.of_json(path.read_bytes()) if path.exists() else None


class Lines:
    """One event in each line, as JSON with the server's own `date` in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._memo = path.with_name(f".{path.name}.state.json")
        self.state: State | None = _load(self._memo)
        size = path.stat().st_size if path.exists() else 0
        good = 0 if self.state is None else self.state.size
        if size < good or (size and self.state is None):
            raise PullError(
                f"{path.name} is not as the last run left it: move it away, or bring {self._memo.name} back"
            )
        if size > good:
            # Of a run that was killed before it could say that these lines are good.
            with path.open("r+b") as file:
                file.truncate(good)

    def add(self, entries: "Sequence[LogEntry]", state: State) -> None:
        """Append lines, then keep the state."""
        self._path.touch(0o600)
        with self._path.open("ab") as file:
            for entry in entries:
                file.write(json.dumps(_line(entry), ensure_ascii=False).encode() + b"\n")
            size = file.tell()
        self.state = attrs.evolve(state, size=size)
        write_whole(self._memo, self.state.to_json())


class Parquet:
    """A folder with a Parquet file for each window that had events."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._memo = folder / ".state.json"
        folder.mkdir(parents=True, exist_ok=True)
        self.state: State | None = _load(self._memo)
        good = 0 if self.state is None else self.state.size
        parts = {int(path.stem.removeprefix("audit-")): path for path in folder.glob("audit-*.parquet")}
        if len([number for number in parts if number < good]) < good or (parts and self.state is None):
            raise PullError(
                f"{folder.name} is not as the last run left it: files or {self._memo.name} are missing"
            )
        for number, path in parts.items():
            if number >= good:
                path.unlink()

    def add(self, entries: "Sequence[LogEntry]", state: State) -> None:
        """Write a file if there are events, then keep the state."""
        size = 0 if self.state is None else self.state.size
        if entries:
            sink = pa.BufferOutputStream()
            pq.write_table(_table(entries), sink, compression="zstd")
            write_whole(self._folder / f"audit-{size:08d}.parquet", sink.getvalue().to_pybytes())
            size += 1
        self.state = attrs.evolve(state, size=size)
        write_whole(self._memo, self.state.to_json())


def _event(entry: "LogEntry") -> dict[str, Any]:
    event: Any = entry.event
    return event if isinstance(event, dict) else {}


def _line(entry: "LogEntry") -> dict[str, Any]:
    return {"date": entry.date, **(_event(entry) or {"log": entry.log})}


def _table(entries: "Sequence[LogEntry]") -> pa.Table:
    events = [_event(entry) for entry in entries]
    texts = [
        [None if (found := event.get(key)) is None else str(found) for event in events]
        for key in COLUMNS.values()
    ]
    columns = [[entry.time for entry in entries], *texts, [entry.log for entry in entries]]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    return pa.table(arrays, schema=SCHEMA)
