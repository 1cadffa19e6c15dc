"""The value that says "leave this out".

Arguments that a caller does not give default to `UNSET` and are not sent; `None` is sent as JSON null where null means something.
"""

from enum import Enum
from typing import Final, Literal


class Unset(Enum):
    """The type of `UNSET`: one falsy member, so that identity survives copies and pickles."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        """Read as false, so that `value or default` works."""
        return False

    def __repr__(self) -> str:
        """Stay short in signatures and tracebacks."""
        return "UNSET"


UNSET: Final = Unset.UNSET
