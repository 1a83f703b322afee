"""An agent that answers: a model with the agent's own prompt and tools, and hands that carry out its calls.

Pure but for the model and the hands it is given; what it answers is returned, and nothing is kept.
"""

from collections.abc import Mapping, Sequence

from parley.agents.schemas import AgentSpec, BuiltinTool, ToolSpec
from parley.chat.agents import filled, instructions, offer
from parley.evals.scenarios.hands import Hands
from parley.evals.scenarios.talk import Entry, Kind
from parley.llm.schemas import Call, Calling, Result, Role, Said, Talked, TalkingModel, TalkRequest

_MOST_ROUNDS = 6
"""So many messages with calls may come before the agent speaks."""
_BEGINS = "[The conversation begins.]"
_SILENT = "[The caller says nothing.]"
_LAST = frozenset({BuiltinTool.END_CALL, BuiltinTool.TRANSFER_TO_NUMBER, BuiltinTool.VOICEMAIL})


async def answers(spec: AgentSpec, talk: Sequence[Entry], model: TalkingModel, hands: Hands) -> list[Entry]:
    """What the agent does next: its calls with what came of them, then its words. ModelError as the model has it."""
    tools = {tool.name: tool for tool in spec.tools}
    system = filled(instructions(spec), {variable.name: variable.default for variable in spec.variables})
    offers = tuple(map(offer, spec.tools))
    found: list[Entry] = []
    for _ in range(_MOST_ROUNDS):
        said = await model.talk(TalkRequest(system, _messages([*talk, *found]), offers))
        if said.text.strip():
            found.append(Entry(Kind.AGENT, said.text.strip()))
        if not said.calls:
            break
        found += await _carried_out(said, tools, hands)
        if is_over(found, spec):
            break
    return found


def is_over(talk: Sequence[Entry], spec: AgentSpec) -> bool:
    """Whether the agent has hung up or handed over."""
    last = {tool.name for tool in spec.tools if tool.builtin in _LAST}
    failed = {entry.call_id for entry in talk if entry.kind is Kind.ERROR}
    return any(entry.kind is Kind.CALL and entry.tool in last and entry.call_id not in failed for entry in talk)


async def _carried_out(said: Talked, tools: Mapping[str, ToolSpec], hands: Hands) -> list[Entry]:
    found = []
    for call in said.calls:
        found.append(Entry(Kind.CALL, "", call.name, call.id, call.arguments))
        tool = tools.get(call.name)
        if tool is None:
            found.append(Entry(Kind.ERROR, "There is no such tool.", call.name, call.id))
        else:
            done = await hands.carry_out(tool, call.arguments)
            found.append(Entry(Kind.ERROR if done.is_error else Kind.ANSWER, done.text, call.name, call.id))
    return found


def _messages(talk: Sequence[Entry]) -> tuple[Said | Calling | Result, ...]:
    """The talk as models take it: the caller's side first and last, the agent's words together with its calls."""
    found: list[Said | Calling | Result] = []
    for entry in talk:
        match entry.kind:
            case Kind.CALLER:
                _add(found, Said(Role.USER, entry.text or _SILENT))
            case Kind.AGENT:
                found += [] if found else [Said(Role.USER, _BEGINS)]
                _add(found, Said(Role.ASSISTANT, entry.text))
            case Kind.CALL:
                _add_call(found, Call(entry.call_id, entry.tool, dict(entry.given)))
            case _:
                found.append(Result(entry.call_id, entry.text))
    return tuple(found)


def _add(found: list[Said | Calling | Result], said: Said) -> None:
    """Words; those of one side in a row are one message."""
    before = found[-1] if found else None
    if isinstance(before, Said) and before.role is said.role:
        found[-1] = Said(said.role, f"{before.text}\n{said.text}")
    else:
        found.append(said)


def _add_call(found: list[Said | Calling | Result], call: Call) -> None:
    """A call, joined to the words it came with where it is the first after them."""
    before = found[-1] if found else None
    if isinstance(before, Said) and before.role is Role.ASSISTANT:
        found[-1] = Calling(before.text, (call,))
    else:
        found.append(Calling("", (call,)))
