"""Which questions to ask now, in the user's language: the fewest, two at most in a message, with options that exist.

`state.question` is what the turn mainly asks. `state.also` is put beside it: a second slot that belongs to the first,
consent to the build beside the last details, or which of two answers holds. A client shows the first one's options.
"""

import re
from collections.abc import Callable

from parley.agents.schemas import SlotStatus
from parley.builder import conflicts, defaults, questions, report, stages
from parley.builder.apply import MAX_ASKED
from parley.builder.guided.lexicon import CHANNEL_LABELS, KIND_LABELS
from parley.builder.phrases import ENGLISH, N_, Phrases, phrases
from parley.builder.schemas import BuildState, Change, Option, ProposalStatus, Question, Stage
from parley.builder.summary import summary

JUDGEMENT = Option(label=N_("Use your judgement"), value="use your judgement")
_MAX_NOTED = 200
_MAX_OPTIONS = 12
_MAX_TEXT = 2_000


def missing(state: BuildState) -> list[str]:
    """The required slots without a value, in the order they are asked for."""
    return sorted((path.removeprefix("/brief/") for path in stages.missing(state)), key=questions.ORDER.index)


def next_question(state: BuildState) -> Question | None:
    """The main question to ask now, None where nothing is open; what was passed over comes again at the end."""
    said = phrases(state.language)
    if state.reopened:
        return _again(state.reopened.removeprefix("/brief/"), state, said)
    match state.stage:
        case Stage.INITIAL:
            more = said.tell("Tell me as much or as little as you like; I ask for what is missing.")
            return Question(path="/brief/purpose", text=said.joined(said.tell(questions.OPENING), more))
        case Stage.COLLECTING_BASICS:
            slots = missing(state)
            new = (slot for slot in slots if slot == "purpose" or state.asked.count(f"/brief/{slot}") < MAX_ASKED)
            slot = next(new, None) or next(iter(slots or stages.worthwhile(state)), None)
            return _about(slot, state, said) if slot else None
        case Stage.EXPLORING_TOOLS:
            return _tools(state, said)
        case Stage.CONFIGURING_TOOLS:
            return _configuration(state, said)
        case Stage.REVIEWING_WORKFLOW:
            return _review(state, said)
        case _:
            return None


def beside(state: BuildState, question: Question | None, conflict: Change | None = None) -> Question | None:
    """The second question of the same message, None where the first is better asked alone."""
    if conflict is not None:
        return conflicts.question(conflict, phrases(state.language))
    if question is None or state.reopened:
        return None
    said = phrases(state.language)
    if question.path.startswith("/tools"):
        is_put = question.path != "/tools" and "/workflow" in state.asked
        return None if state.is_workflow_approved or is_put else _review(state, said)
    if state.stage is not Stage.COLLECTING_BASICS:
        return None
    first, open_ = question.path.removeprefix("/brief/"), missing(state)
    wanting = (*_without_data(state), *open_, *_wanting(state))
    new = [slot for slot in wanting if f"/brief/{slot}" not in state.asked]
    partner = next((slot for slot in questions.PARTNERS.get(first, ()) if slot in new), None)
    if partner is None:
        return None
    text = _filled(questions.BESIDE[partner], state, said)
    return Question(path=f"/brief/{partner}", text=text, options=_options(partner, state, said))


def _is_told(state: BuildState, slot: str) -> bool:
    """Whether somebody said what a slot holds; that the agent speaks the user's language only follows."""
    held = getattr(state.brief, slot)
    return held is not None and (slot != "languages" or held.status is not SlotStatus.INFERRED)


def is_open(state: BuildState, slot: str) -> bool:
    """Whether a slot waits for an answer: nobody has told it, or it is goals told without their data."""
    return not _is_told(state, slot) or slot in _without_data(state)


def _without_data(state: BuildState) -> list[str]:
    """The goals, where they were told and no data with any of them, though there is more to do than to answer."""
    goals = state.brief.goals
    if goals is None or state.use_defaults or "/brief/goals" in state.skipped:
        return []
    is_done = any(goal.collect for goal in goals.value) or all(_ANSWERS.search(goal.name) for goal in goals.value)
    return [] if is_done else ["goals"]


_ANSWERS = re.compile(
    r"\b(?:answer|explain|tell|inform|questions?|beantwort\w*|auskunft|auskünfte|fragen|informier\w*|responder|resolver"
    r"|informar|preguntas|dudas)\b|回答|解答|答复|咨询|諮詢|问题",
    re.IGNORECASE,
)
"""Goals that need no data: whoever only wants to know something is asked for nothing."""


def _wanting(state: BuildState) -> list[str]:
    """The optional slots without a value that nobody has put off; none once the rest is left to us."""
    if state.use_defaults:
        return []
    return [slot for slot in questions.OPTIONAL if not _is_told(state, slot) and f"/brief/{slot}" not in state.skipped]


def _filled(message: str, state: BuildState, said: Phrases) -> str:
    """A question's words, with what is on offer in them."""
    message = said.tell(message)
    for mark, offered in _ON_OFFER.items():
        if mark in message:
            message = message.replace(mark, offered(state, said))
    return message


_ON_OFFER: dict[str, Callable[[BuildState, Phrases], str]] = {
    "{greeting}": lambda state, said: defaults.greeting(state)[:250],
    "{kinds}": lambda state, said: said.listed([report.shown("kind", kind, said) for kind in KIND_LABELS], style="or"),
    "{goals}": lambda state, said: said.listed(
        [goal.name for goal in (state.brief.goals.value if state.brief.goals else ())][:4]
    ),
}


def noted(state: BuildState) -> list[str]:
    """What has been asked so far, with the questions open now."""
    return [*state.asked, *(question.path for question in state.open_questions)][:_MAX_NOTED]


def wording(state: BuildState) -> str:
    """The open questions as one text; which of two answers holds stands before what is asked next."""
    question, also = state.question, state.also
    if question is None or also is None:
        return (question or also or Question(path="", text="")).text
    slot = also.path.removeprefix("/brief/")
    if slot in questions.TEXTS and question.path.startswith("/brief/") and is_open(state, slot):
        return phrases(state.language).joined(question.text, also.text)
    return f"{question.text}\n\n{also.text}" if also.path == "/workflow" else f"{also.text}\n\n{question.text}"


def together(state: BuildState) -> Question | None:
    """The open questions as a single one, for whoever words them anew; slots only where both are about slots."""
    plain = [question for question in state.open_questions if question.path.startswith("/brief/")]
    if state.question is None or state.also is None:
        return state.question
    path = state.question.path if len(plain) == 2 else "/workflow"
    options = [option for question in state.open_questions for option in question.options]
    return Question(path=path, text=wording(state)[:_MAX_TEXT], options=options[:_MAX_OPTIONS])


def _about(slot: str, state: BuildState, said: Phrases) -> Question:
    path = f"/brief/{slot}"
    first, again = questions.TEXTS[slot]
    text = _filled(again if path in state.asked else first, state, said)
    return Question(path=path, text=text, options=_options(slot, state, said))


def _again(slot: str, state: BuildState, said: Phrases) -> Question:
    """A slot's question where the user wants to go back to it: what stands there, and what may stand there instead."""
    held = state.brief.model_dump(mode="json", include={slot})[slot]
    label = said.known(report.NAMES[slot])
    if held is None:
        now = said.tell("{label}: not set yet.", label=label)
    else:
        value = report.shown(slot, held["value"], said)[:1_400].removesuffix(".")
        now = said.tell("{label} now: {value}.", label=label, value=value)
    keep = Option(label=said.tell("Leave it as it is"), value="leave it as it is")
    options = [option for option in _options(slot, state, said) if option.value != JUDGEMENT.value]
    text = said.joined(now, said.tell("What should it be?"))
    return Question(path=f"/brief/{slot}", text=text, options=[*options, keep])


def _options(slot: str, state: BuildState, said: Phrases) -> list[Option]:
    """The answers on offer: a label in the user's language, a value that is the same in all of them."""
    judgement = Option(label=said.known(JUDGEMENT.label), value=JUDGEMENT.value)
    pairs = _OFFERS[slot](state, said) if slot in _OFFERS else []
    return [*(Option(label=label, value=value) for label, value in pairs), judgement]


def _greetings(state: BuildState, said: Phrases) -> list[tuple[str, str]]:
    return [(said.tell("Use this greeting"), defaults.greeting(state)[:300])]


def _languages(state: BuildState, said: Phrases) -> list[tuple[str, str]]:
    """The user's own language first, where it has a name; values are English names."""
    own = state.language.partition("-")[0]
    listed = [tags for tags in ((own,), ("en",), ("en", "es")) if ENGLISH.name_of(tags[0]) != tags[0]]
    return [
        (said.listed([said.name_of(tag) for tag in tags]), ENGLISH.listed([ENGLISH.name_of(tag) for tag in tags]))
        for tags in dict.fromkeys(listed)
    ]


def _goals(state: BuildState, said: Phrases) -> list[tuple[str, str]]:
    if state.brief.kind is None:
        return []
    return [(said.known(goal["name"]), goal["name"]) for goal in defaults.value_for("goals", state)]


_OFFERS: dict[str, Callable[[BuildState, Phrases], list[tuple[str, str]]]] = {
    "kind": lambda state, said: [(said.known(label), str(kind)) for kind, label in KIND_LABELS.items()],
    "channel": lambda state, said: [(said.known(label), str(channel)) for channel, label in CHANNEL_LABELS.items()],
    "tone": lambda state, said: [(said.known(label), value) for label, value in questions.TONES],
    "handover": lambda state, said: [(said.known(label), value) for label, value in questions.HANDOVERS],
    "languages": _languages,
    "greeting": _greetings,
    "goals": _goals,
}


def _tools(state: BuildState, said: Phrases) -> Question | None:
    open_ = [p for p in state.proposals if p.status is not ProposalStatus.REJECTED]
    own = [tool.title for tool in state.tools if tool.catalogue_id is None]
    if not open_ and not own:
        text = said.tell(
            "I see no tool it needs. Shall I go on without, or should it use one (a calendar, a CRM, your own system)?"
        )
        without = Option(label=said.tell("Go on without tools"), value="none")
        return Question(
            path="/tools", text=text, options=[without, Option(label=said.tell("Add a tool"), value="change")]
        )
    proposed = [said.tell("{label}: {value}", label=said.known(p.title), value=said.known(p.reason)) for p in open_]
    listed = "\n".join(f"- {line}" for line in (*own, *proposed))
    if "/tools" in state.asked:
        lead, ask = said.tell("These are the tools now:"), said.tell("Is that right?")
    else:
        lead, ask = said.tell("I would use these tools:"), said.tell("Shall I?")
    options = [
        Option(label=said.tell("Yes, use them"), value="yes"),
        Option(label=said.tell("Change something"), value="change"),
        Option(label=said.tell("No tools"), value="none"),
    ]
    return Question(path="/tools", text=f"{lead}\n{listed}\n{ask}"[:_MAX_TEXT], options=options)


def _configuration(state: BuildState, said: Phrases) -> Question | None:
    open_ = {
        path: text
        for tool in state.tools
        for field, text in report.lacking(tool, said).items()
        if (path := f"/tools/{tool.name}/{field}") in stages.open_fills(state)
    }
    if not open_:
        return None
    options = [
        Option(label=said.tell("Yes, build it"), value="yes"),
        Option(label=said.tell("Later"), value="later"),
        Option(label=said.tell("Change something"), value="change"),
    ]
    if len(open_) > 1:
        text = said.tell(
            "A few details are open:\n{details}\nSend what you have, as “name: https://…” or a number with country "
            "code; or say “later” and they are listed in the bundle.",
            details="\n".join(f"- {text}" for text in open_.values()),
        )
        return Question(path="/tools/config", text=text[:_MAX_TEXT], options=options)
    [(path, what)] = open_.items()
    if path.endswith("/number"):
        text = said.tell(
            "One thing is open, the phone number, with country code: {detail}. Send it now, or say “later” and it is "
            "listed in the bundle.",
            detail=what,
        )
    else:
        text = said.tell(
            "One thing is open, the address (URL): {detail}. Send it now, or say “later” and it is listed in the "
            "bundle.",
            detail=what,
        )
    return Question(path=path, text=text[:_MAX_TEXT], options=options)


def _review(state: BuildState, said: Phrases) -> Question:
    told, ask = summary(state, said), said.tell("Build it?")
    text = said.joined(told[: _MAX_TEXT - len(ask) - 1], ask)
    options = [
        Option(label=said.tell("Yes, build it"), value="yes"),
        Option(label=said.tell("Change something"), value="change"),
    ]
    return Question(path="/workflow", text=text, options=options)
