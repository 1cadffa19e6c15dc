"""Asynchronous imports of TML: started, waited for, and read object by object."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from aiothoughtspot.client import Client
from aiothoughtspot.pulls._arguments import check, check_arguments, check_list
from aiothoughtspot.pulls._batches import Failure, raise_for
from aiothoughtspot.pulls._poll import (
    POLLING,
    JobProgress,
    Polling,
    Step,
    TellJob,
    Token,
    asking,
    poll,
    subject,
)

if TYPE_CHECKING:
    from aiothoughtspot.v2.metadata import ImportPolicy, ImportTask, TmlImport

JOB = "import_tml"
ENDED = frozenset({"COMPLETED", "FAILED"})


@attrs.frozen
class ImportResult:
    """What came of an import: the server's task, and the documents' outcomes in their order."""

    task: "ImportTask"

    @property
    def objects(self) -> "list[TmlImport]":
        """The outcome of each document; empty if the import did not get that far."""
        return (self.task.import_response and self.task.import_response.object) or []

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The documents that failed, by number from 0, and the task itself if it did: the queue takes 100."""
        found = [
            Failure(f"document {n}", one.failure)
            for n, one in enumerate(self.objects)
            if one.failure is not None
        ]
        if self.task.task_status == "FAILED":
            found.append(Failure(self.task.task_id or "", "the import ended as FAILED"))
        return tuple(found)

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all reasons if a document or the whole failed."""
        raise_for(self.failures, len(self.objects) or 1)


async def start_import(
    client: Client,
    documents: Iterable[str],
    *,
    policy: "ImportPolicy" = "PARTIAL_OBJECT",
    create_new: bool = False,
    arguments: Mapping[str, Any] | None = None,
) -> Token:
    """Queue TML documents, texts of JSON or YAML, for import and return the token to wait with.

    `arguments` are further ones of the endpoint, but none that stand here.  Raises `RequestError` for a wrong argument
    before anything is sent.  Never sent twice: after an error whose outcome is unknown look for
    the task before repeating it.
    """
    texts = check_list("pulls.import_tml", "documents", documents)
    check("pulls.import_tml", create_new=create_new)
    body = {"metadata_tmls": texts, "import_policy": policy, "create_new": create_new}
    more = check_arguments("pulls.import_tml", arguments, body)
    task = await client.call("v2.metadata.import_tml_async", body={**body, **more})
    return {"job": JOB, "task": task.task_id, "total": task.total_object_count}


async def wait_import(
    client: Client, task: str | Token, *, polling: Polling = POLLING, progress: TellJob | None = None
) -> ImportResult:
    """Wait for an import, by its task id or token, and return what came of it, failed objects included.

    Raises what ended the asking, with the token as `.cursor`; the import itself goes on.
    """
    check("pulls.wait_import", polling=polling, progress=progress)
    view, name = asking(client), subject(task, JOB, "task")
    token = {"job": JOB, "task": name}
    body = {"task_ids": [name], "include_import_response": True, "record_size": 1}

    async def ask() -> Step[ImportResult] | None:
        answer = await view.call("v2.metadata.tml_status", body=body)
        found = next((one for one in answer.status_list or () if one.task_id == name), None)
        if found is None:
            return None
        # A status that this library does not know is no end, unless the server says when it ended.
        ended = found.task_status in ENDED or found.completed_at is not None
        result = (ImportResult(found),) if ended else None
        return Step(
            str(found.task_status), found.object_processed_count or 0, found.total_object_count, result
        )

    return await poll(ask, token, polling, progress)


async def import_tml(
    client: Client,
    documents: Iterable[str],
    *,
    policy: "ImportPolicy" = "PARTIAL_OBJECT",
    create_new: bool = False,
    arguments: Mapping[str, Any] | None = None,
    polling: Polling = POLLING,
    progress: TellJob | None = None,
) -> ImportResult:
    """Import TML documents in the background of the server and wait for the end: `start_import`, then `wait_import`.

    `progress` is told the token at once, so that a caller that dies can go on waiting with it.
    """
    check("pulls.import_tml", polling=polling, progress=progress)
    token = await start_import(client, documents, policy=policy, create_new=create_new, arguments=arguments)
    if progress is not None:
        progress(JobProgress("IN_QUEUE", 0, token["total"], 0.0, 0, token))
    return await wait_import(client, token, polling=polling, progress=progress)
