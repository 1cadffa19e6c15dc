"""Planned modules to texts: {path: text}, written or compared.  Sorted, no timestamps, one pinned formatter."""

import re
import subprocess
import sys
import textwrap
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from codegen.plan import GroupView

PACKAGE = "src/aiothoughtspot"
DOCS = "docs/reference"
WIDTH = 104
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # noqa: S701 - it prints Python and Markdown, not HTML
)
# What a module may import, in order: where from, and the names it is recognised by.
_IMPORTS = [
    ("contextlib", ["AbstractAsyncContextManager"]),
    ("datetime", ["datetime"]),
    ("typing", ["TYPE_CHECKING", "Annotated", "Any", "Final", "Literal", "TypeAlias"]),
    ("aiothoughtspot._operation", ["Caller", "Day", "Deprecation", "File", "Group", "Operation", "Pages", "Param", "Rule", "Size"]),
    ("aiothoughtspot._outcomes", ["Outcomes", "failed", "failure_of", "raise_for"]),
    ("aiothoughtspot._rows", ["Rows", "RowsInside"]),
    ("aiothoughtspot._values", ["parse_json", "redacted"]),
    ("aiothoughtspot.dates", ["Epoch", "epoch"]),
    ("aiothoughtspot.runtime", ["RuntimeFilter", "RuntimeParameter", "RuntimeSort"]),
    ("aiothoughtspot.streaming", ["Stream"]),
    ("aiothoughtspot.unset", ["UNSET", "Unset"]),
]


def _docstring(text: str) -> str:
    """Wrap a docstring's lines to the width of the code, indented by four."""
    lines: list[str] = []
    for line in text.split("\n"):
        hanging = " " * (len(line) - len(line.lstrip()))
        wrapped = textwrap.wrap(line, WIDTH, subsequent_indent=hanging + ("    " if hanging else ""), break_long_words=False)
        lines += wrapped or [""]
    if len(lines) == 1:
        return lines[0]
    return "\n    ".join([*lines, ""]).replace("\n    \n", "\n\n")


_ENVIRONMENT.filters["docstring"] = _docstring


def render(groups: list[GroupView]) -> dict[str, str]:
    """Render every module and reference page."""
    files: dict[str, str] = {}
    for version in sorted({group.version for group in groups}):
        own = [group for group in groups if group.version == version]
        listed = [group for group in own if group.functions]
        files[f"{PACKAGE}/{version}/__init__.py"] = _ENVIRONMENT.get_template("version.py.jinja").render(
            version=version, groups=listed
        )
        for group in own:
            files[f"{PACKAGE}/{version}/{group.name}.py"] = _module(group)
        for group in listed:
            page = _ENVIRONMENT.get_template("reference.md.jinja").render(group=group)
            files[f"{DOCS}/{version}/{group.name}.md"] = re.sub(r"\n{3,}", "\n\n", page)
        files[f"{DOCS}/{version}.md"] = _index(version, listed)
    return _formatted(files)


def _module(group: GroupView) -> str:
    text = _ENVIRONMENT.get_template("group.py.jinja").render(group=group, imports="")
    # A name that only a docstring says would be imported in vain.
    code = re.sub(r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"', lambda m: _forward(m.group()), text)
    words = set(re.findall(r"(?<![.\w])\w+", code))
    lines: list[str] = []
    for module, names in _IMPORTS:
        used = [name for name in names if name in words]
        lines += [f"from {module} import {', '.join(used)}"] if used else []
    if group.shared:
        lines.append(f"from aiothoughtspot.{group.version}.shared import {', '.join(group.shared)}")
    if "attrs" in words:
        lines.insert(0, "import attrs")
    template = _ENVIRONMENT.get_template("group.py.jinja")
    return template.render(group=group, imports="\n".join(lines))


def _forward(text: str) -> str:
    """Keep the words of a quoted annotation, drop those of other texts."""
    return text.strip('"') if re.fullmatch(r'"[\w\[\], |]+ \| None"', text) else '""'


def _index(version: str, groups: list[GroupView]) -> str:
    lines = [f"<!-- Rendered from spec/{version}/ by `python -m codegen`. -->", f"# All operations of {version}", ""]
    lines += ["| operation | route | retry safety | since | vendor name |", "|---|---|---|---|---|"]
    for group in groups:
        for function in group.functions:
            about = function.reference
            operation = about["operation"]
            link = f"[`{group.name}.{function.verb}`]({version}/{group.name}.md#{function.verb})"
            route = f"`{about['method']} {about['route']}`"
            lines.append(f"| {link} | {route} | {about['safety']} | {operation.since or ''} | `{operation.vendor}` |")
    return "\n".join(lines) + "\n"


def _formatted(files: dict[str, str]) -> dict[str, str]:
    """Run the pinned formatter over all Python texts at once, imports sorted."""
    code = {path: text for path, text in files.items() if path.endswith(".py")}
    import tempfile  # noqa: PLC0415 - beside its use

    with tempfile.TemporaryDirectory() as folder:
        for path, text in code.items():
            target = Path(folder) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        ruff = [sys.executable, "-m", "ruff"]
        config = ["--config", "line-length=110", "--config", "target-version='py311'", "--isolated", "--quiet"]
        sort = ["--select", "I", "--fix", "--config", "lint.isort.known-first-party=['aiothoughtspot']"]
        subprocess.run([*ruff, "check", *config, *sort, folder], check=True)  # noqa: S603 - our own command
        subprocess.run([*ruff, "format", *config, folder], check=True)  # noqa: S603 - our own command
        return files | {path: (Path(folder) / path).read_text("utf-8") for path in code}


def compare(files: dict[str, str], root: Path) -> list[str]:
    """Say what differs between the rendered texts and the tree, both ways: left-over files too."""
    problems = []
    for path, text in sorted(files.items()):
        target = root / path
        if not target.exists():
            problems.append(f"{path}: is missing")
        elif target.read_text("utf-8") != text:
            problems.append(f"{path}: differs from what the catalog says")
    problems += [f"{path}: nothing renders this file" for path in sorted(_existing(files, root) - set(files))]
    return problems


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
    folders = {str(Path(path).parent) for path in files if Path(path).parent.name in {"v1", "v2"}}
    suffixes = {".py", ".md"}
    return {
        file.relative_to(root).as_posix()
        for folder in folders
        if (root / folder).is_dir()
        for file in (root / folder).iterdir()
        if file.suffix in suffixes
    }
