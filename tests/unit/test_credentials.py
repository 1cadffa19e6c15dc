"""The one login for all who wait, step by step in a world where sleeping only moves the clock."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import canary
import msgspec
import pytest

from aiothoughtspot import (
    AuthError,
    AuthUnavailableError,
    BearerAuth,
    ConnectError,
    Deadline,
    NoAuth,
    OrgAccessError,
    RejectedError,
    TimedOutError,
    TrustedAuth,
)
from aiothoughtspot._credentials import (
    ATTEMPTS,
    BACKOFF_BASE,
    BACKOFF_CAP,
    REFUSED_SECONDS,
    Credentials,
    backoff,
)
from aiothoughtspot._response import Response
from aiothoughtspot.auth import DEFAULT_LIFE, FRESH, USABLE, Auth, Grant, Lease, Login, Token

ANA = TrustedAuth("ana", canary.KEY)
NEVER = Deadline()
START = 1_000.0
DOWN = Response(503, (), b"")
WRONG = Response(401, (), b"")


def token(name: str) -> Response:
    return Response(200, (), msgspec.json.encode({"token": name}))


class World:
    """A clock, and a token endpoint that answers by its script; the last answer is for all that follow."""

    def __init__(self, *answers: Response | Exception, auth: Auth = ANA, **more: Any) -> None:
        self.now = START
        self.slept: list[float] = []
        self.answers = list(answers) or [token("a"), token("b"), token("c")]
        self.sent: list[float] = []
        self.gate: asyncio.Event | None = None
        self.it = Credentials(auth, self.send, lambda: self.now, self.sleep, lambda: 0.5, **more)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)

    async def send(self, _: Login) -> Response:
        self.sent.append(self.now)
        if self.gate is not None:
            await self.gate.wait()
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(found, Exception):
            raise found
        return found

    async def value(self) -> str | None:
        grant = await self.it.get(NEVER)
        return None if grant is None else grant.value


async def test_nobody_has_no_credential() -> None:
    world = World(auth=NoAuth())
    assert await world.it.get(NEVER) is None
    assert (world.sent, world.it.mints) == ([], 0)


async def test_a_credential_is_asked_for_once_and_kept_while_it_is_fresh() -> None:
    world = World()
    assert world.it.current() is world.it.fresh() is None
    assert await world.value() == await world.value() == "Bearer a"
    assert world.sent == [START]
    assert world.it.mints == 1
    world.now = START + FRESH * DEFAULT_LIFE - 0.001
    assert world.it.fresh() is world.it.current() is not None
    world.now = START + FRESH * DEFAULT_LIFE
    assert world.it.fresh() is None
    assert world.it.current() is not None
    world.now = START + USABLE * DEFAULT_LIFE
    assert world.it.current() is None


async def test_a_refresh_is_in_the_background_while_the_old_one_holds_and_one_is_enough() -> None:
    world = World()
    await world.value()
    world.now += FRESH * DEFAULT_LIFE
    assert [await world.value() for _ in range(3)] == ["Bearer a"] * 3
    await asyncio.sleep(0.01)
    assert len(world.sent) == 2
    assert await world.value() == "Bearer b"


async def test_a_refresh_that_failed_is_not_tried_again_before_its_backoff_nor_a_refused_one_before_a_minute() -> (
    None
):
    permanent = ConnectError("no", permanent=True)
    world = World(token("a"), permanent, permanent, WRONG, token("b"))
    await world.value()
    world.now += FRESH * DEFAULT_LIFE
    # With times of the test's own: the default life leaves too little for a minute.
    assert world.it._grant is not None
    world.it._grant = Grant("authorization", "Bearer a", 1, world.now, world.now + 1e6)

    async def asks() -> int:
        before = len(world.sent)
        assert await world.value() == "Bearer a"
        await asyncio.sleep(0.01)
        return len(world.sent) - before

    assert await asks() == 1
    assert await asks() == 0
    world.now += backoff(1, 0.5) - 0.001
    assert await asks() == 0
    world.now += 0.002
    assert await asks() == 1
    world.now += backoff(2, 0.5)
    assert await asks() == 1
    world.now += REFUSED_SECONDS - 0.001
    assert await asks() == 0
    world.now += 0.002
    assert await asks() == 1
    assert await world.value() == "Bearer b"


async def test_all_who_wait_share_one_login_and_each_hears_its_own_exception() -> None:
    world = World(WRONG)
    found = await asyncio.gather(*(world.it.get(NEVER) for _ in range(5)), return_exceptions=True)
    assert all(type(error) is RejectedError for error in found)
    assert len({id(error) for error in found}) == 5
    assert len(world.sent) == 1


@pytest.mark.parametrize(("answer", "kind"), [(WRONG, RejectedError), (Response(400, (), b'{"code": 13090}'), OrgAccessError)])  # fmt: skip
async def test_what_was_refused_is_sent_again_after_a_minute_not_before(
    answer: Response, kind: type[AuthError]
) -> None:
    world = World(answer, token("a"))
    for wait in (0.0, REFUSED_SECONDS - 0.001):
        world.now = START + wait
        with pytest.raises(kind):
            await world.it.get(NEVER)
    assert len(world.sent) == 1
    world.now = START + REFUSED_SECONDS
    assert await world.value() == "Bearer a"
    # Not only is it over, it is forgotten.
    world.it._grant = None
    world.now = START + 1
    assert await world.value() == "Bearer a"


async def test_a_refusal_is_heard_with_all_that_the_server_said() -> None:
    world = World(Response(400, (), b'{"code": 13090, "incident_id_guid": "i"}'))
    for _ in range(2):
        with pytest.raises(OrgAccessError) as caught:
            await world.it.get(NEVER)
        assert (caught.value.code, caught.value.incident_id) == (13090, "i")
        assert not hasattr(caught.value, "__notes__")
        caught.value.add_note("the caller's own")


@pytest.mark.parametrize("answer", [DOWN, TimedOutError("slow"), ConnectError("no")])
async def test_what_may_mend_itself_is_asked_four_times_with_growing_waits(
    answer: Response | Exception,
) -> None:
    world = World(answer)
    with pytest.raises(AuthUnavailableError) as caught:
        await world.it.get(NEVER)
    assert len(world.sent) == ATTEMPTS
    assert world.slept == [backoff(failures, 0.5) for failures in range(1, ATTEMPTS)]
    expected = "the token endpoint answered: HTTP 503" if answer is DOWN else f"no token: {answer}"
    assert caught.value.message.startswith(expected)
    assert caught.value.__suppress_context__
    # The next caller waits for what is left of the last backoff, then the count goes on.
    with pytest.raises(AuthUnavailableError):
        await world.it.get(NEVER)
    assert world.slept[ATTEMPTS - 1 :] == pytest.approx(
        [backoff(failures, 0.5) for failures in range(ATTEMPTS, 2 * ATTEMPTS)]
    )


async def test_a_success_forgets_the_failures() -> None:
    world = World(DOWN, DOWN, token("a"), DOWN, token("b"))
    assert await world.value() == "Bearer a"
    world.it._grant = None
    assert await world.value() == "Bearer b"
    assert world.slept == [backoff(1, 0.5), backoff(2, 0.5), backoff(1, 0.5)]


async def test_what_no_repetition_mends_is_heard_at_once() -> None:
    world = World(ConnectError("a bad certificate", permanent=True))
    with pytest.raises(ConnectError, match="a bad certificate") as caught:
        await world.it.get(NEVER)
    assert caught.value.permanent
    assert len(world.sent) == 1


@pytest.mark.parametrize(
    ("failures", "random", "seconds"),
    [(1, 0.0, 0.375), (1, 1.0, 0.5), (2, 0.5, 0.875), (5, 1.0, 8.0), (6, 1.0, 16.0), (7, 1.0, 16.0), (17, 1.0, 16.0), (10**6, 1.0, 16.0)],
)  # fmt: skip
def test_the_waits_double_up_to_a_cap(failures: int, random: float, seconds: float) -> None:
    assert backoff(failures, random) == pytest.approx(seconds)
    assert (BACKOFF_BASE, BACKOFF_CAP, ATTEMPTS, REFUSED_SECONDS) == (0.5, 16.0, 4, 60.0)


async def test_a_bad_one_is_replaced_once_for_all_who_had_it() -> None:
    world = World()
    bad = await world.it.get(NEVER)
    assert bad is not None
    found = await asyncio.gather(*(world.it.replace(bad, NEVER) for _ in range(5)))
    assert {grant and grant.value for grant in found} == {"Bearer b"}
    assert len(world.sent) == 2
    # Who comes late with the old one gets the new one, and it stays.
    late = await world.it.replace(bad, NEVER)
    assert late is world.it.current()
    assert late is not None
    assert late.generation == bad.generation + 1


async def test_the_same_again_is_no_replacement() -> None:
    world = World(token("a"))
    bad = await world.it.get(NEVER)
    assert bad is not None
    assert await world.it.replace(bad, NEVER) is None
    fixed = World(auth=BearerAuth("t"))
    bad = await fixed.it.get(NEVER)
    assert bad is not None
    assert await fixed.it.replace(bad, NEVER) is None
    assert fixed.it.current() is bad


async def test_the_deadline_ends_the_waiting_and_a_login_for_nobody() -> None:
    world = World()
    world.gate = asyncio.Event()
    loop = asyncio.get_running_loop()
    with pytest.raises(AuthUnavailableError, match="no token came before the call's deadline") as caught:
        await world.it.get(Deadline(loop.time() + 0.02))
    assert caught.value.__suppress_context__
    await asyncio.sleep(0)
    world.gate.set()
    assert world.it._flight is None
    assert await world.value() == "Bearer a"
    assert len(world.sent) == 2


async def test_one_that_leaves_takes_the_login_from_nobody_else() -> None:
    world = World()
    world.gate = asyncio.Event()
    first, second = (asyncio.create_task(world.it.get(NEVER)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    world.gate.set()
    grant = await second
    assert grant is not None
    assert len(world.sent) == 1


async def test_a_background_refresh_goes_on_when_a_caller_in_the_foreground_leaves() -> None:
    world = World()
    await world.value()
    world.gate = asyncio.Event()
    world.now += FRESH * DEFAULT_LIFE
    await world.value()
    flight = world.it._flight
    assert flight is not None
    waiting = asyncio.create_task(world.it._wait(NEVER))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert not flight.cancelling()
    world.gate.set()
    assert (await flight).value == "Bearer b"


async def test_closing_ends_the_login_and_whoever_waits_for_it() -> None:
    world = World()
    world.gate = asyncio.Event()
    waiting = asyncio.create_task(world.it.get(NEVER))
    await asyncio.sleep(0)
    world.it.close()
    with pytest.raises(AuthUnavailableError, match="closed during the login"):
        await waiting
    assert world.it._flight is None
    world.it.close()


async def test_a_caller_that_is_cancelled_while_the_login_is_too_hears_of_its_own() -> None:
    world = World()
    world.gate = asyncio.Event()
    waiting = asyncio.create_task(world.it.get(NEVER))
    await asyncio.sleep(0)
    world.it.close()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_a_login_that_fails_is_logged_by_kind_only(caplog: pytest.LogCaptureFixture) -> None:
    world = World(WRONG)
    with caplog.at_level(logging.INFO, "aiothoughtspot.auth"), pytest.raises(RejectedError):
        await world.it.get(NEVER)
    await asyncio.sleep(0)
    assert [record.getMessage() for record in caplog.records] == ["login of trusted failed: RejectedError"]


class Shelf:
    """A store of one process; it notes what it is asked."""

    def __init__(self) -> None:
        self.kept: Lease | None = None
        self.asked: list[tuple[bytes, str | None]] = []

    async def obtain(self, name: bytes, mint: Callable[[], Awaitable[Lease]], bad: str | None) -> Lease:
        self.asked.append((name, bad))
        if self.kept is None or self.kept.value == bad:
            self.kept = await mint()
        return self.kept


async def test_a_store_is_asked_first_and_told_which_one_is_bad() -> None:
    shelf = Shelf()
    first = World(store=shelf, name=b"ana")
    second = World(token("x"), store=shelf, name=b"ana")
    second.now = START + 40
    assert await first.value() == await second.value() == "Bearer a"
    assert (first.it.mints, second.it.mints) == (1, 0)
    assert shelf.asked == [(b"ana", None)] * 2
    assert shelf.kept == Lease("authorization", "Bearer a", FRESH * DEFAULT_LIFE, USABLE * DEFAULT_LIFE)
    grant = second.it.current()
    assert grant == Grant(
        "authorization",
        "Bearer a",
        1,
        second.now + FRESH * DEFAULT_LIFE,
        second.now + USABLE * DEFAULT_LIFE,
    )
    assert (await second.it.replace(grant, NEVER)) == second.it.current()
    assert shelf.asked[-1] == (b"ana", "Bearer a")
    assert await second.value() == "Bearer x"


class Broken:
    """A store that raises, or gives what is none."""

    def __init__(self, found: Any) -> None:
        self.found = found

    async def obtain(self, name: bytes, mint: Callable[[], Awaitable[Lease]], bad: str | None) -> Lease:
        del name, mint, bad
        if isinstance(self.found, Exception):
            raise self.found
        lease: Lease = self.found
        return lease


@pytest.mark.parametrize(
    ("found", "kind", "text"),
    [
        (OSError("redis://hunter2"), AuthUnavailableError, "^the token store failed with OSError$"),
        (None, AuthUnavailableError, "^the token store gave a NoneType, not a Lease$"),
        (RejectedError("no"), RejectedError, "^no$"),
    ],
)
async def test_a_store_that_is_out_of_order_is_told_by_kind(
    found: Any, kind: type[AuthError], text: str
) -> None:
    with pytest.raises(kind, match=text):
        await World(store=Broken(found), name=b"ana").it.get(NEVER)


@pytest.mark.parametrize("kind", ["a text", "a function", "an async function"])
async def test_a_token_from_elsewhere_is_kept_without_an_end(kind: str) -> None:
    async def later() -> str:
        return "t"

    ways: dict[str, Token] = {"a text": "t", "a function": lambda: "t", "an async function": later}
    world = World(auth=BearerAuth(ways[kind]))
    grant = await world.it.get(NEVER)
    assert grant == Grant("authorization", "Bearer t", 1)
    assert (world.sent, world.it.mints) == ([], 1)


@pytest.mark.parametrize("value", ["", "\xe9", "a\nb", "Bearer t", " t"])
async def test_a_token_from_elsewhere_that_cannot_be_sent_is_refused(value: str) -> None:
    with pytest.raises(RejectedError, match="cannot be sent: give it alone, without the word Bearer"):
        await World(auth=BearerAuth(value)).it.get(NEVER)


async def test_a_function_of_the_user_that_fails_is_named_by_its_exception_only() -> None:
    def fails() -> str:
        raise LookupError("hunter2")

    def unavailable() -> str:
        raise RejectedError("the vault is sealed")

    with pytest.raises(AuthUnavailableError, match=r"^the function for the token failed with LookupError$"):
        await World(auth=BearerAuth(fails)).it.get(NEVER)
    number: Any = lambda: 5  # noqa: E731 - a function of the wrong type
    with pytest.raises(AuthUnavailableError, match="the function for the token gave a int, not a str"):
        await World(auth=BearerAuth(number)).it.get(NEVER)
    with pytest.raises(RejectedError, match="the vault is sealed"):
        await World(auth=BearerAuth(unavailable)).it.get(NEVER)
