"""Pydantic models of answers: every class of the catalog has one, made once, with its dates."""

from datetime import UTC, datetime
from typing import Any, get_args

import attrs
import pytest
from pydantic import BaseModel, TypeAdapter

import aiothoughtspot as ts
from aiothoughtspot.backends._models import model
from aiothoughtspot.v2 import tags


def classes(tp: Any, found: set[type[Any]]) -> None:
    if isinstance(tp, type) and attrs.has(tp) and tp not in found:
        found.add(tp)
        attrs.resolve_types(tp)
        for field in attrs.fields(tp):
            classes(field.type, found)
    for inside in get_args(tp):
        classes(inside, found)


def test_every_answer_has_a_model_that_can_be_documented() -> None:
    found: set[type[Any]] = set()
    for operation in ts.operations():
        classes(operation.returns, found)
    assert len(found) > 200
    for cls in sorted(found, key=str):
        made = model(cls)
        assert model(cls) is made
        assert made.__name__ == cls.__name__
        assert (
            set(made.model_json_schema(mode="serialization").get("properties", {}))
            >= {field.name for field in attrs.fields(cls)}
            or made.__name__ in made.model_json_schema()["$defs"]
        )


@attrs.define
class Leaf:
    """A leaf."""

    at: int

    @property
    def day(self) -> datetime | None:
        """The time."""
        return datetime.fromtimestamp(self.at, UTC)

    @property
    def plain(self) -> int:
        """No date."""
        raise AssertionError("only dates are read")


@attrs.define
class Tree:
    """Holds itself."""

    name: str
    leaf: Leaf
    kind: ts.Unset | str | None = None
    branches: "list[Tree]" = attrs.Factory(list)
    named: dict[str, Leaf] | None = None


def test_a_class_that_holds_itself_is_turned_whole() -> None:
    adapter = TypeAdapter(model(Tree))
    tree = Tree("a", Leaf(0), branches=[Tree("b", Leaf(86400), named={"x": Leaf(1)})])
    shown = adapter.dump_python(adapter.validate_python(tree, from_attributes=True), mode="json")
    assert shown["leaf"] == {"at": 0, "day": "1970-01-01T00:00:00Z"}
    assert shown["branches"][0]["leaf"]["day"] == "1970-01-02T00:00:00Z"
    assert shown["branches"][0]["named"]["x"]["at"] == 1
    assert shown["branches"][0]["branches"] == []


def test_nulls_where_the_catalog_has_none_get_through() -> None:
    made: type[BaseModel] = model(tags.Tag)
    assert made.model_validate({}).model_dump() == dict.fromkeys(made.model_fields)
    with pytest.raises(ValueError, match="id"):
        made.model_validate({"id": object()})
