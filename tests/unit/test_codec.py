"""Answers to values: what the rules say, by table; hostile bytes give a typed error or a defined value."""

import gc
import json
from typing import Any, Literal

import attrs
import pytest

from aiothoughtspot import _codec
from aiothoughtspot._codec import LARGE, decode, empty, lenient, read
from aiothoughtspot._operation import Operation
from aiothoughtspot._outcomes import Outcomes
from aiothoughtspot._rows import Rows
from aiothoughtspot.dates import CalendarDate, Dates
from aiothoughtspot.errors import DecodeError


@attrs.define(kw_only=True)
class Leaf:
    id: str
    size: int | None = None

    @property
    def failure(self) -> str | None:
        return None


@attrs.define(kw_only=True)
class Tree:
    name: str | None = None
    on: bool | None = None
    number: int | float | None = None
    ratio: float | None = None
    leaf: Leaf | None = None
    leaves: list[Leaf] | None = None
    by_name: dict[str, Leaf] | None = None
    either: Leaf | str | None = None
    many: Leaf | list[Leaf] | None = None
    choice: bool | list[int] | dict[str, int] | None = None
    kind: Literal["A", "B"] | None = None
    mode: Literal["A", "B"] | int | None = None
    inner: "Tree | None" = None
    anything: Any = None
    words: list[Any] | None = None
    map: dict[str, Any] | None = None


@attrs.define(kw_only=True)
class Renamed:
    first_name: str | None = attrs.field(default=None, metadata={"name": "firstName"})
    more: "list[Renamed] | None" = None


@attrs.define(kw_only=True)
class Table(Rows):
    _COLUMNS = "names"
    _CELLS = "cells"

    names: list[str] | None = None
    cells: list[Any] | None = None


def op(returns: Any) -> Operation[Any]:
    return Operation("v2.test.one", "GET", "/", returns)


def of(tp: Any, value: Any) -> Any:
    return decode(op(tp), json.dumps(value).encode())


@pytest.mark.parametrize(
    ("tp", "value", "wanted"),
    [
        (Leaf, {"id": "a"}, Leaf(id="a")),
        (Leaf, {"id": "a", "extra": [1]}, Leaf(id="a")),
        (Leaf, {}, Leaf(id=None)),  # type: ignore[arg-type]  # absent and null are None, whatever the catalog says
        (Leaf, {"id": None}, Leaf(id=None)),  # type: ignore[arg-type]  # same
        (Leaf, {"id": 7}, Leaf(id="7")),
        (Leaf, {"id": True}, Leaf(id="true")),
        (Leaf, {"id": False}, Leaf(id="false")),
        (Leaf, {"id": 1.5}, Leaf(id="1.5")),
        (Leaf, {"id": "a", "size": 5.0}, Leaf(id="a", size=5)),
        (Leaf, {"id": "a", "size": "5"}, Leaf(id="a", size=5)),
        (Leaf, {"id": "a", "size": "5.0"}, Leaf(id="a", size=5)),
        (Leaf, {"id": "a", "size": " 1e3 "}, Leaf(id="a", size=1000)),
        (Leaf, [{"id": "a"}], Leaf(id="a")),
        (Leaf, [], Leaf(id=None)),  # type: ignore[arg-type]  # same
        (Leaf, None, Leaf(id=None)),  # type: ignore[arg-type]  # same
        (list[Leaf], {"id": "a"}, [Leaf(id="a")]),
        (list[Leaf], [{"id": "a"}, None], [Leaf(id="a"), None]),
        (list[Leaf], None, []),
        (list[Any], {"id": 1}, [{"id": 1}]),
        (dict[str, Leaf], {"k": {"id": 7}, "n": None}, {"k": Leaf(id="7"), "n": None}),
        (dict[str, Leaf], None, {}),
        (dict[str, Any], {"k": [1]}, {"k": [1]}),
        (Any, None, None),
        (Any, [1, None], [1, None]),
        (str | None, "x", "x"),
        (Tree, {"number": "5"}, Tree(number=5)),
        (Tree, {"number": "5.5"}, Tree(number=5.5)),
        (Tree, {"number": ""}, Tree()),
        (Tree, {"number": 5}, Tree(number=5)),
        (Tree, {"ratio": "0.5"}, Tree(ratio=0.5)),
        (Tree, {"ratio": ""}, Tree()),
        (Tree, {"ratio": 10**300}, Tree(ratio=1e300)),
        (Tree, {"on": "TRUE"}, Tree(on=True)),
        (Tree, {"on": "0"}, Tree(on=False)),
        (Tree, {"on": 1}, Tree(on=True)),
        (Tree, {"leaf": [{"id": "a"}]}, Tree(leaf=Leaf(id="a"))),
        (Tree, {"leaves": {"id": "a"}}, Tree(leaves=[Leaf(id="a")])),
        (Tree, {"by_name": {"k": {"id": 1}}}, Tree(by_name={"k": Leaf(id="1")})),
        (Tree, {"either": "text"}, Tree(either="text")),
        (Tree, {"either": {"id": "a"}}, Tree(either=Leaf(id="a"))),
        (Tree, {"either": 5}, Tree(either="5")),
        (Tree, {"many": [{"id": "a"}, {"id": "b"}]}, Tree(many=[Leaf(id="a"), Leaf(id="b")])),
        (Tree, {"many": {"id": "a"}}, Tree(many=Leaf(id="a"))),
        (Tree, {"choice": False}, Tree(choice=False)),
        (Tree, {"choice": [1, "2"]}, Tree(choice=[1, 2])),
        (Tree, {"choice": {"a": 1.0}}, Tree(choice={"a": 1})),
        (Tree, {"kind": "C"}, Tree(kind="C")),  # type: ignore[arg-type]  # enums are open
        (Tree, {"mode": "C", "name": 5}, Tree(mode="C", name="5")),  # type: ignore[arg-type]  # same
        (Tree, {"mode": 7, "name": 5}, Tree(mode=7, name="5")),
        (list[Leaf | str], [None, "a", {"id": 1}], [None, "a", Leaf(id="1")]),
        (Tree, {"inner": {"inner": {"name": 1}}}, Tree(inner=Tree(inner=Tree(name="1")))),
        (Tree, {"anything": {"a": 1}, "name": 5}, Tree(anything={"a": 1}, name="5")),
        (Tree, {"words": [1, "a"], "map": {"a": 1}, "name": 5}, Tree(words=[1, "a"], map={"a": 1}, name="5")),
        (
            Renamed,
            {"firstName": "a", "more": [{"firstName": "b"}]},
            Renamed(first_name="a", more=[Renamed(first_name="b")]),
        ),
        (list[Renamed], [{"firstName": "a"}], [Renamed(first_name="a")]),
        (Outcomes[Leaf], [{"id": "a"}], [Leaf(id="a")]),
        (Outcomes[Leaf], {"id": "a"}, [Leaf(id="a")]),
    ],
)
def test_an_answer(tp: Any, value: Any, wanted: Any) -> None:
    found = of(tp, value)
    assert found == wanted
    assert repr(found) == repr(wanted)


@pytest.mark.parametrize(
    ("tp", "value", "path", "text"),
    [
        (Leaf, {"id": {}}, "$.id", "expected a text, got dict"),
        (Leaf, {"id": "a", "size": "big"}, "$.size", "expected a number, got str"),
        (Leaf, {"id": "a", "size": 1.5}, "$.size", "expected a whole number, got float"),
        (Leaf, {"id": "a", "size": True}, "$.size", "expected a whole number, got bool"),
        (Leaf, {"id": "a", "size": "1.5"}, "$.size", "expected a whole number, got str"),
        (Leaf, {"id": "a", "size": "9" * 5000}, "$.size", "expected a whole number"),
        (Leaf, "text", "$", r"expected an object \(Leaf\), got str"),
        (Leaf, [{}, {}], "$", "got list"),
        (list[Leaf], [{"id": "a"}, 5], "$[1]", "expected an object"),
        (dict[str, Leaf], [1], "$", "expected an object, got list"),
        (dict[str, Leaf], {"k": 5}, "$.k", "expected an object"),
        (Tree, {"leaves": [{"id": []}]}, "$.leaves[0].id", "expected a text, got list"),
        (Tree, {"ratio": int("9" * 400)}, "$.ratio", "number that fits|not JSON"),
        (Tree, {"ratio": True}, "$.ratio", "expected a number, got bool"),
        (Tree, {"on": "maybe"}, "$.on", "expected true or false, got str"),
        (Tree, {"on": 2}, "$.on", "expected true or false, got int"),
        (Tree, {"on": []}, "$.on", "expected true or false, got list"),
        (Tree, {"either": [1]}, "$.either", r"expected an object \(Leaf\), got int"),
        (Tree, {"choice": "x"}, "$.choice", "expected true or false, got str"),
    ],
)
def test_what_no_rule_fits_is_named_by_its_path(tp: Any, value: Any, path: str, text: str) -> None:
    with pytest.raises(DecodeError, match=text) as caught:
        of(tp, value)
    assert caught.value.path in {path, "$"}
    assert caught.value.body == json.dumps(value).encode()


@pytest.mark.parametrize(
    ("tp", "wanted"),
    [
        (None, None),
        (bytes, b" "),
        (str, ""),
        (list[Leaf], []),
        (dict[str, Leaf], {}),
        (Tree, Tree()),
        (Outcomes[Leaf], Outcomes()),
        (Any, None),
        (Leaf | None, None),
    ],
)
def test_an_empty_body(tp: Any, wanted: Any) -> None:
    found = decode(op(tp), b" ")
    assert found == wanted
    assert type(found) is type(wanted)


def test_the_reader_of_nothing_asks_for_nothing() -> None:
    assert decode(op(None), b"<html>") is None
    assert empty(int) is None


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"guid", "guid"),
        (b' "guid" ', "guid"),
        (b'"a\\u00fc"', "a\u00fc"),
        (b'"', '"'),
        (b'"broken\\"', '"broken\\"'),
        (b'"a", "b"', '"a", "b"'),
        (b"\xff", "\ufffd"),
    ],
)
def test_a_text_answer_may_be_quoted(body: bytes, text: str) -> None:
    assert decode(op(str), body) == text


BOM = b"\xef\xbb\xbf"
HOSTILE: dict[str, tuple[bytes, Any]] = {
    "duplicate keys": (b'{"name": "a", "name": "b"}', Tree(name="b")),
    "BOM": (BOM + b'{"name": "a"}', Tree(name="a")),
    "blanks around": (b'\r\n\t {"name": "a"} \n', Tree(name="a")),
    "NaN": (b'{"ratio": NaN}', None),
    "infinity": (b'{"ratio": 1e999}', None),
    "lone surrogate": (b'{"name": "\\ud800"}', None),
    "reversed surrogates": (b'{"name": "\\udc00\\ud800 and more"}', None),
    "bad UTF-8": (b'{"name": "\xff"}', None),
    "bad UTF-8 in what is ignored": (b'{"other": "\xff", "name": 5}', None),
    "deep list": (b'{"anything": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", None),
    "deep objects": (b'{"inner": ' * 200_000 + b"{}" + b"}" * 200_000, None),
    "unclosed depth": (b"[" * 200_000, None),
    "huge integer": (b'{"number": ' + b"7" * 10**6 + b"}", None),
    "huge integer as text": (b'{"name": 7, "number": "' + b"7" * 10**6 + b'"}', "infinite"),
    "UTF-16": ('{"name": "a"}'.encode("utf-16"), None),
    "UTF-16 without BOM": ('{"name": "a"}'.encode("utf-16-le"), None),
    "cut off": (b'{"name": "a"', None),
    "two values": (b"{} {}", None),
    "single quotes": (b"{'name': 'a'}", None),
    "binary": (b"%PDF-1.7\x00", None),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_bytes_give_a_typed_error_or_a_defined_value(name: str) -> None:
    body, wanted = HOSTILE[name]
    if wanted == "infinite":
        assert decode(op(Tree), body).number == float("inf")
    elif wanted is not None:
        assert decode(op(Tree), body) == wanted
        return
    else:
        with pytest.raises(DecodeError) as caught:
            decode(op(Tree), body)
        assert caught.value.body == body
        assert len(str(caught.value)) < 400


def test_any_depth_is_read_or_refused_by_either_path() -> None:
    refused = False
    for depth in [*range(100, 800, 50), *range(800, 1010), 1500]:
        for leaf in (b"{}", b'{"name": 5}'):
            try:
                found = decode(op(Tree), b'{"inner": ' * depth + leaf + b"}" * depth)
            except DecodeError as error:
                assert "too deep" in error.message  # noqa: PT017 - either outcome is right
                refused = True
                continue
            assert not refused or leaf == b"{}"
            for _ in range(depth):
                found = found.inner
            assert found.name == (None if leaf == b"{}" else "5")
    assert refused


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><title>Sign in</title>",
        b"\n  <html>Site <b>Maintenance</b></html>",
        BOM + b"<p>Sign in",
    ],
)
def test_a_page_of_html_is_called_so(page: bytes) -> None:
    with pytest.raises(DecodeError, match=r"page of HTML.*(Sign in|Site Maintenance)") as caught:
        decode(op(list[Leaf]), page * 50)
    assert len(str(caught.value)) < 400


def test_a_large_answer_is_read_with_the_collector_paused_and_it_comes_back() -> None:
    body = json.dumps([{"id": "x" * 100}] * (LARGE // 100)).encode()
    for enabled in (True, False):
        (gc.enable if enabled else gc.disable)()
        try:
            assert len(read(op(list[Leaf]), body)) == LARGE // 100
            assert gc.isenabled() == enabled
            with pytest.raises(DecodeError):
                read(op(list[Leaf]), body[:-1])
            assert gc.isenabled() == enabled
        finally:
            gc.enable()


def test_data_cells_are_read_on_the_way() -> None:
    body = b'{"names": ["d"], "cells": [[{"v": {"s": 0}}]]}'
    assert isinstance(read(op(Table), body, Dates.auto()).cells[0][0], CalendarDate)
    assert read(op(Table), body, Dates.raw()).cells == [[{"v": {"s": 0}}]]
    assert read(op(Table), body).cells == [[{"v": {"s": 0}}]]


def test_the_fast_path_is_taken_where_there_is_one() -> None:
    assert _codec._decoder(list[Leaf]) is not None
    assert _codec._decoder(Renamed) is None
    assert _codec._decoder(list[Renamed]) is None
    assert _codec._decoder(Leaf | Tree) is None, "msgspec cannot tell two models apart"


def test_null_where_something_is_expected_is_nothing() -> None:
    assert lenient(list[Leaf], b"null") == []
    assert lenient(Any, b"null") is None


@pytest.mark.parametrize("body", [b'{"object": [{"id": "1"}]}', b'[{"id": "1"}]', b'{"id": "1"}'])
def test_an_answer_may_come_wrapped(body: bytes) -> None:
    one: Operation[list[Leaf]] = Operation("v2.test.one", "POST", "/x", list[Leaf], unwrap="object")
    assert decode(one, body) == [Leaf(id="1")]
