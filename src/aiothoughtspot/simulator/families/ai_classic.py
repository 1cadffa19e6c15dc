"""The v2 routes of questions to data: suggested sources, related questions, single answers, and classic conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._ai_questions import (
    columns_of,
    questions_about,
    ranked,
    search_for,
    tables_of,
)
from aiothoughtspot.simulator.families._ai_sessions import note
from aiothoughtspot.simulator.families._ai_store import REMEMBERED, find
from aiothoughtspot.simulator.families._common import (
    bad,
    flag,
    inner,
    need,
    number,
    object_of,
    remember,
    texts,
    word,
)
from aiothoughtspot.simulator.families.ai import SPOTTER
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

SUGGESTED: Final = 5
"""Most suggestions, and most questions unless asked otherwise."""


@route("POST", f"{V2}/ai/data-source-suggestions", privileges=SPOTTER, fields=("query",))
def data_sources(call: Call) -> Record:
    """The data sources that fit a question, the best first."""
    need(call.body, "query")
    fits = ranked(call.state, str(word(call.body, "query")), tables_of(call.state, call.org))[:SUGGESTED]
    return {
        "data_sources": [
            {
                "confidence": fit.confidence,
                "details": {
                    "description": fit.table["header"]["description"],
                    "data_source_name": fit.table["name"],
                    "data_source_identifier": fit.table["id"],
                },
                "reasoning": f"The question names {', '.join(fit.matched) or 'nothing that is in here'}.",
            }
            for fit in fits
        ]
    }


@route(
    "POST",
    f"{V2}/ai/relevant-questions/",
    privileges=SPOTTER,
    fields=("metadata_context", "limit_relevant_questions", "bypass_cache", "query", "ai_context"),
)
def relevant_questions(call: Call) -> Record:
    """Questions that help to answer a broader one, from the sources named or from the one that fits best."""
    body = call.body
    need(body, "query", "metadata_context")
    query, context = str(word(body, "query")), inner(body, "metadata_context")
    flag(body, "bypass_cache")
    extra = inner(body, "ai_context")
    texts(extra, "instructions")
    texts(extra, "content")
    limit = number(body, "limit_relevant_questions", SUGGESTED)
    found = _related(call, query, _sources(call, context, query))
    return {
        "relevant_questions": [
            {"query": text, "data_source_identifier": table["id"], "data_source_name": table["name"]}
            for text, table in found[:limit]
        ]
    }


def _sources(call: Call, context: Record, query: str) -> list[Record]:
    """The tables that a context names, directly or through objects that stand on them."""
    named = [object_of(call, name, "LOGICAL_TABLE") for name in texts(context, "data_source_identifiers")]
    users = [object_of(call, name, "ANSWER") for name in texts(context, "answer_identifiers")]
    users += [object_of(call, name, "LIVEBOARD") for name in texts(context, "liveboard_identifiers")]
    guids = [user["source"] for user in users]
    conversation = word(context, "conversation_identifier")
    if conversation:
        talk = find(call, conversation)
        if talk is None:
            raise bad("No conversation of this id")
        guids += talk["sources"]
    named += [call.state.metadata[guid] for guid in dict.fromkeys(guids) if guid in call.state.metadata]
    return named or [fit.table for fit in ranked(call.state, query, tables_of(call.state, call.org))[:1]]


def _related(call: Call, query: str, tables: list[Record]) -> list[tuple[str, Record]]:
    """Questions with their tables; those about what the query asks for come first."""
    asked = [
        (search.title, table)
        for table in tables
        if (search := search_for(query, columns_of(call.state, table))) is not None
    ]
    return asked + [
        (text, table)
        for table in tables
        for text in questions_about(columns_of(call.state, table), table["name"])
    ]


@route(
    "POST",
    f"{V2}/ai/analytical-questions",
    privileges=SPOTTER,
    fields=(
        "answerIds",
        "content",
        "conversationId",
        "liveboardIds",
        "maxDecomposedQueries",
        "nlsRequest",
        "worksheetIds",
    ),
)
def decompose(call: Call) -> Record:
    """The older form of `relevant_questions`."""
    body = call.body
    request = inner(body, "nlsRequest")
    query = word(request, "query") or " ".join(texts(body, "content")) or "overview"
    context = {
        "data_source_identifiers": body.get("worksheetIds"),
        "answer_identifiers": body.get("answerIds"),
        "liveboard_identifiers": body.get("liveboardIds"),
        "conversation_identifier": body.get("conversationId"),
    }
    found = _related(call, query, _sources(call, context, query))[
        : number(body, "maxDecomposedQueries", SUGGESTED)
    ]
    queries = [
        {"query": text, "worksheetId": table["id"], "worksheetName": table["name"]} for text, table in found
    ]
    return {"decomposedQueryResponse": {"decomposedQueries": queries}}


@route(
    "POST", f"{V2}/ai/answer/create", privileges=SPOTTER, reads=False, fields=("query", "metadata_identifier")
)
def answer(call: Call) -> Record:
    """An answer to one question, in a session of its own."""
    need(call.body, "query", "metadata_identifier")
    table = object_of(call, call.body["metadata_identifier"], "LOGICAL_TABLE")
    return _answer(call, table, str(word(call.body, "query")), call.state.new_guid(), 1)


def _answer(call: Call, table: Record, question: str, session: str, generation: int) -> Record:
    search = search_for(question, columns_of(call.state, table))
    if search is None:
        raise bad(f"{table['name']} has no columns to answer from")
    note(call.state, session, generation, search)
    tokens = ", ".join(search.tokens)
    return {
        "session_identifier": session,
        "generation_number": generation,
        "message_type": "TSAnswer",
        "visualization_type": "Undefined" if search.chart == "KPI" else "Chart",
        "tokens": tokens,
        "display_tokens": tokens,
    }


def _classic(call: Call) -> dict[str, Record]:
    """Classic conversations by id; keys of a record: user_id, org_id, table (guid), session, generation."""
    return call.state.bag("classic_conversations", dict[str, "Record"])


@route(
    "POST",
    f"{V2}/ai/conversation/create",
    privileges=SPOTTER,
    reads=False,
    fields=("metadata_identifier", "tokens"),
)
def create_classic_conversation(call: Call) -> Record:
    """A new conversation about one data source."""
    need(call.body, "metadata_identifier")
    table = object_of(call, call.body["metadata_identifier"], "LOGICAL_TABLE")
    word(call.body, "tokens")
    guid = call.state.new_guid()
    made: Record = {
        "user_id": call.caller["id"],
        "org_id": call.org,
        "table": table["id"],
        "session": call.state.new_guid(),
        "generation": 0,
    }
    remember(_classic(call), guid, made, REMEMBERED)
    return {"conversation_identifier": guid}


@route(
    "POST",
    f"{V2}/ai/conversation/{{conversation_identifier}}/converse",
    privileges=SPOTTER,
    reads=False,
    fields=("metadata_identifier", "message"),
)
def send_classic(call: Call) -> list[Record]:
    """The answers to a message; the data source is the one that the conversation began with."""
    need(call.body, "metadata_identifier", "message")
    talk = _classic(call).get(call.path["conversation_identifier"])
    if talk is None or (talk["user_id"], talk["org_id"]) != (call.caller["id"], call.org):
        raise bad("No conversation of this id")
    table = object_of(call, call.body["metadata_identifier"], "LOGICAL_TABLE")
    if table["id"] != talk["table"]:
        raise bad("The conversation is about another data source")
    question = str(word(call.body, "message"))
    talk["generation"] += 1
    return [_answer(call, table, question, talk["session"], talk["generation"])]
