"""Which folders of partitions are a pull's own, and may be replaced by a later pull: those of part files of its naming."""

import re

from aiothoughtspot.errors import RequestError
from aiothoughtspot.pulls._place import Place

# Other libraries name theirs otherwise.  A marker among the files would be in the way of readers that take every file.
PART = "part-{i}.pull"
_PART = re.compile(r"part-[0-9]+\.pull\.(parquet|csv|arrow)")


def check_own(place: Place) -> None:
    """Raise `RequestError` if a folder has anything in it that no pull has written, for it will be replaced as a whole."""
    place.refresh()
    # The first level alone tells most others, which can be huge.
    for deep in (False, True):
        for inner, folder in place.inner(recursive=deep):
            *around, name = inner.split("/")
            if not ("=" in name if folder else around and _PART.fullmatch(name)):
                text = f"to: {place.address} holds {inner}, which no pull with partitions has written"
                raise RequestError(f"{text}: name a folder that is new or empty", parameter="to")
