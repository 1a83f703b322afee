"""A client's conversation as its agent's model takes it. Pure.

The client's own instructions follow the agent's; its tools are offered beside the agent's, and take the place of those
of the same name. Roles alternate as `llm.schemas.Said` wants it: neighbours are joined, gaps filled by a note of ours.
"""

from collections.abc import Iterable, Sequence

import orjson

from parley.chat.agents import ChatAgent
from parley.chat.compatible.schemas import (
    AssistantMessage,
    CompletionIn,
    Content,
    Instruction,
    Message,
    NamedTool,
    Tool,
    ToolCall,
    ToolMessage,
    UserMessage,
)
from parley.core.errors import InvalidInput
from parley.core.text import without_controls
from parley.llm.schemas import Call, Calling, Offer, Result, Role, Said, TalkRequest

_BEGINS = "[The conversation begins.]"
_SILENT = "[The user says nothing.]"
_GOES_ON = "[Go on.]"
_NO_WORDS = "[Without words.]"
_NO_PARAMETERS = {"type": "object", "properties": {}}
_JSON = "Answer with one JSON object and nothing else: no words around it, no code fence."
_SCHEMA = " It fits this JSON schema: {schema}"
_CALL_ONE = "Answer by calling one of the tools {names}; say nothing else."
_CALL_THIS = "Answer by calling the tool {names}; say nothing else."


def request(agent: ChatAgent, body: CompletionIn) -> TalkRequest:
    """The request for the agent's model; InvalidInput where the conversation is none."""
    offers = _offers(agent, body)
    return TalkRequest(
        system=_system(agent, body, offers),
        messages=messages(body.messages),
        tools=offers,
        max_tokens=body.max_completion_tokens or body.max_tokens,
        temperature=agent.temperature if body.temperature is None else body.temperature,
        stop=(body.stop,) if isinstance(body.stop, str) else tuple(body.stop or ()),
        seed=body.seed,
    )


def theirs(body: CompletionIn) -> frozenset[str]:
    """The names of the tools that the client carries out."""
    return frozenset(tool.function.name for tool in body.tools or ())


def messages(given: Sequence[Message]) -> tuple[Said | Calling | Result, ...]:
    """What was said and called so far; what are instructions is left out."""
    talk = _Talk()
    for at, message in enumerate(given):
        match message:
            case UserMessage():
                talk.user(_text(message.content))
            case AssistantMessage():
                talk.agent(_text(message.content), _calls(message.tool_calls or (), at))
            case ToolMessage():
                talk.result(message.tool_call_id, _text(message.content), at)
            case Instruction():
                pass
    return talk.whole()


class _Talk:
    """Messages on their way to the model, roles in turn, each call followed by its result."""

    def __init__(self) -> None:
        self._items: list[Said | Calling | Result] = []
        self._open: dict[str, str] = {}
        self._calls = 0

    def user(self, text: str) -> None:
        self._require_results()
        last = self._items[-1] if self._items else None
        if isinstance(last, Said) and last.role is Role.USER:
            self._items[-1] = Said(Role.USER, f"{last.text}\n\n{text}")
        else:
            self._items.append(Said(Role.USER, text or _SILENT))

    def agent(self, text: str, calls: Sequence[Call]) -> None:
        self._require_results()
        if not self._items:
            self._items.append(Said(Role.USER, _BEGINS))
        last = self._items[-1]
        if isinstance(last, Said) and last.role is Role.ASSISTANT:
            text = f"{last.text}\n\n{text}" if text else last.text
            self._items.pop()
        if not calls:
            self._items.append(Said(Role.ASSISTANT, text or _NO_WORDS))
            return
        self._open = {call.id: f"call_{self._calls + number}" for number, call in enumerate(calls)}
        self._calls += len(calls)
        renamed = tuple(Call(self._open[call.id], call.name, call.arguments) for call in calls)
        self._items.append(Calling(text, renamed))

    def result(self, call_id: str, text: str, at: int) -> None:
        """The ids are ours from here on: some servers begin anew with each answer."""
        if call_id not in self._open:
            raise InvalidInput(f"messages[{at}]: a tool message answers a call of the assistant message before it.")
        self._items.append(Result(self._open.pop(call_id), text))

    def whole(self) -> tuple[Said | Calling | Result, ...]:
        self._require_results()
        last = self._items[-1] if self._items else None
        if last is None:
            return (Said(Role.USER, _BEGINS),)
        if isinstance(last, Said) and last.role is Role.ASSISTANT:
            self._items.append(Said(Role.USER, _GOES_ON))
        return tuple(self._items)

    def _require_results(self) -> None:
        if self._open:
            raise InvalidInput("An assistant message with tool_calls is followed by a tool message for each of them.")


def _calls(given: Iterable[ToolCall], at: int) -> list[Call]:
    found: dict[str, Call] = {}
    for call in given:
        try:
            arguments = orjson.loads(call.function.arguments or "{}")
        except ValueError:
            arguments = None
        if not isinstance(arguments, dict):
            raise InvalidInput(f"messages[{at}]: the arguments of a tool call are a JSON object in a text.")
        if call.id in found:
            raise InvalidInput(f"messages[{at}]: each tool call has an id of its own.")
        found[call.id] = Call(call.id, call.function.name, arguments)
    return list(found.values())


def _system(agent: ChatAgent, body: CompletionIn, offers: Sequence[Offer]) -> str:
    added = [_text(message.content) for message in body.messages if isinstance(message, Instruction)]
    return "\n\n".join(filter(None, [agent.system.strip(), *added, _wanted_form(body), _wanted_call(body, offers)]))


def _wanted_form(body: CompletionIn) -> str:
    form = body.response_format
    if form is None or form.type == "text":
        return ""
    schema = (form.json_schema or {}).get("schema")
    return _JSON + (_SCHEMA.format(schema=_dumped(schema)) if schema else "")


def _wanted_call(body: CompletionIn, offers: Sequence[Offer]) -> str:
    """Which call has to come next, in words: not every model can be made to."""
    match body.tool_choice:
        case NamedTool(function=named):
            if all(offer.name != named.name for offer in offers):
                raise InvalidInput("tool_choice names no tool of `tools`.")
            return "" if _has_answered(body) else _CALL_THIS.format(names=named.name)
        case "required" if offers:
            return "" if _has_answered(body) else _CALL_ONE.format(names=", ".join(offer.name for offer in offers))
        case _:
            return ""


def _has_answered(body: CompletionIn) -> bool:
    return isinstance(body.messages[-1], ToolMessage)


def _offers(agent: ChatAgent, body: CompletionIn) -> tuple[Offer, ...]:
    if body.tool_choice == "none":
        return ()
    own = {offer.name: offer for offer in agent.offers}
    given = {tool.function.name: _offer(tool) for tool in body.tools or ()}
    return tuple({**own, **given}.values())


def _offer(tool: Tool) -> Offer:
    function = tool.function
    parameters = function.parameters or _NO_PARAMETERS
    _dumped(parameters)
    return Offer(function.name, without_controls(function.description or function.name), parameters)


def _dumped(value: object) -> str:
    """JSON that any provider can be sent; InvalidInput for what has lone surrogates, is too deep or too large."""
    try:
        return orjson.dumps(value).decode()
    except TypeError as error:
        raise InvalidInput("A JSON schema in the request cannot be written as JSON again.") from error


def _text(content: Content | None) -> str:
    parts = [content] if isinstance(content, str) else [part.text for part in content or ()]
    return without_controls("".join(parts))
