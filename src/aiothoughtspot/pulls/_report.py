"""What a pull tells while it runs and when it ends."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs

from aiothoughtspot.client import Client
from aiothoughtspot.errors import ThoughtSpotError
from aiothoughtspot.options import Stats
from aiothoughtspot.pulls._oddities import Oddities


class PullError(ThoughtSpotError):
    """A pull that cannot go on, and why; what was fetched so far stays beside the target for the next run.

    `.parameter` names the argument that is to blame, if one is.
    """

    parameter: str | None = None


@attrs.frozen
class ExportFailure:
    """One object that could not be exported, and why."""

    id: str
    reason: str


@attrs.frozen
class Progress:
    """How far a pull is: rows, files and bytes written so far, pages or objects done, and the total if it is known."""

    rows: int
    files: int
    bytes: int
    done: int
    total: int | None
    seconds: float


@attrs.frozen
class PullReport:
    """What a pull did: counts, bytes on disk, seconds, and the client's calls, retries and logins meanwhile.

    `paths` are the files on this machine, `urls` those elsewhere.  `mixed` are columns that became text because their
    cells are of several types, or whole numbers of more than 64 bits.  `ragged` counts rows that had not one cell for
    each column: missing cells are null, those too many are left out.
    """

    rows: int
    files: int
    bytes: int
    calls: int
    retries: int
    mints: int
    seconds: float
    cursor: dict[str, Any]
    paths: tuple[Path, ...] = ()
    urls: tuple[str, ...] = ()
    failures: tuple[ExportFailure, ...] = ()
    mixed: tuple[str, ...] = ()
    ragged: int = 0


Tell = Callable[[Progress], object]


class Meter:
    """Counts one pull, by the difference of the client's own counters."""

    def __init__(self, client: Client, progress: Tell | None) -> None:
        self._client = client
        self._progress = progress
        self._before: Stats = client.stats()
        self._started = time.monotonic()
        self.rows = 0
        self.files = 0
        self.bytes = 0
        self.done = 0
        self.total: int | None = None
        self.odd = Oddities()

    def tell(self) -> None:
        """Call the progress callback."""
        if self._progress is not None:
            seconds = time.monotonic() - self._started
            self._progress(Progress(self.rows, self.files, self.bytes, self.done, self.total, seconds))

    def report(
        self,
        cursor: dict[str, Any],
        paths: tuple[Path, ...],
        failures: tuple[ExportFailure, ...] = (),
        *,
        urls: tuple[str, ...] = (),
    ) -> PullReport:
        """Sum up."""
        before, after = self._before, self._client.stats()
        return PullReport(
            rows=self.rows,
            files=self.files,
            bytes=self.bytes,
            calls=after.calls - before.calls,
            retries=after.retries - before.retries,
            mints=after.mints - before.mints,
            seconds=time.monotonic() - self._started,
            cursor=cursor,
            paths=paths,
            urls=urls,
            failures=failures,
            mixed=tuple(sorted(self.odd.mixed)),
            ragged=self.odd.ragged,
        )
