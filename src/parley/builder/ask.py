"""The orchestrator's words: the next question by stage, and the reply of a turn (changes by code, answer, question).

A reply claims nothing that is not in the changes it is given.
"""

from parley.agents.schemas import Severity
from parley.builder import defaults, report, stages
from parley.builder.guided.lexicon import CHANNEL_LABELS, KIND_LABELS
from parley.builder.schemas import (
    CHANGING,
    BuildState,
    Change,
    Op,
    Option,
    ProposalStatus,
    Question,
    Stage,
    Understanding,
)

JUDGEMENT = Option(label="Use your judgement", value="use your judgement")
NOWHERE = {
    Op.UNDO: "There is nothing to undo.",
    Op.REDO: "There is nothing to redo: nothing was undone since the last message or edit.",
    Op.GO_BACK: "This is the beginning already.",
}
"""What is said where a message moves to a state that the session's history does not have."""
_ORDER = ("purpose", "goals", "channel", "tone", "languages", "handover", "greeting", "kind")
_OPENING = "What should your agent do, and for whom?"
_TEXTS: dict[str, tuple[str, str]] = {
    # How a slot is asked for, and the other words for it when the first answer was not understood.
    "purpose": (_OPENING, "In a sentence: what job should the agent do, and for which business or team?"),
    "kind": ("Which of these comes closest to the agent's job?", "Pick the kind of job that fits best:"),
    "goals": (
        "What should callers be able to get done with it? List one or more things.",
        "Name what callers want, for example “book an appointment, ask about prices”.",
    ),
    "tone": ("How should it sound?", "A few adjectives for its tone are enough, for example “warm and brief”."),
    "languages": ("Which languages should it speak?", "Name the languages, for example “English and Spanish”."),
    "channel": ("Where will people reach it: on the phone, in a chat, or both?", "Phone, chat, or both?"),
    "handover": (
        "When should it pass people to a human, and to whom? A phone number with country code is welcome.",
        "Say when a person takes over and who that is, for example “complaints go to the office”.",
    ),
    "greeting": (
        "How should it greet people? You can use this or write your own: “{greeting}”",
        "What are the first words it should say? For example: “{greeting}”",
    ),
}
_TONE_OPTIONS = (
    ("Warm, calm and professional", "warm, calm, professional"),
    ("Friendly and brief", "friendly, brief"),
    ("Formal and precise", "formal, precise"),
)


def missing(state: BuildState) -> list[str]:
    """The required slots without a value, in the order they are asked for."""
    return sorted((path.removeprefix("/brief/") for path in stages.missing(state)), key=_ORDER.index)


def next_question(state: BuildState) -> Question | None:
    """The one question to ask now, None where nothing is open."""
    if state.reopened:
        return _again(state.reopened.removeprefix("/brief/"), state)
    match state.stage:
        case Stage.INITIAL:
            return _welcome()
        case Stage.COLLECTING_BASICS:
            slots = missing(state)
            return _about(slots[0], state) if slots else None
        case Stage.EXPLORING_TOOLS:
            return _tools(state)
        case Stage.CONFIGURING_TOOLS:
            return _configuration(state)
        case Stage.REVIEWING_WORKFLOW:
            return _review(state)
        case _:
            return None


def _welcome() -> Question:
    return Question(
        path="/brief/purpose", text=f"{_OPENING} Tell me as much or as little as you like; I ask for what is missing."
    )


def _about(slot: str, state: BuildState) -> Question:
    path = f"/brief/{slot}"
    first, again = _TEXTS[slot]
    text = again if path in state.asked else first
    return Question(
        path=path, text=text.replace("{greeting}", defaults.greeting(state)[:250]), options=_options(slot, state)
    )


def _again(slot: str, state: BuildState) -> Question:
    """A slot's question where the user wants to go back to it: what stands there, and what may stand there instead."""
    held = state.brief.model_dump(mode="json", include={slot})[slot]
    label = report.NAMES[slot]
    now = f"{label}: not set yet." if held is None else f"{label} now: {report.shown(slot, held['value'])}."
    keep = Option(label="Leave it as it is", value="leave it as it is")
    options = [option for option in _options(slot, state) if option != JUDGEMENT]
    return Question(path=f"/brief/{slot}", text=f"{now[:1_500]} What should it be?", options=[*options, keep])


def _options(slot: str, state: BuildState) -> list[Option]:
    match slot:
        case "kind":
            pairs = [(label, str(kind)) for kind, label in KIND_LABELS.items()]
        case "channel":
            pairs = [(label, str(channel)) for channel, label in CHANNEL_LABELS.items()]
        case "tone":
            pairs = list(_TONE_OPTIONS)
        case "languages":
            pairs = list(
                dict.fromkeys(
                    [*_own_language(state), ("English", "English"), ("English and Spanish", "English and Spanish")]
                )
            )
        case "handover":
            pairs = [
                ("When the caller asks for a person", "when the caller asks for a person"),
                (
                    "When the caller asks, is upset, or it cannot help",
                    "when the caller asks for a person, is upset, or it cannot help",
                ),
                ("Never: it takes a message", "no"),
            ]
        case "greeting":
            pairs = [("Use this greeting", defaults.greeting(state)[:300])]
        case "goals":
            pairs = (
                [(str(goal["name"]), str(goal["name"])) for goal in defaults.value_for("goals", state)]
                if state.brief.kind
                else []
            )
        case _:
            pairs = []
    return [*(Option(label=label, value=value) for label, value in pairs), JUDGEMENT]


def _own_language(state: BuildState) -> list[tuple[str, str]]:
    name = report.language(state.language)
    return [(name, name)] if state.language != "en" and name != state.language else []


def _tools(state: BuildState) -> Question | None:
    open_ = [p for p in state.proposals if p.status is not ProposalStatus.REJECTED]
    if not open_:
        return Question(
            path="/tools",
            text="I see no tool it needs. Shall I go on without, or should it use one (a calendar, a CRM, "
            "your own system)?",
            options=[Option(label="Go on without tools", value="none"), Option(label="Add a tool", value="change")],
        )
    again = "/tools" in state.asked
    ask = "Is that right?" if again else "Shall I?"
    listed = "\n".join(f"- {p.title}: {p.reason}" for p in open_)
    text = f"{'These are the tools now' if again else 'I would use these tools'}:\n{listed}\n{ask}"
    return Question(
        path="/tools",
        text=text[:2_000],
        options=[
            Option(label="Yes, use them", value="yes"),
            Option(label="Change something", value="change"),
            Option(label="No tools", value="none"),
        ],
    )


def _configuration(state: BuildState) -> Question | None:
    open_ = stages.open_fills(state)
    if not open_:
        return None
    later = Option(label="Later", value="later")
    if len(open_) == 1:
        [(path, text)] = open_.items()
        what = "phone number, with country code" if path.endswith("/number") else "address (URL)"
        return Question(
            path=path,
            text=f"One thing is open, the {what}: {text}. Send it now, or say “later” and it is listed in the bundle.",
            options=[later],
        )
    listed = "\n".join(f"- {text}" for text in open_.values())
    how = "Send what you have, as “name: https://…” or a number with country code"
    text = f"A few details are open:\n{listed}\n{how}; or say “later” and they are listed in the bundle."
    return Question(path="/tools/config", text=text[:2_000], options=[later])


def _review(state: BuildState) -> Question:
    text = f"{report.summary(state)} Build it?"
    return Question(
        path="/workflow",
        text=text[:2_000],
        options=[Option(label="Yes, build it", value="yes"), Option(label="Change something", value="change")],
    )


def moved(lead: str, changes: list[Change], question: Question | None) -> str:
    """What going back or forth changed, then the question that is open there."""
    told = f"{lead}\n{report.changes(changes)}".strip()
    return f"{told}\n\n{question.text}" if question else told


def reply(
    state: BuildState, changes: list[Change], understanding: Understanding | None, question: Question | None
) -> str:
    """The turn's answer: what changed, the answer to the user's question, then the next question."""
    parts = [report.changes(changes)]
    if understanding is None:
        return "\n\n".join(part for part in (*parts, question.text if question else "") if part)
    if understanding.answer:
        parts.append(understanding.answer)
    elif not changes and _is_lost(understanding):
        parts.append(_not_understood(state, question))
    elif not changes and any(op.op in CHANGING for op in understanding.operations):
        parts.append("It is like that already, so nothing changed.")
    if question is not None:
        parts.append(question.text)
    elif state.stage is Stage.COMPLETED and (changes or not understanding.answer):
        parts.append(_closing(state, changes))
    return "\n\n".join(part for part in parts if part)


def _is_lost(understanding: Understanding) -> bool:
    return not understanding.operations or all(op.op == "off_topic" for op in understanding.operations)


def _not_understood(state: BuildState, question: Question | None) -> str:
    if state.turn <= 1 or question is None:
        return ""
    repeated = state.asked.count(question.path) > 1
    shown = [option.label for option in question.options if option != JUDGEMENT]
    lead = "I still did not find an answer in that." if repeated else "I did not get that."
    choice = f" You can pick one: {'; '.join(shown)}." if shown else ""
    return lead + choice + (" Or say “skip”." if repeated else "")


def _closing(state: BuildState, changes: list[Change]) -> str:
    version = f", version {state.agent_version}" if state.agent_version else ""
    where = (
        f" Its bundle is at /api/v1/agents/{state.agent_id}/export/native or …/export/elevenlabs."
        if state.agent_id
        else ""
    )
    ready = f"The agent is ready{version}.{where}"
    return "\n".join([ready, *_left_open(state), "Tell me whenever something should change."])


def _left_open(state: BuildState) -> list[str]:
    """What is still to fill in and what the linters found, one sentence each; nothing where nothing is left."""
    lacking = [f"{tool.title}: {text}" for tool in state.tools for text in tool.lacking.values()]
    things = "1 thing" if len(lacking) == 1 else f"{len(lacking)} things"
    found = [
        f"{finding.message.rstrip('.')} ({finding.rule})"
        for finding in state.findings
        if finding.severity is not Severity.NOTE
    ]
    points = "1 finding" if len(found) == 1 else f"{len(found)} findings"
    return [
        *([f"{things} to fill in before it works: {'; '.join(lacking)[:1_500]}."] if lacking else []),
        *([f"{points} of the checks: {'; '.join(found)[:1_500]}."] if found else []),
    ]
