"""A FastAPI backend: one client for the app, each end user with a token and org of their own.

    app = FastAPI(lifespan=fastapi.lifespan(lambda: ts.Client(url, auth)))
    fastapi.install(app)
    UserClient = Annotated[ts.Client, Depends(fastapi.user_client(who_asks))]

`who_asks` is the app's own: it says as whom the request's user acts.  Everything of `backends.starlette` is here too.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, ClassVar

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict

from aiothoughtspot.auth import NoAuth, PasswordAuth, TrustedAuth, login
from aiothoughtspot.backends._models import model
from aiothoughtspot.backends._problems import SENTENCES
from aiothoughtspot.backends.starlette import (
    CancelOnDisconnect,
    Streamed,
    app_client,
    events,
    install,
    lifespan,
    report,
)
from aiothoughtspot.client import Client
from aiothoughtspot.errors import (
    ApiError,
    OrgAccessError,
    RejectedError,
    RequestError,
    ThoughtSpotError,
    UnauthorizedError,
)
from aiothoughtspot.retry import NO_RETRY

__all__ = [
    "PROBLEMS",
    "AppClient",
    "CancelOnDisconnect",
    "EmbedToken",
    "Health",
    "Problem",
    "Streamed",
    "app_client",
    "events",
    "health_router",
    "install",
    "lifespan",
    "model",
    "report",
    "token_router",
    "user_client",
]

# Who acts: a dependency of the app's that returns a way to log in.  Its parameters are FastAPI's business.
Who = Callable[..., Any]
AppClient = Annotated[Client, Depends(app_client)]
PROBE_SECONDS = 5.0
# A login that was refused is not sent again for so long (s).
REFUSED_SECONDS = 60.0
REFUSALS = frozenset({400, 401, 403})
SERVER_ERROR = 500


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it; `incident_id` and `trace_id` are the cluster's own."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    operation: str | None = None
    incident_id: str | None = None
    trace_id: str | None = None
    retry_after: int | None = None


# For `FastAPI(responses=PROBLEMS)`: what any endpoint may answer, in the app's own documents.
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": sentence,
        "content": {"application/problem+json": {"schema": Problem.model_json_schema()}},
    }
    for status, sentence in SENTENCES.items()
    if status in {429, 502, 503, 504}
}


def user_client(who: Who) -> Callable[..., Client]:
    """Make a dependency that gives the app's client acting as the request's user.

    `who` is a dependency of yours (with dependencies of its own, if you like) that returns the user's way to log in, such
    as `TrustedAuth(name, secret_key, org=...)`, or raises.  The view is cheap; tokens are kept for each user and org.
    """

    def acting(request: Request, auth: Annotated[Any, Depends(who)]) -> Client:
        return app_client(request).with_auth(auth)

    return acting


class EmbedToken(BaseModel):
    """A token for the browser of one user; `expires_at` is when it ends."""

    token: str
    username: str
    expires_at: datetime | None


def token_router(who: Who, *, path: str = "/token", now: Callable[[], float] = time.monotonic) -> APIRouter:
    """Make a router with POST `path`, which answers with a fresh token for the user that `who` names: for embedding.

    `who` returns a `TrustedAuth` or `PasswordAuth`; its `validity` is the token's life in s.  The secret stays here.
    Guard it as you guard your other routes: `who` must take the user from your own session, never from the request.
    """
    router = APIRouter(tags=["thoughtspot"])
    refused: dict[Any, float] = {}

    @router.post(path)
    async def token(request: Request, response: Response, auth: Annotated[Any, Depends(who)]) -> EmbedToken:
        """A fresh token for the user who is logged in."""
        if not isinstance(auth, TrustedAuth | PasswordAuth):
            raise RequestError("a token is made for a TrustedAuth or a PasswordAuth only")
        asked_at = now()
        if refused.get(auth, asked_at) > asked_at:
            raise RejectedError("this login was refused a moment ago; bad logins lock accounts")
        try:
            made = await _minted(app_client(request), auth)
        except (RejectedError, OrgAccessError):
            # Those of the last minute only: an attacker with many names fills no memory for longer.
            for old in [one for one, until in refused.items() if until <= asked_at]:
                del refused[old]
            refused[auth] = asked_at + REFUSED_SECONDS
            raise
        response.headers["cache-control"] = "no-store"
        return EmbedToken(token=made.token, username=auth.username, expires_at=made.expiration_time)

    return router


async def _minted(client: Client, auth: TrustedAuth | PasswordAuth) -> Any:
    """Log in, for a token that nobody else has; raises what the client's own logins raise."""
    asked = login(auth)
    custom = asked.path.endswith("/custom")
    operation = "v2.authentication.custom_token" if custom else "v2.authentication.full_token"
    try:
        return await client.with_auth(NoAuth()).call(operation, body=asked.body)
    except ApiError as error:
        if error.status in REFUSALS:
            cls = OrgAccessError if isinstance(error, OrgAccessError) else RejectedError
            raise cls(error.message, operation=error.operation) from None
        raise


class Health(BaseModel):
    """How a worker is: calls in flight, callers that wait, and how long ago (s) the cluster was last asked."""

    status: str
    in_flight: int = 0
    waiting: int = 0
    age: float | None = None


def health_router(*, every: float = 30.0, prefix: str = "/health") -> APIRouter:
    """Make a router with GET `prefix`/live (this process answers) and `prefix`/ready (the cluster does; else 503).

    However often they are called, the cluster is asked at most once in `every` seconds by each worker, for at most 5 s.
    """
    router = APIRouter(prefix=prefix, tags=["health"])
    asking = asyncio.Lock()
    asked_at, reached = float("-inf"), False

    @router.get("/live")
    async def live() -> Health:
        """This process answers."""
        return Health(status="live")

    @router.get("/ready", responses={503: {"model": Health}})
    async def ready(client: AppClient, response: Response) -> Health:
        """The cluster answers, or did a moment ago."""
        nonlocal asked_at, reached
        now = asyncio.get_running_loop().time
        async with asking:
            if now() - asked_at >= every:
                reached = await _reaches(client)
                asked_at = now()
        response.status_code = 200 if reached else 503
        stats = client.stats()
        return Health(
            status="ready" if reached else "unreachable",
            in_flight=stats.in_flight,
            waiting=stats.waiting,
            age=round(now() - asked_at, 3),
        )

    return router


async def _reaches(client: Client) -> bool:
    """Whether the cluster answers at all; that it refuses the credential is an answer too."""
    once = client.with_options(timeout=PROBE_SECONDS, deadline=PROBE_SECONDS, retry=NO_RETRY)
    try:
        await once.v2.authentication.current_user()
    except UnauthorizedError:
        return True
    except ApiError as error:
        return error.status < SERVER_ERROR
    except ThoughtSpotError:
        return False
    return True
