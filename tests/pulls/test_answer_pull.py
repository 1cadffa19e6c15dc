"""Rows of a saved answer: sorted at run time, with the column types of the tables behind it."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import aiothoughtspot as ts
from aiothoughtspot import pulls
from aiothoughtspot._sources import _documents, _tables
from aiothoughtspot.simulator import Cluster
from aiothoughtspot.v2.metadata import MetadataListItemInput


async def an_answer(client: ts.Client) -> tuple[str, list[str]]:
    answers = await client.v2.metadata.search(metadata=[MetadataListItemInput(type="ANSWER")], record_size=1)
    identifier = answers[0].metadata_id or ""
    one = await client.v2.data.answer(metadata_identifier=identifier, record_size=1)
    return identifier, one.contents[0].column_names


async def test_a_saved_answer_is_sorted_at_run_time(client: ts.Client, tmp_path: Path) -> None:
    identifier, names = await an_answer(client)
    report = await pulls.answer(client, identifier, to=tmp_path / "answer.parquet", key=names[0])
    assert report.rows == pq.read_table(tmp_path / "answer.parquet").num_rows > 0
    unsorted = await pulls.answer(client, identifier, to=tmp_path / "plain.parquet", dates=ts.Dates.raw())
    assert unsorted.rows == report.rows


async def test_types_come_from_the_tables_that_the_answer_names(client: ts.Client, cluster: Cluster) -> None:
    answer = next(one for one in cluster.state.metadata.values() if one["type"] == "ANSWER")
    answer["query"] = "[Order ID] [Order Date] [Revenue] [Session Code] [Order ID] <= 500"
    rows = pulls.Rows()
    await pulls.answer(client, answer["id"], to=rows)
    assert rows.table.schema.types == [pa.int64(), pa.date32(), pa.float64(), pa.int64()]
    assert len(rows) == 500


async def test_an_answer_whose_tml_may_not_be_read_has_its_bucket_names(
    client: ts.Client, cluster: Cluster
) -> None:
    answer = next(one for one in cluster.state.metadata.values() if one["type"] == "ANSWER")
    answer["query"] = "[Order Date].monthly [Revenue]"
    cluster.faults.add(path="*/metadata/tml/export", status=403)
    rows = pulls.Rows()
    await pulls.answer(client, answer["id"], to=rows, key="Month(Order Date)")
    assert rows.table.schema.types == [pa.date32(), pa.float64()]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"not JSON", []),
        (b'[{"edoc": "{}"}, {"edoc": null}]', []),
        (b'[{"edoc": 5}]', []),
        (
            b'[{"edoc": "{\\"answer\\": {\\"tables\\": [{\\"fqn\\": \\"G\\"}, {\\"name\\": \\"N\\"}, {}, 1]}}"}]',
            ["G", "N"],
        ),
    ],
)
def test_tables_are_found_in_tml_and_nothing_in_anything_else(answer: bytes, expected: list[str]) -> None:
    assert list(_tables(_documents(answer))) == expected


async def test_an_answer_of_many_pages_by_its_key(
    client: ts.Client, cluster: Cluster, tmp_path: Path
) -> None:
    answer = next(one for one in cluster.state.metadata.values() if one["type"] == "ANSWER")
    answer["query"] = "[Order ID] [Region]"
    report = await pulls.answer(
        client, answer["id"], to=tmp_path / "a.parquet", key="Order ID", page_size=400, window=3
    )
    assert report.rows == cluster.rows
    assert pq.read_table(tmp_path / "a.parquet").column("Order ID").to_pylist() == list(
        range(1, cluster.rows + 1)
    )
