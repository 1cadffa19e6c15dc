"""Writes the YAML of TML documents, without a YAML library: block style, JSON-like values.

The simulator's extra has no YAML writer, and the server writes one thing that the usual one does not: a plain `=` (`oper: =`).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

_PLAIN_SAFE: Final = re.compile(r"[A-Za-z_(][\w ()./+%-]*(?<! )|=")
_RESERVED: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def dump(value: Any) -> str:
    """Write a JSON-like value as block YAML, ending in a line feed."""
    return "\n".join(_lines(value, 0)) + "\n"


def _lines(value: Any, indent: int) -> list[str]:
    pad = " " * indent
    if isinstance(value, Mapping) and value:
        out: list[str] = []
        for key, item in value.items():
            head = f"{pad}{_scalar(str(key))}:"
            if _is_block(item):
                # Sequences stand at their key's own column, as the server writes them.
                out += [head, *_lines(item, indent + (2 if isinstance(item, Mapping) else 0))]
            else:
                out.append(f"{head} {_scalar(item)}")
        return out
    if _is_block(value):
        out = []
        for item in value:
            first, *rest = _lines(item, indent + 2)
            out += [f"{pad}- {first.lstrip(' ')}", *rest]
        return out
    return [pad + _scalar(value)]


def _is_block(value: Any) -> bool:
    return isinstance(value, Mapping | Sequence) and not isinstance(value, str) and len(value) > 0


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return value if _PLAIN_SAFE.fullmatch(value) and value.lower() not in _RESERVED else _quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return str(value) if isinstance(value, int) else _float(value)
    return "{}" if isinstance(value, Mapping) else "[]"


def _float(value: float) -> str:
    text = repr(value)
    if text in {"inf", "-inf", "nan"}:
        return text.replace("inf", ".inf").replace("nan", ".nan")
    # YAML 1.1 readers take an exponent for a float only behind a point.
    return text if "." in text else text.replace("e", ".0e")


def _quoted(text: str) -> str:
    out = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in out) + '"'
