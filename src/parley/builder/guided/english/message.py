"""What an English message tells unasked: every rule over every sentence, particular ones before general ones."""

import re

from parley.agents.schemas import Channel
from parley.builder.guided import tongues
from parley.builder.guided.draft import Draft
from parley.builder.guided.english import (
    aspirations,
    blocks,
    bounds,
    bullets,
    channels,
    collected,
    conditions,
    constraints,
    duties,
    facts,
    farewells,
    goals,
    handover,
    identity,
    labels,
    limits,
    manner,
    naming,
    ownership,
    particulars,
    passing,
    referrals,
    regimes,
    spoken,
    statements,
    survey,
    voices,
    whole,
)
from parley.builder.guided.english.ownership import Tasks
from parley.builder.guided.reading import Reading, Sentence


def gather(reading: Reading, draft: Draft) -> None:
    """Fill a draft from an English message. Labelled lines first ("Tone: warm"), since they say what they are."""
    tasks = Tasks()
    labels.take(reading, draft, tasks)
    tongue = tongues.heard(reading.text.lower().replace("’", "'"))
    brief = reading.state.brief
    role = identity.agent_role(reading) if brief.kind is None or brief.purpose is None else None
    _surveyed(reading, draft, tasks)
    if tongue in {None, "en"}:
        _spanning(reading, draft, tasks)
    whole.names(reading, draft)
    for sentence in reading.sentences:
        if len(sentence.words) < 2 and len(sentence.left) < 4:
            continue
        if barred := bullets.forbidden(reading, sentence):
            draft.say("scope_dont", [barred[:250]], barred)
            continue
        _limits(sentence, draft)
        _manner(sentence, draft)
        _particulars(reading, sentence, draft, tasks)
        if not reading.path.startswith("/tools/"):
            _tasks(reading, sentence, draft, tasks)
    _beside_facts(reading, draft, tasks)
    ownership.settle(reading, draft, tasks)
    whole.kind_and_purpose(reading, draft, role[1].text[slice(*role[2])] if role else "", tongue)
    whole.language(reading, draft, tongue)
    _leave_open(reading, draft, tasks)


def _leave_open(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    """A single task that a purpose names in passing leaves it open what else callers get done.

    Whoever tells how the agent sounds or what it knows has told the tasks, too.
    """
    values = draft.value("goals") if "goals" in draft else None
    if not values or len(values) > 1 or tasks.listed or tasks.data or reading.state.brief.goals is not None:
        return
    is_answer = reading.path == "/brief/purpose" and reading.state.question is not None
    is_whole = any(slot in draft for slot in ("tone", "handover", "greeting", "facts", "scope_dont", "hours"))
    if (is_answer and not is_whole) or _IN_PASSING.search(reading.low.partition(draft.words("goals").lower())[0]):
        draft.retract("goals")


_IN_PASSING = re.compile(
    r"\bso (?:that )?(?!it |she |he |the agent )(?:[a-z]+ ){1,3}(?:can|could|may|might) (?:just |easily )?$"
)
"""What stands before a task that tells why there is an agent: "so tourists can"."""


def _surveyed(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    """A survey's questions: one goal, its data bound to it."""
    for sentence, task in survey.found(reading):
        words = sentence.text[task.start : task.end]
        tasks.goals.append((sentence.start, task.value))
        tasks.data.append((sentence.start + 1, collected.Data(task.value["collect"], words, task.start, is_bound=True)))
        draft.say("goals", [task.value], words)


def _spanning(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    """What spans sentences: last words, who gets which calls, and tasks that stand with their data."""
    if "closing" not in draft and (line := farewells.found(reading)):
        draft.say("closing", *line)
    for referred in referrals.found(reading):
        draft.say("handover", conditions.apart(referred.rule), referred.words)
    for passed in passing.found(reading):
        draft.say("handover", conditions.apart(passed.rule), passed.words)
    for block in blocks.found(reading):
        _block(reading, block, draft, tasks)


def _block(reading: Reading, block: blocks.Block, draft: Draft, tasks: Tasks) -> None:
    """A list of data, and the task that stands with it."""
    words = reading.text[block.start : block.end]
    if block.name and (held := ownership.held(reading, block.name)):
        draft.amend("goals", [ownership.with_data(held, block.data)], words)
        reading.take(block.start, block.end)
        return
    if block.name:
        value = naming.goal(goals.recased(block.name, words), block.data)
        tasks.goals.append((block.start, value))
        tasks.listed.append(value)
        draft.say("goals", [value], words)
    data = collected.Data(
        block.data,
        words,
        block.start,
        is_bound=True,
        topic=block.topic if not block.name else "",
        is_next=block.is_next,
        is_sure=block.is_sure,
        since=block.since,
    )
    tasks.data.append((block.start + 1, data))
    reading.take(block.start, block.end)


def _limits(sentence: Sentence, draft: Draft) -> None:
    for slot, (line, evidence) in spoken.lines(sentence).items():
        draft.say(slot, line, evidence)
    draft.say("compliance", *duties.disclosures(sentence))
    draft.say("compliance", *regimes.compliance(sentence))
    rules, words = handover.found(sentence)
    draft.say("handover", [each for rule in rules for each in conditions.apart(rule)], words)
    draft.say("success", *aspirations.success(sentence))
    draft.say("scope_dont", *limits.donts(sentence))
    draft.say("scope_dont", *bounds.found(sentence))


def _manner(sentence: Sentence, draft: Draft) -> None:
    draft.say("voice", *voices.voice(sentence))
    draft.say("languages", *tongues.found(sentence))
    channel, evidence, is_stated = channels.found(sentence)
    if channel is not None:
        _channel(draft, channel, evidence, is_stated=is_stated)
    draft.say("tone", *manner.tone(sentence))


def _channel(draft: Draft, channel: Channel, evidence: str, *, is_stated: bool) -> None:
    if is_stated:
        draft.say("channel", channel, evidence)
    else:
        draft.imply("channel", channel, evidence, 0.9)


def _particulars(reading: Reading, sentence: Sentence, draft: Draft, tasks: Tasks) -> None:
    _stated(sentence, statements.permitted(sentence), draft, tasks)
    draft.say("hours", *particulars.hours(sentence))
    for fact, evidence in facts.found(sentence, bullets.heading(reading, sentence)):
        draft.say("facts", [fact], evidence)
        tasks.facts.add(sentence.start)
    if reading.path not in _NOT_TOLD:
        _stated(sentence, statements.firm(sentence), draft, tasks)
    tasks.data += [(sentence.start + data.start, data) for data in collected.found(sentence)]
    draft.say("constraints", *constraints.found(sentence))
    draft.say("constraints", *duties.conduct(sentence))


_NOT_TOLD = frozenset({"/tools", "/workflow", "/brief/handover"})
"""What is asked for where a plain sentence rather answers than states a fact."""


def _stated(sentence: Sentence, spans: list[tuple[int, int]], draft: Draft, tasks: Tasks) -> None:
    for span in spans:
        fact, evidence = facts.taken(sentence, *span)
        draft.say("facts", [fact], evidence)
        tasks.facts.add(sentence.start)


def _beside_facts(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    """What no rule has claimed next to the sentences that tell facts."""
    for sentences in (reading.sentences, reading.sentences[::-1]) if tasks.facts else ():
        is_beside = False
        for sentence in sentences:
            if is_beside:
                _stated(sentence, statements.loose(sentence), draft, tasks)
            is_beside = sentence.start in tasks.facts


def _tasks(reading: Reading, sentence: Sentence, draft: Draft, tasks: Tasks) -> None:
    found = goals.found(sentence) or [task for task in [bullets.found(reading, sentence)] if task]
    if not found:
        return
    tasks.goals += [(sentence.start + task.start, task.value) for task in found]
    evidence = sentence.text[min(task.start for task in found) : max(task.end for task in found)].strip(" ,")
    draft.say("goals", goals.distinct([task.value for task in found]), evidence)
