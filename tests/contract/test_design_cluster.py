"""The embedded cluster as a tool of other people's tests: its arguments, its data, its accounts, its faults, its command."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pyarrow as pa
import pytest

import aiothoughtspot as ts
from aiothoughtspot.simulator import Cluster, serve

ROWS = 300
COLUMNS = {
    "Order ID": pa.int64(),
    "Order Date": pa.date32(),
    "Order Time": pa.timestamp("us", "UTC"),
    "Region": pa.string(),
    "Product": pa.string(),
    "Quantity": pa.int64(),
    "Revenue": pa.float64(),
    "Session Code": pa.int64(),
}
QUERY = " ".join(f"[{name}]" for name in COLUMNS)
ACCOUNTS: list[Any] = [
    ts.TrustedAuth("tsadmin", "secret"),
    ts.PasswordAuth("tsadmin", "secret"),
    ts.SessionAuth("tsadmin", "secret"),
    ts.TrustedAuth("ana", "secret"),
    ts.PasswordAuth("ana", "secret"),
    ts.SessionAuth("ana", "secret"),
]
STRANGERS: list[tuple[Any, type[ts.AuthError]]] = [
    (ts.TrustedAuth("ana", "wrong"), ts.RejectedError),
    (ts.PasswordAuth("ana", "wrong"), ts.RejectedError),
    (ts.TrustedAuth("nobody", "secret"), ts.RejectedError),
    (ts.TrustedAuth("ana", "secret", org=999), ts.OrgAccessError),
    (ts.BearerAuth("wrong"), ts.AuthError),
]
# settings of a fault -> what a call meets, or None where it succeeds in spite of it
FAULTS: list[tuple[dict[str, Any], type[ts.ThoughtSpotError] | None]] = [
    ({"status": 418}, ts.ApiError),
    ({"status": 429, "headers": {"Retry-After": "0"}}, ts.RateLimitedError),
    ({"status": 503}, ts.ServerError),
    ({"kind": "bad_gateway"}, ts.ServerError),
    ({"kind": "login_page"}, ts.DecodeError),
    ({"html": True}, ts.DecodeError),
    ({"latency": 0.05}, None),
    ({"latency": 5.0}, ts.TimedOutError),
    ({"drop": "connect"}, ts.ProtocolError),
    ({"drop": "head"}, ts.ProtocolError),
    ({"drop": "body"}, ts.ProtocolError),
    ({"drip": 0.05}, ts.TimedOutError),
    ({"expire_tokens": True}, None),
    ({"kind": "latency", "latency": 0.01}, None),
    ({"kind": "drop"}, ts.ProtocolError),
    ({"kind": "html"}, ts.DecodeError),
    ({"kind": "expiry"}, None),
    ({"kind": "drift"}, None),
    ({"drift": "unknown_enum"}, None),
    ({"drift": "extra_field"}, None),
    ({"drift": "null"}, None),
]


def small(**options: Any) -> Cluster:
    return Cluster(rows=ROWS, users=5, objects=20, **options)


def client(cluster: Cluster, auth: Any = None, **options: Any) -> ts.Client:
    return ts.Client(
        "http://localhost",
        auth or ts.TrustedAuth("ana", "secret"),
        options=ts.Options(retry=ts.Retry.none(), **options),
        transport=httpx.ASGITransport(app=cluster),
    )


def test_the_data_set_has_true_types_and_nulls_and_is_the_same_for_a_seed() -> None:
    table = small().dataset()
    assert dict(zip(table.schema.names, table.schema.types, strict=True)) == COLUMNS
    assert table.num_rows == len(set(table["Order ID"].to_pylist())) == ROWS
    assert table["Order ID"].null_count == 0
    assert all(table[name].null_count for name in COLUMNS if name != "Order ID")
    assert small().dataset().equals(table)
    assert not small(seed=2).dataset().equals(table)


@pytest.mark.parametrize("custom_calendar", [False, True])
@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Tokyo"])
async def test_what_it_answers_is_its_data_set(zone: str, custom_calendar: bool) -> None:
    cluster = small(custom_calendar=custom_calendar, time_zone=zone)
    source: dict[str, Any] = {
        "query_string": QUERY,
        "logical_table_identifier": "Retail Sales",
        "record_size": ROWS,
    }
    async with client(cluster, dates=ts.Dates.by_source("cluster")) as one:
        page = (await one.v2.data.search(**source)).contents[0]
        wire = (await one.with_options(dates=ts.Dates.raw()).v2.data.search(**source)).contents[0]
    assert page.column_names == list(COLUMNS)

    def plain(row: list[Any]) -> list[Any]:
        # Between zones, Python calls no times equal that a clock shows twice.
        return [cell.astimezone(UTC) if isinstance(cell, datetime) else cell for cell in row]

    truth = sorted((list(row.values()) for row in cluster.dataset().to_pylist()), key=lambda row: row[0])
    assert sorted(map(plain, page.data_rows), key=lambda row: row[0]) == list(map(plain, truth))
    days = {row[0]: row[1] for row in wire.data_rows}
    for number, day in ((row[0], row[1]) for row in truth if row[1] is not None):
        sent = days[number]["v"]["s"] if custom_calendar else days[number]
        assert datetime.fromtimestamp(sent, ZoneInfo(zone)) == datetime.combine(
            day, datetime.min.time(), ZoneInfo(zone)
        )
    assert all(isinstance(row[1], date | None) for row in page.data_rows)


@pytest.mark.parametrize("auth", ACCOUNTS)
async def test_a_seeded_account_gets_in(auth: Any) -> None:
    async with client(small(), auth) as one:
        assert (await one.v2.authentication.current_user()).name == auth.username


@pytest.mark.parametrize(("auth", "kind"), STRANGERS)
async def test_a_stranger_does_not(auth: Any, kind: type[ts.AuthError]) -> None:
    async with client(small(), auth) as one:
        with pytest.raises(kind):
            await one.v2.tags.search()


async def test_tokens_live_for_300_s_and_can_be_revoked() -> None:
    cluster = small()
    async with client(cluster) as one:
        for mints, happens in (
            (1, lambda: None),
            (2, lambda: cluster.advance(301)),
            (3, cluster.revoke_tokens),
        ):
            happens()
            await one.v2.tags.search()
            assert cluster.mints == mints


async def test_unknown_keys_are_ignored_and_recorded_and_refused_when_strict() -> None:
    for strict in (False, True):
        cluster = small(strict=strict)
        async with client(cluster) as one:
            if strict:
                with pytest.raises(ts.ApiError, match="colour"):
                    await one.call("v2.tags.search", body={"colour": "x"}, check=False)
            else:
                assert await one.call("v2.tags.search", body={"colour": "x"}, check=False)
        assert list(cluster.unknown_keys) == [("POST /api/rest/2.0/tags/search", "colour")]


@pytest.mark.parametrize("limited", [True, False])
async def test_more_than_a_hundred_a_second_meet_429(limited: bool) -> None:
    async with client(small(rate_limit=limited), rate=None, max_in_flight=150) as one:

        async def ask() -> bool:
            try:
                await one.v2.tags.search()
            except ts.RateLimitedError:
                return False
            return True

        answered = [await ask() for _ in range(150)]
    assert all(answered) is not limited


@pytest.fixture(scope="module")
def served() -> Iterator[Cluster]:
    cluster = small(rate_limit=False)
    with serve(cluster) as cluster.url:
        yield cluster


@pytest.mark.parametrize(("settings", "kind"), FAULTS)
async def test_a_fault_strikes_once_and_is_told_as_what_it_is(
    served: Cluster, settings: dict[str, Any], kind: type[ts.ThoughtSpotError] | None
) -> None:
    served.faults.clear()
    fault = served.faults.add(path="/tags/search", **settings)
    options = ts.Options(retry=ts.Retry.none(), timeout=0.3, deadline=0.6, rate=None)
    async with ts.Client(served.url, ts.TrustedAuth("ana", "secret"), options=options) as one:
        if kind is None:
            assert await one.v2.tags.search()
        else:
            with pytest.raises(kind):
                await one.v2.tags.search()
        assert await one.v2.tags.search()
    assert fault.hits == 1


def test_a_fault_that_does_not_exist_is_refused() -> None:
    for wrong in ({"kind": "nonsense"}, {"drop": "nonsense"}, {"nonsense": 1}):
        with pytest.raises((ValueError, TypeError)):
            small().faults.add(**wrong)


def test_the_command_prints_its_url_first() -> None:
    flags = "--port 0 --rows 50 --seed 3 --custom-calendar --time-zone Asia/Tokyo --release 26.8.0.cl --no-rate-limit --strict"
    command = [sys.executable, "-m", "aiothoughtspot.simulator", *flags.split()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout is not None
            url = child.stdout.readline().strip()
            login = {"username": "ana", "secret_key": "secret"}
            token = httpx.post(f"{url}/api/rest/2.0/auth/token/full", json=login).json()["token"]
            system = httpx.get(
                f"{url}/api/rest/2.0/system", headers={"Authorization": f"Bearer {token}"}
            ).json()
        finally:
            child.send_signal(signal.SIGTERM)
    assert child.returncode == 0
    assert url.startswith("http://127.0.0.1:")
    assert (system["time_zone"], system["release_version"]) == ("Asia/Tokyo", "26.8.0.cl")
