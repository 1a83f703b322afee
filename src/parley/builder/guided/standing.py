"""Answers about the build itself, out of its state: what is missing, which secrets it takes, what comes next."""

import re
from collections.abc import Callable
from functools import cache

from parley.builder import report, stages
from parley.builder.gist import gist
from parley.builder.phrases import N_, Phrases
from parley.builder.schemas import BuildState, Stage

_MAX_LISTED = 1_500
_SLOTS = {
    "purpose": N_("what the agent is for"),
    "kind": N_("the kind of job"),
    "goals": N_("what callers get done"),
    "channel": N_("phone or chat"),
    "tone": N_("the tone"),
    "languages": N_("the languages"),
    "handover": N_("when it passes people on"),
    "greeting": N_("the greeting"),
}


def _missing(state: BuildState, said: Phrases) -> str:
    slots = [said.known(_SLOTS[path.removeprefix("/brief/")]) for path in stages.missing(state)]
    fills = [text for tool in state.tools for text in report.lacking(tool, said).values()]
    told = [said.tell("Still missing: {slots}.", slots=said.listed(slots))] if slots else []
    if not slots and not state.are_tools_settled:
        told.append(said.tell("Still open: which tools it uses."))
    if fills:
        told.append(said.tell("To fill in before it works: {things}.", things=said.side_by_side(fills)[:_MAX_LISTED]))
    if not told and not state.is_workflow_approved:
        told.append(said.tell("Nothing is missing; only your consent to build it."))
    return said.joined(*told) or said.tell("Nothing is missing: the agent is complete.")


def _secrets(state: BuildState, said: Phrases) -> str:
    tools = {name: tool.title for tool in reversed(state.tools) for name in tool.secrets}
    needed = [f"{name} ({said.known(title)})" for name, title in sorted(tools.items())]
    if not needed and not state.are_tools_settled:
        return said.tell("None so far; the tools are not settled yet.")
    if not needed:
        return said.tell("None.")
    listed = said.listed(needed)[:_MAX_LISTED]
    return said.tell(
        "I need none here, and do not send me any. On the platform these have to be set: {secrets}.", secrets=listed
    )


def _next(state: BuildState, said: Phrases) -> str:
    match state.stage:
        case Stage.COMPLETED:
            agent = state.agent_id or "<agent>"
            where = {"command": f"`parley export {agent}`", "address": f"GET /api/v1/agents/{agent}/export/elevenlabs"}
            is_open = any(tool.lacking for tool in state.tools)
            export = said.tell(
                N_("Fill in what is open, then export it with {command} or {address}.") if is_open
                else N_("Export it with {command} or {address}."),
                **where,
            )  # fmt: skip
            return said.joined(export, said.tell("Take the bundle to your platform, or tell me what should change."))
        case Stage.EXPLORING_TOOLS:
            return said.tell("Say “yes” to the tools, or name what to drop or add.")
        case Stage.CONFIGURING_TOOLS:
            return said.tell("Send the addresses and numbers you have, or say “later”.")
        case Stage.REVIEWING_WORKFLOW | Stage.FINALIZING:
            return said.tell("Say “yes” to build it, or what should be different.")
        case _:
            return said.tell("Answer the question below, or say “use your judgement” and I fill in the rest.")


def _does(state: BuildState, said: Phrases) -> str:
    if state.brief.purpose is None and state.brief.goals is None:
        return said.tell("Nothing yet: tell me what it should do.")
    return gist(state, said)[:1_900]


def _left(state: BuildState, said: Phrases) -> str:
    """How much is still asked: two slots in a message, the tools, the consent."""
    if state.stage is Stage.COMPLETED:
        return said.tell("Nothing is missing: the agent is complete.")
    ahead = [not state.are_tools_settled, not state.is_workflow_approved]
    steps = (len(stages.missing(state)) + 1) // 2 + sum(ahead)
    told = said.count("About {n} more answer.", "About {n} more answers.", max(steps, 1))
    return said.joined(told, said.tell("To finish at once, say “use your judgement” and I fill in the rest."))


_ANSWERS: tuple[tuple[tuple[str, ...], str, Callable[[BuildState, Phrases], str]], ...] = (
    (
        ("missing", "need", "open", "left", "lack", "fehlt", "offen", "falta", "brauchst", "缺", "还差", "还需要"),
        r"^(?:so |and |ok(?:ay)?,? )*(?:(?:what(?:'s| is| are)?|is|are|anything|is anything"
        r"|is there anything)(?: \w+){0,2}? "
        r"(?:missing|open|lacking|left(?: to (?:do|fill in|answer|say))?|to fill in)\b"
        r"|what (?:else )?do you (?:still|else) need"
        r"|what else (?:do you need|is needed))|was fehlt\b|fehlt noch (?:et)?was|was ist noch offen"
        r"|was brauchst du noch|qué (?:más )?falta|qué más necesitas|(?:还|缺).{0,4}(?:缺|差|少|需要)?.{0,3}什么",
        _missing,
    ),
    (
        ("secret", "api key", "api-key", "credential", "token", "schlüssel", "zugangsdaten", "clave", "credencial")
        + ("密钥", "凭证", "秘钥"),
        r"(?:what|which|any|do i|do you|where|how many|list|show)\b.*\b(?:secrets?|api[ -]keys?|credentials"
        r"|(?:access |api )?tokens?)\b"
        r"|(?:welche[rn]?|brauche ich|brauchst du) .*(?:schlüssel|zugangsdaten)|(?:qué|necesit\w+) .*(?:claves?|"
        r"credenciales)|(?:什么|哪些|需要).*(?:密钥|凭证|秘钥)|(?:密钥|凭证|秘钥).*(?:吗|什么|哪些)",
        _secrets,
    ),
    (
        ("how long", "how many", "how much longer", "how far", "are we", "wie lange", "wie viele", "wie weit", "cuánt")
        + ("多久", "多少个", "几个问题"),
        r"how (?:long|much longer)\b.*\b(?:take|left|longer|need|last)|how many (?:more )?(?:questions|steps)"
        r"|how far are we|are we (?:done|there|nearly|almost)|wie lange (?:dauert|brauch|noch)|wie viele fragen"
        r"|wie weit sind wir|cuánto (?:tiempo|tarda|falta|dura)|cuántas preguntas|多久|(?:多少|几)个问题",
        _left,
    ),
    (
        ("now", "next", "export", "deploy", "download", "jetzt", "nun", "weiter", "ahora", "exporti", "sigue")
        + ("接下来", "下一步", "导出", "然后"),
        r"what (?:do|should|can|must|shall) (?:i|we) do (?:now|next)|what(?:'s| is| comes| happens)? (?:now"
        r"|next|the next step)"
        r"\W*$|\bnow what\b|how (?:do|can) i (?:export|deploy|download|get|use) (?:it|this|the agent|my agent)\b"
        r"|(?:und |was )(?:mache ich |tue ich |muss ich )?(?:jetzt|nun)|wie geht(?:'s| es) (?:jetzt )?weiter"
        r"|wie exportiere ich|qué (?:hago|tengo que hacer|viene|sigue) ?(?:ahora)?|y ahora|cómo (?:lo )?exporto"
        r"|接下来|下一步|怎么导出|如何导出|然后呢",
        _next,
    ),
    (
        ("do", "summar", "describe", "kann", "macht", "hace", "resum", "fass", "做什么", "总结", "概括"),
        r"what (?:does|will|can|would) (?:it|he|she|the agent|my agent|the bot|the assistant)(?: actually"
        r"| now)? do\b(?! (?:when|if|with))"
        r"|(?:summari[sz]e|describe) (?:it|this|the agent|my agent)|was (?:macht|kann) (?:er|sie|es"
        r"|der agent)\b|fass(?:e)? (?:es|ihn|sie|das) zusammen|qué hace\b|resúmelo|resume el agente"
        r"|(?:它|助手|他|她).{0,3}(?:会|能|要)?做什么|总结一下|概括一下",
        _does,
    ),
)
"""The parts of words one of which a question has, its pattern, and what answers it; the first that fits."""


@cache
def _patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[BuildState, Phrases], str]], ...]:
    return tuple((stems, re.compile(pattern), answer) for stems, pattern, answer in _ANSWERS)


def answer(low: str, state: BuildState, said: Phrases) -> str | None:
    """The answer to a question (lower case) about the build, None for any other."""
    for stems, pattern, told in _patterns():
        if any(map(low.__contains__, stems)) and pattern.search(low):
            return told(state, said)
    return None
