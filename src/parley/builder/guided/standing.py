"""Answers about the build itself, out of its state: what is missing, which secrets it takes, what comes next."""

import re
from collections.abc import Callable
from functools import cache

from parley.builder import report, stages
from parley.builder.schemas import BuildState, Stage

_SLOTS = {
    "purpose": "what the agent is for",
    "kind": "the kind of job",
    "goals": "what callers get done",
    "channel": "phone or chat",
    "tone": "the tone",
    "languages": "the languages",
    "handover": "when it passes people on",
    "greeting": "the greeting",
}


def _missing(state: BuildState) -> str:
    slots = [_SLOTS.get(path.removeprefix("/brief/"), path) for path in stages.missing(state)]
    fills = [f"{tool.title}: {text}" for tool in state.tools for text in tool.lacking.values()]
    said = [f"Still missing: {report.joined(slots)}."] if slots else []
    if not slots and not state.are_tools_settled:
        said.append("Still open: which tools it uses.")
    if fills:
        said.append(f"To fill in before it works: {'; '.join(fills)[:1_500]}.")
    if not said and not state.is_workflow_approved:
        said.append("Nothing is missing; only your consent to build it.")
    return " ".join(said) or "Nothing is missing: the agent is complete."


def _secrets(state: BuildState) -> str:
    tools = {name: tool.title for tool in reversed(state.tools) for name in tool.secrets}
    needed = [f"{name} ({title})" for name, title in sorted(tools.items())]
    if not needed:
        why = "" if state.are_tools_settled else " so far; the tools are not settled yet"
        return f"None{why}."
    listed = report.joined(needed)[:1_500]
    return f"I need none here, and do not send me any. On the platform these have to be set: {listed}."


def _next(state: BuildState) -> str:
    match state.stage:
        case Stage.COMPLETED:
            agent = state.agent_id or "<agent>"
            first = "Fill in what is open, then export" if any(tool.lacking for tool in state.tools) else "Export"
            where = f"with `parley export {agent}` or GET /api/v1/agents/{agent}/export/elevenlabs"
            return f"{first} it {where}, and take the bundle to your platform. Or tell me what should change."
        case Stage.EXPLORING_TOOLS:
            return "Say “yes” to the tools, or name what to drop or add."
        case Stage.CONFIGURING_TOOLS:
            return "Send the addresses and numbers you have, or say “later”."
        case Stage.REVIEWING_WORKFLOW | Stage.FINALIZING:
            return "Say “yes” to build it, or what should be different."
        case _:
            return "Answer the question below, or say “use your judgement” and I fill in the rest."


def _does(state: BuildState) -> str:
    if state.brief.purpose is None and state.brief.goals is None:
        return "Nothing yet: tell me what it should do."
    return f"{report.summary(state).partition('. It greets')[0][:1_900]}."


_ANSWERS: tuple[tuple[tuple[str, ...], str, Callable[[BuildState], str]], ...] = (
    (
        ("missing", "need", "open", "left", "lack", "fehlt", "offen", "falta"),
        r"^(?:so |and |ok(?:ay)?,? )*(?:(?:what(?:'s| is| are)?|is|are|anything|is anything"
        r"|is there anything)(?: \w+){0,2}? "
        r"(?:missing|open|lacking|left(?: to (?:do|fill in|answer|say))?|to fill in)\b"
        r"|what (?:else )?do you (?:still|else) need"
        r"|what else (?:do you need|is needed))|was fehlt\b|fehlt noch (?:et)?was|was ist noch offen"
        r"|qué (?:más )?falta",
        _missing,
    ),
    (
        ("secret", "api key", "api-key", "credential", "token", "schlüssel", "zugangsdaten", "clave", "credencial"),
        r"(?:what|which|any|do i|do you|where|how many|list|show)\b.*\b(?:secrets?|api[ -]keys?|credentials"
        r"|(?:access |api )?tokens?)\b"
        r"|welche[rn]? .*(?:schlüssel|zugangsdaten)|qué .*(?:claves?|credenciales)",
        _secrets,
    ),
    (
        ("now", "next", "export", "deploy", "download", "jetzt", "nun", "weiter", "ahora"),
        r"what (?:do|should|can|must|shall) (?:i|we) do (?:now|next)|what(?:'s| is| comes| happens)? (?:now"
        r"|next|the next step)"
        r"\W*$|\bnow what\b|how (?:do|can) i (?:export|deploy|download|get|use) (?:it|this|the agent|my agent)\b"
        r"|(?:und |was )(?:mache ich |tue ich |muss ich )?(?:jetzt|nun)|wie geht(?:'s| es) (?:jetzt )?weiter"
        r"|qué (?:hago|tengo que hacer|viene) ahora|y ahora",
        _next,
    ),
    (
        ("do", "summar", "describe", "kann", "macht", "hace", "resum"),
        r"what (?:does|will|can|would) (?:it|he|she|the agent|my agent|the bot|the assistant)(?: actually"
        r"| now)? do\b(?! (?:when|if|with))"
        r"|(?:summari[sz]e|describe) (?:it|this|the agent|my agent)|was (?:macht|kann) (?:er|sie|es"
        r"|der agent)\b|qué hace\b",
        _does,
    ),
)
"""The parts of words one of which a question has, its pattern, and what answers it; the first that fits."""


@cache
def _patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[BuildState], str]], ...]:
    return tuple((stems, re.compile(pattern), answer) for stems, pattern, answer in _ANSWERS)


def answer(low: str, state: BuildState) -> str | None:
    """The answer to a question (lower case) about the build, None for any other."""
    for stems, pattern, told in _patterns():
        if any(map(low.__contains__, stems)) and pattern.search(low):
            return told(state)
    return None
