"""`doctor`: what stands between here and an answer, step by step."""

import asyncio
import os

import attrs

from aiothoughtspot.cli._access import NONE, Access
from aiothoughtspot.cli._checks import Finding, examine
from aiothoughtspot.cli._failures import DONE, FAILED
from aiothoughtspot.cli._screen import Screen
from aiothoughtspot.cli._settings import Settings
from aiothoughtspot.cli._work import client_of, guarded, settings_of

STYLES = {"ok": "green", "warning": "yellow", "failed": "bold red", "skipped": "dim"}


def doctor(*, access: Access = NONE) -> int:
    """Check the way to a cluster step by step, and say what each finding means and what to do.

    It looks at settings, DNS, TLS, clock, login, org, privileges, release and limits, and changes nothing.
    It ends with 1 if a check failed.
    """

    async def look(settings: Settings, screen: Screen) -> int:
        client_of(settings, None)
        found: list[Finding] = []
        async for finding in examine(settings):
            found.append(finding)
            if not screen.json:
                _say(finding, screen)
        if screen.json:
            screen.document([attrs.asdict(one) for one in found])
        return FAILED if any(one.state == "failed" for one in found) else DONE

    return guarded(
        access,
        lambda screen: asyncio.run(look(settings_of(access, os.environ), screen)),
        stopped="nothing changed",
    )


def _say(finding: Finding, screen: Screen) -> None:
    lines = [finding.found, *([f"what to do: {finding.advice}"] if finding.advice else [])]
    screen.columns((finding.state, finding.check, "\n".join(lines)), (7, 10), STYLES[finding.state])
