"""The session and the event `response.create`, as the API's reference has them; beta fields are unknown here.

https://developers.openai.com/api/reference/resources/realtime
"""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from parley.exports.platforms.openai_realtime.tool_shapes import Choice, Line, Tools
from parley.exports.shaped import Shape

Effort = Literal["minimal", "low", "medium", "high", "xhigh"]
VoiceName = Literal["alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin", "cedar"]
Modality = Literal["text", "audio"]
OutputTokens = Annotated[int, Field(ge=1, le=4_096)] | Literal["inf"]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


class Pcm(Shape):
    """16-bit PCM."""

    type: Literal["audio/pcm"]
    rate: Literal[24_000] | None = None


class G711(Shape):
    """What telephones send."""

    type: Literal["audio/pcmu", "audio/pcma"]


Format = Annotated[Pcm | G711, Field(discriminator="type")]


class NoiseReduction(Shape):
    """What is filtered before the model hears it."""

    type: Literal["near_field", "far_field"] | None = None
    strength: Annotated[float, Field(ge=0)] | None = None


class Transcription(Shape):
    """What writes down the caller's words."""

    model: Literal[
        "whisper-1",
        "gpt-transcribe",
        "gpt-live-transcribe",
        "gpt-4o-mini-transcribe",
        "gpt-4o-mini-transcribe-2025-12-15",
        "gpt-4o-transcribe",
        "gpt-4o-transcribe-diarize",
        "gpt-realtime-whisper",
    ]
    language: LanguageCode | None = None
    languages: Annotated[list[LanguageCode], Field(min_length=1)] | None = None
    keywords: list[Line] | None = None
    prompt: str | None = None
    delay: Effort | None = None


class ServerVad(Shape):
    """Turns by volume."""

    type: Literal["server_vad"]
    create_response: bool | None = None
    interrupt_response: bool | None = None
    idle_timeout_ms: Annotated[int, Field(ge=5_000, le=30_000)] | None = None
    prefix_padding_ms: Annotated[int, Field(ge=0)] | None = None
    silence_duration_ms: Annotated[int, Field(ge=0)] | None = None
    threshold: Annotated[float, Field(ge=0, le=1)] | None = None


class SemanticVad(Shape):
    """Turns by what was said."""

    type: Literal["semantic_vad"]
    create_response: bool | None = None
    interrupt_response: bool | None = None
    eagerness: Literal["low", "medium", "high", "auto"] | None = None


class AudioInput(Shape):
    """What is heard."""

    format: Format | None = None
    noise_reduction: NoiseReduction | None = None
    transcription: Transcription | None = None
    turn_detection: Annotated[ServerVad | SemanticVad, Field(discriminator="type")] | None = None


class CustomVoice(Shape):
    """A voice of one's own."""

    id: Line


class AudioOutput(Shape):
    """What is spoken."""

    format: Format | None = None
    voice: VoiceName | CustomVoice | None = None
    speed: Annotated[float, Field(ge=0.25, le=1.5)] | None = None


class Audio(Shape):
    """Both directions."""

    input: AudioInput | None = None
    output: AudioOutput | None = None


class Reasoning(Shape):
    """How long the model thinks."""

    effort: Effort | None = None


class Tracing(Shape):
    """What the session's trace is called."""

    workflow_name: str | None = None
    group_id: str | None = None
    metadata: dict[str, Any] | None = None


class TokenLimits(Shape):
    """A limit below the model's own."""

    post_instructions: Annotated[int, Field(ge=0)] | None = None


class Retention(Shape):
    """How much of a long conversation stays."""

    type: Literal["retention_ratio"]
    retention_ratio: Annotated[float, Field(ge=0, le=1)]
    token_limits: TokenLimits | None = None


class StoredPrompt(Shape):
    """A prompt kept at OpenAI, with its variables: texts, or input items."""

    id: Line
    version: str | None = None
    variables: dict[str, str | dict[str, Any]] | None = None


Model = Literal[
    "gpt-realtime",
    "gpt-realtime-1.5",
    "gpt-realtime-2",
    "gpt-realtime-2.1",
    "gpt-realtime-2.1-mini",
    "gpt-realtime-2025-08-28",
    "gpt-4o-realtime-preview",
    "gpt-4o-realtime-preview-2024-10-01",
    "gpt-4o-realtime-preview-2024-12-17",
    "gpt-4o-realtime-preview-2025-06-03",
    "gpt-4o-mini-realtime-preview",
    "gpt-4o-mini-realtime-preview-2024-12-17",
    "gpt-realtime-mini",
    "gpt-realtime-mini-2025-10-06",
    "gpt-realtime-mini-2025-12-15",
    "gpt-audio-1.5",
    "gpt-audio-mini",
    "gpt-audio-mini-2025-10-06",
    "gpt-audio-mini-2025-12-15",
]
Modalities = Annotated[list[Modality], Field(min_length=1, max_length=1)]
"""Text or audio; the API takes no more than one."""


class Session(Shape):
    """What `session.update`, `client_secrets` and `calls` take."""

    type: Literal["realtime"]
    model: Model | None = None
    instructions: str | None = None
    output_modalities: Modalities | None = None
    audio: Audio | None = None
    tools: Tools | None = None
    tool_choice: Choice | None = None
    parallel_tool_calls: bool | None = None
    max_output_tokens: OutputTokens | None = None
    reasoning: Reasoning | None = None
    prompt: StoredPrompt | None = None
    tracing: Tracing | Literal["auto"] | None = None
    truncation: Literal["auto", "disabled"] | Retention | None = None
    include: list[Literal["item.input_audio_transcription.logprobs"]] | None = None


class SpokenOutput(Shape):
    """How one response sounds; its pace is the session's."""

    format: Format | None = None
    voice: VoiceName | CustomVoice | None = None


class ResponseAudio(Shape):
    """The audio of one response."""

    output: SpokenOutput | None = None


class Response(Shape):
    """One response, otherwise than the session has it."""

    instructions: str | None = None
    conversation: str | None = None
    input: list[dict[str, Any]] | None = None
    output_modalities: Modalities | None = None
    audio: ResponseAudio | None = None
    tools: Tools | None = None
    tool_choice: Choice | None = None
    parallel_tool_calls: bool | None = None
    max_output_tokens: OutputTokens | None = None
    reasoning: Reasoning | None = None
    prompt: StoredPrompt | None = None
    metadata: Annotated[dict[str, Annotated[str, Field(max_length=512)]], Field(max_length=16)] | None = None


class ResponseCreate(Shape):
    """The event that makes the model speak."""

    type: Literal["response.create"]
    event_id: Line | None = None
    response: Response
