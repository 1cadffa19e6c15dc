"""Mails the cluster would have sent. They go nowhere; tests of what mails whom read them from the state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiothoughtspot.simulator.state import Record, State


REMEMBERED: Final = 1_000
"""Mails that are kept: the last ones."""


def outbox(state: State) -> list[Record]:
    """The last mails in order: {"to": address, "subject": text, "text": text, "time": epoch ms}."""
    return state.bag("outbox", list["Record"])


def mail(state: State, addresses: Sequence[str], subject: str, text: str) -> None:
    """Put one mail for each address into the outbox."""
    now, kept = state.now_ms(), outbox(state)
    last = addresses[-REMEMBERED:]
    kept.extend({"to": to, "subject": subject, "text": text, "time": now} for to in last)
    del kept[:-REMEMBERED]


def addresses(state: State, principal: Record) -> list[str]:
    """The address of a user, or of every member of a group."""
    people = [principal] if principal["id"] in state.users else state.members(principal["id"])
    return [user["email"] for user in people if user["email"]]
