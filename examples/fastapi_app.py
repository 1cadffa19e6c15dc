"""A FastAPI backend: one client for the app, each end user with their own token, and no work for a browser that left.

`python examples/fastapi_app.py`, then open http://127.0.0.1:8000/docs.  `X-User` stands in for your own login.
"""

import asyncio
import os
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

import uvicorn
from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import aiothoughtspot as ts
from where import cluster

T = TypeVar("T")
SECRET_KEY = os.environ.get("TS_SECRET_KEY", "secret")
SALES = "[Order ID] [Order Date] [Order Time] [Revenue] sort by [Order ID]"
DATES = ts.Dates.typed({"Order Date": date, "Order Time": datetime}, "cluster")


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None, None]:
    """One client, and so one pool and one set of limits, from the first request to the last."""
    async with cluster() as (url, auth), ts.Client(url, auth) as client:
        app.state.thoughtspot = client
        yield


app = FastAPI(title="Sales", lifespan=lifespan)


def as_user(request: Request, x_user: Annotated[str, Header()] = "tsadmin") -> ts.Client:
    """The app's client as this end user: a cheap view on the same pool, with a token of its own."""
    client: ts.Client = request.app.state.thoughtspot
    return client.with_auth(ts.TrustedAuth(x_user, SECRET_KEY))


AsUser = Annotated[ts.Client, Depends(as_user)]


async def unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Do `work`, but cancel it as soon as the browser leaves: its call is given up and its slot is free again."""
    doing, leaving = asyncio.create_task(work), asyncio.create_task(gone(request))
    try:
        await asyncio.wait((doing, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise HTTPException(499, "the browser left")
        return doing.result()
    finally:
        doing.cancel()
        leaving.cancel()
        await asyncio.gather(doing, leaving, return_exceptions=True)


async def gone(request: Request) -> None:
    """Return when the connection to the browser is closed."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


class Person(BaseModel):
    """A user; `created` is ISO 8601 with its offset in the JSON."""

    name: str
    created: datetime | None


class Sale(BaseModel):
    """An order: a day is a day in the JSON (2026-01-29), a moment has its offset, and missing is null."""

    order: int
    day: date | None
    at: datetime | None
    revenue: float | None


@app.get("/people")
async def people(request: Request, client: AsUser, size: int = 10) -> list[Person]:
    found = await unless_gone(request, client.v2.users.search(record_size=size))
    return [Person(name=user.name, created=user.creation_time) for user in found]


@app.get("/sales")
async def sales(request: Request, client: AsUser, size: int = 10) -> list[Sale]:
    dated = client.with_options(dates=DATES)
    search = dated.v2.data.search(
        query_string=SALES, logical_table_identifier="Retail Sales", record_size=size
    )
    (content,) = (await unless_gone(request, search)).contents
    rows = (dict(zip(content.column_names, row, strict=True)) for row in content.data_rows)
    return [
        Sale(order=row["Order ID"], day=row["Order Date"], at=row["Order Time"], revenue=row["Revenue"])
        for row in rows
    ]


@app.exception_handler(ts.ThoughtSpotError)
async def problem(_: Request, error: ts.ThoughtSpotError) -> JSONResponse:
    """Errors as problem+json.  Their texts hold no secret, but may name objects: show your own users less."""
    status = 504 if isinstance(error, ts.TimedOutError) else 502
    if isinstance(error, ts.ForbiddenError | ts.NotFoundError | ts.BadRequestError):
        status = error.status
    body = {"title": type(error).__name__, "status": status, "detail": str(error)}
    return JSONResponse(body, status, media_type="application/problem+json")


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=8000)
