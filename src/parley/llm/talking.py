"""A talk with tools in LangChain's words: messages, tools and calls, whoever the vendor."""

from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from parley.llm.errors import ModelNonsense
from parley.llm.schemas import Call, Calling, Result, Role, Said, Spent, Talked, TalkRequest

_MOST_CALLS = 10


def messages(request: TalkRequest) -> list[BaseMessage]:
    """The system text and the talk."""
    return [SystemMessage(request.system), *map(_message, request.messages)]


def _message(item: Said | Calling | Result) -> BaseMessage:
    match item:
        case Said(role=Role.USER):
            return HumanMessage(item.text)
        case Said():
            return AIMessage(item.text)
        case Result():
            return ToolMessage(item.text, tool_call_id=item.call_id)
        case Calling():
            calls = [{"type": "tool_call", "id": one.id, "name": one.name, "args": one.arguments} for one in item.calls]
            return AIMessage(item.text, tool_calls=calls)


def tools(request: TalkRequest) -> list[dict[str, Any]]:
    """The tools as OpenAI writes them, which LangChain turns into every vendor's form."""
    return [
        {
            "type": "function",
            "function": {"name": offer.name, "description": offer.description, "parameters": offer.parameters},
        }
        for offer in request.tools
    ]


def talked(message: BaseMessage, spent: Spent) -> Talked:
    """The model's message; ModelNonsense where a call's arguments are no JSON object, or it calls without end."""
    if getattr(message, "invalid_tool_calls", None):
        raise ModelNonsense("a call's arguments are no JSON object", spent=spent)
    held = getattr(message, "tool_calls", [])
    if len(held) > _MOST_CALLS:
        raise ModelNonsense(f"more than {_MOST_CALLS} calls at once", spent=spent)
    calls = tuple(Call(one["id"] or f"call_{place}", one["name"], one["args"]) for place, one in enumerate(held, 1))
    return Talked(str(message.text), calls, spent)
