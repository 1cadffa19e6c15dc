"""Arguments to wire values: every type by table, strictly, and never a word about a value of the wrong type."""

import enum
from collections import OrderedDict
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiothoughtspot._encode import encode_param, encoder
from aiothoughtspot._operation import Day, File, Param, Size
from aiothoughtspot.dates import Epoch
from aiothoughtspot.errors import RequestError
from aiothoughtspot.runtime import RuntimeFilter, RuntimeParameter, RuntimeSort
from aiothoughtspot.unset import UNSET, Unset

Millis = Annotated[datetime, Epoch("ms")]
Access = Literal["READ_ONLY", "MODIFY", "NO_ACCESS"]


class Word(str, enum.Enum):  # noqa: UP042 - the older kind, whose str() is not its value
    MODIFY = "MODIFY"


@attrs.frozen(kw_only=True)
class Inner:
    identifier: str = attrs.field(metadata={"required": True})
    access: Access | Unset = UNSET
    note: str | Unset | None = UNSET


@attrs.frozen(kw_only=True)
class Outer:
    items: list[Inner] = attrs.field(metadata={"required": True, "name": "itemList", "max_items": 2})
    when: Millis | Unset = UNSET
    extra: dict[str, int] | Unset = UNSET


INNER = Inner(identifier="LB-7")
MOMENT = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tp", "value", "wire"),
    [
        (str, "x", "x"),
        (str, Word.MODIFY, "MODIFY"),
        (bool, False, False),
        (int, 10**30, 10**30),
        (float, 2, 2),
        (float, 2.5, 2.5),
        (float, 10**400, 10**400),
        (None, None, None),
        (bytes, b"x", b"x"),
        (File, b"x", File(b"x")),
        (File, File(b"x", "a.csv"), File(b"x", "a.csv")),
        (Access, "MODIFY", "MODIFY"),
        (Access, Word.MODIFY, "MODIFY"),
        (Literal[1, 2], 2, 2),
        (Size, 5, 5),
        (Size, 0, 0),
        (Size, "all", -1),
        (str | None, None, None),
        (str | Unset, "x", "x"),
        (int | str, "x", "x"),
        (str | int, 5, 5),
        (Any, {"a": [1, 2.5, "x", None, True, (1,)]}, {"a": [1, 2.5, "x", None, True, [1]]}),
        (Any, INNER, {"identifier": "LB-7"}),
        (Any, {"a": INNER}, {"a": {"identifier": "LB-7"}}),
        (list[int], (1, 2), [1, 2]),
        (list[Any], ["x", 1], ["x", 1]),
        (dict[str, int], {"a": 1}, {"a": 1}),
        (dict[str, int], OrderedDict(a=1), {"a": 1}),
        (Millis, MOMENT, 1704067200000),
        (Millis, 5, 5),
        (Millis, 5.5, 5.5),
        (Day, date(2026, 1, 29), "01/29/2026"),
        (Annotated[int, "a remark"], 5, 5),
        (Inner, INNER, {"identifier": "LB-7"}),
        (Inner, {"identifier": "LB-7", "note": None}, {"identifier": "LB-7", "note": None}),
        (Inner, {"identifier": "LB-7", "access": UNSET}, {"identifier": "LB-7"}),
        (
            Outer,
            Outer(items=[INNER], when=MOMENT),
            {"itemList": [{"identifier": "LB-7"}], "when": 1704067200000},
        ),
        (
            Outer,
            {"itemList": [INNER, {"identifier": "b"}]},
            {"itemList": [{"identifier": "LB-7"}, {"identifier": "b"}]},
        ),
        (list[Inner] | Inner, INNER, {"identifier": "LB-7"}),
        (list[RuntimeSort], [RuntimeSort("a")], {"sortCol1": "a", "asc1": True}),
        (
            list[RuntimeFilter],
            [RuntimeFilter("d", "EQ", date(1970, 1, 2))],
            {"col1": "d", "op1": "EQ", "val1": 86400},
        ),
        (list[RuntimeParameter], {"param1": "a", "paramVal1": 1}, {"param1": "a", "paramVal1": 1}),
        (list[RuntimeParameter], [], {}),
    ],
)
def test_a_right_value(tp: Any, value: Any, wire: Any) -> None:
    found = encoder(tp)(value, "here")
    assert found == wire
    assert type(found) is type(wire)


CANARY = "canary-secret"
SECRETS: list[Any] = [
    CANARY,
    CANARY.encode(),
    [CANARY],
    {CANARY: CANARY},
    {"identifier": [CANARY]},
    Inner(identifier=CANARY),
    type("Secret", (), {"__repr__": lambda _: CANARY})(),
    1.5,
    True,
    None,
    date(2024, 1, 1),
]
TAKES: list[tuple[Any, tuple[type, ...]]] = [
    (str, (str,)),
    (bool, (bool,)),
    (int, ()),
    (float, (float,)),
    (None, (type(None),)),
    (bytes, (bytes,)),
    (File, (bytes,)),
    (list[int], ()),
    (dict[str, int], ()),
    (Millis, (float,)),
    (Day, (date,)),
    (Inner, (Inner,)),
    (list[RuntimeFilter], (dict,)),
    (int | None, (type(None),)),
    (int | list[bool], ()),
]


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: type(secret).__name__)
@pytest.mark.parametrize(("tp", "takes"), TAKES, ids=str)
def test_a_wrong_type_is_refused_without_showing_the_value(
    tp: Any, takes: tuple[type, ...], secret: Any
) -> None:
    if type(secret) in takes:
        encoder(tp)(secret, "here")
        return
    with pytest.raises(RequestError) as caught:
        encoder(tp)(secret, "here")
    told = f"{caught.value}{caught.value.args}{caught.value.__cause__}"
    # A name that does not exist must be told, or nobody could find it.
    assert CANARY not in told.replace(f"here.{CANARY}", "")
    assert (caught.value.parameter or "").startswith("here")


@pytest.mark.parametrize(
    ("tp", "value", "place", "text"),
    [
        (str, 5, "a", "expected a text, got int"),
        (str, "\ud800", "a", "surrogate"),
        (bool, 1, "a", "expected True or False, got int"),
        (int, True, "a", "expected a whole number, got bool"),
        (int, 1.0, "a", "expected a whole number, got float"),
        (float, True, "a", "expected a number, got bool"),
        (float, float("nan"), "a", "finite"),
        (File, File("x"), "a", "File of bytes"),  # type: ignore[arg-type]  # that is the point
        (Any, float("inf"), "a", "finite"),
        (Any, {"b": [date(2024, 1, 1)]}, "a.b[0]", "epoch seconds"),
        (Any, {"b": {1}}, "a.b", "a set is not JSON"),
        (Any, {1: 2}, "a", "expected a text, got int"),
        (Any, {"b": "\udfff"}, "a.b", "surrogate"),
        (Access, "MODIFIED", "a", "did you mean 'MODIFY'"),
        (Access, "zzz", "a", "'zzz' is not one of READ_ONLY, MODIFY, NO_ACCESS$"),
        (Access, 5, "a", "int is not one of"),
        (Literal[1, 2], True, "a", "bool is not one of 1, 2"),
        (Literal[1, 2], 3, "a", "int is not one of 1, 2"),
        (
            Literal["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"],
            "?",
            "a",
            "k, l, \\.\\.\\.$",
        ),
        (Size, -1, "a", "say 'all'"),
        (Size, "some", "a", "whole number"),
        (list[int], "12", "a", "expected a list, got str"),
        (list[int], [1, "2"], "a[1]", "whole number"),
        (dict[str, int], [1], "a", "expected a mapping"),
        (dict[str, int], {"b": "c"}, "a.b", "whole number"),
        (dict[str, int], {5: 5}, "a", "expected a text"),
        (Millis, datetime(2024, 1, 1), "a", "zone"),  # noqa: DTZ001 - that is the point
        (Millis, date(2024, 1, 1), "a", "aware datetime"),
        (Millis, True, "a", "aware datetime"),
        (Millis, float("inf"), "a", "finite"),
        (Day, MOMENT, "a", "expected a date, got datetime"),
        (Inner, {}, "a.identifier", "required"),
        (Inner, {"identifer": "x"}, "a.identifer", "did you mean 'identifier'"),
        (Inner, {"identifier": "x", "zzz": 1}, "a.zzz", "no such parameter$"),
        (Inner, {"identifier": UNSET}, "a.identifier", "required"),
        (Inner, {"identifier": None}, "a.identifier", "expected a text, got NoneType"),
        (Inner, {"identifier": "x", "access": None}, "a.access", "NoneType is not one of"),
        (Inner, [INNER], "a", "expected Inner, got list"),
        (Outer, {"items": []}, "a.items", "did you mean 'itemList'"),
        (Outer, {"itemList": [INNER] * 3}, "a.itemList", "3 items are more than the 2"),
        (Outer, {"itemList": [{"access": "MODIFY"}]}, "a.itemList[0].identifier", "required"),
        (list[Inner] | Inner, [{"identifier": 5}], "a[0].identifier", "expected a text"),
        (list[Inner] | Inner, {"identifier": 5}, "a.identifier", "expected a text"),
        (list[RuntimeFilter], RuntimeFilter("a", "EQ", 1), "a", "expected a list of Runtime"),
        (list[RuntimeFilter], [("a", "EQ", 1)], "a", "expected a list of Runtime"),
        (list[RuntimeSort], [RuntimeSort("\ud800")], "a.sortCol1", "surrogate"),
        (
            list[RuntimeFilter],
            [RuntimeFilter("a", "EQ", datetime(2024, 1, 1))],  # noqa: DTZ001 - that is the point
            "a",
            "zone",
        ),
    ],
)
def test_a_wrong_value_is_refused_by_its_place(tp: Any, value: Any, place: str, text: str) -> None:
    with pytest.raises(RequestError, match=text) as caught:
        encoder(tp)(value, "a")
    assert caught.value.parameter == place


@pytest.mark.parametrize(
    ("param", "value", "text"),
    [
        (Param("a", int, min=1), 0, "0 is below the minimum of 1"),
        (Param("a", float, max=2.5), 3.5, "3.5 is above the maximum of 2.5"),
        (Param("a", str, max_length=3), "abcd", "4 characters are more than the 3"),
        (Param("a", str, pattern=r"#[0-9a-f]{3}"), "red", "'red' does not match"),
        (Param("a", list[int], max_items=2), [1, 2, 3], "3 items are more than the 2"),
        (Param("a", int, refuse=(0,)), 0, "0 is refused"),
        (Param("a", list[str], refuse=([],)), [], r"\[\] is refused"),
        (Param("a", str, refuse=("",)), "", "'' is refused"),
    ],
)
def test_a_value_outside_the_servers_bounds_is_refused(param: Param, value: Any, text: str) -> None:
    with pytest.raises(RequestError, match=text):
        encode_param(param, value, "a")


@pytest.mark.parametrize(
    ("param", "value"),
    [
        (Param("a", int, min=1, max=3), 1),
        (Param("a", int, min=1, max=3), 3),
        (Param("a", str, max_length=3, pattern="[a-c]+"), "abc"),
        (Param("a", list[int], max_items=2), [1, 2]),
        (Param("a", bool, min=1, refuse=(0,)), False),
        (Param("a", int | None, refuse=(0,)), None),
        (Param("a", float, refuse=(0,)), 0.0),
    ],
)
def test_a_value_on_the_bounds_is_sent(param: Param, value: Any) -> None:
    assert encode_param(param, value, "a") == value


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_json_goes_through_unchanged(value: Any) -> None:
    assert encoder(Any)(value, "a") == value


@pytest.mark.parametrize("tp", [Size, Size | Unset])
def test_everything_in_one_answer_is_asked_for_by_name(tp: Any) -> None:
    assert encoder(tp)("all", "size") == -1
    assert encoder(tp)(10, "size") == 10
    with pytest.raises(RequestError, match="say 'all' if you mean it"):
        encoder(tp)(-1, "size")
