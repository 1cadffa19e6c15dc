# Rendered from spec/v2/calendars.yaml by `python -m codegen`: edit that file, not this one.
"""Custom calendars, such as fiscal years."""

from datetime import datetime
from typing import Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Day, Group, Operation, Pages, Param, Rule, Size
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import SortOrder

CalendarSource: TypeAlias = Literal["FROM_INPUT_PARAMS", "FROM_EXISTING_TABLE"]
CalendarType: TypeAlias = Literal["MONTH_OFFSET", "FOUR_FOUR_FIVE", "FOUR_FIVE_FOUR", "FIVE_FOUR_FOUR"]
DayName: TypeAlias = Literal["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
MonthName: TypeAlias = Literal[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@attrs.frozen(kw_only=True)
class SortOption:
    """Argument of `calendars.search`.

    Attributes:
        field_name: The server assumes `DEFAULT`.
        order: The server assumes `ASC`.
    """

    field_name: Literal["DEFAULT", "NAME", "DISPLAY_NAME", "AUTHOR", "CREATED", "MODIFIED"] | Unset = UNSET
    order: SortOrder | Unset = UNSET


@attrs.frozen(kw_only=True)
class ExternalTableInput:
    """Argument of `calendars.create` and `calendars.update`."""

    connection_identifier: str = attrs.field(metadata={"required": True})
    table_name: str = attrs.field(metadata={"required": True})
    database_name: str | Unset = UNSET
    schema_name: str | Unset = UNSET


@attrs.define(kw_only=True)
class Calendar:
    """Answer of `calendars.search` and `calendars.create`."""

    calendar_name: str | None = None
    connection_name: str | None = None
    data_warehouse_type: str | None = None
    modification_time_in_millis: str | None = None
    author_name: str | None = None
    connection_id: str | None = None
    calendar_id: str | None = None

    @property
    def modification_time(self) -> datetime | None:
        """`modification_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.modification_time_in_millis, "iso")


SEARCH: Final[Operation[list[Calendar]]] = Operation(
    "v2.calendars.search",
    "POST",
    "/api/rest/2.0/calendars/search",
    list[Calendar],
    vendor="searchCalendars",
    repeatable="read",
    since="10.12.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_MANAGE_CUSTOM_CALENDAR"),
    pages=Pages(shape="short", offset="record_offset", size="record_size"),
    body=(
        Param("connection_identifier", str),
        Param("name_pattern", str),
        Param("record_offset", int),
        Param("record_size", Size),
        Param("sort_options", SortOption),
    ),
)


async def search(
    client: Caller,
    *,
    connection_identifier: str | Unset = UNSET,
    name_pattern: str | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
    sort_options: SortOption | Unset = UNSET,
) -> list[Calendar]:
    """Find custom calendars.

    POST /calendars/search; vendor name `searchCalendars`; since 10.12.0.cl; a read.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_MANAGE_CUSTOM_CALENDAR.

    Args:
        record_offset: The server assumes `0`.
        record_size: The server assumes `10`.
    """
    return await client.call(
        SEARCH,
        body={
            "connection_identifier": connection_identifier,
            "name_pattern": name_pattern,
            "record_offset": record_offset,
            "record_size": record_size,
            "sort_options": sort_options,
        },
    )


CREATE: Final[Operation[Calendar]] = Operation(
    "v2.calendars.create",
    "POST",
    "/api/rest/2.0/calendars/create",
    Calendar,
    vendor="createCalendar",
    repeatable="no",
    since="10.12.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_MANAGE_CUSTOM_CALENDAR"),
    body=(
        Param("name", str, required=True),
        Param("creation_method", CalendarSource, required=True),
        Param("table_reference", ExternalTableInput, required=True),
        Param("start_date", Day),
        Param("end_date", Day),
        Param("calendar_type", CalendarType),
        Param("month_offset", MonthName),
        Param("start_day_of_week", DayName),
        Param("quarter_name_prefix", str),
        Param("year_name_prefix", str),
    ),
    rules=(Rule("needs", ("creation_method", "start_date", "end_date"), ("FROM_INPUT_PARAMS",)),),
)


async def create(
    client: Caller,
    *,
    name: str,
    creation_method: CalendarSource,
    table_reference: ExternalTableInput,
    start_date: Day | Unset = UNSET,
    end_date: Day | Unset = UNSET,
    calendar_type: CalendarType | Unset = UNSET,
    month_offset: MonthName | Unset = UNSET,
    start_day_of_week: DayName | Unset = UNSET,
    quarter_name_prefix: str | Unset = UNSET,
    year_name_prefix: str | Unset = UNSET,
) -> Calendar:
    """Create a custom calendar, from parameters or from a table, and get it back.

    POST /calendars/create; vendor name `createCalendar`; since 10.12.0.cl; never repeated blindly.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_MANAGE_CUSTOM_CALENDAR.

    Args:
        table_reference: The table that holds the calendar, or is made to.
        start_date: Needed with FROM_INPUT_PARAMS, as is the end.
        calendar_type: The server assumes `MONTH_OFFSET`.
        month_offset: The server assumes `January`.
        start_day_of_week: The server assumes `Sunday`.
    """
    return await client.call(
        CREATE,
        body={
            "name": name,
            "creation_method": creation_method,
            "table_reference": table_reference,
            "start_date": start_date,
            "end_date": end_date,
            "calendar_type": calendar_type,
            "month_offset": month_offset,
            "start_day_of_week": start_day_of_week,
            "quarter_name_prefix": quarter_name_prefix,
            "year_name_prefix": year_name_prefix,
        },
    )


UPDATE: Final[Operation[None]] = Operation(
    "v2.calendars.update",
    "POST",
    "/api/rest/2.0/calendars/{calendar_identifier}/update",
    None,
    vendor="updateCalendar",
    repeatable="same_end_state",
    since="10.12.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_MANAGE_CUSTOM_CALENDAR"),
    path_params=(Param("calendar_identifier", str, required=True),),
    body=(
        Param("update_method", CalendarSource),
        Param("table_reference", ExternalTableInput, required=True),
        Param("start_date", Day),
        Param("end_date", Day),
        Param("calendar_type", CalendarType),
        Param("month_offset", MonthName),
        Param("start_day_of_week", DayName),
        Param("quarter_name_prefix", str),
        Param("year_name_prefix", str),
    ),
    rules=(Rule("needs", ("update_method", "start_date", "end_date"), ("FROM_INPUT_PARAMS",)),),
)


async def update(
    client: Caller,
    calendar_identifier: str,
    *,
    table_reference: ExternalTableInput,
    update_method: CalendarSource | Unset = UNSET,
    start_date: Day | Unset = UNSET,
    end_date: Day | Unset = UNSET,
    calendar_type: CalendarType | Unset = UNSET,
    month_offset: MonthName | Unset = UNSET,
    start_day_of_week: DayName | Unset = UNSET,
    quarter_name_prefix: str | Unset = UNSET,
    year_name_prefix: str | Unset = UNSET,
) -> None:
    """Make a custom calendar anew, from parameters or from a table.

    POST /calendars/{calendar_identifier}/update; vendor name `updateCalendar`; since 10.12.0.cl; repeating
    it ends in the same state.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_MANAGE_CUSTOM_CALENDAR.

    Args:
        update_method: The server assumes `FROM_INPUT_PARAMS`.
        start_date: Needed with FROM_INPUT_PARAMS, as is the end.
        calendar_type: The server assumes `MONTH_OFFSET`.
        month_offset: The server assumes `January`.
        start_day_of_week: The server assumes `Sunday`.
    """
    return await client.call(
        UPDATE,
        path={"calendar_identifier": calendar_identifier},
        body={
            "update_method": update_method,
            "table_reference": table_reference,
            "start_date": start_date,
            "end_date": end_date,
            "calendar_type": calendar_type,
            "month_offset": month_offset,
            "start_day_of_week": start_day_of_week,
            "quarter_name_prefix": quarter_name_prefix,
            "year_name_prefix": year_name_prefix,
        },
    )


DELETE: Final[Operation[None]] = Operation(
    "v2.calendars.delete",
    "POST",
    "/api/rest/2.0/calendars/{calendar_identifier}/delete",
    None,
    vendor="deleteCalendar",
    repeatable="same_end_state",
    since="10.12.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_MANAGE_CUSTOM_CALENDAR"),
    path_params=(Param("calendar_identifier", str, required=True),),
)


async def delete(client: Caller, calendar_identifier: str) -> None:
    """Delete a custom calendar.

    POST /calendars/{calendar_identifier}/delete; vendor name `deleteCalendar`; since 10.12.0.cl; repeating
    it ends in the same state.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_MANAGE_CUSTOM_CALENDAR.
    """
    return await client.call(DELETE, path={"calendar_identifier": calendar_identifier})


GENERATE_CSV: Final[Operation[dict[str, Any]]] = Operation(
    "v2.calendars.generate_csv",
    "POST",
    "/api/rest/2.0/calendars/generate-csv",
    dict[str, Any],
    vendor="generateCSV",
    repeatable="read",
    since="10.12.0.cl",
    privileges=("DATAMANAGEMENT", "ADMINISTRATION", "CAN_MANAGE_CUSTOM_CALENDAR"),
    body=(
        Param("start_date", Day, required=True),
        Param("end_date", Day, required=True),
        Param("calendar_type", CalendarType),
        Param("month_offset", MonthName),
        Param("start_day_of_week", DayName),
        Param("quarter_name_prefix", str),
        Param("year_name_prefix", str),
    ),
)


async def generate_csv(
    client: Caller,
    *,
    start_date: Day,
    end_date: Day,
    calendar_type: CalendarType | Unset = UNSET,
    month_offset: MonthName | Unset = UNSET,
    start_day_of_week: DayName | Unset = UNSET,
    quarter_name_prefix: str | Unset = UNSET,
    year_name_prefix: str | Unset = UNSET,
) -> dict[str, Any]:
    """Get the rows of a calendar for such parameters, without creating it.

    POST /calendars/generate-csv; vendor name `generateCSV`; since 10.12.0.cl; a read.
    Privileges, any of: DATAMANAGEMENT, ADMINISTRATION, CAN_MANAGE_CUSTOM_CALENDAR.

    Args:
        calendar_type: The server assumes `MONTH_OFFSET`.
        month_offset: The server assumes `January`.
        start_day_of_week: The server assumes `Sunday`.
    """
    return await client.call(
        GENERATE_CSV,
        body={
            "start_date": start_date,
            "end_date": end_date,
            "calendar_type": calendar_type,
            "month_offset": month_offset,
            "start_day_of_week": start_day_of_week,
            "quarter_name_prefix": quarter_name_prefix,
            "year_name_prefix": year_name_prefix,
        },
    )


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
    GENERATE_CSV,
)


class CalendarsApi(Group):
    """The calendars endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
    generate_csv = generate_csv
