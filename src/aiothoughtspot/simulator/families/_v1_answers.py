"""What the v1 routes of many families share: who may call, which status says no, and records inside form fields."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import bad, form_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record, State

    Handler = Callable[[Call], Any]


LATER: Final = frozenset({"ownerOrgId", "worksheetVersion"})
"""What headers have in v2 alone."""


def v1_header(state: State, record: Record) -> Record:
    """A header in the words of v1, which has a list for the org of an object."""
    shown = state.header(record)
    kept = {name: value for name, value in shown.items() if name not in LATER}
    return {**kept, "orgIds": [shown["ownerOrgId"]]} if "ownerOrgId" in shown else kept


def guarded(*privileges: str, denied: int = 403, wrong: int = 400) -> Callable[[Handler], Handler]:
    """Give a handler the statuses of its v1 route, which differ from one to the next.

    Args:
        privileges: Any one of these lets a caller in, as ADMINISTRATION does; with none every caller comes in.
        denied: The status for callers without.
        wrong: The status for wrong values, where the handler says 400.
    """

    def guard(handler: Handler) -> Handler:
        @wraps(handler)
        def answer(call: Call) -> Any:
            if privileges and not call.state.privileges(call.caller) & {"ADMINISTRATION", *privileges}:
                raise Refused(denied, FORBIDDEN, "The user lacks the privilege for this operation")
            try:
                return handler(call)
            except Refused as refused:
                if refused.status != 400:  # noqa: PLR2004 - an HTTP status
                    raise
                raise Refused(wrong, refused.code, refused.message) from None

        return answer

    return guard


def form_record(form: Mapping[str, str], name: str) -> Record:
    """The JSON object inside a form field, or 400."""
    value = form_json(form, name)
    if not isinstance(value, dict):
        raise bad(f"{name} is a JSON object")
    return value


def records_in(given: Mapping[str, Any], name: str) -> list[Record]:
    """The list of objects under a key that must be there, or 400."""
    value = given.get(name)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise bad(f"{name} is a list of objects")
    return value


def name_in(given: Mapping[str, Any], name: str = "name") -> str:
    """The text under a key that must be there and say something, or 400."""
    value = given.get(name)
    if not isinstance(value, str) or not value:
        raise bad(f"{name} is required")
    return value
