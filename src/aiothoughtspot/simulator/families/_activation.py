"""Turning users off and on again, the same for both API versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.callers import end_users

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State


def _codes(state: State) -> dict[str, str]:
    """The activation code that each inactive user was given, by user guid."""
    return state.bag("activation_codes", dict[str, str])


def deactivate(state: State, user: Record, base_url: str) -> str:
    """Turn a user off, end its sessions, and return the link with a fresh activation code."""
    user["account_status"] = "INACTIVE"
    end_users(state, {user["id"]})
    code = _codes(state)[user["id"]] = state.new_token()[:32]
    return f"{base_url.rstrip('/')}/#/activate?id={user['id']}&token={code}"


def has_code(state: State, user: Record, code: str) -> bool:
    """Whether `code` is the user's activation code."""
    return _codes(state).get(user["id"]) == code


def activate(state: State, user: Record, code: str, password: str) -> None:
    """Turn a user on with the code of the link, which works once, and a new password; a wrong code is 403."""
    if not has_code(state, user, code):
        raise Refused(403, FORBIDDEN, "The activation code is not valid")
    del _codes(state)[user["id"]]
    user["account_status"] = "ACTIVE"
    state.passwords[user["id"]] = password
