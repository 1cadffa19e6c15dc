"""A FastAPI app on a real socket before the embedded cluster: users, tokens, problems, health, documents."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import httpx
import pytest
from backends_support import served
from fastapi import Depends, FastAPI, Header, HTTPException, Request

import aiothoughtspot as ts
from aiothoughtspot.backends import fastapi
from aiothoughtspot.simulator import Cluster
from aiothoughtspot.v2.shared import User

QUICK = ts.Options(rate=None, retry=ts.Retry(attempts=2, base=0.01, cap=0.02), timeout=5, deadline=5)


def who_asks(
    x_user: Annotated[str, Header()], x_org: Annotated[str | None, Header()] = None
) -> ts.TrustedAuth:
    """Stands for the app's own session."""
    if x_user == "stranger":
        raise HTTPException(401)
    return ts.TrustedAuth(x_user, "secret", org=x_org, validity=600)


SHOWN: Any = fastapi.model(User)
UserClient = Annotated[ts.Client, Depends(fastapi.user_client(who_asks))]


def backend(url: str, options: ts.Options = QUICK, **settings: Any) -> FastAPI:
    opening = fastapi.lifespan(lambda: ts.Client(url, ts.TrustedAuth("tsadmin", "secret"), options=options))
    app = FastAPI(lifespan=opening, responses=fastapi.PROBLEMS)
    fastapi.install(app, **settings)
    app.include_router(fastapi.token_router(who_asks))
    app.include_router(fastapi.health_router(every=0.2))

    @app.get("/me")
    async def me(client: UserClient) -> str | None:
        return (await client.v2.authentication.current_user()).name

    @app.get("/people", response_model=list[SHOWN])
    async def people(client: UserClient) -> Any:
        return await client.v2.users.search(record_size=3)

    return app


@pytest.fixture
async def browser(cluster: Cluster) -> AsyncIterator[httpx.AsyncClient]:
    async with served(backend(cluster.url)) as browser:
        yield browser


async def test_each_user_acts_with_a_token_of_their_own(browser: httpx.AsyncClient, cluster: Cluster) -> None:
    names = ["ana", "tsadmin", "ana"]
    answers = [await browser.get("/me", headers={"X-User": name}) for name in names]
    assert [answer.json() for answer in answers] == names
    assert cluster.mints == 2


async def test_who_asks_decides_before_anything_is_sent(browser: httpx.AsyncClient, cluster: Cluster) -> None:
    assert (await browser.get("/me", headers={"X-User": "stranger"})).status_code == 401
    assert (await browser.get("/me")).status_code == 422
    assert (await browser.post("/token", headers={"X-User": "stranger"})).status_code == 401
    assert not cluster.counts


async def test_the_client_lives_as_long_as_the_app(cluster: Cluster) -> None:
    app = backend(cluster.url)
    async with served(app) as browser:
        assert (await browser.get("/me", headers={"X-User": "ana"})).status_code == 200
        client = app.state.thoughtspot
        assert client.stats().calls == 1
    with pytest.raises(ts.RequestError, match="the client is closed"):
        await client.v2.tags.search()


async def test_an_app_without_our_lifespan_hears_of_it() -> None:
    app = FastAPI()

    @app.get("/")
    async def nothing(request: Request) -> None:
        with pytest.raises(RuntimeError, match="lifespan"):
            fastapi.app_client(request)

    async with served(app) as browser:
        assert (await browser.get("/")).status_code == 200


@pytest.mark.parametrize(
    ("fault", "status", "title", "again"),
    [
        ({"status": 429, "headers": {"Retry-After": "3600"}}, 429, "RateLimitedError", "3600"),
        ({"status": 503}, 503, "ServerError", "5"),
        ({"status": 504}, 504, "ServerError", None),
        ({"status": 500}, 502, "ServerError", None),
        ({"status": 403}, 403, "ForbiddenError", None),
        ({"status": 200, "html": True}, 502, "DecodeError", None),
        ({"drop": "connect"}, 502, "ProtocolError", None),
    ],
)
async def test_an_error_is_a_problem(
    browser: httpx.AsyncClient,
    cluster: Cluster,
    fault: dict[str, Any],
    status: int,
    title: str,
    again: str | None,
) -> None:
    cluster.faults.add(path="/users/search", times=None, **fault)
    answer = await browser.get("/people", headers={"X-User": "tsadmin"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers.get("retry-after") == again
    problem = fastapi.Problem.model_validate(answer.json())
    assert (problem.title, problem.status, problem.operation) == (title, status, "v2.users.search")
    assert "HTTP" not in problem.detail


async def test_a_slow_cluster_is_a_504_and_a_dead_one_a_503(cluster: Cluster) -> None:
    short = ts.Options(rate=None, retry=ts.NO_RETRY, timeout=0.2, deadline=0.4)
    async with served(backend(cluster.url, short)) as browser:
        assert (await browser.get("/me", headers={"X-User": "ana"})).status_code == 200
        cluster.faults.add("slow", path="/users/search", latency=2.0)
        answer = await browser.get("/people", headers={"X-User": "ana"})
        assert (answer.status_code, answer.json()["title"]) == (504, "TimedOutError")
    async with served(backend("http://127.0.0.1:1", short)) as browser:
        answer = await browser.get("/me", headers={"X-User": "ana"})
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


async def test_explained_problems_carry_the_cluster_s_words(cluster: Cluster) -> None:
    async with served(backend(cluster.url, explain=True)) as browser:
        cluster.faults.add("error", path="/users/search", body={"message": "the words"})
        answer = await browser.get("/people", headers={"X-User": "tsadmin"})
        assert "the words" in answer.json()["detail"]


async def test_a_token_for_embedding_is_fresh_and_the_user_s(
    browser: httpx.AsyncClient, cluster: Cluster
) -> None:
    answers = [await browser.post("/token", headers={"X-User": "ana"}) for _ in range(2)]
    first, second = (fastapi.EmbedToken.model_validate(answer.json()) for answer in answers)
    assert first.token != second.token
    assert answers[0].headers["cache-control"] == "no-store"
    assert first.expires_at is not None
    left = first.expires_at - datetime.now(UTC)
    assert timedelta(seconds=590) < left <= timedelta(seconds=600)
    async with ts.Client(cluster.url, ts.BearerAuth(first.token)) as client:
        assert (await client.v2.authentication.current_user()).name == first.username == "ana"


async def test_a_token_for_an_org_by_name_is_a_custom_one(
    browser: httpx.AsyncClient, cluster: Cluster
) -> None:
    answer = await browser.post("/token", headers={"X-User": "ana", "X-Org": "Primary"})
    assert answer.status_code == 200, answer.text
    assert cluster.counts["POST /api/rest/2.0/auth/token/custom"] == 1


@pytest.mark.parametrize(
    ("status", "code", "answered", "title"),
    [(401, 10002, 502, "RejectedError"), (400, 13090, 403, "OrgAccessError")],
)
async def test_a_refused_token_is_not_asked_for_again_for_a_minute(
    browser: httpx.AsyncClient, cluster: Cluster, status: int, code: int, answered: int, title: str
) -> None:
    cluster.faults.add(path="/auth/token/full", status=status, body={"code": code}, times=2)
    full = "POST /api/rest/2.0/auth/token/full"
    first = await browser.post("/token", headers={"X-User": "ana"})
    assert (first.status_code, first.json()["title"]) == (answered, title)
    again = await browser.post("/token", headers={"X-User": "ana"})
    assert (again.status_code, again.json()["title"]) == (502, "RejectedError")
    assert cluster.counts[full] == 1
    other = await browser.post("/token", headers={"X-User": "tsadmin"})
    assert other.status_code == answered
    assert cluster.counts[full] == 2


async def test_a_refusal_is_forgotten_in_time_and_an_outage_is_none(cluster: Cluster) -> None:
    time_now = 0.0
    app = FastAPI(lifespan=fastapi.lifespan(lambda: ts.Client(cluster.url, ts.NoAuth(), options=QUICK)))
    fastapi.install(app)
    app.include_router(fastapi.token_router(who_asks, now=lambda: time_now))
    ana, tsadmin = {"X-User": "ana"}, {"X-User": "tsadmin"}
    async with served(app) as browser:
        cluster.faults.add("unavailable", path="/auth/token/full", times=2)
        assert (await browser.post("/token", headers=ana)).status_code == 503
        for moment, user in ((0.0, ana), (1.0, tsadmin), (60.5, tsadmin)):
            time_now = moment
            cluster.faults.add(path="/auth/token/full", status=401, times=1)
            assert (await browser.post("/token", headers=user)).status_code == 502
            cluster.faults.clear()
        # At 60.5 s Ana's refusal of 0 s is over, the other one of 1 s is not.
        assert (await browser.post("/token", headers=ana)).status_code == 200
        time_now = 61.0
        cluster.faults.add(path="/auth/token/full", status=401, times=1)
        assert (await browser.post("/token", headers=ana)).status_code == 502
        time_now = 121.0
        cluster.faults.clear()
        assert (await browser.post("/token", headers=tsadmin)).status_code == 200


async def test_a_token_needs_a_way_to_log_in(cluster: Cluster) -> None:
    app = FastAPI(lifespan=fastapi.lifespan(lambda: ts.Client(cluster.url, ts.NoAuth())))
    fastapi.install(app)
    app.include_router(fastapi.token_router(lambda: ts.BearerAuth("SECRET"), path="/embed"))
    async with served(app) as browser:
        answer = await browser.post("/embed")
        assert answer.status_code == 400
        assert "SECRET" not in answer.text


async def test_readiness_asks_the_cluster_seldom_and_once_for_all(
    browser: httpx.AsyncClient, cluster: Cluster
) -> None:
    ready = "GET /api/rest/2.0/auth/session/user"
    assert (await browser.get("/health/live")).json()["status"] == "live"
    assert cluster.counts[ready] == 0
    answers = await asyncio.gather(*(browser.get("/health/ready") for _ in range(20)))
    assert {answer.json()["status"] for answer in answers} == {"ready"}
    assert cluster.counts[ready] == 1
    cluster.faults.add("unavailable", path="/auth/session/user", times=1)
    await asyncio.sleep(0.21)
    down = await browser.get("/health/ready")
    assert (down.status_code, down.json()["status"]) == (503, "unreachable")
    assert (await browser.get("/health/ready")).status_code == 503
    assert cluster.counts[ready] == 2
    assert (await browser.get("/health/live")).status_code == 200
    await asyncio.sleep(0.21)
    assert (await browser.get("/health/ready")).json()["age"] < 0.2


@pytest.mark.parametrize(
    ("auth", "status"),
    [
        (ts.NoAuth(), 200),
        (ts.TrustedAuth("tsadmin", "wrong"), 503),
    ],
)
async def test_a_cluster_that_refuses_is_reached_but_a_login_that_fails_is_not_ready(
    cluster: Cluster, auth: Any, status: int
) -> None:
    app = FastAPI(lifespan=fastapi.lifespan(lambda: ts.Client(cluster.url, auth, options=QUICK)))
    app.include_router(fastapi.health_router())
    async with served(app) as browser:
        assert (await browser.get("/health/ready")).status_code == status


@pytest.mark.parametrize(("status", "ready"), [(403, 200), (500, 503)])
async def test_a_4xx_is_an_answer_too(cluster: Cluster, status: int, ready: int) -> None:
    cluster.faults.add(path="/auth/session/user", status=status, times=None)
    async with served(backend(cluster.url)) as browser:
        assert (await browser.get("/health/ready")).status_code == ready


async def test_the_documents_show_dates_and_problems(browser: httpx.AsyncClient) -> None:
    document = (await browser.get("/openapi.json")).json()
    user = document["components"]["schemas"]["User"]["properties"]
    assert {"type": "string", "format": "date-time"} in user["creation_time"]["anyOf"]
    assert user["creation_time_in_millis"]
    responses = document["paths"]["/people"]["get"]["responses"]
    assert set(responses) == {"200", "422", "429", "502", "503", "504"}
    assert "retry_after" in str(responses["429"]["content"]["application/problem+json"])
    people = (await browser.get("/people", headers={"X-User": "tsadmin"})).json()
    assert people[0]["name"] == "tsadmin"
    assert people[0]["creation_time"] == "2025-01-01T00:00:00Z"
