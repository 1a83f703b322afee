"""What an English message tells unasked: every rule over every sentence, particular ones before general ones."""

import re
from dataclasses import dataclass, field

from parley.agents.schemas import Channel
from parley.builder.guided import answers, sameness, tongues
from parley.builder.guided.draft import Draft
from parley.builder.guided.english import (
    aspirations,
    binding,
    bounds,
    bullets,
    channels,
    collected,
    duties,
    facts,
    farewells,
    goals,
    handover,
    identity,
    limits,
    manner,
    naming,
    particulars,
    passing,
    regimes,
    spoken,
    statements,
    survey,
    task_lists,
    voices,
    whole,
)
from parley.builder.guided.english.naming import GoalValue
from parley.builder.guided.reading import Reading, Sentence

_LABEL = re.compile(r"^\W{0,4}(?:\d{1,2}[.)]\s*)?\**(?P<label>[^\W\d][\w' -]{1,24}?)\**\s*[:：]\**\s*(?P<rest>.*)$")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+\S")


@dataclass(slots=True)
class Tasks:
    """Goals and data with their places in the message, so that data in brackets finds its goal.

    `listed` are those of the goals that stood before their data, which may be named once more elsewhere; `facts` are
    the sentences that tell facts, by their starts.
    """

    goals: list[tuple[int, GoalValue]] = field(default_factory=list)
    data: list[tuple[int, collected.Data]] = field(default_factory=list)
    listed: list[GoalValue] = field(default_factory=list)
    facts: set[int] = field(default_factory=set)


def gather(reading: Reading, draft: Draft) -> None:
    """Fill a draft from an English message. Labelled lines first ("Tone: warm"), since they say what they are."""
    tasks = Tasks()
    _labels(reading, draft, tasks)
    tongue = tongues.spoken(reading.text)
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
    _with_data(reading, draft, tasks)
    whole.kind_and_purpose(reading, draft, role[1].text[slice(*role[2])] if role else "", tongue)
    whole.language(reading, draft, tongue)


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
    for passed in passing.found(reading):
        draft.say("handover", [passed.rule], passed.words)
    for task in task_lists.found(reading):
        words = reading.text[task.start : task.end]
        value = naming.goal(task.name, task.data)
        tasks.goals.append((task.start, value))
        tasks.data.append((task.start + 1, collected.Data(task.data, words, task.start, is_bound=True)))
        tasks.listed.append(value)
        draft.say("goals", [value], words)
        _blank(reading, task.start, task.end)


def _labels(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    if ":" not in reading.text and "：" not in reading.text:
        return
    position = 0
    lines = reading.text.split("\n")
    for index, line in enumerate(lines[:200]):
        found = _LABEL.match(line)
        slot = answers.LABELS.get(found.group("label").strip().lower()) if found else None
        if found and slot:
            text, count = _field(found.group("rest"), lines[index + 1 :])
            evidence = reading.text[
                position : position + len(line) + sum(len(extra) + 1 for extra in lines[index + 1 : index + 1 + count])
            ]
            if slot not in _LONG and (end := (_FIRST_OTHER if slot == "scope_dont" else _FIRST).search(text)):
                evidence = line[: found.start("rest") + end.start()]
                text = text[: end.start()]
            _labelled(slot, text, evidence, draft, tasks)
            _blank(reading, position, position + len(evidence))
        position += len(line) + 1
    _inner_labels(reading, draft, tasks)


_BRIEF = frozenset({"tone", "languages", "channel", "kind", "name", "hours", "scope_dont", "constraints"})
_LONG = frozenset({"facts", "handover", "greeting", "closing", "compliance", "purpose"})
_FIRST = re.compile(r"(?<=[a-z0-9)])\.(?=\s+[A-Z\"“])")
_FIRST_OTHER = re.compile(r"(?<=[a-z0-9)])\.(?=\s+(?![A-Z][a-z]+ing\b|No\b)[A-Z\"“])")
"""The end of what a label says; one of what is not allowed may go on with "Promising …" and "No …"."""
_INNER = _BRIEF | {"greeting", "closing", "voice", "success", "compliance"} - {"name", "kind"}


def _inner_labels(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    """Labels in the middle of a line: "Tone: calm. English only. Must not: ask for passwords." """
    for sentence in reading.sentences:
        found = _LABEL.match(sentence.text) if ":" in sentence.left else None
        slot = answers.LABELS.get(found.group("label").strip().lower()) if found else None
        if found and slot in _INNER and "\ue002" not in sentence.left:
            _labelled(slot, found.group("rest"), sentence.text, draft, tasks)
            sentence.take(0, len(sentence.text))


def _field(rest: str, following: list[str]) -> tuple[str, int]:
    """The text of a label: its line, or the bullets below it."""
    if rest.strip():
        return rest.strip(), 0
    bullets = []
    for line in following:
        if not _BULLET.match(line):
            break
        bullets.append(line)
    return "\n".join(bullets), len(bullets)


def _labelled(slot: str, text: str, evidence: str, draft: Draft, tasks: Tasks) -> None:
    value = answers.value(slot, text)
    if value is None:
        return
    if slot == "collect":
        tasks.data.append((0, collected.Data(value, evidence, 0)))
    else:
        draft.say(slot, value, evidence)


def _blank(reading: Reading, start: int, end: int) -> None:
    for sentence in reading.sentences:
        begin, stop = max(start, sentence.start), min(end, sentence.start + len(sentence.text))
        if begin < stop:
            sentence.take(begin - sentence.start, stop - sentence.start)


def _limits(sentence: Sentence, draft: Draft) -> None:
    for slot, (line, evidence) in spoken.lines(sentence).items():
        draft.say(slot, line, evidence)
    draft.say("compliance", *duties.disclosures(sentence))
    draft.say("compliance", *regimes.compliance(sentence))
    draft.say("handover", *handover.found(sentence))
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
    draft.say("constraints", *limits.constraints(sentence))
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


def _with_data(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    """Data asked for replace the usual data: of the goal before the brackets, else of the first transaction."""
    if not tasks.data:
        return
    values = draft.value("goals") if "goals" in draft else None
    if not values:
        _with_more_data(reading, draft, tasks)
        return
    named: dict[str, list[str]] = {}
    for place, data in tasks.data:
        for goal in _owners(place, data, tasks, values):
            named.setdefault(sameness.key(goal["name"]), []).extend(data.names)
    for value in values:
        if asked := named.get(sameness.key(value["name"])):
            value["collect"] = collected.particular(asked)[:20]
    binding.join(tasks.listed, values)


def _owners(place: int, data: collected.Data, tasks: Tasks, values: list[GoalValue]) -> list[GoalValue]:
    """Whose data they are: of the goal spoken of, of the goal before the brackets, else of the first transaction."""
    before = [value for start, value in tasks.goals if start < place]
    meant = binding.meant(data.topic, values)
    if data.is_bound and not (data.topic and meant):
        meant = before[-1:]
    return meant or [next((value for value in values if value["collect"]), values[0])]


def _with_more_data(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    """ "Also ask for the e-mail address", said when the goals are known already."""
    held = reading.state.brief.goals
    if held is None or not held.value:
        return
    plain = [goal.model_dump() for goal in held.value]
    main = next((value for value in plain if value["collect"]), plain[0])
    names = [name for _, data in tasks.data for name in data.names]
    more = [name for name in dict.fromkeys(names) if name not in main["collect"]]
    if more:
        main["collect"] = [*main["collect"], *more][:20]
        draft.amend("goals", [main], tasks.data[0][1].words)
