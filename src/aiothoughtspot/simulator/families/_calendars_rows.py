"""The days of a custom calendar, as its table in the warehouse holds them. Pure.

A year begins on the first of the month that it is offset by. With a month offset its months are those of the common calendar;
otherwise its quarters are 13 weeks, split 4-4-5, 4-5-4 or 5-4-4, its years begin with a whole week, and the last week of a
quarter may be a 14th.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS: Final = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
WEEKS: Final = {"FOUR_FOUR_FIVE": (4, 4, 5), "FOUR_FIVE_FOUR": (4, 5, 4), "FIVE_FOUR_FOUR": (5, 4, 4)}
"""Weeks of the months of a quarter."""
TYPES: Final = ("MONTH_OFFSET", *WEEKS)
COLUMNS: Final = (
    "date", "day_of_week", "month", "quarter", "year", "day_number_of_week", "week_number_of_month",
    "week_number_of_quarter", "week_number_of_year", "is_weekend", "monthly", "quarterly", "day_number_of_month",
    "day_number_of_quarter", "day_number_of_year", "month_number_of_quarter", "month_number_of_year",
    "quarter_number_of_year", "absolute_week_number", "start_of_week_epoch", "end_of_week_epoch",
    "absolute_month_number", "start_of_month_epoch", "end_of_month_epoch", "absolute_quarter_number",
    "start_of_quarter_epoch", "end_of_quarter_epoch", "absolute_year_number", "start_of_year_epoch",
    "end_of_year_epoch",
)  # fmt: skip
DAY: Final = dt.timedelta(days=1)
WEEK: Final = 7


@attrs.frozen
class Shape:
    """The parameters of a calendar."""

    start: dt.date
    end: dt.date
    """The last day."""
    type: str = "MONTH_OFFSET"
    first_month: int = 1
    """1 to 12: the month that a year begins with."""
    first_day: int = 0
    """0 to 6, from Sunday: the day that a week begins with."""
    quarter_prefix: str = ""
    year_prefix: str = ""

    @cached_property
    def years(self) -> list[dt.date]:
        """The first days of the years that the calendar touches, and of the one after."""
        found = [self._year(year) for year in range(self.start.year - 1, self.end.year + 3)]
        first = bisect_right(found, self.start) - 1
        return found[first : bisect_right(found, self.end) + 1]

    def _year(self, year: int) -> dt.date:
        first = dt.date(year, self.first_month, 1)
        return first if self.type == "MONTH_OFFSET" else week_start(first, self.first_day)

    def months(self, year: int) -> list[dt.date]:
        """The first days of the twelve months of `years[year]`, and of the month after."""
        start, end = self.years[year], self.years[year + 1]
        if self.type == "MONTH_OFFSET":
            return [_plus_months(start, number) for number in range(13)]
        found = [start]
        for weeks in WEEKS[self.type] * 4:
            found.append(found[-1] + weeks * WEEK * DAY)
        # Years of 53 weeks have the odd one in their last month.
        return [*found[:-1], end]


def week_start(day: dt.date, first_day: int) -> dt.date:
    """The first day of a day's week."""
    return day - (day.isoweekday() - first_day) % WEEK * DAY


def _plus_months(first: dt.date, months: int) -> dt.date:
    years, month = divmod(first.month - 1 + months, 12)
    return dt.date(first.year + years, month + 1, 1)


def rows(shape: Shape) -> Iterator[list[str | int]]:
    """A row for each day from the start to the end, in the order of `COLUMNS`; epochs are seconds at midnight UTC."""
    day, first_week = shape.start, week_start(shape.years[0], shape.first_day)
    for year in range(len(shape.years) - 1):
        months = shape.months(year)
        # A year is called after the common year that it ends in.
        name = f"{shape.year_prefix}{(shape.years[year + 1] - DAY).year}"
        while day <= shape.end and day < shape.years[year + 1]:
            month = bisect_right(months, day) - 1
            yield _row(shape, day, months, (year, month), (name, first_week))
            day += DAY


def _row(
    shape: Shape, day: dt.date, months: Sequence[dt.date], place: tuple[int, int], base: tuple[str, dt.date]
) -> list[str | int]:
    year, month = place
    name, first_week = base
    quarter = month // 3
    spans = (
        (months[month], months[month + 1]),
        (months[quarter * 3], months[quarter * 3 + 3]),
        (months[0], months[12]),
    )
    week = week_start(day, shape.first_day)
    weeks = [(week - week_start(start, shape.first_day)).days // WEEK + 1 for start, _ in spans]
    days = [(day - start).days + 1 for start, _ in spans]
    # Months keep the names of the common calendar, from the one that the year begins with.
    month_name = MONTHS[(shape.first_month - 1 + month) % 12]
    quarter_name = f"{shape.quarter_prefix or 'Q'}{quarter + 1}"
    epochs = [(_epoch(start), _epoch(end)) for start, end in spans]
    return [
        f"{day:%m/%d/%Y}", DAYS[day.isoweekday() % WEEK], month_name, quarter_name, name,
        (day - week).days + 1, *weeks, str(day.isoweekday() > 5).lower(),  # noqa: PLR2004 - after Friday
        f"{month_name} {name}", f"{quarter_name} {name}", *days, month % 3 + 1, month + 1, quarter + 1,
        (week - first_week).days // WEEK + 1, _epoch(week), _epoch(week + WEEK * DAY),
        year * 12 + month + 1, *epochs[0], year * 4 + quarter + 1, *epochs[1], year + 1, *epochs[2],
    ]  # fmt: skip


def _epoch(day: dt.date) -> int:
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())


def csv_text(shape: Shape) -> str:
    """The calendar as CSV with a head line."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(rows(shape))
    return out.getvalue()
