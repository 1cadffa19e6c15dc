# Rendered from spec/v2/ai.yaml by `python -m codegen`: edit that file, not this one.
"""Spotter: conversations with the agent, questions to data, instructions and memory."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

import attrs

from aiothoughtspot._operation import Caller, Deprecation, Group, Operation, Pages, Param
from aiothoughtspot._outcomes import failed, failure_of, raise_for
from aiothoughtspot._releases import Known
from aiothoughtspot.dates import epoch
from aiothoughtspot.streaming import Stream
from aiothoughtspot.unset import UNSET, Unset

ContextType: TypeAlias = Annotated[
    Literal["data_source", "DATA_SOURCE", "AUTO_MODE"], Known((("26.5.0.cl", ("DATA_SOURCE", "AUTO_MODE")),))
]
if TYPE_CHECKING:
    OpenVisualizationType: TypeAlias = (
        Literal["Chart", "CHART", "Table", "TABLE", "Undefined", "UNDEFINED"] | str
    )
else:
    OpenVisualizationType = str


@attrs.frozen(kw_only=True)
class DataSourceContextInput:
    """Part of `ContextPayloadV2Input`.

    Attributes:
        data_source_identifier: Since 26.5.0.cl.
        data_source_identifiers: Since 26.5.0.cl.
        guid: Deprecated since 26.5.0.cl.
    """

    data_source_identifier: str | Unset = attrs.field(default=UNSET, metadata={"since": "26.5.0.cl"})
    data_source_identifiers: list[str] | Unset = attrs.field(default=UNSET, metadata={"since": "26.5.0.cl"})
    guid: str | Unset = attrs.field(default=UNSET, metadata={"deprecated": "26.5.0.cl"})


@attrs.frozen(kw_only=True)
class ContextPayloadV2Input:
    """Argument of `ai.create_conversation`."""

    type: ContextType | Unset = UNSET
    data_source_context: DataSourceContextInput | Unset = UNSET


@attrs.frozen(kw_only=True)
class ConversationSettingsInput:
    """Argument of `ai.create_conversation`.

    Attributes:
        enable_contextual_change_analysis: Always on since 26.2, whatever is sent. The server assumes
            `True`. Deprecated since 26.2.0.cl.
        enable_natural_language_answer_generation: Always on since 26.2, whatever is sent. The server
            assumes `True`. Deprecated since 26.2.0.cl.
        enable_reasoning: Always on since 26.2, whatever is sent. The server assumes `True`. Deprecated
            since 26.2.0.cl.
        enable_save_chat: Keep the conversation, so that it can be listed and read again. The server assumes
            `False`. Since 26.5.0.cl.
    """

    enable_contextual_change_analysis: bool | Unset = attrs.field(
        default=UNSET, metadata={"deprecated": "26.2.0.cl"}
    )
    enable_natural_language_answer_generation: bool | Unset = attrs.field(
        default=UNSET, metadata={"deprecated": "26.2.0.cl"}
    )
    enable_reasoning: bool | Unset = attrs.field(default=UNSET, metadata={"deprecated": "26.2.0.cl"})
    enable_save_chat: bool | Unset = attrs.field(default=UNSET, metadata={"since": "26.5.0.cl"})


@attrs.frozen(kw_only=True)
class NLInstructionsInfoInput:
    """Argument of `ai.set_instructions`."""

    instructions: list[str] = attrs.field(metadata={"required": True})
    scope: Literal["GLOBAL"] = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class MetadataContext:
    """Argument of `ai.relevant_questions`."""

    data_source_identifiers: list[str] | Unset = UNSET
    answer_identifiers: list[str] | Unset = UNSET
    conversation_identifier: str | Unset = UNSET
    liveboard_identifiers: list[str] | Unset = UNSET


@attrs.frozen(kw_only=True)
class AIContext:
    """Argument of `ai.relevant_questions`."""

    instructions: list[str] | Unset = UNSET
    content: list[str] | Unset = UNSET


@attrs.frozen(kw_only=True)
class MemorySources:
    """Argument of `ai.export_memory`."""

    type: Literal["DATA_MODEL"] = attrs.field(metadata={"required": True})
    identifiers: list[str] = attrs.field(metadata={"required": True})


@attrs.frozen(kw_only=True)
class InputEurekaNLSRequest:
    """Argument of `ai.decompose`."""

    agentVersion: int | Unset = UNSET
    bypassCache: bool | Unset = UNSET
    instructions: list[str] | Unset = UNSET
    query: str | Unset = UNSET


@attrs.define(kw_only=True)
class AgentConversation:
    """Answer of `ai.create_conversation`.

    Attributes:
        conversation_identifier: Since 26.5.0.cl.
    """

    conversation_id: str
    conversation_identifier: str = attrs.field(metadata={"since": "26.5.0.cl"})
    analyst_id: str | None = None


@attrs.define(kw_only=True)
class DataSourceEntry:
    """Part of `SavedConversation`."""

    id: str
    name: str


@attrs.define(kw_only=True)
class SavedConversation:
    """Part of `ConversationList`."""

    conversation_identifier: str
    conversation_title: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    data_source_identifiers: list[str] | None = None
    data_source_names: list[DataSourceEntry] | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`created_at` as an aware UTC datetime, or None."""
        return epoch(self.created_at, "iso")

    @property
    def update_time(self) -> datetime | None:
        """`updated_at` as an aware UTC datetime, or None."""
        return epoch(self.updated_at, "iso")


@attrs.define(kw_only=True)
class ConversationList:
    """Answer of `ai.conversations`."""

    conversations: list[SavedConversation] | None = None
    has_more: bool | None = None


@attrs.define(kw_only=True)
class UserMessage:
    """Part of `UserPrompt`."""

    message_id: str
    content: str


@attrs.define(kw_only=True)
class FileReference:
    """Part of `ConversationItem`."""

    file_id: str
    display_name: str | None = None
    created_time_in_millis: int | float | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`created_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.created_time_in_millis, "ms")


@attrs.define(kw_only=True)
class DataSourceHeader:
    """Part of `DataSourceInfo`."""

    display_name: str | None = None
    guid: str | None = None
    description: str | None = None


@attrs.define(kw_only=True)
class DataSourcePopularity:
    """Part of `DataSourceInfo`."""

    total_spotter_queries: int | None = None
    total_answers: int | None = None
    total_answer_impressions: int | None = None


@attrs.define(kw_only=True)
class DataSourceUserUsage:
    """Part of `DataSourceInfo`."""

    total_spotter_queries: int | None = None


@attrs.define(kw_only=True)
class DataSourceInfo:
    """Part of `ConversationItem`."""

    data_source_identifier: str | None = None
    data_source_name: str | None = None
    description: str | None = None
    confidence: float | None = None
    reasoning: str | None = None
    header: DataSourceHeader | None = None
    related_liveboard_visualizations: list[dict[str, Any]] | None = None
    related_answers: list[dict[str, Any]] | None = None
    related_spotter_queries: list[str] | None = None
    popularity: DataSourcePopularity | None = None
    user_usage: DataSourceUserUsage | None = None


@attrs.define(kw_only=True)
class PublicFileInfo:
    """Part of `ConversationItem`."""

    file_id: str
    display_name: str | None = None
    file_type: str | None = None
    created_time_in_millis: int | float | None = None
    size_bytes: int | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`created_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.created_time_in_millis, "ms")


@attrs.define(kw_only=True)
class ConversationItem:
    """One item of a saved prompt or reply; `type` says which fields are there.

    Part of `UserPrompt` and `ConversationMessage`.

    Attributes:
        type: One of text, answer, file, resource, search_datasets, tool_call, tool_result, or a newer one.
        is_thinking: A step on the way; not the final reply.
        content: Of a text or a tool's result.
        content_type: Of a text or a tool's result.
        file_reference: Of a text.
        answer_id: Of an answer; `answer_details` takes it.
        tool_call_id: Of an answer, a tool's call or its result.
        tool_name: Of an answer, a tool's call or its result.
        arguments: Of a tool's call.
        success: Of a tool's result.
        text: Of a search for data sources.
        data_sources: Of a search for data sources.
        files: Of files.
        title: Of a resource, as the fields after it.
    """

    type: str | None = None
    timestamp_in_millis: int | float | None = None
    is_thinking: bool | None = None
    step_title: str | None = None
    content: str | None = None
    content_type: str | None = None
    file_reference: FileReference | None = None
    answer_id: str | None = None
    tool_call_id: str | None = None
    tool_name: str | None = None
    arguments: dict[str, Any] | None = None
    success: bool | None = None
    text: str | None = None
    data_sources: list[DataSourceInfo] | None = None
    files: list[PublicFileInfo] | None = None
    title: str | None = None
    uri: str | None = None
    name: str | None = None
    mime_type: str | None = None
    description: str | None = None
    size: int | None = None
    connector_id: str | None = None
    connector_name: str | None = None
    connector_slug: str | None = None
    transport_type: str | None = None

    @property
    def timestamp(self) -> datetime | None:
        """`timestamp_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.timestamp_in_millis, "ms")


@attrs.define(kw_only=True)
class UserPrompt:
    """Part of `ConversationMessage`."""

    message: UserMessage | None = None
    attachments: list[ConversationItem] | None = None


@attrs.define(kw_only=True)
class ConversationMessage:
    """Part of `ConversationMessages`."""

    message_id: str
    timestamp_in_millis: int | float | None = None
    user_prompt: UserPrompt | None = None
    response_items: list[ConversationItem] | None = None

    @property
    def timestamp(self) -> datetime | None:
        """`timestamp_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.timestamp_in_millis, "ms")


@attrs.define(kw_only=True)
class CodeExecutionFileMetadata:
    """Part of `ConversationMessages`."""

    file_id: str
    expired: bool
    display_name: str | None = None
    file_type: str | None = None
    created_time_in_millis: int | float | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`created_time_in_millis` as an aware UTC datetime, or None."""
        return epoch(self.created_time_in_millis, "ms")


@attrs.define(kw_only=True)
class ConversationMessages:
    """Answer of `ai.messages`."""

    messages: list[ConversationMessage] | None = None
    code_execution_files: list[CodeExecutionFileMetadata] | None = None


@attrs.define(kw_only=True)
class ACState:
    """Part of `AgentItem` and `AnswerDetails`."""

    transaction_identifier: str | None = None
    generation_number: int | None = None


@attrs.define(kw_only=True)
class AnswerDetails:
    """Part of `LoadedAnswer`."""

    title: str | None = None
    description: str | None = None
    session_identifier: str | None = None
    generation_number: int | None = None
    tokens: list[str] | None = None
    visualization_type: OpenVisualizationType | None = None
    formulas: list[str] | None = None
    parameters: list[str] | None = None
    sub_queries: list[dict[str, Any]] | None = None
    ac_state: ACState | None = None


@attrs.define(kw_only=True)
class LoadedAnswer:
    """Answer of `ai.answer_details`."""

    answer: AnswerDetails | None = None


@attrs.define(kw_only=True)
class AgentInstructions:
    """Answer of `ai.agent_instructions` and `ai.set_agent_instructions`."""

    instructions: str
    id: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    last_updated_by: str | None = None

    @property
    def creation_time(self) -> datetime | None:
        """`created_at` as an aware UTC datetime, or None."""
        return epoch(self.created_at, "iso")

    @property
    def update_time(self) -> datetime | None:
        """`updated_at` as an aware UTC datetime, or None."""
        return epoch(self.updated_at, "iso")


@attrs.define(kw_only=True)
class NLInstructionsInfo:
    """Part of `Instructions`."""

    instructions: list[str]
    scope: str


@attrs.define(kw_only=True)
class Instructions:
    """Answer of `ai.instructions`."""

    nl_instructions_info: list[NLInstructionsInfo]


@attrs.define(kw_only=True)
class InstructionsSet:
    """Answer of `ai.set_instructions`."""

    success: bool


@attrs.define(kw_only=True)
class DataSourceDetails:
    """Part of `DataSourceSuggestion`."""

    description: str | None = None
    data_source_name: str | None = None
    data_source_identifier: str | None = None


@attrs.define(kw_only=True)
class DataSourceSuggestion:
    """Part of `DataSourceSuggestions`."""

    confidence: float | None = None
    details: DataSourceDetails | None = None
    reasoning: str | None = None


@attrs.define(kw_only=True)
class DataSourceSuggestions:
    """Answer of `ai.data_sources`."""

    data_sources: list[DataSourceSuggestion] | None = None


@attrs.define(kw_only=True)
class RelevantQuestion:
    """Part of `RelevantQuestions`."""

    query: str | None = None
    data_source_identifier: str | None = None
    data_source_name: str | None = None


@attrs.define(kw_only=True)
class RelevantQuestions:
    """Answer of `ai.relevant_questions`."""

    relevant_questions: list[RelevantQuestion] | None = None


@attrs.define(kw_only=True)
class SpotterAnswer:
    """An answer that Spotter found; its rows come with the session and generation.

    Answer of `ai.answer` and `ai.send_classic`.

    Attributes:
        display_tokens: Since 10.6.0.cl.
    """

    message_type: str
    session_identifier: str | None = None
    generation_number: int | None = None
    visualization_type: OpenVisualizationType | None = None
    tokens: str | None = None
    display_tokens: str | None = attrs.field(default=None, metadata={"since": "10.6.0.cl"})


@attrs.define(kw_only=True)
class ClassicConversation:
    """Answer of `ai.create_classic_conversation`."""

    conversation_identifier: str


@attrs.define(kw_only=True)
class MemoryExport:
    """Answer of `ai.export_memory`.

    Attributes:
        content: YAML text.
    """

    content: str | dict[str, Any] | None = None


@attrs.define(kw_only=True)
class ImportTargetSource:
    """Part of `ImportSummary`."""

    identifier: str | None = None
    type: str | None = None


@attrs.define(kw_only=True)
class ImportSummary:
    """Part of `MemoryImport`."""

    memory_type: str | None = None
    source: ImportTargetSource | None = None
    existing_record_count: int | None = None
    deleted_record_count: int | None = None
    inserted_record_count: int | None = None
    failed_record_count: int | None = None


@attrs.define(kw_only=True)
class ImportFailure:
    """What is wrong with one line of the memories.

    Part of `MemoryImport`.
    """

    line_number: int | None = None
    reason: str | None = None
    field_name: str | None = None
    message: str | None = None

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(
            self,
            ("reason",),
            (
                "UNKNOWN_FAILURE_REASON",
                "VALIDATION",
                "UNRESOLVED_SOURCE",
                "ACCESS_DENIED",
                "CHAR_LIMIT",
                "SCHEMA",
            ),
            ("message",),
        )


@attrs.define(kw_only=True)
class ImportDiagnostic:
    """Part of `MemoryImport`."""

    sub_status: str | None = None
    messages: list[str] | None = None


@attrs.define(kw_only=True)
class MemoryImport:
    """What an import of memories did, or would do.

    Answer of `ai.import_memory`.
    """

    status: str
    summary: list[ImportSummary] | None = None
    validation_failures: list[ImportFailure] | None = None
    diagnostics: list[ImportDiagnostic] | None = None
    operation_id: str | None = None

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(self, ("status",), ("VALIDATION_FAILED", "FAILED"), ("status",))

    @property
    def failures(self) -> list[ImportFailure]:
        """The items that failed, in order."""
        return failed(self.validation_failures)

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all messages if any item failed, or all of it."""
        raise_for(self.validation_failures, self.failure)


@attrs.define(kw_only=True)
class DecomposedQuery:
    """Part of `DecomposedQueries`."""

    query: str | None = None
    worksheetId: str | None = None
    worksheetName: str | None = None


@attrs.define(kw_only=True)
class DecomposedQueries:
    """Part of `DecomposedAnswer`."""

    decomposedQueries: list[DecomposedQuery] | None = None


@attrs.define(kw_only=True)
class DecomposedAnswer:
    """Answer of `ai.decompose`."""

    decomposedQueryResponse: DecomposedQueries | None = None


@attrs.define(kw_only=True)
class AgentItemMetadata:
    """What surrounds an item of a reply; for an answer in a stream also how to get at its rows.

    Part of `AgentItem`.

    Attributes:
        type: thinking for a step on the way; absent in the final reply.
        format: Of a text-chunk, such as markdown.
        output: Base64 of a binary message.
    """

    type: str | None = None
    format: str | None = None
    tool_title: str | None = None
    title: str | None = None
    sage_query: str | None = None
    session_id: str | None = None
    gen_no: int | None = None
    transaction_id: str | None = None
    generation_number: int | None = None
    tml_phrases: list[str] | None = None
    worksheet_id: str | None = None
    chart_type: str | None = None
    assumptions: str | None = None
    output: str | None = None
    interrupted: bool | None = None
    data_awareness_enabled: bool | None = None


@attrs.define(kw_only=True)
class AgentItem:
    """One item of a reply or of its stream; `type` says which fields are there.

    Answer of `ai.send`, `ai.send_streaming`, `ai.send_old` and `ai.send_streaming_old`, and part of
    `AgentReply`.

    Attributes:
        type: Such as ack, conv_title, notification, text, text-chunk, answer, search_datasets, file, error.
        group_id: Groups the items of one step.
        node_id: Of an ack.
        conv_id: Of a conv_title.
        title: Of a conv_title or an answer.
        code: Of a notification or an error, such as FINAL_RESPONSE_NOTIFICATION or RATE_LIMIT_EXCEEDED.
        message: Of an error.
        display_message: Of an error in a stream, for people.
        text: Of a text: Markdown, all of it.
        content: Of a text-chunk: a piece of Markdown.
        description: Of an answer, as the fields after it.
        viz_suggestion: Base64 of a binary message.
    """

    type: str | None = None
    id: str | None = None
    group_id: str | None = None
    node_id: str | None = None
    conv_id: str | None = None
    title: str | None = None
    code: str | None = None
    message: str | None = None
    display_message: str | None = None
    text: str | None = None
    content: str | None = None
    agent_context: str | None = None
    description: str | None = None
    session_id: str | None = None
    gen_no: int | None = None
    sage_query: str | None = None
    tml_tokens: list[str] | None = None
    formulas: list[Any] | None = None
    parameters: list[Any] | None = None
    subqueries: list[Any] | None = None
    viz_suggestion: str | None = None
    ac_state: ACState | None = None
    metadata: AgentItemMetadata | None = None
    internal: dict[str, Any] | None = None

    @property
    def failure(self) -> str | None:
        """Why this item failed, or None."""
        return failure_of(self, ("type",), ("error",), ("message",))


@attrs.define(kw_only=True)
class AgentReply:
    """A reply of the agent as one piece.

    Answer of `ai.send` and `ai.send_old`.
    """

    messages: list[AgentItem] | None = None

    @property
    def failures(self) -> list[AgentItem]:
        """The items that failed, in order."""
        return failed(self.messages)

    def raise_for_failures(self) -> None:
        """Raise `PartialFailureError` with all messages if any item failed."""
        raise_for(self.messages)


CREATE_CONVERSATION: Final[Operation[AgentConversation]] = Operation(
    "v2.ai.create_conversation",
    "POST",
    "/api/rest/2.0/ai/agent/conversation/create",
    AgentConversation,
    vendor="createAgentConversation",
    repeatable="no",
    since="10.13.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    body=(
        Param("metadata_context", ContextPayloadV2Input, required=True),
        Param("conversation_settings", ConversationSettingsInput, required=True),
    ),
    limit="spotter_conversation",
)


async def create_conversation(
    client: Caller,
    *,
    metadata_context: ContextPayloadV2Input,
    conversation_settings: ConversationSettingsInput,
) -> AgentConversation:
    """Start a conversation with the Spotter agent and get its id.

    POST /ai/agent/conversation/create; vendor name `createAgentConversation`; since 10.13.0.cl; never
    repeated blindly.
    Privileges, any of: CAN_USE_SPOTTER.
    Before 26.5 the context could also be an answer or a Liveboard.

    Args:
        metadata_context: What the conversation is about.
    """
    return await client.call(
        CREATE_CONVERSATION,
        body={"metadata_context": metadata_context, "conversation_settings": conversation_settings},
    )


SEND: Final[Operation[AgentReply | list[AgentItem]]] = Operation(
    "v2.ai.send",
    "POST",
    "/api/rest/2.0/ai/agent/conversation/{conversation_identifier}/send",
    AgentReply | list[AgentItem],
    vendor="sendAgentConversationMessage",
    repeatable="no",
    since="26.5.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    path_params=(Param("conversation_identifier", str, required=True),),
    body=(Param("messages", list[str], required=True),),
    limit="spotter_message",
)


async def send(
    client: Caller, conversation_identifier: str, *, messages: list[str]
) -> AgentReply | list[AgentItem]:
    """Send messages to a conversation and get the whole reply at once.

    POST /ai/agent/conversation/{conversation_identifier}/send; vendor name `sendAgentConversationMessage`;
    since 26.5.0.cl; never repeated blindly.
    Privileges, any of: CAN_USE_SPOTTER.
    The reply is an object in the document and a bare list in the guides; both are read. An item of type
    error is a failure inside a success.
    """
    return await client.call(
        SEND, path={"conversation_identifier": conversation_identifier}, body={"messages": messages}
    )


SEND_STREAMING: Final[Operation[list[AgentItem]]] = Operation(
    "v2.ai.send_streaming",
    "POST",
    "/api/rest/2.0/ai/agent/conversation/{conversation_identifier}/send/stream",
    list[AgentItem],
    vendor="sendAgentConversationMessageStreaming",
    repeatable="no",
    since="26.5.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    path_params=(Param("conversation_identifier", str, required=True),),
    body=(Param("messages", list[str], required=True),),
    limit="spotter_message",
    accept="text/event-stream",
    stream="events",
    stop="v2.ai.stop",
)


def send_streaming(
    client: Caller, conversation_identifier: str, *, messages: list[str]
) -> AbstractAsyncContextManager[Stream]:
    """Send messages to a conversation and get the reply as events, while the agent thinks.

    POST /ai/agent/conversation/{conversation_identifier}/send/stream; vendor name
    `sendAgentConversationMessageStreaming`; since 26.5.0.cl; never repeated blindly.
    Privileges, any of: CAN_USE_SPOTTER.
    Events are items like `AgentItem`; failures come as items of type error. Leaving early stops the reply;
    nothing can be resumed.
    """
    return client.stream(
        SEND_STREAMING, path={"conversation_identifier": conversation_identifier}, body={"messages": messages}
    )


STOP: Final[Operation[None]] = Operation(
    "v2.ai.stop",
    "POST",
    "/api/rest/2.0/ai/agent/conversation/{conversation_identifier}/stop-response",
    None,
    vendor="stopConversation",
    repeatable="same_end_state",
    since="26.6.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    path_params=(Param("conversation_identifier", str, required=True),),
)


async def stop(client: Caller, conversation_identifier: str) -> None:
    """Stop the reply that is being made; the conversation stays.

    POST /ai/agent/conversation/{conversation_identifier}/stop-response; vendor name `stopConversation`;
    since 26.6.0.cl; repeating it ends in the same state.
    Privileges, any of: CAN_USE_SPOTTER.
    """
    return await client.call(STOP, path={"conversation_identifier": conversation_identifier})


CONVERSATIONS: Final[Operation[ConversationList]] = Operation(
    "v2.ai.conversations",
    "GET",
    "/api/rest/2.0/ai/agent/conversations",
    ConversationList,
    vendor="getConversationList",
    repeatable="read",
    since="26.7.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    pages=Pages(shape="more", offset="offset", size="limit", items="conversations", flag="has_more"),
    query=(
        Param("limit", int),
        Param("offset", int),
        Param("skip_empty", bool),
    ),
)


async def conversations(
    client: Caller,
    *,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
    skip_empty: bool | Unset = UNSET,
) -> ConversationList:
    """List the saved conversations of the user.

    GET /ai/agent/conversations; vendor name `getConversationList`; since 26.7.0.cl; a read.
    Privileges, any of: CAN_USE_SPOTTER.

    Args:
        limit: The server assumes `30`.
        offset: The server assumes `0`.
        skip_empty: The server assumes `True`.
    """
    return await client.call(
        CONVERSATIONS, query={"limit": limit, "offset": offset, "skip_empty": skip_empty}
    )


MESSAGES: Final[Operation[ConversationMessages]] = Operation(
    "v2.ai.messages",
    "GET",
    "/api/rest/2.0/ai/agent/conversations/{conversation_identifier}/messages",
    ConversationMessages,
    vendor="getConversation",
    repeatable="read",
    since="26.7.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    path_params=(Param("conversation_identifier", str, required=True),),
)


async def messages(client: Caller, conversation_identifier: str) -> ConversationMessages:
    """Get the prompts and replies of a saved conversation.

    GET /ai/agent/conversations/{conversation_identifier}/messages; vendor name `getConversation`; since
    26.7.0.cl; a read.
    Privileges, any of: CAN_USE_SPOTTER.
    """
    return await client.call(MESSAGES, path={"conversation_identifier": conversation_identifier})


ANSWER_DETAILS: Final[Operation[LoadedAnswer]] = Operation(
    "v2.ai.answer_details",
    "GET",
    "/api/rest/2.0/ai/agent/conversations/{conversation_identifier}/answers/{answer_identifier}/details",
    LoadedAnswer,
    vendor="loadAnswer",
    repeatable="read",
    since="26.7.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    path_params=(
        Param("conversation_identifier", str, required=True),
        Param("answer_identifier", str, required=True),
    ),
)


async def answer_details(
    client: Caller, conversation_identifier: str, answer_identifier: str
) -> LoadedAnswer:
    """Get the query, session and state of an answer in a saved conversation.

    GET /ai/agent/conversations/{conversation_identifier}/answers/{answer_identifier}/details; vendor name
    `loadAnswer`; since 26.7.0.cl; a read.
    Privileges, any of: CAN_USE_SPOTTER.
    """
    return await client.call(
        ANSWER_DETAILS,
        path={"conversation_identifier": conversation_identifier, "answer_identifier": answer_identifier},
    )


UPDATE_CONVERSATION: Final[Operation[None]] = Operation(
    "v2.ai.update_conversation",
    "POST",
    "/api/rest/2.0/ai/agent/conversations/{conversation_identifier}/update",
    None,
    vendor="updateConversation",
    repeatable="same_end_state",
    since="26.7.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    path_params=(Param("conversation_identifier", str, required=True),),
    body=(Param("title", str),),
)


async def update_conversation(
    client: Caller, conversation_identifier: str, *, title: str | Unset = UNSET
) -> None:
    """Rename a saved conversation.

    POST /ai/agent/conversations/{conversation_identifier}/update; vendor name `updateConversation`; since
    26.7.0.cl; repeating it ends in the same state.
    Privileges, any of: CAN_USE_SPOTTER.
    """
    return await client.call(
        UPDATE_CONVERSATION, path={"conversation_identifier": conversation_identifier}, body={"title": title}
    )


DELETE_CONVERSATION: Final[Operation[None]] = Operation(
    "v2.ai.delete_conversation",
    "DELETE",
    "/api/rest/2.0/ai/agent/conversations/{conversation_identifier}/delete",
    None,
    vendor="deleteConversation",
    repeatable="same_end_state",
    since="26.7.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    path_params=(Param("conversation_identifier", str, required=True),),
)


async def delete_conversation(client: Caller, conversation_identifier: str) -> None:
    """Delete a saved conversation.

    DELETE /ai/agent/conversations/{conversation_identifier}/delete; vendor name `deleteConversation`; since
    26.7.0.cl; repeating it ends in the same state.
    Privileges, any of: CAN_USE_SPOTTER.
    """
    return await client.call(DELETE_CONVERSATION, path={"conversation_identifier": conversation_identifier})


AGENT_INSTRUCTIONS: Final[Operation[AgentInstructions]] = Operation(
    "v2.ai.agent_instructions",
    "GET",
    "/api/rest/2.0/ai/agent/instructions/get",
    AgentInstructions,
    vendor="getAgentInstructions",
    repeatable="read",
    since="26.6.0.cl",
)


async def agent_instructions(client: Caller) -> AgentInstructions:
    """Get the instructions that the agent follows everywhere.

    GET /ai/agent/instructions/get; vendor name `getAgentInstructions`; since 26.6.0.cl; a read.
    For administrators of the org. Beta.
    """
    return await client.call(AGENT_INSTRUCTIONS)


SET_AGENT_INSTRUCTIONS: Final[Operation[AgentInstructions]] = Operation(
    "v2.ai.set_agent_instructions",
    "PUT",
    "/api/rest/2.0/ai/agent/instructions/set",
    AgentInstructions,
    vendor="setAgentInstructions",
    repeatable="same_end_state",
    since="26.6.0.cl",
    body=(Param("instructions", str, required=True, max_length=5000),),
)


async def set_agent_instructions(client: Caller, *, instructions: str) -> AgentInstructions:
    """Set the instructions that the agent follows everywhere; they replace the old ones.

    PUT /ai/agent/instructions/set; vendor name `setAgentInstructions`; since 26.6.0.cl; repeating it ends
    in the same state.
    For administrators of the org. Beta.

    Args:
        instructions: At most 5000 characters.
    """
    return await client.call(SET_AGENT_INSTRUCTIONS, body={"instructions": instructions})


INSTRUCTIONS: Final[Operation[Instructions]] = Operation(
    "v2.ai.instructions",
    "POST",
    "/api/rest/2.0/ai/instructions/get",
    Instructions,
    vendor="getNLInstructions",
    repeatable="read",
    since="10.15.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    body=(Param("data_source_identifier", str, required=True),),
)


async def instructions(client: Caller, *, data_source_identifier: str) -> Instructions:
    """Get the instructions for questions to a data source.

    POST /ai/instructions/get; vendor name `getNLInstructions`; since 10.15.0.cl; a read.
    Privileges, any of: CAN_USE_SPOTTER.
    Beta.
    """
    return await client.call(INSTRUCTIONS, body={"data_source_identifier": data_source_identifier})


SET_INSTRUCTIONS: Final[Operation[InstructionsSet]] = Operation(
    "v2.ai.set_instructions",
    "POST",
    "/api/rest/2.0/ai/instructions/set",
    InstructionsSet,
    vendor="setNLInstructions",
    repeatable="same_end_state",
    since="10.15.0.cl",
    privileges=("CAN_USE_SPOTTER", "SPOTTER_COACHING_PRIVILEGE"),
    body=(
        Param("data_source_identifier", str, required=True),
        Param("nl_instructions_info", list[NLInstructionsInfoInput], required=True),
    ),
)


async def set_instructions(
    client: Caller, *, data_source_identifier: str, nl_instructions_info: list[NLInstructionsInfoInput]
) -> InstructionsSet:
    """Set the instructions for questions to a data source.

    POST /ai/instructions/set; vendor name `setNLInstructions`; since 10.15.0.cl; repeating it ends in the
    same state.
    Privileges, any of: CAN_USE_SPOTTER, SPOTTER_COACHING_PRIVILEGE.
    Edit access to the data source is enough too. Beta.
    """
    return await client.call(
        SET_INSTRUCTIONS,
        body={"data_source_identifier": data_source_identifier, "nl_instructions_info": nl_instructions_info},
    )


DATA_SOURCES: Final[Operation[DataSourceSuggestions]] = Operation(
    "v2.ai.data_sources",
    "POST",
    "/api/rest/2.0/ai/data-source-suggestions",
    DataSourceSuggestions,
    vendor="getDataSourceSuggestions",
    repeatable="read",
    since="10.13.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    body=(Param("query", str, required=True, refuse=("",)),),
)


async def data_sources(client: Caller, *, query: str) -> DataSourceSuggestions:
    """Get the data sources that fit a question, and how well.

    POST /ai/data-source-suggestions; vendor name `getDataSourceSuggestions`; since 10.13.0.cl; a read.
    Privileges, any of: CAN_USE_SPOTTER.
    Stores nothing, but costs model time. Beta.

    Args:
        query: Not empty.
    """
    return await client.call(DATA_SOURCES, body={"query": query})


RELEVANT_QUESTIONS: Final[Operation[RelevantQuestions]] = Operation(
    "v2.ai.relevant_questions",
    "POST",
    "/api/rest/2.0/ai/relevant-questions/",
    RelevantQuestions,
    vendor="getRelevantQuestions",
    repeatable="read",
    since="10.13.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    body=(
        Param("metadata_context", MetadataContext, required=True),
        Param("limit_relevant_questions", int),
        Param("bypass_cache", bool),
        Param("query", str, required=True, refuse=("",)),
        Param("ai_context", AIContext),
    ),
)


async def relevant_questions(
    client: Caller,
    *,
    metadata_context: MetadataContext,
    query: str,
    limit_relevant_questions: int | Unset = UNSET,
    bypass_cache: bool | Unset = UNSET,
    ai_context: AIContext | Unset = UNSET,
) -> RelevantQuestions:
    """Get questions that help to answer a broader one.

    POST /ai/relevant-questions/; vendor name `getRelevantQuestions`; since 10.13.0.cl; a read.
    Privileges, any of: CAN_USE_SPOTTER.
    Stores nothing, but costs model time. Beta.

    Args:
        limit_relevant_questions: 5 unless given.
        bypass_cache: Ask anew, though the answer is cached.
        query: Not empty.
    """
    return await client.call(
        RELEVANT_QUESTIONS,
        body={
            "metadata_context": metadata_context,
            "limit_relevant_questions": limit_relevant_questions,
            "bypass_cache": bypass_cache,
            "query": query,
            "ai_context": ai_context,
        },
    )


ANSWER: Final[Operation[SpotterAnswer]] = Operation(
    "v2.ai.answer",
    "POST",
    "/api/rest/2.0/ai/answer/create",
    SpotterAnswer,
    vendor="singleAnswer",
    repeatable="no",
    since="10.4.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    body=(
        Param("query", str, required=True),
        Param("metadata_identifier", str, required=True),
    ),
)


async def answer(client: Caller, *, query: str, metadata_identifier: str) -> SpotterAnswer:
    """Ask one question to a data source, without a conversation.

    POST /ai/answer/create; vendor name `singleAnswer`; since 10.4.0.cl; never repeated blindly.
    Privileges, any of: CAN_USE_SPOTTER.
    A list of one in the samples; it is read as the one. Beta.
    """
    return await client.call(ANSWER, body={"query": query, "metadata_identifier": metadata_identifier})


CREATE_CLASSIC_CONVERSATION: Final[Operation[ClassicConversation]] = Operation(
    "v2.ai.create_classic_conversation",
    "POST",
    "/api/rest/2.0/ai/conversation/create",
    ClassicConversation,
    vendor="createConversation",
    repeatable="no",
    since="10.4.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    body=(
        Param("metadata_identifier", str, required=True),
        Param("tokens", str),
    ),
)


async def create_classic_conversation(
    client: Caller, *, metadata_identifier: str, tokens: str | Unset = UNSET
) -> ClassicConversation:
    """Start a conversation with classic Spotter about one data source.

    POST /ai/conversation/create; vendor name `createConversation`; since 10.4.0.cl; never repeated blindly.
    Privileges, any of: CAN_USE_SPOTTER.
    Beta.
    """
    return await client.call(
        CREATE_CLASSIC_CONVERSATION, body={"metadata_identifier": metadata_identifier, "tokens": tokens}
    )


SEND_CLASSIC: Final[Operation[list[SpotterAnswer]]] = Operation(
    "v2.ai.send_classic",
    "POST",
    "/api/rest/2.0/ai/conversation/{conversation_identifier}/converse",
    list[SpotterAnswer],
    vendor="sendMessage",
    repeatable="no",
    since="10.4.0.cl",
    privileges=("CAN_USE_SPOTTER",),
    path_params=(Param("conversation_identifier", str, required=True),),
    body=(
        Param("metadata_identifier", str, required=True),
        Param("message", str, required=True),
    ),
)


async def send_classic(
    client: Caller, conversation_identifier: str, *, metadata_identifier: str, message: str
) -> list[SpotterAnswer]:
    """Send a message to a conversation with classic Spotter and get its answers.

    POST /ai/conversation/{conversation_identifier}/converse; vendor name `sendMessage`; since 10.4.0.cl;
    never repeated blindly.
    Privileges, any of: CAN_USE_SPOTTER.
    Beta.
    """
    return await client.call(
        SEND_CLASSIC,
        path={"conversation_identifier": conversation_identifier},
        body={"metadata_identifier": metadata_identifier, "message": message},
    )


EXPORT_MEMORY: Final[Operation[MemoryExport]] = Operation(
    "v2.ai.export_memory",
    "POST",
    "/api/rest/2.0/ai/memory/export",
    MemoryExport,
    vendor="exportMemory",
    repeatable="read",
    since="26.8.0.cl",
    body=(Param("sources", list[MemorySources], required=True),),
)


async def export_memory(client: Caller, *, sources: list[MemorySources]) -> MemoryExport:
    """Get what Spotter remembers about models, as text.

    POST /ai/memory/export; vendor name `exportMemory`; since 26.8.0.cl; a read.
    Needs the use or management of Spotter, and edit or memory access to the models. Beta.
    """
    return await client.call(EXPORT_MEMORY, body={"sources": sources})


IMPORT_MEMORY: Final[Operation[MemoryImport]] = Operation(
    "v2.ai.import_memory",
    "POST",
    "/api/rest/2.0/ai/memory/import",
    MemoryImport,
    vendor="importMemory",
    repeatable="depends",
    otherwise="same_end_state",
    read_when=(("dry_run", (True,)),),
    since="26.8.0.cl",
    body=(
        Param("content", str, required=True, py="memories"),
        Param("dry_run", bool, required=True),
    ),
)


async def import_memory(client: Caller, *, memories: str, dry_run: bool) -> MemoryImport:
    """Replace what Spotter remembers about models, or learn what that would do.

    POST /ai/memory/import; vendor name `importMemory`; since 26.8.0.cl; a read or not, by its arguments.
    Replaces all memories of the models it names. Needs the use or management of Spotter, and edit or memory
    access to the models. Beta.

    Args:
        memories: YAML text, as an export gives it.
    """
    return await client.call(IMPORT_MEMORY, body={"content": memories, "dry_run": dry_run})


DECOMPOSE: Final[Operation[DecomposedAnswer]] = Operation(
    "v2.ai.decompose",
    "POST",
    "/api/rest/2.0/ai/analytical-questions",
    DecomposedAnswer,
    vendor="queryGetDecomposedQuery",
    repeatable="read",
    since="10.7.0.cl",
    deprecated=Deprecation("10.13.0.cl", "v2.ai.relevant_questions"),
    privileges=("CAN_USE_SPOTTER",),
    body=(
        Param("answerIds", list[str]),
        Param("content", list[str], py="texts"),
        Param("conversationId", str),
        Param("liveboardIds", list[str]),
        Param("maxDecomposedQueries", int),
        Param("nlsRequest", InputEurekaNLSRequest),
        Param("worksheetIds", list[str]),
    ),
)


async def decompose(
    client: Caller,
    *,
    answerIds: list[str] | Unset = UNSET,
    texts: list[str] | Unset = UNSET,
    conversationId: str | Unset = UNSET,
    liveboardIds: list[str] | Unset = UNSET,
    maxDecomposedQueries: int | Unset = UNSET,
    nlsRequest: InputEurekaNLSRequest | Unset = UNSET,
    worksheetIds: list[str] | Unset = UNSET,
) -> DecomposedAnswer:
    """Break a question down into analytical ones.

    POST /ai/analytical-questions; vendor name `queryGetDecomposedQuery`; since 10.7.0.cl; a read.
    Deprecated since 10.13.0.cl: use `v2.ai.relevant_questions`.
    Privileges, any of: CAN_USE_SPOTTER.
    Beta.

    Args:
        maxDecomposedQueries: 5 unless given.
    """
    return await client.call(
        DECOMPOSE,
        body={
            "answerIds": answerIds,
            "content": texts,
            "conversationId": conversationId,
            "liveboardIds": liveboardIds,
            "maxDecomposedQueries": maxDecomposedQueries,
            "nlsRequest": nlsRequest,
            "worksheetIds": worksheetIds,
        },
    )


SEND_OLD: Final[Operation[AgentReply | list[AgentItem]]] = Operation(
    "v2.ai.send_old",
    "POST",
    "/api/rest/2.0/ai/agent/{conversation_identifier}/converse",
    AgentReply | list[AgentItem],
    vendor="sendAgentMessage",
    repeatable="no",
    since="10.13.0.cl",
    deprecated=Deprecation("26.5.0.cl", "v2.ai.send"),
    privileges=("CAN_USE_SPOTTER",),
    path_params=(Param("conversation_identifier", str, required=True),),
    body=(Param("messages", list[str], required=True),),
    limit="spotter_message",
)


async def send_old(
    client: Caller, conversation_identifier: str, *, messages: list[str]
) -> AgentReply | list[AgentItem]:
    """Send messages to a conversation, by the path before 26.5.

    POST /ai/agent/{conversation_identifier}/converse; vendor name `sendAgentMessage`; since 10.13.0.cl;
    never repeated blindly.
    Deprecated since 26.5.0.cl: use `v2.ai.send`.
    Privileges, any of: CAN_USE_SPOTTER.
    Beta.
    """
    return await client.call(
        SEND_OLD, path={"conversation_identifier": conversation_identifier}, body={"messages": messages}
    )


SEND_STREAMING_OLD: Final[Operation[list[AgentItem]]] = Operation(
    "v2.ai.send_streaming_old",
    "POST",
    "/api/rest/2.0/ai/agent/converse/sse",
    list[AgentItem],
    vendor="sendAgentMessageStreaming",
    repeatable="no",
    since="10.13.0.cl",
    deprecated=Deprecation("26.5.0.cl", "v2.ai.send_streaming"),
    privileges=("CAN_USE_SPOTTER",),
    body=(
        Param("conversation_identifier", str, required=True),
        Param("messages", list[str], required=True),
    ),
    limit="spotter_message",
    accept="text/event-stream",
    stream="events",
)


def send_streaming_old(
    client: Caller, *, conversation_identifier: str, messages: list[str]
) -> AbstractAsyncContextManager[Stream]:
    """Send messages to a conversation and get events, by the path before 26.5.

    POST /ai/agent/converse/sse; vendor name `sendAgentMessageStreaming`; since 10.13.0.cl; never repeated
    blindly.
    Deprecated since 26.5.0.cl: use `v2.ai.send_streaming`.
    Privileges, any of: CAN_USE_SPOTTER.
    Leaving early stops nothing on the server: the conversation is named in the body, not in the path. Beta.
    """
    return client.stream(
        SEND_STREAMING_OLD, body={"conversation_identifier": conversation_identifier, "messages": messages}
    )


OPERATIONS: Final = (
    CREATE_CONVERSATION,
    SEND,
    SEND_STREAMING,
    STOP,
    CONVERSATIONS,
    MESSAGES,
    ANSWER_DETAILS,
    UPDATE_CONVERSATION,
    DELETE_CONVERSATION,
    AGENT_INSTRUCTIONS,
    SET_AGENT_INSTRUCTIONS,
    INSTRUCTIONS,
    SET_INSTRUCTIONS,
    DATA_SOURCES,
    RELEVANT_QUESTIONS,
    ANSWER,
    CREATE_CLASSIC_CONVERSATION,
    SEND_CLASSIC,
    EXPORT_MEMORY,
    IMPORT_MEMORY,
    DECOMPOSE,
    SEND_OLD,
    SEND_STREAMING_OLD,
)


class AiApi(Group):
    """The ai endpoints of one client."""

    create_conversation = create_conversation
    send = send
    send_streaming = send_streaming
    stop = stop
    conversations = conversations
    messages = messages
    answer_details = answer_details
    update_conversation = update_conversation
    delete_conversation = delete_conversation
    agent_instructions = agent_instructions
    set_agent_instructions = set_agent_instructions
    instructions = instructions
    set_instructions = set_instructions
    data_sources = data_sources
    relevant_questions = relevant_questions
    answer = answer
    create_classic_conversation = create_classic_conversation
    send_classic = send_classic
    export_memory = export_memory
    import_memory = import_memory
    decompose = decompose
    send_old = send_old
    send_streaming_old = send_streaming_old
