"""Releases of the server, such as "10.4.0.cl": their order, and which values of an enum each of them knows."""

import re

import attrs

_NUMBERED = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?")
# Before 8.4 releases were named by year and month; a year began in November.
_NAMED = re.compile(r"ts(\d+)\.([a-z]{3})")
_MONTHS = ("nov", "dec", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct")


def number(release: str) -> tuple[int, int, int] | None:
    """Read a release as numbers that compare; None for what is no release.  Cloud and software count alike."""
    if found := _NUMBERED.match(release):
        return int(found[1]), int(found[2]), int(found[3] or 0)
    if (found := _NAMED.match(release)) and found[2] in _MONTHS:
        return int(found[1]), 0, _MONTHS.index(found[2])
    return None


def older(release: str, than: str | None) -> bool:
    """Whether one release came before another; False if one of them is no release."""
    first, second = number(release), number(than or "")
    return first is not None and second is not None and first < second


@attrs.frozen
class Known:
    """Which values of an enum came with which release, oldest first, and which went ("-10.6.0.cl").

    Values that it does not name are as old as the enum.
    """

    steps: tuple[tuple[str, tuple[str, ...]], ...]

    def needs(self, value: object, release: str) -> str | None:
        """What a value needs that `release` does not know; None if it knows it."""
        steps = [step for step, values in self.steps if value in values]
        past = [step for step in steps if not older(release, step.removeprefix("-"))]
        if not steps or (not past[-1].startswith("-") if past else steps[0].startswith("-")):
            return None
        later = steps[len(past) :]
        return later[0] if later else f"one before {past[-1].removeprefix('-')}"
