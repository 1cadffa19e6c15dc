"""Wrong arguments of exports and of helpers for many objects: refused by name, before anything is sent or written."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster
from aiothoughtspot.v2.metadata import MetadataListItemInput
from aiothoughtspot.v2.users import ImportUser

PATHS = ["s3://bucket/boards", "memory://boards", "file:///boards", Path("s3://bucket/boards"), "gs:/boards"]
LISTS: tuple[Any, ...] = ("abc", b"abc", None, 5, ["a", 5], [None], [["a"]])
JUNK: tuple[Any, ...] = (5, None, "", {}, [])
NUMBERS: list[tuple[str, Any]] = [("window", wrong) for wrong in (0, "3", 1.5, None, True)]
BULK: list[tuple[str, Any]] = [
    *NUMBERS,
    *(("max_failures", wrong) for wrong in (-1, "3", 1.5, True, False)),
    ("progress", 5),
]
POLL = [("polling", None), ("polling", 30), ("progress", "no")]
RIGHT: dict[str, dict[str, Any]] = {
    "export": {"ids": ["x"], "format": "PDF", "to": "folder"},
    "resolve": {"identifiers": ["x"]},
    "share": {"ids": ["x"], "principals": ["ana"], "mode": "READ_ONLY"},
    "tag": {"ids": ["x"], "tags": ["Finance"]},
    "assign": {"ids": ["x"], "user": "ana"},
    "preview_delete": {"ids": ["x"]},
    "delete": {"ids": ["x"], "dry_run": False},
    "permissions": {"ids": ["x"]},
    "graph": {"ids": ["x"]},
    "import_tml": {"documents": ["guid: x"]},
    "start_import": {"documents": ["guid: x"]},
    "wait_import": {"task": "x"},
    "wait_run": {"schedule": "x"},
    "wait_diff": {"connection": "x"},
    "diff_users": {"users": []},
    "diff_groups": {"groups": []},
    "apply": {"diff": pulls.PrincipalDiff("users", ("zoe",), {}, (), (), "", {})},
    "tail_logs": {"to": "log.jsonl"},
}
WRONG: list[tuple[str, str, Any]] = [
    *(("export", "to", wrong) for wrong in PATHS),
    *(("export", *one) for one in BULK),
    *(("export", "ids", wrong) for wrong in LISTS),
    ("export", "unpack", True),
    ("export", "associated", True),
    ("export", "tml_format", "JSON"),
    ("export", "tml_format", "json"),
    *(("export", "arguments", {name: "x"}) for name in ("metadata_identifier", "file_format")),
    *(("resolve", "identifiers", wrong) for wrong in LISTS),
    *(("resolve", *one) for one in BULK),
    *(("share", name, wrong) for name in ("ids", "principals") for wrong in LISTS),
    *(("share", *one) for one in BULK),
    ("share", "notify", "no"),
    *(("tag", name, wrong) for name in ("ids", "tags") for wrong in LISTS),
    *(("tag", *one) for one in BULK),
    ("tag", "remove", "no"),
    *(("assign", "ids", wrong) for wrong in LISTS),
    *(("assign", *one) for one in BULK),
    *(("assign", "user", wrong) for wrong in (None, "", 5)),
    *(("preview_delete", "ids", wrong) for wrong in LISTS),
    *(("preview_delete", *one) for one in [*NUMBERS, ("progress", 5)]),
    *(("delete", "ids", wrong) for wrong in LISTS),
    *(("delete", *one) for one in BULK),
    *(("delete", "dry_run", wrong) for wrong in (None, 0, "no")),
    *(("permissions", "ids", wrong) for wrong in LISTS),
    *(("permissions", "principals", wrong) for wrong in LISTS if wrong is not None),
    *(("permissions", *one) for one in BULK),
    ("permissions", "effective", "no"),
    *(("graph", "ids", wrong) for wrong in LISTS),
    *(("graph", *one) for one in [*NUMBERS, ("progress", 5), ("depth", -1), ("depth", "2"), ("depth", 0.5)]),
    *((way, "documents", wrong) for way in ("import_tml", "start_import") for wrong in LISTS),
    *(("import_tml", "arguments", {name: "x"}) for name in ("metadata_tmls", "import_policy", "create_new")),
    ("import_tml", "arguments", "x"),
    ("import_tml", "create_new", "no"),
    *((way, *one) for way in ("import_tml", "wait_import", "wait_run", "wait_diff") for one in POLL),
    *((way, "token", wrong) for way in ("wait_import", "wait_run", "wait_diff") for wrong in JUNK),
    *((f"diff_{kind}", kind, wrong) for kind in ("users", "groups") for wrong in ("ana", None, [5], ["ana"])),
    *((f"diff_{kind}", "delete_unlisted", "no") for kind in ("users", "groups")),
    *(("apply", "default_password", wrong) for wrong in ("", 5, b"SECRET-password", ["SECRET-password"])),
    *(("apply", *one) for one in [("max_failures", -1), ("progress", 5)]),
    *(("tail_logs", "to", wrong) for wrong in [*PATHS, "", None, pulls.File("a")]),
    *(("tail_logs", "since", wrong) for wrong in ("2026-11-01", 5, datetime(2026, 11, 1))),  # noqa: DTZ001 - the point
    *(("tail_logs", "follow", wrong) for wrong in ("60", 0, -1, float("inf"), float("nan"), True)),
    ("tail_logs", "progress", 5),
]
# The argument that takes a token, or a name.
SUBJECT = {"wait_import": "task", "wait_run": "schedule", "wait_diff": "connection"}


@pytest.mark.parametrize(
    ("call", "name", "wrong"),
    WRONG,
    ids=[f"{call}-{name}-{number}" for number, (call, name, _) in enumerate(WRONG)],
)
async def test_a_wrong_argument_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, name: str, wrong: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    sent: list[Any] = []
    client = ts.Client("http://127.0.0.1:1", ts.NoAuth(), options=ts.Options(on_call=sent.append))
    async with client:
        given = RIGHT[call] | {SUBJECT[call] if name == "token" else name: wrong}
        with pytest.raises(ts.RequestError) as caught:
            await getattr(pulls, call)(client, **given)
        assert caught.value.parameter == name
        assert name in str(caught.value)
        assert client.stats().calls == 0
    assert (sent, list(tmp_path.iterdir())) == ([], [])


@pytest.mark.parametrize("to", PATHS)
def test_a_zip_is_unpacked_on_this_machine_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ts.RequestError, match=r"pulls\.unzip: to: .* is a URL"):
        pulls.unzip("a.zip", to)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("to", ["C:/boards", "a:b", "./s3://bucket", "s3"])
async def test_a_path_that_looks_like_a_url_is_one(
    client: ts.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    monkeypatch.chdir(tmp_path)
    report = await pulls.export(client, ["x"], "PDF", to=to)
    assert len(report.failures) == 1
    assert (tmp_path / to / "manifest.jsonl").exists()


@pytest.mark.parametrize("to", [Path("s3://bucket/a.parquet"), pulls.File(Path("memory://a.parquet"))])
async def test_a_url_that_has_become_a_path_is_refused_by_pulls(
    client: ts.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ts.RequestError, match="lost a slash") as caught:
        await pulls.search(client, "[Region]", "Retail Sales", to=to)
    assert (caught.value.parameter, client.stats().calls, list(tmp_path.iterdir())) == ("to", 0, [])


@pytest.mark.parametrize(
    ("form", "more", "name"),
    [
        ("PDF", {"unpack": True}, "unpack"),
        ("xlsx", {"unpack": True}, "unpack"),
        ("TML", {"unpack": True}, "unpack"),
        ("csv", {"associated": True}, "associated"),
        ("PNG", {"tml_format": "json"}, "tml_format"),
        ("TML", {"arguments": {"metadata": []}}, "arguments"),
        ("TML", {"arguments": {"edoc_format": "JSON"}}, "arguments"),
        ("tml", {"arguments": {"export_associated": True}}, "arguments"),
        ("CSV", {"arguments": {"file_format": "CSV"}}, "arguments"),
    ],
)
async def test_what_would_do_nothing_or_something_else_is_refused(
    client: ts.Client, tmp_path: Path, form: Any, more: dict[str, Any], name: str
) -> None:
    with pytest.raises(ts.RequestError, match=name) as caught:
        await pulls.export(client, ["x"], form, to=tmp_path / "new", **more)
    assert (caught.value.parameter, client.stats().calls) == (name, 0)
    assert not (tmp_path / "new").exists()


async def test_each_file_of_an_export_is_of_its_own_object(client: ts.Client, tmp_path: Path) -> None:
    found = await client.v2.metadata.search(metadata=[MetadataListItemInput(type="LIVEBOARD")], record_size=3)
    ids = [one.metadata_id or "" for one in found]
    upright = {"pdf_options": {"page_orientation": "PORTRAIT"}}
    report = await pulls.export(client, ids, "PDF", to=tmp_path, arguments=upright)
    assert len({path.read_bytes() for path in report.paths}) == 3


@pytest.mark.parametrize("given", [list, tuple, set, iter, dict.fromkeys])
async def test_whatever_can_be_iterated_is_a_list(
    client: ts.Client, cluster: Cluster, tmp_path: Path, given: Callable[[Any], Any]
) -> None:
    found = await client.v2.metadata.search(metadata=[MetadataListItemInput(type="LIVEBOARD")], record_size=2)
    ids = [one.metadata_id or "" for one in found]
    assert len((await pulls.resolve(client, given(ids))).ids) == 2
    assert len((await pulls.tag(client, given(ids), given(["Finance"]))).done) == 2
    assert len((await pulls.share(client, given(ids), given(["ana"]), "READ_ONLY")).done) == 2
    assert len((await pulls.assign(client, given(ids), "ana")).done) == 2
    assert (await pulls.permissions(client, given(ids), given(["ana"]))).failures == ()
    assert set((await pulls.graph(client, given(ids))).nodes) >= set(ids)
    assert len((await pulls.export(client, given(ids), "TML", to=tmp_path)).paths) == 2
    assert len((await pulls.preview_delete(client, given(ids))).items) == 2
    assert len((await pulls.delete(client, given(ids), dry_run=False)).done) == 2
    del cluster


# A password


async def test_a_default_password_is_in_no_traceback(client: ts.Client, cluster: Cluster) -> None:
    """The canary looks into the frames of each expected error."""
    users = [ImportUser(user_identifier="zoe", display_name="Zoe", email="zoe@example.com")]
    apply: Any = partial(pulls.apply, client, await pulls.diff_users(client, users))
    secret: dict[str, Any] = {"default_password": "SECRET-password"}
    cluster.faults.add("slow", path="*/users/import", latency=5.0, times=None)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await apply(**secret)
    task = asyncio.create_task(apply(**secret))
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    cluster.faults.clear()
    cluster.faults.add(path="*/users/import", status=500, times=None)
    with pytest.raises(pulls.TooManyFailuresError):
        await apply(**secret, max_failures=0)
    cluster.faults.clear()
    cluster.faults.add(path="*/users/import", status=401, times=None)
    with pytest.raises(ts.ThoughtSpotError):
        (await apply(**secret)).raise_for_failures()
    cluster.faults.clear()
    with pytest.raises(ts.RequestError, match="max_failures"):
        await apply(**secret, max_failures="no")
    other = pulls.PrincipalDiff("users", (), {}, (), (), "http://other", {})
    with pytest.raises(ts.RequestError, match="http://other"):
        await pulls.apply(client, other, **secret)

    def broken(_: object) -> None:
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await apply(**secret, progress=broken)
    assert cluster.state.find_user("zoe") is not None
