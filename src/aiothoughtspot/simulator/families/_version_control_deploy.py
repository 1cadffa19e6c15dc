"""Files of a repository into objects of an org, with a report on each; failures are part of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiothoughtspot.simulator.families._tml_import import import_batch
from aiothoughtspot.simulator.families._yaml import dump
from aiothoughtspot.simulator.families._yaml_reader import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiothoughtspot.simulator.families._version_control_repositories import File, Repository
    from aiothoughtspot.simulator.routing import Call
    from aiothoughtspot.simulator.state import Record


def deploy(
    call: Call,
    repo: Repository,
    files: dict[str, File],
    deleted: dict[str, File],
    *,
    policy: str,
    mapping: bool,
) -> list[Record]:
    """Make the org's objects match files and delete those whose files are gone; a report on each file.

    Args:
        call: Who deploys, and where to.
        repo: Where the files come from; it learns the guids of objects that are new in the org.
        files: What to import, by path.
        deleted: What to delete, by path.
        policy: ALL_OR_NONE, PARTIAL or VALIDATE_ONLY.
        mapping: Whether objects of other orgs get guids of their own; without it they are refused.
    """
    state, org = call.state, call.org
    texts: list[str] = []
    strange: list[str] = []
    for file in files.values():
        local = repo.local(org, file.guid)
        known = state.metadata.get(local)
        if mapping and known is not None and known["org_id"] != org:
            local = state.new_guid()
            strange.append(file.guid)
            repo.guids.setdefault(org, {})[file.guid] = local
        texts.append(dump({**load(file.text), "guid": local}))
    results = import_batch(state, texts, author=call.caller["id"], org=org, policy=policy, create_new=False)
    failed = any(item["response"]["status"]["status_code"] == "ERROR" for item in results)
    for guid in strange:
        if repo.local(org, guid) not in state.metadata:
            del repo.guids[org][guid]
    report = [
        _report(path, file, item["response"]["status"])
        for (path, file), item in zip(files.items(), results, strict=True)
    ]
    kept = policy == "VALIDATE_ONLY" or (policy == "ALL_OR_NONE" and failed)
    for path, file in deleted.items():
        if not kept:
            state.metadata.pop(repo.local(org, file.guid), None)
        report.append(_report(path, file, {"status_code": "OK", "error_message": "Deleted"}))
    return report


def _report(path: str, file: File, status: dict[str, Any]) -> Record:
    return {
        "file_name": path,
        "metadata_name": file.name,
        "metadata_type": file.kind,
        "status_code": status["status_code"],
        "status_message": status.get("error_message", ""),
    }


def gone_between(repo: Repository, branch: str, paths: Iterable[str]) -> dict[str, File]:
    """The last content of files that a branch has no more, by path."""
    wanted = set(paths)
    found: dict[str, File] = {}
    for commit in repo.branches[branch]:
        found |= {path: file for path, file in commit.files.items() if path in wanted}
    return found
