"""The statements that the in-memory database understands, and the values it keeps."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot.simulator.families._v1_database_rows import Context
from aiothoughtspot.simulator.families._v1_database_store import (
    KINDS,
    DatabaseError,
    Formats,
    database,
    read_value,
    show_value,
)
from aiothoughtspot.simulator.families._v1_database_tql import Question, run
from aiothoughtspot.simulator.families._v1_database_words import Words, statements
from aiothoughtspot.simulator.seeding import seeded
from aiothoughtspot.simulator.state import State


def rows(state: State, statement: str) -> list[Any]:
    return list(run(database(state), Context("RETAIL"), statement).rows)


@pytest.fixture
def state() -> State:
    return seeded(users=2, objects=2)


OPENED = [dt.date(2019, 4, 1), dt.date(2021, 9, 15), dt.date(2024, 1, 2)]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("select count(*) from stores;", [[3]]),
        ("select * from regions limit 1;", [[1, "North"]]),
        (
            "SELECT store, area FROM stores ORDER BY area DESC;",
            [["Harbour", 310.5], ["Market", 122.25], ["Station", None]],
        ),
        ("select area from stores order by area asc;", [[None], [122.25], [310.5]]),
        ("select opened from stores where opened >= '2021-09-15';", [[OPENED[1]], [OPENED[2]]]),
        ('select "store" from RETAIL.falcon_default_schema.stores where region_id = 1;', [["Harbour"]]),
        ("select store from falcon_default_schema.stores where region_id is null;", [["Station"]]),
        ("select store from stores where region_id is not null and store != 'Market';", [["Harbour"]]),
        ("select store from stores where area = null;", []),
        ("select store from stores where area < 200;", [["Market"]]),
    ],
)
def test_selecting(state: State, statement: str, expected: list[Any]) -> None:
    assert rows(state, statement) == expected


def test_changing_rows(state: State) -> None:
    whole, context = database(state), Context("RETAIL")
    said = run(
        whole,
        context,
        "insert into stores values (4, 'O''Neil', null, '2025-01-01', -1.5), (1, 'Pier', 1, null, 2);",
    )
    assert said.lines == ["2 rows inserted."]
    # A row with the key of an older one takes its place.
    assert [row[:2] for row in rows(state, "select * from stores order by store_id;")] == [
        [1, "Pier"],
        [2, "Market"],
        [3, "Station"],
        [4, "O'Neil"],
    ]
    assert run(whole, context, "update stores set area = 9, region_id = null where store_id > 2;").lines == [
        "2 rows updated."
    ]
    assert rows(state, "select area, region_id from stores where store_id = 4;") == [[9.0, None]]
    assert run(whole, context, "delete from stores where store_id <= 2;").lines == ["2 rows deleted."]
    run(whole, context, "truncate table stores;")
    assert rows(state, "select count(*) from stores;") == [[0]]


def test_definitions(state: State) -> None:
    whole, context = database(state), Context()
    version = whole["version"]
    run(whole, context, "create database Lab;")
    run(whole, context, "use database Lab;")
    run(whole, context, "create schema more;")
    run(
        whole,
        context,
        "create table more.t (a varchar(10), b bool, c bigint, d time, e datetime, f float, constraint primary key (c, a));",
    )
    assert run(whole, context, "show databases;").lines == ["RETAIL", "Lab"]
    assert run(whole, context, "show schemas;").lines == ["falcon_default_schema", "more"]
    context.schema = "more"
    assert run(whole, context, "show tables;").lines == ["t"]
    assert run(whole, context, "show table t;").lines[0] == "a VARCHAR"
    run(whole, context, "insert into t values ('x', true, 5, '10:11:12', '2025-01-02 03:04:05', 1.5);")
    assert run(whole, context, "select * from t;").rows == [
        ["x", True, 5, dt.time(10, 11, 12), dt.datetime(2025, 1, 2, 3, 4, 5), 1.5]  # noqa: DTZ001 - no zones there
    ]
    # Without a key nothing takes another row's place.
    run(whole, context, "create table free (a int);")
    run(whole, context, "insert into free values (1), (1);")
    assert run(whole, context, "select count(*) from free;").rows == [[2]]
    run(whole, context, "drop table t;")
    assert run(whole, context, "show tables;").lines == ["free"]
    run(whole, context, "drop database RETAIL;")
    assert context.database == "Lab"
    run(whole, context, "drop database Lab;")
    assert (context.database, whole["version"]) == ("", version + 7)


def test_dropping_a_database_asks_first(state: State) -> None:
    whole, context = database(state), Context("RETAIL")
    with pytest.raises(Question) as asked:
        run(whole, context, "drop database RETAIL;", {})
    assert asked.value.key == "drop RETAIL"
    said = run(whole, context, "drop database RETAIL;", {"drop RETAIL": "no"})
    assert said.lines == ["Nothing was dropped."]
    run(whole, context, "drop database RETAIL;", {"drop RETAIL": "yes"})
    assert whole["databases"] == {}


@pytest.mark.parametrize(
    "statement",
    [
        "select * from stores",
        ";",
        "dance;",
        "select * from nowhere;",
        "select nothing from stores;",
        "select * from a.b.c.d;",
        "select * from stores where;",
        "select * from stores where store_id;",
        "select * from stores where store_id = 'x';",
        "select * from stores where store_id = store;",
        "select * from stores limit 'x';",
        "select * from stores limit null;",
        "select * from stores order store;",
        "select * from stores more;",
        "insert into stores values (1);",
        "insert into stores values 1;",
        "insert into stores values (1, 2, 3, 'yesterday', 5);",
        "update stores set area;",
        "create table t ();",
        "create table t (a moon);",
        "create table t (a varchar(x));",
        "create table t (a varchar('x'));",
        "create table t (a int, a int);",
        "create table t (a int, constraint primary key (b));",
        "create table stores (a int);",
        "create table 5 (a int);",
        "create database RETAIL;",
        "create schema falcon_default_schema;",
        "use nowhere;",
        "drop database nowhere;",
        "drop table nowhere;",
        "show tables # now;",
    ],
)
def test_what_cannot_be_run(state: State, statement: str) -> None:
    with pytest.raises(DatabaseError):
        run(database(state), Context("RETAIL"), statement)


def test_a_table_needs_a_database(state: State) -> None:
    with pytest.raises(DatabaseError, match="No database"):
        run(database(state), Context(), "select * from stores;")


def test_scripts_are_cut_outside_of_quotes() -> None:
    assert statements("""a; b 'x;y' ; c "d;e";; f""") == ["a;", "b 'x;y';", 'c "d;e";', "f;"]
    assert statements("  ;; ") == []


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    state = seeded(users=2, objects=2)
    try:
        run(database(state), Context("RETAIL"), f"select {text};")
        words = Words(text)
        while words.take().kind != "end":
            continue
    except DatabaseError:
        pass


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "VARCHAR": st.text(),
    "INT": st.integers(-(2**31), 2**31 - 1),
    "BIGINT": st.integers(-(2**63), 2**63 - 1),
    "DOUBLE": st.floats(allow_nan=False),
    "FLOAT": st.floats(allow_nan=False),
    "BOOL": st.booleans(),
    "DATE": st.dates(min_value=dt.date(1000, 1, 1)),
    "DATETIME": st.datetimes(min_value=dt.datetime(1000, 1, 1)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001 - no zones there
    "TIME": st.times().map(lambda at: at.replace(microsecond=0)),
}


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_values_come_back_from_their_text(kind: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    formats = Formats()
    assert read_value(kind, show_value(value, formats), formats) == value


def test_moments_as_numbers() -> None:
    epoch = Formats(epoch=True)
    assert read_value("DATE", "86400", epoch) == dt.date(1970, 1, 2)
    assert show_value(dt.date(1970, 1, 2), epoch) == "86400000"
    assert show_value(dt.datetime(1970, 1, 1, 0, 0, 5), epoch) == "5000"  # noqa: DTZ001 - no zones there
    with pytest.raises(ValueError, match="99999"):
        read_value("DATETIME", "9" * 20, epoch)
    assert show_value(None, epoch) == "(null)"
