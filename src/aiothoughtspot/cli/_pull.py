"""`pull`: whole results into files."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

import attrs
from cyclopts import Group, Parameter

from aiothoughtspot.cli._access import NONE, Access, Flag, OneOrMore
from aiothoughtspot.cli._failures import DONE, UsageError
from aiothoughtspot.cli._files import reachable
from aiothoughtspot.cli._screen import Screen, Step, Tell
from aiothoughtspot.cli._words import in_shell
from aiothoughtspot.cli._work import need, work
from aiothoughtspot.client import Client
from aiothoughtspot.dates import Dates
from aiothoughtspot.errors import RequestError, ThoughtSpotError

if TYPE_CHECKING:
    from aiothoughtspot import pulls

ROWS = Group("Rows", sort_key=1)
Reading = Literal["source", "name", "raw"]
Compression = Literal["auto", "none", "zstd", "snappy", "gzip", "lz4"]


@Parameter(name="*", group=ROWS)
@attrs.frozen(kw_only=True)
class How:
    """How rows are pulled and read."""

    dates: Annotated[
        Reading | None,
        Parameter(
            help="How date cells are read: by the source's column types, by column names, or raw as numbers. Left out it "
            "is by the source's types, and for saved answers by names too."
        ),
    ] = None
    zone: Annotated[
        str, Parameter(help="The zone dates are read in: an IANA name, or the cluster's own.")
    ] = "cluster"
    ranges: Annotated[Flag, Parameter(help="Make date columns ranges: start, end and label.")] = False
    compression: Annotated[Compression, Parameter(help="How the file is compressed.")] = "auto"
    partition: Annotated[
        tuple[str, ...],
        Parameter(
            show_default=False,
            help="Make a folder with a file for each value of this column, or of several; it must be new, or such a pull's.",
        ),
    ] = ()
    page_size: Annotated[OneOrMore, Parameter(help="Rows per call; the server's cap is 100,000.")] = 100_000
    window: Annotated[OneOrMore, Parameter(help="Calls at a time.")] = 4
    fresh: Annotated[Flag, Parameter(help="Begin anew, whatever an earlier run has left.")] = False


HOW = How()


def search(
    query: str,
    source: str,
    /,
    *,
    to: str,
    key: list[str] | None = None,
    how: How = HOW,
    access: Access = NONE,
) -> int:
    """Pull all rows of a search into a file.

    For example: aiothoughtspot pull search '[Order ID] [Revenue]' 'Retail Sales' --key 'Order ID' --to sales.parquet

    Args:
        query: The search, with columns in brackets.
        source: The table or model, by name or GUID.
        to: The file; its ending says its format: .parquet, .csv or .arrow. A URL that fsspec knows will do too.
        key: A column that tells rows apart, or several: rows are sorted by it. Needed for more than one page.
    """
    return _pull("search", (query, source), to, how, access, {"key": key or None})


def answer(
    answer: str, /, *, to: str, key: list[str] | None = None, how: How = HOW, access: Access = NONE
) -> int:
    """Pull all rows of a saved answer into a file.

    Args:
        answer: The answer, by name or GUID.
        to: The file; its ending says its format: .parquet, .csv or .arrow. A URL that fsspec knows will do too.
        key: A column that tells rows apart, or several: rows are sorted by it. Needed for more than one page.
    """
    return _pull("answer", (answer,), to, how, access, {"key": key or None})


def liveboard(
    liveboard: str,
    /,
    *,
    to: str,
    visualization: list[str] | None = None,
    key: list[str] | None = None,
    how: How = HOW,
    access: Access = NONE,
) -> int:
    """Pull the rows of a liveboard into a folder, a file for each visualization.

    Args:
        liveboard: The liveboard, by name or GUID.
        to: The folder; the files in it are Parquet.
        visualization: Only this one, by name or GUID, or several.
        key: A column that tells rows apart, or several, where there are such columns.
    """
    more = {"key": key or None, "visualizations": visualization or None}
    return _pull("liveboard", (liveboard,), to, how, access, more)


def _pull(
    what: str, given: tuple[str, ...], to: str, how: How, access: Access, more: Mapping[str, Any]
) -> int:
    async def job(client: Client, screen: Screen) -> int:
        need("pulls", "pyarrow", "fsspec")
        from aiothoughtspot import pulls  # noqa: PLC0415 - Arrow takes a second

        reachable(to)
        file = pulls.File(to, compression=how.compression, partition=how.partition)
        if what != "liveboard":
            _check(file)
        function: Callable[..., Any] = getattr(pulls, what)
        dates = _dates(how)
        with screen.progress(f"pulling {given[-1]}", "rows", client.stats) as tell:
            report = await function(
                client,
                *given,
                to=file,
                **({} if dates is None else {"dates": dates}),
                page_size=how.page_size,
                window=how.window,
                ranges=how.ranges,
                resume=not how.fresh,
                progress=_rows(tell),
                **more,
            )
        screen.facts({"rows": report.rows, **facts_of(report)})
        return DONE

    return work(access, job)


def _check(file: "pulls.File") -> None:
    """Raise `UsageError` for a file that cannot be written."""
    try:
        file.settled()
    except ThoughtSpotError as error:
        advice = "name a file such as sales.parquet, and a --compression that its format has"
        raise UsageError(in_shell(str(error)), advice) from None


def _dates(how: How) -> Dates | None:
    """How dates are read; None leaves it to the pull."""
    if how.dates is None and how.zone == "cluster":
        return None
    if how.dates == "raw":
        return Dates.raw()
    try:
        return Dates.by_name(how.zone) if how.dates == "name" else Dates.by_source(how.zone)
    except (ValueError, RequestError) as error:
        raise UsageError(f"--zone: {error}", "give a name such as Europe/Berlin, or leave it out") from None


def _rows(tell: Tell) -> "Callable[[pulls.Progress], None]":
    return lambda now: tell(Step(now.rows))


def objects(tell: Tell) -> "Callable[[pulls.Progress], None]":
    """Tell of objects done, of how many."""
    return lambda now: tell(Step(now.done, now.total))


def facts_of(report: "pulls.PullReport") -> dict[str, Any]:
    """What a pull did, as a reader wants it; bytes, seconds; and what was odd in the rows, if anything was."""
    odd = {"columns_as_text": list(report.mixed), "uneven_rows": report.ragged}
    return {
        "files": report.files,
        "bytes": report.bytes,
        "seconds": round(report.seconds, 3),
        "calls": report.calls,
        "retries": report.retries,
        "logins": report.mints,
        "paths": [*map(str, report.paths), *report.urls],
        **{name: value for name, value in odd.items() if value},
    }
