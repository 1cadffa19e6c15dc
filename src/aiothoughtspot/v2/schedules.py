# Rendered from spec/v2/schedules.yaml by `python -m codegen`: edit that file, not this one.
"""Liveboards that are mailed by the clock."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param, Size
from aiothoughtspot._releases import Known
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset

if TYPE_CHECKING:
    OpenPageSize: TypeAlias = Literal["A4", "TAB_BASED"] | str
else:
    OpenPageSize = str
PageSize: TypeAlias = Annotated[Literal["A4", "TAB_BASED"], Known((("26.6.0.cl", ("TAB_BASED",)),))]
ScheduleFormat: TypeAlias = Annotated[Literal["CSV", "PDF", "XLSX"], Known((("9.12.0.cl", ("XLSX",)),))]
TimeZone: TypeAlias = Literal[
    "Africa/Abidjan",
    "Africa/Accra",
    "Africa/Addis_Ababa",
    "Africa/Algiers",
    "Africa/Asmara",
    "Africa/Asmera",
    "Africa/Bamako",
    "Africa/Bangui",
    "Africa/Banjul",
    "Africa/Bissau",
    "Africa/Blantyre",
    "Africa/Brazzaville",
    "Africa/Bujumbura",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Ceuta",
    "Africa/Conakry",
    "Africa/Dakar",
    "Africa/Dar_es_Salaam",
    "Africa/Djibouti",
    "Africa/Douala",
    "Africa/El_Aaiun",
    "Africa/Freetown",
    "Africa/Gaborone",
    "Africa/Harare",
    "Africa/Johannesburg",
    "Africa/Juba",
    "Africa/Kampala",
    "Africa/Khartoum",
    "Africa/Kigali",
    "Africa/Kinshasa",
    "Africa/Lagos",
    "Africa/Libreville",
    "Africa/Lome",
    "Africa/Luanda",
    "Africa/Lubumbashi",
    "Africa/Lusaka",
    "Africa/Malabo",
    "Africa/Maputo",
    "Africa/Maseru",
    "Africa/Mbabane",
    "Africa/Mogadishu",
    "Africa/Monrovia",
    "Africa/Nairobi",
    "Africa/Ndjamena",
    "Africa/Niamey",
    "Africa/Nouakchott",
    "Africa/Ouagadougou",
    "Africa/Porto-Novo",
    "Africa/Sao_Tome",
    "Africa/Timbuktu",
    "Africa/Tripoli",
    "Africa/Tunis",
    "Africa/Windhoek",
    "America/Adak",
    "America/Anchorage",
    "America/Anguilla",
    "America/Antigua",
    "America/Araguaina",
    "America/Argentina/Buenos_Aires",
    "America/Argentina/Catamarca",
    "America/Argentina/ComodRivadavia",
    "America/Argentina/Cordoba",
    "America/Argentina/Jujuy",
    "America/Argentina/La_Rioja",
    "America/Argentina/Mendoza",
    "America/Argentina/Rio_Gallegos",
    "America/Argentina/Salta",
    "America/Argentina/San_Juan",
    "America/Argentina/San_Luis",
    "America/Argentina/Tucuman",
    "America/Argentina/Ushuaia",
    "America/Aruba",
    "America/Asuncion",
    "America/Atikokan",
    "America/Atka",
    "America/Bahia",
    "America/Bahia_Banderas",
    "America/Barbados",
    "America/Belem",
    "America/Belize",
    "America/Blanc-Sablon",
    "America/Boa_Vista",
    "America/Bogota",
    "America/Boise",
    "America/Buenos_Aires",
    "America/Cambridge_Bay",
    "America/Campo_Grande",
    "America/Cancun",
    "America/Caracas",
    "America/Catamarca",
    "America/Cayenne",
    "America/Cayman",
    "America/Chicago",
    "America/Chihuahua",
    "America/Coral_Harbour",
    "America/Cordoba",
    "America/Costa_Rica",
    "America/Creston",
    "America/Cuiaba",
    "America/Curacao",
    "America/Danmarkshavn",
    "America/Dawson",
    "America/Dawson_Creek",
    "America/Denver",
    "America/Detroit",
    "America/Dominica",
    "America/Edmonton",
    "America/Eirunepe",
    "America/El_Salvador",
    "America/Ensenada",
    "America/Fort_Nelson",
    "America/Fort_Wayne",
    "America/Fortaleza",
    "America/Glace_Bay",
    "America/Godthab",
    "America/Goose_Bay",
    "America/Grand_Turk",
    "America/Grenada",
    "America/Guadeloupe",
    "America/Guatemala",
    "America/Guayaquil",
    "America/Guyana",
    "America/Halifax",
    "America/Havana",
    "America/Hermosillo",
    "America/Indiana/Indianapolis",
    "America/Indiana/Knox",
    "America/Indiana/Marengo",
    "America/Indiana/Petersburg",
    "America/Indiana/Tell_City",
    "America/Indiana/Vevay",
    "America/Indiana/Vincennes",
    "America/Indiana/Winamac",
    "America/Indianapolis",
    "America/Inuvik",
    "America/Iqaluit",
    "America/Jamaica",
    "America/Jujuy",
    "America/Juneau",
    "America/Kentucky/Louisville",
    "America/Kentucky/Monticello",
    "America/Knox_IN",
    "America/Kralendijk",
    "America/La_Paz",
    "America/Lima",
    "America/Los_Angeles",
    "America/Louisville",
    "America/Lower_Princes",
    "America/Maceio",
    "America/Managua",
    "America/Manaus",
    "America/Marigot",
    "America/Martinique",
    "America/Matamoros",
    "America/Mazatlan",
    "America/Mendoza",
    "America/Menominee",
    "America/Merida",
    "America/Metlakatla",
    "America/Mexico_City",
    "America/Miquelon",
    "America/Moncton",
    "America/Monterrey",
    "America/Montevideo",
    "America/Montreal",
    "America/Montserrat",
    "America/Nassau",
    "America/New_York",
    "America/Nipigon",
    "America/Nome",
    "America/Noronha",
    "America/North_Dakota/Beulah",
    "America/North_Dakota/Center",
    "America/North_Dakota/New_Salem",
    "America/Nuuk",
    "America/Ojinaga",
    "America/Panama",
    "America/Pangnirtung",
    "America/Paramaribo",
    "America/Phoenix",
    "America/Port-au-Prince",
    "America/Port_of_Spain",
    "America/Porto_Acre",
    "America/Porto_Velho",
    "America/Puerto_Rico",
    "America/Punta_Arenas",
    "America/Rainy_River",
    "America/Rankin_Inlet",
    "America/Recife",
    "America/Regina",
    "America/Resolute",
    "America/Rio_Branco",
    "America/Rosario",
    "America/Santa_Isabel",
    "America/Santarem",
    "America/Santiago",
    "America/Santo_Domingo",
    "America/Sao_Paulo",
    "America/Scoresbysund",
    "America/Shiprock",
    "America/Sitka",
    "America/St_Barthelemy",
    "America/St_Johns",
    "America/St_Kitts",
    "America/St_Lucia",
    "America/St_Thomas",
    "America/St_Vincent",
    "America/Swift_Current",
    "America/Tegucigalpa",
    "America/Thule",
    "America/Thunder_Bay",
    "America/Tijuana",
    "America/Toronto",
    "America/Tortola",
    "America/Vancouver",
    "America/Virgin",
    "America/Whitehorse",
    "America/Winnipeg",
    "America/Yakutat",
    "America/Yellowknife",
    "Antarctica/Casey",
    "Antarctica/Davis",
    "Antarctica/DumontDUrville",
    "Antarctica/Macquarie",
    "Antarctica/Mawson",
    "Antarctica/McMurdo",
    "Antarctica/Palmer",
    "Antarctica/Rothera",
    "Antarctica/South_Pole",
    "Antarctica/Syowa",
    "Antarctica/Troll",
    "Antarctica/Vostok",
    "Arctic/Longyearbyen",
    "Asia/Aden",
    "Asia/Almaty",
    "Asia/Amman",
    "Asia/Anadyr",
    "Asia/Aqtau",
    "Asia/Aqtobe",
    "Asia/Ashgabat",
    "Asia/Ashkhabad",
    "Asia/Atyrau",
    "Asia/Baghdad",
    "Asia/Bahrain",
    "Asia/Baku",
    "Asia/Bangkok",
    "Asia/Barnaul",
    "Asia/Beirut",
    "Asia/Bishkek",
    "Asia/Brunei",
    "Asia/Calcutta",
    "Asia/Chita",
    "Asia/Choibalsan",
    "Asia/Chongqing",
    "Asia/Chungking",
    "Asia/Colombo",
    "Asia/Dacca",
    "Asia/Damascus",
    "Asia/Dhaka",
    "Asia/Dili",
    "Asia/Dubai",
    "Asia/Dushanbe",
    "Asia/Famagusta",
    "Asia/Gaza",
    "Asia/Harbin",
    "Asia/Hebron",
    "Asia/Ho_Chi_Minh",
    "Asia/Hong_Kong",
    "Asia/Hovd",
    "Asia/Irkutsk",
    "Asia/Istanbul",
    "Asia/Jakarta",
    "Asia/Jayapura",
    "Asia/Jerusalem",
    "Asia/Kabul",
    "Asia/Kamchatka",
    "Asia/Karachi",
    "Asia/Kashgar",
    "Asia/Kathmandu",
    "Asia/Katmandu",
    "Asia/Khandyga",
    "Asia/Kolkata",
    "Asia/Krasnoyarsk",
    "Asia/Kuala_Lumpur",
    "Asia/Kuching",
    "Asia/Kuwait",
    "Asia/Macao",
    "Asia/Macau",
    "Asia/Magadan",
    "Asia/Makassar",
    "Asia/Manila",
    "Asia/Muscat",
    "Asia/Nicosia",
    "Asia/Novokuznetsk",
    "Asia/Novosibirsk",
    "Asia/Omsk",
    "Asia/Oral",
    "Asia/Phnom_Penh",
    "Asia/Pontianak",
    "Asia/Pyongyang",
    "Asia/Qatar",
    "Asia/Qostanay",
    "Asia/Qyzylorda",
    "Asia/Rangoon",
    "Asia/Riyadh",
    "Asia/Saigon",
    "Asia/Sakhalin",
    "Asia/Samarkand",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Srednekolymsk",
    "Asia/Taipei",
    "Asia/Tashkent",
    "Asia/Tbilisi",
    "Asia/Tehran",
    "Asia/Tel_Aviv",
    "Asia/Thimbu",
    "Asia/Thimphu",
    "Asia/Tokyo",
    "Asia/Tomsk",
    "Asia/Ujung_Pandang",
    "Asia/Ulaanbaatar",
    "Asia/Ulan_Bator",
    "Asia/Urumqi",
    "Asia/Ust-Nera",
    "Asia/Vientiane",
    "Asia/Vladivostok",
    "Asia/Yakutsk",
    "Asia/Yangon",
    "Asia/Yekaterinburg",
    "Asia/Yerevan",
    "Atlantic/Azores",
    "Atlantic/Bermuda",
    "Atlantic/Canary",
    "Atlantic/Cape_Verde",
    "Atlantic/Faeroe",
    "Atlantic/Faroe",
    "Atlantic/Jan_Mayen",
    "Atlantic/Madeira",
    "Atlantic/Reykjavik",
    "Atlantic/South_Georgia",
    "Atlantic/St_Helena",
    "Atlantic/Stanley",
    "Australia/ACT",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Broken_Hill",
    "Australia/Canberra",
    "Australia/Currie",
    "Australia/Darwin",
    "Australia/Eucla",
    "Australia/Hobart",
    "Australia/LHI",
    "Australia/Lindeman",
    "Australia/Lord_Howe",
    "Australia/Melbourne",
    "Australia/NSW",
    "Australia/North",
    "Australia/Perth",
    "Australia/Queensland",
    "Australia/South",
    "Australia/Sydney",
    "Australia/Tasmania",
    "Australia/Victoria",
    "Australia/West",
    "Australia/Yancowinna",
    "Brazil/Acre",
    "Brazil/DeNoronha",
    "Brazil/East",
    "Brazil/West",
    "CET",
    "CST6CDT",
    "Canada/Atlantic",
    "Canada/Central",
    "Canada/Eastern",
    "Canada/Mountain",
    "Canada/Newfoundland",
    "Canada/Pacific",
    "Canada/Saskatchewan",
    "Canada/Yukon",
    "Chile/Continental",
    "Chile/EasterIsland",
    "Cuba",
    "EET",
    "EST5EDT",
    "Egypt",
    "Eire",
    "Etc/GMT",
    "Etc/GMT+0",
    "Etc/GMT+1",
    "Etc/GMT+10",
    "Etc/GMT+11",
    "Etc/GMT+12",
    "Etc/GMT+2",
    "Etc/GMT+3",
    "Etc/GMT+4",
    "Etc/GMT+5",
    "Etc/GMT+6",
    "Etc/GMT+7",
    "Etc/GMT+8",
    "Etc/GMT+9",
    "Etc/GMT-0",
    "Etc/GMT-1",
    "Etc/GMT-10",
    "Etc/GMT-11",
    "Etc/GMT-12",
    "Etc/GMT-13",
    "Etc/GMT-14",
    "Etc/GMT-2",
    "Etc/GMT-3",
    "Etc/GMT-4",
    "Etc/GMT-5",
    "Etc/GMT-6",
    "Etc/GMT-7",
    "Etc/GMT-8",
    "Etc/GMT-9",
    "Etc/GMT0",
    "Etc/Greenwich",
    "Etc/UCT",
    "Etc/UTC",
    "Etc/Universal",
    "Etc/Zulu",
    "Europe/Amsterdam",
    "Europe/Andorra",
    "Europe/Astrakhan",
    "Europe/Athens",
    "Europe/Belfast",
    "Europe/Belgrade",
    "Europe/Berlin",
    "Europe/Bratislava",
    "Europe/Brussels",
    "Europe/Bucharest",
    "Europe/Budapest",
    "Europe/Busingen",
    "Europe/Chisinau",
    "Europe/Copenhagen",
    "Europe/Dublin",
    "Europe/Gibraltar",
    "Europe/Guernsey",
    "Europe/Helsinki",
    "Europe/Isle_of_Man",
    "Europe/Istanbul",
    "Europe/Jersey",
    "Europe/Kaliningrad",
    "Europe/Kiev",
    "Europe/Kirov",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/Ljubljana",
    "Europe/London",
    "Europe/Luxembourg",
    "Europe/Madrid",
    "Europe/Malta",
    "Europe/Mariehamn",
    "Europe/Minsk",
    "Europe/Monaco",
    "Europe/Moscow",
    "Europe/Nicosia",
    "Europe/Oslo",
    "Europe/Paris",
    "Europe/Podgorica",
    "Europe/Prague",
    "Europe/Riga",
    "Europe/Rome",
    "Europe/Samara",
    "Europe/San_Marino",
    "Europe/Sarajevo",
    "Europe/Saratov",
    "Europe/Simferopol",
    "Europe/Skopje",
    "Europe/Sofia",
    "Europe/Stockholm",
    "Europe/Tallinn",
    "Europe/Tirane",
    "Europe/Tiraspol",
    "Europe/Ulyanovsk",
    "Europe/Uzhgorod",
    "Europe/Vaduz",
    "Europe/Vatican",
    "Europe/Vienna",
    "Europe/Vilnius",
    "Europe/Volgograd",
    "Europe/Warsaw",
    "Europe/Zagreb",
    "Europe/Zaporozhye",
    "Europe/Zurich",
    "GB",
    "GB-Eire",
    "GMT",
    "GMT0",
    "Greenwich",
    "Hongkong",
    "Iceland",
    "Indian/Antananarivo",
    "Indian/Chagos",
    "Indian/Christmas",
    "Indian/Cocos",
    "Indian/Comoro",
    "Indian/Kerguelen",
    "Indian/Mahe",
    "Indian/Maldives",
    "Indian/Mauritius",
    "Indian/Mayotte",
    "Indian/Reunion",
    "Iran",
    "Israel",
    "Jamaica",
    "Japan",
    "Kwajalein",
    "Libya",
    "MET",
    "MST7MDT",
    "Mexico/BajaNorte",
    "Mexico/BajaSur",
    "Mexico/General",
    "NZ",
    "NZ-CHAT",
    "Navajo",
    "PRC",
    "PST8PDT",
    "Pacific/Apia",
    "Pacific/Auckland",
    "Pacific/Bougainville",
    "Pacific/Chatham",
    "Pacific/Chuuk",
    "Pacific/Easter",
    "Pacific/Efate",
    "Pacific/Enderbury",
    "Pacific/Fakaofo",
    "Pacific/Fiji",
    "Pacific/Funafuti",
    "Pacific/Galapagos",
    "Pacific/Gambier",
    "Pacific/Guadalcanal",
    "Pacific/Guam",
    "Pacific/Honolulu",
    "Pacific/Johnston",
    "Pacific/Kanton",
    "Pacific/Kiritimati",
    "Pacific/Kosrae",
    "Pacific/Kwajalein",
    "Pacific/Majuro",
    "Pacific/Marquesas",
    "Pacific/Midway",
    "Pacific/Nauru",
    "Pacific/Niue",
    "Pacific/Norfolk",
    "Pacific/Noumea",
    "Pacific/Pago_Pago",
    "Pacific/Palau",
    "Pacific/Pitcairn",
    "Pacific/Pohnpei",
    "Pacific/Ponape",
    "Pacific/Port_Moresby",
    "Pacific/Rarotonga",
    "Pacific/Saipan",
    "Pacific/Samoa",
    "Pacific/Tahiti",
    "Pacific/Tarawa",
    "Pacific/Tongatapu",
    "Pacific/Truk",
    "Pacific/Wake",
    "Pacific/Wallis",
    "Pacific/Yap",
    "Poland",
    "Portugal",
    "ROK",
    "Singapore",
    "SystemV/AST4",
    "SystemV/AST4ADT",
    "SystemV/CST6",
    "SystemV/CST6CDT",
    "SystemV/EST5",
    "SystemV/EST5EDT",
    "SystemV/HST10",
    "SystemV/MST7",
    "SystemV/MST7MDT",
    "SystemV/PST8",
    "SystemV/PST8PDT",
    "SystemV/YST9",
    "SystemV/YST9YDT",
    "Turkey",
    "UCT",
    "US/Alaska",
    "US/Aleutian",
    "US/Arizona",
    "US/Central",
    "US/East-Indiana",
    "US/Eastern",
    "US/Hawaii",
    "US/Indiana-Starke",
    "US/Michigan",
    "US/Mountain",
    "US/Pacific",
    "US/Samoa",
    "UTC",
    "Universal",
    "W-SU",
    "WET",
    "Zulu",
    "EST",
    "HST",
    "MST",
    "ACT",
    "AET",
    "AGT",
    "ART",
    "AST",
    "BET",
    "BST",
    "CAT",
    "CNT",
    "CST",
    "CTT",
    "EAT",
    "ECT",
    "IET",
    "IST",
    "JST",
    "MIT",
    "NET",
    "NST",
    "PLT",
    "PNT",
    "PRT",
    "PST",
    "SST",
    "VST",
]


@attrs.frozen(kw_only=True)
class MetadataInput:
    """Argument of `schedules.search`."""

    identifier: str | Unset = UNSET
    type: Literal["LIVEBOARD"] | Unset = UNSET


@attrs.frozen(kw_only=True)
class SortingOptions:
    """Argument of `schedules.search`.

    Attributes:
        order: ASC or DESC.
    """

    field_name: str | Unset = UNSET
    order: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class ScheduleHistoryRunsOptionsInput:
    """Argument of `schedules.search`.

    Attributes:
        include_history_runs: The server assumes `False`.
        record_size: The server assumes `10`.
        record_offset: The server assumes `0`.
    """

    include_history_runs: bool | Unset = UNSET
    record_size: Size | Unset = UNSET
    record_offset: int | Unset = UNSET


@attrs.frozen(kw_only=True)
class LiveboardOptionsInput:
    """Argument of `schedules.create`, `schedules.update` and `schedules.create_preview`."""

    visualization_identifiers: list[str] = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class SchedulesPdfOptionsInput:
    """Argument of `schedules.create`, `schedules.update` and `schedules.create_preview`.

    Attributes:
        page_orientation: PORTRAIT or LANDSCAPE.
    """

    complete_liveboard: bool | Unset = UNSET
    include_cover_page: bool | Unset = UNSET
    include_custom_logo: bool | Unset = UNSET
    include_filter_page: bool | Unset = UNSET
    include_page_number: bool | Unset = UNSET
    page_footer_text: str | Unset = UNSET
    page_orientation: str | Unset = UNSET
    page_size: PageSize | Unset = UNSET
    truncate_table: bool | Unset = UNSET


@attrs.frozen(kw_only=True)
class CronExpressionInput:
    """Part of `FrequencyInput`.

    Attributes:
        month: Each part as in cron; * for every.
    """

    day_of_month: str = attrs.field(metadata={"required": True})
    day_of_week: str = attrs.field(metadata={"required": True})
    hour: str = attrs.field(metadata={"required": True})
    minute: str = attrs.field(metadata={"required": True})
    month: str = attrs.field(metadata={"required": True})
    second: str = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class FrequencyInput:
    """Argument of `schedules.create`, `schedules.update` and `schedules.create_preview`."""

    cron_expression: CronExpressionInput = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class PrincipalsListItemInput:
    """Part of `RecipientDetailsInput`.

    Attributes:
        type: USER or USER_GROUP.
    """

    identifier: str = attrs.field(metadata={"required": True})
    type: str = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class RecipientDetailsInput:
    """Argument of `schedules.create`, `schedules.update` and `schedules.create_preview`."""

    emails: list[str] | Unset = UNSET
    principals: list[PrincipalsListItemInput] | Unset = UNSET


@attrs.define(kw_only=True)
class Author:
    """Part of `Schedule`."""

    id: str
    name: str


@attrs.define(kw_only=True)
class CronExpression:
    """Part of `Frequency`."""

    day_of_month: str
    day_of_week: str
    hour: str
    minute: str
    month: str
    second: str


@attrs.define(kw_only=True)
class Frequency:
    """Part of `Schedule`."""

    cron_expression: CronExpression


@attrs.define(kw_only=True)
class LiveboardOptions:
    """Part of `Schedule`."""

    visualization_identifiers: list[str]


@attrs.define(kw_only=True)
class ScheduledMetadata:
    """Part of `Schedule`."""

    id: str
    type: str
    name: str | None = None


@attrs.define(kw_only=True)
class PdfOptions:
    """Part of `Schedule`.

    Attributes:
        page_orientation: PORTRAIT or LANDSCAPE.
    """

    complete_liveboard: bool | None = None
    include_cover_page: bool | None = None
    include_custom_logo: bool | None = None
    include_filter_page: bool | None = None
    include_page_number: bool | None = None
    page_footer_text: str | None = None
    page_orientation: str | None = None
    page_size: OpenPageSize | None = None
    truncate_table: bool | None = None


@attrs.define(kw_only=True)
class ScheduleRecipient:
    """Part of `RecipientDetails`."""

    identifier: str
    type: str


@attrs.define(kw_only=True)
class RecipientDetails:
    """Part of `Schedule`."""

    emails: list[str] | None = None
    principals: list[ScheduleRecipient] | None = None


@attrs.define(kw_only=True)
class ScheduleRun:
    """Part of `Schedule`."""

    id: str
    start_time_in_millis: int | float
    end_time_in_millis: int | float
    status: str
    detail: str | None = None

    @property
    def start_time(self) -> datetime | None:
        """`start_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.start_time_in_millis, "s_or_ms")

    @property
    def end_time(self) -> datetime | None:
        """`end_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.end_time_in_millis, "s_or_ms")


@attrs.define(kw_only=True)
class Schedule:
    """Answer of `schedules.search`, `schedules.create` and `schedules.create_preview`.

    Attributes:
        time_zone: IANA name; empty in a sample.
        personalised_view_id: Since 10.11.0.cl.
    """

    author: Author
    creation_time_in_millis: int | float
    file_format: str
    frequency: Frequency
    id: str
    metadata: ScheduledMetadata
    name: str
    time_zone: str
    description: str | None = None
    liveboard_options: LiveboardOptions | None = None
    pdf_options: PdfOptions | None = None
    recipient_details: RecipientDetails | None = None
    status: str | None = None
    history_runs: list[ScheduleRun] | None = None
    personalised_view_id: str | None = attrs.field(default=None, metadata={"since": "10.11.0.cl"})

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "s_or_ms")


SEARCH: Final[Operation[list[Schedule]]] = Operation(
    "v2.schedules.search",
    "POST",
    "/api/rest/2.0/schedules/search",
    list[Schedule],
    vendor="searchSchedules",
    repeatable="read",
    since="9.4.0.cl",
    pages=Pages(shape="short", offset="record_offset", size="record_size"),
    body=(
        Param("metadata", list[MetadataInput]),
        Param("record_offset", int),
        Param("record_size", Size),
        Param("sort_options", SortingOptions),
        Param("history_runs_options", ScheduleHistoryRunsOptionsInput),
        Param("schedule_identifiers", list[str]),
    ),
)


async def search(
    client: Caller,
    *,
    metadata: list[MetadataInput] | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
    sort_options: SortingOptions | Unset = UNSET,
    history_runs_options: ScheduleHistoryRunsOptionsInput | Unset = UNSET,
    schedule_identifiers: list[str] | Unset = UNSET,
) -> list[Schedule]:
    """Find schedules, with their past runs on request.

    POST /schedules/search; vendor name `searchSchedules`; since 9.4.0.cl; a read.
    Needs view access to the Liveboards.

    Args:
        record_size: All unless given; filters other than metadata want everything in one page.
    """
    return await client.call(
        SEARCH,
        body={
            "metadata": metadata,
            "record_offset": record_offset,
            "record_size": record_size,
            "sort_options": sort_options,
            "history_runs_options": history_runs_options,
            "schedule_identifiers": schedule_identifiers,
        },
    )


CREATE: Final[Operation[Schedule]] = Operation(
    "v2.schedules.create",
    "POST",
    "/api/rest/2.0/schedules/create",
    Schedule,
    vendor="createSchedule",
    repeatable="no",
    since="9.4.0.cl",
    privileges=("ADMINISTRATION", "JOBSCHEDULING", "CAN_DOWNLOAD_DETAILED_DATA", "CAN_DOWNLOAD_VISUALS"),
    body=(
        Param("name", str, required=True),
        Param("description", str, required=True),
        Param("metadata_type", Literal["LIVEBOARD"], required=True),
        Param("metadata_identifier", str, required=True),
        Param("file_format", ScheduleFormat),
        Param("liveboard_options", LiveboardOptionsInput),
        Param("pdf_options", SchedulesPdfOptionsInput),
        Param("time_zone", TimeZone, required=True),
        Param("frequency", FrequencyInput),
        Param("recipient_details", RecipientDetailsInput, required=True),
        Param("personalised_view_id", str, since="10.11.0.cl"),
    ),
)


async def create(
    client: Caller,
    *,
    name: str,
    description: str,
    metadata_type: Literal["LIVEBOARD"],
    metadata_identifier: str,
    time_zone: TimeZone,
    recipient_details: RecipientDetailsInput,
    file_format: ScheduleFormat | Unset = UNSET,
    liveboard_options: LiveboardOptionsInput | Unset = UNSET,
    pdf_options: SchedulesPdfOptionsInput | Unset = UNSET,
    frequency: FrequencyInput | Unset = UNSET,
    personalised_view_id: str | Unset = UNSET,
) -> Schedule:
    """Create a schedule for a Liveboard and get it back.

    POST /schedules/create; vendor name `createSchedule`; since 9.4.0.cl; never repeated blindly.
    Privileges, any of: ADMINISTRATION, JOBSCHEDULING, CAN_DOWNLOAD_DETAILED_DATA, CAN_DOWNLOAD_VISUALS.
    Needs edit access to the Liveboard; the privileges count for acting in others' names and for some
    formats.

    Args:
        file_format: The server assumes `PDF`.
        time_zone: The server assumes `America/Los_Angeles`.
        personalised_view_id: Since 10.11.0.cl.
    """
    return await client.call(
        CREATE,
        body={
            "name": name,
            "description": description,
            "metadata_type": metadata_type,
            "metadata_identifier": metadata_identifier,
            "file_format": file_format,
            "liveboard_options": liveboard_options,
            "pdf_options": pdf_options,
            "time_zone": time_zone,
            "frequency": frequency,
            "recipient_details": recipient_details,
            "personalised_view_id": personalised_view_id,
        },
    )


UPDATE: Final[Operation[None]] = Operation(
    "v2.schedules.update",
    "POST",
    "/api/rest/2.0/schedules/{schedule_identifier}/update",
    None,
    vendor="updateSchedule",
    repeatable="same_end_state",
    since="9.4.0.cl",
    privileges=("ADMINISTRATION", "JOBSCHEDULING", "CAN_DOWNLOAD_DETAILED_DATA", "CAN_DOWNLOAD_VISUALS"),
    path_params=(Param("schedule_identifier", str, required=True),),
    body=(
        Param("name", str),
        Param("description", str),
        Param("metadata_type", Literal["LIVEBOARD"]),
        Param("metadata_identifier", str),
        Param("file_format", ScheduleFormat),
        Param("liveboard_options", LiveboardOptionsInput),
        Param("pdf_options", SchedulesPdfOptionsInput),
        Param("time_zone", TimeZone),
        Param("frequency", FrequencyInput),
        Param("recipient_details", RecipientDetailsInput),
        Param("status", Literal["ACTIVE", "PAUSE"]),
        Param("personalised_view_id", str, since="10.11.0.cl"),
    ),
)


async def update(
    client: Caller,
    schedule_identifier: str,
    *,
    name: str | Unset = UNSET,
    description: str | Unset = UNSET,
    metadata_type: Literal["LIVEBOARD"] | Unset = UNSET,
    metadata_identifier: str | Unset = UNSET,
    file_format: ScheduleFormat | Unset = UNSET,
    liveboard_options: LiveboardOptionsInput | Unset = UNSET,
    pdf_options: SchedulesPdfOptionsInput | Unset = UNSET,
    time_zone: TimeZone | Unset = UNSET,
    frequency: FrequencyInput | Unset = UNSET,
    recipient_details: RecipientDetailsInput | Unset = UNSET,
    status: Literal["ACTIVE", "PAUSE"] | Unset = UNSET,
    personalised_view_id: str | Unset = UNSET,
) -> None:
    """Change, pause or resume a schedule; fields left out stay as they are.

    POST /schedules/{schedule_identifier}/update; vendor name `updateSchedule`; since 9.4.0.cl; repeating it
    ends in the same state.
    Privileges, any of: ADMINISTRATION, JOBSCHEDULING, CAN_DOWNLOAD_DETAILED_DATA, CAN_DOWNLOAD_VISUALS.
    Needs edit access to the Liveboard; the privileges count for acting in others' names and for some
    formats.

    Args:
        status: The answers say PAUSED where this says PAUSE.
        personalised_view_id: Since 10.11.0.cl.
    """
    return await client.call(
        UPDATE,
        path={"schedule_identifier": schedule_identifier},
        body={
            "name": name,
            "description": description,
            "metadata_type": metadata_type,
            "metadata_identifier": metadata_identifier,
            "file_format": file_format,
            "liveboard_options": liveboard_options,
            "pdf_options": pdf_options,
            "time_zone": time_zone,
            "frequency": frequency,
            "recipient_details": recipient_details,
            "status": status,
            "personalised_view_id": personalised_view_id,
        },
    )


DELETE: Final[Operation[None]] = Operation(
    "v2.schedules.delete",
    "POST",
    "/api/rest/2.0/schedules/{schedule_identifier}/delete",
    None,
    vendor="deleteSchedule",
    repeatable="same_end_state",
    since="9.4.0.cl",
    privileges=("ADMINISTRATION", "JOBSCHEDULING"),
    path_params=(Param("schedule_identifier", str, required=True),),
)


async def delete(client: Caller, schedule_identifier: str) -> None:
    """Delete a schedule.

    POST /schedules/{schedule_identifier}/delete; vendor name `deleteSchedule`; since 9.4.0.cl; repeating it
    ends in the same state.
    Privileges, any of: ADMINISTRATION, JOBSCHEDULING.
    Edit access to the Liveboard or a privilege.
    """
    return await client.call(DELETE, path={"schedule_identifier": schedule_identifier})


CREATE_PREVIEW: Final[Operation[Schedule]] = Operation(
    "v2.schedules.create_preview",
    "POST",
    "/api/rest/2.0/schedules",
    Schedule,
    vendor="createSchedule",
    repeatable="no",
    since="9.4.0.cl",
    removed="9.4.0.cl",
    deprecated=Deprecation("9.4.0.cl", "v2.schedules.create"),
    body=(
        Param("name", str, required=True),
        Param("description", str, required=True),
        Param("metadata_type", Literal["LIVEBOARD"], required=True),
        Param("metadata_identifier", str, required=True),
        Param("file_format", Literal["CSV", "PDF"]),
        Param("liveboard_options", LiveboardOptionsInput),
        Param("pdf_options", SchedulesPdfOptionsInput),
        Param("time_zone", str, required=True),
        Param("frequency", FrequencyInput),
        Param("recipient_details", RecipientDetailsInput, required=True),
    ),
)


async def create_preview(
    client: Caller,
    *,
    name: str,
    description: str,
    metadata_type: Literal["LIVEBOARD"],
    metadata_identifier: str,
    time_zone: str,
    recipient_details: RecipientDetailsInput,
    file_format: Literal["CSV", "PDF"] | Unset = UNSET,
    liveboard_options: LiveboardOptionsInput | Unset = UNSET,
    pdf_options: SchedulesPdfOptionsInput | Unset = UNSET,
    frequency: FrequencyInput | Unset = UNSET,
) -> Schedule:
    """Create a schedule, by the path of the preview.

    POST /schedules; vendor name `createSchedule`; since 9.4.0.cl; removed in 9.4.0.cl; never repeated
    blindly.
    Deprecated since 9.4.0.cl: use `v2.schedules.create`.

    Args:
        file_format: The server assumes `PDF`.
    """
    return await client.call(
        CREATE_PREVIEW,
        body={
            "name": name,
            "description": description,
            "metadata_type": metadata_type,
            "metadata_identifier": metadata_identifier,
            "file_format": file_format,
            "liveboard_options": liveboard_options,
            "pdf_options": pdf_options,
            "time_zone": time_zone,
            "frequency": frequency,
            "recipient_details": recipient_details,
        },
    )


OPERATIONS: Final = (
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
    CREATE_PREVIEW,
)


class SchedulesApi(Group):
    """The schedules endpoints of one client."""

    search = search
    create = create
    update = update
    delete = delete
    create_preview = create_preview
