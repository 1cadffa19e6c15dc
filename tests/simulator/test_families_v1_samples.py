"""The v1 answers have every key that the documented samples of the same routes have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from v1_support import Typed

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.families._v1_database_store import database
from aiothoughtspot.simulator.families.v1_dependency import join, physical_column
from aiothoughtspot.v1 import (
    admin,
    connections,
    dependency,
    groups,
    logs,
    orgs,
    roles,
    security,
)
from aiothoughtspot.v1 import (
    database as v1_database,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    Step = Callable[[Typed], Awaitable[Any]]

SAMPLES = Path(__file__).parents[2].parent / "shared" / "payloads"
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason=f"there are no samples at {SAMPLES}")

UNLIKE = {
    # Trees of the user interface, of settings, and of kinds of objects that the cluster does not have.
    "clientState",
    "hasTabs",
    "modelVersion",
}


def keys(value: Any, at: str = "$") -> Iterator[str]:
    """The paths of every key in an answer; keys that are ids, types or names of settings count as one."""
    if isinstance(value, list):
        for item in value:
            yield from keys(item, f"{at}[]")
    elif isinstance(value, dict):
        for key, item in value.items():
            path = f"{at}.{'*' if chosen(at, key) else key}"
            yield path
            yield from keys(item, path)


def chosen(at: str, key: str) -> bool:
    """Whether a key is data and not a name of the answer's own."""
    return (
        at.endswith(("configuration", "current", "additionalUrlHeaders"))
        or "-" in key
        or "." in key
        or key.isupper()
    )


async def an_action(api: Typed) -> Any:
    answer = api.first("ANSWER")["id"]
    given = admin.EmbedActionInput(
        name="Send",
        type="URL",
        detail=admin.EmbedActionDetailInput(
            link="https://example.com",
            additional_url_headers='{"url_header1": {"key": "k", "value": "v"}}',
        ),
        action_association_map={
            "ANSWER": {answer: admin.ActionAssociationInput(enabled="true", context="PRIMARY")}
        },
    )
    return await api.ask(admin.create_action, embedaction=given)


async def an_association(api: Typed) -> None:
    made = await an_action(api)
    await api.ask(admin.list_associations, made.id)


async def overrides(api: Typed) -> None:
    await an_action(api)
    await api.ask(admin.update_config, configchanges={"samlConfiguration.groupMapping": ""})
    await api.ask(admin.config_overrides)


async def a_connection(api: Typed) -> None:
    table = connections.TableInput(name="T", columns=[connections.ColumnInput(name="c", type="INT64")])
    schema = connections.SchemaInput(name="PUBLIC", tables=[table])
    given = connections.ConnectionMetadataInput(
        configuration={"user": "reader"},
        external_databases=[connections.DatabaseInput(name="RETAIL", schemas=[schema])],
    )
    await api.ask(connections.create, name="Lake", type="RDBMS_SNOWFLAKE", metadata=given)


async def a_table(api: Typed) -> None:
    name = v1_database.NameInput
    given = v1_database.TableDefinitionInput(
        database=name(name="RETAIL"),
        schema=name(name="falcon_default_schema"),
        table=v1_database.NewTableInput(
            id=name(name="fresh"),
            column=[v1_database.NewColumnInput(id=name(name="id"), data_type="TYPE_INT32")],
        ),
    )
    await api.ask(v1_database.create_table, ddl_schema=given)
    assert "fresh" in database(api.state)["databases"]["RETAIL"]["falcon_default_schema"]


async def a_default_liveboard(api: Typed) -> None:
    board = api.first("LIVEBOARD")
    next(iter(api.state.groups.values()))["default_liveboards"] = [{"id": board["id"], "name": board["name"]}]
    await api.ask(dependency.liveboard_dependents, ids=[board["id"]])


async def something_broken(api: Typed) -> None:
    api.first("LOGICAL_TABLE")["source"] = "gone"
    await api.ask(dependency.list_incomplete)


def source(api: Typed) -> str:
    return str(next(item["id"] for item in api.state.metadata.values() if item["name"] == "Retail Sales"))


def a_table_on_it(api: Typed) -> None:
    api.first("LOGICAL_TABLE")["source"] = source(api)


async def a_tables_dependents(api: Typed) -> None:
    a_table_on_it(api)
    await api.ask(dependency.table_dependents, id=[source(api)])


async def a_columns_dependents(api: Typed) -> None:
    a_table_on_it(api)
    columns = objects.detail(api.state, api.state.metadata[source(api)])["columns"]
    await api.ask(dependency.physical_column_dependents, id=[physical_column(columns[0]["header"]["id"])])


def live(api: Typed) -> dict[str, Any]:
    tables = [connections.LiveTableInput(table_name="REGIONS")]
    return {"connection_id": api.first("CONNECTION")["id"], "tables": tables}


async def a_log(api: Typed) -> None:
    await api.raw(
        "POST", "/callosum/v1/tspublic/v1/session/login", data={"username": "ana", "password": "no"}
    )
    api.clock.now += 3_600
    await api.ask(logs.fetch, "security_logs")


async def permissions(api: Typed) -> None:
    board = api.first("LIVEBOARD")["id"]
    await api.ask(security.fetch_permissions, type="PINBOARD_ANSWER_BOOK", id=[board], dependentshare=True)


async def object_permissions(api: Typed) -> None:
    board = api.first("LIVEBOARD")["id"]
    await api.ask(security.fetch_object_permissions, board, type="PINBOARD_ANSWER_BOOK", dependentshare=True)


STEPS: dict[str, Step] = {
    "v1-admin-banner": lambda api: api.ask(admin.banner),
    "v1-admin-configinfo-overrides": overrides,
    "v1-admin-embed-actions": an_action,
    "v1-admin-embed-actions-id": an_action,
    "v1-admin-embed-actions-id-associations": an_association,
    "v1-connection-create": a_connection,
    "v1-connection-fetchConnection": lambda api: api.ask(connections.fetch, id=api.first("CONNECTION")["id"]),
    "v1-connection-fetchLiveColumns": lambda api: api.ask(connections.fetch_live_columns, **live(api)),
    "v1-connection-types": lambda api: api.ask(connections.list_types),
    "v1-database-createtable": a_table,
    "v1-dependency-listdependents": lambda api: api.ask(dependency.list_dependents, id=[source(api)]),
    "v1-dependency-listincomplete": something_broken,
    "v1-dependency-logicalrelationship": lambda api: api.ask(
        dependency.join_dependents, id=[join(source(api))]
    ),
    "v1-dependency-logicaltable": a_tables_dependents,
    "v1-dependency-physicalcolumn": a_columns_dependents,
    "v1-dependency-pinboard": a_default_liveboard,
    "v1-group": lambda api: api.ask(groups.get, name="Analyst"),
    "v1-group-id-users": lambda api: api.ask(groups.list_users, api.group("All")),
    "v1-logs-topics-id": a_log,
    "v1-org": lambda api: api.ask(orgs.get, org_scope="ALL", id=0),
    "v1-org-search": lambda api: api.ask(orgs.search, org_scope="ALL"),
    "v1-role": lambda api: api.ask(roles.create, name="Fresh"),
    "v1-security-metadata-id-permissions": object_permissions,
    "v1-security-metadata-permissions": permissions,
}
"""What to call for each folder of samples."""


def samples() -> list[tuple[str, Path]]:
    return [(name, file) for name in STEPS for file in sorted((SAMPLES / name).glob("*.json"))]


@pytest.mark.parametrize(
    ("name", "file"), samples(), ids=lambda value: value if isinstance(value, str) else value.stem
)
async def test_no_key_of_a_sample_is_missing(name: str, file: Path) -> None:
    async with Typed() as api:
        await STEPS[name](api)
        sample, sent = (items(name, value) for value in (json.loads(file.read_text()), api.sent))
        missing = {path for path in keys(sample) if path.rpartition(".")[2] not in UNLIKE} - set(keys(sent))
        assert {path for path in missing if not any(f".{key}." in path for key in UNLIKE)} == set()


def items(name: str, value: Any) -> list[Any]:
    """An answer as a list: some are lists in one place and objects in another, and settings are named at will."""
    if name.endswith("overrides"):
        return list(value.values())
    return value if isinstance(value, list) else [value]
