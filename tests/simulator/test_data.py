"""Data answers against the data set itself: values, dates, filters, sums, pages."""

from __future__ import annotations

import datetime as dt
import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from simulator_support import V1, V2, fits, make_cluster, signed_in

from aiothoughtspot.simulator import engine
from aiothoughtspot.simulator.dataset import NAMES
from aiothoughtspot.simulator.pages import read_page

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from aiothoughtspot.simulator.cluster import Cluster

SEARCH = f"{V2}/searchdata"
ALL = " ".join(f"[{name}]" for name in NAMES)
UTC = dt.UTC


def rows_of(cluster: Cluster, search: str, **options: Any) -> list[tuple[Any, ...]]:
    return read_page(cluster, search, **options).rows


def start_of(cell: Any) -> Any:
    return cell["v"]["s"] if isinstance(cell, dict) else cell


def day_of(cell: Any, zone: str) -> dt.date | None:
    return None if cell is None else dt.datetime.fromtimestamp(start_of(cell), ZoneInfo(zone)).date()


@pytest.mark.parametrize("custom_calendar", [False, True])
@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Kolkata"])
def test_cells_are_the_data_set(zone: str, custom_calendar: bool) -> None:
    cluster = make_cluster(time_zone=zone, custom_calendar=custom_calendar, rows=3_000)
    page = read_page(cluster, ALL + " sort by [Order ID]")
    assert page.names == list(NAMES)
    columns = dict(zip(NAMES, zip(*page.rows, strict=True), strict=True))
    table = cluster.dataset()
    assert table.schema.field("Order Date").type == pa.date32()
    assert table.schema.field("Order Time").type == pa.timestamp("us", "UTC")
    for name in set(NAMES) - {"Order Date", "Order Time"}:
        assert list(columns[name]) == table[name].to_pylist()
    assert [day_of(cell, zone) for cell in columns["Order Date"]] == table["Order Date"].to_pylist()
    times = [None if cell is None else dt.datetime.fromtimestamp(cell, UTC) for cell in columns["Order Time"]]
    assert times == table["Order Time"].to_pylist()
    for cell in columns["Order Date"]:
        if cell is not None:
            assert isinstance(cell, dict) is custom_calendar
            midnight = dt.datetime.fromtimestamp(start_of(cell), ZoneInfo(zone))
            assert midnight.time() == dt.time()


def test_nulls_ids_and_codes() -> None:
    table = make_cluster(rows=20_000).dataset()
    assert {name for name in NAMES if table[name].null_count == 0} == {"Order ID"}
    assert pc.count_distinct(table["Order ID"]).as_py() == 20_000
    assert pc.min(table["Session Code"]).as_py() >= 1_600_000_000
    assert pc.min(table["Revenue"]).as_py() < 0
    assert make_cluster(rows=20_000).dataset().equals(table)
    assert not make_cluster(rows=20_000, seed=2).dataset().equals(table)


def test_custom_calendar_cells() -> None:
    cluster = make_cluster(time_zone="America/Los_Angeles", custom_calendar=True, rows=4_000)
    labels = {}
    for bucket in ("daily", "weekly", "monthly", "quarterly", "yearly"):
        rows = rows_of(cluster, f"[Order Date].{bucket} sort by [Order Date]")
        cells = [row[0] for row in rows if row[0] is not None]
        for cell, following in pairwise(cells):
            assert cell["v"]["e"] <= following["v"]["s"]  # the end is the next one's start
        labels[bucket] = cells[1]["d"]
        sizes = {round((cell["v"]["e"] - cell["v"]["s"]) / 86_400) for cell in cells}
        assert sizes <= {
            "daily": {1},
            "weekly": {7},
            "monthly": {28, 29, 30, 31},
            "quarterly": {90, 91, 92},
        }.get(bucket, {365, 366})
    assert labels == {
        "daily": "01/02/2023", "weekly": "01/02/2023", "monthly": "Feb 2023", "quarterly": "Q2 2023", "yearly": "2024",
    }  # fmt: skip
    hour = rows_of(cluster, "[Order Time].hourly sort by [Order Time]")[0][0]
    assert isinstance(hour, int)  # times are not wrapped, buckets of their days are
    assert isinstance(rows_of(cluster, "[Order Time].daily sort by [Order Time]")[0][0], dict)
    assert isinstance(rows_of(cluster, "[Order Date].hourly sort by [Order Date]")[0][0], dict)


BUCKET_FLOORS: dict[str, Callable[[dt.datetime], dt.datetime]] = {
    "hourly": lambda at: at.replace(minute=0, second=0),
    "daily": lambda at: at.replace(hour=0, minute=0, second=0),
    "weekly": lambda at: at.replace(hour=0, minute=0, second=0) - dt.timedelta(days=at.weekday()),
    "monthly": lambda at: at.replace(day=1, hour=0, minute=0, second=0),
    "quarterly": lambda at: at.replace(month=(at.month - 1) // 3 * 3 + 1, day=1, hour=0, minute=0, second=0),
    "yearly": lambda at: at.replace(month=1, day=1, hour=0, minute=0, second=0),
}


@pytest.mark.parametrize("bucket", BUCKET_FLOORS)
@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Kolkata"])
def test_buckets_are_first_instants_in_the_zone(zone: str, bucket: str) -> None:
    cluster = make_cluster(time_zone=zone, rows=2_000)
    rows = rows_of(cluster, f"[Order ID] [Order Time] [Order Time].{bucket} sort by [Order ID]")
    for _, at, floor in rows:
        assert (at is None) == (floor is None)
        if at is not None:
            local = dt.datetime.fromtimestamp(at, ZoneInfo(zone))
            assert floor == BUCKET_FLOORS[bucket](local).timestamp()


def test_sums_by_group() -> None:
    cluster = make_cluster(rows=5_000)
    table = cluster.dataset()
    expected = (
        table.group_by(["Region", "Product"]).aggregate([("Revenue", "sum"), ("Quantity", "sum")]).to_pylist()
    )
    wanted = {(row["Region"], row["Product"]): (row["Revenue_sum"], row["Quantity_sum"]) for row in expected}
    rows = rows_of(cluster, "[Region] [Product] [Revenue] [Quantity]")
    assert len(rows) == len(wanted)
    for region, product, revenue, quantity in rows:
        assert revenue == pytest.approx(wanted[region, product][0])
        assert quantity == wanted[region, product][1]
        assert isinstance(quantity, int)


def test_one_total_and_distinct_values() -> None:
    cluster = make_cluster(rows=5_000)
    table = cluster.dataset()
    assert rows_of(cluster, "[Quantity]") == [(pc.sum(table["Quantity"]).as_py(),)]
    regions = {row[0] for row in rows_of(cluster, "[Region]")}
    assert regions == set(table["Region"].to_pylist())
    codes = [row[0] for row in rows_of(cluster, "[Session Code]")]
    assert len(codes) == len(set(codes)) == pc.count_distinct(table["Session Code"], mode="all").as_py()
    assert rows_of(cluster, "[Quantity] [Order ID] > 90000") == [(None,)]  # nothing to sum
    assert rows_of(cluster, "[Region] [Quantity] [Order ID] > 90000") == []


def test_groups_without_a_value_sum_to_null() -> None:
    cluster = make_cluster(rows=5_000)
    missing = cluster.dataset().filter(pc.is_null(cluster.dataset()["Revenue"]))["Order ID"].to_pylist()[0]
    assert rows_of(cluster, f"[Region] [Revenue] [Order ID] = {missing}")[0][1] is None


def test_many_groups_are_sorted_rather_than_counted() -> None:
    cluster = make_cluster(rows=30_000)
    # Order Time x Session Code is far beyond what is counted in one array, and a third column more so.
    rows = rows_of(cluster, "[Order Time] [Session Code] [Region] [Quantity]")
    names = ("Order Time", "Session Code", "Region")
    expected = set(zip(*(cluster.dataset()[name].to_pylist() for name in names), strict=True))
    assert len(rows) == len(expected)
    assert len(rows_of(cluster, "[Order Time] [Session Code] [Quantity]")) > 20_000
    assert sum(row[3] or 0 for row in rows) == pc.sum(cluster.dataset()["Quantity"]).as_py()


CONDITIONS: list[tuple[str, Callable[[dict[str, Any]], bool]]] = [
    ("[Region] = 'west'", lambda row: row["Region"] == "West"),
    ("[Region] != 'West'", lambda row: row["Region"] not in {"West", None}),
    ("[Region] = 'West' 'East'", lambda row: row["Region"] in {"West", "East"}),
    ("[Region] != 'West' 'East'", lambda row: row["Region"] not in {"West", "East", None}),
    ("[Region] = '{null}'", lambda row: row["Region"] is None),
    ("[Region] != '{null}'", lambda row: row["Region"] is not None),
    ("[Region] = '{null}' 'West'", lambda row: row["Region"] in {None, "West"}),
    ("[Region] >= 'North'", lambda row: (row["Region"] or "") >= "North"),
    ("[Region] < 'north'", lambda row: row["Region"] in {"Central", "East"}),
    ("[Quantity] = 5", lambda row: row["Quantity"] == 5),
    ("[Quantity] = 5 6", lambda row: row["Quantity"] in {5, 6}),
    (
        "[Quantity] <= 5 [Revenue] > 100.5",
        lambda row: (row["Quantity"] or 99) <= 5 and (row["Revenue"] or 0) > 100.5,
    ),
    ("[Order Date] = '03/09/2024'", lambda row: row["Order Date"] == dt.date(2024, 3, 9)),
    ("[Order Date] != '03/09/2024'", lambda row: row["Order Date"] not in {dt.date(2024, 3, 9), None}),
    ("[Order Date] > '03/09/2024'", lambda row: (row["Order Date"] or dt.date.min) > dt.date(2024, 3, 9)),
    ("[Order Date] <= '03/09/2024'", lambda row: (row["Order Date"] or dt.date.max) <= dt.date(2024, 3, 9)),
    ("[Order ID] >= 100 [Order ID] < 200", lambda row: 100 <= row["Order ID"] < 200),
    ("[Order ID] > 99.5 [Order ID] <= 199.5", lambda row: 100 <= row["Order ID"] < 200),
    ("[Order ID] > 100 [Order ID] < 199.5", lambda row: 101 <= row["Order ID"] < 200),
    ("[Order ID] = 7", lambda row: row["Order ID"] == 7),
    ("[Order ID] = 7.5", lambda _: False),
    ("[Order ID] = 7 8", lambda row: row["Order ID"] in {7, 8}),
    ("[Order ID] = '{null}'", lambda _: False),
    ("[Order ID] > 1000000", lambda _: False),
    ("[Order ID] < -5", lambda _: False),
    ("[Order ID] <= 50 [Region] = 'West'", lambda row: row["Order ID"] <= 50 and row["Region"] == "West"),
]


@pytest.mark.parametrize(("condition", "keeps"), CONDITIONS, ids=[text for text, _ in CONDITIONS])
@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles"])
def test_conditions(zone: str, condition: str, keeps: Callable[[dict[str, Any]], bool]) -> None:
    cluster = make_cluster(time_zone=zone, rows=4_000)
    expected = [row["Order ID"] for row in cluster.dataset().to_pylist() if keeps(row)]
    assert [row[0] for row in rows_of(cluster, f"[Order ID] {condition} sort by [Order ID]")] == expected
    assert [
        row[0] for row in rows_of(cluster, f"[Order ID] {condition} sort by [Order ID] descending")
    ] == expected[::-1]
    assert sorted(row[0] for row in rows_of(cluster, f"[Order ID] {condition}")) == expected


RUNTIME: list[tuple[dict[str, Any], Callable[[dict[str, Any]], bool]]] = [
    ({"col1": "Region", "op1": "CONTAINS", "val1": "ORTH"}, lambda row: row["Region"] == "North"),
    (
        {"col1": "Product", "op1": "BEGINS_WITH", "val1": "travel"},
        lambda row: (row["Product"] or "").startswith("Travel"),
    ),
    (
        {"col1": "Product", "op1": "ENDS_WITH", "val1": "lamp"},
        lambda row: (row["Product"] or "").endswith("lamp"),
    ),
    ({"col1": "Product", "op1": "LIKE", "val1": "%vel%"}, lambda row: "vel" in (row["Product"] or "")),
    ({"col1": "Quantity", "op1": "CONTAINS", "val1": "1"}, lambda _: False),
    ({"col1": "Quantity", "op1": "BW", "val1": [3, 5]}, lambda row: row["Quantity"] == 4),
    ({"col1": "Quantity", "op1": "BW_INC", "val1": [3, 5]}, lambda row: row["Quantity"] in {3, 4, 5}),
    ({"col1": "Quantity", "op1": "BW_INC_MIN", "val1": [3, 5]}, lambda row: row["Quantity"] in {3, 4}),
    ({"col1": "Quantity", "op1": "BW_INC_MAX", "val1": [3, 5]}, lambda row: row["Quantity"] in {4, 5}),
    ({"col1": "Quantity", "op1": "NOT_IN", "val1": [3, 5]}, lambda row: row["Quantity"] not in {3, 5, None}),
    (
        {"col1": "Order Date", "op1": "GE", "val1": 1_700_000_000},
        lambda row: (row["Order Date"] or dt.date.min) > dt.date(2023, 11, 14),
    ),
    ({"col1": "Order Date", "op1": "GE", "val1": "1700000000"}, lambda _: True),  # text is silently ignored
]


@pytest.mark.parametrize(("given_", "keeps"), RUNTIME)
async def test_runtime_filters(given_: dict[str, Any], keeps: Callable[[dict[str, Any]], bool]) -> None:
    cluster = make_cluster()
    expected = {row["Order ID"] for row in cluster.dataset().to_pylist() if keeps(row)}
    body = {
        "query_string": "[Order ID]",
        "logical_table_identifier": "Retail Sales",
        "record_size": -1,
        "runtime_filter": given_,
    }
    async with signed_in(cluster, "ana") as client:
        content = (await client.post(SEARCH, json=body)).json()["contents"][0]
    assert {row[0] for row in content["data_rows"]} == expected


async def search(client: httpx.AsyncClient, text: str, **body: Any) -> Any:
    answer = await client.post(
        SEARCH, json={"query_string": text, "logical_table_identifier": "Retail Sales", **body}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()["contents"][0]


async def test_pages_have_no_total(ana: httpx.AsyncClient) -> None:
    for offset, size, count in (
        (0, 10, 10),
        (1_990, 100, 10),
        (2_000, 10, 0),
        (9_000, 10, 0),
        (0, -1, 2_000),
        (0, 0, 0),
    ):
        page = await search(ana, "[Order ID] sort by [Order ID]", record_offset=offset, record_size=size)
        assert (page["record_offset"], page["record_size"]) == (offset, size)
        assert (
            page["available_data_row_count"]
            == page["returned_data_row_count"]
            == count
            == len(page["data_rows"])
        )
        assert [row[0] for row in page["data_rows"][:1]] == [offset + 1][:count]
    assert (await search(ana, "[Order ID]"))["record_size"] == 10


async def test_full_rows_leave_nulls_out_and_fit_the_document(
    ana: httpx.AsyncClient, cluster: Cluster
) -> None:
    body = {"query_string": ALL + " sort by [Order ID]", "logical_table_identifier": "Retail Sales"}
    answer = await ana.post(SEARCH, json={**body, "data_format": "FULL", "record_size": 2_000})
    fits("POST", SEARCH, 200, answer.json())
    rows = answer.json()["contents"][0]["data_rows"]
    for row, true in zip(rows, cluster.dataset().to_pylist(), strict=True):
        assert set(row) == {name for name, cell in true.items() if cell is not None}


async def test_one_call_gives_100_000_rows_at_most() -> None:
    cluster = make_cluster(rows=150_000)
    cluster.data.midnights  # noqa: B018 - made once per cluster, and not what is measured
    started = time.perf_counter()
    page = read_page(cluster, ALL + " sort by [Order ID]", size=-1)
    assert time.perf_counter() - started < 2  # 0.1 s on an idle machine
    assert len(page.rows) == 100_000
    assert len(rows_of(make_cluster(max_rows=50), "[Order ID]", size=60)) == 50


def test_unsorted_pages_overlap_and_sorted_ones_do_not() -> None:
    cluster = make_cluster(rows=1_000)

    def pull(text: str) -> list[int]:
        return [
            row[0]
            for offset in range(0, 1_000, 100)
            for row in rows_of(cluster, text, offset=offset, size=100)
        ]

    shuffled = pull("[Order ID]")
    assert len(shuffled) == 1_000
    assert len(set(shuffled)) < 1_000
    assert pull("[Order ID] sort by [Order ID]") == list(range(1, 1_001))
    whole = [row[0] for row in rows_of(cluster, "[Order ID]")]
    assert whole != sorted(whole) == list(range(1, 1_001))
    first, second = (rows_of(cluster, "[Product] [Revenue]") for _ in range(2))
    assert first != second
    assert sorted(map(str, first)) == sorted(map(str, second))


@given(st.integers(0, 400), st.integers(0, 10_000))
def test_shuffled_is_a_permutation(count: int, salt: int) -> None:
    positions = np.arange(count, dtype=np.int64)
    assert sorted(engine.shuffled(positions, count, salt).tolist()) == list(range(count))


def test_sorting_by_other_columns() -> None:
    cluster = make_cluster(rows=3_000)
    table = [
        row
        for row in cluster.dataset().to_pylist()
        if row["Region"] in {"West", None} or row["Order ID"] <= 10
    ]
    for name in ("Region", "Revenue", "Order Date", "Session Code"):
        for direction in ("", " descending"):
            rows = rows_of(cluster, f"[Order ID] [{name}] sort by [{name}]{direction} [Order ID]")
            known = [row[1] for row in rows if row[1] is not None]
            assert known == sorted(known, reverse=bool(direction))
            assert all(row[1] is None for row in rows[len(known) :])  # nulls last
            for one, other in pairwise(rows):
                assert one[1] != other[1] or one[0] < other[0]
    filtered = rows_of(cluster, "[Order ID] [Region] [Quantity] > 3 sort by [Region]")
    assert [row[1] for row in filtered if row[1]] == sorted(row[1] for row in filtered if row[1])
    assert table


def test_top() -> None:
    cluster = make_cluster(rows=3_000)
    every = rows_of(cluster, "[Product] [Revenue] sort by [Revenue] descending")
    assert rows_of(cluster, "[Product] [Revenue] top 3") == every[:3]
    assert (
        rows_of(cluster, "[Product] [Revenue] top 3 sort by [Product]")
        == rows_of(cluster, "[Product] [Revenue] sort by [Product]")[:3]
    )
    assert [row[0] for row in rows_of(cluster, "[Order ID] top 3")] == [1, 2, 3]
    best = rows_of(cluster, "[Order ID] [Revenue] top 2")
    assert best == rows_of(cluster, "[Order ID] [Revenue] sort by [Revenue] descending", size=2)


def test_prepared_searches_are_kept_for_their_pages() -> None:
    cluster = make_cluster()
    for number in range(engine.KEPT + 3):
        rows_of(cluster, f"[Region] top {number + 1}")
    assert len(cluster.engine._kept) == engine.KEPT


@pytest.mark.parametrize(
    "change",
    [
        {"query_string": "[Nothing]"},
        {"query_string": None},
        {"logical_table_identifier": "Nothing"},
        {"logical_table_identifier": None},
        {"data_format": "WIDE"},
        {"record_offset": -1},
        {"record_size": -2},
        {"record_size": "10"},
        {"record_size": True},
        {"runtime_filter": [1]},
    ],
)
async def test_refused_data_calls(ana: httpx.AsyncClient, change: dict[str, Any]) -> None:
    body = {"query_string": "[Region]", "logical_table_identifier": "Retail Sales", **change}
    assert (await ana.post(SEARCH, json=body)).status_code == 400


def first(cluster: Cluster, kind: str) -> dict[str, Any]:
    return max(
        (record for record in cluster.state.metadata.values() if record["type"] == kind),
        key=lambda item: len(item["visualizations"]),
    )


async def test_answer_data(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    path, answer = f"{V2}/metadata/answer/data", first(cluster, "ANSWER")
    value = (await ana.post(path, json={"metadata_identifier": answer["name"], "data_format": "FULL"})).json()
    fits("POST", path, 200, value)
    assert (value["metadata_id"], len(value["contents"])) == (answer["id"], 1)
    assert (await ana.post(path, json={"metadata_identifier": "Nothing"})).status_code == 400


async def test_liveboard_data(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    path, board = f"{V2}/metadata/liveboard/data", first(cluster, "LIVEBOARD")
    body = {"metadata_identifier": board["id"], "data_format": "FULL", "record_size": 3}
    value = (await ana.post(path, json=body)).json()
    fits("POST", path, 200, value)
    assert [content["visualization_id"] for content in value["contents"]] == [
        viz["id"] for viz in board["visualizations"]
    ]
    assert all(len(content["data_rows"]) <= 3 for content in value["contents"])
    last = board["visualizations"][-1]
    for name in (last["id"], last["name"]):
        value = (await ana.post(path, json={**body, "visualization_identifiers": [name]})).json()
        assert [content["visualization_name"] for content in value["contents"]] == [last["name"]]
    assert (
        await ana.post(path, json={**body, "visualization_identifiers": [last["id"], "x"]})
    ).status_code == 400


async def test_v1_search(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    source = cluster.state.find_metadata("Retail Sales")
    assert source is not None
    given_ = {"query_string": "[Order ID] [Region] sort by [Order ID]", "data_source_guid": source["id"]}

    async def call(**more: Any) -> Any:
        return (await ana.post(f"{V1}/searchdata", params={**given_, **more})).json()

    page = await call(batchsize=10, pagenumber=2, offset=5)
    assert [row[0] for row in page["data"]] == list(range(11, 21))  # the page number wins
    assert (page["totalRowCount"], page["rowCount"], page["pageSize"], page["offset"]) == (2_000, 10, 10, 10)
    page = await call(offset=1_995)
    assert [row[0] for row in page["data"]] == list(range(1_996, 2_001))
    page = await call(formattype="FULL", batchsize=1)
    assert page["data"][0]["Order ID"] == 1
    page = await call(sortCol1="Order ID", asc1="false", batchsize=1)
    assert page["data"][0][0] == 2_000
    for wrong in ({"formattype": "WIDE"}, {"batchsize": "x"}, {"data_source_guid": "x"}):
        assert (await ana.post(f"{V1}/searchdata", params={**given_, **wrong})).status_code == 400


async def test_v1_liveboard(ana: httpx.AsyncClient, cluster: Cluster) -> None:
    path, board = f"{V1}/pinboarddata", first(cluster, "LIVEBOARD")
    value = (await ana.post(path, params={"id": board["id"], "batchsize": 2})).json()
    assert list(value) == [viz["id"] for viz in board["visualizations"]]
    assert value[board["visualizations"][0]["id"]]["name"] == "Revenue by region"
    viz = board["visualizations"][0]["id"]
    pairs = [
        ("id", board["id"]),
        ("vizid", f'["{viz}"]'),
        ("COL1", "Region"),
        ("op1", "IN"),
        ("val1", "West"),
        ("val1", "East"),
        ("val1", "x"),
    ]
    value = (await ana.post(path, params=pairs)).json()
    assert {row[0] for row in value[viz]["data"]} == {"West", "East"}
    dated = {"id": board["id"], "vizid": f'["{viz}"]', "col1": "Order Date", "op1": "LT"}
    none = (await ana.post(path, params={**dated, "val1": "0"})).json()[viz]["data"]
    ignored = (await ana.post(path, params={**dated, "val1": "01/01/1970"})).json()[viz]["data"]
    assert (len(none), len(ignored)) == (0, 6)
    twice = [*dated.items(), ("op1", "BW_INC"), ("val1", "0"), ("val1", "4102444800")]
    assert len((await ana.post(path, params=twice)).json()[viz]["data"]) == 6
    transient = await ana.post(path, files={"transient_pinboard_content": (None, "{}")})
    assert transient.status_code == 200
    for wrong in (
        {},
        {"id": "x"},
        {"id": board["id"], "vizid": "x"},
        {"id": board["id"], "vizid": "{}"},
        {"id": board["id"], "vizid": '["x"]'},
    ):
        assert (await ana.post(path, params=wrong)).status_code == 400
