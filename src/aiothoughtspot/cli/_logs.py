"""`logs tail`: the audit log into a file that grows."""

from datetime import UTC, datetime

from aiothoughtspot.cli._access import NONE, Access, Here, Pause
from aiothoughtspot.cli._failures import DONE, UsageError
from aiothoughtspot.cli._screen import Screen, Step
from aiothoughtspot.cli._work import need, work
from aiothoughtspot.client import Client


def tail(*, to: Here, since: str | None = None, follow: Pause | None = None, access: Access = NONE) -> int:
    """Add the new events of the security audit to a file; run again, it goes on where it was.

    Each event comes once, also those that the cluster shows late.

    Args:
        to: A .jsonl file; any other name is a folder of Parquet files.
        since: Where the first run begins, such as 2026-11-01 or 2026-11-01T08:00+01:00 (UTC unless it says); left out a
            day ago.
        follow: Do not end but look again after so many seconds.
    """

    async def job(client: Client, screen: Screen) -> int:
        need("pulls", "pyarrow", "fsspec")
        from aiothoughtspot import pulls  # noqa: PLC0415 - Arrow takes a second

        start = moment(since)
        with screen.progress("reading the log", "events", client.stats) as tell:
            report = await pulls.tail_logs(
                client, to=to, since=start, follow=follow, progress=lambda now: tell(Step(now.rows))
            )
        if report.gap:
            screen.note(f"the cluster had dropped {report.gap} of the log before it could be read")
        screen.facts(
            {
                "events": report.events,
                "until": report.until.isoformat(timespec="seconds"),
                "gap_seconds": report.gap.total_seconds(),
                "path": str(report.path),
            }
        )
        return DONE

    return work(access, job)


def moment(text: str | None) -> datetime | None:
    """Read a time, in UTC unless it names its zone."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--since: {text!r} is no time", "write it as 2026-11-01 or 2026-11-01T08:00+01:00"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
