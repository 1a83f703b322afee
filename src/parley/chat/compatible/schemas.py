"""What clients of OpenAI's chat API send and get, as far as it means something here; other keys are passed over.

The reference is https://platform.openai.com/docs/api-reference/chat.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

from parley.core.text import WHOLE, Flag

_Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
_Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_INT64 = 2**63 - 1


class Lenient(BaseModel):
    """The parent of what foreign clients send: what is not known here is no fault."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class TextPart(Lenient):
    """A piece of a message; nothing but text is taken."""

    type: Literal["text"]
    text: str


Content = str | list[TextPart]


class FunctionCall(Lenient):
    """A call as the model wanted it; the arguments are JSON in a text."""

    name: _Name
    arguments: str


class ToolCall(Lenient):
    """A call that an earlier answer asked for."""

    id: _Id
    type: Literal["function"] = "function"
    function: FunctionCall


class Instruction(Lenient):
    """What the client adds to the agent's own instructions."""

    role: Literal["system", "developer"]
    content: Content


class UserMessage(Lenient):
    """What the user said."""

    role: Literal["user"]
    content: Content


class AssistantMessage(Lenient):
    """What the agent said, or wanted called."""

    role: Literal["assistant"]
    content: Content | None = None
    tool_calls: list[ToolCall] | None = None


class ToolMessage(Lenient):
    """What came of a call."""

    role: Literal["tool"]
    tool_call_id: _Id
    content: Content


Message = Annotated[Instruction | UserMessage | AssistantMessage | ToolMessage, Field(discriminator="role")]


class Function(Lenient):
    """A function of the client's; `parameters` is the JSON schema of its arguments, an object."""

    name: _Name
    description: Annotated[str, StringConstraints(max_length=10_000)] | None = None
    parameters: dict[str, Any] | None = None


class Tool(Lenient):
    """A tool that the client carries out."""

    type: Literal["function"]
    function: Function


class FunctionName(Lenient):
    """Which function."""

    name: _Name


class NamedTool(Lenient):
    """The tool that is to be called."""

    type: Literal["function"]
    function: FunctionName


class StreamOptions(Lenient):
    """What a stream is to hold besides."""

    include_usage: Flag | None = None


class ResponseFormat(Lenient):
    """What the answer is to look like: asked of the model in words, checked by nobody."""

    type: Literal["text", "json_object", "json_schema"]
    json_schema: dict[str, Any] | None = None


Limit = Annotated[int, Strict(), Field(ge=1, le=1_000_000), WHOLE]
Stop = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class CompletionIn(Lenient):
    """A conversation to be gone on with by an agent, which `model` names: a persona's key, an agent's slug or id."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"model": "miki", "messages": [{"role": "user", "content": "Hello! What is your name?"}]}]
        }
    )

    model: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    messages: list[Message] = Field(min_length=1)
    stream: Flag | None = None
    stream_options: StreamOptions | None = None
    temperature: Annotated[float, Strict(), Field(ge=0, le=2)] | None = None
    stop: Stop | Annotated[list[Stop], Field(max_length=4)] | None = None
    seed: Annotated[int, Strict(), Field(ge=-_INT64, le=_INT64), WHOLE] | None = None
    max_tokens: Limit | None = None
    max_completion_tokens: Limit | None = None
    n: Annotated[int, Strict(), Field(ge=1, le=1), WHOLE] | None = None
    tools: list[Tool] | None = None
    tool_choice: Literal["none", "auto", "required"] | NamedTool | None = None
    response_format: ResponseFormat | None = None


class ModelOut(BaseModel):
    """An agent as a model."""

    id: str
    object: Literal["model"] = "model"
    created: int = Field(description="Seconds since 1970")
    owned_by: str


class ModelsOut(BaseModel):
    """The agents there are."""

    object: Literal["list"] = "list"
    data: list[ModelOut]


class ErrorBody(BaseModel):
    """What went wrong; `code` is stable, `param` the place in the request."""

    message: str
    type: str
    param: str | None
    code: str | None


class ErrorOut(BaseModel):
    """An error in OpenAI's shape."""

    error: ErrorBody


class TokenUsage(BaseModel):
    """Tokens, as the providers report them, of all calls that the answer took."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChoiceMessage(BaseModel):
    """The answer: words, calls for the client to carry out, or both."""

    role: Literal["assistant"] = "assistant"
    content: str | None
    tool_calls: list[ToolCall] | None = None


class Choice(BaseModel):
    """The one answer."""

    index: Literal[0] = 0
    message: ChoiceMessage
    finish_reason: Literal["stop", "length", "tool_calls", "content_filter"]
    logprobs: None = None


class CompletionOut(BaseModel):
    """A whole answer."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[Choice]
    usage: TokenUsage
