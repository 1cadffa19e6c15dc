"""`tml import`, `validate` and `wait`: TML files into the cluster."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import attrs

from aiothoughtspot.cli._access import NONE, Access, Flag, Pause
from aiothoughtspot.cli._export import failures_of, outcome
from aiothoughtspot.cli._failures import UnknownTaskError, UsageError
from aiothoughtspot.cli._files import text_of
from aiothoughtspot.cli._screen import EVERY, Screen, Step, Tell
from aiothoughtspot.cli._work import need, work
from aiothoughtspot.client import Client
from aiothoughtspot.errors import NotFoundError, RateLimitedError, ServerError, TransportError

if TYPE_CHECKING:
    from aiothoughtspot import pulls

Policy = Literal["PARTIAL", "ALL_OR_NONE", "PARTIAL_OBJECT"]
ENDINGS = frozenset({".tml", ".yaml", ".yml", ".json"})
# More documents in a call run into gateways' timeouts.
BATCH = 50
# A task that the server does not know after so many questions is none; its nodes agree within seconds.
ASKED, SOON = 5, 5.0
START = Step(0)


@attrs.frozen
class Failed:
    """A document that failed, by its file, and why."""

    id: str
    reason: str


def import_tml(
    *files: Path,
    policy: Policy = "PARTIAL_OBJECT",
    create_new: Flag = False,
    every: Pause | None = None,
    access: Access = NONE,
) -> int:
    """Import TML files, or folders of them, and wait for the end.

    The import runs on the server; Ctrl-C ends the waiting only, and says how to go on with it.

    Args:
        files: Files of TML (.tml, .yaml, .json), or folders.
        policy: What happens to the others when a document fails.
        create_new: Make new objects, whatever GUIDs the documents name.
        every: Seconds between questions; left out as the server advises, 30 or more.
    """
    task: list[str] = []

    async def job(client: Client, screen: Screen) -> int:
        need("pulls", "pyarrow", "fsspec")
        from aiothoughtspot import pulls  # noqa: PLC0415 - Arrow takes a second

        paths = documents(files)
        texts = [text_of(path) for path in paths]
        token = await pulls.start_import(client, texts, policy=policy, create_new=create_new)
        task.append(token["task"])
        screen.note(f"the server has taken it as task {token['task']}")
        return await _waited(client, screen, token["task"], every, [str(path) for path in paths])

    return work(access, job, stopped=partial(going_on, task))


def going_on(task: Sequence[str]) -> str:
    """What Ctrl-C leaves behind; `task` holds the import's id once the server has taken it."""
    if not task:
        return "nothing was imported, as far as is known"
    return f"the import goes on on the server; see its end with `aiothoughtspot tml wait {task[0]}`"


def wait(task: str, /, *, every: Pause | None = None, access: Access = NONE) -> int:
    """Wait for an import that `tml import` has begun.

    Args:
        task: Its task id.
        every: Seconds between questions; left out as the server advises, 30 or more.
    """

    async def job(client: Client, screen: Screen) -> int:
        need("pulls", "pyarrow", "fsspec")
        await known(client, screen, task, SOON if every is None else min(SOON, every))
        return await _waited(client, screen, task, every, ())

    return work(access, job, stopped="the import goes on on the server; run the same command to see its end")


async def _waited(
    client: Client, screen: Screen, task: str, every: float | None, names: Sequence[str]
) -> int:
    from aiothoughtspot import pulls  # noqa: PLC0415 - Arrow takes a second

    with screen.progress("waiting for the import", "objects", client.stats) as tell:
        beat = Beat(tell)
        result = await pulls.wait_import(
            client, task, polling=pulls.Polling(every=every, sleep=beat.sleep), progress=beat.heard
        )
    return told(screen, result.objects, names, result.task.failure, task=task)


async def known(
    client: Client,
    screen: Screen,
    task: str,
    pause: float,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Wait until the server knows a task, with `pause` seconds between questions; raises `UnknownTaskError`.

    A server that is not well is left to the waiting itself, which bears more.
    """
    for asked in range(ASKED):
        if asked:
            screen.note(f"the server does not know the task {task} yet; asking again in {pause:g} s")
            await sleep(pause)
        with suppress(NotFoundError):
            try:
                answer = await client.v2.metadata.tml_status(task_ids=[task], record_size=1)
            except (RateLimitedError, ServerError, TransportError):
                return
            if any(one.task_id == task for one in answer.status_list or ()):
                return
    raise UnknownTaskError(
        f"the server does not know the task {task}",
        "look for its id in what `tml import` said, and check the org",
    )


@attrs.define
class Beat:
    """Tells how far an import is also while nothing is heard of it, so that nobody thinks the program dead."""

    tell: Tell
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    last: Step = START

    def heard(self, now: "pulls.JobProgress") -> None:
        """Keep and tell what the server has said."""
        self.last = Step(now.done, now.total)
        self.tell(self.last)

    async def sleep(self, seconds: float) -> None:
        """Sleep so long, and tell every few seconds."""
        while seconds > 0:
            await self.pause(min(seconds, EVERY))
            seconds -= EVERY
            self.tell(self.last)


def validate(*files: Path, access: Access = NONE) -> int:
    """Have the cluster check TML files, or folders of them; nothing is changed.

    Args:
        files: Files of TML (.tml, .yaml, .json), or folders.
    """

    async def job(client: Client, screen: Screen) -> int:
        found: list[Any] = []
        paths = documents(files)
        with screen.progress("checking", "documents", client.stats) as tell:
            for start in range(0, len(paths), BATCH):
                texts = [text_of(path) for path in paths[start : start + BATCH]]
                found += await client.v2.metadata.import_tml(
                    metadata_tmls=texts, import_policy="VALIDATE_ONLY"
                )
                tell(Step(len(found), len(paths)))
        return told(screen, found, [str(path) for path in paths])

    return work(access, job, stopped="nothing was changed")


def documents(files: Sequence[Path]) -> list[Path]:
    """The files named and those in the folders named; raises `UsageError` if there are none."""
    found: list[Path] = []
    for file in files:
        inside = sorted(one for one in file.rglob("*") if one.suffix in ENDINGS) if file.is_dir() else [file]
        found += inside
    if not found:
        raise UsageError("no TML files are named", "give files, or a folder such as `tml export` makes")
    return found


def told(
    screen: Screen, found: Sequence[Any], names: Sequence[str], whole: str | None = None, **more: Any
) -> int:
    """Say what came of each document, by the name of its file, and of the `whole` if that failed."""
    named = [names[n] if len(names) == len(found) else f"document {n + 1}" for n in range(len(found))]
    failures = [
        Failed(name, one.failure) for name, one in zip(named, found, strict=True) if one.failure is not None
    ]
    done = len(found) - len(failures)
    if whole is not None and not failures:
        failures = [Failed("the import", f"ended as {whole}")]
    reasons = failures_of(failures, screen)
    screen.facts({"documents": len(found), "good": done, "failed": len(failures), **more}, failures=reasons)
    return outcome(failures, done)
