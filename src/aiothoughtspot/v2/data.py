# Rendered from spec/v2/data.yaml by `python -m codegen`: edit that file, not this one.
"""Rows of searches, Answers and Liveboards."""

from typing import Annotated, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Pages, Param, Size
from aiothoughtspot._releases import Known
from aiothoughtspot._rows import Rows, RowsInside
from aiothoughtspot.runtime import RuntimeFilter, RuntimeParameter, RuntimeSort
from aiothoughtspot.unset import UNSET, Unset

DataFormat: TypeAlias = Annotated[Literal["FULL", "COMPACT"], Known((("9.12.0.cl", ("FULL",)),))]


@attrs.define(kw_only=True)
class AnswerContent(Rows):
    """Part of `SearchData` and `AnswerData`.

    Attributes:
        available_data_row_count: Rows of this page, not of the whole result.
    """

    _COLUMNS = "column_names"
    _CELLS = "data_rows"

    column_names: list[str]
    data_rows: list[Any]
    available_data_row_count: int | None = None
    record_offset: int | None = None
    record_size: int | None = None
    returned_data_row_count: int | None = None
    sampling_ratio: float | None = None


@attrs.define(kw_only=True)
class SearchData(RowsInside):
    """Answer of `data.search`."""

    _EACH = "contents"

    contents: list[AnswerContent]


@attrs.define(kw_only=True)
class AnswerData(RowsInside):
    """Answer of `data.answer`."""

    _EACH = "contents"

    metadata_id: str
    metadata_name: str
    contents: list[AnswerContent]


@attrs.define(kw_only=True)
class LiveboardContent(Rows):
    """Part of `LiveboardData`.

    Attributes:
        available_data_row_count: Rows of this page, not of the whole result.
    """

    _COLUMNS = "column_names"
    _CELLS = "data_rows"

    column_names: list[str]
    data_rows: list[Any]
    available_data_row_count: int | None = None
    record_offset: int | None = None
    record_size: int | None = None
    returned_data_row_count: int | None = None
    sampling_ratio: float | None = None
    visualization_id: str | None = None
    visualization_name: str | None = None


@attrs.define(kw_only=True)
class LiveboardData(RowsInside):
    """Answer of `data.liveboard`."""

    _EACH = "contents"

    metadata_id: str
    metadata_name: str
    contents: list[LiveboardContent]


SEARCH: Final[Operation[SearchData]] = Operation(
    "v2.data.search",
    "POST",
    "/api/rest/2.0/searchdata",
    SearchData,
    vendor="searchData",
    repeatable="read",
    since="9.0.0.cl",
    privileges=("CAN_DOWNLOAD_DETAILED_DATA",),
    pages=Pages(shape="data", offset="record_offset", size="record_size", items="contents", max=100000),
    body=(
        Param("query_string", str, required=True),
        Param("logical_table_identifier", str, required=True),
        Param("data_format", DataFormat),
        Param("record_offset", int),
        Param("record_size", Size),
        Param("runtime_filter", list[RuntimeFilter], since="9.3.0.cl"),
        Param("runtime_sort", list[RuntimeSort], since="9.3.0.cl"),
        Param("runtime_param_override", list[RuntimeParameter], since="9.3.0.cl"),
    ),
    data=True,
)


async def search(
    client: Caller,
    *,
    query_string: str,
    logical_table_identifier: str,
    data_format: DataFormat | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
    runtime_filter: list[RuntimeFilter] | Unset = UNSET,
    runtime_sort: list[RuntimeSort] | Unset = UNSET,
    runtime_param_override: list[RuntimeParameter] | Unset = UNSET,
) -> SearchData:
    """Run a search on a data source and get its rows.

    POST /searchdata; vendor name `searchData`; since 9.0.0.cl; a read.
    Privileges, any of: CAN_DOWNLOAD_DETAILED_DATA.
    Needs view access; the privilege counts under role-based access control only. Unsorted pages can
    overlap.

    Args:
        query_string: Columns in brackets, such as [Revenue] [Region]; dates as MM/DD/YYYY.
        data_format: The server assumes `COMPACT`.
        record_offset: The server assumes `0`.
        record_size: Rows; at most 100000 unless the cluster was set higher. The server assumes `10`.
        runtime_filter: Since 9.3.0.cl.
        runtime_sort: Since 9.3.0.cl.
        runtime_param_override: Since 9.3.0.cl.
    """
    return await client.call(
        SEARCH,
        body={
            "query_string": query_string,
            "logical_table_identifier": logical_table_identifier,
            "data_format": data_format,
            "record_offset": record_offset,
            "record_size": record_size,
            "runtime_filter": runtime_filter,
            "runtime_sort": runtime_sort,
            "runtime_param_override": runtime_param_override,
        },
    )


ANSWER: Final[Operation[AnswerData]] = Operation(
    "v2.data.answer",
    "POST",
    "/api/rest/2.0/metadata/answer/data",
    AnswerData,
    vendor="fetchAnswerData",
    repeatable="read",
    since="9.0.0.cl",
    privileges=("CAN_DOWNLOAD_DETAILED_DATA",),
    pages=Pages(shape="data", offset="record_offset", size="record_size", items="contents", max=100000),
    body=(
        Param("metadata_identifier", str, required=True),
        Param("data_format", DataFormat),
        Param("record_offset", int),
        Param("record_size", Size),
        Param("runtime_filter", list[RuntimeFilter], since="9.3.0.cl"),
        Param("runtime_sort", list[RuntimeSort], since="9.3.0.cl"),
        Param("runtime_param_override", list[RuntimeParameter], since="9.3.0.cl"),
    ),
    data=True,
)


async def answer(
    client: Caller,
    *,
    metadata_identifier: str,
    data_format: DataFormat | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
    runtime_filter: list[RuntimeFilter] | Unset = UNSET,
    runtime_sort: list[RuntimeSort] | Unset = UNSET,
    runtime_param_override: list[RuntimeParameter] | Unset = UNSET,
) -> AnswerData:
    """Get the rows of a saved Answer.

    POST /metadata/answer/data; vendor name `fetchAnswerData`; since 9.0.0.cl; a read.
    Privileges, any of: CAN_DOWNLOAD_DETAILED_DATA.
    Needs view access; the privilege counts under role-based access control only.

    Args:
        data_format: The server assumes `COMPACT`.
        record_offset: The server assumes `0`.
        record_size: Rows; at most 100000 unless the cluster was set higher. The server assumes `10`.
        runtime_filter: Since 9.3.0.cl.
        runtime_sort: Since 9.3.0.cl.
        runtime_param_override: Since 9.3.0.cl.
    """
    return await client.call(
        ANSWER,
        body={
            "metadata_identifier": metadata_identifier,
            "data_format": data_format,
            "record_offset": record_offset,
            "record_size": record_size,
            "runtime_filter": runtime_filter,
            "runtime_sort": runtime_sort,
            "runtime_param_override": runtime_param_override,
        },
    )


LIVEBOARD: Final[Operation[LiveboardData]] = Operation(
    "v2.data.liveboard",
    "POST",
    "/api/rest/2.0/metadata/liveboard/data",
    LiveboardData,
    vendor="fetchLiveboardData",
    repeatable="read",
    since="9.0.0.cl",
    privileges=("CAN_DOWNLOAD_DETAILED_DATA",),
    pages=Pages(shape="data", offset="record_offset", size="record_size", items="contents", max=100000),
    body=(
        Param("metadata_identifier", str, required=True),
        Param("visualization_identifiers", list[str]),
        Param("transient_content", str),
        Param("data_format", DataFormat),
        Param("record_offset", int),
        Param("record_size", Size),
        Param("runtime_filter", list[RuntimeFilter], since="9.3.0.cl"),
        Param("runtime_sort", list[RuntimeSort], since="9.3.0.cl"),
        Param("runtime_param_override", list[RuntimeParameter], since="9.3.0.cl"),
    ),
    data=True,
)


async def liveboard(
    client: Caller,
    *,
    metadata_identifier: str,
    visualization_identifiers: list[str] | Unset = UNSET,
    transient_content: str | Unset = UNSET,
    data_format: DataFormat | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
    runtime_filter: list[RuntimeFilter] | Unset = UNSET,
    runtime_sort: list[RuntimeSort] | Unset = UNSET,
    runtime_param_override: list[RuntimeParameter] | Unset = UNSET,
) -> LiveboardData:
    """Get the rows of the visualizations of a Liveboard.

    POST /metadata/liveboard/data; vendor name `fetchLiveboardData`; since 9.0.0.cl; a read.
    Privileges, any of: CAN_DOWNLOAD_DETAILED_DATA.
    Needs view access; the privilege counts under role-based access control only. Offset and size count in
    each visualization.

    Args:
        transient_content: JSON text of the unsaved changes of an open Liveboard.
        data_format: The server assumes `COMPACT`.
        record_offset: The server assumes `0`.
        record_size: Rows; at most 100000 unless the cluster was set higher. The server assumes `10`.
        runtime_filter: Since 9.3.0.cl.
        runtime_sort: Since 9.3.0.cl.
        runtime_param_override: Since 9.3.0.cl.
    """
    return await client.call(
        LIVEBOARD,
        body={
            "metadata_identifier": metadata_identifier,
            "visualization_identifiers": visualization_identifiers,
            "transient_content": transient_content,
            "data_format": data_format,
            "record_offset": record_offset,
            "record_size": record_size,
            "runtime_filter": runtime_filter,
            "runtime_sort": runtime_sort,
            "runtime_param_override": runtime_param_override,
        },
    )


OPERATIONS: Final = (
    SEARCH,
    ANSWER,
    LIVEBOARD,
)


class DataApi(Group):
    """The data endpoints of one client."""

    search = search
    answer = answer
    liveboard = liveboard
