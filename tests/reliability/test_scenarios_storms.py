"""Storms of cancelled calls: whatever a call is doing when it is given up, the pool works afterwards (scenario 14)."""

import asyncio
import random
import ssl
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import canary
import pytest
import trustme
from measure import both_loops, own_edges, sized
from servers import Got, Peer, Tokens, answer_bytes, serving
from wire_support import READ, Connect, settled, sockets

from aiothoughtspot import Rate, TrustedAuth

Said = Callable[[str, object], None]


def trusted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's TLS setting that the client trusts."""
    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(folder / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("localhost").configure_cert(context)
    return context


@own_edges
@pytest.mark.parametrize("scheme", ["http", "https"])
@both_loops
async def test_scenario_14_twenty_storms_of_500_calls_cancelled_anywhere_leave_a_pool_that_works(
    connect: Connect, scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Said
) -> None:
    chance, before = random.Random(14), sockets()
    whole = answer_bytes({"rows": list(range(50))})

    async def slowly(got: Got, peer: Peer) -> None:
        cut = chance.randrange(len(whole))
        await asyncio.sleep(chance.random() * 0.01)
        await peer.send(whole[:cut])
        await asyncio.sleep(chance.random() * 0.01)
        await peer.send(whole[cut:])

    # Logins all the time, because tokens live for a moment; and a rate that makes calls wait.
    tokens = Tokens(life=0.05, behind=slowly)
    tls = trusted(tmp_path, monkeypatch) if scheme == "https" else None
    async with serving(tokens, tls=tls) as server:
        client = connect(server, TrustedAuth("ana", canary.KEY), max_in_flight=30, rate=Rate(3000, 30))
        await client.call(READ)
        ends: Counter[str] = Counter()
        storms, calls = sized(2, 20), 500
        for _ in range(storms):
            storm = [asyncio.create_task(client.call(READ)) for _ in range(calls)]
            # Each at its own moment: in the queue, at the login, the rate, the handshake, the head or the body.
            for one in storm:
                asyncio.get_running_loop().call_later(chance.random() * 0.15, one.cancel)
            for end in await asyncio.gather(*storm, return_exceptions=True):
                ends[type(end).__name__] += 1
        stats = client.stats()
        assert (stats.in_flight, stats.waiting) == (0, 0)
        assert set(ends) <= {"CancelledError", "dict"}
        assert ends["CancelledError"] > ends["dict"]
        tokens.life = 300
        answers = await asyncio.gather(*(client.call(READ) for _ in range(100)))
        assert answers == [{"rows": list(range(50))}] * 100
        assert len(server.open) <= 30 + 2
        await client.aclose()
        assert await settled(lambda: len(server.open), 0) == 0
    assert await settled(lambda: len(asyncio.all_tasks()), 1) == 1
    left = await settled(lambda: sockets() <= before, True)
    assert left, sockets()
    record_property("calls cancelled", ends["CancelledError"])
    record_property("calls after, of 100", len(answers))
