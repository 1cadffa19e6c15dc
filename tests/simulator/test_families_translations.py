"""Words translated by hand: CSV in, CSV out, and bundles by language."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from families_rest_support import Rest
from families_support import ACME
from hypothesis import given, settings
from hypothesis import strategies as st

from aiothoughtspot.simulator.families.translations import MOST_BYTES, MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PATH = "localizations/manual-translation"
HEAD = "content,locale,translated-content\r\n"


@pytest.fixture
async def api() -> AsyncIterator[Rest]:
    async with Rest() as made:
        yield made


async def put(api: Rest, content: str | bytes, expect: int = 204, **options: Any) -> Any:
    data = content if isinstance(content, bytes) else content.encode()
    scope = {"scope": options.pop("scope")} if "scope" in options else {}
    parts = {"translations_file": ("words.csv", data), **scope}
    return await api.call(f"{PATH}/import", parts=parts, expect=expect, **options)


async def words(api: Rest, locale: str, **options: Any) -> dict[str, str]:
    found = await api.call(f"{PATH}/locales/{locale}/export", **options)
    return dict(found["data"]["translations"])


async def test_translations_add_up(api: Rest) -> None:
    await put(api, HEAD + "Sales,fr-FR,Ventes\r\nSales,de-DE,Umsatz\r\n")
    await put(
        api, b"\xef\xbb\xbf" + (HEAD + 'Sales,fr_fr,"Les ventes, toutes"\nRegion,fr-FR,Région\n').encode()
    )
    assert await words(api, "fr-FR") == {"Sales": "Les ventes, toutes", "Region": "Région"}
    assert await words(api, "de_de", user="ana") == {"Sales": "Umsatz"}
    assert await words(api, "it") == {}
    content = await api.call(f"{PATH}/export")
    assert content.decode().startswith(HEAD)
    assert len(list(csv.reader(io.StringIO(content.decode())))) == 4
    await api.call(f"{PATH}/delete", expect=204)
    await api.call(f"{PATH}/delete", expect=204)
    await api.call(f"{PATH}/export", expect=404)
    assert await words(api, "fr-FR") == {}


async def test_an_org_wins_over_the_cluster(api: Rest) -> None:
    await put(api, HEAD + "Sales,fr,Ventes\r\nRegion,fr,Région\r\n", scope="CLUSTER")
    await put(api, HEAD + "Sales,fr,Nos ventes\r\n", org=ACME)
    assert await words(api, "fr") == {"Sales": "Ventes", "Region": "Région"}
    assert await words(api, "fr", org=ACME) == {"Sales": "Nos ventes", "Region": "Région"}
    assert b"Nos" not in await api.call(f"{PATH}/export", {"scope": "CLUSTER"})
    await api.call(f"{PATH}/delete", {"scope": "CLUSTER"}, expect=204)
    assert await words(api, "fr", org=ACME) == {"Sales": "Nos ventes"}


@settings(max_examples=25)
@given(
    st.dictionaries(
        st.tuples(st.text(min_size=1, max_size=8), st.sampled_from(["fr", "de-de"])),
        st.text(max_size=8),
        min_size=1,
    )
)
async def test_an_export_can_be_imported(kept: dict[tuple[str, str], str]) -> None:
    table = {key: text for key, text in kept.items() if key[0].strip() and "\0" not in key[0] + text}
    out = io.StringIO()
    csv.writer(out).writerows([HEAD.strip().split(","), *([*key, text] for key, text in table.items())])
    async with Rest(users=3, objects=3) as api:
        await put(api, out.getvalue())
        if table:
            exported = await api.call(f"{PATH}/export")
            assert exported == out.getvalue().encode()
            await put(api, exported, org=ACME)
            assert await api.call(f"{PATH}/export", org=ACME) == exported


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"content,locale\r\n",
        b"locale,content,translated-content\r\n",
        HEAD.encode() + b"Sales,fr\r\n",
        HEAD.encode() + b"Sales,fr,Ventes,more\r\n",
        HEAD.encode() + b",fr,Ventes\r\n",
        HEAD.encode() + b"Sales,french!,Ventes\r\n",
        HEAD.encode() + b'Sales,fr,"Ventes" x\r\n',
        HEAD.encode() + "Région,fr,Région\r\n".encode("latin-1"),
        HEAD.encode() + b"Sales,fr,x\r\n" * (MOST_ROWS + 1),
        b" " * (MOST_BYTES + 1),
    ],
    ids=lambda content: repr(content[-24:]),
)
async def test_wrong_files_change_nothing(api: Rest, content: bytes) -> None:
    await put(api, HEAD + "Sales,fr,Ventes\r\n")
    await put(api, content, expect=400)
    assert await words(api, "fr") == {"Sales": "Ventes"}


async def test_wrong_requests(api: Rest) -> None:
    await api.call(f"{PATH}/import", parts={"scope": "ORG"}, expect=400)
    await api.call(f"{PATH}/import", parts={"translations_file": HEAD}, expect=400)
    await put(api, HEAD, expect=400, scope="USER")
    await api.call(f"{PATH}/locales/not-a-locale/export", expect=400)


async def test_who_may_translate(api: Rest) -> None:
    await put(api, HEAD, expect=403, user="ana")
    ana = api.state.find_user("ana")
    assert ana is not None
    ana["privileges"].append("APPLICATION_ADMINISTRATION")
    await put(api, HEAD, user="ana")
    await put(api, HEAD, expect=403, user="ana", scope="CLUSTER")
    await api.call(f"{PATH}/delete", {"scope": "CLUSTER"}, user="ana", expect=403)
