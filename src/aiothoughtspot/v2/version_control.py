# Rendered from spec/v2/version_control.yaml by `python -m codegen`: edit that file, not this one.
"""Objects in Git, with commits, deployments and the repository behind them."""

from typing import Annotated, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param, Size
from aiothoughtspot._outcomes import Outcomes, failed, failure_of, raise_for
from aiothoughtspot._releases import Known
from aiothoughtspot.unset import UNSET, Unset
from aiothoughtspot.v2.shared import UserOrg

DeployPolicy: TypeAlias = Annotated[
    Literal["ALL_OR_NONE", "PARTIAL", "VALIDATE_ONLY"], Known((("9.6.0.cl", ("VALIDATE_ONLY",)),))
]
DeployType: TypeAlias = Literal["FULL", "DELTA"]
RevertPolicy: TypeAlias = Literal["ALL_OR_NONE", "PARTIAL"]
VersionedType: TypeAlias = Annotated[
    Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE", "CUSTOM_ACTION"],
    Known((("9.12.0.cl", ("CUSTOM_ACTION",)),)),
]


@attrs.frozen(kw_only=True)
class MetadataObject:
    """Argument of `version_control.commit`, `version_control.revert`, `version_control.commit_preview` and
    `version_control.revert_preview`.

    Attributes:
        type: Needed when the identifier is a name.
    """

    identifier: str = attrs.field(metadata={"required": True})
    type: VersionedType | Unset = UNSET


@attrs.define(kw_only=True)
class Committer:
    """Part of `Commit`, `CommitResult` and `RevertResult`."""

    email: str | None = None
    username: str | None = None


@attrs.define(kw_only=True)
class CommitAuthor:
    """Part of `Commit`, `CommitResult` and `RevertResult`."""

    email: str | None = None
    username: str | None = None


@attrs.define(kw_only=True)
class Commit:
    """Answer of `version_control.search_commits` and `version_control.search_commits_preview`."""

    committer: Committer
    author: CommitAuthor
    comment: str
    commit_time: str
    commit_id: str
    branch: str


@attrs.define(kw_only=True)
class CommittedFile:
    """One file of a commit.

    Part of `CommitResult` and `RevertResult`.
    """

    file_name: str
    status_code: str
    status_message: str | None = None

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(self, ("status_code",), ("ERROR",), ("status_message",))


@attrs.define(kw_only=True)
class CommitResult:
    """Answer of `version_control.commit` and `version_control.commit_preview`."""

    committer: Committer | None = None
    author: CommitAuthor | None = None
    comment: str | None = None
    commit_time: str | None = None
    commit_id: str | None = None
    branch: str | None = None
    committed_files: list[CommittedFile] | None = None

    @property
    def failures(self) -> list[CommittedFile]:
        """The items that failed, in order."""
        return failed(self.committed_files)

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all messages if any item failed."""
        raise_for(self.committed_files)


@attrs.define(kw_only=True)
class RevertedMetadata:
    """What became of one object that was set back.

    Part of `RevertResult`.
    """

    file_name: str
    metadata_name: str
    metadata_type: str
    status_code: str
    status_message: str

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(self, ("status_code",), ("ERROR",), ("status_message",))


@attrs.define(kw_only=True)
class RevertResult:
    """Answer of `version_control.revert` and `version_control.revert_preview`."""

    committer: Committer | None = None
    author: CommitAuthor | None = None
    comment: str | None = None
    commit_time: str | None = None
    commit_id: str | None = None
    branch: str | None = None
    committed_files: list[CommittedFile] | None = None
    reverted_metadata: list[RevertedMetadata] | None = None

    @property
    def failures(self) -> list[RevertedMetadata]:
        """The items that failed, in order."""
        return failed(self.reverted_metadata)

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all messages if any item failed."""
        raise_for(self.reverted_metadata)


@attrs.define(kw_only=True)
class RepoConfig:
    """Answer of `version_control.search_config`, `version_control.create_config`,
    `version_control.update_config` and 3 more.

    Attributes:
        commit_branch_name: Since 9.6.0.cl.
        configuration_branch_name: Since 9.6.0.cl.
    """

    repository_url: str | None = None
    username: str | None = None
    commit_branch_name: str | None = attrs.field(default=None, metadata={"since": "9.6.0.cl"})
    branches: list[str] | None = None
    enable_guid_mapping: bool | None = None
    configuration_branch_name: str | None = attrs.field(default=None, metadata={"since": "9.6.0.cl"})
    org: UserOrg | None = None


@attrs.define(kw_only=True)
class DeployedFile:
    """What became of one file of a deployment.

    Answer of `version_control.validate_merge`, `version_control.deploy`,
    `version_control.validate_merge_preview` and `version_control.deploy_preview`.
    """

    file_name: str | None = None
    metadata_name: str | None = None
    metadata_type: str | None = None
    status_code: str | None = None
    status_message: str | None = None

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(self, ("status_code",), ("ERROR",), ("status_message",))


SEARCH_COMMITS: Final[Operation[list[Commit]]] = Operation(
    "v2.version_control.search_commits",
    "POST",
    "/api/rest/2.0/vcs/git/commits/search",
    list[Commit],
    vendor="searchCommits",
    repeatable="read",
    since="9.2.0.cl",
    privileges=("DATAMANAGEMENT", "CAN_MANAGE_WORKSHEET_VIEWS_TABLES"),
    pages=Pages(shape="short", offset="record_offset", size="record_size"),
    body=(
        Param("metadata_identifier", str, required=True),
        Param("metadata_type", VersionedType),
        Param("branch_name", str),
        Param("record_offset", int),
        Param("record_size", Size),
    ),
)


async def search_commits(
    client: Caller,
    *,
    metadata_identifier: str,
    metadata_type: VersionedType | Unset = UNSET,
    branch_name: str | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
) -> list[Commit]:
    """Find the commits of an object.

    POST /vcs/git/commits/search; vendor name `searchCommits`; since 9.2.0.cl; a read.
    Privileges, any of: DATAMANAGEMENT, CAN_MANAGE_WORKSHEET_VIEWS_TABLES.

    Args:
        record_size: All unless given.
    """
    return await client.call(
        SEARCH_COMMITS,
        body={
            "metadata_identifier": metadata_identifier,
            "metadata_type": metadata_type,
            "branch_name": branch_name,
            "record_offset": record_offset,
            "record_size": record_size,
        },
    )


COMMIT: Final[Operation[CommitResult]] = Operation(
    "v2.version_control.commit",
    "POST",
    "/api/rest/2.0/vcs/git/branches/commit",
    CommitResult,
    vendor="commitBranch",
    repeatable="no",
    since="9.2.0.cl",
    body=(
        Param("metadata", list[MetadataObject], required=True),
        Param("delete_aware", bool, required=True, since="9.6.0.cl"),
        Param("branch_name", str),
        Param("comment", str, required=True),
    ),
)


async def commit(
    client: Caller,
    *,
    metadata: list[MetadataObject],
    delete_aware: bool,
    comment: str,
    branch_name: str | Unset = UNSET,
) -> CommitResult:
    """Commit objects to a branch and get the commit with its files.

    POST /vcs/git/branches/commit; vendor name `commitBranch`; since 9.2.0.cl; never repeated blindly.
    Needs edit access to the objects.

    Args:
        delete_aware: Delete files of the branch whose objects are gone here. The server assumes `True`.
            Since 9.6.0.cl.
        branch_name: The commit branch of the connection unless given.
    """
    return await client.call(
        COMMIT,
        body={
            "metadata": metadata,
            "delete_aware": delete_aware,
            "branch_name": branch_name,
            "comment": comment,
        },
    )


VALIDATE_MERGE: Final[Operation[Outcomes[DeployedFile]]] = Operation(
    "v2.version_control.validate_merge",
    "POST",
    "/api/rest/2.0/vcs/git/branches/validate",
    Outcomes[DeployedFile],
    vendor="validateMerge",
    repeatable="same_end_state",
    since="9.2.0.cl",
    privileges=("DATAMANAGEMENT", "CAN_MANAGE_WORKSHEET_VIEWS_TABLES"),
    body=(
        Param("source_branch_name", str, required=True),
        Param("target_branch_name", str, required=True),
    ),
)


async def validate_merge(
    client: Caller, *, source_branch_name: str, target_branch_name: str
) -> Outcomes[DeployedFile]:
    """Learn whether the content of one branch can be merged into another.

    POST /vcs/git/branches/validate; vendor name `validateMerge`; since 9.2.0.cl; repeating it ends in the
    same state.
    Privileges, any of: DATAMANAGEMENT, CAN_MANAGE_WORKSHEET_VIEWS_TABLES.
    """
    return await client.call(
        VALIDATE_MERGE,
        body={"source_branch_name": source_branch_name, "target_branch_name": target_branch_name},
    )


DEPLOY: Final[Operation[Outcomes[DeployedFile]]] = Operation(
    "v2.version_control.deploy",
    "POST",
    "/api/rest/2.0/vcs/git/commits/deploy",
    Outcomes[DeployedFile],
    vendor="deployCommit",
    repeatable="depends",
    otherwise="no",
    read_when=(("deploy_policy", ("VALIDATE_ONLY",)),),
    since="9.2.0.cl",
    body=(
        Param("commit_id", str),
        Param("branch_name", str, required=True),
        Param("deploy_type", DeployType),
        Param("deploy_policy", DeployPolicy),
    ),
)


async def deploy(
    client: Caller,
    *,
    branch_name: str,
    commit_id: str | Unset = UNSET,
    deploy_type: DeployType | Unset = UNSET,
    deploy_policy: DeployPolicy | Unset = UNSET,
) -> Outcomes[DeployedFile]:
    """Deploy a commit of a branch and get what became of each file.

    POST /vcs/git/commits/deploy; vendor name `deployCommit`; since 9.2.0.cl; a read or not, by its
    arguments.
    Needs edit access. What the commit deletes is deleted here too; failures come inside a success. Deploy
    to one org at a time.

    Args:
        commit_id: The head of the branch unless given.
        deploy_type: DELTA deploys what changed up to the commit, FULL all of the branch. The server assumes
            `DELTA`.
        deploy_policy: The server assumes `ALL_OR_NONE`.
    """
    return await client.call(
        DEPLOY,
        body={
            "commit_id": commit_id,
            "branch_name": branch_name,
            "deploy_type": deploy_type,
            "deploy_policy": deploy_policy,
        },
    )


REVERT: Final[Operation[RevertResult]] = Operation(
    "v2.version_control.revert",
    "POST",
    "/api/rest/2.0/vcs/git/commits/{commit_id}/revert",
    RevertResult,
    vendor="revertCommit",
    repeatable="no",
    since="9.2.0.cl",
    path_params=(Param("commit_id", str, required=True),),
    body=(
        Param("metadata", list[MetadataObject]),
        Param("branch_name", str),
        Param("revert_policy", RevertPolicy),
    ),
)


async def revert(
    client: Caller,
    commit_id: str,
    *,
    metadata: list[MetadataObject] | Unset = UNSET,
    branch_name: str | Unset = UNSET,
    revert_policy: RevertPolicy | Unset = UNSET,
) -> RevertResult:
    """Set objects, or all of a commit, back to the state of that commit.

    POST /vcs/git/commits/{commit_id}/revert; vendor name `revertCommit`; since 9.2.0.cl; never repeated
    blindly.
    Needs edit access to the objects.

    Args:
        metadata: All objects of the commit unless given.
        branch_name: The commit branch of the connection unless given.
        revert_policy: The server assumes `ALL_OR_NONE`.
    """
    return await client.call(
        REVERT,
        path={"commit_id": commit_id},
        body={"metadata": metadata, "branch_name": branch_name, "revert_policy": revert_policy},
    )


SEARCH_CONFIG: Final[Operation[list[RepoConfig]]] = Operation(
    "v2.version_control.search_config",
    "POST",
    "/api/rest/2.0/vcs/git/config/search",
    list[RepoConfig],
    vendor="searchConfig",
    repeatable="read",
    since="9.2.0.cl",
    privileges=("ADMINISTRATION", "CAN_SETUP_VERSION_CONTROL"),
    body=(Param("org_identifiers", list[str], since="9.5.0.cl"),),
)


async def search_config(client: Caller, *, org_identifiers: list[str] | Unset = UNSET) -> list[RepoConfig]:
    """Get the connections to repositories, of the org or of many.

    POST /vcs/git/config/search; vendor name `searchConfig`; since 9.2.0.cl; a read.
    Privileges, any of: ADMINISTRATION, CAN_SETUP_VERSION_CONTROL.

    Args:
        org_identifiers: Since 9.5.0.cl.
    """
    return await client.call(SEARCH_CONFIG, body={"org_identifiers": org_identifiers})


CREATE_CONFIG: Final[Operation[RepoConfig]] = Operation(
    "v2.version_control.create_config",
    "POST",
    "/api/rest/2.0/vcs/git/config/create",
    RepoConfig,
    vendor="createConfig",
    repeatable="no",
    since="9.2.0.cl",
    privileges=("ADMINISTRATION", "CAN_SETUP_VERSION_CONTROL"),
    body=(
        Param("repository_url", str, required=True),
        Param("username", str, required=True),
        Param("access_token", str, required=True),
        Param("org_identifier", str, since="9.5.0.cl"),
        Param("branch_names", list[str]),
        Param("commit_branch_name", str, since="9.6.0.cl"),
        Param("enable_guid_mapping", bool, since="9.4.0.cl"),
        Param("configuration_branch_name", str, since="9.6.0.cl"),
    ),
)


async def create_config(
    client: Caller,
    *,
    repository_url: str,
    username: str,
    access_token: str,
    org_identifier: str | Unset = UNSET,
    branch_names: list[str] | Unset = UNSET,
    commit_branch_name: str | Unset = UNSET,
    enable_guid_mapping: bool | Unset = UNSET,
    configuration_branch_name: str | Unset = UNSET,
) -> RepoConfig:
    """Connect a repository and get the connection.

    POST /vcs/git/config/create; vendor name `createConfig`; since 9.2.0.cl; never repeated blindly.
    Privileges, any of: ADMINISTRATION, CAN_SETUP_VERSION_CONTROL.

    Args:
        org_identifier: Since 9.5.0.cl.
        commit_branch_name: Since 9.6.0.cl.
        enable_guid_mapping: Keep files that map ids between clusters and orgs. The server assumes `True`.
            Since 9.4.0.cl.
        configuration_branch_name: Since 9.6.0.cl.
    """
    _call = client.call(
        CREATE_CONFIG,
        body={
            "repository_url": repository_url,
            "username": username,
            "access_token": access_token,
            "org_identifier": org_identifier,
            "branch_names": branch_names,
            "commit_branch_name": commit_branch_name,
            "enable_guid_mapping": enable_guid_mapping,
            "configuration_branch_name": configuration_branch_name,
        },
    )
    # Some print the locals of a traceback.
    del access_token
    return await _call


UPDATE_CONFIG: Final[Operation[RepoConfig]] = Operation(
    "v2.version_control.update_config",
    "POST",
    "/api/rest/2.0/vcs/git/config/update",
    RepoConfig,
    vendor="updateConfig",
    repeatable="same_end_state",
    since="9.2.0.cl",
    privileges=("ADMINISTRATION", "CAN_SETUP_VERSION_CONTROL"),
    body=(
        Param("username", str),
        Param("access_token", str),
        Param("org_identifier", str, since="9.5.0.cl"),
        Param("branch_names", list[str]),
        Param("commit_branch_name", str, since="9.6.0.cl"),
        Param("enable_guid_mapping", bool, since="9.4.0.cl"),
        Param("configuration_branch_name", str, since="9.6.0.cl"),
    ),
)


async def update_config(
    client: Caller,
    *,
    username: str | Unset = UNSET,
    access_token: str | Unset = UNSET,
    org_identifier: str | Unset = UNSET,
    branch_names: list[str] | Unset = UNSET,
    commit_branch_name: str | Unset = UNSET,
    enable_guid_mapping: bool | Unset = UNSET,
    configuration_branch_name: str | Unset = UNSET,
) -> RepoConfig:
    """Change the connection to the repository and get it back.

    POST /vcs/git/config/update; vendor name `updateConfig`; since 9.2.0.cl; repeating it ends in the same
    state.
    Privileges, any of: ADMINISTRATION, CAN_SETUP_VERSION_CONTROL.

    Args:
        org_identifier: Since 9.5.0.cl.
        commit_branch_name: Since 9.6.0.cl.
        enable_guid_mapping: Since 9.4.0.cl.
        configuration_branch_name: Since 9.6.0.cl.
    """
    _call = client.call(
        UPDATE_CONFIG,
        body={
            "username": username,
            "access_token": access_token,
            "org_identifier": org_identifier,
            "branch_names": branch_names,
            "commit_branch_name": commit_branch_name,
            "enable_guid_mapping": enable_guid_mapping,
            "configuration_branch_name": configuration_branch_name,
        },
    )
    # Some print the locals of a traceback.
    del access_token
    return await _call


DELETE_CONFIG: Final[Operation[None]] = Operation(
    "v2.version_control.delete_config",
    "POST",
    "/api/rest/2.0/vcs/git/config/delete",
    None,
    vendor="deleteConfig",
    repeatable="same_end_state",
    since="9.2.0.cl",
    privileges=("ADMINISTRATION", "CAN_SETUP_VERSION_CONTROL"),
    body=(Param("cluster_level", bool, since="9.5.0.cl"),),
)


async def delete_config(client: Caller, *, cluster_level: bool | Unset = UNSET) -> None:
    """Cut the connection to the repository.

    POST /vcs/git/config/delete; vendor name `deleteConfig`; since 9.2.0.cl; repeating it ends in the same
    state.
    Privileges, any of: ADMINISTRATION, CAN_SETUP_VERSION_CONTROL.

    Args:
        cluster_level: Cut it for the cluster and the orgs that share its connection, not for this org
            alone. Since 9.5.0.cl.
    """
    return await client.call(DELETE_CONFIG, body={"cluster_level": cluster_level})


COMMIT_PREVIEW: Final[Operation[CommitResult]] = Operation(
    "v2.version_control.commit_preview",
    "POST",
    "/api/rest/2.0/vcs/branches/commit",
    CommitResult,
    vendor="commitBranch",
    repeatable="no",
    removed="9.2.0.cl",
    deprecated=Deprecation("9.2.0.cl", "v2.version_control.commit"),
    body=(
        Param("metadata", list[MetadataObject], required=True),
        Param("branch_name", str),
        Param("comment", str, required=True),
    ),
)


async def commit_preview(
    client: Caller, *, metadata: list[MetadataObject], comment: str, branch_name: str | Unset = UNSET
) -> CommitResult:
    """Commit objects to a branch, by the path of the preview.

    POST /vcs/branches/commit; vendor name `commitBranch`; removed in 9.2.0.cl; never repeated blindly.
    Deprecated since 9.2.0.cl: use `v2.version_control.commit`.
    """
    return await client.call(
        COMMIT_PREVIEW, body={"metadata": metadata, "branch_name": branch_name, "comment": comment}
    )


VALIDATE_MERGE_PREVIEW: Final[Operation[Outcomes[DeployedFile]]] = Operation(
    "v2.version_control.validate_merge_preview",
    "POST",
    "/api/rest/2.0/vcs/branches/validate",
    Outcomes[DeployedFile],
    vendor="validateMerge",
    repeatable="same_end_state",
    removed="9.2.0.cl",
    deprecated=Deprecation("9.2.0.cl", "v2.version_control.validate_merge"),
    body=(
        Param("source_branch_name", str, required=True),
        Param("target_branch_name", str, required=True),
    ),
)


async def validate_merge_preview(
    client: Caller, *, source_branch_name: str, target_branch_name: str
) -> Outcomes[DeployedFile]:
    """Learn whether a merge would go through, by the path of the preview.

    POST /vcs/branches/validate; vendor name `validateMerge`; removed in 9.2.0.cl; repeating it ends in the
    same state.
    Deprecated since 9.2.0.cl: use `v2.version_control.validate_merge`.
    """
    return await client.call(
        VALIDATE_MERGE_PREVIEW,
        body={"source_branch_name": source_branch_name, "target_branch_name": target_branch_name},
    )


DEPLOY_PREVIEW: Final[Operation[Outcomes[DeployedFile]]] = Operation(
    "v2.version_control.deploy_preview",
    "POST",
    "/api/rest/2.0/vcs/commits/deploy",
    Outcomes[DeployedFile],
    vendor="deployCommit",
    repeatable="no",
    removed="9.2.0.cl",
    deprecated=Deprecation("9.2.0.cl", "v2.version_control.deploy"),
    body=(
        Param("commit_id", str),
        Param("branch_name", str),
        Param("deploy_type", DeployType),
        Param("deploy_policy", RevertPolicy),
    ),
)


async def deploy_preview(
    client: Caller,
    *,
    commit_id: str | Unset = UNSET,
    branch_name: str | Unset = UNSET,
    deploy_type: DeployType | Unset = UNSET,
    deploy_policy: RevertPolicy | Unset = UNSET,
) -> Outcomes[DeployedFile]:
    """Deploy a commit, by the path of the preview.

    POST /vcs/commits/deploy; vendor name `deployCommit`; removed in 9.2.0.cl; never repeated blindly.
    Deprecated since 9.2.0.cl: use `v2.version_control.deploy`.

    Args:
        deploy_type: The server assumes `DELTA`.
        deploy_policy: The server assumes `ALL_OR_NONE`.
    """
    return await client.call(
        DEPLOY_PREVIEW,
        body={
            "commit_id": commit_id,
            "branch_name": branch_name,
            "deploy_type": deploy_type,
            "deploy_policy": deploy_policy,
        },
    )


SEARCH_COMMITS_PREVIEW: Final[Operation[list[Commit]]] = Operation(
    "v2.version_control.search_commits_preview",
    "POST",
    "/api/rest/2.0/vcs/commits/search",
    list[Commit],
    vendor="searchCommits",
    repeatable="read",
    removed="9.2.0.cl",
    deprecated=Deprecation("9.2.0.cl", "v2.version_control.search_commits"),
    pages=Pages(shape="short", offset="record_offset", size="record_size"),
    body=(
        Param("metadata_identifier", str, required=True),
        Param("metadata_type", Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE"]),
        Param("branch_name", str),
        Param("record_offset", int),
        Param("record_size", Size),
    ),
)


async def search_commits_preview(
    client: Caller,
    *,
    metadata_identifier: str,
    metadata_type: Literal["LIVEBOARD", "ANSWER", "LOGICAL_TABLE"] | Unset = UNSET,
    branch_name: str | Unset = UNSET,
    record_offset: int | Unset = UNSET,
    record_size: Size | Unset = UNSET,
) -> list[Commit]:
    """Find the commits of an object, by the path of the preview.

    POST /vcs/commits/search; vendor name `searchCommits`; removed in 9.2.0.cl; a read.
    Deprecated since 9.2.0.cl: use `v2.version_control.search_commits`.
    """
    return await client.call(
        SEARCH_COMMITS_PREVIEW,
        body={
            "metadata_identifier": metadata_identifier,
            "metadata_type": metadata_type,
            "branch_name": branch_name,
            "record_offset": record_offset,
            "record_size": record_size,
        },
    )


REVERT_PREVIEW: Final[Operation[RevertResult]] = Operation(
    "v2.version_control.revert_preview",
    "POST",
    "/api/rest/2.0/vcs/commits/{commit_id}/revert",
    RevertResult,
    vendor="revertCommit",
    repeatable="no",
    removed="9.2.0.cl",
    deprecated=Deprecation("9.2.0.cl", "v2.version_control.revert"),
    path_params=(Param("commit_id", str, required=True),),
    body=(
        Param("metadata", list[MetadataObject]),
        Param("branch_name", str),
        Param("revert_policy", RevertPolicy),
    ),
)


async def revert_preview(
    client: Caller,
    commit_id: str,
    *,
    metadata: list[MetadataObject] | Unset = UNSET,
    branch_name: str | Unset = UNSET,
    revert_policy: RevertPolicy | Unset = UNSET,
) -> RevertResult:
    """Set objects back to a commit, by the path of the preview.

    POST /vcs/commits/{commit_id}/revert; vendor name `revertCommit`; removed in 9.2.0.cl; never repeated
    blindly.
    Deprecated since 9.2.0.cl: use `v2.version_control.revert`.

    Args:
        revert_policy: The server assumes `ALL_OR_NONE`.
    """
    return await client.call(
        REVERT_PREVIEW,
        path={"commit_id": commit_id},
        body={"metadata": metadata, "branch_name": branch_name, "revert_policy": revert_policy},
    )


SEARCH_CONFIG_PREVIEW: Final[Operation[list[RepoConfig]]] = Operation(
    "v2.version_control.search_config_preview",
    "POST",
    "/api/rest/2.0/vcs/config/search",
    list[RepoConfig],
    vendor="searchLocalConfig",
    repeatable="read",
    removed="9.2.0.cl",
    deprecated=Deprecation("9.2.0.cl", "v2.version_control.search_config"),
    body=(),
)


async def search_config_preview(client: Caller) -> list[RepoConfig]:
    """Get the connection to the repository, by the path of the preview.

    POST /vcs/config/search; vendor name `searchLocalConfig`; removed in 9.2.0.cl; a read.
    Deprecated since 9.2.0.cl: use `v2.version_control.search_config`.
    """
    return await client.call(SEARCH_CONFIG_PREVIEW)


CREATE_CONFIG_PREVIEW: Final[Operation[RepoConfig]] = Operation(
    "v2.version_control.create_config_preview",
    "POST",
    "/api/rest/2.0/vcs/config/create",
    RepoConfig,
    vendor="createLocalConfig",
    repeatable="no",
    removed="9.2.0.cl",
    deprecated=Deprecation("9.2.0.cl", "v2.version_control.create_config"),
    body=(
        Param("repository_url", str, required=True),
        Param("username", str, required=True),
        Param("access_token", str, required=True),
        Param("branch_names", list[str]),
    ),
)


async def create_config_preview(
    client: Caller,
    *,
    repository_url: str,
    username: str,
    access_token: str,
    branch_names: list[str] | Unset = UNSET,
) -> RepoConfig:
    """Connect a repository, by the path of the preview.

    POST /vcs/config/create; vendor name `createLocalConfig`; removed in 9.2.0.cl; never repeated blindly.
    Deprecated since 9.2.0.cl: use `v2.version_control.create_config`.
    """
    _call = client.call(
        CREATE_CONFIG_PREVIEW,
        body={
            "repository_url": repository_url,
            "username": username,
            "access_token": access_token,
            "branch_names": branch_names,
        },
    )
    # Some print the locals of a traceback.
    del access_token
    return await _call


UPDATE_CONFIG_PREVIEW: Final[Operation[RepoConfig]] = Operation(
    "v2.version_control.update_config_preview",
    "POST",
    "/api/rest/2.0/vcs/config/update",
    RepoConfig,
    vendor="updateLocalConfig",
    repeatable="same_end_state",
    removed="9.2.0.cl",
    deprecated=Deprecation("9.2.0.cl", "v2.version_control.update_config"),
    body=(
        Param("username", str),
        Param("access_token", str),
        Param("branch_names", list[str]),
    ),
)


async def update_config_preview(
    client: Caller,
    *,
    username: str | Unset = UNSET,
    access_token: str | Unset = UNSET,
    branch_names: list[str] | Unset = UNSET,
) -> RepoConfig:
    """Change the connection to the repository, by the path of the preview.

    POST /vcs/config/update; vendor name `updateLocalConfig`; removed in 9.2.0.cl; repeating it ends in the
    same state.
    Deprecated since 9.2.0.cl: use `v2.version_control.update_config`.
    """
    _call = client.call(
        UPDATE_CONFIG_PREVIEW,
        body={"username": username, "access_token": access_token, "branch_names": branch_names},
    )
    # Some print the locals of a traceback.
    del access_token
    return await _call


DELETE_CONFIG_PREVIEW: Final[Operation[None]] = Operation(
    "v2.version_control.delete_config_preview",
    "POST",
    "/api/rest/2.0/vcs/config/delete",
    None,
    vendor="deleteLocalConfig",
    repeatable="same_end_state",
    removed="9.2.0.cl",
    deprecated=Deprecation("9.2.0.cl", "v2.version_control.delete_config"),
    body=(),
)


async def delete_config_preview(client: Caller) -> None:
    """Cut the connection to the repository, by the path of the preview.

    POST /vcs/config/delete; vendor name `deleteLocalConfig`; removed in 9.2.0.cl; repeating it ends in the
    same state.
    Deprecated since 9.2.0.cl: use `v2.version_control.delete_config`.
    """
    return await client.call(DELETE_CONFIG_PREVIEW)


OPERATIONS: Final = (
    SEARCH_COMMITS,
    COMMIT,
    VALIDATE_MERGE,
    DEPLOY,
    REVERT,
    SEARCH_CONFIG,
    CREATE_CONFIG,
    UPDATE_CONFIG,
    DELETE_CONFIG,
    COMMIT_PREVIEW,
    VALIDATE_MERGE_PREVIEW,
    DEPLOY_PREVIEW,
    SEARCH_COMMITS_PREVIEW,
    REVERT_PREVIEW,
    SEARCH_CONFIG_PREVIEW,
    CREATE_CONFIG_PREVIEW,
    UPDATE_CONFIG_PREVIEW,
    DELETE_CONFIG_PREVIEW,
)


class VersionControlApi(Group):
    """The version_control endpoints of one client."""

    search_commits = search_commits
    commit = commit
    validate_merge = validate_merge
    deploy = deploy
    revert = revert
    search_config = search_config
    create_config = create_config
    update_config = update_config
    delete_config = delete_config
    commit_preview = commit_preview
    validate_merge_preview = validate_merge_preview
    deploy_preview = deploy_preview
    search_commits_preview = search_commits_preview
    revert_preview = revert_preview
    search_config_preview = search_config_preview
    create_config_preview = create_config_preview
    update_config_preview = update_config_preview
    delete_config_preview = delete_config_preview
