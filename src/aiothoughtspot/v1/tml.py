# Rendered from spec/v1/tml.yaml by `python -m codegen`: edit that file, not this one.
"""Objects as TML documents, to read and to import."""

from typing import Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param, Rule
from aiothoughtspot._outcomes import failed, failure_of, raise_for
from aiothoughtspot.unset import UNSET, Unset

TmlFormat: TypeAlias = Literal["YAML", "JSON"]
TmlImportPolicy: TypeAlias = Literal["PARTIAL", "ALL_OR_NONE", "VALIDATE_ONLY"]


@attrs.define(kw_only=True)
class TmlStatus:
    """How one object fared.

    Part of `TmlInfo` and `TmlImportResponse`.

    Attributes:
        error_message: Can hold HTML.
    """

    status_code: str
    error_message: str | None = None
    error_code: int | None = None


@attrs.define(kw_only=True)
class TmlInfo:
    """What was exported, and how that went.

    Part of `TmlDocument`.

    Attributes:
        filename: A file name for the document; not in batches.
        type: Kind of object in lower case, such as pinboard or user.
    """

    status: TmlStatus
    name: str | None = None
    filename: str | None = None
    type: str | None = None
    id: str | None = None


@attrs.define(kw_only=True)
class TmlDocument:
    """One object as TML, or why not.

    Part of `TmlExport` and `TmlBatchPage`.

    Attributes:
        edoc: The document, as YAML or JSON text; missing for a failure.
    """

    info: TmlInfo
    edoc: str | None = None

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(self, ("info.status.status_code",), ("ERROR",), ("info.status.error_message",))


@attrs.define(kw_only=True)
class TmlExport:
    """Documents, and what could not be exported.

    Answer of `tml.export`.
    """

    object: list[TmlDocument]

    @property
    def failures(self) -> list[TmlDocument]:
        """The items that failed, in order."""
        return failed(self.object)

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all messages if any item failed."""
        raise_for(self.object)


@attrs.define(kw_only=True)
class TmlBatchPage:
    """Documents, and where the page ends.

    Part of `TmlBatch`.

    Attributes:
        batch_offset: A number as text.
    """

    result: list[TmlDocument]
    batch_offset: str
    batch_size: int
    is_last_batch: bool = attrs.field(metadata={"name": "isLastBatch"})

    @property
    def failures(self) -> list[TmlDocument]:
        """The items that failed, in order."""
        return failed(self.result)

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all messages if any item failed."""
        raise_for(self.result)


@attrs.define(kw_only=True)
class TmlBatch:
    """One page of documents.

    Answer of `tml.export_batch`.
    """

    data: TmlBatchPage


@attrs.define(kw_only=True)
class TmlImportHeader:
    """The imported object.

    Part of `TmlImportResponse`.

    Attributes:
        metadata_type: Such as QUESTION_ANSWER_BOOK or LOGICAL_TABLE.
    """

    id_guid: str
    name: str
    author_guid: str
    owner_guid: str
    metadata_type: str
    description: str | None = None


@attrs.define(kw_only=True)
class TmlImportResponse:
    """A result, and the object it is about.

    Part of `TmlImportResult`.
    """

    status: TmlStatus
    header: TmlImportHeader | None = None


@attrs.define(kw_only=True)
class TmlImportResult:
    """How one document fared.

    Part of `TmlImport`.

    Attributes:
        info: The same under its old name; older releases.
    """

    response: TmlImportResponse | None = None
    info: TmlImportResponse | None = None

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(
            self,
            ("response.status.status_code", "info.status.status_code"),
            ("ERROR",),
            ("response.status.error_message", "info.status.error_message"),
        )


@attrs.define(kw_only=True)
class TmlImport:
    """One result for each document.

    Answer of `tml.import_tml`.
    """

    object: list[TmlImportResult]

    @property
    def failures(self) -> list[TmlImportResult]:
        """The items that failed, in order."""
        return failed(self.object)

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all messages if any item failed."""
        raise_for(self.object)


EXPORT: Final[Operation[TmlExport]] = Operation(
    "v1.tml.export",
    "POST",
    "/callosum/v1/tspublic/v1/metadata/tml/export",
    TmlExport,
    vendor="export_tml",
    repeatable="read",
    since="ts7.may.cl",
    deprecated=Deprecation(None, "v2.metadata.export_tml"),
    form=(
        Param("export_ids", list[str], required=True, refuse=([],)),
        Param("formattype", TmlFormat),
        Param("export_associated", bool),
        Param("export_fqn", bool, since="8.7.0.cl"),
        Param("export_schema_version", Literal["v1", "v2"], since="9.10.0.cl"),
        Param("export_dependent", bool, since="9.12.0.cl"),
        Param("export_connection_as_dependent", bool, since="9.12.0.cl"),
        Param("all_orgs_override", bool, since="9.12.0.cl"),
    ),
    rules=(Rule("needs", ("export_connection_as_dependent", "export_associated")),),
    accept="text/plain",
)


async def export(
    client: Caller,
    *,
    export_ids: list[str],
    formattype: TmlFormat | Unset = UNSET,
    export_associated: bool | Unset = UNSET,
    export_fqn: bool | Unset = UNSET,
    export_schema_version: Literal["v1", "v2"] | Unset = UNSET,
    export_dependent: bool | Unset = UNSET,
    export_connection_as_dependent: bool | Unset = UNSET,
    all_orgs_override: bool | Unset = UNSET,
) -> TmlExport:
    """Read objects as TML documents, in the order asked for; associated objects follow.

    POST /metadata/tml/export; vendor name `export_tml`; since ts7.may.cl; a read.
    Deprecated: use `v2.metadata.export_tml`.
    The `type` of a liveboard can still be its old name, pinboard.

    Args:
        export_ids: Ids of the objects.
        formattype: The server assumes `YAML`.
        export_associated: Add the associated objects. The server assumes `False`.
        export_fqn: Write the ids of referenced objects into the documents. The server assumes `False`.
            Since 8.7.0.cl.
        export_schema_version: Generation of the TML format. The server assumes `v1`. Since 9.10.0.cl.
        export_dependent: Add dependent objects too. The server assumes `False`. Since 9.12.0.cl.
        export_connection_as_dependent: Add the connections; needs `export_associated`. The server assumes
            `False`. Since 9.12.0.cl.
        all_orgs_override: Take objects of every org; for administrators of all orgs. The server assumes
            `False`. Since 9.12.0.cl.
    """
    return await client.call(
        EXPORT,
        form={
            "export_ids": export_ids,
            "formattype": formattype,
            "export_associated": export_associated,
            "export_fqn": export_fqn,
            "export_schema_version": export_schema_version,
            "export_dependent": export_dependent,
            "export_connection_as_dependent": export_connection_as_dependent,
            "all_orgs_override": all_orgs_override,
        },
    )


EXPORT_BATCH: Final[Operation[TmlBatch]] = Operation(
    "v1.tml.export_batch",
    "POST",
    "/callosum/v1/tspublic/v1/metadata/tml/export/batch",
    TmlBatch,
    vendor="export_tml_batch",
    repeatable="read",
    since="10.1.0.cl",
    deprecated=Deprecation(None, "v2.metadata.export_tml_batch"),
    pages=Pages(
        shape="tml_batch",
        offset="batch_offset",
        size="batch_size",
        items="data.result",
        flag="data.isLastBatch",
        max=200,
    ),
    form=(
        Param("metadata_type", Literal["USER", "USER_GROUP", "ROLE"], required=True),
        Param("batch_size", int, min=1, max=200),
        Param("batch_offset", int, min=0),
        Param("export_dependent", bool),
        Param("edoc_format", TmlFormat),
        Param("all_orgs_override", bool),
    ),
    accept="text/plain",
)


async def export_batch(
    client: Caller,
    *,
    metadata_type: Literal["USER", "USER_GROUP", "ROLE"],
    batch_size: int | Unset = UNSET,
    batch_offset: int | Unset = UNSET,
    export_dependent: bool | Unset = UNSET,
    edoc_format: TmlFormat | Unset = UNSET,
    all_orgs_override: bool | Unset = UNSET,
) -> TmlBatch:
    """Page through all users, groups or roles as TML documents.

    POST /metadata/tml/export/batch; vendor name `export_tml_batch`; since 10.1.0.cl; a read.
    Deprecated: use `v2.metadata.export_tml_batch`.

    Args:
        batch_size: From 1 to 200. The server assumes `20`.
        batch_offset: At least 0. The server assumes `0`.
        export_dependent: Add dependent objects too. The server assumes `False`.
        edoc_format: The server assumes `JSON`.
        all_orgs_override: Take objects of every org; for administrators of all orgs. The server assumes
            `False`.
    """
    return await client.call(
        EXPORT_BATCH,
        form={
            "metadata_type": metadata_type,
            "batch_size": batch_size,
            "batch_offset": batch_offset,
            "export_dependent": export_dependent,
            "edoc_format": edoc_format,
            "all_orgs_override": all_orgs_override,
        },
    )


IMPORT_TML: Final[Operation[TmlImport]] = Operation(
    "v1.tml.import_tml",
    "POST",
    "/callosum/v1/tspublic/v1/metadata/tml/import",
    TmlImport,
    vendor="import_tml",
    repeatable="depends",
    otherwise="no",
    read_when=(("import_policy", ("VALIDATE_ONLY",)),),
    since="ts7.may.cl",
    deprecated=Deprecation(None, "v2.metadata.import_tml"),
    form=(
        Param("import_objects", list[str], required=True, refuse=([],)),
        Param("import_policy", TmlImportPolicy),
        Param("force_create", bool),
        Param("all_orgs_override", bool),
        Param("skip_cdw_validation_for_tables", bool, since="10.4.0.cl"),
        Param("skip_diff_check", bool),
        Param("enable_block_tml_metadata_sync", bool),
    ),
    accept="text/plain",
)


async def import_tml(
    client: Caller,
    *,
    import_objects: list[str],
    import_policy: TmlImportPolicy | Unset = UNSET,
    force_create: bool | Unset = UNSET,
    all_orgs_override: bool | Unset = UNSET,
    skip_cdw_validation_for_tables: bool | Unset = UNSET,
    skip_diff_check: bool | Unset = UNSET,
    enable_block_tml_metadata_sync: bool | Unset = UNSET,
) -> TmlImport:
    """Import TML documents, or only check them.

    POST /metadata/tml/import; vendor name `import_tml`; since ts7.may.cl; a read or not, by its arguments.
    Deprecated: use `v2.metadata.import_tml`.
    Can take minutes; give it a long timeout. From 8.10.0.cl an id that no object has is kept for the new
    one.

    Args:
        import_objects: One whole document each, as YAML or JSON text.
        import_policy: What is good, all or nothing, or a check alone. The server assumes `PARTIAL`.
        force_create: Make new objects even where the documents carry ids of existing ones. The server
            assumes `False`.
        all_orgs_override: Import across orgs; for administrators of all orgs. The server assumes `False`.
        skip_cdw_validation_for_tables: Do not compare tables with the data warehouse. The server assumes
            `False`. Since 10.4.0.cl.
        skip_diff_check: Do not look for differences first. The server assumes `False`.
    """
    return await client.call(
        IMPORT_TML,
        form={
            "import_objects": import_objects,
            "import_policy": import_policy,
            "force_create": force_create,
            "all_orgs_override": all_orgs_override,
            "skip_cdw_validation_for_tables": skip_cdw_validation_for_tables,
            "skip_diff_check": skip_diff_check,
            "enable_block_tml_metadata_sync": enable_block_tml_metadata_sync,
        },
    )


OPERATIONS: Final = (
    EXPORT,
    EXPORT_BATCH,
    IMPORT_TML,
)


class TmlApi(Group):
    """The tml endpoints of one client."""

    export = export
    export_batch = export_batch
    import_tml = import_tml
