"""Answers are lenient: drift gets through, instants are honest, and data cells can be read again in another way."""

import asyncio
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

import aiothoughtspot as ts

LA = "America/Los_Angeles"
WRAPPED = {"v": {"s": 694252800, "e": 694339200}, "d": "01-01-1992"}


def client(body: Any, *, status: int = 200, **options: Any) -> ts.Client:
    answer = httpx.Response(status) if body is None else httpx.Response(status, json=body)
    return ts.Client(
        "https://acme.example",
        ts.NoAuth(),
        options=ts.Options(**options),
        transport=httpx.MockTransport(lambda _: answer),
    )


async def users(item: Any) -> Any:
    async with client(item) as one:
        return await one.v2.users.search()


async def test_drift_gets_through() -> None:
    found = await users(
        [
            {
                "id": "u",
                "name": "n",
                "display_name": None,
                "visibility": "OF_A_LATER_RELEASE",
                "field_of_a_later_release": {"a": 1},
                "creation_time_in_millis": "1675129264089",
                "modification_time_in_millis": 1675129264089.0,
                "tags": {"id": "t", "name": "g"},
            }
        ]
    )
    (user,) = found
    assert (user.visibility, user.display_name, user.email) == ("OF_A_LATER_RELEASE", None, None)
    assert user.creation_time == user.modification_time == datetime(2023, 1, 31, 1, 41, 4, 89000, UTC)
    assert [one.name for one in user.tags] == ["g"]


async def test_one_object_may_stand_for_a_list_and_a_list_of_one_for_an_object() -> None:
    assert [user.name for user in await users({"id": "u", "name": "n"})] == ["n"]
    async with client([{"id": "u", "name": "n"}]) as one:
        assert (await one.v2.authentication.current_user()).name == "n"


async def test_a_list_may_be_wrapped_in_an_object() -> None:
    assert [user.name for user in await users({"users": [{"id": "u", "name": "n"}]})] == ["n"]


@pytest.mark.parametrize(("status", "body"), [(204, None), (200, None), (200, {"any": 1}), (202, [1])])
async def test_any_2xx_is_a_success(status: int, body: Any) -> None:
    async with client(body, status=status) as one:
        await one.v2.tags.delete("a")


@pytest.mark.parametrize("status", [200, 204])
async def test_an_answer_without_a_body_is_empty(status: int) -> None:
    async with client(None, status=status) as one:
        assert await one.v2.users.search() == []
        assert (await one.v2.system.info()).release_version is None


# field, what was sent, the property, the instant: admin times by their own units
TIMES: list[tuple[str, Any, str, datetime | None]] = [
    ("creation_time_in_millis", 1675129264089, "creation_time", datetime(2023, 1, 31, 1, 41, 4, 89000, UTC)),
    (
        "expiration_time_in_millis",
        1675171235,
        "expiration_time",
        datetime(2023, 1, 31, 13, 20, 35, tzinfo=UTC),
    ),
    (
        "expiration_time_in_millis",
        1675171235000,
        "expiration_time",
        datetime(2023, 1, 31, 13, 20, 35, tzinfo=UTC),
    ),
    ("first_login_time_in_millis", 0, "first_login_time", None),
    ("creation_time_in_millis", None, "creation_time", None),
]


@pytest.mark.parametrize(("field", "sent", "name", "instant"), TIMES)
async def test_an_admin_time_keeps_its_number_and_has_an_instant(
    field: str, sent: Any, name: str, instant: datetime | None
) -> None:
    (user,) = await users([{"id": "u", "name": "n", field: sent}])
    assert (getattr(user, field), getattr(user, name)) == (sent, instant)


async def test_failures_inside_a_success_can_be_raised() -> None:
    items = [
        {"response": {"status": {"status_code": "ERROR", "error_message": "no such table"}}},
        {"response": {"status": {"status_code": "OK"}}},
    ]
    async with client(items) as one:
        result = await one.v2.metadata.import_tml(metadata_tmls=["x"], import_policy="PARTIAL")
    assert len(result) == 2
    with pytest.raises(ts.ApiError, match="no such table"):
        result.raise_for_failures()


async def test_a_task_that_is_done_can_hold_failures() -> None:
    inside = {
        "object": [{"response": {"status": {"status_code": "ERROR", "error_message": "no such table"}}}]
    }
    task = {"task_id": "1", "task_status": "COMPLETED", "import_response": inside}
    async with client({"status_list": [task], "last_batch": True}) as one:
        with pytest.raises(ts.ApiError, match="no such table"):
            (await one.v2.metadata.tml_status()).raise_for_failures()


async def test_a_deployment_can_hold_failures() -> None:
    async with client([{"file_name": "a", "status_code": "ERROR", "status_message": "no such table"}]) as one:
        result = await one.v2.version_control.deploy(
            branch_name="b", commit_id="1", deploy_type="FULL", deploy_policy="ALL_OR_NONE"
        )
        with pytest.raises(ts.ApiError, match="no such table"):
            result.raise_for_failures()


async def test_the_clusters_zone_and_columns_are_asked_once_by_any_number_of_calls() -> None:
    asked: list[str] = []
    answers: dict[str, Any] = {
        "system": {"time_zone": LA},
        "search": [{"metadata_detail": {"columns": [{"header": {"name": "X"}, "dataType": "DATE"}]}}],
        "searchdata": {"contents": [{"column_names": ["X"], "data_rows": [[694252800]]}]},
    }

    async def slowly(request: httpx.Request) -> httpx.Response:
        what = request.url.path.rpartition("/")[2]
        asked.append(what)
        await asyncio.sleep(0.01)
        return httpx.Response(200, json=answers[what])

    options = ts.Options(dates=ts.Dates.by_source("cluster"))
    transport = httpx.MockTransport(slowly)
    async with ts.Client("https://acme.example", ts.NoAuth(), options=options, transport=transport) as one:
        calls = [one.v2.data.search(query_string="[X]", logical_table_identifier="T") for _ in range(5)]
        found = await asyncio.gather(*calls)
    assert [answer.contents[0].data_rows for answer in found] == [[[date(1992, 1, 1)]]] * 5
    assert sorted(asked) == ["search", *["searchdata"] * 5, "system"]


READINGS: list[tuple[ts.Dates, Any]] = [
    (ts.Dates.raw(), WRAPPED),
    (
        ts.Dates.auto(),
        ts.CalendarDate(
            datetime(1992, 1, 1, 8, tzinfo=UTC), datetime(1992, 1, 2, 8, tzinfo=UTC), "01-01-1992"
        ),
    ),
    (ts.Dates.typed({"X": "date"}, LA), date(1992, 1, 1)),
    (ts.Dates.typed({"X": "datetime"}), datetime(1992, 1, 1, 8, tzinfo=UTC)),
    (ts.Dates.by_source(LA, columns={"X": "DATE"}), date(1992, 1, 1)),
]


@pytest.mark.parametrize(("later", "expected"), READINGS)
@pytest.mark.parametrize("first", [dates for dates, _ in READINGS])
@pytest.mark.parametrize("verb", ["search", "answer", "liveboard"])
async def test_a_data_answer_can_be_read_again_whatever_the_first_reading(
    verb: str, first: ts.Dates, later: ts.Dates, expected: Any
) -> None:
    body = {"contents": [{"column_names": ["X"], "data_rows": [[WRAPPED]]}]}
    arguments = (
        {"query_string": "[X]", "logical_table_identifier": "T"}
        if verb == "search"
        else {"metadata_identifier": "a"}
    )
    async with client(body, dates=first) as one:
        found = await getattr(one.v2.data, verb)(**arguments)
    before = found.contents[0].data_rows
    assert found.decode(later).contents[0].data_rows == [[expected]]
    assert found.contents[0].data_rows == before == [[dict(READINGS)[first]]]


async def test_v1_answers_can_be_read_again_too() -> None:
    page = {"columnNames": ["X"], "data": [[WRAPPED]], "pageSize": -1, "offset": -1}
    async with client(page) as one:
        searched = await one.v1.data.search(query_string="[X]", data_source_guid="T")
    assert searched.decode(ts.Dates.typed({"X": "date"}, LA)).data == [[date(1992, 1, 1)]]
    async with client({"viz": page}) as one:
        boards = await one.v1.data.liveboard(id="b")
    assert boards.decode(ts.Dates.typed({"X": "date"}, LA))["viz"].data == [[date(1992, 1, 1)]]


async def test_a_typed_cell_that_is_no_date_names_column_and_row() -> None:
    body = {"contents": [{"column_names": ["X"], "data_rows": [[0], [True]]}]}
    async with client(body, dates=ts.Dates.typed({"X": "date"})) as one:
        with pytest.raises(ts.DecodeError, match="'X', row 1") as caught:
            await one.v2.data.search(query_string="[X]", logical_table_identifier="T")
    assert caught.value.body
