"""Running a command: settings, client, job, and what came of it as an exit code."""

import asyncio
import os
import traceback
from collections.abc import Awaitable, Callable, Mapping
from importlib.util import find_spec

from aiothoughtspot.cli import _profiles
from aiothoughtspot.cli._access import Access
from aiothoughtspot.cli._failures import KNOWN, STOPPED, Shown, UsageError, exit_code, leaves, shown
from aiothoughtspot.cli._screen import Screen
from aiothoughtspot.cli._settings import PROFILE, Settings, ask, of_environment, of_flags, settled
from aiothoughtspot.cli._words import in_shell
from aiothoughtspot.client import Client
from aiothoughtspot.errors import RequestError
from aiothoughtspot.options import Options

Job = Callable[[Client, Screen], Awaitable[int]]
# How to go on after Ctrl-C; a function where that is known only then.
Stopped = str | Callable[[], str]
AGAIN = "run the same command again to go on where it was"


def settings_of(access: Access, environment: Mapping[str, str]) -> Settings:
    """Find out where to work and as whom; raises `UsageError`."""
    name = access.profile or environment.get("TS_PROFILE")
    layers = {
        "flags": of_flags(access, ask),
        "environment": of_environment(environment),
        PROFILE: _profiles.read(_profiles.path(), name),
    }
    return settled(layers, _profiles.stored)


def work(access: Access, job: Job, *, stopped: Stopped = AGAIN, options: Options | None = None) -> int:
    """Run a job on a client of the chosen cluster and return the exit code; `stopped` says how to go on after Ctrl-C."""

    async def on_client(settings: Settings, screen: Screen) -> int:
        async with client_of(settings, options) as client:
            return await job(client, screen)

    return guarded(
        access,
        lambda screen: asyncio.run(on_client(settings_of(access, os.environ), screen)),
        stopped=stopped,
    )


def client_of(settings: Settings, options: Options | None) -> Client:
    """A client of the chosen cluster; raises `UsageError` if its address is none."""
    try:
        return Client(settings.url, settings.auth, options=options)
    except RequestError as error:
        raise UsageError(
            in_shell(error.message), f"correct the address, which came from: {settings.origins['host']}"
        ) from None


def guarded(access: Access, run: Callable[[Screen], int], *, stopped: Stopped = AGAIN) -> int:
    """Run something and turn what it raises into two lines and an exit code; bugs are raised again."""
    screen = Screen(json=access.json)
    try:
        return run(screen)
    except KeyboardInterrupt:
        screen.stopped(stopped if isinstance(stopped, str) else stopped())
        return STOPPED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - what is a bug is raised again
        return failed(error, screen, debug=access.debug)


def failed(error: Exception, screen: Screen, *, debug: bool = False) -> int:
    """Say what failed and return the exit code; of a group all errors are named.  A bug among them is raised again."""
    found = leaves(error)
    bugs = [one for one in found if not isinstance(one, KNOWN)]
    if bugs:
        screen.ended(Shown.bug(bugs[0]))
        raise error
    if debug:
        screen.err.file.write("".join(traceback.format_exception(error)))
    told = [shown(one) for one in found]
    for one in told[:-1]:
        screen.note(f"{one.type}: {one.message}")
    screen.failed(told[-1])
    return max(exit_code(one) for one in found)


def need(extra: str, *modules: str) -> None:
    """Check that the packages of an extra are there; raises `UsageError` that names it."""
    if any(find_spec(module) is None for module in modules):
        raise UsageError("this command needs more packages", f"pip install 'aiothoughtspot[{extra}]'")
