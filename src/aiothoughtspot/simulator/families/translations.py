"""The four v2 routes of words that somebody translated by hand."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.answers import BAD_REQUEST, FORBIDDEN, Answer, Refused
from aiothoughtspot.simulator.families._common import bad, choice
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from aiothoughtspot.simulator.state import Record

MANUAL: Final = f"{V2}/localizations/manual-translation"
KEEPERS: Final = ("ORG_ADMINISTRATION", "APPLICATION_ADMINISTRATION")
COLUMNS: Final = ("content", "locale", "translated-content")
MOST_ROWS: Final = 10_000
MOST_BYTES: Final = 30 * 1024 * 1024
LOCALE: Final = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
CLUSTER: Final = -1
"""The key of what holds in every org."""
Words = dict[tuple[str, str], str]


def _kept(call: Call) -> dict[int, Words]:
    """Translations by org, then by the words and the locale."""
    return call.state.bag("translations", dict[int, Words])


def _scope(call: Call, given: Mapping[str, Any]) -> int:
    """The key of what a request is about; the cluster's words are for its administrators."""
    if choice(given, "scope", ("ORG", "CLUSTER"), "ORG") == "ORG":
        return call.org
    if not call.state.is_admin(call.caller):
        raise Refused(403, FORBIDDEN, "Only administrators change words of the cluster")
    return CLUSTER


@route("POST", f"{MANUAL}/import", privileges=KEEPERS, reads=False, fields=("translations_file", "scope"))
def import_translations(call: Call) -> None:
    """Put the translations of a CSV file in place; one bad row refuses all of it, other translations stay."""
    scope = _scope(call, call.form)
    if "translations_file" not in call.files:
        raise bad("translations_file is required")
    words = _read(call.files["translations_file"])
    _kept(call).setdefault(scope, {}).update(words)


def _read(content: bytes) -> Words:
    if len(content) > MOST_BYTES:
        raise bad(f"The file is larger than {MOST_BYTES} bytes")
    try:
        # Spreadsheets put a byte order mark before UTF-8.
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except UnicodeDecodeError:
        raise bad("The file is not UTF-8") from None
    except csv.Error as problem:
        raise bad(f"The file is not CSV: {problem}") from None
    head, *body = rows or [[]]
    if tuple(name.strip() for name in head) != COLUMNS:
        raise bad(f"The columns are exactly {', '.join(COLUMNS)}")
    if len(body) > MOST_ROWS:
        raise bad(f"The file has more than {MOST_ROWS} rows")
    words: Words = {}
    for number, row in enumerate(body, 2):
        if len(row) != len(COLUMNS) or not row[0] or not LOCALE.fullmatch(row[1]):
            raise bad(f"Row {number} is not a text, a locale and a translation")
        words[row[0], _locale(row[1])] = row[2]
    return words


def _locale(text: str) -> str:
    return text.replace("_", "-").casefold()


@route("POST", f"{MANUAL}/export", privileges=KEEPERS, fields=("scope",))
def export(call: Call) -> Answer:
    """All translations of the org or the cluster, in the form of an import; 404 when there are none."""
    words = _kept(call).get(_scope(call, call.body))
    if not words:
        raise Refused(404, BAD_REQUEST, "There are no translations")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows((text, locale, translated) for (text, locale), translated in words.items())
    return Answer(content=out.getvalue().encode(), media="application/octet-stream")


@route("POST", f"{MANUAL}/locales/{{locale}}/export", fields=())
def bundle(call: Call) -> Record:
    """The translations into one language, by the words; the org's win over the cluster's."""
    if not LOCALE.fullmatch(call.path["locale"]):
        raise bad(f"{call.path['locale']} is no locale")
    wanted, kept = _locale(call.path["locale"]), _kept(call)
    found = {
        text: translated
        for key in (CLUSTER, call.org)
        for (text, locale), translated in kept.get(key, {}).items()
        if locale == wanted
    }
    return {"data": {"translations": found}}


@route("POST", f"{MANUAL}/delete", privileges=KEEPERS, reads=False, fields=("scope",))
def delete(call: Call) -> None:
    """Delete all translations of the org or the cluster."""
    _kept(call).pop(_scope(call, call.body), None)
