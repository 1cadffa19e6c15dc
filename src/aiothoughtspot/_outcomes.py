"""Answers that hold failures inside a success: made visible, and raised on demand."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

from aiothoughtspot.errors import PartialFailureError


class Outcome(Protocol):
    """An item that may have failed: `failure` is its message, or None."""

    @property
    def failure(self) -> str | None:
        """What went wrong with this item, or None."""
        ...


T = TypeVar("T", bound=Outcome)


def value_at(item: Any, path: str) -> Any:
    """Follow a dotted path through objects; None where it ends early."""
    for step in path.split("."):
        item = getattr(item, step, None)
    return item


def failure_of(
    item: Any, at: Sequence[str], values: Sequence[str], message: Sequence[str], inside: Any = None
) -> str | None:
    """Read an item's failure: its message if its status is one of `values`, or what failed `inside` of it.

    Both may stand in several places, for the server has moved them between releases: the first that is there counts.
    """
    found = _first(item, at)
    if found in values:
        return str(_first(item, message) or found)
    failures = [one.failure for one in getattr(inside, "failures", ())]
    return "; ".join(failures) or None


def _first(item: Any, paths: Sequence[str]) -> Any:
    return next((found for path in paths if (found := value_at(item, path)) is not None), None)


def failed(items: Iterable[T] | None) -> list[T]:
    """The items that failed, in order."""
    return [item for item in items or () if item.failure is not None]


def raise_for(items: Sequence[Outcome] | None, whole: str | None = None) -> None:
    """Raise `PartialFailureError` with all messages if any item failed, or the answer as a `whole` did."""
    messages = [item.failure or "" for item in failed(items)]
    if whole is not None and not messages:
        raise PartialFailureError(f"failed: {whole}", status=200, failures=(whole,))
    if messages:
        total = len(items or ())
        first = "; ".join(messages[:3]) + ("; ..." if len(messages) > 3 else "")  # noqa: PLR2004 - a readable line
        raise PartialFailureError(
            f"{len(messages)} of {total} failed: {first}", status=200, failures=tuple(messages)
        )


class Outcomes(list[T]):
    """A list of per-object outcomes of one call that succeeded as a call."""

    @property
    def failures(self) -> list[T]:
        """The items that failed, in order."""
        return failed(self)

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all messages if any item failed."""
        raise_for(self)
