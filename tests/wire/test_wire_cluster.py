"""The embedded cluster with faults, over every edge: reads succeed, changes happen once, limits are kept (scenario 13)."""

import asyncio
import time
from datetime import date

import httpx
import pytest
from wire_support import Connect, settled

from aiothoughtspot import Client, Dates, Options, Rate, Retry, SessionAuth, ThoughtSpotError, TrustedAuth
from aiothoughtspot.simulator import Cluster, serve

ADMIN = TrustedAuth("tsadmin", "secret")
SEARCH = "/api/rest/2.0/users/search"
CREATE = "/api/rest/2.0/tags/create"


async def test_reads_get_through_every_fault_and_changes_happen_at_most_once(connect: Connect) -> None:
    cluster = Cluster(rows=100, users=60, objects=20, rate_limit=False)
    with serve(cluster) as url:
        client = connect(url, ADMIN, retry=Retry(attempts=8, base=0.01), max_in_flight=20)
        await client.v2.users.search(record_size=1)
        for kind in ("reset", "bad_gateway", "unavailable", "maintenance", "gateway_timeout"):
            cluster.faults.add(kind, path=SEARCH, times=2)
        cluster.faults.add("rate_limit", path=SEARCH, times=2, headers={"Retry-After": "0"})
        cluster.faults.add("expired", path=SEARCH, times=1, after=20)
        cluster.faults.add(path=SEARCH, times=2, drop="head")
        cluster.faults.add(path=SEARCH, times=2, drop="body")
        cluster.faults.add(path=SEARCH, times=2, truncate=40)
        pages = await asyncio.gather(
            *(client.v2.users.search(record_offset=n % 6 * 10, record_size=10) for n in range(120))
        )
        assert [len(page) for page in pages] == [10] * 120
        assert len({user.name for page in pages[:6] for user in page}) == 60
        assert all(fault.hits == fault.times for fault in cluster.faults)

        cluster.faults.clear()
        cluster.faults.add("unavailable", path=CREATE, times=2)
        cluster.faults.add(path=CREATE, times=2, after=2, drop="head")
        made = await asyncio.gather(
            *(client.v2.tags.create(name=f"wire {n}") for n in range(10)), return_exceptions=True
        )
        assert sum(isinstance(one, ThoughtSpotError) for one in made) == 4
        assert len([tag for tag in await client.v2.tags.search() if tag.name.startswith("wire ")]) == 8
        assert not cluster.bad
        await client.aclose()
        assert client.stats().in_flight == 0


async def test_a_cookie_session_lives_through_a_revocation(connect: Connect) -> None:
    cluster = Cluster(rows=100, users=20, objects=20, rate_limit=False)
    with serve(cluster) as url:
        client = connect(url, SessionAuth("tsadmin", "secret"))
        assert await client.v2.tags.search()
        cluster.revoke_tokens()
        assert all(await asyncio.gather(*(client.v2.tags.search() for _ in range(20))))
        assert client.stats().mints == 2


@pytest.mark.parametrize("edge", ["httpx", "aiohttp"], indirect=True)
async def test_scenario_13_the_server_s_limit_is_kept_without_a_429_and_nearly_used_up(
    connect: Connect,
) -> None:
    cluster = Cluster(rows=100, users=20, objects=20, rate_limit=True)
    with serve(cluster) as url:
        client = connect(url, ADMIN, rate=Rate())
        before = time.perf_counter()
        await asyncio.gather(*(client.v2.tags.search() for _ in range(200)))
        took = time.perf_counter() - before
        assert 200 / took > 80
        assert cluster.answers[429] == 0
        assert await settled(lambda: cluster.in_flight, 0) == 0


async def test_saved_answers_and_boards_are_read_by_the_types_of_their_tables() -> None:
    cluster = Cluster(rows=200, users=5, objects=60, rate_limit=False)
    transport = httpx.ASGITransport(cluster)
    options = Options(dates=Dates.by_source("cluster"), rate=None)
    async with Client(
        "http://localhost", TrustedAuth("tsadmin", "secret"), options=options, transport=transport
    ) as client:
        kinds: set[type] = set()
        for kind, read in (("ANSWER", client.v2.data.answer), ("LIVEBOARD", client.v2.data.liveboard)):
            found = await client.v2.metadata.search(metadata=[{"type": kind}], record_size=8)  # type: ignore[list-item]  # a mapping will do
            for one in found:
                for part in (await read(metadata_identifier=str(one.metadata_id))).contents:
                    for name, cell in zip(part.column_names, part.data_rows[0], strict=True):
                        if name == "Order Date" and cell is not None:
                            kinds.add(type(cell))
        assert kinds == {date}
        exports = cluster.counts["POST /api/rest/2.0/metadata/tml/export"]
        assert exports == 16
        await client.v2.data.liveboard(metadata_identifier=str(found[0].metadata_id))
        assert cluster.counts["POST /api/rest/2.0/metadata/tml/export"] == exports
