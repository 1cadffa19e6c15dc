"""Commands that need no cluster: the demo, and the embedded cluster."""

import asyncio
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cyclopts import Parameter
from cyclopts.validators import Number

from aiothoughtspot.cli._access import Access, Flag, Here, NoneOrMore, OneOrMore, OutputFlag
from aiothoughtspot.cli._failures import DONE, UsageError
from aiothoughtspot.cli._screen import Screen
from aiothoughtspot.cli._work import guarded, need

Port = Annotated[int, Parameter(validator=Number(gte=0, lte=65_535))]
AGAIN = "run it again to go on where it was"


def demo(
    *,
    output: Here = Path("demo-output"),
    rows: OneOrMore = 1_000_000,
    boards: NoneOrMore = 50,
    time_zone: str = "UTC",
    no_calendar: Flag = False,
    no_faults: Flag = False,
    source: str | None = None,
    query: str | None = None,
    key: str | None = None,
    debug: OutputFlag = False,
) -> int:
    """Run the main job: log in, page users and metadata, pull a million rows, export 50 liveboards.

    It works against an embedded cluster on this machine, or against a real one if TS_HOST is set (with TS_USERNAME and
    TS_SECRET_KEY or TS_PASSWORD, or with TS_TOKEN).

    Args:
        output: The folder for the files.
        rows: Rows to pull from the embedded cluster.
        boards: Liveboards to export.
        time_zone: The embedded cluster's zone.
        no_calendar: Switch the embedded cluster's custom calendar off.
        no_faults: Script no faults; else tokens expire and the embedded cluster fails on the way.
        source: On a real cluster: the table or model to search.
        query: On a real cluster: the search, such as '[Region] [Revenue]'.
        key: On a real cluster: the column that the rows are sorted by.
        debug: Show the traceback of an error.
    """

    def run(screen: Screen) -> int:
        del screen
        need("simulator", "numpy", "uvicorn")
        need("pulls", "pyarrow")
        from aiothoughtspot import demo as job  # noqa: PLC0415 - it needs the packages checked above

        known_zone(time_zone)
        plan = job.Plan(
            output=output,
            rows=rows,
            boards=boards,
            time_zone=time_zone,
            custom_calendar=not no_calendar,
            faults=not no_faults,
            source=source,
            query=query,
            key=key,
        )
        asyncio.run(job.run(plan))
        return DONE

    return guarded(Access(debug=debug), run, stopped=AGAIN)


def simulate(
    *,
    port: Port = 0,
    rows: NoneOrMore = 2_000_000,
    seed: int = 1,
    custom_calendar: Flag = False,
    time_zone: str = "UTC",
    release: str = "26.8.0.cl",
    users: OneOrMore = 5_000,
    objects: NoneOrMore = 3_000,
    max_rows: OneOrMore = 100_000,
    no_rate_limit: Flag = False,
    strict: Flag = False,
) -> int:
    """Serve an embedded cluster on this machine until Ctrl-C; the first line is its URL.

    Its accounts are tsadmin (administrator) and ana (analyst); password and secret key are both "secret".

    Args:
        port: Port on 127.0.0.1; 0 takes any free one.
        rows: Rows of its data source "Retail Sales".
        seed: Decides all data.
        custom_calendar: Wrap date cells as custom calendars do.
        time_zone: IANA name of the cluster's zone.
        release: The release to report.
        users: Users to begin with.
        objects: Metadata objects to begin with.
        max_rows: The most rows one data call gives.
        no_rate_limit: Answer any number of requests a second, not only 100 as the real one does.
        strict: Refuse unknown request keys instead of ignoring them.
    """
    options: dict[str, Any] = {
        "rows": rows,
        "seed": seed,
        "custom_calendar": custom_calendar,
        "time_zone": time_zone,
        "release": release,
        "users": users,
        "objects": objects,
        "max_rows": max_rows,
        "rate_limit": not no_rate_limit,
        "strict": strict,
    }

    def run(screen: Screen) -> int:
        need("simulator", "numpy", "uvicorn")
        from aiothoughtspot.simulator import Cluster  # noqa: PLC0415 - checked above
        from aiothoughtspot.simulator.__main__ import run as serve  # noqa: PLC0415 - same

        known_zone(time_zone)
        try:
            cluster = Cluster(**options)
        except ValueError as error:
            raise UsageError(f"--{error}", "see `aiothoughtspot simulate --help`") from None
        screen.note("try it: TS_HOST=<that URL> TS_USERNAME=ana TS_SECRET_KEY=secret aiothoughtspot doctor")
        return serve(cluster, port)

    return guarded(Access(), run)


def known_zone(name: str) -> None:
    """Raise `UsageError` for a zone that there is not."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        raise UsageError(
            f"--time-zone: there is no zone {name!r}", "give a name such as Europe/Berlin"
        ) from None
