"""Importing a batch of TML documents under one of the server's policies; failures are part of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families import _tml_documents as tml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiothoughtspot.simulator.families._tml_documents import Document
    from aiothoughtspot.simulator.state import Record, State

POLICIES: Final = ("PARTIAL", "ALL_OR_NONE", "VALIDATE_ONLY", "PARTIAL_OBJECT")
_OTHER_FAILED: Final = "Not imported, another object of the request failed. <br/>"


def import_batch(
    state: State, documents: Sequence[str], *, author: str, org: int, policy: str, create_new: bool
) -> list[Record]:
    """Import documents and report on each in the order given: {response: {status, header}, request_index}.

    Args:
        state: The cluster.
        documents: Texts, JSON or YAML.
        author: Guid of the user who imports.
        org: The org that new objects go to.
        policy: One of `POLICIES`.
        create_new: Make new objects even where a guid or obj_id is known.
    """
    read = [tml.read(index, text) for index, text in enumerate(documents)]
    sound = sorted((document for document in read if not document.errors), key=lambda document: document.rank)
    names = {document.body["name"] for document in sound if document.rank < tuple(tml.KINDS).index("answer")}
    for document in sound:
        tml.check(state, org, document, names, partial=policy == "PARTIAL_OBJECT")
    if policy == "ALL_OR_NONE" and any(document.errors for document in read):
        for document in read:
            document.errors = document.errors or [_OTHER_FAILED]
    made: dict[int, Record | None] = {}
    for document in sound:
        if document.errors:
            continue
        if policy == "VALIDATE_ONLY":
            made[document.index] = tml.target(state, org, document, create_new=create_new)
        else:
            made[document.index] = tml.apply(state, org, author, document, create_new=create_new)
    return [_report(document, made) for document in read]


def _report(document: Document, made: dict[int, Record | None]) -> Record:
    response: Record
    if document.errors:
        response = {
            "status": {
                "status_code": "ERROR",
                "error_message": "".join(document.errors),
                "error_code": document.code,
            }
        }
    else:
        status = {"status_code": "OK"}
        if document.warnings:
            status = {"status_code": "WARNING", "error_message": "".join(document.warnings)}
        response = {"status": status, "header": tml.header_of(document, made[document.index])}
    return {"response": response, "request_index": document.index}
