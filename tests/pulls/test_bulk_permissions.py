"""The permission matrix against the cluster's own state."""

import pyarrow as pa
import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot.simulator import Cluster


@pytest.fixture
def cluster() -> Cluster:
    return Cluster(rows=10, users=12, objects=60, rate_limit=False)


def boards(cluster: Cluster, count: int) -> list[str]:
    return [one["id"] for one in cluster.state.metadata.values() if one["type"] == "LIVEBOARD"][:count]


async def test_the_table_says_who_may_do_what_with_every_object(client: ts.Client, cluster: Cluster) -> None:
    wanted, state = boards(cluster, 20), cluster.state
    await pulls.share(client, wanted[:10], ["Analyst"], "MODIFY")
    found = await pulls.permissions(client, [*wanted, "unknown"])
    assert [one.id for one in found.failures] == ["unknown"]
    assert found.table.schema.types == [pa.string()] * 9
    rows = {(row["object_id"], row["principal_name"]): row for row in found.table.to_pylist()}
    assert list(dict.fromkeys(row["object_id"] for row in found.table.to_pylist())) == wanted
    # Ana is an analyst; what her group may do counts for her, and administrators may do everything.
    for number, one in enumerate(wanted):
        mine = state.users[state.metadata[one]["header"]["author"]]["name"]
        assert rows[one, "ana"]["permission"] == ("MODIFY" if number < 10 or mine == "ana" else "READ_ONLY")
        assert rows[one, "tsadmin"]["permission"] == "MODIFY"
        assert rows[one, mine]["permission"] == "MODIFY"
        assert rows[one, "ana"]["object_name"] == state.metadata[one]["name"]
        assert rows[one, "ana"]["author_name"] == mine
    assert rows[wanted[0], "Analyst"]["shared_permission"] == "MODIFY"
    assert {row["principal_type"] for row in rows.values()} == {"USER", "USER_GROUP"}


async def test_what_was_shared_is_less_than_what_counts(client: ts.Client, cluster: Cluster) -> None:
    wanted = boards(cluster, 3)
    shared = await pulls.permissions(client, wanted, effective=False)
    assert set(shared.table.column("principal_name").to_pylist()) == {"All"}
    named = await pulls.permissions(client, wanted, ["ana", "Developer"])
    assert set(named.table.column("principal_name").to_pylist()) == {"ana", "Developer"}


async def test_the_matrix_has_objects_as_rows_and_principals_as_columns(
    client: ts.Client, cluster: Cluster
) -> None:
    wanted = boards(cluster, 4)
    await pulls.share(client, wanted[:1], ["Analyst"], "MODIFY")
    matrix = (await pulls.permissions(client, wanted, effective=False)).matrix()
    assert matrix.column("object_id").to_pylist() == wanted
    assert matrix.column("Analyst").to_pylist() == ["MODIFY", None, None, None]
    assert set(matrix.column("All").to_pylist()) == {"READ_ONLY"}
    assert matrix.column_names == ["object_id", "object_name", "object_type", "All", "Analyst"]


def test_a_user_and_a_group_of_one_name_have_columns_of_their_own() -> None:
    def row(principal: str, name: str, mode: str) -> tuple[str, ...]:
        return ("o", "Object", "ANSWER", "ana", principal, name, "USER", mode, mode)

    rows = [row("u1", "Sales", "MODIFY"), row("g1", "Sales", "READ_ONLY"), row("u2", "object_id", "MODIFY")]
    names = (
        "object_id",
        "object_name",
        "object_type",
        "author_name",
        "principal_id",
        "principal_name",
        "principal_type",
    )
    table = pa.table(
        [list(column) for column in zip(*rows, strict=True)],
        names=[*names, "permission", "shared_permission"],
    )
    assert pulls.Permissions(table).matrix().to_pylist() == [
        {
            "object_id": "o",
            "object_name": "Object",
            "object_type": "ANSWER",
            "Sales (u1)": "MODIFY",
            "Sales (g1)": "READ_ONLY",
            "object_id (u2)": "MODIFY",
        }
    ]


async def test_nothing_asked_is_an_empty_table_and_too_many_failures_stop_it(client: ts.Client) -> None:
    empty = await pulls.permissions(client, [])
    assert (empty.table.num_rows, empty.table.num_columns, empty.matrix().num_rows) == (0, 9, 0)
    with pytest.raises(pulls.TooManyFailuresError):
        await pulls.permissions(client, ["unknown", "other"], max_failures=1)
