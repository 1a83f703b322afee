"""What everything that is written of an agent rests on, worked out once from its brief and tools."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from parley.agents.schemas import Brief, Channel, Goal, HandoverRule, ToolSpec
from parley.builder.language.data import DataKind, is_whole, kind_of, variable
from parley.builder.language.people import caller_word, channel_of, ending_tool, is_by_mail, speaks, transfer_tool
from parley.builder.language.speech import Speech, languages, speech
from parley.builder.language.wording import is_clause, one_line, sentence, situation
from parley.builder.schemas import BuildState
from parley.builder.workflow.matching import is_knowledge
from parley.core.same import Same

_GENERAL = re.compile(
    r"human|person|staff|real|agent|mensch|mitarbeit|humano|else|other|cannot|can[’']t|unable|stuck|fail|unsure|"
    r"not sure|not know|difficult|complex|complicat|angry|upset|complain|beschwer|schwierig|alles|queja|insist",
    re.IGNORECASE,
)


class Case(NamedTuple):
    """A hand-over rule; `matter` is its situation in our words, which may name a thing, `condition` a sentence."""

    rule: HandoverRule
    matter: str
    condition: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A brief and its tools with what is looked up in them again and again.

    `goals` are the brief's, those of one name made one, nameless ones left out. `general` is the hand-over rule whose
    recipient may take whatever the agent cannot do; never one that is there for a special case. `contact` is what is
    needed to get back to somebody on this agent's channel, under the names the goals have for it.
    """

    brief: Brief
    tools: list[ToolSpec]
    caller: str
    is_spoken: bool
    said: Speech
    goals: list[Goal]
    handover: list[Case]
    general: HandoverRule | None
    contact: list[str]
    transfer: ToolSpec | None
    ending: ToolSpec | None

    def connecting(self, to: str) -> ToolSpec | None:
        """The tool that passes a conversation on to them; None where a message is taken instead."""
        return None if is_by_mail(to) else self.transfer


def outlined(state: BuildState) -> Outline:
    """The outline of any state, an empty one included."""
    return _outlined(Same(state, state.brief, *state.tools))


@lru_cache(maxsize=16)
def _outlined(same: Same[BuildState]) -> Outline:
    state = same.value
    brief, caller = state.brief, caller_word(state.brief)
    rules = brief.handover.value if brief.handover else []
    return Outline(
        brief=brief,
        tools=state.tools,
        caller=caller,
        is_spoken=speaks(brief),
        said=speech(languages(brief)[0]),
        goals=_merged(brief.goals.value if brief.goals else []),
        handover=[_case(rule, caller) for rule in rules],
        general=next((rule for rule in rules if not rule.when or _GENERAL.search(rule.when)), None),
        contact=_contact(brief),
        transfer=transfer_tool(state.tools),
        ending=ending_tool(state.tools),
    )


def _merged(goals: list[Goal]) -> list[Goal]:
    held: dict[str, Goal] = {}
    for goal in goals:
        key = one_line(goal.name).casefold()
        if not any(sign.isalnum() for sign in key):
            continue
        if key in held:
            collect = list(dict.fromkeys([*held[key].collect, *goal.collect]))[:20]
            goal = held[key].model_copy(update={"collect": collect})
        held[key] = goal
    return list(held.values())


def _case(rule: HandoverRule, caller: str) -> Case:
    matter = situation(rule.when, caller)
    if is_clause(matter):
        return Case(rule, matter, sentence(matter))
    return Case(rule, matter, sentence(f"it is about {matter}" if matter else f"the {caller} asks for a person"))


def _contact(brief: Brief) -> list[str]:
    wanted = (DataKind.NAME, DataKind.EMAIL if channel_of(brief) is Channel.CHAT else DataKind.PHONE)
    goals = brief.goals.value if brief.goals else []
    held = [variable(name) for goal in goals for name in goal.collect]
    return [next((name for name in held if kind_of(name) is kind and is_whole(name)), str(kind)) for kind in wanted]


def general_question(caller: str) -> str:
    """The condition under which a general question is answered."""
    return f"The {caller} asks a general question about the business."


def answers_questions(known: Outline) -> bool:
    """Whether there is something to answer general questions from."""
    return bool(known.brief.facts or known.brief.hours or any(map(is_knowledge, known.tools)))
