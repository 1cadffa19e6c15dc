"""The law between the two ways of reading an answer: wherever the fast one succeeds, the lenient one says the same.

And the promise of the lenient one: drift loses nothing.  Both over every answer type of the catalog.
"""

import json
from types import GenericAlias, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiothoughtspot as ts
from aiothoughtspot._codec import _decoder, decode, lenient
from aiothoughtspot._lenient import wire_name
from aiothoughtspot._operation import Operation
from aiothoughtspot._outcomes import Outcomes
from aiothoughtspot._rows import RowsByName

OPERATIONS = [one for one in ts.operations() if one.returns not in {None, bytes, str}]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
WHOLE = st.integers(-(2**53), 2**70)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)
SCALARS_OF: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    bool: st.booleans(),
    int: WHOLE,
    float: st.floats(-1e9, 1e9) | st.integers(-(10**6), 10**6),
    Any: ANY,
}
# How deep models go inside models; below it lists are empty and fields are null.
DEPTH = 3


class Catalogue:
    """Draws a JSON value of a type.  With `drift`, in one of the forms that the server is known to fall into."""

    def __init__(self, draw: Any, *, drift: bool) -> None:
        self.draw = draw
        self.drift = drift

    def sometimes(self) -> bool:
        return self.drift and self.draw(st.integers(0, 7)) == 0

    def value(self, tp: Any, depth: int = 0) -> Any:
        origin, args = get_origin(tp), get_args(tp)
        if origin in {Union, UnionType}:
            members = [member for member in args if member is not NoneType]
            if self.draw(st.booleans()) or depth > DEPTH:
                return None if len(members) < len(args) or self.drift else self.value(members[0], depth)
            return self.value(self.draw(st.sampled_from(members)), depth)
        if origin in {list, Outcomes}:
            entries = (
                []
                if depth > DEPTH
                else [self.value(args[0], depth + 1) for _ in range(self.draw(st.integers(0, 2)))]
            )
            alone = len(entries) == 1 and not isinstance(entries[0], list | NoneType)
            # An object with nothing but an unheard-of list would be taken for a wrapper of it.
            alone = alone and not (isinstance(entries[0], dict) and entries[0].keys() == {"anUnheardOfField"})
            return entries[0] if alone and self.sometimes() else entries
        if origin in {dict, RowsByName}:
            keys = [] if depth > DEPTH else self.draw(st.lists(TEXT, max_size=2, unique=True))
            return {key: self.value(args[-1], depth + 1) for key in keys}
        if attrs.has(origin or tp):
            return self.model(tp, depth)
        return self.scalar(tp)

    def model(self, tp: Any, depth: int) -> Any:
        attrs.resolve_types(tp)
        entries = {wire_name(field): self.value(field.type, depth + 1) for field in attrs.fields(tp)}
        if self.sometimes():
            entries["anUnheardOfField"] = self.draw(ANY)
        entries = {key: value for key, value in entries.items() if value is not None or not self.sometimes()}
        return [entries] if self.sometimes() else entries

    def scalar(self, tp: Any) -> Any:
        if self.sometimes():
            return None
        if get_origin(tp) is Literal:
            return "UNHEARD_OF" if self.sometimes() else self.draw(st.sampled_from(get_args(tp)))
        value = self.draw(SCALARS_OF[tp])
        if tp in {str, Any} or not self.sometimes():
            return value
        if tp is int and abs(value) < 2**53 and self.draw(st.booleans()):
            return float(value)
        return str(value)


def keeps(sent: Any, found: Any, at: str = "$") -> None:
    """Assert that every value that was sent under a known name arrived, as itself or as what its type makes of it."""
    if isinstance(sent, list) and not isinstance(found, list) and found is not None:
        assert len(sent) == 1, at
        sent = sent[0]
    if attrs.has(type(found)):
        for field in attrs.fields(type(found)):
            keeps((sent or {}).get(wire_name(field)), getattr(found, field.name), f"{at}.{field.name}")
    elif isinstance(found, list):
        entries = sent if isinstance(sent, list) else [] if sent is None else [sent]
        assert len(found) == len(entries), at
        for n, (one, two) in enumerate(zip(entries, found, strict=True)):
            keeps(one, two, f"{at}[{n}]")
    elif isinstance(found, dict):
        assert set(found) == set(sent or {}), at
        for key, value in found.items():
            keeps(sent[key], value, f"{at}.{key}")
    else:
        assert is_same(sent, found), at


def is_same(sent: Any, found: Any) -> bool:
    if isinstance(found, bool):
        return str(found).lower() == str(sent).lower()
    if isinstance(found, int | float) and isinstance(sent, str):
        return found == (int(sent) if sent.lstrip("-").isdigit() else float(sent))
    return bool(found == sent)


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
@given(data=st.data())
@settings(max_examples=12)
def test_both_ways_agree_on_what_the_catalog_says(one: Operation[Any], data: st.DataObject) -> None:
    value = Catalogue(data.draw, drift=False).value(one.returns)
    body = json.dumps(value).encode()
    agree(one, body)
    keeps(value, decode(one, body))


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
@given(data=st.data())
@settings(max_examples=12)
def test_drift_makes_no_error_and_loses_nothing(one: Operation[Any], data: st.DataObject) -> None:
    value = Catalogue(data.draw, drift=True).value(one.returns)
    body = json.dumps(value).encode()
    agree(one, body)
    keeps(value, decode(one, body))


def agree(one: Operation[Any], body: bytes) -> None:
    returns: Any = one.returns
    plain: dict[Any, Any] = {
        Outcomes: (list, *get_args(returns)),
        RowsByName: (dict, str, *get_args(returns)),
    }
    made = plain.get(get_origin(returns))
    tp: Any = returns if made is None else GenericAlias(made[0], made[1:])
    decoder = _decoder(tp)
    if decoder is None:
        return
    try:
        fast = decoder.decode(body)
    except msgspec.ValidationError:
        return
    slow = lenient(tp, body)
    assert fast == slow
    assert repr(fast) == repr(slow), "also in the types of its numbers"


@attrs.define(kw_only=True)
class Mixed:
    """Every kind of field at once, for any JSON whatever."""

    text: str | None = None
    flag: bool | None = None
    whole: int | None = None
    real: float | None = None
    number: int | float | None = None
    some: list[str] | None = None
    pairs: dict[str, int] | None = None
    either: str | int | None = None
    parts: "list[Mixed] | None" = None
    anything: Any = None


NUMERALS = st.sampled_from(["1", "-5", "1.0", "1e3", "2.5", " 7 ", "true", "FALSE", "0", ""])
SCALARS = (
    st.none() | st.booleans() | WHOLE | st.floats(allow_nan=False, allow_infinity=False) | TEXT | NUMERALS
)
NAMES = st.sampled_from([field.name for field in attrs.fields(Mixed)])
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | TEXT, inner, max_size=5),
    max_leaves=15,
)


@given(st.dictionaries(NAMES, TREES, max_size=6) | TREES)
@settings(max_examples=400)
def test_both_ways_agree_on_any_json_at_all(value: Any) -> None:
    body = json.dumps(value).encode()
    for tp in (Mixed, list[Mixed], dict[str, Mixed]):
        agree(Operation("v2.test.one", "GET", "/", tp), body)
        try:
            decode(Operation("v2.test.one", "GET", "/", tp), body)
        except ts.DecodeError as error:
            assert error.path.startswith("$")  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
def test_every_answer_type_has_a_meaning_for_an_empty_body(one: Operation[Any]) -> None:
    assert decode(one, b"") == decode(one, b"null")
