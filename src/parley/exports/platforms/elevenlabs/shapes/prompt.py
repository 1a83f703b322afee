"""The agent itself: prompt, model, knowledge, the tools it may call."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.elevenlabs.shapes.builtins import BuiltInTools, SearchStrategy, SystemTool
from parley.exports.platforms.elevenlabs.shapes.common import (
    AuthConnectionLocator,
    DynamicVariables,
    EnvironmentAuthConnectionLocator,
    EnvironmentLocator,
    SecretLocator,
    VariableLocator,
)
from parley.exports.platforms.elevenlabs.shapes.names import ModelName
from parley.exports.platforms.elevenlabs.shapes.tools import (
    ApiIntegrationWebhookTool,
    ClientTool,
    MCPTool,
    SMBTool,
    WebhookTool,
)
from parley.exports.shaped import Shape

Verbosity = Literal["auto", "concise", "thorough"]
OutputFormat = Literal[
    "mp3_22050_32",
    "mp3_44100_32",
    "mp3_44100_64",
    "mp3_44100_96",
    "mp3_44100_128",
    "mp3_44100_192",
    "pcm_16000",
    "pcm_22050",
    "pcm_24000",
    "pcm_44100",
    "ulaw_8000",
]
InteractionBudget = Literal["realtime", "5_minutes", "10_minutes", "1_hour"]
CustomLLMAPIType = Literal["chat_completions", "responses", "websocket"]
KnowledgeBaseDocumentType = Literal["file", "url", "text", "folder"]
DocumentUsageModeEnum = Literal["prompt", "auto"]
EmbeddingModelEnum = Literal["e5_mistral_7b_instruct", "multilingual_e5_large_instruct"]
LLMReasoningEffort = Literal["none", "minimal", "low", "medium", "high", "xhigh", "max"]


class BehaviorOverride(Shape):
    verbosity: Verbosity | None = None
    output_format: OutputFormat | None = None
    interaction_budget: InteractionBudget | None = None


class BackupLLMDefault(Shape):
    preference: Literal["default"]


class BackupLLMDisabled(Shape):
    preference: Literal["disabled"]


class BackupLLMOverride(Shape):
    preference: Literal["override"]
    order: list[ModelName]


class CustomLLM(Shape):
    url: str
    model_id: str | None = None
    api_key: SecretLocator | EnvironmentLocator | None = None
    auth_connection: AuthConnectionLocator | EnvironmentAuthConnectionLocator | None = None
    request_headers: dict[str, str | SecretLocator | VariableLocator | EnvironmentLocator] | None = None
    api_version: str | None = None
    api_type: CustomLLMAPIType | None = None


class KnowledgeBaseLocator(Shape):
    type: KnowledgeBaseDocumentType
    name: str
    id: str
    usage_mode: DocumentUsageModeEnum | None = None


class KnowledgeBaseToolInfo(Shape):
    enabled_strategies: list[SearchStrategy] | None = None


class RagConfig(Shape):
    enabled: bool | None = None
    embedding_model: EmbeddingModelEnum | None = None
    max_vector_distance: Annotated[float, Field(gt=0, lt=1)] | None = None
    max_documents_length: Annotated[int, Field(gt=0, lt=10000000)] | None = None
    max_retrieved_rag_chunks_count: Annotated[int, Field(le=20, gt=0)] | None = None
    num_candidates: Annotated[int, Field(le=10000, gt=0)] | None = None
    query_rewrite_prompt_override: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    knowledge_base_tool_info: KnowledgeBaseToolInfo | None = None


class PromptConfig(Shape):
    prompt: str | None = None
    llm: ModelName | None = None
    reasoning_effort: LLMReasoningEffort | None = None
    thinking_budget: int | None = None
    enable_reasoning_summary: bool | None = None
    temperature: float | None = None
    max_tokens: int | None = None
    tool_ids: list[str] | None = None
    built_in_tools: BuiltInTools | None = None
    mcp_server_ids: Annotated[list[str], Field(max_length=10)] | None = None
    native_mcp_server_ids: Annotated[list[str], Field(max_length=10)] | None = None
    knowledge_base: list[KnowledgeBaseLocator] | None = None
    custom_llm: CustomLLM | None = None
    ignore_default_personality: bool | None = None
    rag: RagConfig | None = None
    timezone: str | None = None
    backup_llm_config: (
        Annotated[BackupLLMDefault | BackupLLMDisabled | BackupLLMOverride, Field(discriminator="preference")] | None
    ) = None
    cascade_timeout_seconds: Annotated[float, Field(ge=2, le=15)] | None = None
    tools: (
        list[
            Annotated[
                WebhookTool | ClientTool | SystemTool | MCPTool | ApiIntegrationWebhookTool | SMBTool,
                Field(discriminator="type"),
            ]
        ]
        | None
    ) = None
    enable_parallel_tool_calls: bool | None = None
    service_tier: Literal["standard", "fast"] | None = None
    tool_ids_strict: bool | None = None


class AgentConfig(Shape):
    first_message: str | None = None
    language: str | None = None
    hinglish_mode: bool | None = None
    dynamic_variables: DynamicVariables | None = None
    disable_first_message_interruptions: bool | None = None
    max_conversation_duration_message: str | None = None
    text_behavior_overrides: dict[str, BehaviorOverride] | None = None
    prompt: PromptConfig | None = None
