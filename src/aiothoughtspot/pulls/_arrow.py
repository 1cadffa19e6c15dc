"""Pages of rows to Arrow tables: dates as dates, whole numbers as whole numbers, nulls as nulls.

Which columns are dates is decided by `Dates` (typed, by source, by name), column by column.  A page of plain cells is
read by Arrow's own parser (`_quick`); any other page, cell by cell (`_slow`), with the same result.
"""

import pyarrow as pa

from aiothoughtspot.pulls import _quick
from aiothoughtspot.pulls._oddities import Oddities
from aiothoughtspot.pulls._page import Page, distinct
from aiothoughtspot.pulls._reading import Reading
from aiothoughtspot.pulls._report import PullError
from aiothoughtspot.pulls._slow import Slow


def table(page: Page, reading: Reading) -> pa.Table:
    """Convert one page; its schema's metadata say what was odd about it.

    Raises `PullError` for a column that is not the date that the caller said it is, and for rows without any names.
    """
    if len(page) and not page.names:
        raise PullError("the answer has rows, but no column names")
    shown = distinct(page.names)
    rules = reading.dates.rules(page.names) if not reading.dates.off else [None] * len(page.names)
    columns = [reading.column(name, rule) for name, rule in zip(page.names, rules, strict=True)]
    arrays = _quick.arrays(page, columns)
    if arrays is not None:
        return pa.table(arrays, names=shown)
    slow = Slow(page, columns)
    odd = Oddities(frozenset(shown[place] for place in slow.mixed), slow.ragged)
    return odd.mark(pa.table(slow.arrays, names=shown))
