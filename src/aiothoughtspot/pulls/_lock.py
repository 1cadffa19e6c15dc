"""One pull at a time into one target: a lock that the kernel lets go of when its process ends, however it ends."""

import os
import weakref
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from aiothoughtspot.pulls._report import PullError

NAME = "lock"


def _nothing() -> None:
    """Release what is not held."""


_FCNTL: Any = import_module("fcntl") if find_spec("fcntl") else None


class Lock:
    """A lock on a folder of this machine; `fcntl` is the module of that name, where there is one.

    Raises `PullError` if somebody has it, in this process or another.  File systems without locks are left without.
    """

    def __init__(self, folder: Path, address: str, fcntl: Any = _FCNTL) -> None:
        self.release: Callable[[], object] = _nothing
        if fcntl is None:
            return
        path = folder / NAME
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        # Whoever forgets to release it does so when the lock is collected.
        self.release = weakref.finalize(self, os.close, handle)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The file can be that of a pull that is through and has just removed its folder.
            free = os.path.samestat(os.fstat(handle), path.stat())
        except (BlockingIOError, FileNotFoundError):
            free = False
        except OSError:
            return
        if not free:
            self.release()
            raise PullError(
                f"another pull writes to {address}: wait until it is through, or pull into another place"
            )
