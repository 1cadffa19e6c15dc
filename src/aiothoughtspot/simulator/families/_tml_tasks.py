"""The queue of asynchronous TML imports: one worker, 100 places, progress by the cluster's clock.

Nothing runs in the background: `advance` brings the tasks up to the present, and every route that could see their effects
calls it first.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import attrs

from aiothoughtspot.simulator.families._tml_import import import_batch

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

CAPACITY: Final = 100
REMEMBERED: Final = 1_000
"""Tasks that are kept: the last ones."""
START_MS: Final = 1_000
"""How long a task waits although the worker is free."""
OBJECT_MS: Final = 1_000
"""How long one document takes."""
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@attrs.define
class Task:
    """One asynchronous import; times in epoch milliseconds of the cluster's clock."""

    id: str
    name: str
    author: str
    org: int
    policy: str
    create_new: bool
    documents: list[str]
    """Until they are imported."""
    total: int
    created: int
    start: int
    finish: int
    status: str = "IN_QUEUE"
    response: list[dict[str, Any]] | None = None


def tasks(state: State) -> list[Task]:
    """Every task so far, oldest first."""
    return state.bag("tml_tasks", list[Task])


def submit(
    state: State, documents: list[str], *, author: str, org: int, policy: str, create_new: bool
) -> Task:
    """Queue an import; when the queue is full the task fails at once."""
    advance(state)
    now = state.now_ms()
    waiting = [task for task in tasks(state) if task.response is None]
    start = max([now + START_MS, *(task.finish for task in waiting)])
    moment = datetime.fromtimestamp(now / 1000, UTC)
    name = f"ASYNC_TML_{moment:%d}:{MONTHS[moment.month - 1]}:{moment:%Y-%H:%M:%S}"
    finish = start + OBJECT_MS * len(documents)
    task = Task(
        state.new_guid(), name, author, org, policy, create_new, documents, len(documents), now, start, finish
    )
    if len(waiting) >= CAPACITY:
        task.status, task.response, task.start, task.finish = "FAILED", [], now, now
    tasks(state).append(task)
    del tasks(state)[:-REMEMBERED]
    return task


def advance(state: State) -> None:
    """Start and finish the tasks whose time has come."""
    now = state.now_ms()
    for task in tasks(state):
        if task.response is not None:
            continue
        if now >= task.finish:
            task.status = "COMPLETED"
            task.response = import_batch(
                state,
                task.documents,
                author=task.author,
                org=task.org,
                policy=task.policy,
                create_new=task.create_new,
            )
            task.documents = []
        elif now >= task.start:
            task.status = "IN_PROGRESS"


def shown(state: State, task: Task, *, response: bool) -> Record:
    """A task as the status route shows it; what has not happened yet is null. COMPLETED tasks may hold failed objects."""
    now, total = state.now_ms(), task.total
    done = {"COMPLETED": total, "IN_PROGRESS": (now - task.start) // OBJECT_MS, "FAILED": 0}.get(task.status)
    user = state.users.get(task.author)
    ended = task.finish if task.response is not None else None
    return {
        "tenant_id": "default-tenant-id",
        "org_id": task.org,
        "task_id": task.id,
        "task_name": task.name,
        "import_response": {"object": task.response} if response and task.response is not None else None,
        "task_status": task.status,
        "author_id": task.author,
        "import_policy": task.policy,
        "created_at": task.created,
        "in_progress_at": task.start if done is not None else None,
        "completed_at": ended,
        "total_object_count": total,
        "object_processed_count": done,
        "modified_at": ended or (task.created if done is None else now),
        "author_display_name": None if user is None else user["display_name"],
    }
