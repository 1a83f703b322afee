"""Which tools of the catalogue a brief needs, with reasons; nothing that was declined, never more than eight."""

import re
from collections.abc import Collection

from parley.agents.schemas import Channel, Goal, HandoverRule, Kind, ToolSpec
from parley.builder import guided, report
from parley.builder.language.people import is_by_mail
from parley.builder.phrases import N_, phrases
from parley.builder.schemas import BuildState, Proposal, ProposalStatus
from parley.builder.workflow import placeholders
from parley.tools import service
from parley.tools.schemas import CatalogueEntry

LIMIT = 8
ASKED_FOR = N_("You asked for it.")
"""The reason of a tool that the user named; the others are worded in the user's language when they are found."""
DECLINED = "You do not want it."
_READ = ("purpose", "goals", "scope_do", "constraints", "handover", "success", "closing", "facts")


def propose(state: BuildState) -> list[Proposal]:
    """The proposals for a state: what was decided stays as decided, offers follow the brief as it is now."""
    decided = {p.catalogue_id: p for p in state.proposals if p.status is not ProposalStatus.OFFERED}
    held = {tool.catalogue_id for tool in state.tools if tool.catalogue_id}
    chosen = {p.catalogue_id for p in decided.values() if p.status is ProposalStatus.ACCEPTED} | held
    wanted, declined = _mentioned(state, chosen)
    reasons = wanted | _needed(state, {*wanted, *held, *decided}, declined) | _of_the_channel(state)
    offers = [
        Proposal(
            catalogue_id=entry_id,
            title=entry.title,
            reason=reason,
            status=ProposalStatus.ACCEPTED if entry_id in held else ProposalStatus.OFFERED,
        )
        for entry_id, reason in reasons.items()
        if entry_id not in decided and entry_id not in declined and (entry := service.entry(entry_id))
        if entry_id in held or not _is_done_already(entry, state.tools)
    ]
    return [
        *decided.values(),
        *offers[: max(0, LIMIT - sum(p.status is ProposalStatus.ACCEPTED for p in decided.values()))],
    ]


def _is_done_already(entry: CatalogueEntry, tools: list[ToolSpec]) -> bool:
    """Whether the user's own tools do all that an integration is a placeholder for."""
    return len(placeholders.replaced(entry.tools, tools)) == len(entry.tools)


def orphaned(before: BuildState, after: BuildState) -> list[str]:
    """The accepted proposals that served what the brief held before and holds no more, and that nothing else needs.

    What the user asked for by name is never among them.
    """
    lost = {"transfer_to_number"} if _hands_over(before) and not _hands_over(after) else set()
    goals = {goal.name for goal in _goals(after)}
    gone = [goal for goal in _goals(before) if goal.name not in goals]
    taken = {p.catalogue_id: p for p in after.proposals if p.status is ProposalStatus.ACCEPTED}
    if gone:
        needed = _serving(_goals(after), after, taken) | _told_elsewhere(after)
        lost |= _serving(gone, before, taken) - needed - _BY_CHANNEL
    return [entry_id for entry_id, held in taken.items() if entry_id in lost and held.reason != ASKED_FOR]


def _goals(state: BuildState) -> list[Goal]:
    return state.brief.goals.value if state.brief.goals else []


def _hands_over(state: BuildState) -> bool:
    return bool(_calls_passed_on(state))


def _calls_passed_on(state: BuildState) -> list[HandoverRule]:
    return [rule for rule in state.brief.handover.value if not is_by_mail(rule.to)] if state.brief.handover else []


def _serving(goals: list[Goal], state: BuildState, taken: Collection[str]) -> set[str]:
    """The tools taken that serve these goals: the one a goal calls for, else those of the same need."""
    result: set[str] = set()
    for goal in goals:
        need = guided.tool_needs.of(goal.name, str(state.brief.value("purpose") or ""))
        called = {mention.entry_id for mention in service.spotted(f"{goal.name}. {goal.description}")}
        for entry_id in called | set(need.entries if need else ()):
            result |= {entry_id} & set(taken) or {other for other in taken if _is_served(entry_id, {other})}
    return result


def _told_elsewhere(state: BuildState) -> set[str]:
    """What the brief calls for beside its goals; the purpose only sums them up."""
    values = (state.brief.value(slot) for slot in _READ if slot not in {"goals", "purpose"})
    return {mention.entry_id for value in values if value for mention in service.spotted(". ".join(_words(value)))}


def _texts(state: BuildState) -> list[str]:
    """What the user said and what was made of it; the quotation where there is one, since it says how it was meant."""
    texts = []
    for slot in _READ:
        held = getattr(state.brief, slot)
        if held is None:
            continue
        texts.append(held.evidence or " ".join(_words(held.value)))
    return list(dict.fromkeys(text for text in texts if text))


def _words(value: object) -> list[str]:
    if isinstance(value, list):
        return [
            item if isinstance(item, str) else " ".join(str(part) for part in item.model_dump().values())
            for item in value
        ]
    return [str(value)]


def _mentioned(state: BuildState, chosen: set[str]) -> tuple[dict[str, str], set[str]]:
    """What the brief's words call for, and what they decline; a product that is named or chosen serves its kind."""
    tell = phrases(state.language).tell
    wanted: dict[str, str] = {}
    loose: dict[str, str] = {}
    declined: set[str] = set()
    own = guided.english.business.proper_name(str(state.brief.value("purpose") or "")).lower()
    for text in _texts(state):
        said, refused = guided.wiring.split(text)
        declined |= {mention.entry_id for mention in refused}
        for mention in said:
            if mention.entry_id not in _BY_CHANNEL and mention.words.lower() not in own:
                into = wanted if mention.explicit else loose
                into.setdefault(mention.entry_id, tell("because you mention “{words}”.", words=mention.words))
    for entry_id, reason in loose.items():
        if entry_id in chosen or not _is_doubled(entry_id, chosen | wanted.keys()):
            wanted.setdefault(entry_id, reason)
    for item in state.brief.value("scope_dont") or []:  # type: ignore[attr-defined]  # the slot holds a list
        declined |= {mention.entry_id for mention in service.spotted(str(item)) if not mention.explicit} & {
            "stripe",
            "twilio_sms",
        }
    return {entry_id: reason for entry_id, reason in wanted.items() if entry_id not in declined}, declined


_BY_CHANNEL = frozenset(
    {"transfer_to_number", "end_call", "language_detection", "voicemail_detection", "play_keypad_touch_tone"}
)


def _needed(state: BuildState, known: set[str], declined: set[str]) -> dict[str, str]:
    """What the goals need beyond the tools named; a named tool of the same category serves the need already."""
    said = phrases(state.language)
    goals = state.brief.goals.value if state.brief.goals else []
    result: dict[str, str] = {}
    for goal in goals:
        need = guided.tool_needs.of(goal.name, str(state.brief.value("purpose") or ""))
        if need is None:
            continue
        entry_id = next((entry_id for entry_id in need.entries if service.entry(entry_id)), None)
        if entry_id is None or _is_served(entry_id, known | set(result)) or entry_id in declined:
            continue
        reason, name = said.known(need.reason), said.known(goal.name)
        result[entry_id] = said.tell("{reason} (“{goal}”).", reason=reason, goal=name)
    return result


_SAME_NEED = (
    frozenset({"calendar", "appointments", "classes", "rooms", "jobs", "reservations"}),
    frozenset({"orders", "returns"}),
    frozenset({"messages", "team_chat", "email", "tickets"}),
)


_ONE_OF = frozenset({"calendar", "appointments", "classes"})
"""Categories of which one tool is enough, whatever words call for another."""


def _is_doubled(entry_id: str, known: Collection[str]) -> bool:
    """Whether a tool of the same category is there already."""
    entry = service.entry(entry_id)
    categories = {other.category for name in known if name != entry_id and (other := service.entry(name))}
    if entry is None or entry.category in _SIDE_BY_SIDE:
        return False
    return entry.category in categories or (entry.category in _ONE_OF and bool(categories & _ONE_OF))


def is_replaced(offered: str, chosen: str) -> bool:
    """Whether a tool that the user names does what another one was offered for."""
    offer, choice = service.entry(offered), service.entry(chosen)
    if offer is None or choice is None or offered == chosen or offer.category == "webhook":
        return False
    return offer.category == choice.category or {offer.category, choice.category} <= _SAME_NEED[0]


_SIDE_BY_SIDE = frozenset({"accounts", "webhook"})


def _is_served(entry_id: str, known: set[str]) -> bool:
    entry = service.entry(entry_id)
    if entry is None or entry_id in known:
        return True
    family = next((family for family in _SAME_NEED if entry.category in family), frozenset({entry.category}))
    others = [other for name in known if (other := service.entry(name))]
    return any(other.category in family for other in others)


_MAILBOX = re.compile(
    r"\b(?:on|gets?|reach(?:es)?|hits?) (?:an? |the |their )?(?:voicemail|answering machine|mailbox)\b"
)


def _meets_a_mailbox(state: BuildState) -> bool:
    """Whether a rule says what to do where a machine answers."""
    rules = [*(state.brief.value("constraints") or []), *(state.brief.value("compliance") or [])]  # type: ignore[misc]  # both hold lists
    return any(_MAILBOX.search(str(rule).lower()) for rule in rules)


def _of_the_channel(state: BuildState) -> dict[str, str]:
    """What a phone agent has of its own: passing the call on, ending it, changing the language."""
    channel, passed_on = state.brief.value("channel"), _calls_passed_on(state)
    if channel not in {Channel.VOICE, Channel.BOTH}:
        return {}
    said = phrases(state.language)
    result = {}
    if passed_on:
        case = report.case(passed_on[0].when, said)
        result["transfer_to_number"] = said.tell("to pass the call on when {case}.", case=case)
    result["end_call"] = said.tell("to hang up once the caller has said goodbye.")
    languages = state.brief.languages
    if languages and len(languages.value) > 1:
        result["language_detection"] = said.tell("to change to the caller's language.")
    if state.brief.value("kind") is Kind.REMINDER or _meets_a_mailbox(state):
        result["voicemail_detection"] = said.tell("to leave a message where nobody answers.")
    return result
