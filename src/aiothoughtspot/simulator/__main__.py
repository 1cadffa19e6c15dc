"""`python -m aiothoughtspot.simulator`: serve a cluster until SIGTERM or SIGINT. Its first line of output is its URL."""

from __future__ import annotations

import argparse
import gc
import signal
import sys
import time
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfoNotFoundError

from aiothoughtspot.simulator import checks
from aiothoughtspot.simulator.cluster import Cluster
from aiothoughtspot.simulator.serving import serve

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOK: Final = 0.05
"""Seconds between looks for a signal."""


def parser() -> argparse.ArgumentParser:
    """The command line: the options of `Cluster` as flags."""
    either = argparse.BooleanOptionalAction
    made = argparse.ArgumentParser(prog="python -m aiothoughtspot.simulator", description=__doc__)
    made.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: any free one)")
    made.add_argument("--rows", type=int, default=2_000_000, help="rows of the data source")
    made.add_argument("--seed", type=int, default=1, help="decides all data")
    made.add_argument(
        "--custom-calendar", action=either, default=False, help="wrap date cells as custom calendars do"
    )
    made.add_argument("--time-zone", default="UTC", help="IANA name of the cluster's zone")
    made.add_argument(
        "--release", default="26.8.0.cl", help="release it stands for; what came later it does not have"
    )
    made.add_argument("--users", type=int, default=5_000, help="users to seed")
    made.add_argument("--objects", type=int, default=3_000, help="metadata objects to seed")
    made.add_argument("--max-rows", type=int, default=100_000, help="the most rows one data call gives")
    made.add_argument(
        "--rate-limit", action=either, default=True, help="answer 429 above 100 requests a second, burst 10"
    )
    made.add_argument(
        "--strict", action=either, default=False, help="refuse unknown request keys instead of ignoring them"
    )
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve a cluster of these words until told to stop; gives the exit status, 2 for words that are wrong."""
    made = parser()
    options = vars(made.parse_args(arguments))
    port = options.pop("port")
    try:
        checks.port("port", port)
        cluster = Cluster(**options)
    except ZoneInfoNotFoundError:
        made.error(f"time_zone: there is no zone {options['time_zone']!r}")
    except ValueError as error:
        made.error(str(error))
    return run(cluster, port)


def run(cluster: Cluster, port: int) -> int:
    """Serve a cluster until SIGTERM or SIGINT, its URL the first line of output; gives the exit status."""
    stops: list[int] = []

    def end(number: int, frame: object) -> None:
        del frame
        stops.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    # Its hundred thousand records live as long as the process: looking for garbage among them stops every answer for 0.1 s.
    gc.freeze()
    with serve(cluster, port) as url:
        print(url, flush=True)
        while not stops:
            # Short sleeps rather than one long wait: a signal that just misses its beginning would not end a wait.
            time.sleep(LOOK)
    return 0


if __name__ == "__main__":
    sys.exit(main())
