"""A cluster in a process of its own, so that its work does not slow the measured side, and a handle to script it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from aiothoughtspot.simulator import checks
from aiothoughtspot.simulator.control import PREFIX
from aiothoughtspot.simulator.world import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Generator

HOME: Final = Path(__file__).parents[2]
"""The folder the package is imported from, for the child to find it too."""
STOP: Final = 10.0
"""Seconds the child gets to stop by itself."""


@attrs.frozen
class Control:
    """Scripts a served cluster over its `/_simulator/` routes."""

    url: str

    def add_fault(self, kind: str | None = None, **settings: Any) -> int:
        """Script a fault, as `Faults.add` does in process; gives its number.

        Raises:
            ValueError: For settings the cluster refuses.
        """
        answer: int = self._send("POST", "faults", {"kind": kind, **settings})["fault"]
        return answer

    def clear_faults(self) -> None:
        """Forget every fault."""
        self._send("DELETE", "faults")

    def revoke_tokens(self) -> int:
        """Make every token and session invalid; gives their number."""
        answer: int = self._send("POST", "revoke-tokens")["revoked"]
        return answer

    def snapshot(self) -> int:
        """Keep everything the cluster remembers; gives a number for `restore`."""
        number: int = self._send("POST", "snapshots")["snapshot"]
        return number

    def restore(self, snapshot: int) -> None:
        """Have the cluster remember what a snapshot holds, and nothing else.

        Raises:
            ValueError: For a number that `snapshot` did not give.
        """
        self._send("POST", "restore", {"snapshot": snapshot})

    def run_schedule(self, schedule: str) -> dict[str, Any]:
        """Run a schedule (guid or name) at once, and tell its webhooks; gives the run as its history shows it.

        Raises:
            ValueError: For an unknown schedule.
        """
        return self._send("POST", "schedules/run", {"schedule": schedule})

    def advance(self, seconds: float) -> float:
        """Let time pass for the cluster at once; gives its time, in seconds since 1970.

        Raises:
            ValueError: For a negative number.
        """
        now: float = self._send("POST", "clock", {"advance": seconds})["now"]
        return now

    def stats(self) -> dict[str, Any]:
        """The cluster's counters."""
        return self._send("GET", "stats")

    def _send(self, method: str, action: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        connection = HTTPConnection(self.url.removeprefix("http://"), timeout=STOP)
        with contextlib.closing(connection):
            connection.request(method, PREFIX + action, None if body is None else msgspec.json.encode(body))
            response = connection.getresponse()
            answer: dict[str, Any] = msgspec.json.decode(response.read())
        if response.status != 200:  # noqa: PLR2004 - an HTTP status
            raise ValueError(answer["error"])
        return answer


def flags(options: dict[str, Any]) -> list[str]:
    """Command line flags for the options of `Cluster`: `rate_limit=False` becomes `--no-rate-limit`; None leaves one out."""
    found: list[str] = []
    for name, value in options.items():
        flag = name.replace("_", "-")
        if isinstance(value, bool):
            found.append(f"--{flag}" if value else f"--no-{flag}")
        elif value is not None:
            found += [f"--{flag}", str(value)]
    return found


@contextlib.contextmanager
def start(**options: Any) -> Generator[tuple[str, Control]]:
    """Run a cluster in a child process for as long as the block runs; gives its URL and a `Control`.

    Args:
        **options: Those of `Cluster` that are numbers, texts or booleans, and `port`.

    Raises:
        TypeError: For an option of a wrong type.
        ValueError: For one out of its range.
        RuntimeError: When the child does not start.
    """
    known = {**OPTIONS, "port": checks.port}
    for name, value in options.items():
        if value is not None and name in known:
            known[name](name, value)
    paths = os.pathsep.join(filter(None, (str(HOME), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "aiothoughtspot.simulator", *flags(options)]
    environment = {**os.environ, "PYTHONPATH": paths}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:  # noqa: S603 - our own module
        try:
            assert child.stdout is not None  # noqa: S101 - it is a pipe
            url = child.stdout.readline().strip()
            if not url:
                raise RuntimeError(f"the simulator did not start (exit status {child.wait(STOP)})")
            yield url, Control(url)
        finally:
            child.terminate()
            child.wait(STOP)
