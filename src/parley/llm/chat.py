"""One vendor's LangChain chat model as a channel: how structured output is asked for, and what its errors mean.

A server that refuses a way of asking (HTTP 400) is asked in the next one; the way that worked is remembered.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from langchain_core.exceptions import ContextOverflowError
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from langsmith import tracing_context

from parley.llm import talking, tokens
from parley.llm.errors import (
    ModelBusy,
    ModelError,
    ModelMisconfigured,
    ModelNonsense,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
)
from parley.llm.output import schema_of
from parley.llm.refusals import OVERLOADED, retry_after
from parley.llm.schemas import Heard, Role, Shape, Spent, StructuredRequest, Talked, TalkRequest

JsonSchema = dict[str, Any]
_REFUSED = frozenset({400, 415, 422, 501})
_LASTING = frozenset({401, 402, 403, 404})
_ABOUT_FORMAT = ("response_format", "json_schema", "json_object", "tool_choice", "grammar", "format")
_SCHEMA_TEXT = "\n\nAnswer with one JSON object and nothing else. It must fit this JSON schema:\n"


@dataclass(frozen=True, slots=True)
class Way:
    """A way of asking for JSON: the call's arguments for a schema, and whether the server thereby learns it."""

    arguments: Callable[[JsonSchema], dict[str, Any]]
    carries_schema: bool = True


PROMPTED = Way(lambda schema: {}, carries_schema=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the text (a tool call's arguments count as text), and the cost."""

    text: str
    spent: Spent


@dataclass(slots=True)
class Channel:
    """A chat model with what must be known to ask it. `options` are arguments a server may refuse and do without
    (`stream_options` go with a stream only); `stream_form` puts a stream's arguments as the vendor's client wants them;
    `misfits` are the vendor's exceptions for an answer that came but is of no use.
    """

    model: BaseChatModel
    ways: Sequence[Way]
    limit: Callable[[int], dict[str, Any]]
    close: Callable[[], Awaitable[None]]
    options: Mapping[str, Any] = field(default_factory=dict)
    stream_options: Mapping[str, Any] = field(default_factory=dict)
    stream_form: Callable[[dict[str, Any]], dict[str, Any]] = dict
    misfits: tuple[type[Exception], ...] = ()

    async def ask(self, request: StructuredRequest[Shape], max_tokens: int, heard: Heard | None = None) -> Answer:
        """One answer. ModelError; the refusals on the way to a form the server takes count as calls."""
        ways, calls = list(self.ways), 0
        options, streaming = dict(self.options), dict(self.stream_options if heard else {})
        while True:
            calls += 1
            messages, arguments = _asked(request, ways[0])
            arguments |= {**options, **streaming, **self.limit(max_tokens)}
            try:
                with tracing_context(enabled=False):
                    message = await self._invoke(messages, arguments, heard)
            except Exception as error:  # each vendor has a tree of its own, network errors included
                if not _gives_way(error, ways, options, streaming):
                    raise self._failure(error, calls) from error
            else:
                self.ways, self.options = ways, options
                self.stream_options = streaming if heard else self.stream_options
                return Answer(_text(message), Spent(calls - 1) + _spent(message, messages))

    async def talk(self, request: TalkRequest, max_tokens: int) -> Talked:
        """The next message of a talk with tools, as `ask`; a server that knows no tools is ModelMisconfigured."""
        options, calls, messages = dict(self.options), 0, talking.messages(request)
        model = self.model.bind_tools(talking.tools(request)) if request.tools else self.model
        while True:
            calls += 1
            try:
                with tracing_context(enabled=False):
                    message = await model.ainvoke(messages, **options, **self.limit(max_tokens))
            except Exception as error:  # as above
                if not _gives_way(error, [], options):
                    raise self._failure(error, calls) from error
            else:
                self.options = options
                spent = Spent(calls - 1) + _spent(message, messages)
                return talking.talked(message, spent)

    async def _invoke(self, messages: list[BaseMessage], arguments: dict[str, Any], heard: Heard | None) -> BaseMessage:
        if heard is None:
            return await self.model.ainvoke(messages, **arguments)
        whole = AIMessageChunk(content="")
        async for chunk in self.model.astream(messages, **self.stream_form(arguments)):
            whole += chunk
            heard(_text(whole))
        return whole

    def _failure(self, error: Exception, calls: int) -> ModelError:
        if isinstance(error, self.misfits):
            usage = getattr(getattr(error, "completion", None), "usage", None)
            tokens = getattr(usage, "prompt_tokens", 0), getattr(usage, "completion_tokens", 0)
            return ModelNonsense("the answer was cut off or withheld", spent=Spent(calls, *tokens))
        return failure(error, Spent(calls))


def failure(error: Exception, spent: Spent) -> ModelError:
    """What a vendor's exception means to us; its text stays in the chained cause, for the log only."""
    status = getattr(error, "status_code", None)
    if isinstance(error, ContextOverflowError):
        return ModelRefused("The prompt does not fit the model's context.", spent=spent)
    if status == 429:
        return ModelBusy("The model's provider limits the rate.", retry_after_s=_retry_after(error), spent=spent)
    if status in _LASTING or status in _REFUSED:
        kind = ModelRefused if status in _REFUSED else ModelMisconfigured
        return kind(f"The model's server refused the request (HTTP {status}).", spent=spent)
    if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        return ModelTimeout("The model did not answer in time.", spent=spent)
    if isinstance(status, int) and status >= 400:
        wait_s = _retry_after(error) if status in OVERLOADED else None
        return ModelUnavailable(f"The model's server failed (HTTP {status}).", retry_after_s=wait_s, spent=spent)
    return ModelUnavailable("The model cannot be reached.", spent=spent)


def _asked(request: StructuredRequest[Shape], way: Way) -> tuple[list[BaseMessage], dict[str, Any]]:
    """The messages, and the arguments that ask for the shape."""
    schema = schema_of(request.shape)
    system = request.system if way.carries_schema else request.system + _SCHEMA_TEXT + orjson.dumps(schema).decode()
    messages: list[BaseMessage] = [SystemMessage(system)]
    messages += [(HumanMessage if said.role is Role.USER else AIMessage)(said.text) for said in request.messages]
    return messages, way.arguments(schema)


def _gives_way(error: Exception, ways: list[Way], *options: dict[str, Any]) -> bool:
    """Drop what the server refused, in place; False when there is nothing left to give up."""
    status = getattr(error, "status_code", None)
    if isinstance(error, ContextOverflowError) or not isinstance(status, int) or status in {*_LASTING, 429}:
        return False
    text = str(error).lower()
    for given in options:
        for name in given:
            if name in text:
                del given[name]
                return True
    if len(ways) > 1 and (status in _REFUSED or any(word in text for word in _ABOUT_FORMAT)):
        del ways[0]
        return True
    return False


def _retry_after(error: Exception) -> float | None:
    """Ollama's client hides the response, but it is still on the exception that was replaced."""
    for source in (error, error.__context__):
        headers = getattr(getattr(source, "response", None), "headers", {})
        if "retry-after" in headers:
            return retry_after(headers)
    return None


def _text(message: BaseMessage) -> str:
    calls = getattr(message, "tool_calls", None)
    return orjson.dumps(calls[0]["args"]).decode() if calls else str(message.text)


def _spent(message: BaseMessage, asked: list[BaseMessage]) -> Spent:
    """As the provider counts; by our own estimate where it does not, lest a budget never end."""
    usage = getattr(message, "usage_metadata", None) or {}
    read = usage.get("input_tokens") or sum(tokens.count(each.text) for each in asked)
    return Spent(1, read, usage.get("output_tokens") or tokens.count(_text(message)))
