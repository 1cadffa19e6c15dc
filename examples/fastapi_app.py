"""A FastAPI backend: one client for the app, each end user with their own token, and no work for a browser that left.

`python examples/fastapi_app.py`, then open http://127.0.0.1:8000/docs.  `X-User` stands in for your own login.
"""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Annotated

import uvicorn
from fastapi import Depends, FastAPI, Header
from pydantic import BaseModel

import aiothoughtspot as ts
from aiothoughtspot.backends import fastapi
from where import cluster

SECRET_KEY = os.environ.get("TS_SECRET_KEY", "secret")
SALES = "[Order ID] [Order Date] [Order Time] [Revenue] sort by [Order ID]"
DATES = ts.Dates.typed({"Order Date": date, "Order Time": datetime}, "cluster")


@asynccontextmanager
async def opened() -> AsyncGenerator[ts.Client, None]:
    """One client, and so one pool and one set of limits, from the first request to the last."""
    async with cluster() as (url, auth), ts.Client(url, auth) as client:
        yield client


def who_asks(x_user: Annotated[str, Header()] = "tsadmin") -> ts.TrustedAuth:
    """Yours: take the user from your session, and say as whom they act."""
    return ts.TrustedAuth(x_user, SECRET_KEY)


app = FastAPI(title="Sales", lifespan=fastapi.lifespan(opened), responses=fastapi.PROBLEMS)
fastapi.install(app)
app.include_router(fastapi.token_router(who_asks))
app.include_router(fastapi.health_router())
UserClient = Annotated[ts.Client, Depends(fastapi.user_client(who_asks))]


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
async def people(client: UserClient, size: int = 10) -> list[Person]:
    found = await client.v2.users.search(record_size=size)
    return [Person(name=user.name, created=user.creation_time) for user in found]


@app.get("/sales")
async def sales(client: UserClient, size: int = 10) -> list[Sale]:
    answer = await client.with_options(dates=DATES).v2.data.search(
        query_string=SALES, logical_table_identifier="Retail Sales", record_size=size
    )
    (content,) = answer.contents
    rows = (dict(zip(content.column_names, row, strict=True)) for row in content.data_rows)
    return [
        Sale(order=row["Order ID"], day=row["Order Date"], at=row["Order Time"], revenue=row["Revenue"])
        for row in rows
    ]


@app.get("/liveboards/{liveboard}")
async def download(client: UserClient, liveboard: str) -> fastapi.Streamed:
    body = {"metadata_identifier": liveboard, "file_format": "PDF"}
    return fastapi.report(client.stream("v2.reports.liveboard", body=body), "board.pdf", "application/pdf")


@app.post("/conversations/{conversation}")
async def ask(client: UserClient, conversation: str, question: str) -> fastapi.Streamed:
    return fastapi.events(
        client.v2.ai.send_streaming(conversation_identifier=conversation, messages=[question])
    )


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=8000)
