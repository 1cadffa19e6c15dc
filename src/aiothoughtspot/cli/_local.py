"""Commands that need no cluster: the demo, and the embedded cluster."""

import asyncio
from pathlib import Path

from aiothoughtspot.cli._access import Access, Flag, OutputFlag
from aiothoughtspot.cli._failures import DONE
from aiothoughtspot.cli._screen import Screen
from aiothoughtspot.cli._work import guarded, need

AGAIN = "run it again to go on where it was"


def demo(
    *,
    output: Path = Path("demo-output"),
    rows: int = 1_000_000,
    boards: int = 50,
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
    port: int = 0,
    rows: int = 2_000_000,
    seed: int = 1,
    custom_calendar: Flag = False,
    time_zone: str = "UTC",
    release: str = "26.8.0.cl",
    users: int = 5_000,
    objects: int = 3_000,
    max_rows: int = 100_000,
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
    flags = {
        "port": port,
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
        from aiothoughtspot.simulator import __main__ as simulator  # noqa: PLC0415 - checked above
        from aiothoughtspot.simulator.process import flags as words  # noqa: PLC0415 - same

        screen.note("try it: TS_HOST=<that URL> TS_USERNAME=ana TS_SECRET_KEY=secret aiothoughtspot doctor")
        return simulator.main(words(flags))

    return guarded(Access(), run)
