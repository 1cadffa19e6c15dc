"""Small helpers that generated models use."""

import json
from typing import Any

HIDDEN = "***"


def redacted(_: object) -> str:
    """Stand for a secret in a repr."""
    return HIDDEN


def parse_json(text: str | None) -> Any:
    """Parse JSON text that came inside a string; None if there is none or it is not JSON."""
    try:
        return None if text is None else json.loads(text)
    except (ValueError, RecursionError):
        return None
