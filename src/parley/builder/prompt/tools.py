"""What the prompt says of each tool: when to use it, what it needs, what comes before it, and what if it fails."""

import re
from functools import lru_cache

from parley.agents.schemas import BuiltinTool, ToolSpec, Workflow
from parley.builder.language.data import label
from parley.builder.language.wording import clip, first_sentence, listed, one_line, recipient, sentence, situation
from parley.builder.prompt.line import Sourced, ToolNote
from parley.builder.workflow.matching import Action, action_of, is_availability, is_knowledge, needs
from parley.builder.workflow.outline import Outline

_IMPORTANT = "This step is important."
_AGAIN = re.compile(r"^try once more, then |,? and try once more(?=\.)", re.IGNORECASE)
_SAID_ALREADY = re.compile(
    r"(?:say that [^,;.]*(?:right now|did not go through))?(?:,? ?try once more)?"
    r"(?:, then (?:hand over|offer a call back)(?: or a person)?)?[\s.]*",
    re.IGNORECASE,
)
_CALLER = re.compile(r"\bcaller(?=s?\b)")
_BUILTIN_NOTES: dict[BuiltinTool, str] = {
    BuiltinTool.LANGUAGE_DETECTION: "Use it when the {caller} changes to another of your languages; go on in that one.",
    BuiltinTool.SKIP_TURN: "Use it when the {caller} asks for a moment; say nothing until they speak again.",
    BuiltinTool.KEYPAD: "Use it only to press a key that a phone menu asks for.",
    BuiltinTool.VOICEMAIL: "Use it when a machine answers instead of a person.",
}


def rules(known: Outline) -> list[Sourced]:
    """What holds for all tools of this agent."""
    names = [tool.name for tool in known.tools if tool.confirm]
    pointers = " ".join(f"/tools/{name}" for name in names[:20])
    found = []
    if names:
        before = (
            listed([f"`{name}`" for name in names[:2]], "or") if len(names) <= 2 else "any tool that changes something"
        )
        text = f"Before {before}, the {known.caller} must have said yes to what you read back. {_IMPORTANT}"
        found.append(Sourced(text, pointers))
        found.append(Sourced("Say that something is done only after its tool has reported success.", pointers))
    return found


def notes(known: Outline, workflow: Workflow) -> list[ToolNote]:
    """The tools in the order of the state; ways to hand over and to end come last.

    What a tool needs is told only where no request's steps, which ask for it, call the tool.
    """
    called = {node.tool for node in workflow.nodes if node.goal}
    ordinary = [tool for tool in known.tools if tool.builtin is None]
    built = sorted((tool for tool in known.tools if tool.builtin), key=lambda tool: _LAST.get(tool.builtin, 0))
    return [
        ToolNote(tool.name, _lines(tool, known, in_steps=tool.name in called), f"/tools/{tool.name}")
        for tool in ordinary + built
    ]


_LAST: dict[BuiltinTool | None, int] = {BuiltinTool.TRANSFER_TO_NUMBER: 1, BuiltinTool.END_CALL: 2}


def _lines(tool: ToolSpec, known: Outline, *, in_steps: bool) -> list[str]:
    match tool.builtin:
        case BuiltinTool.TRANSFER_TO_NUMBER:
            return _transfer(tool, known)
        case BuiltinTool.END_CALL:
            return ["Use it only after your goodbye, never while a request is open."]
        case None:
            return _ordinary(tool, known.caller, in_steps=in_steps)
        case _:
            return [_BUILTIN_NOTES[tool.builtin].format(caller=known.caller)]


def _ordinary(tool: ToolSpec, caller: str, *, in_steps: bool) -> list[str]:
    lines = [_calling(_use(tool.description), caller)]
    if not in_steps and (needed := _needed(tool)):
        lines.append(f"Needs the {needed}.")
    if is_availability(tool):
        lines.append("Nothing free: offer days nearby. Many free: name the best three.")
    elif is_knowledge(tool):
        lines.append("Nothing found: say so. Several answers: give the one that fits the question.")
    elif action_of(tool) is Action.LOOKUP:
        lines.append(f"Nothing found: check the {_needed(tool) or 'wording'} once. Several found: ask which.")
    if failure := _failure(tool.on_failure):
        lines.append(_calling(f"On failure: {failure}", caller))
    return lines


def _needed(tool: ToolSpec) -> str:
    return listed([label(name) for name in needs(tool)])


@lru_cache(maxsize=512)
def _failure(on_failure: str) -> str:
    """What a tool's failure asks for beyond the rule for all tools: to say so and try once more."""
    own = _AGAIN.sub("", _beginning(on_failure))
    return "" if _SAID_ALREADY.fullmatch(own) else sentence(own)


def _calling(text: str, caller: str) -> str:
    """A tool's words with this agent's noun for who speaks with it."""
    return text if caller == "caller" else _CALLER.sub(caller, text)


@lru_cache(maxsize=512)
def _use(description: str) -> str:
    """The sentence of a tool's description that says when to use it; without one, its beginning."""
    plain = one_line(description, 1_000)
    found = re.search(r"(?:^|(?<=[.!?] ))((?:Use|Call)\b.*?[.!?])(?= [A-Z]|$)", plain)
    if not found:
        return first_sentence(plain, 240)
    return clip(found.group(1), 200)


@lru_cache(maxsize=512)
def _beginning(text: str, limit: int = 110) -> str:
    """As many whole sentences from the beginning as fit, at least one."""
    plain, kept = one_line(text, 1_000), ""
    for part in re.split(r"(?<=[.!?]) (?=[A-Z])", plain):
        if kept and len(kept) + len(part) >= limit:
            break
        kept = f"{kept} {part}".strip()
    return clip(kept, 2 * limit)


def _transfer(tool: ToolSpec, known: Outline) -> list[str]:
    """The cases are told once: under Guardrails where the brief has them, else here, as the tool has them."""
    if known.handover:
        lines = ["Use it in the cases named under Guardrails; first say whom you are connecting to."]
    else:
        lines = ["Say whom you are connecting to before you call it."]
        for transfer in tool.transfers[:6]:
            to = recipient(transfer.label)
            lines.append(f"{to[0].upper()}{to[1:]}: {situation(transfer.condition, known.caller)}.")
    if tool.on_failure:
        lines.append(f"Nobody answers: {_beginning(tool.on_failure)}")
    return lines
