"""The editor's JSON schema, from the loader's own classes: one truth for what a catalog file may say."""

import json
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from codegen.catalog import Differences, Enum, Field, Group, Model
from codegen.types import Type

_TEXT = ["string", "boolean", "number"]
_SCALARS = {str: _TEXT, Type: _TEXT, int: "integer", float: "number", bool: "boolean"}


def schema_text() -> str:
    """The schema as it stands in spec/schema.json."""
    definitions: dict[str, Any] = {}
    top = {"anyOf": [_schema(Group, definitions), _schema(Differences, definitions)]}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A catalog file",
        **top,
        "$defs": definitions,
    }
    return json.dumps(schema, indent=1, sort_keys=True) + "\n"


def _schema(tp: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: PLR0911 - a table of kinds
    origin, args = get_origin(tp), get_args(tp)
    if tp is Any:
        return {}
    if origin in {Union, types.UnionType}:
        return {"anyOf": [_schema(arg, definitions) for arg in args if arg is not type(None)]}
    if origin is Literal:
        # A bare `no` is a boolean to YAML.
        return {"enum": [*args, False] if "no" in args else list(args)}
    if origin is list:
        return {"type": "array", "items": _schema(args[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(args[1], definitions)}
    if tp in _SCALARS:
        return {"type": _SCALARS[tp]}
    if tp is Enum:
        return _schema(list[str], definitions)
    if tp.__name__ not in definitions:
        definitions[tp.__name__] = {}
        definitions[tp.__name__] = _object(tp, definitions)
    return {"$ref": f"#/$defs/{tp.__name__}"}


def _object(cls: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    own = [one for one in attrs.fields(cls) if not one.metadata.get("derived")]
    schema: dict[str, Any] = {
        "description": cls.__doc__.partition("\n")[0],
        "type": "object",
        "additionalProperties": False,
        "properties": {one.name.removesuffix("_"): _schema(hints[one.name], definitions) for one in own},
        "required": [one.name for one in own if one.default is attrs.NOTHING],
    }
    if cls is Field:
        return {"anyOf": [{"type": "string"}, schema]}
    if cls is Model:
        return {"anyOf": [schema, _schema(dict[str, Field], definitions)]}
    return schema
