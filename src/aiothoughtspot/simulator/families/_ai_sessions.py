"""The sessions that answers of Spotter live in, so that reports can show an answer that nobody saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiothoughtspot.simulator.families._ai_store import REMEMBERED
from aiothoughtspot.simulator.families._common import remember

if TYPE_CHECKING:
    from aiothoughtspot.simulator.families._ai_questions import Search
    from aiothoughtspot.simulator.state import Record, State


def _answers(state: State) -> dict[str, list[Record]]:
    """The answers of each of the last sessions, each {generation, name, query}."""
    return state.bag("spotter_sessions", dict[str, "list[Record]"])


def note(state: State, session: str, generation: int, search: Search) -> None:
    """Keep an answer under its session and generation."""
    kept = {"generation": generation, "name": search.title, "query": search.query}
    answers = _answers(state)
    if session in answers:
        answers[session].append(kept)
    else:
        remember(answers, session, [kept], REMEMBERED)


def find(state: State, session: object, generation: object) -> Record | None:
    """The answer of a session and a generation, {generation, name, query}; None when there is none."""
    answers = _answers(state).get(session, []) if isinstance(session, str) else []
    return next((item for item in answers if item["generation"] == generation), None)
