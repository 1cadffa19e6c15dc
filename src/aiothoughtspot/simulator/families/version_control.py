"""The v2 routes of commits and what is made from them; `version_control_config` has the connections to repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.families._common import (
    bad,
    choice,
    flag,
    may_edit,
    need,
    number,
    object_of,
    objects_in,
    word,
)
from aiothoughtspot.simulator.families._version_control_deploy import deploy as deployed
from aiothoughtspot.simulator.families._version_control_deploy import gone_between
from aiothoughtspot.simulator.families._version_control_repositories import (
    Commit,
    File,
    Repository,
    add_commit,
    branch_of,
    config_of,
    file_of,
    path_of,
    repository,
    shown,
)
from aiothoughtspot.simulator.routing import V2, Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

GIT: Final = f"{V2}/vcs/git"
READERS: Final = ("DATAMANAGEMENT", "CAN_MANAGE_WORKSHEET_VIEWS_TABLES")
KINDS: Final = ("LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "CUSTOM_ACTION")
POLICIES: Final = ("ALL_OR_NONE", "PARTIAL")


def _branch(call: Call, config: Record, repo: Repository) -> str:
    return branch_of(repo, word(call.body, "branch_name") or config["commit_branch_name"])


def _objects(call: Call) -> list[Record]:
    """The objects that a request names, each of which the caller may edit."""
    found: dict[str, Record] = {}
    for item in objects_in(call.body, "metadata"):
        record = object_of(call, item.get("identifier"), choice(item, "type", KINDS, "") or None)
        if record["type"] not in KINDS:
            raise bad(f"{record['type']} cannot be committed")
        may_edit(call, record)
        found[record["id"]] = record
    return list(found.values())


@route(
    "POST",
    f"{GIT}/branches/commit",
    reads=False,
    fields=("metadata", "delete_aware", "branch_name", "comment"),
)
def commit(call: Call) -> Record:
    """Commit objects; unless told otherwise, files whose objects the org does not have are deleted from the branch."""
    need(call.body, "metadata", "comment")
    config, comment = config_of(call.state, call.org), str(word(call.body, "comment"))
    repo = repository(call.state, config["repository_url"])
    branch, records = _branch(call, config, repo), _objects(call)
    tree = repo.tree(branch)
    report: list[Record] = []
    if flag(call.body, "delete_aware", default=True):
        gone = [path for path, file in tree.items() if not _has(call, repo, file)]
        tree = {path: file for path, file in tree.items() if path not in gone}
        report += [{"file_name": path, "status_code": "OK", "status_message": "Deleted"} for path in gone]
    for record in records:
        guid = repo.shared(call.org, record["id"])
        path, file = path_of(record, guid), file_of(call.state, record, guid)
        if file is None:
            problem = f"Object {record['id']} could not be exported: No value present<br/>"
            report.append({"file_name": path, "status_code": "ERROR", "status_message": problem})
        else:
            tree[path] = file
            report.append({"file_name": path, "status_code": "OK", "status_message": ""})
    made = add_commit(call.state, repo, branch, comment=comment, author=call.caller, config=config, tree=tree)
    return {**shown(made), "committed_files": report}


def _has(call: Call, repo: Repository, file: File) -> bool:
    """Whether the caller's org has the object of a file."""
    record = call.state.metadata.get(repo.local(call.org, file.guid))
    return record is not None and record["org_id"] == call.org


@route(
    "POST",
    f"{GIT}/commits/search",
    privileges=READERS,
    fields=("metadata_identifier", "metadata_type", "branch_name", "record_offset", "record_size"),
)
def search_commits(call: Call) -> list[Record]:
    """The commits that changed an object's file, newest first; all of them unless a size is given."""
    need(call.body, "metadata_identifier")
    kind = choice(call.body, "metadata_type", KINDS, "") or None
    record, config = object_of(call, call.body["metadata_identifier"], kind), config_of(call.state, call.org)
    repo = repository(call.state, config["repository_url"])
    path = path_of(record, repo.shared(call.org, record["id"]))
    branch = _branch(call, config, repo)
    found = [
        shown(item) for item in reversed(repo.branches[branch]) if path in {*item.changed, *item.deleted}
    ]
    offset, size = number(call.body, "record_offset", 0), number(call.body, "record_size", -1, least=-1)
    return found[offset:] if size == -1 else found[offset : offset + size]


@route(
    "POST",
    f"{GIT}/branches/validate",
    privileges=READERS,
    reads=False,
    fields=("source_branch_name", "target_branch_name"),
)
def validate_merge(call: Call) -> list[Record]:
    """Whether what differs between two branches could be imported here; nothing is changed."""
    need(call.body, "source_branch_name", "target_branch_name")
    config = config_of(call.state, call.org)
    repo = repository(call.state, config["repository_url"])
    source = repo.tree(branch_of(repo, word(call.body, "source_branch_name")))
    target = repo.tree(branch_of(repo, word(call.body, "target_branch_name")))
    files = {path: file for path, file in source.items() if target.get(path) != file}
    return deployed(call, repo, files, {}, policy="VALIDATE_ONLY", mapping=config["enable_guid_mapping"])


@route(
    "POST",
    f"{GIT}/commits/deploy",
    reads=False,
    fields=("commit_id", "branch_name", "deploy_type", "deploy_policy"),
)
def deploy(call: Call) -> list[Record]:
    """Import what a commit changed, or all of its tree, and delete what it deleted; failures are told inside the 200."""
    body = call.body
    need(body, "branch_name")
    kind = choice(body, "deploy_type", ("FULL", "DELTA"), "DELTA")
    policy = choice(body, "deploy_policy", (*POLICIES, "VALIDATE_ONLY"), "ALL_OR_NONE")
    config = config_of(call.state, call.org)
    repo = repository(call.state, config["repository_url"])
    found = _commit(repo, branch_of(repo, word(body, "branch_name")), word(body, "commit_id"))
    files = found.files if kind == "FULL" else {path: found.files[path] for path in found.changed}
    gone = gone_between(repo, found.branch, found.deleted)
    _may_change(call, repo, [*files.values(), *gone.values()])
    return deployed(call, repo, files, gone, policy=policy, mapping=config["enable_guid_mapping"])


def _commit(repo: Repository, branch: str, identifier: str | None) -> Commit:
    found = repo.commit_of(branch, identifier)
    if found is None:
        raise bad(f"The branch {branch} has no such commit")
    return found


def _may_change(call: Call, repo: Repository, files: list[File]) -> None:
    """Refuse with 403 unless the caller may edit every object of the files that the org has."""
    for file in files:
        if _has(call, repo, file):
            may_edit(call, call.state.metadata[repo.local(call.org, file.guid)])


@route(
    "POST",
    f"{GIT}/commits/{{commit_id}}/revert",
    reads=False,
    fields=("metadata", "branch_name", "revert_policy"),
)
def revert(call: Call) -> Record:
    """Set objects back to a commit, all that it changed unless some are named, and commit that."""
    policy, config = (
        choice(call.body, "revert_policy", POLICIES, "ALL_OR_NONE"),
        config_of(call.state, call.org),
    )
    repo = repository(call.state, config["repository_url"])
    branch = _branch(call, config, repo)
    found = _commit(repo, branch, call.path["commit_id"])
    wanted = {path_of(record, repo.shared(call.org, record["id"])) for record in _objects(call)}
    missing = wanted - set(found.files)
    if missing:
        raise bad(f"The commit has no file {min(missing)}")
    files = {path: found.files[path] for path in sorted(wanted) or found.changed}
    _may_change(call, repo, list(files.values()))
    report = deployed(call, repo, files, {}, policy=policy, mapping=config["enable_guid_mapping"])
    done = {item["file_name"]: files[item["file_name"]] for item in report if item["status_code"] != "ERROR"}
    made = add_commit(
        call.state,
        repo,
        branch,
        comment=f"Revert to {found.id}",
        author=call.caller,
        config=config,
        tree={**repo.tree(branch), **done},
    )
    committed = [{"file_name": path, "status_code": "OK", "status_message": ""} for path in done]
    return {**shown(made), "committed_files": committed, "reverted_metadata": report}
