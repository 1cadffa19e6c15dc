"""Git for the cluster: the hosted repositories, as branches of commits, and the objects of the cluster as files. Knows no routes.

Repositories are found by URL, so orgs that name the same one share its branches. A file is a TML document under the guid that the
object had where it was first committed; other orgs keep a mapping from that guid to their own.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import attrs

from aiothoughtspot.simulator import objects
from aiothoughtspot.simulator.families._common import bad
from aiothoughtspot.simulator.families._rows import broken
from aiothoughtspot.simulator.families._yaml import dump

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record, State

DEFAULT_BRANCH: Final = "main"


@attrs.frozen
class File:
    """One file of a commit."""

    guid: str
    """The object's guid where it was first committed."""
    name: str
    kind: str
    """The object's metadata type."""
    text: str


@attrs.frozen
class Commit:
    """One commit with the whole tree it leaves."""

    id: str
    branch: str
    comment: str
    time: str
    author: dict[str, str]
    committer: dict[str, str]
    files: dict[str, File]
    """The tree by path."""
    changed: tuple[str, ...]
    """Paths that it wrote."""
    deleted: tuple[str, ...] = ()


@attrs.define
class Repository:
    """One repository at its host."""

    branches: dict[str, list[Commit]] = attrs.field(factory=dict[str, list[Commit]])
    """Commits by branch, the oldest first."""
    guids: dict[int, dict[str, str]] = attrs.field(factory=dict[int, dict[str, str]])
    """By org: its own guid of a file's guid."""

    def tree(self, branch: str) -> dict[str, File]:
        """The files at the head of a branch."""
        commits = self.branches[branch]
        return dict(commits[-1].files) if commits else {}

    def commit_of(self, branch: str, identifier: str | None) -> Commit | None:
        """A commit of a branch, the head unless named."""
        commits = [item for item in self.branches[branch] if identifier in {None, item.id}]
        return commits[-1] if commits else None

    def local(self, org: int, guid: str) -> str:
        """The guid that a file's object has in an org."""
        return self.guids.get(org, {}).get(guid, guid)

    def shared(self, org: int, guid: str) -> str:
        """The guid that an org's object has in files."""
        return next((key for key, own in self.guids.get(org, {}).items() if own == guid), guid)


def configurations(state: State) -> dict[int, Record]:
    """The connection of each org.

    Keys of a record: repository_url, username, access_token, commit_branch_name, branches, enable_guid_mapping,
    configuration_branch_name, org.
    """
    return state.bag("git_configurations", dict[int, "Record"])


def config_of(state: State, org: int) -> Record:
    """The connection of an org, or 400."""
    found = configurations(state).get(org)
    if found is None:
        raise bad("The org has no connection to a repository")
    return found


def repository(state: State, url: str) -> Repository:
    """The repository of a URL, with its default branch."""
    found = state.bag("git_repositories", dict[str, Repository])
    return found.setdefault(url, Repository({DEFAULT_BRANCH: []}))


def path_of(record: Record, guid: str) -> str:
    """Where an object's file lies."""
    kind = objects.edoc_kind(record)
    return f"{kind}/{guid}.{kind}.tml"


def file_of(state: State, record: Record, guid: str) -> File | None:
    """An object as a file; None when it cannot be written down."""
    if broken(state, record):
        return None
    text = dump({**objects.tml(state, record), "guid": guid})
    return File(guid, record["name"], record["type"], text)


def add_commit(
    state: State,
    repo: Repository,
    branch: str,
    *,
    comment: str,
    author: Record,
    config: Record,
    tree: dict[str, File],
) -> Commit:
    """Commit a tree to a branch."""
    old = repo.tree(branch)
    at = datetime.fromtimestamp(state.now_ms() / 1000, UTC)
    made = Commit(
        id=hashlib.sha1(state.new_token().encode(), usedforsecurity=False).hexdigest(),
        branch=branch,
        comment=comment,
        time=f"{at:%Y-%m-%dT%H:%M:%SZ}",
        author={"email": author["email"], "username": author["name"]},
        committer={"email": f"{config['username']}@example.com", "username": config["username"]},
        files=tree,
        changed=tuple(path for path, file in tree.items() if old.get(path) != file),
        deleted=tuple(path for path in old if path not in tree),
    )
    repo.branches[branch].append(made)
    return made


def shown(commit: Commit) -> Record:
    """A commit as answers show it."""
    return {
        "committer": dict(commit.committer),
        "author": dict(commit.author),
        "comment": commit.comment,
        "commit_time": commit.time,
        "commit_id": commit.id,
        "branch": commit.branch,
    }


def branch_of(repo: Repository, name: str | None) -> str:
    """A branch that exists, or 400."""
    if name is None or name not in repo.branches:
        raise bad(f"The repository has no branch {name}" if name else "branch_name is required")
    return name
