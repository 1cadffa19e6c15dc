"""Planned modules to texts: {path: text}, written or compared.  Sorted, no timestamps, one pinned formatter."""

import re
import subprocess
import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace as View

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from ruff import find_ruff_bin  # type: ignore[import-untyped]  # it ships no types

from codegen.words import cell

PACKAGE = "src/aiothoughtspot"
DOCS = "docs/reference"
WIDTH = 104
_RUFF = """
line-length = 110
target-version = "py311"
[lint]
select = ["F401", "I"]
isort = { known-first-party = ["aiothoughtspot"], split-on-trailing-comma = false }
"""


def _escape(text: str) -> str:
    """Make a text safe inside a docstring."""
    text = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    # A quote at the end would be read as part of the closing three.
    return f"{text} " if text.endswith('"') else text


def _docstring(text: str) -> str:
    """Wrap a docstring's lines to the width of the code, indented by four."""
    lines: list[str] = []
    for line in _escape(text).split("\n"):
        indent = " " * (len(line) - len(line.lstrip()))
        hanging = indent + ("    " if indent else "")
        lines += textwrap.wrap(line, WIDTH, subsequent_indent=hanging, break_long_words=False) or [""]
    if len(lines) == 1:
        return lines[0]
    return "\n".join([lines[0], *(f"    {line}" if line else "" for line in lines[1:]), "    "])


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # noqa: S701 - it prints Python and Markdown, not HTML
)
_ENVIRONMENT.filters.update(docstring=_docstring, escape=_escape, cell=cell)


def render(groups: list[View]) -> dict[str, str]:
    """Render every module and reference page."""
    files: dict[str, str] = {}
    for version in sorted({group.version for group in groups}):
        own = [group for group in groups if group.version == version]
        listed = [group for group in own if group.functions]
        files[f"{PACKAGE}/{version}/__init__.py"] = _print("version.py.jinja", version=version, groups=listed)
        for group in own:
            files[f"{PACKAGE}/{version}/{group.name}.py"] = _print("group.py.jinja", group=group)
            page = _print("reference.md.jinja", group=group)
            files[f"{DOCS}/{version}/{group.name}.md"] = re.sub(r"\n{3,}", "\n\n", page)
    every = [(group, function) for group in groups for function in group.functions]
    files[f"{DOCS}/index.md"] = _print(
        "index.md.jinja", every=every, versions=sorted({group.version for group in groups})
    )
    moved = [(group, function) for group, function in every if group.version == "v1"]
    if moved:
        files[f"{DOCS}/from-v1.md"] = _print("from_v1.md.jinja", moved=moved)
    return _formatted(files)


def _print(template: str, **values: object) -> str:
    return _ENVIRONMENT.get_template(template).render(**values)


def _formatted(files: dict[str, str]) -> dict[str, str]:
    """Run the pinned formatter over all texts at once: imports that a module does not need go, the others are sorted.

    In Markdown it formats the examples.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        write({"ruff.toml": _RUFF, **files}, folder)
        for command in (["check", "--fix"], ["format"]):
            run = [find_ruff_bin(), *command, "--quiet", "--no-cache", name]
            subprocess.run(run, check=True)  # noqa: S603 - our own command
        return {path: (folder / path).read_text("utf-8") for path in files}


def compare(files: dict[str, str], root: Path) -> list[str]:
    """Say what differs between the rendered texts and the tree, both ways: left-over files too."""
    problems: list[str] = []
    for path, text in sorted(files.items()):
        target = root / path
        if not target.exists():
            problems.append(f"{path}: is missing")
        elif target.read_text("utf-8") != text:
            problems.append(f"{path}: differs from what the catalog says")
    return problems + [
        f"{path}: nothing renders this file" for path in sorted(_existing(files, root) - set(files))
    ]


def write(files: dict[str, str], root: Path) -> None:
    """Write the texts, and remove generated files that nothing renders any more."""
    for path in _existing(files, root) - set(files):
        (root / path).unlink()
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_text("utf-8") != text:
            target.write_text(text, "utf-8")


def _existing(files: dict[str, str], root: Path) -> set[str]:
    """The files in the folders that belong to the generator: the version packages and their reference pages."""
    folders = {Path(path).parent for path in files if Path(path).parent.name in {"v1", "v2"}}
    present = [file for folder in folders if (root / folder).is_dir() for file in (root / folder).iterdir()]
    return {file.relative_to(root).as_posix() for file in present if file.suffix in {".py", ".md"}}
