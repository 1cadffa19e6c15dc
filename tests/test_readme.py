"""Every Python snippet of the README, CONTRIBUTING and the docs runs, against the embedded cluster.

A page is read from top to bottom: what one snippet defines, the next may use.  Each snippet finds `ts`, an open `client`,
`secret_key`, `cluster` (the embedded one) and an empty working directory; https://acme.thoughtspot.cloud is the cluster.
"""

import ast
import asyncio
import inspect
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import attrs
import pytest

import aiothoughtspot as ts
from aiothoughtspot.simulator import Cluster

ROOT = Path(__file__).parent.parent
HOST = "https://acme.thoughtspot.cloud"
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
INCLUDE = re.compile(r'^--8<-- "(.+)"$')
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@attrs.frozen
class Snippet:
    """A fenced block: its language, its text, and the line of its first line."""

    language: str
    text: str
    line: int


def snippets(page: Path) -> Iterator[Snippet]:
    """All fenced blocks of a page."""
    text = page.read_text("utf-8")
    for match in BLOCK.finditer(text):
        yield Snippet(match[1], match[2], text.count("\n", 0, match.start(2)) + 1)


def compiled(page: Path, snippet: Snippet, url: str) -> CodeType:
    """Compile a snippet so that tracebacks and `SyntaxError` name the page's own lines."""
    text = "\n" * (snippet.line - 1) + snippet.text.replace(HOST, url)
    code: CodeType = compile(text, str(page), "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    return code


def run(page: Path, cluster: Cluster) -> int:
    """Run a page's snippets in one event loop and return how many there were."""
    shared: dict[str, Any] = {"__name__": "snippet"}
    count = 0
    with asyncio.Runner() as runner:
        for snippet in snippets(page):
            if snippet.language != "python" or INCLUDE.match(snippet.text):
                continue
            client = ts.Client(cluster.url, ts.TrustedAuth("tsadmin", "secret"))
            shared |= {"ts": ts, "client": client, "secret_key": "secret", "cluster": cluster}
            code = compiled(page, snippet, cluster.url)
            try:
                step(runner, code, shared, cluster)
            except BaseException as error:
                error.add_note(f"in the snippet at {page.name}:{snippet.line}")
                raise
            finally:
                runner.run(client.aclose())
            count += 1
    return count


def step(runner: asyncio.Runner, code: CodeType, shared: dict[str, Any], cluster: Cluster) -> None:
    """Run one snippet, then the tests it defines."""
    value = eval(code, shared)  # noqa: S307, RUF100 - the repository's own pages
    if inspect.iscoroutine(value):
        runner.run(value)
    for name in [name for name in shared if name.startswith("test_")]:
        test: FunctionType = shared.pop(name)
        found = test(cluster)
        if inspect.iscoroutine(found):
            runner.run(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_snippets_run(
    page: Path,
    thoughtspot_cluster: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    count = run(page, thoughtspot_cluster)
    assert count == sum(s.language == "python" and not INCLUDE.match(s.text) for s in snippets(page))
    assert "Traceback" not in capsys.readouterr().err
    assert thoughtspot_cluster.bad == type(thoughtspot_cluster.bad)()
    assert not thoughtspot_cluster.unknown_keys


def test_a_wrong_snippet_is_noticed_at_its_own_line(tmp_path: Path, thoughtspot_cluster: Cluster) -> None:
    page = tmp_path / "page.md"
    page.write_text("Text.\n\n```python\nfirst = 1\n```\n\n```python\nprint(first)\nawait missing\n```\n")
    with pytest.raises(NameError) as caught:
        run(page, thoughtspot_cluster)
    assert caught.traceback[-1].lineno + 1 == 9
    assert page.name in str(caught.traceback[-1].path)


def test_included_files_exist() -> None:
    included = [
        match[1]
        for page in PAGES
        for snippet in snippets(page)
        for line in snippet.text.splitlines()
        if (match := INCLUDE.match(line))
    ]
    assert included
    assert [name for name in included if not (ROOT / name).is_file()] == []


def test_the_readme_begins_with_two_commands_of_one_line() -> None:
    commands = [s.text for s in snippets(ROOT / "README.md") if s.language == "sh"][:2]
    assert [text.count("\n") for text in commands] == [1, 1]
    demo, tests = ([shlex.split(part) for part in text.split("&&")] for text in commands)
    python = ".venv/bin/python"
    assert demo == [
        ["python3", "-m", "venv", ".venv"],
        [python, "-m", "pip", "install", "-q", "-e", ".[all]"],
        [python, "-m", "aiothoughtspot", "demo"],
    ]
    assert tests == [
        ["python3", "-m", "venv", ".venv"],
        [python, "-m", "pip", "install", "-q", "-e", ".[all,dev]"],
        [python, "-m", "pytest"],
    ]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "spec/README.md"])
def test_links_inside_the_repository_lead_somewhere(name: str) -> None:
    page = ROOT / name
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
