"""Single instants: zones, epoch numbers, admin fields and request arguments."""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final, Literal, cast
from zoneinfo import ZoneInfo

import attrs

from aiothoughtspot.errors import ThoughtSpotError

Zone = tzinfo | Literal["cluster"]
Unit = Literal["s", "ms", "us", "s_or_ms", "iso"]

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
# Twenty digits hold every date there is; int() would need quadratic time for a text of thousands.
DIGITS: Final = re.compile(r"-?[0-9]{1,20}")

_SECOND: Final = timedelta(seconds=1)
_MS: Final = timedelta(milliseconds=1)
_STEPS: Final = {"s": _SECOND, "ms": _MS, "us": timedelta(microseconds=1), "iso": _MS}
# For the fields named "millis" that hold seconds: a number this large means that the server was corrected.
_SURELY_MS: Final = 1e11


class DateError(ThoughtSpotError, ValueError):
    """A date that cannot be read, a zone that is not known, or rules that make no sense.

    The message names column and row, never the cell's value: it may be somebody's data.
    """


def zone(tz: str | tzinfo) -> Zone:
    """Turn an IANA name into a time zone; `"cluster"` and ready zones stay as they are.

    Raises:
        DateError: The name is unknown on this machine, or it is no zone at all: None would be the machine's own.
    """
    if isinstance(tz, tzinfo):
        return tz
    if not isinstance(cast("Any", tz), str):
        raise DateError(f"a time zone is an IANA name or a tzinfo, not a {type(tz).__name__}")
    if tz == "cluster":
        return "cluster"
    if tz == "UTC":
        return UTC
    try:
        return ZoneInfo(tz)
    except (KeyError, ValueError, OSError):
        # OSError: a folder of the zone database, such as "America".
        raise DateError(f"unknown time zone {tz!r}: give an IANA name such as 'America/New_York'") from None


def known(tz: Zone) -> tzinfo:
    """Return a zone that is known.

    Raises:
        DateError: It is still `"cluster"`.
    """
    if isinstance(tz, str):
        raise DateError(
            "the cluster's time zone is not known yet: call with_zone(...) with the server's own answer"
        )
    return tz


def instant(seconds: float, tz: tzinfo) -> datetime:
    """Return the aware datetime of epoch seconds; fractions are kept to the microsecond.

    Raises:
        DateError: No datetime holds it.
    """
    try:
        # fromtimestamp fails for negative numbers on some systems.
        moment = EPOCH + seconds * _SECOND
        return moment if tz is UTC else moment.astimezone(tz)
    except (OverflowError, ValueError):
        raise DateError("a number outside the years 1 to 9999") from None


def epoch(value: object, unit: Unit, *, never: Collection[float] = ()) -> datetime | None:
    """Read an admin time field: a number, its digits as text, or (unit "iso") ISO text, as an aware UTC datetime.

    "s_or_ms" is for the fields named millis that hold seconds; in "iso" fields, a number is milliseconds.
    ISO text without an offset is UTC. Values in `never`, null, and whatever cannot be read give None; nothing raises.
    """
    number: float
    if isinstance(value, str):
        if not DIGITS.fullmatch(value):
            return _iso(value) if unit == "iso" else None
        number = int(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        number = value
    else:
        return None
    if number in never:
        return None
    if unit == "s_or_ms":
        unit = "ms" if abs(number) >= _SURELY_MS else "s"
    try:
        return EPOCH + number * _STEPS[unit]
    except (OverflowError, ValueError):
        return None


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


@attrs.frozen
class Epoch:
    """Marks a request argument as an epoch number: `Annotated[datetime, Epoch("ms")]`."""

    unit: Literal["s", "ms", "us"] = attrs.field(validator=attrs.validators.in_(("s", "ms", "us")))

    def encode(self, value: date) -> int:
        """Return the whole units since 1970, rounded down.

        Raises:
            DateError: It is no datetime, or one without a zone, which means nothing to a server.
        """
        return _since(value, self.unit)

    def decode(self, value: object) -> datetime | None:
        """Read such a number back, as `epoch` does."""
        return epoch(value, self.unit)


def epoch_seconds(value: date, tz: str | tzinfo) -> int:
    """Return epoch seconds for a runtime filter: of an aware datetime, or of a date's first instant in `tz`.

    Raises:
        DateError: A datetime without a zone, or a zone that is not known.
    """
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(), known(zone(tz)))
    return _since(value, "s")


def _since(value: date, unit: str) -> int:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise DateError("a time needs a zone: give a datetime whose tzinfo is set")
    return (value - EPOCH) // _STEPS[unit]
