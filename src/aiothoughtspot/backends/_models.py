"""Pydantic models of this library's answers, so that FastAPI can document and send them as they are."""

from datetime import datetime
from types import UnionType
from typing import Any, ForwardRef, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from pydantic import BaseModel, ConfigDict, create_model

_DATED = datetime | None
# One model for each class, so that documents show it once; None while it is being made.
_MADE: dict[type[Any], type[BaseModel] | None] = {}


def model(cls: type[Any]) -> type[BaseModel]:
    """Make the Pydantic model of an answer's class: `@app.get("/users", response_model=list[model(users.User)])`.

    It has the class's fields and its dates (such as `creation_time`), and so have the app's documents; endpoints return
    the objects as the client gave them.  Any field may be null, because the server's answers drift.
    """
    before = set(_MADE)
    made: type[BaseModel] = _model(cls)
    # Classes that hold themselves were named before they were there.
    names = {_name(one): each for one, each in _MADE.items()}
    for one in _MADE.keys() - before:
        each = _MADE[one]
        if each is not None and not each.__pydantic_complete__:
            each.model_rebuild(_types_namespace=names)
    return made


def _name(cls: type[Any]) -> str:
    return f"{cls.__module__}_{cls.__name__}".replace(".", "_")


def _model(cls: type[Any]) -> Any:
    if cls in _MADE:
        return _MADE[cls] or ForwardRef(_name(cls))
    _MADE[cls] = None
    attrs.resolve_types(cls)
    shown = {field.name: field.type for field in attrs.fields(cls)}
    for name, value in vars(cls).items():
        if isinstance(value, property) and get_type_hints(value.fget).get("return") == _DATED:
            shown[name] = datetime
    fields: dict[str, Any] = {name: (Union[_shown(tp), None], None) for name, tp in shown.items()}  # noqa: UP007 - may be a forward name
    made = _MADE[cls] = create_model(
        cls.__name__, __config__=ConfigDict(from_attributes=True), __doc__=cls.__doc__, **fields
    )
    return made


def _shown(tp: Any) -> Any:
    """A type with the models of the classes in it."""
    if isinstance(tp, type) and attrs.has(tp):
        return _model(tp)
    origin, inside = get_origin(tp), get_args(tp)
    if origin is None or origin is Literal:
        return tp
    turned = tuple(_shown(one) for one in inside)
    return Union[turned] if origin in {Union, UnionType} else origin[turned]  # noqa: UP007 - made at run time
