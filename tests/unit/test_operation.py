"""Operations: what a request of one repeats, and how groups and endpoint functions reach the client."""

import copy
import pickle
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

import pytest

import aiothoughtspot as ts
from aiothoughtspot._operation import File, Group, Operation, Param
from aiothoughtspot.retry import Repeatable
from aiothoughtspot.unset import UNSET, Unset

DEPENDS: Operation[Any] = Operation(
    "v2.tml.import_tml",
    "POST",
    "/x",
    None,
    repeatable="depends",
    otherwise="same_end_state",
    read_when=(("policy", ("VALIDATE_ONLY",)), ("dry", (True,))),
)


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        ({"policy": "VALIDATE_ONLY", "dry": True}, "read"),
        ({"policy": "VALIDATE_ONLY", "dry": False}, "same_end_state"),
        ({"policy": "PARTIAL", "dry": True}, "same_end_state"),
        ({"policy": "VALIDATE_ONLY"}, "same_end_state"),
        ({}, "same_end_state"),
    ],
)
def test_what_depends_is_a_read_only_if_every_field_says_so(sent: dict[str, Any], wanted: Repeatable) -> None:
    assert DEPENDS.repeatable_with(sent) == wanted


@pytest.mark.parametrize("repeatable", ["read", "same_end_state", "no"])
def test_what_does_not_depend_is_the_same_for_every_request(repeatable: Repeatable) -> None:
    assert (
        Operation("v1.a.b", "GET", "/", None, repeatable=repeatable).repeatable_with({"x": 1}) == repeatable
    )


def test_depends_without_a_rule_is_never_a_read() -> None:
    assert Operation("v1.a.b", "POST", "/", None, repeatable="depends").repeatable_with({}) == "no"


def test_an_operation_names_itself_briefly() -> None:
    assert repr(DEPENDS) == "<Operation v2.tml.import_tml: POST /x>"
    assert DEPENDS.version == "v2"


def test_a_parameters_argument_is_its_python_name() -> None:
    assert Param("fromEpoch", int, py="from_epoch").argument == "from_epoch"
    assert Param("color", str).argument == "color"


def test_a_file_does_not_show_its_content() -> None:
    assert (
        repr(File(b"canary", "a.csv"))
        == "File(content=<6 bytes>, name='a.csv', media='application/octet-stream')"
    )


class Recorder:
    """A client that keeps what it was asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, dict[str, Any]]] = []

    async def call(self, operation: Any, **parts: Any) -> Any:
        self.calls.append((operation, parts))
        return "answer"

    def stream(self, operation: Any, **parts: Any) -> AbstractAsyncContextManager[Any]:
        self.calls.append((operation, parts))
        return nullcontext("stream")


async def test_a_group_passes_calls_on_to_its_client() -> None:
    recorder = Recorder()
    group = Group(recorder)
    assert await group.call(DEPENDS, body={"a": 1}) == "answer"
    async with group.stream(DEPENDS, path={"b": 2}) as stream:
        assert str(stream) == "stream"
    assert recorder.calls == [(DEPENDS, {"body": {"a": 1}}), (DEPENDS, {"path": {"b": 2}})]


def test_every_operation_of_the_catalog_is_frozen_and_named_once() -> None:
    found = ts.operations()
    assert len({operation.name for operation in found}) == len(found)
    for operation in found:
        with pytest.raises(AttributeError):
            operation.name = "x"  # type: ignore[misc]  # that is the point


def test_unset_is_one_falsy_value_that_survives_copies() -> None:
    assert not UNSET
    assert repr(UNSET) == "UNSET"
    assert [copy.deepcopy(UNSET), pickle.loads(pickle.dumps(UNSET)), Unset.UNSET] == [UNSET] * 3
    assert pickle.loads(pickle.dumps(UNSET)) is UNSET
