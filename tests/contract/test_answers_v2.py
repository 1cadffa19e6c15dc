"""Random answers, drawn from the official document's own schemas, decode and encode to the same values; drift loses nothing.

Both ways of reading an answer take part: what the fast one refuses, the lenient one reads.
"""

import json
import random
from types import GenericAlias
from typing import Any, get_args, get_origin

import attrs
import pytest
from official import answer_schema, needed, operations, resolved

import aiothoughtspot as ts
from aiothoughtspot._codec import decode, lenient
from aiothoughtspot._lenient import wire_name
from aiothoughtspot._outcomes import Outcomes

pytestmark = needed
OFFICIAL = operations()
TYPED = [
    one
    for one in ts.operations("v2")
    if one.vendor in OFFICIAL
    and one.removed is None
    and one.stream is None
    and answer_schema(OFFICIAL[one.vendor][2]) is not None
]
TURNS = 25
DEEP = 6


class Draw:
    """Draws values of a schema; with `drift`, in the forms that the server is known to fall into."""

    def __init__(self, rng: random.Random, *, drift: bool) -> None:
        self.rng = rng
        self.drift = drift

    def sometimes(self) -> bool:
        return self.drift and self.rng.random() < 1 / 8

    def value(self, schema: Any, name: str = "", deep: int = 0) -> Any:
        nullable = "anyOf" in schema and schema["anyOf"][-1] == {"type": "null"}
        if self.sometimes() or (nullable and self.rng.random() < 1 / 4):
            return None
        schema = resolved(schema)
        if "anyOf" in schema:
            return self.value(self.rng.choice(schema["anyOf"]), name, deep)
        kind = schema["type"]
        if kind == "array":
            items = [
                self.value(schema["items"], name, deep + 1)
                for _ in range(self.rng.randrange(3) if deep < DEEP else 0)
            ]
            alone = len(items) == 1 and isinstance(items[0], dict) and self.sometimes()
            return items[0] if alone else items
        if kind != "object":
            return self.scalar(kind, schema)
        if name.endswith("_in_millis"):
            # The document says object; the server sends numbers.
            return 1_772_600_767_000
        return self.object(schema, deep)

    def object(self, schema: Any, deep: int) -> Any:
        fields = {
            name: self.value(inner, name, deep + 1)
            for name, inner in schema.get("properties", {}).items()
            if deep < DEEP and not self.sometimes()
        }
        return {**fields, "anUnheardOfField": [1]} if self.sometimes() else fields

    def scalar(self, kind: str, schema: Any) -> Any:
        if "enum" in schema:
            return "UNHEARD_OF" if self.sometimes() else self.rng.choice(schema["enum"])
        value: Any = {
            "string": self.rng.choice(["", "text", "ünï", "2026-03-04T05:06:07Z"]),
            "integer": self.rng.randrange(10**6),
            "number": self.rng.choice([self.rng.randrange(10**12), self.rng.random()]),
            "boolean": self.rng.random() < 1 / 2,
        }[kind]
        if kind == "integer" and self.sometimes():
            return self.rng.choice([float(value), str(value)])
        return value


def again(value: Any) -> Any:
    """A decoded answer as JSON, by wire names and without what is None."""
    if attrs.has(type(value)):
        pairs = ((wire_name(field), again(getattr(value, field.name))) for field in attrs.fields(type(value)))
        return {name: one for name, one in pairs if one is not None}
    if isinstance(value, list):
        return [again(one) for one in value]
    if isinstance(value, dict):
        return {name: again(one) for name, one in value.items() if one is not None}
    return value


def alike(sent: Any, found: Any) -> bool:
    """Whether a re-encoded answer is the one that was sent; one object may have become a list of one."""
    if isinstance(sent, dict) and isinstance(found, list):
        return len(found) == 1 and alike(sent, found[0])
    if isinstance(sent, dict) and isinstance(found, dict):
        return sent.keys() == found.keys() and all(alike(sent[name], found[name]) for name in sent)
    if isinstance(sent, list) and isinstance(found, list):
        return len(sent) == len(found) and all(map(alike, sent, found))
    return isinstance(sent, bool) == isinstance(found, bool) and sent == found


def leniently(operation: ts.Operation[Any], body: bytes) -> Any:
    """Read an answer without the fast path."""
    returns = operation.returns
    plain: Any = GenericAlias(list, get_args(returns)) if get_origin(returns) is Outcomes else returns
    return lenient(plain, body, operation.unwrap)


@pytest.mark.parametrize("operation", TYPED, ids=lambda operation: operation.name)
def test_answers_of_the_document_survive(operation: ts.Operation[Any]) -> None:
    schema = answer_schema(OFFICIAL[operation.vendor][2])
    draw = Draw(random.Random(operation.name), drift=False)
    for _ in range(TURNS):
        sent = draw.value(schema)
        body = json.dumps(sent).encode()
        assert alike(again(sent), again(decode(operation, body)))
        assert alike(again(sent), again(leniently(operation, body)))


@pytest.mark.parametrize("operation", TYPED, ids=lambda operation: operation.name)
def test_drift_is_no_error(operation: ts.Operation[Any]) -> None:
    schema = answer_schema(OFFICIAL[operation.vendor][2])
    draw = Draw(random.Random(operation.name), drift=True)
    for _ in range(TURNS):
        body = json.dumps(draw.value(schema)).encode()
        assert again(decode(operation, body)) == again(leniently(operation, body))
