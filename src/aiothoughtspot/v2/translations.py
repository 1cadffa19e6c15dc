# Rendered from spec/v2/translations.yaml by `python -m codegen`: edit that file, not this one.
"""Words of the cluster in other languages, as somebody translated them by hand."""

from typing import Final

import attrs

from aiothoughtspot._operation import Caller, File, Group, Operation, Param
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import PreferenceScope


@attrs.define(kw_only=True)
class TranslationBundleData:
    """Part of `TranslationBundle`.

    Attributes:
        translations: By the words translated.
    """

    translations: dict[str, str] | None = None


@attrs.define(kw_only=True)
class TranslationBundle:
    """The translations into one language.

    Answer of `translations.bundle`.
    """

    data: TranslationBundleData | None = None


EXPORT: Final[Operation[bytes]] = Operation(
    "v2.translations.export",
    "POST",
    "/api/rest/2.0/localizations/manual-translation/export",
    bytes,
    vendor="exportManualTranslations",
    repeatable="read",
    since="26.7.0.cl",
    privileges=("ADMINISTRATION", "ORG_ADMINISTRATION", "APPLICATION_ADMINISTRATION"),
    body=(Param("scope", PreferenceScope),),
    accept="application/octet-stream, application/json",
    stream="bytes",
)


async def export(client: Caller, *, scope: PreferenceScope | Unset = UNSET) -> bytes:
    """Get all translations of the org or the cluster as a CSV file.

    POST /localizations/manual-translation/export; vendor name `exportManualTranslations`; since 26.7.0.cl;
    a read.
    Privileges, any of: ADMINISTRATION, ORG_ADMINISTRATION, APPLICATION_ADMINISTRATION.

    Args:
        scope: The server assumes `ORG`.
    """
    return await client.call(EXPORT, body={"scope": scope})


BUNDLE: Final[Operation[TranslationBundle]] = Operation(
    "v2.translations.bundle",
    "POST",
    "/api/rest/2.0/localizations/manual-translation/locales/{locale}/export",
    TranslationBundle,
    vendor="getManualTranslationBundle",
    repeatable="read",
    since="26.7.0.cl",
    path_params=(Param("locale", str, required=True),),
)


async def bundle(client: Caller, locale: str) -> TranslationBundle:
    """Get the translations into one language, by the words translated.

    POST /localizations/manual-translation/locales/{locale}/export; vendor name
    `getManualTranslationBundle`; since 26.7.0.cl; a read.
    """
    return await client.call(BUNDLE, path={"locale": locale})


IMPORT_TRANSLATIONS: Final[Operation[None]] = Operation(
    "v2.translations.import_translations",
    "POST",
    "/api/rest/2.0/localizations/manual-translation/import",
    None,
    vendor="importManualTranslations",
    repeatable="same_end_state",
    since="26.7.0.cl",
    privileges=("ADMINISTRATION", "ORG_ADMINISTRATION", "APPLICATION_ADMINISTRATION"),
    parts=(
        Param("translations_file", File, required=True),
        Param("scope", PreferenceScope),
    ),
)


async def import_translations(
    client: Caller, *, translations_file: File, scope: PreferenceScope | Unset = UNSET
) -> None:
    """Put translations in place, from a CSV file.

    POST /localizations/manual-translation/import; vendor name `importManualTranslations`; since 26.7.0.cl;
    repeating it ends in the same state.
    Privileges, any of: ADMINISTRATION, ORG_ADMINISTRATION, APPLICATION_ADMINISTRATION.

    Args:
        translations_file: CSV in UTF-8, with the columns content, locale and translated-content; at most
            10000 rows and 30 MB.
        scope: The server assumes `ORG`.
    """
    return await client.call(
        IMPORT_TRANSLATIONS, form={"scope": scope}, files={"translations_file": translations_file}
    )


DELETE: Final[Operation[None]] = Operation(
    "v2.translations.delete",
    "POST",
    "/api/rest/2.0/localizations/manual-translation/delete",
    None,
    vendor="deleteManualTranslations",
    repeatable="same_end_state",
    since="26.7.0.cl",
    privileges=("ADMINISTRATION", "ORG_ADMINISTRATION", "APPLICATION_ADMINISTRATION"),
    body=(Param("scope", PreferenceScope),),
)


async def delete(client: Caller, *, scope: PreferenceScope | Unset = UNSET) -> None:
    """Delete all translations of the org or the cluster.

    POST /localizations/manual-translation/delete; vendor name `deleteManualTranslations`; since 26.7.0.cl;
    repeating it ends in the same state.
    Privileges, any of: ADMINISTRATION, ORG_ADMINISTRATION, APPLICATION_ADMINISTRATION.

    Args:
        scope: The server assumes `ORG`.
    """
    return await client.call(DELETE, body={"scope": scope})


OPERATIONS: Final = (
    EXPORT,
    BUNDLE,
    IMPORT_TRANSLATIONS,
    DELETE,
)


class TranslationsApi(Group):
    """The translations endpoints of one client."""

    export = export
    bundle = bundle
    import_translations = import_translations
    delete = delete
