"""Mails the cluster would have sent. They go nowhere; tests of what mails whom read them from the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiothoughtspot.simulator.state import Record, State


def outbox(state: State) -> list[Record]:
    """Every mail in order: {"to": address, "subject": text, "text": text, "time": epoch ms}."""
    return state.bag("outbox", list["Record"])


def mail(state: State, addresses: Iterable[str], subject: str, text: str) -> None:
    """Put one mail for each address into the outbox."""
    now = state.now_ms()
    outbox(state).extend({"to": to, "subject": subject, "text": text, "time": now} for to in addresses)


def addresses(state: State, principal: Record) -> list[str]:
    """The address of a user, or of every member of a group."""
    people = [principal] if principal["id"] in state.users else state.members(principal["id"])
    return [user["email"] for user in people if user["email"]]
