"""What the prompt says of each tool: when to use it, what it needs, what comes before it, and what if it fails."""

from parley.agents.schemas import BuiltinTool, ToolSpec
from parley.builder.data import label
from parley.builder.matching import Action, action_of
from parley.builder.people import caller_word
from parley.builder.prompt_line import Sourced, ToolNote
from parley.builder.schemas import BuildState
from parley.builder.steps import needs
from parley.builder.wording import clip, first_sentence, listed, one_line, recipient, situation

_IMPORTANT = "This step is important."
_BUILTIN_NOTES: dict[BuiltinTool, str] = {
    BuiltinTool.LANGUAGE_DETECTION: "Use it when the {caller} changes to another of your languages; go on in that one.",
    BuiltinTool.SKIP_TURN: "Use it when the {caller} asks for a moment; say nothing until they speak again.",
    BuiltinTool.KEYPAD: "Use it only to press a key that a phone menu asks for.",
    BuiltinTool.VOICEMAIL: "Use it when a machine answers instead of a person.",
}


def rules(state: BuildState) -> list[Sourced]:
    """What holds for all tools of this agent."""
    names = [tool.name for tool in state.tools if tool.confirm]
    pointers = " ".join(f"/tools/{name}" for name in names[:20])
    found = []
    if names:
        caller = caller_word(state.brief)
        before = (
            listed([f"`{name}`" for name in names[:4]], "or") if len(names) <= 4 else "any tool that changes something"
        )
        text = f"Before {before}, the {caller} must have said yes to what you read back. {_IMPORTANT}"
        found.append(Sourced(text, pointers))
        found.append(Sourced("Say that something is done only after its tool has reported success.", pointers))
    return found


def notes(state: BuildState) -> list[ToolNote]:
    """The tools in the order of the state; ways to hand over and to end come last."""
    ordinary = [tool for tool in state.tools if tool.builtin is None]
    built = sorted((tool for tool in state.tools if tool.builtin), key=lambda tool: _LAST.get(tool.builtin, 0))
    return [ToolNote(tool.name, _lines(tool, state), f"/tools/{tool.name}") for tool in ordinary + built]


_LAST: dict[BuiltinTool | None, int] = {BuiltinTool.TRANSFER_TO_NUMBER: 1, BuiltinTool.END_CALL: 2}


def _lines(tool: ToolSpec, state: BuildState) -> list[str]:
    caller = caller_word(state.brief)
    match tool.builtin:
        case BuiltinTool.TRANSFER_TO_NUMBER:
            return _transfer(tool, state)
        case BuiltinTool.END_CALL:
            return ["Use it only after your goodbye, never while a request is open."]
        case None:
            return _ordinary(tool, caller)
        case _:
            return [_BUILTIN_NOTES[tool.builtin].format(caller=caller)]


def _ordinary(tool: ToolSpec, caller: str) -> list[str]:
    lines = [first_sentence(tool.description, 260)]
    needed = [label(name) for name in needs(tool)]
    if needed:
        lines.append(f"Needs the {listed(needed)}.")
    if action_of(tool) is Action.LOOKUP:
        lines.append(
            f"Nothing found: check what was entered with the {caller} once. Several found: ask which one it is."
        )
    if tool.on_failure:
        lines.append(f"On failure: {clip(one_line(tool.on_failure, 1_000), 300)}")
    return lines


def _transfer(tool: ToolSpec, state: BuildState) -> list[str]:
    caller = caller_word(state.brief)
    lines = ["Say whom you are connecting to before you call it."]
    for transfer in tool.transfers[:6]:
        lines.append(f"{one_line(transfer.label or 'A colleague', 80)}: {situation(transfer.condition, caller)}.")
    held = state.brief.handover.value if state.brief.handover else []
    if not tool.transfers:
        lines += [f"{recipient(rule.to)}: {situation(rule.when, caller)}." for rule in held[:6]]
    if tool.on_failure:
        lines.append(f"Nobody answers: {clip(one_line(tool.on_failure, 1_000), 240)}")
    return lines
