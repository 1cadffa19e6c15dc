"""Sharing, the permissions that follow, authors, object privileges, column rules, publishing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from families_machinery_support import ACME, Api

from aiothoughtspot.simulator.families._jobs_outbox import outbox
from aiothoughtspot.simulator.families._security_shares import access, reach, shared
from aiothoughtspot.simulator.routing import Call

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PATH = "security/metadata"
SALES = {"identifier": "Retail Sales", "type": "LOGICAL_TABLE"}
Record = dict[str, Any]


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with Api(users=12) as made:
        yield made


def first(api: Api, kind: str) -> Record:
    return next(item for item in api.state.metadata.values() if item["type"] == kind and item["source"])


def user(api: Api, name: str) -> Record:
    found = api.state.find_user(name)
    assert found is not None
    return found


async def grant(api: Api, row: Record, principal: Record, mode: str, **body: Any) -> Any:
    return await api.v2(
        f"{PATH}/share",
        {
            "metadata": [{"identifier": row["id"]}],
            "permissions": [{"principal": principal, "share_mode": mode}],
            "message": "look",
            **body,
        },
    )


async def permissions(api: Api, row: Record, **body: Any) -> dict[str, tuple[str, str]]:
    """What principals may do with an object, and what was shared with them, by name."""
    answer = await api.v2(f"{PATH}/fetch-permissions", {"metadata": [{"identifier": row["id"]}], **body})
    [details] = answer["metadata_permission_details"]
    assert details["metadata_id"] == row["id"]
    return {
        item["principal_name"]: (item["permission"], item["shared_permission"])
        for info in details["principal_permission_info"]
        for item in info["principal_permissions"]
    }


ANA = {"identifier": "ana", "type": "USER"}
ALL = {"identifier": "All", "type": "USER_GROUP"}


async def test_what_came_with_the_cluster_is_read_by_everybody(api: Api) -> None:
    board = first(api, "LIVEBOARD")
    found = await permissions(api, board)
    assert found["ana"] == ("READ_ONLY", "NO_ACCESS")
    assert found["tsadmin"] == ("MODIFY", "NO_ACCESS")
    assert found["All"] == ("READ_ONLY", "READ_ONLY")
    assert await permissions(api, board, permission_type="DEFINED") == {"All": ("READ_ONLY", "READ_ONLY")}
    assert await permissions(api, board, principals=[ANA, {"identifier": "Analyst"}]) == {
        "ana": ("READ_ONLY", "NO_ACCESS"),
        "Analyst": ("NO_ACCESS", "NO_ACCESS"),
    }


async def test_what_is_made_later_is_the_authors_until_shared(api: Api) -> None:
    copied = await api.v2("metadata/copyobject", {"identifier": first(api, "ANSWER")["id"]}, user="user00003")
    row = api.state.metadata[copied["metadata_id"]]
    found = await permissions(api, row)
    assert found == {
        "Administrator": ("MODIFY", "NO_ACCESS"),
        **dict.fromkeys(("tsadmin", "user00003"), ("MODIFY", "NO_ACCESS")),
    }
    await grant(api, row, ANA, "READ_ONLY")
    assert (await permissions(api, row))["ana"] == ("READ_ONLY", "READ_ONLY")
    await grant(api, row, {"identifier": "Analyst"}, "MODIFY")
    assert (await permissions(api, row))["ana"] == ("MODIFY", "READ_ONLY")
    await grant(api, row, {"identifier": "Analyst"}, "NO_ACCESS")
    await grant(api, row, ANA, "NO_ACCESS")
    assert "ana" not in await permissions(api, row)


async def test_groups_pass_on_what_their_parents_have(api: Api) -> None:
    row = first(api, "LIVEBOARD")
    await grant(api, row, ALL, "NO_ACCESS")
    await api.v2(
        "groups/create", {"name": "Top", "display_name": "Top", "sub_group_identifiers": ["Analyst"]}
    )
    await grant(api, row, {"identifier": "Top"}, "MODIFY")
    found = await permissions(api, row)
    assert (found["ana"], found["Analyst"]) == (("MODIFY", "NO_ACCESS"), ("MODIFY", "NO_ACCESS"))
    assert found["Top"] == ("MODIFY", "MODIFY")


async def test_columns_follow_their_table_until_shared(api: Api) -> None:
    rows = await api.v2("metadata/search", {"metadata": [{"type": "LOGICAL_COLUMN"}], "record_size": 1})
    column = {"identifier": rows[0]["metadata_id"], "type": "LOGICAL_COLUMN"}
    asked = {"metadata": [column], "principals": [ANA]}

    async def mode() -> str:
        [details] = (await api.v2(f"{PATH}/fetch-permissions", asked))["metadata_permission_details"]
        return str(details["principal_permission_info"][0]["principal_permissions"][0]["permission"])

    assert await mode() == "READ_ONLY"
    body = {
        "permissions": [{"principal": ALL, "share_mode": "NO_ACCESS"}],
        "message": "",
        "metadata": [column],
    }
    await api.v2(f"{PATH}/share", body)
    assert await mode() == "NO_ACCESS"


async def test_sharing_mails_everybody_unless_told_not_to(api: Api) -> None:
    row = first(api, "LIVEBOARD")
    await grant(api, row, ANA, "READ_ONLY", notify_on_share=False, emails=["x@example.com"])
    assert outbox(api.state) == []
    await grant(api, row, {"identifier": "Analyst"}, "READ_ONLY", emails=["x@example.com"])
    assert [(mail["to"], mail["text"]) for mail in outbox(api.state)] == [
        ("ana@example.com", "look"),
        ("x@example.com", "look"),
    ]
    await grant(api, row, ANA, "NO_ACCESS")
    assert len(outbox(api.state)) == 2


async def test_sharing_a_collection_and_what_is_inside(api: Api) -> None:
    board = first(api, "LIVEBOARD")
    inner = await api.v2("collections/create", {"name": "Inner"})
    content = [
        {"type": "LIVEBOARD", "identifiers": [board["id"]]},
        {"type": "COLLECTION", "identifiers": [inner["id"]]},
    ]
    outer = await api.v2("collections/create", {"name": "Outer", "metadata": content})
    row = {"id": outer["id"], "type": "COLLECTION"}
    permission = {"principal": ANA, "share_mode": "READ_ONLY", "content_share_mode": "MODIFY"}
    await grant(api, row, ANA, "READ_ONLY", permissions=[permission])
    assert (await permissions(api, row))["ana"] == ("READ_ONLY", "READ_ONLY")
    assert (await permissions(api, board))["ana"] == ("MODIFY", "MODIFY")
    body = {"principals": [ANA], "default_metadata_type": "COLLECTION"}
    [details] = (await api.v2("security/principals/fetch-permissions", body))["principal_permission_details"]
    [info] = details["metadata_permission_info"]
    assert [entry["metadata_name"] for entry in info["metadata_permissions"]] == ["Outer"]
    # A mode for the content says nothing where there is none.
    await grant(api, board, ANA, "READ_ONLY", permissions=[permission])
    assert (await permissions(api, board))["ana"] == ("READ_ONLY", "READ_ONLY")
    for wrong in (
        {"identifier": "Outer", "type": "COLLECTION"},
        {"identifier": outer["id"], "type": "ANSWER"},
    ):
        await api.v2(f"{PATH}/fetch-permissions", {"metadata": [wrong]}, expect=400)


async def test_sharing_by_name_and_type(api: Api) -> None:
    permission = {"principal": ANA, "share_mode": "MODIFY"}
    body: Record = {
        "metadata_type": "LOGICAL_TABLE",
        "metadata_identifiers": ["Retail Sales"],
        "message": "m",
    }
    await api.v2(f"{PATH}/share", {**body, "permissions": [permission]}, expect=204)
    sales = api.state.find_metadata("Retail Sales")
    assert sales is not None
    assert shared(api.state, sales)[user(api, "ana")["id"]] == "MODIFY"
    wrongs: tuple[dict[str, Any], ...] = (
        {**body, "permissions": []},
        {**body, "permissions": [{"principal": ANA}]},
        {**body, "permissions": [{**permission, "share_mode": "ALL"}]},
        {**body, "permissions": [{"principal": {"identifier": "nobody"}, "share_mode": "MODIFY"}]},
        {**body, "permissions": [permission], "message": None},
        {**body, "permissions": [permission], "metadata_identifiers": []},
        {**body, "permissions": [permission], "metadata_identifiers": ["Retail Sales", "gone"]},
    )
    for wrong in wrongs:
        await api.v2(f"{PATH}/share", wrong, expect=400)
    board = first(api, "LIVEBOARD")
    body = {"metadata": [{"identifier": board["id"]}], "permissions": [permission], "message": "m"}
    assert (await api.v2(f"{PATH}/share", body, user="user00003", expect=403))[0] == 10023


async def test_permissions_of_principals(api: Api) -> None:
    async def info(**body: Any) -> dict[str, list[Record]]:
        answer = await api.v2("security/principals/fetch-permissions", {"principals": [ANA], **body})
        [details] = answer["principal_permission_details"]
        assert (details["principal_name"], details["principal_sub_type"]) == ("ana", "LOCAL_USER")
        return {
            item["metadata_type"]: item["metadata_permissions"]
            for item in details["metadata_permission_info"]
        }

    everything = await info()
    assert set(everything) == {"LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "CONNECTION"}
    assert sum(map(len, everything.values())) == 220
    page = await info(record_size=2, record_offset=1)
    assert {kind: len(items) for kind, items in page.items() if kind != "CONNECTION"} == dict.fromkeys(
        ("LIVEBOARD", "ANSWER", "LOGICAL_TABLE"), 2
    )
    assert page["ANSWER"] == everything["ANSWER"][1:3]
    assert set(await info(default_metadata_type="ANSWER")) == {"ANSWER"}
    board = first(api, "LIVEBOARD")
    await grant(api, board, ALL, "NO_ACCESS")
    assert await info(metadata=[{"identifier": board["id"]}]) == {}
    await grant(api, board, ANA, "READ_ONLY")
    [entry] = (await info(metadata=[{"identifier": board["id"]}]))["LIVEBOARD"]
    assert (entry["permission"], entry["shared_permission"]) == ("READ_ONLY", "READ_ONLY")
    assert entry["metadata_author"]["id"] == board["header"]["author"]
    await api.v2("security/principals/fetch-permissions", {"principals": []}, expect=400)


async def test_dependents_and_pages_of_permissions(api: Api) -> None:
    async def kinds(**body: Any) -> dict[str, int]:
        found: dict[str, int] = {}
        asked = {"metadata": [SALES], "principals": [ANA], **body}
        for item in (await api.v2(f"{PATH}/fetch-permissions", asked))["metadata_permission_details"]:
            found[item["metadata_type"]] = found.get(item["metadata_type"], 0) + 1
        return found

    assert await kinds() == {"LOGICAL_TABLE": 1}
    everything = await kinds(include_dependent_objects=True)
    assert everything["LIVEBOARD"] > 5
    assert await kinds(include_dependent_objects=True, record_size=2) == dict.fromkeys(everything, 2) | {
        "LOGICAL_TABLE": 1
    }
    await api.v2(f"{PATH}/fetch-permissions", {"metadata": [SALES], "permission_type": "ALL"}, expect=400)


async def test_a_gone_author_is_null(api: Api) -> None:
    board = first(api, "LIVEBOARD")
    board["header"]["author"] = "gone"
    answer = await api.v2(f"{PATH}/fetch-permissions", {"metadata": [{"identifier": board["id"]}]})
    assert answer["metadata_permission_details"][0]["metadata_author"] is None


async def test_handing_over(api: Api) -> None:
    board, answer = first(api, "LIVEBOARD"), first(api, "ANSWER")
    board["header"]["author"], answer["header"]["author"] = (
        user(api, "tsadmin")["id"],
        user(api, "user00003")["id"],
    )
    both = [{"identifier": board["id"]}, {"identifier": answer["id"]}]
    body = {"metadata": both, "user_identifier": "ana", "current_owner_identifier": "user00003"}
    await api.v2(f"{PATH}/assign", body, expect=204)
    ana = user(api, "ana")["id"]
    assert (board["header"]["author"] == ana, answer["header"]["author"] == ana) == (False, True)
    await api.v2(f"{PATH}/assign", {"metadata": both, "user_identifier": "ana"}, expect=204)
    assert board["header"]["author"] == ana
    await api.v2(f"{PATH}/assign", {"metadata": both, "user_identifier": "nobody"}, expect=400)
    await api.v2(f"{PATH}/assign", {"metadata": both, "user_identifier": "ana"}, user="ana", expect=403)


async def test_object_privileges(api: Api) -> None:
    async def change(
        operation: str, *, caller: str = "tsadmin", expect: int | None = None, **body: Any
    ) -> None:
        await api.v2(
            f"{PATH}/manage-object-privilege",
            {
                "operation": operation,
                "metadata_type": "LOGICAL_TABLE",
                "object_privilege_types": ["SPOTTER_COACHING_PRIVILEGE"],
                "metadata_identifiers": ["Retail Sales"],
                "principals": [ANA, ALL],
                **body,
            },
            user=caller,
            expect=expect,
        )

    async def held(**body: Any) -> list[Record]:
        answer = await api.v2(f"{PATH}/fetch-object-privileges", {"metadata": [SALES], **body})
        [entry] = answer["metadata_object_privileges"]
        return list(entry["principal_object_privilege_info"])

    await change("ADD", caller="ana", expect=403)
    await change("ADD", expect=204)
    groups, users = await held()
    assert (groups["principal_type"], users["principal_type"]) == ("USER_GROUP", "USER")
    assert users["principal_object_privileges"] == [
        {
            "principal_id": user(api, "ana")["id"],
            "principal_name": "ana",
            "principal_sub_type": "LOCAL_USER",
            "object_privileges": "[SPOTTER_COACHING_PRIVILEGE]",
        }
    ]
    # Whoever holds the privilege may pass it on.
    await change("REMOVE", caller="ana", principals=[ALL])
    assert [info["principal_type"] for info in await held()] == ["USER"]
    assert await held(principals=[ALL]) == []
    await change("GIVE", expect=400)
    await change("ADD", expect=400, object_privilege_types=["OTHER"])


async def test_column_rules(api: Api) -> None:
    async def rules() -> dict[str, list[str]]:
        [table] = await api.v2("security/column/rules/fetch", {"tables": [{"identifier": "Retail Sales"}]})
        return {
            rule["column"]["name"]: [group["name"] for group in rule["groups"]]
            for rule in table["column_security_rules"]
        }

    async def update(*changes: Record, expect: int = 204, **body: Any) -> None:
        given = {"identifier": "Retail Sales", "column_security_rules": list(changes), **body}
        await api.v2("security/column/rules/update", given, expect=expect)

    def change(column: str, operation: str, *groups: str) -> Record:
        access = [{"operation": operation, "group_identifiers": list(groups)}]
        return {"column_identifier": column, "group_access": access}

    assert await rules() == {}
    await update(change("Revenue", "ADD", "Analyst", "Developer"), change("Region", "REPLACE"))
    assert await rules() == {"Revenue": ["Analyst", "Developer"], "Region": []}
    await update(
        change("Revenue", "REMOVE", "Developer"), {"column_identifier": "Region", "is_unsecured": True}
    )
    assert await rules() == {"Revenue": ["Analyst"]}
    wrongs: tuple[dict[str, Any], ...] = (
        {"column_identifier": "Nothing"},
        change("Region", "ADD", "Nobody"),
        change("Region", "MERGE", "Analyst"),
        {"column_identifier": "Region", "group_access": [{}]},
    )
    for wrong in wrongs:
        await update(change("Product", "ADD", "Analyst"), wrong, expect=400)
    await update(expect=400)
    assert await rules() == {"Revenue": ["Analyst"]}
    await api.v2("groups/Analyst/delete")
    assert await rules() == {"Revenue": []}
    sales = api.state.find_metadata("Retail Sales")
    assert sales is not None
    sales["detail"]["columns"] = [
        item for item in sales["detail"]["columns"] if item["header"]["name"] != "Revenue"
    ]
    assert await rules() == {}
    await update(change("Region", "ADD"))
    await update(clear_csr=True)
    assert await rules() == {}


async def test_publishing(api: Api) -> None:
    board = first(api, "LIVEBOARD")
    item = {"metadata": [{"identifier": board["id"]}], "org_identifiers": ["Acme", "Globex"]}
    sales, connection = (api.state.find_metadata(name) for name in ("Retail Sales", "Warehouse"))
    assert sales is not None
    assert connection is not None

    def there(row: Record) -> str:
        call = Call(cluster=api.cluster, state=api.state, user=user(api, "ana"), org=ACME)
        return reach(call)(row)

    async def published() -> int:
        return len(
            await api.v2("metadata/search", {"include_only_published_objects": True, "record_size": -1})
        )

    assert there(board) == "NO_ACCESS"
    await api.v2(f"{PATH}/publish", item, expect=204)
    # What it stands on comes along.
    assert [there(row) for row in (board, sales, connection)] == ["READ_ONLY"] * 3
    assert await published() == 3

    other = next(
        row for row in api.state.metadata.values() if row["type"] == "LIVEBOARD" and row is not board
    )
    both = {**item, "metadata": [{"identifier": other["id"]}]}
    await api.v2(f"{PATH}/publish", both)
    table = {**item, "metadata": [SALES], "include_dependencies": False}
    assert (await api.v2(f"{PATH}/unpublish", table, expect=400))[0] == 13152
    gone = {**item, "include_dependencies": True}
    await api.v2(f"{PATH}/unpublish", gone, expect=204)
    assert (there(board), there(sales)) == ("NO_ACCESS", "READ_ONLY")
    await api.v2(f"{PATH}/unpublish", {**both, "org_identifiers": ["Acme"], "include_dependencies": True})
    assert there(sales) == "NO_ACCESS"
    assert await published() == 3
    await api.v2(f"{PATH}/unpublish", {**table, "force": True})
    assert await published() == 2
    await api.v2(f"{PATH}/unpublish", {**both, "include_dependencies": False})
    assert await published() == 1


async def test_refusals_of_publishing(api: Api) -> None:
    board = first(api, "LIVEBOARD")
    item = {"metadata": [{"identifier": board["id"]}], "org_identifiers": ["Acme"]}
    wrongs: tuple[dict[str, Any], ...] = (
        {**item, "metadata": []},
        {**item, "org_identifiers": ["Primary"]},
        {**item, "org_identifiers": ["Atlantis"]},
        {**item, "metadata": [{"identifier": "Warehouse", "type": "CONNECTION"}]},
    )
    for wrong in wrongs:
        await api.v2(f"{PATH}/publish", wrong, expect=400)
    await api.v2(f"{PATH}/unpublish", item, expect=400)
    board["source"] = "gone"
    await api.v2(f"{PATH}/publish", item, expect=400)
    await api.v2(f"{PATH}/publish", {**item, "skip_validation": True}, expect=204)
    assert (await api.v2(f"{PATH}/publish", item, org=ACME, expect=403))[0] == 10023
    await api.v2(f"{PATH}/publish", item, user="ana", expect=403)


async def test_without_the_group_of_everybody_nothing_is_open(api: Api) -> None:
    everybody = api.state.find_group("All")
    assert everybody is not None
    del api.state.groups[everybody["id"]]
    board = first(api, "LIVEBOARD")
    assert access(api.state, user(api, "ana"))(board) == "NO_ACCESS"
