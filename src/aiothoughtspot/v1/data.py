# Rendered from spec/v1/data.yaml by `python -m codegen`: edit that file, not this one.
"""Rows and PDFs of searches and liveboards."""

from typing import Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param, Rule, Size
from aiothoughtspot._rows import Rows, RowsByName
from aiothoughtspot.runtime import RuntimeFilter, RuntimeParameter, RuntimeSort
from aiothoughtspot.unset import UNSET, Unset

DataFormat: TypeAlias = Literal["COMPACT", "FULL"]


@attrs.define(kw_only=True)
class DataPage(Rows):
    """One page of rows; a column's type is not said.

    Answer of `data.search` and `data.liveboard`.

    Attributes:
        name: Name of the visualization; liveboards only.
        page_size: Can be -1.
        offset: Can be -1.
    """

    _COLUMNS = "column_names"
    _CELLS = "data"

    column_names: list[str] = attrs.field(metadata={"name": "columnNames"})
    data: list[Any]
    name: str | None = None
    sampling_ratio: float | None = attrs.field(default=None, metadata={"name": "samplingRatio"})
    total_row_count: int | None = attrs.field(default=None, metadata={"name": "totalRowCount"})
    row_count: int | None = attrs.field(default=None, metadata={"name": "rowCount"})
    page_size: int | None = attrs.field(default=None, metadata={"name": "pageSize"})
    offset: int | None = None


SEARCH: Final[Operation[DataPage]] = Operation(
    "v1.data.search",
    "POST",
    "/callosum/v1/tspublic/v1/searchdata",
    DataPage,
    vendor="search_data",
    repeatable="read",
    since="ts7.april.cl",
    deprecated=Deprecation(None, "v2.data.search"),
    pages=Pages(shape="data_v1", offset="pagenumber", size="batchsize", items="data", start=1, max=100000),
    query=(
        Param("query_string", str, required=True),
        Param("data_source_guid", str, required=True),
        Param("batchsize", Size),
        Param("pagenumber", int, min=-1, refuse=(0,)),
        Param("offset", int, min=-1),
        Param("formattype", DataFormat),
        Param("runtime_parameters", list[RuntimeParameter], encode="numbered"),
        Param("runtime_sorts", list[RuntimeSort], encode="numbered"),
    ),
    headers=(("Accept-Language", "en-US"),),
    data=True,
)


async def search(
    client: Caller,
    *,
    query_string: str,
    data_source_guid: str,
    batchsize: Size | Unset = UNSET,
    pagenumber: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    formattype: DataFormat | Unset = UNSET,
    runtime_parameters: list[RuntimeParameter] | Unset = UNSET,
    runtime_sorts: list[RuntimeSort] | Unset = UNSET,
) -> DataPage:
    """Run a search over one data source and read a page of its rows.

    POST /searchdata; vendor name `search_data`; since ts7.april.cl; a read.
    Deprecated: use `v2.data.search`.
    Rows are in a stable order only if the search sorts them.

    Args:
        query_string: Search tokens: columns in square brackets, keywords in English.
        data_source_guid: Id of the table or model.
        batchsize: Rows per page; the server caps it. The server assumes `-1`.
        pagenumber: Counts from 1, wins over offset; fetch page 1 first. At least -1. The server assumes
            `-1`.
        offset: First row; -1 is the start. At least -1. The server assumes `-1`.
        formattype: Rows as arrays (COMPACT) or as objects keyed by column (FULL). The server assumes
            `COMPACT`.
        runtime_parameters: Sent as numbered keys of the query string.
        runtime_sorts: Sent as numbered keys of the query string.
    """
    return await client.call(
        SEARCH,
        query={
            "query_string": query_string,
            "data_source_guid": data_source_guid,
            "batchsize": batchsize,
            "pagenumber": pagenumber,
            "offset": offset,
            "formattype": formattype,
            "runtime_parameters": runtime_parameters,
            "runtime_sorts": runtime_sorts,
        },
    )


LIVEBOARD: Final[Operation[RowsByName[DataPage]]] = Operation(
    "v1.data.liveboard",
    "POST",
    "/callosum/v1/tspublic/v1/pinboarddata",
    RowsByName[DataPage],
    vendor="get_liveboard_data",
    repeatable="read",
    since="ts7.april.cl",
    deprecated=Deprecation(None, "v2.data.liveboard"),
    pages=Pages(shape="data_v1", offset="pagenumber", size="batchsize", items="*.data", start=1, max=100000),
    query=(
        Param("id", str),
        Param("vizid", list[str], refuse=([],)),
        Param("batchsize", Size),
        Param("pagenumber", int, min=-1, refuse=(0,)),
        Param("offset", int, min=-1),
        Param("formattype", DataFormat),
        Param("runtime_filters", list[RuntimeFilter], encode="numbered"),
        Param("runtime_parameters", list[RuntimeParameter], encode="numbered"),
        Param("runtime_sorts", list[RuntimeSort], encode="numbered"),
    ),
    parts=(Param("transient_pinboard_content", str, since="8.4.0.cl"),),
    rules=(Rule("at_least_one", ("id", "transient_pinboard_content")),),
    parts_optional=True,
    data=True,
)


async def liveboard(
    client: Caller,
    *,
    id: str | Unset = UNSET,
    vizid: list[str] | Unset = UNSET,
    batchsize: Size | Unset = UNSET,
    pagenumber: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    formattype: DataFormat | Unset = UNSET,
    runtime_filters: list[RuntimeFilter] | Unset = UNSET,
    runtime_parameters: list[RuntimeParameter] | Unset = UNSET,
    runtime_sorts: list[RuntimeSort] | Unset = UNSET,
    transient_pinboard_content: str | Unset = UNSET,
) -> RowsByName[DataPage]:
    """Read a page of rows of each visualization of a liveboard, by visualization id.

    POST /pinboarddata; vendor name `get_liveboard_data`; since ts7.april.cl; a read.
    Deprecated: use `v2.data.liveboard`.
    Pages count for each visualization on its own, so a short one runs out of rows first.

    Args:
        id: Id of the liveboard.
        vizid: Ids of visualizations; left out for all.
        batchsize: Rows per page and visualization; the server caps it. The server assumes `-1`.
        pagenumber: Counts from 1, wins over offset; fetch page 1 first. At least -1. The server assumes
            `-1`.
        offset: First row of each visualization; -1 is the start. At least -1. The server assumes `-1`.
        formattype: Rows as arrays (COMPACT) or as objects keyed by column (FULL). The server assumes
            `COMPACT`.
        runtime_filters: Sent as numbered keys of the query string.
        runtime_parameters: Sent as numbered keys of the query string.
        runtime_sorts: Sent as numbered keys of the query string.
        transient_pinboard_content: JSON text of an unsaved liveboard, as an embedding page gives it. Since
            8.4.0.cl.
    """
    return await client.call(
        LIVEBOARD,
        query={
            "id": id,
            "vizid": vizid,
            "batchsize": batchsize,
            "pagenumber": pagenumber,
            "offset": offset,
            "formattype": formattype,
            "runtime_filters": runtime_filters,
            "runtime_parameters": runtime_parameters,
            "runtime_sorts": runtime_sorts,
        },
        form={"transient_pinboard_content": transient_pinboard_content},
    )


LIVEBOARD_PDF: Final[Operation[bytes]] = Operation(
    "v1.data.liveboard_pdf",
    "POST",
    "/callosum/v1/tspublic/v1/export/pinboard/pdf",
    bytes,
    vendor="export_liveboard_pdf",
    repeatable="read",
    since="ts7.april.cl",
    deprecated=Deprecation(None, "v2.reports.liveboard"),
    query=(Param("runtime_filters", list[RuntimeFilter], encode="numbered"),),
    parts=(
        Param("id", str),
        Param("visualization_ids", list[str], refuse=([],)),
        Param("transient_pinboard_content", str),
        Param("layout_type", Literal["PINBOARD", "VISUALIZATION"]),
        Param("orientation", Literal["PORTRAIT", "LANDSCAPE"]),
        Param("truncate_tables", bool),
        Param("include_logo", bool),
        Param("footer_text", str),
        Param("include_page_number", bool),
        Param("include_cover_page", bool),
        Param("include_filter_page", bool),
    ),
    rules=(
        Rule("at_least_one", ("id", "transient_pinboard_content")),
        Rule("needs", ("visualization_ids", "layout_type")),
    ),
    accept="application/octet-stream",
    stream="bytes",
)


async def liveboard_pdf(
    client: Caller,
    *,
    runtime_filters: list[RuntimeFilter] | Unset = UNSET,
    id: str | Unset = UNSET,
    visualization_ids: list[str] | Unset = UNSET,
    transient_pinboard_content: str | Unset = UNSET,
    layout_type: Literal["PINBOARD", "VISUALIZATION"] | Unset = UNSET,
    orientation: Literal["PORTRAIT", "LANDSCAPE"] | Unset = UNSET,
    truncate_tables: bool | Unset = UNSET,
    include_logo: bool | Unset = UNSET,
    footer_text: str | Unset = UNSET,
    include_page_number: bool | Unset = UNSET,
    include_cover_page: bool | Unset = UNSET,
    include_filter_page: bool | Unset = UNSET,
) -> bytes:
    """Render a liveboard, or some of its visualizations, as a PDF file.

    POST /export/pinboard/pdf; vendor name `export_liveboard_pdf`; since ts7.april.cl; a read.
    Deprecated: use `v2.reports.liveboard`.

    Args:
        runtime_filters: Sent as numbered keys of the query string.
        id: Id of the liveboard.
        visualization_ids: Ids of visualizations; needs the layout VISUALIZATION.
        transient_pinboard_content: JSON text of an unsaved liveboard, as an embedding page gives it.
        layout_type: The liveboard as it looks, or one visualization per page. The server assumes
            `PINBOARD`.
        orientation: The server assumes `LANDSCAPE`.
        truncate_tables: Cut long tables; with the layout VISUALIZATION only. The server assumes `False`.
        include_logo: The server assumes `True`.
        include_page_number: The server assumes `True`.
        include_cover_page: The server assumes `True`.
        include_filter_page: The server assumes `True`.
    """
    return await client.call(
        LIVEBOARD_PDF,
        query={"runtime_filters": runtime_filters},
        form={
            "id": id,
            "visualization_ids": visualization_ids,
            "transient_pinboard_content": transient_pinboard_content,
            "layout_type": layout_type,
            "orientation": orientation,
            "truncate_tables": truncate_tables,
            "include_logo": include_logo,
            "footer_text": footer_text,
            "include_page_number": include_page_number,
            "include_cover_page": include_cover_page,
            "include_filter_page": include_filter_page,
        },
    )


OPERATIONS: Final = (
    SEARCH,
    LIVEBOARD,
    LIVEBOARD_PDF,
)


class DataApi(Group):
    """The data endpoints of one client."""

    search = search
    liveboard = liveboard
    liveboard_pdf = liveboard_pdf
