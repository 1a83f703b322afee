"""Who thinks: language models by provider. Names of models are open, since they change by the week."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.vapi.shapes.tools import AnyTool
from parley.exports.platforms.vapi.shapes.values import AnthropicThinkingConfig, OpenAiMessage, Server
from parley.exports.platforms.vapi.shapes.words import Json, Number, one_of
from parley.exports.shaped import Shape

AnthropicModelModel = Annotated[
    str,
    one_of(
        """
claude-3-opus-20240229 claude-3-sonnet-20240229 claude-3-haiku-20240307 claude-3-5-sonnet-20240620
claude-3-5-sonnet-20241022 claude-3-5-haiku-20241022 claude-3-7-sonnet-20250219 claude-opus-4-20250514
claude-opus-4-5-20251101 claude-opus-4-6 claude-sonnet-4-20250514 claude-sonnet-4-5-20250929 claude-sonnet-4-6
claude-sonnet-5 claude-haiku-4-5-20251001
"""
    ),
]


AnthropicBedrockModelModel = Annotated[
    str,
    one_of(
        """
claude-3-opus-20240229 claude-3-sonnet-20240229 claude-3-haiku-20240307 claude-3-5-sonnet-20240620
claude-3-5-sonnet-20241022 claude-3-5-haiku-20241022 claude-3-7-sonnet-20250219 claude-opus-4-20250514
claude-opus-4-5-20251101 claude-opus-4-6 claude-sonnet-4-20250514 claude-sonnet-4-5-20250929 claude-sonnet-4-6
claude-haiku-4-5-20251001 global.anthropic.claude-haiku-4-5-20251001-v1:0
"""
    ),
]


GoogleModelModel = Annotated[
    str,
    one_of(
        """
gemini-3.5-flash gemini-3.1-flash-lite gemini-3-flash-preview gemini-2.5-pro gemini-2.5-flash
gemini-2.5-flash-lite gemini-2.0-flash-thinking-exp gemini-2.0-pro-exp-02-05 gemini-2.0-flash
gemini-2.0-flash-lite gemini-2.0-flash-exp gemini-2.0-flash-realtime-exp gemini-1.5-flash gemini-1.5-flash-002
gemini-1.5-pro gemini-1.5-pro-002 gemini-1.0-pro
"""
    ),
]


GroqModelModel = Annotated[
    str,
    one_of(
        """
openai/gpt-oss-20b openai/gpt-oss-120b deepseek-r1-distill-llama-70b llama-3.3-70b-versatile
llama-3.1-405b-reasoning llama-3.1-8b-instant llama3-8b-8192 llama3-70b-8192 gemma2-9b-it
moonshotai/kimi-k2-instruct-0905 meta-llama/llama-4-scout-17b-16e-instruct mistral-saba-24b compound-beta
compound-beta-mini
"""
    ),
]


XaiModelModel = Annotated[
    str,
    one_of(
        """
grok-beta grok-2 grok-3 grok-4-fast-reasoning grok-4-fast-non-reasoning grok-4.20-0309-reasoning
grok-4.20-0309-non-reasoning grok-4.3
"""
    ),
]


class AnyModelFields(Shape):
    """What every model has."""

    messages: list[OpenAiMessage] | None = None
    tools: list[AnyTool] | None = None
    toolIds: list[str] | None = None
    toolRefs: "list[ToolRef] | None" = None
    knowledgeBase: "CustomKnowledgeBase | None" = None
    temperature: Number | None = None
    emotionRecognitionEnabled: bool | None = None
    numFastTurns: Number | None = None


class ToolRef(Shape):
    toolId: str
    version: str


class CustomKnowledgeBase(Shape):
    provider: Literal["custom-knowledge-base"]
    server: Server


class AnthropicModel(AnyModelFields):
    provider: Literal["anthropic"]
    model: AnthropicModelModel
    thinking: AnthropicThinkingConfig | None = None
    maxTokens: Number | None = None


class AnthropicBedrockModel(AnyModelFields):
    provider: Literal["anthropic-bedrock"]
    model: AnthropicBedrockModelModel
    fallbackModels: list[AnthropicBedrockModelModel] | None = None
    thinking: AnthropicThinkingConfig | None = None
    maxTokens: Number | None = None


class AnyscaleModel(AnyModelFields):
    provider: Literal["anyscale"]
    model: str
    maxTokens: Number | None = None


class CerebrasModel(AnyModelFields):
    provider: Literal["cerebras"]
    model: Literal["llama3.1-8b"]
    maxTokens: Number | None = None


class CustomLlmModel(AnyModelFields):
    provider: Literal["custom-llm"]
    url: str
    model: str
    metadataSendMode: Literal["off", "variable", "destructured"] | None = None
    headers: dict[str, str] | None = None
    wordLevelConfidenceEnabled: bool | None = None
    timeoutSeconds: Number | None = None
    maxTokens: Number | None = None


class DeepinfraModel(AnyModelFields):
    provider: Literal["deepinfra"]
    model: str
    maxTokens: Number | None = None


class DeepSeekModel(AnyModelFields):
    provider: Literal["deep-seek"]
    model: Literal["deepseek-chat", "deepseek-reasoner", "deepseek-flash", "deepseek-flash-thinking"]
    maxTokens: Number | None = None


class GeminiMultimodalLivePrebuiltVoiceConfig(Shape):
    voiceName: Literal["Puck", "Charon", "Kore", "Fenrir", "Aoede"]


class GeminiMultimodalLiveVoiceConfig(Shape):
    prebuiltVoiceConfig: GeminiMultimodalLivePrebuiltVoiceConfig


class GeminiMultimodalLiveSpeechConfig(Shape):
    voiceConfig: GeminiMultimodalLiveVoiceConfig


class GoogleRealtimeConfig(Shape):
    topP: Number | None = None
    topK: Number | None = None
    presencePenalty: Number | None = None
    frequencyPenalty: Number | None = None
    speechConfig: GeminiMultimodalLiveSpeechConfig | None = None


class GoogleModel(AnyModelFields):
    provider: Literal["google"]
    model: GoogleModelModel
    realtimeConfig: GoogleRealtimeConfig | None = None
    maxTokens: Number | None = None


class GroqModel(AnyModelFields):
    provider: Literal["groq"]
    model: GroqModelModel
    maxTokens: Number | None = None


class InflectionAiModel(AnyModelFields):
    provider: Literal["inflection-ai"]
    model: Literal["inflection_3_pi"]
    maxTokens: Number | None = None


class MinimaxModel(AnyModelFields):
    provider: Literal["minimax"]
    model: Literal["MiniMax-M2.7"]
    maxTokens: Number | None = None


class OpenAiSpeaker(Shape):
    instructions: str | None = None
    personalityPacks: list[Literal["eager-listener", "idle-hummer", "bouncy", "unhurried"]] | None = None


class OpenAiReasonerSkill(Shape):
    name: str
    description: str
    content: str
    tools: list[AnyTool] | None = None
    toolIds: list[str] | None = None


class OpenAiReasoner(Shape):
    provider: Literal["openai"] | None = None
    model: Literal["gpt-5.6-sol", "gpt-5.6-terra", "gpt-5.6-luna"] | None = None
    reasoningEffort: Literal["none", "low", "medium", "high", "xhigh", "max"] | None = None
    instructions: str | None = None
    skills: list[OpenAiReasonerSkill] | None = None


class OpenaiModel(AnyModelFields):
    provider: Literal["openai"]
    model: str
    speaker: OpenAiSpeaker | None = None
    reasoner: OpenAiReasoner | None = None
    fallbackModels: list[str] | None = None
    toolStrictCompatibilityMode: (
        Literal["strip-parameters-with-unsupported-validation", "strip-unsupported-validation"] | None
    ) = None
    promptCacheRetention: Literal["in_memory", "24h"] | None = None
    promptCacheKey: str | None = None
    serviceTier: Literal["auto", "default", "fast", "priority"] | None = None
    reasoningEffort: Literal["minimal", "none", "low", "medium", "high", "xhigh"] | None = None
    maxTokens: Number | None = None


class OpenrouterModel(AnyModelFields):
    provider: Literal["openrouter"]
    model: str
    maxTokens: Number | None = None


class PerplexityAiModel(AnyModelFields):
    provider: Literal["perplexity-ai"]
    model: str
    maxTokens: Number | None = None


class TogetherAiModel(AnyModelFields):
    provider: Literal["together-ai"]
    model: str
    maxTokens: Number | None = None


class XaiModel(AnyModelFields):
    provider: Literal["xai"]
    model: XaiModelModel
    maxTokens: Number | None = None


class VapiModel(AnyModelFields):
    provider: Literal["vapi"]
    model: str | None = None
    version: Literal["latest", "1"] | None = None
    workflowId: str | None = None
    workflow: Json | None = None


AnyModel = Annotated[
    AnthropicModel
    | AnthropicBedrockModel
    | AnyscaleModel
    | CerebrasModel
    | CustomLlmModel
    | DeepinfraModel
    | DeepSeekModel
    | GoogleModel
    | GroqModel
    | InflectionAiModel
    | MinimaxModel
    | OpenaiModel
    | OpenrouterModel
    | PerplexityAiModel
    | TogetherAiModel
    | XaiModel
    | VapiModel,
    Field(discriminator="provider"),
]
