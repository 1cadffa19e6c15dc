# Rendered from spec/v2/reports.yaml by `python -m codegen`: edit that file, not this one.
"""Answers and Liveboards as files."""

from typing import Annotated, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Group, Operation, Param, Rule
from aiothoughtspot._releases import Known
from aiothoughtspot.runtime import RuntimeFilter, RuntimeParameter, RuntimeSort
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import Locale

Currency: TypeAlias = Literal[
    "ADP",
    "AED",
    "AFN",
    "ALL",
    "AMD",
    "ANG",
    "AOA",
    "ARA",
    "ARS",
    "ATS",
    "AUD",
    "AWG",
    "AZN",
    "BAM",
    "BBD",
    "BDT",
    "BEF",
    "BGL",
    "BGM",
    "BGN",
    "BHD",
    "BIF",
    "BMD",
    "BND",
    "BOB",
    "BOP",
    "BOV",
    "BRL",
    "BSD",
    "BTN",
    "BUK",
    "BWP",
    "BYN",
    "BZD",
    "CAD",
    "CDF",
    "CHE",
    "CHF",
    "CHW",
    "CLE",
    "CLP",
    "CNX",
    "CNY",
    "COP",
    "COU",
    "CRC",
    "CSK",
    "CUC",
    "CUP",
    "CVE",
    "CYP",
    "CZK",
    "DDM",
    "DEM",
    "DJF",
    "DKK",
    "DOP",
    "DZD",
    "ECS",
    "ECV",
    "EEK",
    "EGP",
    "ERN",
    "ESP",
    "ETB",
    "EUR",
    "FIM",
    "FJD",
    "FKP",
    "FRF",
    "GBP",
    "GEK",
    "GEL",
    "GHS",
    "GIP",
    "GMD",
    "GNF",
    "GNS",
    "GQE",
    "GRD",
    "GTQ",
    "GWE",
    "GWP",
    "GYD",
    "HKD",
    "HNL",
    "HRD",
    "HRK",
    "HTG",
    "HUF",
    "IDR",
    "IEP",
    "ILP",
    "ILS",
    "INR",
    "IQD",
    "IRR",
    "ISK",
    "ITL",
    "JMD",
    "JOD",
    "JPY",
    "KES",
    "KGS",
    "KHR",
    "KMF",
    "KPW",
    "KRW",
    "KWD",
    "KYD",
    "KZT",
    "LAK",
    "LBP",
    "LKR",
    "LRD",
    "LSL",
    "LTL",
    "LTT",
    "LUC",
    "LUF",
    "LUL",
    "LVL",
    "LVR",
    "LYD",
    "MAD",
    "MAF",
    "MCF",
    "MDC",
    "MDL",
    "MGA",
    "MGF",
    "MKD",
    "MLF",
    "MMK",
    "MNT",
    "MOP",
    "MRU",
    "MTL",
    "MTP",
    "MUR",
    "MVR",
    "MWK",
    "MXN",
    "MXV",
    "MYR",
    "MZE",
    "MZN",
    "NAD",
    "NGN",
    "NIO",
    "NLG",
    "NOK",
    "NPR",
    "NZD",
    "OMR",
    "PAB",
    "PEI",
    "PEN",
    "PGK",
    "PHP",
    "PKR",
    "PLN",
    "PTE",
    "PYG",
    "QAR",
    "RHD",
    "RON",
    "RSD",
    "RUB",
    "RWF",
    "SAR",
    "SBD",
    "SCR",
    "SDG",
    "SEK",
    "SGD",
    "SHP",
    "SIT",
    "SKK",
    "SLL",
    "SOS",
    "SRD",
    "SRG",
    "SSP",
    "STN",
    "SUR",
    "SVC",
    "SYP",
    "SZL",
    "THB",
    "TJR",
    "TJS",
    "TMT",
    "TND",
    "TOP",
    "TPE",
    "TRY",
    "TTD",
    "TWD",
    "TZS",
    "UAH",
    "UAK",
    "UGX",
    "USD",
    "UYU",
    "UYW",
    "UZS",
    "VES",
    "VND",
    "VUV",
    "WST",
    "XAF",
    "XAG",
    "XAU",
    "XBA",
    "XBB",
    "XCD",
    "XDR",
    "XEU",
    "XFO",
    "XFU",
    "XOF",
    "XPD",
    "XPF",
    "XPT",
    "XRE",
    "XSU",
    "XTS",
    "XUA",
    "XXX",
    "YDD",
    "YER",
    "ZAR",
    "ZMW",
]
LiveboardFormat: TypeAlias = Annotated[
    Literal["PDF", "PNG", "CSV", "XLSX"],
    Known((("-10.6.0.cl", ("CSV", "XLSX")), ("26.2.0.cl", ("CSV", "XLSX")))),
]


@attrs.frozen(kw_only=True)
class RegionalSettingsInput:
    """Argument of `reports.answer` and `reports.liveboard`."""

    currency_format: Currency | Unset = UNSET
    user_locale: Locale | Unset = UNSET
    number_format_locale: Locale | Unset = UNSET
    date_format_locale: Locale | Unset = UNSET


@attrs.frozen(kw_only=True)
class AnswerPngOptionsInput:
    """Argument of `reports.answer`.

    Attributes:
        x_resolution: From 600 to 3840. Since 26.6.0.cl.
        y_resolution: From 600 to 3840. Since 26.6.0.cl.
        scaling: From 80 to 500. Since 26.6.0.cl.
    """

    x_resolution: int | Unset = attrs.field(
        default=UNSET, metadata={"min": 600, "max": 3840, "since": "26.6.0.cl"}
    )
    y_resolution: int | Unset = attrs.field(
        default=UNSET, metadata={"min": 600, "max": 3840, "since": "26.6.0.cl"}
    )
    scaling: int | Unset = attrs.field(default=UNSET, metadata={"min": 80, "max": 500, "since": "26.6.0.cl"})


@attrs.frozen(kw_only=True)
class PdfOptionsInput:
    """Argument of `reports.liveboard`.

    Attributes:
        page_size: Since 26.5.0.cl.
        zoom_level: From 45 to 175. Since 26.5.0.cl.
        include_cover_page: The server assumes `True`.
        include_custom_logo: The server assumes `True`.
        include_filter_page: The server assumes `True`.
        include_page_number: The server assumes `True`.
        page_orientation: The server assumes `PORTRAIT`.
        truncate_table: The server assumes `False`.
    """

    page_size: Literal["A4", "CONTINUOUS"] | Unset = attrs.field(
        default=UNSET, metadata={"since": "26.5.0.cl"}
    )
    zoom_level: int | Unset = attrs.field(
        default=UNSET, metadata={"min": 45, "max": 175, "since": "26.5.0.cl"}
    )
    include_cover_page: bool | Unset = UNSET
    include_custom_logo: bool | Unset = UNSET
    include_filter_page: bool | Unset = UNSET
    include_page_number: bool | Unset = UNSET
    page_orientation: Literal["PORTRAIT", "LANDSCAPE"] | Unset = UNSET
    truncate_table: bool | Unset = UNSET
    page_footer_text: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class PngOptionsInput:
    """Argument of `reports.liveboard`.

    Attributes:
        include_cover_page: The server assumes `False`.
        include_filter_page: The server assumes `False`.
        personalised_view_id: Since 10.6.0.cl.
        image_resolution: At most 3840. Since 10.9.0.cl.
        image_scale: Since 10.9.0.cl.
        include_header: The server assumes `False`. Since 10.9.0.cl.
    """

    include_cover_page: bool | Unset = UNSET
    include_filter_page: bool | Unset = UNSET
    personalised_view_id: str | Unset = attrs.field(default=UNSET, metadata={"since": "10.6.0.cl"})
    image_resolution: int | Unset = attrs.field(default=UNSET, metadata={"max": 3840, "since": "10.9.0.cl"})
    image_scale: int | Unset = attrs.field(default=UNSET, metadata={"since": "10.9.0.cl"})
    include_header: bool | Unset = attrs.field(default=UNSET, metadata={"since": "10.9.0.cl"})


ANSWER: Final[Operation[bytes]] = Operation(
    "v2.reports.answer",
    "POST",
    "/api/rest/2.0/report/answer",
    bytes,
    vendor="exportAnswerReport",
    repeatable="read",
    since="9.0.0.cl",
    privileges=("DATADOWNLOADING", "CAN_DOWNLOAD_DETAILED_DATA", "CAN_DOWNLOAD_VISUALS"),
    body=(
        Param("metadata_identifier", str),
        Param("session_identifier", str, since="10.4.0.cl"),
        Param("generation_number", int, since="10.4.0.cl"),
        Param("file_format", Literal["CSV", "PDF", "XLSX", "PNG"]),
        Param("runtime_filter", list[RuntimeFilter]),
        Param("runtime_sort", list[RuntimeSort]),
        Param("runtime_param_override", list[RuntimeParameter], since="9.3.0.cl"),
        Param("regional_settings", RegionalSettingsInput, since="10.6.0.cl"),
        Param("png_options", AnswerPngOptionsInput, since="26.6.0.cl"),
        Param("personalised_view_identifier", str, since="26.6.0.cl"),
        Param("type", Literal["SAVED", "PINNED"], since="26.6.0.cl"),
    ),
    rules=(
        Rule("at_least_one", ("metadata_identifier", "session_identifier")),
        Rule("together", ("session_identifier", "generation_number")),
    ),
    accept="application/octet-stream, application/json",
    stream="bytes",
)


async def answer(
    client: Caller,
    *,
    metadata_identifier: str | Unset = UNSET,
    session_identifier: str | Unset = UNSET,
    generation_number: int | Unset = UNSET,
    file_format: Literal["CSV", "PDF", "XLSX", "PNG"] | Unset = UNSET,
    runtime_filter: list[RuntimeFilter] | Unset = UNSET,
    runtime_sort: list[RuntimeSort] | Unset = UNSET,
    runtime_param_override: list[RuntimeParameter] | Unset = UNSET,
    regional_settings: RegionalSettingsInput | Unset = UNSET,
    png_options: AnswerPngOptionsInput | Unset = UNSET,
    personalised_view_identifier: str | Unset = UNSET,
    type: Literal["SAVED", "PINNED"] | Unset = UNSET,
) -> bytes:
    """Get an Answer as a CSV, PDF, XLSX or PNG file.

    POST /report/answer; vendor name `exportAnswerReport`; since 9.0.0.cl; a read.
    Privileges, any of: DATADOWNLOADING, CAN_DOWNLOAD_DETAILED_DATA, CAN_DOWNLOAD_VISUALS.
    Needs view access; which privilege counts depends on file_format.

    Args:
        session_identifier: Since 10.4.0.cl.
        generation_number: Since 10.4.0.cl.
        file_format: The server assumes `CSV`.
        runtime_param_override: Since 9.3.0.cl.
        regional_settings: Since 10.6.0.cl.
        png_options: Since 26.6.0.cl.
        personalised_view_identifier: Since 26.6.0.cl.
        type: The server assumes `SAVED`. Since 26.6.0.cl.
    """
    return await client.call(
        ANSWER,
        body={
            "metadata_identifier": metadata_identifier,
            "session_identifier": session_identifier,
            "generation_number": generation_number,
            "file_format": file_format,
            "runtime_filter": runtime_filter,
            "runtime_sort": runtime_sort,
            "runtime_param_override": runtime_param_override,
            "regional_settings": regional_settings,
            "png_options": png_options,
            "personalised_view_identifier": personalised_view_identifier,
            "type": type,
        },
    )


LIVEBOARD: Final[Operation[bytes]] = Operation(
    "v2.reports.liveboard",
    "POST",
    "/api/rest/2.0/report/liveboard",
    bytes,
    vendor="exportLiveboardReport",
    repeatable="read",
    since="9.0.0.cl",
    privileges=("DATADOWNLOADING", "CAN_DOWNLOAD_DETAILED_DATA", "CAN_DOWNLOAD_VISUALS"),
    body=(
        Param("metadata_identifier", str, required=True),
        Param("tab_identifiers", list[str], since="10.9.0.cl"),
        Param("personalised_view_identifier", str, since="10.9.0.cl"),
        Param("visualization_identifiers", list[str]),
        Param("transient_content", str),
        Param("file_format", LiveboardFormat),
        Param("runtime_filter", list[RuntimeFilter]),
        Param("override_filters", list[dict[str, Any]], since="10.8.0.cl"),
        Param("runtime_sort", list[RuntimeSort]),
        Param("pdf_options", PdfOptionsInput),
        Param("png_options", PngOptionsInput, since="9.3.0.cl"),
        Param("runtime_param_override", list[RuntimeParameter], since="9.3.0.cl"),
        Param("regional_settings", RegionalSettingsInput, since="10.6.0.cl"),
    ),
    accept="application/octet-stream, application/json",
    stream="bytes",
)


async def liveboard(
    client: Caller,
    *,
    metadata_identifier: str,
    tab_identifiers: list[str] | Unset = UNSET,
    personalised_view_identifier: str | Unset = UNSET,
    visualization_identifiers: list[str] | Unset = UNSET,
    transient_content: str | Unset = UNSET,
    file_format: LiveboardFormat | Unset = UNSET,
    runtime_filter: list[RuntimeFilter] | Unset = UNSET,
    override_filters: list[dict[str, Any]] | Unset = UNSET,
    runtime_sort: list[RuntimeSort] | Unset = UNSET,
    pdf_options: PdfOptionsInput | Unset = UNSET,
    png_options: PngOptionsInput | Unset = UNSET,
    runtime_param_override: list[RuntimeParameter] | Unset = UNSET,
    regional_settings: RegionalSettingsInput | Unset = UNSET,
) -> bytes:
    """Get a Liveboard, or some of its tabs or visualizations, as a file.

    POST /report/liveboard; vendor name `exportLiveboardReport`; since 9.0.0.cl; a read.
    Privileges, any of: DATADOWNLOADING, CAN_DOWNLOAD_DETAILED_DATA, CAN_DOWNLOAD_VISUALS.
    Needs view access; which privilege counts depends on file_format. CSV of several visualizations comes as
    a ZIP.

    Args:
        tab_identifiers: Since 10.9.0.cl.
        personalised_view_identifier: Since 10.9.0.cl.
        transient_content: JSON text of the unsaved changes of an open Liveboard.
        file_format: The server assumes `PDF`.
        override_filters: Since 10.8.0.cl.
        png_options: Since 9.3.0.cl.
        runtime_param_override: Since 9.3.0.cl.
        regional_settings: Since 10.6.0.cl.
    """
    return await client.call(
        LIVEBOARD,
        body={
            "metadata_identifier": metadata_identifier,
            "tab_identifiers": tab_identifiers,
            "personalised_view_identifier": personalised_view_identifier,
            "visualization_identifiers": visualization_identifiers,
            "transient_content": transient_content,
            "file_format": file_format,
            "runtime_filter": runtime_filter,
            "override_filters": override_filters,
            "runtime_sort": runtime_sort,
            "pdf_options": pdf_options,
            "png_options": png_options,
            "runtime_param_override": runtime_param_override,
            "regional_settings": regional_settings,
        },
    )


OPERATIONS: Final = (
    ANSWER,
    LIVEBOARD,
)


class ReportsApi(Group):
    """The reports endpoints of one client."""

    answer = answer
    liveboard = liveboard
