"""Objects in Git: connections, commits with their trees, deployments to other orgs, merges and reverts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_rest_support import Rest
from families_support import ACME

from aiothoughtspot.simulator.families._version_control_repositories import repository

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

URL = "https://git.example.com/acme/models.git"
CONFIG = {
    "repository_url": URL,
    "username": "bot",
    "access_token": "secret-token",
    "branch_names": ["main", "test"],
    "commit_branch_name": "main",
}


@pytest.fixture
async def api() -> AsyncIterator[Rest]:
    async with Rest() as made:
        await made.call("vcs/git/config/create", CONFIG)
        yield made


def some(api: Rest, kind: str, number: int = 0) -> dict[str, Any]:
    found = [item for item in api.state.metadata.values() if item["type"] == kind and item["org_id"] == 0]
    return found[number]


async def commit(api: Rest, *records: dict[str, Any], expect: int = 200, **more: Any) -> Any:
    options = {"org": more.pop("org", 0), "user": more.pop("user", "tsadmin")}
    metadata = [{"identifier": item["id"], "type": item["type"]} for item in records]
    body = {"metadata": metadata, "comment": "Keep", "delete_aware": False, **more}
    return await api.call("vcs/git/branches/commit", body, expect=expect, **options)


def statuses(report: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(item["metadata_name"], item["status_code"]) for item in report]


async def rename(api: Rest, record: dict[str, Any], name: str) -> None:
    change = {"identifier": record["id"], "attributes": [{"name": "name", "value": name}]}
    await api.call("metadata/headers/update", {"headers_update": [change]}, expect=204)


async def test_the_life_of_a_connection(api: Rest) -> None:
    [found] = await api.call("vcs/git/config/search")
    assert found == {
        "repository_url": URL,
        "username": "bot",
        "commit_branch_name": "main",
        "branches": ["main", "test"],
        "enable_guid_mapping": True,
        "configuration_branch_name": "main",
        "org": {"id": 0, "name": "Primary"},
    }
    await api.call("vcs/git/config/create", CONFIG, expect=400)
    body = {"username": "robot", "enable_guid_mapping": False, "configuration_branch_name": "config"}
    changed = await api.call("vcs/git/config/update", body)
    assert changed == {**found, **body}
    await api.call("vcs/git/config/delete", expect=204)
    assert await api.call("vcs/git/config/search") == []
    for path in ("config/delete", "config/update", "commits/search", "branches/commit"):
        body = {"metadata_identifier": "Retail Sales", "metadata": [{"identifier": "x"}], "comment": "x"}
        await api.call(f"vcs/git/{path}", body, expect=400)


async def test_connections_of_several_orgs(api: Rest) -> None:
    made = await api.call("vcs/git/config/create", {**CONFIG, "org_identifier": "Acme", "branch_names": []})
    assert (made["org"], made["branches"]) == ({"id": ACME, "name": "Acme"}, ["main"])
    other = {**CONFIG, "repository_url": "http://git.example.com/other", "org_identifier": "Globex"}
    await api.call("vcs/git/config/create", other)
    named = {"org_identifiers": ["Acme", "Primary", "Initech", "Acme"]}
    assert [item["org"]["name"] for item in await api.call("vcs/git/config/search", named)] == [
        "Acme",
        "Primary",
    ]
    await api.call("vcs/git/config/delete", {"cluster_level": True}, expect=204)
    left = await api.call("vcs/git/config/search", {"org_identifiers": ["Acme", "Primary", "Globex"]})
    assert [item["org"]["name"] for item in left] == ["Globex"]


async def test_keepers_of_one_org_reach_no_other(api: Rest) -> None:
    await api.call("vcs/git/config/search", user="ana", expect=403)
    ana = api.state.find_user("ana")
    assert ana is not None
    ana["privileges"].append("CAN_SETUP_VERSION_CONTROL")
    assert len(await api.call("vcs/git/config/search", {"org_identifiers": ["Primary"]}, user="ana")) == 1
    await api.call("vcs/git/config/search", {"org_identifiers": ["Acme"]}, user="ana", expect=403)
    await api.call("vcs/git/config/delete", {"cluster_level": True}, user="ana", expect=403)
    await api.call("vcs/git/config/delete", user="ana", expect=204)


@pytest.mark.parametrize(
    "change",
    [{"repository_url": "ssh://git.example.com/x"}, {"username": ""}, {"org_identifier": "Nowhere"}],
)
async def test_wrong_connections(api: Rest, change: dict[str, Any]) -> None:
    await api.call("vcs/git/config/create", {**CONFIG, "org_identifier": "Acme", **change}, expect=400)


async def test_commits_show_in_the_history_of_their_objects(api: Rest) -> None:
    board, answer = some(api, "LIVEBOARD"), some(api, "ANSWER")
    first = await commit(api, board, answer)
    assert first["comment"] == "Keep"
    assert first["commit_time"] == "2025-10-09T08:53:20Z"
    assert first["author"] == {"email": "tsadmin@example.com", "username": "tsadmin"}
    assert first["committer"]["username"] == "bot"
    assert [item["status_code"] for item in first["committed_files"]] == ["OK", "OK"]
    assert first["committed_files"][0]["file_name"] == f"liveboard/{board['id']}.liveboard.tml"
    await rename(api, board, "Renamed board")
    second = await commit(api, board, comment="Rename")
    third = await commit(api, board, comment="Nothing new")
    assert len({item["commit_id"] for item in (first, second, third)}) == 3

    async def history(**body: Any) -> list[str]:
        wanted = {"metadata_identifier": board["id"], **body}
        return [item["commit_id"] for item in await api.call("vcs/git/commits/search", wanted)]

    assert await history() == [second["commit_id"], first["commit_id"]]
    assert await history(record_offset=1, record_size=5) == [first["commit_id"]]
    assert await history(branch_name="test") == []
    assert await history(metadata_identifier="Renamed board", metadata_type="LIVEBOARD") == await history()
    assert await history(metadata_identifier=answer["id"]) == [first["commit_id"]]


async def test_an_object_that_cannot_be_written_fails_inside_a_success(api: Rest) -> None:
    good, bad = some(api, "LIVEBOARD"), some(api, "ANSWER")
    bad["source"] = "gone"
    found = await commit(api, good, bad)
    assert [item["status_code"] for item in found["committed_files"]] == ["OK", "ERROR"]
    assert "<br/>" in found["committed_files"][1]["status_message"]


async def test_two_orgs_on_one_branch_delete_each_other(api: Rest) -> None:
    """What happens to those who leave delete_aware to its default."""
    await api.call("vcs/git/config/create", {**CONFIG, "org_identifier": "Acme"})
    board = some(api, "LIVEBOARD")
    await commit(api, board)
    copied = {
        **some(api, "LIVEBOARD", 1),
        "id": "11111111-1111-4111-a111-111111111111",
        "org_id": ACME,
        "tml": None,
    }
    api.state.metadata[copied["id"]] = copied
    found = await commit(api, copied, org=ACME, delete_aware=None)
    assert [item["status_message"] for item in found["committed_files"]] == ["Deleted", ""]
    assert found["committed_files"][0]["file_name"].endswith(f"{board['id']}.liveboard.tml")
    report = await api.call("vcs/git/commits/deploy", {"branch_name": "main"})
    assert board["id"] not in api.state.metadata
    assert report[-1]["status_message"] == "Deleted"


@pytest.mark.parametrize(
    "body",
    [
        {"comment": ""},
        {"metadata": []},
        {"branch_name": "nowhere"},
        {"metadata": [{"identifier": "Warehouse", "type": "CONNECTION"}]},
        {"metadata": [{"identifier": "unknown"}]},
    ],
)
async def test_wrong_commits(api: Rest, body: dict[str, Any]) -> None:
    await commit(api, some(api, "LIVEBOARD"), expect=400, **body)


async def test_what_cannot_be_committed(api: Rest) -> None:
    await commit(api, some(api, "LIVEBOARD"), user="ana", expect=403)
    body = {"metadata": [{"identifier": some(api, "CONNECTION")["id"]}], "comment": "x"}
    await api.call("vcs/git/branches/commit", body, expect=400)
    await api.call("vcs/git/config/delete", expect=204)
    unset = {key: value for key, value in CONFIG.items() if key != "commit_branch_name"}
    await api.call("vcs/git/config/create", unset)
    await commit(api, some(api, "LIVEBOARD"), expect=400)
    await commit(api, some(api, "LIVEBOARD"), branch_name="test")


async def test_a_deployment_brings_objects_back(api: Rest) -> None:
    board, answer = some(api, "LIVEBOARD"), some(api, "ANSWER")
    names = (board["name"], answer["name"])
    await commit(api, answer)
    first = await commit(api, board)
    await rename(api, board, "Changed")
    await rename(api, answer, "Changed too")
    body = {"branch_name": "main", "commit_id": first["commit_id"]}
    assert statuses(await api.call("vcs/git/commits/deploy", body)) == [(names[0], "OK")]
    assert (board["name"], answer["name"]) == (names[0], "Changed too"), "DELTA is what the commit changed"
    dry = {**body, "deploy_type": "FULL", "deploy_policy": "VALIDATE_ONLY"}
    assert len(await api.call("vcs/git/commits/deploy", dry)) == 2
    assert answer["name"] == "Changed too"
    del api.state.metadata[board["id"]]
    await api.call("vcs/git/commits/deploy", {**body, "deploy_type": "FULL"})
    assert (api.state.metadata[board["id"]]["name"], answer["name"]) == names


async def test_a_deployment_that_fails_does_so_for_each_file(api: Rest) -> None:
    board, answer, other = some(api, "LIVEBOARD"), some(api, "ANSWER"), some(api, "ANSWER", 1)
    await commit(api, other)
    await commit(api, board, answer)
    repo = repository(api.state, URL)
    head = repo.branches["main"][-1]
    path = next(path for path in head.files if board["id"] in path)
    head.files[path] = type(head.files[path])(
        board["id"], board["name"], "LIVEBOARD", "liveboard:\n  name: 5\n"
    )
    await rename(api, answer, "Changed")
    body = {"branch_name": "main"}
    whole = await api.call("vcs/git/commits/deploy", body)
    assert [item["status_code"] for item in whole] == ["ERROR", "ERROR"]
    assert answer["name"] == "Changed"
    part = await api.call("vcs/git/commits/deploy", {**body, "deploy_policy": "PARTIAL"})
    assert [item["status_code"] for item in part] == ["ERROR", "OK"]
    assert answer["name"] != "Changed"


async def test_a_failed_deployment_deletes_nothing(api: Rest) -> None:
    board, answer = some(api, "LIVEBOARD"), some(api, "ANSWER")
    await commit(api, board)
    kept = api.state.metadata.pop(board["id"])
    await commit(api, answer, delete_aware=True)
    api.state.metadata[board["id"]] = kept
    head = repository(api.state, URL).branches["main"][-1]
    [path] = head.files
    head.files[path] = type(head.files[path])(answer["id"], answer["name"], "ANSWER", "answer:\n  name: 5\n")
    body = {"branch_name": "main"}
    report = await api.call("vcs/git/commits/deploy", body)
    assert [item["status_code"] for item in report] == ["ERROR", "OK"]
    assert board["id"] in api.state.metadata
    await api.call("vcs/git/commits/deploy", {**body, "deploy_policy": "PARTIAL"})
    assert board["id"] not in api.state.metadata


async def deployed_in_acme(api: Rest, **config: Any) -> list[dict[str, Any]]:
    await api.call("vcs/git/config/create", {**CONFIG, "org_identifier": "Acme", **config})
    report: list[dict[str, Any]] = await api.call("vcs/git/commits/deploy", {"branch_name": "main"}, org=ACME)
    return report


async def test_another_org_gets_guids_of_its_own(api: Rest) -> None:
    table = some(api, "LOGICAL_TABLE")
    connection = {**some(api, "CONNECTION"), "id": "22222222-2222-4222-a222-222222222222", "org_id": ACME}
    api.state.metadata[connection["id"]] = connection
    await commit(api, table)
    assert statuses(await deployed_in_acme(api)) == [("Retail Sales", "OK")]
    [made] = [
        item for item in api.state.metadata.values() if item["org_id"] == ACME and item is not connection
    ]
    assert (made["name"], made["source"]) == ("Retail Sales", connection["id"])
    assert made["id"] != table["id"]
    await rename(api, table, "Sales")
    await commit(api, table)
    await api.call("vcs/git/commits/deploy", {"branch_name": "main"}, org=ACME)
    assert made["name"] == "Sales", "the second deployment finds the first one's object"
    back = await commit(api, made, org=ACME, comment="From Acme")
    assert back["committed_files"][0]["file_name"].endswith(f"{table['id']}.worksheet.tml")
    found = await api.call("vcs/git/commits/search", {"metadata_identifier": made["id"]}, org=ACME)
    assert [item["comment"] for item in found] == ["Keep", "Keep"], "it wrote what was there"


async def test_without_a_mapping_another_org_refuses(api: Rest) -> None:
    await commit(api, some(api, "LOGICAL_TABLE"))
    [found] = await deployed_in_acme(api, enable_guid_mapping=False)
    assert (found["status_code"], "is not a worksheet of this org" in found["status_message"]) == (
        "ERROR",
        True,
    )


async def test_a_failed_deployment_maps_nothing(api: Rest) -> None:
    await commit(api, some(api, "LOGICAL_TABLE"))
    [found] = await deployed_in_acme(api)
    assert (found["status_code"], found["status_message"]) == (
        "ERROR",
        "Table <b> Warehouse </b> not found. <br/>",
    )
    assert repository(api.state, URL).guids == {ACME: {}}


async def test_a_merge_is_validated_by_what_differs(api: Rest) -> None:
    board, answer = some(api, "LIVEBOARD"), some(api, "ANSWER")
    for branch in ("main", "test"):
        await commit(api, board, branch_name=branch)
    await commit(api, answer, branch_name="test")
    merge = {"source_branch_name": "test", "target_branch_name": "main"}
    assert statuses(await api.call("vcs/git/branches/validate", merge)) == [(answer["name"], "OK")]
    back = {"source_branch_name": "main", "target_branch_name": "test"}
    assert await api.call("vcs/git/branches/validate", back) == []
    await api.call("vcs/git/branches/validate", {**merge, "target_branch_name": "x"}, expect=400)


async def test_a_revert_is_a_commit(api: Rest) -> None:
    board, answer = some(api, "LIVEBOARD"), some(api, "ANSWER")
    names = (board["name"], answer["name"])
    first = await commit(api, board, answer)
    await rename(api, board, "Changed")
    await rename(api, answer, "Changed too")
    await commit(api, board, answer)
    path = f"vcs/git/commits/{first['commit_id']}/revert"
    found = await api.call(path, {"metadata": [{"identifier": board["id"]}]})
    assert found["comment"] == f"Revert to {first['commit_id']}"
    assert [item["metadata_name"] for item in found["reverted_metadata"]] == [names[0]]
    assert (board["name"], answer["name"]) == (names[0], "Changed too")
    everything = await api.call(path)
    assert len(everything["committed_files"]) == 2
    assert (board["name"], answer["name"]) == names
    assert len(await api.call("vcs/git/commits/search", {"metadata_identifier": board["id"]})) == 3
    other = {"metadata": [{"identifier": some(api, "ANSWER", 1)["id"]}]}
    await api.call(path, other, expect=400)
    await api.call("vcs/git/commits/unknown/revert", expect=400)


async def test_only_those_who_may_edit_deploy_and_revert(api: Rest) -> None:
    board = some(api, "LIVEBOARD")
    made = await commit(api, board)
    body = {"branch_name": "main"}
    await api.call("vcs/git/commits/deploy", body, user="ana", expect=403)
    await api.call(f"vcs/git/commits/{made['commit_id']}/revert", user="ana", expect=403)
    del api.state.metadata[board["id"]]
    await api.call("vcs/git/commits/deploy", body, user="ana")
    assert api.state.metadata[board["id"]]["name"] == board["name"]


async def test_an_empty_branch_has_nothing_to_deploy(api: Rest) -> None:
    await api.call("vcs/git/commits/deploy", {"branch_name": "test"}, expect=400)
