"""What carries out an agent's calls in a chat: the tools themselves where they are set up, else a mock that says so."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import orjson
from pydantic import JsonValue, ValidationError

from parley.agents.schemas import BuiltinTool, ToolKind, ToolSpec
from parley.chat.agents import ChatAgent
from parley.core.errors import AppError
from parley.core.log import logger
from parley.core.text import without_controls
from parley.llm.schemas import Call
from parley.tools import arguments
from parley.tools.calls import CallAnswer, CallIn, CallOut
from parley.tools.trials import Trials, changes_something

PLAIN = '{"status":"ok"}'
"""What a call came to that answered nothing."""
_BUILTINS = {
    BuiltinTool.END_CALL: "On the phone the call would end here. This is a chat: say goodbye if you have not yet.",
    BuiltinTool.LANGUAGE_DETECTION: "Noted. Go on in the language that the user writes in.",
    BuiltinTool.SKIP_TURN: "Noted. In a chat there is nothing to wait for: the user writes when they are ready.",
    BuiltinTool.KEYPAD: "On the phone the tones would be sent here. This is a chat: nothing was sent.",
    BuiltinTool.VOICEMAIL: "This is a chat: no voicemail has answered.",
}
_UNSENT = (
    "Nothing was really done: this tool answers with a mock in chats{why}. Go on as if it had worked, and let the user "
    "know that this is a rehearsal."
)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a call."""

    text: str
    is_error: bool = False
    is_mock: bool = False


class ChatHands:
    """Carries out calls for a chat. What goes wrong is an answer, too; only cancelling ends it otherwise.

    A call is sent once and never again by itself. `longest` is how many characters of an answer the model is shown.
    """

    def __init__(self, trials: Trials, longest: int) -> None:
        self._trials = trials
        self._longest = longest

    async def carry_out(self, owner: str, agent: ChatAgent, call: Call, run_id: str) -> Done:
        """What the agent's tool of that name answers."""
        tool = agent.tool(call.name)
        if tool is None:
            known = ", ".join(tool.name for tool in agent.tools) or "none"
            return Done(f"There is no such tool; there are: {known}.", is_error=True)
        try:
            done = await self._carried_out(owner, tool, agent, (call, run_id))
        except ValidationError:
            done = Done("The arguments are of no form that this tool takes.", is_error=True)
        except AppError as error:
            done = _failed(tool, error.detail)
        except Exception:  # a fault of ours or of a library's ends this call, not the chat
            logger.exception("tool call failed", tool=tool.name, kind=tool.kind)
            done = _failed(tool, "The call failed for a reason that is not known here.")
        return Done(self._cut(done.text), done.is_error, done.is_mock)

    async def _carried_out(self, owner: str, tool: ToolSpec, agent: ChatAgent, of: tuple[Call, str]) -> Done:
        call, run_id = of
        if tool.kind is ToolKind.BUILTIN:
            return Done(_builtin(tool), is_mock=True)
        if tool.kind not in {ToolKind.WEBHOOK, ToolKind.MCP} or (tool.kind is ToolKind.MCP and tool.mcp is None):
            return mocked(tool, ": it runs elsewhere")
        used = {str(parameter.value) for parameter in tool.parameters}
        variables = {name: value for name, value in (agent.variables or {}).items() if name in used}
        given = CallIn(arguments=arguments.flat(tool, call.arguments), variables=variables, confirm=True)
        plan = await self._trials.plan(owner, tool, given)
        if plan.faults:
            return Done(f"The call cannot be made. {arguments.told(plan.faults)}", is_error=True)
        if plan.to_fill:
            return mocked(tool, f" until these are set: {'; '.join(plan.to_fill)}")
        if changes_something(tool, plan.request) and not tool.confirm:
            return Done(_unconfirmed(tool), is_error=True)
        return _answered(tool, await self._trials.send(owner, tool, given, once=key_of(call, run_id)))

    def _cut(self, text: str) -> str:
        """What can be stored and shown of a text that anybody may have written."""
        text = without_controls(text)
        if len(text) <= self._longest:
            return text
        return f"{text[: self._longest]}… (cut: the first {self._longest:,} of {len(text):,} characters)"


def key_of(call: Call, run_id: str) -> str:
    """What a receiver knows a call again by: the same for the same call of a run, and for no other."""
    made = orjson.dumps([run_id, call.id, call.name, call.arguments], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(made).hexdigest()


def mocked(tool: ToolSpec, why: str = "") -> Done:
    """An answer that nobody gave: it says so, and has a sample of each value that the tool's answers hold."""
    sample: dict[str, JsonValue] = {}
    for result in tool.results:
        arguments.placed(sample, result.path, f"(sample {result.name})")
    told = {"mock": True, "note": _UNSENT.format(why=why), **({"result": sample} if sample else {})}
    return Done(json.dumps(told, ensure_ascii=False), is_mock=True)


def text_of(answer: CallAnswer | None) -> str:
    """What a tool answered, as a model is shown it."""
    if answer is None or answer.body is None:
        return PLAIN
    text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body, ensure_ascii=False)
    return f"{text}\n({answer.note})" if answer.note else text


def _answered(tool: ToolSpec, out: CallOut) -> Done:
    answer = out.answer
    if answer is None or not answer.is_error:
        return Done(text_of(answer))
    status = f"The tool answered with HTTP status {answer.status}. " if answer.status else ""
    return _failed(tool, f"{status}{text_of(answer) if answer.body is not None else ''}".strip() or "The call failed.")


def _failed(tool: ToolSpec, detail: str) -> Done:
    """A failure, with what the tool's owner wants done about it."""
    return Done(f"{detail}\n\n{tool.on_failure}" if tool.on_failure else detail, is_error=True)


def _builtin(tool: ToolSpec) -> str:
    if tool.builtin is BuiltinTool.TRANSFER_TO_NUMBER:
        to: dict[str, Any] = {one.label or one.condition: one.number or "no number yet" for one in tool.transfers}
        told = "; ".join(f"{label} ({number})" for label, number in to.items()) or "a person"
        return (
            f"On the phone the caller would now be put through to: {told}. This is a chat: nobody was called. Tell the "
            "user whom they would reach, and how."
        )
    return _BUILTINS.get(tool.builtin, PLAIN) if tool.builtin else PLAIN


def _unconfirmed(tool: ToolSpec) -> str:
    return (
        f"Not carried out: {tool.name} changes something, and is not set up to be agreed to first (its `confirm` is "
        "off). Tell the user that it was not done, and why."
    )
