"""What a command says: results on stdout, as text or as one JSON document; everything else on stderr."""

import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from json import dumps
from typing import Any

import attrs
import msgspec
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, Task, TaskID, TextColumn
from rich.table import Table

from aiothoughtspot.cli._failures import Shown
from aiothoughtspot.options import Stats

# Seconds between lines about progress where there is no terminal to draw bars on.
EVERY = 5.0
UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"))


@attrs.frozen
class Step:
    """How far a job is: what is done, of how many if that is known."""

    done: int
    total: int | None = None


Tell = Callable[[Step], None]


class Screen:
    """Where a command writes; `json` says that stdout is for one JSON document only."""

    def __init__(
        self,
        *,
        json: bool = False,
        out: Console | None = None,
        err: Console | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.json = json
        self.out = out or Console(highlight=False, soft_wrap=not sys.stdout.isatty())
        self.err = err or Console(highlight=False, stderr=True, soft_wrap=not sys.stderr.isatty())
        self._clock = clock
        self._documented = False

    def note(self, line: str) -> None:
        """Say something that is no result."""
        self.err.print(escape(line))

    def line(self, text: str) -> None:
        """Print a line of a result for readers."""
        self.out.print(escape(text))

    def document(self, value: Any) -> None:
        """Print a value as JSON, indented for readers."""
        try:
            text = msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2).decode()
        except UnicodeEncodeError:
            # Half a character, as a strange name of a file may hold, is written as an escape.
            text = dumps(msgspec.to_builtins(value, enc_hook=str), indent=2)
        # Not through rich: it must come out byte by byte as it is.
        self.out.file.write(f"{text}\n")
        self.out.file.flush()
        self._documented = True

    def facts(self, facts: Mapping[str, Any], **more: Any) -> None:
        """Print what came of a job: aligned lines, or one document with `more` that only machines want."""
        if self.json:
            self.document({**facts, **more})
            return
        width = max(len(name) for name in facts)
        for name, value in facts.items():
            self.out.print(f"{name.replace('_', ' '):<{width}}  {escape(amount(value))}")

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print a table; where there is no terminal, lines with tabs."""
        if not self.out.is_terminal:
            for row in rows:
                self.out.file.write("\t".join(row) + "\n")
            return
        table = Table(*columns, box=None, pad_edge=False, header_style="bold")
        for column in table.columns:
            column.overflow = "fold"
        table.columns[0].no_wrap = True
        for row in rows:
            table.add_row(*map(escape, row))
        self.out.print(table)

    def columns(self, cells: Sequence[str], widths: Sequence[int], style: str) -> None:
        """Print a line of cells, the first of them in a style; the last takes what is left of the width."""
        if not self.out.is_terminal:
            padded = [f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=False)]
            self.out.print(escape("  ".join([*padded, cells[-1].replace("\n", "; ")])))
            return
        line = Table.grid(padding=(0, 2))
        for width in (*widths, None):
            line.add_column(width=width, overflow="fold")
        line.add_row(f"[{style}]{escape(cells[0])}[/]", *map(escape, cells[1:]))
        self.out.print(line)

    def failed(self, error: Shown) -> None:
        """Say what failed and what to do."""
        self.err.print(f"[bold red]{error.type}[/]: {escape(error.message)}")
        self.err.print(f"[dim]what to do:[/] {escape(error.advice)}")
        self.ended(error)

    def stopped(self, advice: str) -> None:
        """Say that somebody has stopped the work, and how to go on."""
        self.note(f"stopped; {advice}")
        self.ended(Shown.stopped(advice))

    def ended(self, error: Shown) -> None:
        """Give machines the error as their document, unless they have one: what fails after a result is for readers."""
        if self.json and not self._documented:
            self.document({"error": attrs.asdict(error)})

    @contextmanager
    def progress(self, what: str, unit: str, stats: Callable[[], Stats]) -> Generator[Tell, None, None]:
        """Show how far a job is, with rate, remaining and retries: a bar on a terminal, else a line now and then."""
        if not self.err.is_terminal:
            yield self._lines(what, unit, stats)
            return
        columns = (TextColumn("{task.description}"), BarColumn(bar_width=16), _Numbers(unit))
        with Progress(*columns, console=self.err, transient=True) as bars:
            bar = bars.add_task(escape(what), total=None, retries=0)
            yield lambda step: _update(bars, bar, step, stats().retries)

    def _lines(self, what: str, unit: str, stats: Callable[[], Stats]) -> Tell:
        started = said = self._clock()

        def tell(step: Step) -> None:
            nonlocal said
            now = self._clock()
            if now - said >= EVERY:
                said = now
                speed = step.done / (now - started)
                self.note(f"{what}: {numbers(step, unit, speed, stats().retries)}")

        return tell


class _Numbers(TextColumn):
    def __init__(self, unit: str) -> None:
        super().__init__("")
        self._unit = unit

    def render(self, task: Task) -> Any:
        """The numbers of a bar."""
        total = None if task.total is None else int(task.total)
        self.text_format = numbers(
            Step(int(task.completed), total), self._unit, task.speed, task.fields["retries"]
        )
        return super().render(task)


def _update(bars: Progress, bar: TaskID, step: Step, retries: int) -> None:
    bars.update(bar, completed=step.done, total=step.total, retries=retries)


def numbers(step: Step, unit: str, speed: float | None, retries: int) -> str:
    """How far, how fast, how long still, and how often a call was repeated, in one line."""
    of = "" if step.total is None else f"/{step.total:,}"
    parts = [f"{step.done:,}{of} {unit}"]
    if speed:
        parts.append(f"{speed:,.0f}/s" if speed >= 10 else f"{speed:.1f}/s")  # noqa: PLR2004 - two digits are enough
        if step.total is not None:
            parts.append(f"{span((step.total - step.done) / speed)} left")
    if retries:
        parts.append(f"{retries} {'retry' if retries == 1 else 'retries'}")
    return ", ".join(parts)


def span(seconds: float) -> str:
    """Seconds as a reader wants them: 12 s, 3 min 5 s, 2 h 10 min."""
    left, parts = round(max(0.0, seconds)), []
    for size, name in UNITS:
        if left >= size:
            parts.append(f"{left // size} {name}")
            left %= size
    if len(parts) < 2 and (left or not parts):  # noqa: PLR2004 - more says nothing more
        parts.append(f"{left} s")
    return " ".join(parts[:2])


def amount(value: Any) -> str:
    """A fact as text: numbers with their thousands apart, lists with commas."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.1f}"
    if isinstance(value, int):
        return f"{value:,}"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
