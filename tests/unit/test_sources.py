"""What date decoding asks the cluster: each question once, and any answer is borne."""

import json
from typing import Any

import pytest

from aiothoughtspot._response import Response
from aiothoughtspot._sources import columns_of, resolve, source_of
from aiothoughtspot.dates import Dates
from aiothoughtspot.errors import DecodeError, ForbiddenError, NotFoundError


class Cluster:
    """A client that answers from a table and counts what it is asked."""

    def __init__(self, **answers: Any) -> None:
        self.known: dict[Any, Any] = {}
        self.answers = answers
        self.asked: list[tuple[str, Any]] = []

    async def call(self, operation: str, *, body: Any = None, decode: Any) -> Response:
        assert decode is False
        self.asked.append((operation, body))
        _, group, verb = operation.split(".")
        answer = self.answers.get(f"{group}_{verb}", self.answers.get(verb))
        if isinstance(answer, Exception):
            raise answer
        return Response(200, (), answer if isinstance(answer, bytes) else json.dumps(answer).encode())


def column(name: Any, kind: Any) -> dict[str, Any]:
    return {"header": {"name": name}, "dataType": kind}


SOURCE = [{"metadata_detail": {"columns": [column("Order Date", "DATE"), column("Revenue", "DOUBLE")]}}]
ZONE = "America/Los_Angeles"


async def test_nothing_is_asked_if_nothing_is_left_open() -> None:
    cluster = Cluster()
    for dates in (Dates.auto(), Dates.raw(), Dates.by_name("UTC"), Dates.by_source(columns={})):
        assert await resolve(cluster, dates, None) == dates
    assert cluster.asked == []


async def test_the_zone_is_asked_once() -> None:
    cluster = Cluster(info={"time_zone": ZONE})
    for _ in range(3):
        assert await resolve(cluster, Dates.auto("cluster"), None) == Dates.auto(ZONE)
    assert cluster.asked == [("v2.system.info", None)]


@pytest.mark.parametrize(
    "system", [ForbiddenError("no", status=403), NotFoundError("no", status=404), {}, [], "text"]
)
async def test_the_session_says_the_zone_to_those_who_may_not_read_the_system(system: Any) -> None:
    cluster = Cluster(system_info=system, session_info={"timezone": ZONE})
    for _ in range(2):
        assert await resolve(cluster, Dates.auto("cluster"), None) == Dates.auto(ZONE)
    assert cluster.asked == [("v2.system.info", None), ("v1.session.info", None)]


async def test_a_zone_that_is_not_to_be_had_is_to_be_named() -> None:
    cluster = Cluster(
        system_info=ForbiddenError("no", status=403), session_info=NotFoundError("none", status=404)
    )
    with pytest.raises(
        NotFoundError, match=r"none; the cluster's time zone is not to be had: name it, as in Dates"
    ):
        await resolve(cluster, Dates.auto("cluster"), None)
    # A refusal of one does not make a zone of the other's silence.
    cluster = Cluster(system_info=ForbiddenError("no", status=403), session_info={})
    with pytest.raises(ForbiddenError, match="not to be had"):
        await resolve(cluster, Dates.auto("cluster"), None)


@pytest.mark.parametrize("answer", [{}, {"time_zone": ""}, {"time_zone": None}, [], "text", None])
async def test_a_cluster_that_does_not_say_is_in_utc(answer: Any) -> None:
    assert await resolve(Cluster(info=answer), Dates.auto("cluster"), None) == Dates.auto("UTC")


@pytest.mark.parametrize(
    "answer", [{"time_zone": "Mars/Olympus"}, {"time_zone": 7}, b"<html>", b"[" * 200_000]
)
async def test_a_zone_that_cannot_be_used_is_a_decode_error(answer: Any) -> None:
    with pytest.raises(DecodeError):
        await resolve(Cluster(info=answer), Dates.auto("cluster"), None)


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ({"logical_table_identifier": "S-1", "query_string": "[x]"}, {}),
        (None, {"data_source_guid": "S-1"}),
        ({"logical_table_identifier": ""}, {"data_source_guid": "S-1"}),
    ],
)
async def test_a_sources_columns_are_asked_once(body: Any, query: dict[str, Any]) -> None:
    cluster = Cluster(search=SOURCE)
    wanted = Dates.by_source("UTC", columns={"Order Date": "DATE", "Revenue": "DOUBLE"})
    for _ in range(3):
        assert await resolve(cluster, Dates.by_source("UTC"), source_of(body, query)) == wanted
    ((operation, sent),) = cluster.asked
    assert operation == "v2.metadata.search"
    assert sent["metadata"] == [{"identifier": "S-1", "type": "LOGICAL_TABLE"}]
    assert sent["include_details"] is True


@pytest.mark.parametrize("body", [None, {}, [1], "text"])
async def test_a_call_without_a_source_knows_no_columns(body: Any) -> None:
    cluster = Cluster()
    assert await resolve(cluster, Dates.by_source("UTC"), source_of(body, {})) == Dates.by_source(
        "UTC", columns={}
    )
    assert cluster.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        [None, "x"],
        [{"metadata_detail": "error text"}],
        [{"metadata_detail": {"columns": None}}],
        [{"metadata_detail": {"columns": {"a": 1}}}],
        [{"metadata_detail": {"columns": ["x", {}, {"header": "x"}, column(1, "DATE"), column("a", None)]}}],
    ],
)
def test_a_strange_answer_has_no_columns(answer: Any) -> None:
    assert columns_of(answer) == {}


def test_a_single_object_is_a_list_of_one() -> None:
    assert columns_of(SOURCE[0]) == columns_of(SOURCE) == {"Order Date": "DATE", "Revenue": "DOUBLE"}
