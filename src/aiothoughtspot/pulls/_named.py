"""Columns and zones that a caller names in a `Dates`: none must be without effect, or fail on the way."""

from collections.abc import Sequence
from datetime import tzinfo

import attrs

from aiothoughtspot._refuse import suggest
from aiothoughtspot.dates import Dates
from aiothoughtspot.pulls._cells import check_zone
from aiothoughtspot.pulls._report import PullError


def check_named(dates: Dates, names: Sequence[str]) -> None:
    """Raise `PullError` for a column that is not among the names of a result."""
    for name, _ in dates.columns:
        if name not in names:
            known = ", ".join(map(repr, dict.fromkeys(names)))
            text = f"dates: there is no column {name!r}{suggest(name, names)}, only {known}"
            raise PullError(text, parameter="dates")


def check_zones(dates: Dates) -> None:
    """Raise `DateError` for a time zone that columns of Arrow cannot have; the cluster's own is looked at when it is known."""
    source = dates.source and dates.source.zone
    zones = {dates.zone, dates.buckets, source, *(rule.zone for _, rule in dates.columns)}
    for zone in zones:
        if isinstance(zone, tzinfo):
            check_zone(zone)


def only(dates: Dates, names: Sequence[str]) -> Dates:
    """The same reading without the columns that a result does not have."""
    return attrs.evolve(dates, columns=tuple(pair for pair in dates.columns if pair[0] in names))
