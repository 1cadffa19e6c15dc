"""The v2 routes of connections to repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiothoughtspot.simulator.answers import FORBIDDEN, Refused
from aiothoughtspot.simulator.families._common import bad, flag, need, org_of, texts, word
from aiothoughtspot.simulator.families._version_control_repositories import (
    DEFAULT_BRANCH,
    config_of,
    configurations,
    repository,
)
from aiothoughtspot.simulator.families.version_control import GIT
from aiothoughtspot.simulator.routing import Call, route

if TYPE_CHECKING:
    from aiothoughtspot.simulator.state import Record

KEEPERS: Final = ("CAN_SETUP_VERSION_CONTROL",)
_CHANGES: Final = (
    "username",
    "access_token",
    "org_identifier",
    "branch_names",
    "commit_branch_name",
    "enable_guid_mapping",
    "configuration_branch_name",
)


def _org(call: Call, name: object) -> int:
    """The org that a connection is for; another than the caller's own needs an administrator."""
    org: int = call.org if name is None else org_of(call.state, name)["id"]
    if org != call.org and not call.state.is_admin(call.caller):
        raise Refused(403, FORBIDDEN, "Only administrators reach other orgs")
    return org


def _shown(config: Record) -> Record:
    return {name: value for name, value in config.items() if name != "access_token"}


@route("POST", f"{GIT}/config/search", privileges=KEEPERS, fields=("org_identifiers",))
def search_config(call: Call) -> list[Record]:
    """The connections of the orgs named, or of the caller's."""
    orgs = [_org(call, name) for name in texts(call.body, "org_identifiers")] or [call.org]
    found = configurations(call.state)
    return [_shown(found[org]) for org in dict.fromkeys(orgs) if org in found]


@route("POST", f"{GIT}/config/create", privileges=KEEPERS, reads=False, fields=("repository_url", *_CHANGES))
def create_config(call: Call) -> Record:
    """Connect an org, which may have one connection."""
    need(call.body, "repository_url", "username", "access_token")
    url = str(word(call.body, "repository_url"))
    if not url.startswith(("https://", "http://")):
        raise bad("repository_url is an http or https URL")
    org = _org(call, call.body.get("org_identifier"))
    if org in configurations(call.state):
        raise bad("The org has a connection already")
    named = call.state.orgs[org]
    config: Record = {
        "repository_url": url,
        "username": None,
        "access_token": None,
        "commit_branch_name": None,
        "branches": [],
        "enable_guid_mapping": True,
        "configuration_branch_name": None,
        "org": {"id": named["id"], "name": named["name"]},
    }
    _change(call, config)
    configurations(call.state)[org] = config
    return _shown(config)


def _change(call: Call, config: Record) -> None:
    """Put what a request gives into a connection; branches that it names are made where the repository lacks them."""
    body = call.body
    for name in ("username", "access_token", "commit_branch_name", "configuration_branch_name"):
        config[name] = word(body, name) or config[name]
    config["enable_guid_mapping"] = flag(body, "enable_guid_mapping", default=config["enable_guid_mapping"])
    config["branches"] = texts(body, "branch_names") or config["branches"] or [DEFAULT_BRANCH]
    config["configuration_branch_name"] = config["configuration_branch_name"] or config["commit_branch_name"]
    named = {*config["branches"], config["commit_branch_name"], config["configuration_branch_name"]} - {None}
    repo = repository(call.state, config["repository_url"])
    for branch in sorted(named):
        repo.branches.setdefault(branch, [])


@route("POST", f"{GIT}/config/update", privileges=KEEPERS, reads=False, fields=_CHANGES)
def update_config(call: Call) -> Record:
    """Change an org's connection."""
    config = config_of(call.state, _org(call, call.body.get("org_identifier")))
    _change(call, config)
    return _shown(config)


@route("POST", f"{GIT}/config/delete", privileges=KEEPERS, reads=False, fields=("cluster_level",))
def delete_config(call: Call) -> None:
    """Cut the connection of the caller's org, or of every org that shares its repository."""
    found, config = configurations(call.state), config_of(call.state, call.org)
    shared = flag(call.body, "cluster_level")
    if shared and not call.state.is_admin(call.caller):
        raise Refused(403, FORBIDDEN, "cluster_level needs an administrator")
    for org, other in list(found.items()):
        if org == call.org or (shared and other["repository_url"] == config["repository_url"]):
            del found[org]
