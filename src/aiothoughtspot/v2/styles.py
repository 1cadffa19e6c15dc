# Rendered from spec/v2/styles.yaml by `python -m codegen`: edit that file, not this one.
"""The look of the cluster or an org, with colors, logos and fonts."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, File, Group, Operation, Param
from aiothoughtspot._releases import Known
from aiothoughtspot.dates import epoch
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import OpenPreferenceScope, PreferenceScope

ChartArea: TypeAlias = Literal[
    "CHART_X_AXIS_LABELS",
    "CHART_X_AXIS_TITLE",
    "CHART_Y_AXIS_LABELS",
    "CHART_Y_AXIS_TITLE",
    "CHART_TOOLTIP",
    "CHART_SCATTER_DATA_LABELS",
    "CHART_DONUT_DATA_LABELS",
    "CHART_LINE_DATA_LABELS",
    "CHART_COLUMN_DATA_LABELS",
    "CHART_BAR_DATA_LABELS",
    "CHART_AREA_DATA_LABELS",
]
FontStyle: TypeAlias = Literal["NORMAL", "ITALIC", "OBLIQUE"]
FontWeight: TypeAlias = Literal["NORMAL", "LIGHT", "BOLD"]
NavigationTheme: TypeAlias = Literal["DARK", "TWO_TONE", "CUSTOM"]
if TYPE_CHECKING:
    OpenChartArea: TypeAlias = (
        Literal[
            "CHART_X_AXIS_LABELS",
            "CHART_X_AXIS_TITLE",
            "CHART_Y_AXIS_LABELS",
            "CHART_Y_AXIS_TITLE",
            "CHART_TOOLTIP",
            "CHART_SCATTER_DATA_LABELS",
            "CHART_DONUT_DATA_LABELS",
            "CHART_LINE_DATA_LABELS",
            "CHART_COLUMN_DATA_LABELS",
            "CHART_BAR_DATA_LABELS",
            "CHART_AREA_DATA_LABELS",
        ]
        | str
    )
else:
    OpenChartArea = str
if TYPE_CHECKING:
    OpenFontStyle: TypeAlias = Literal["NORMAL", "ITALIC", "OBLIQUE"] | str
else:
    OpenFontStyle = str
if TYPE_CHECKING:
    OpenFontWeight: TypeAlias = Literal["NORMAL", "LIGHT", "BOLD"] | str
else:
    OpenFontWeight = str
if TYPE_CHECKING:
    OpenNavigationTheme: TypeAlias = Literal["DARK", "TWO_TONE", "CUSTOM"] | str
else:
    OpenNavigationTheme = str
if TYPE_CHECKING:
    OpenVisualizationArea: TypeAlias = (
        Literal[
            "CHART_X_AXIS_LABELS",
            "CHART_X_AXIS_TITLE",
            "CHART_Y_AXIS_LABELS",
            "CHART_Y_AXIS_TITLE",
            "CHART_TOOLTIP",
            "CHART_SCATTER_DATA_LABELS",
            "CHART_DONUT_DATA_LABELS",
            "CHART_LINE_DATA_LABELS",
            "CHART_COLUMN_DATA_LABELS",
            "CHART_BAR_DATA_LABELS",
            "CHART_AREA_DATA_LABELS",
            "TABLE_VALUE_CELLS",
            "ADVANCED_CHART_LABELS",
        ]
        | str
    )
else:
    OpenVisualizationArea = str
VisualizationArea: TypeAlias = Annotated[
    Literal[
        "CHART_X_AXIS_LABELS",
        "CHART_X_AXIS_TITLE",
        "CHART_Y_AXIS_LABELS",
        "CHART_Y_AXIS_TITLE",
        "CHART_TOOLTIP",
        "CHART_SCATTER_DATA_LABELS",
        "CHART_DONUT_DATA_LABELS",
        "CHART_LINE_DATA_LABELS",
        "CHART_COLUMN_DATA_LABELS",
        "CHART_BAR_DATA_LABELS",
        "CHART_AREA_DATA_LABELS",
        "TABLE_VALUE_CELLS",
        "ADVANCED_CHART_LABELS",
    ],
    Known((("26.8.0.cl", ("ADVANCED_CHART_LABELS",)),)),
]


@attrs.frozen(kw_only=True)
class StyleResetOptionsInput:
    """Argument of `styles.update`."""

    style: (
        list[
            Literal[
                "CHART_COLOR_PALETTE", "EMBEDDED_FOOTER_TEXT", "NAV_PANEL_COLOR", "DEFAULT_LOGO", "WIDE_LOGO"
            ]
        ]
        | Unset
    ) = UNSET
    visualization_areas: list[VisualizationArea] | Unset = UNSET


@attrs.frozen(kw_only=True)
class NavigationPanelInput:
    """Argument of `styles.update`.

    Attributes:
        base_color: #RRGGBB; needed with CUSTOM.
    """

    theme: NavigationTheme | Unset = UNSET
    base_color: str | Unset = UNSET


@attrs.frozen(kw_only=True)
class StyleColorEntryInput:
    """Part of `StyleColorPaletteInput`.

    Attributes:
        primary: #RRGGBB.
        secondary: Exactly 4, as #RRGGBB. At most 4 items.
    """

    primary: str = attrs.field(metadata={"required": True})
    secondary: list[str] | Unset = attrs.field(default=UNSET, metadata={"max_items": 4})


@attrs.frozen(kw_only=True)
class StyleColorPaletteInput:
    """Argument of `styles.update`.

    Attributes:
        colors: Exactly 8. At most 8 items.
    """

    colors: list[StyleColorEntryInput] | Unset = attrs.field(default=UNSET, metadata={"max_items": 8})
    disable_color_rotation: bool | Unset = UNSET


@attrs.frozen(kw_only=True)
class ChartFontAssignmentInput:
    """Part of `VisualizationFontsInput`."""

    visualization_area: ChartArea = attrs.field(metadata={"required": True})
    font_identifier: str = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class TableFontAssignmentInput:
    """Part of `VisualizationFontsInput`."""

    visualization_area: Literal["TABLE_VALUE_CELLS"] = attrs.field(metadata={"required": True})
    font_identifier: str = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class AdvancedChartFontAssignmentInput:
    """Part of `VisualizationFontsInput`."""

    visualization_area: Literal["ADVANCED_CHART_LABELS"] = attrs.field(metadata={"required": True})
    font_identifier: str = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class VisualizationFontsInput:
    """Argument of `styles.update`.

    Attributes:
        advanced_chart_visualization_fonts: Since 26.7.0.cl.
    """

    chart_visualization_fonts: list[ChartFontAssignmentInput] | Unset = UNSET
    table_visualization_fonts: list[TableFontAssignmentInput] | Unset = UNSET
    advanced_chart_visualization_fonts: list[AdvancedChartFontAssignmentInput] | Unset = attrs.field(
        default=UNSET, metadata={"since": "26.7.0.cl"}
    )


@attrs.define(kw_only=True)
class StyleOrgInfo:
    """Part of `Style`, `Font`, `FontAssignment` and `AffectedAssignment`."""

    id: int | None = None
    name: str | None = None


@attrs.define(kw_only=True)
class StyleNavigationPanel:
    """Part of `Style`."""

    theme: OpenNavigationTheme | None = None
    base_color: str | None = None
    is_overridden: bool | None = None


@attrs.define(kw_only=True)
class StyleColorEntry:
    """Part of `StyleChartColorPalette`."""

    primary: str | None = None
    secondary: list[str] | None = None


@attrs.define(kw_only=True)
class StyleChartColorPalette:
    """Part of `Style`."""

    colors: list[StyleColorEntry] | None = None
    disable_color_rotation: bool | None = None
    is_overridden: bool | None = None


@attrs.define(kw_only=True)
class StyleEmbeddedFooterText:
    """Part of `Style`."""

    value: str | None = None
    is_overridden: bool | None = None


@attrs.define(kw_only=True)
class StyleLogoSlot:
    """Part of `StyleLogoStatus`."""

    id: str | None = None
    is_overridden: bool | None = None


@attrs.define(kw_only=True)
class StyleLogoStatus:
    """Part of `Style`."""

    default_logo: StyleLogoSlot | None = None
    wide_logo: StyleLogoSlot | None = None


@attrs.define(kw_only=True)
class ChartFont:
    """Part of `StyleVisualizationFonts`."""

    visualization_area: OpenChartArea | None = None
    font_id: str | None = None
    font_name: str | None = None
    is_overridden: bool | None = None


@attrs.define(kw_only=True)
class TableFont:
    """Part of `StyleVisualizationFonts`."""

    visualization_area: str | None = None
    font_id: str | None = None
    font_name: str | None = None
    is_overridden: bool | None = None


@attrs.define(kw_only=True)
class AdvancedChartFont:
    """Part of `StyleVisualizationFonts`."""

    visualization_area: str | None = None
    font_id: str | None = None
    font_name: str | None = None
    is_overridden: bool | None = None


@attrs.define(kw_only=True)
class StyleVisualizationFonts:
    """Part of `Style`.

    Attributes:
        advanced_chart_visualization_fonts: Since 26.8.0.cl.
    """

    chart_visualization_fonts: list[ChartFont] | None = None
    table_visualization_fonts: list[TableFont] | None = None
    advanced_chart_visualization_fonts: list[AdvancedChartFont] | None = attrs.field(
        default=None, metadata={"since": "26.8.0.cl"}
    )


@attrs.define(kw_only=True)
class Style:
    """Answer of `styles.search`."""

    scope: OpenPreferenceScope | None = None
    org: StyleOrgInfo | None = None
    navigation_panel: StyleNavigationPanel | None = None
    chart_color_palette: StyleChartColorPalette | None = None
    embedded_footer_text: StyleEmbeddedFooterText | None = None
    logo: StyleLogoStatus | None = None
    visualization_fonts: StyleVisualizationFonts | None = None


@attrs.define(kw_only=True)
class FontAssignment:
    """Part of `Font`."""

    org: StyleOrgInfo | None = None
    visualization_areas: list[OpenVisualizationArea] | None = None


@attrs.define(kw_only=True)
class Font:
    """Answer of `styles.search_fonts`."""

    id: str
    name: str
    scope: OpenPreferenceScope | None = None
    org: StyleOrgInfo | None = None
    weight: OpenFontWeight | None = None
    style: OpenFontStyle | None = None
    color: str | None = None
    creation_time_in_millis: int | float | None = None
    assignments: list[FontAssignment] | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`creation_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.creation_time_in_millis, "ms")


@attrs.define(kw_only=True)
class UploadedFont:
    """Answer of `styles.upload_font`."""

    id: str
    name: str


@attrs.define(kw_only=True)
class AffectedAssignment:
    """Part of `DeletedFonts`."""

    org: StyleOrgInfo | None = None
    visualization_areas: list[OpenVisualizationArea] | None = None


@attrs.define(kw_only=True)
class DeletedFonts:
    """Answer of `styles.delete_fonts`."""

    affected_assignments: list[AffectedAssignment] | None = None


SEARCH: Final[Operation[list[Style]]] = Operation(
    "v2.styles.search",
    "POST",
    "/api/rest/2.0/customization/styles/search",
    list[Style],
    vendor="searchStyleCustomizations",
    repeatable="read",
    since="26.7.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER"),
    body=(Param("scope", PreferenceScope),),
)


async def search(client: Caller, *, scope: PreferenceScope | Unset = UNSET) -> list[Style]:
    """Get the colors, logos, footer and fonts in use.

    POST /customization/styles/search; vendor name `searchStyleCustomizations`; since 26.7.0.cl; a read.
    Privileges, any of: ADMINISTRATION, DEVELOPER.
    """
    return await client.call(SEARCH, body={"scope": scope})


UPDATE: Final[Operation[None]] = Operation(
    "v2.styles.update",
    "POST",
    "/api/rest/2.0/customization/styles/update",
    None,
    vendor="updateStyleCustomization",
    repeatable="same_end_state",
    since="26.7.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER"),
    parts=(
        Param("scope", PreferenceScope, required=True),
        Param("operation", Literal["REPLACE", "RESET"]),
        Param("reset_options", StyleResetOptionsInput, content_type="application/json"),
        Param("navigation_panel", NavigationPanelInput, content_type="application/json"),
        Param("chart_color_palette", StyleColorPaletteInput, content_type="application/json"),
        Param("embedded_footer_text", str),
        Param("visualization_fonts", VisualizationFontsInput, content_type="application/json"),
        Param("default_logo", File),
        Param("wide_logo", File),
    ),
)


async def update(
    client: Caller,
    *,
    scope: PreferenceScope,
    operation: Literal["REPLACE", "RESET"] | Unset = UNSET,
    reset_options: StyleResetOptionsInput | Unset = UNSET,
    navigation_panel: NavigationPanelInput | Unset = UNSET,
    chart_color_palette: StyleColorPaletteInput | Unset = UNSET,
    embedded_footer_text: str | Unset = UNSET,
    visualization_fonts: VisualizationFontsInput | Unset = UNSET,
    default_logo: File | Unset = UNSET,
    wide_logo: File | Unset = UNSET,
) -> None:
    """Change colors, logos, the footer or the fonts of charts and tables, or reset them.

    POST /customization/styles/update; vendor name `updateStyleCustomization`; since 26.7.0.cl; repeating it
    ends in the same state.
    Privileges, any of: ADMINISTRATION, DEVELOPER.

    Args:
        scope: The server assumes `ORG`.
        operation: The server assumes `REPLACE`.
        reset_options: With RESET.
        default_logo: PNG or JPG.
        wide_logo: PNG or JPG.
    """
    return await client.call(
        UPDATE,
        form={
            "scope": scope,
            "operation": operation,
            "reset_options": reset_options,
            "navigation_panel": navigation_panel,
            "chart_color_palette": chart_color_palette,
            "embedded_footer_text": embedded_footer_text,
            "visualization_fonts": visualization_fonts,
        },
        files={"default_logo": default_logo, "wide_logo": wide_logo},
    )


EXPORT_LOGOS: Final[Operation[bytes]] = Operation(
    "v2.styles.export_logos",
    "POST",
    "/api/rest/2.0/customization/styles/logos/export",
    bytes,
    vendor="exportStyleLogos",
    repeatable="read",
    since="26.7.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER"),
    body=(Param("scope", PreferenceScope),),
    accept="application/octet-stream",
    headers=(("Accept", "application/zip"),),
    stream="bytes",
)


async def export_logos(client: Caller, *, scope: PreferenceScope | Unset = UNSET) -> bytes:
    """Get the logos as a ZIP file.

    POST /customization/styles/logos/export; vendor name `exportStyleLogos`; since 26.7.0.cl; a read.
    Privileges, any of: ADMINISTRATION, DEVELOPER.

    Args:
        scope: The server assumes `ORG`.
    """
    return await client.call(EXPORT_LOGOS, body={"scope": scope})


SEARCH_FONTS: Final[Operation[list[Font]]] = Operation(
    "v2.styles.search_fonts",
    "POST",
    "/api/rest/2.0/customization/styles/fonts/search",
    list[Font],
    vendor="searchStyleFonts",
    repeatable="read",
    since="26.7.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER"),
    body=(
        Param("scope", PreferenceScope),
        Param("font_identifier", str),
        Param("name_pattern", str),
        Param("include_font_assignments", bool),
    ),
)


async def search_fonts(
    client: Caller,
    *,
    scope: PreferenceScope | Unset = UNSET,
    font_identifier: str | Unset = UNSET,
    name_pattern: str | Unset = UNSET,
    include_font_assignments: bool | Unset = UNSET,
) -> list[Font]:
    """Find uploaded fonts, with where they are used on request.

    POST /customization/styles/fonts/search; vendor name `searchStyleFonts`; since 26.7.0.cl; a read.
    Privileges, any of: ADMINISTRATION, DEVELOPER.

    Args:
        include_font_assignments: The server assumes `False`.
    """
    return await client.call(
        SEARCH_FONTS,
        body={
            "scope": scope,
            "font_identifier": font_identifier,
            "name_pattern": name_pattern,
            "include_font_assignments": include_font_assignments,
        },
    )


UPLOAD_FONT: Final[Operation[UploadedFont]] = Operation(
    "v2.styles.upload_font",
    "POST",
    "/api/rest/2.0/customization/styles/fonts/upload",
    UploadedFont,
    vendor="uploadStyleFont",
    repeatable="no",
    since="26.7.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER"),
    parts=(
        Param("scope", PreferenceScope),
        Param("name", str, required=True),
        Param("weight", FontWeight),
        Param("style", FontStyle),
        Param("color", str),
        Param("file_content", File, required=True),
    ),
)


async def upload_font(
    client: Caller,
    *,
    name: str,
    file_content: File,
    scope: PreferenceScope | Unset = UNSET,
    weight: FontWeight | Unset = UNSET,
    style: FontStyle | Unset = UNSET,
    color: str | Unset = UNSET,
) -> UploadedFont:
    """Upload a font and get its id.

    POST /customization/styles/fonts/upload; vendor name `uploadStyleFont`; since 26.7.0.cl; never repeated
    blindly.
    Privileges, any of: ADMINISTRATION, DEVELOPER.

    Args:
        scope: The server assumes `ORG`.
        weight: The server assumes `NORMAL`.
        style: The server assumes `NORMAL`.
        color: #RRGGBB; #000000 unless given.
        file_content: WOFF or WOFF2.
    """
    return await client.call(
        UPLOAD_FONT,
        form={"scope": scope, "name": name, "weight": weight, "style": style, "color": color},
        files={"file_content": file_content},
    )


UPDATE_FONT: Final[Operation[None]] = Operation(
    "v2.styles.update_font",
    "POST",
    "/api/rest/2.0/customization/styles/fonts/{font_identifier}/update",
    None,
    vendor="updateStyleFont",
    repeatable="same_end_state",
    since="26.7.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER"),
    path_params=(Param("font_identifier", str, required=True),),
    body=(
        Param("scope", PreferenceScope),
        Param("name", str),
        Param("weight", FontWeight),
        Param("style", FontStyle),
        Param("color", str),
    ),
)


async def update_font(
    client: Caller,
    font_identifier: str,
    *,
    scope: PreferenceScope | Unset = UNSET,
    name: str | Unset = UNSET,
    weight: FontWeight | Unset = UNSET,
    style: FontStyle | Unset = UNSET,
    color: str | Unset = UNSET,
) -> None:
    """Rename a font, or change its weight, style or color.

    POST /customization/styles/fonts/{font_identifier}/update; vendor name `updateStyleFont`; since
    26.7.0.cl; repeating it ends in the same state.
    Privileges, any of: ADMINISTRATION, DEVELOPER.

    Args:
        scope: The server assumes `ORG`.
        color: #RRGGBB.
    """
    return await client.call(
        UPDATE_FONT,
        path={"font_identifier": font_identifier},
        body={"scope": scope, "name": name, "weight": weight, "style": style, "color": color},
    )


DELETE_FONTS: Final[Operation[DeletedFonts]] = Operation(
    "v2.styles.delete_fonts",
    "POST",
    "/api/rest/2.0/customization/styles/fonts/delete",
    DeletedFonts,
    vendor="deleteStyleFonts",
    repeatable="depends",
    otherwise="same_end_state",
    read_when=(("dry_run", (True,)),),
    since="26.7.0.cl",
    privileges=("ADMINISTRATION", "DEVELOPER"),
    body=(
        Param("scope", PreferenceScope),
        Param("font_identifiers", list[str], required=True),
        Param("dry_run", bool, required=True),
    ),
)


async def delete_fonts(
    client: Caller, *, font_identifiers: list[str], dry_run: bool, scope: PreferenceScope | Unset = UNSET
) -> DeletedFonts:
    """Delete fonts, or learn where they are used.

    POST /customization/styles/fonts/delete; vendor name `deleteStyleFonts`; since 26.7.0.cl; a read or not,
    by its arguments.
    Privileges, any of: ADMINISTRATION, DEVELOPER.

    Args:
        scope: The server assumes `ORG`.
        dry_run: The server assumes `True`.
    """
    return await client.call(
        DELETE_FONTS, body={"scope": scope, "font_identifiers": font_identifiers, "dry_run": dry_run}
    )


OPERATIONS: Final = (
    SEARCH,
    UPDATE,
    EXPORT_LOGOS,
    SEARCH_FONTS,
    UPLOAD_FONT,
    UPDATE_FONT,
    DELETE_FONTS,
)


class StylesApi(Group):
    """The styles endpoints of one client."""

    search = search
    update = update
    export_logos = export_logos
    search_fonts = search_fonts
    upload_font = upload_font
    update_font = update_font
    delete_fonts = delete_fonts
