"""The YAML of TML: written so that any reader takes it, and read however a user may write it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot.simulator.families._yaml import dump
from aiothoughtspot.simulator.families._yaml_reader import load
from aiothoughtspot.simulator.families._yaml_scalars import YamlError

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60) | st.text(
    "ab \n:#'\"-", max_size=30
)


def nested(leaves: st.SearchStrategy[Any], keys: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=10,
    )


@given(nested(SCALARS, st.text()))
def test_what_is_written_is_read_back(value: Any) -> None:
    assert load(dump(value)) == value


@given(nested(SCALARS.filter(lambda value: value != "="), st.text().filter(lambda value: value != "=")))
def test_other_readers_read_what_is_written(value: Any) -> None:
    assert yaml.safe_load(dump(value)) == value


@given(
    st.dictionaries(
        st.text("abc: -", min_size=1, max_size=12),
        nested(
            st.none() | st.booleans() | st.integers() | TEXTS, st.text("abc: -#'", min_size=1, max_size=12)
        ),
        max_size=4,
    ),
    st.booleans(),
    st.sampled_from([None, '"', "'"]),
    st.sampled_from([30, 10_000]),
)
def test_what_others_write_is_read(value: dict[str, Any], flow: bool, style: str | None, width: int) -> None:
    text = yaml.safe_dump(value, default_flow_style=flow, default_style=style, width=width)
    # Complex keys and tags are not part of TML.
    if "? " not in text and "!!" not in text:
        assert load(text) == value


def test_the_operator_that_other_readers_refuse_is_written_plain() -> None:
    assert dump({"oper": "="}) == "oper: =\n"
    assert load("filters:\n- oper: =\n  values: [1]\n") == {"filters": [{"oper": "=", "values": [1]}]}
    assert load(dump(float("nan"))) != load(dump(float("nan")))


READ = [
    ("", None),
    ("# only a comment\n", None),
    ("---\na: 1\n...\n", {"a": 1}),
    ("\ufeffa: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
    ("a:\n  b:\n  - 1\n  - 2\nc:\n- x\n-\n  y: 1\n-\n", {"a": {"b": [1, 2]}, "c": ["x", {"y": 1}, None]}),
    ("- - 1\n  - 2\n- a: 1\n  b: 2\n- # nothing\n", [[1, 2], {"a": 1, "b": 2}, None]),
    ("a: one\n  two # end\n  three\nb: 1", {"a": "one two three", "b": 1}),
    ("a: 'it''s'\n'b': \"x\\ty\\x41\\u0042\\/\"", {"a": "it's", "b": "x\tyAB/"}),
    ('a: "one\n  two\n\n  three\\\n  four"', {"a": "one two\nthreefour"}),
    ("a: |\n  one\n   two\n\n  three\n\nb: 1", {"a": "one\n two\n\nthree\n", "b": 1}),
    ("a: |-\n  one\n  two\n", {"a": "one\ntwo"}),
    ("a: |+\n  one\n\n", {"a": "one\n\n"}),
    ("a: |\nb: 1", {"a": "", "b": 1}),
    ("a: >\n  one\n  two\n\n  three\n    four\n  five\n", {"a": "one two\nthree\n  four\nfive\n"}),
    (
        "a: [1, 'x', \"y\", plain text, {b: c, d}, [], {}, ]",
        {"a": [1, "x", "y", "plain text", {"b": "c", "d": None}, [], {}]},
    ),
    ("a: {b: 1,\n  # why\n  c: [2,\n  3]} # end", {"a": {"b": 1, "c": [2, 3]}}),
    (
        "a: ~\nb: Null\nc: TRUE\nd: .inf\ne: -.5\nf: 1.e3\ng: tRUE\nh: 0x1\ni: a:b\nj: x#y",
        {
            "a": None,
            "b": None,
            "c": True,
            "d": float("inf"),
            "e": -0.5,
            "f": 1000.0,
            "g": "tRUE",
            "h": "0x1",
            "i": "a:b",
            "j": "x#y",
        },
    ),
    ("just text", "just text"),
    ("a:\n\nb: 1", {"a": None, "b": 1}),
    ("a:\n    - 1\n", {"a": [1]}),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_reading(text: str, value: Any) -> None:
    assert load(text) == value


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb", 2),
        ("a: &x 1", 2),
        ("a: *x", 2),
        ("a: !tag 1", 2),
        ("a: 'open", 2),
        ('a: "x" y', 2),
        ("a: [1", 2),
        ("a: [1 2] 3", 2),
        ("a: {b: 1 : 2}", 2),
        ("a: ['x' 'y']", 2),
        ("a: [,]", 2),
        ('a: ["open]', 2),
        ("a: |2\n  x", 2),
        ("a: 1\n\tb: 2", 2),
        ("a: 1\n b: 2\n", 2),
        ("- 1\nb: 2", 2),
        ("a: [1]\n  b: 2", 2),
        ('"a" b: 1\n', 1),
    ],
)
def test_what_cannot_be_read_names_a_line(text: str, line: int) -> None:
    with pytest.raises(YamlError, match=r"^line \d+: ") as caught:
        load(text)
    assert abs(int(str(caught.value).split(":")[0].removeprefix("line ")) - line) <= 1
