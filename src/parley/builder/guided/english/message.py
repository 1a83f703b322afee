"""What an English message tells unasked: every rule over every sentence, particular ones before general ones."""

import re

from parley.agents.schemas import Channel
from parley.builder.guided import answers, tongues
from parley.builder.guided.draft import Draft
from parley.builder.guided.english import (
    aspirations,
    blocks,
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
from parley.builder.guided.reading import Reading, Sentence, read

_LABEL = re.compile(r"^\W{0,4}(?:\d{1,2}[.)]\s*)?\**(?P<label>[^\W\d][\w' -]{1,24}?)\**\s*[:：]\**\s*(?P<rest>.*)$")
_STOPPED = re.compile(r"^(?:\d{1,2}[.)]\s*)?(?P<label>[A-Z][\w'’ -]{1,28})\.\s+(?P<rest>\S.*)$", re.MULTILINE)
"""A label before a full stop, in a text with several: "Callers. Members, and their families." """
_TITLE = re.compile(r"^\s*(?:#{1,6} *\**|\*\*)(?P<label>[\w'’ -]{2,28}?)\**(?P<rest>)\s*$")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+\S")


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
    ownership.settle(reading, draft, tasks)
    whole.kind_and_purpose(reading, draft, role[1].text[slice(*role[2])] if role else "", tongue)
    whole.language(reading, draft, tongue)
    _leave_open(reading, draft, tasks)


def _leave_open(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    """A single task that a purpose names in passing leaves it open what else callers get done."""
    values = draft.value("goals") if "goals" in draft else None
    if not values or len(values) > 1 or tasks.listed or tasks.data or reading.state.brief.goals is not None:
        return
    is_answer = reading.path == "/brief/purpose" and reading.state.question is not None
    if is_answer or _IN_PASSING.search(reading.low.partition(draft.words("goals").lower())[0]):
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
        draft.say("handover", [referred.rule], referred.words)
    for passed in passing.found(reading):
        draft.say("handover", [passed.rule], passed.words)
    for block in blocks.found(reading):
        _block(reading, block, draft, tasks)


def _block(reading: Reading, block: blocks.Block, draft: Draft, tasks: Tasks) -> None:
    """A list of data, and the task that stands with it."""
    words = reading.text[block.start : block.end]
    if block.name and (held := ownership.held(reading, block.name)):
        draft.amend("goals", [ownership.with_data(held, block.data)], words)
        _blank(reading, block.start, block.end)
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
    _blank(reading, block.start, block.end)


def _labels(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    if not _may_label(reading.text):
        return
    position = 0
    lines = reading.text.split("\n")
    is_stopped = _is_stopped(reading.text)
    for index, line in enumerate(lines[:200]):
        found = _LABEL.match(line) or _TITLE.match(line) or (_STOPPED.match(line) if is_stopped else None)
        if found and (slot := _slot(found.group("label"))):
            text, count = _field(found, lines[index + 1 :], _depth(line))
            if (
                slot == "goals"
                and (count or found.re is _STOPPED)
                and any(block.name for block in blocks.found(read(text, reading.state)))
            ):
                position += len(line) + 1
                continue
            length = len(line) + sum(len(extra) + 1 for extra in lines[index + 1 : index + 1 + count])
            evidence = reading.text[position : position + length]
            if slot not in _LONG and (end := (_FIRST_OTHER if slot == "scope_dont" else _FIRST).search(text)):
                evidence = evidence[: evidence.index(text[: end.start()]) + end.start()]
                text = text[: end.start()]
            tasks.position = position
            _labelled(slot, text, evidence, draft, tasks)
            _blank(reading, position, position + len(evidence))
        position += len(line) + 1
    _inner_labels(reading, draft, tasks)


def _may_label(text: str) -> bool:
    return ":" in text or "：" in text or "\n" in text


def _slot(label: str) -> str | None:
    return answers.LABELS.get(" ".join(label.lower().replace("’", "'").split()))


def _is_stopped(text: str) -> bool:
    """Whether labels with full stops structure a text: one alone is no label ("Never. We tried.")."""
    return sum(_slot(found.group("label")) is not None for found in _STOPPED.finditer(text)) > 2


_MOST_OF_KIND = 4
_BRIEF = frozenset({"tone", "languages", "channel", "kind", "name", "hours", "scope_dont", "constraints"})
_LONG = frozenset({"facts", "handover", "greeting", "closing", "compliance", "purpose"})
_FIRST = re.compile(r"(?<=[a-z0-9)])\.(?=\s+[A-Z\"“])")
_FIRST_OTHER = re.compile(r"(?<=[a-z0-9)])\.(?=\s+(?![A-Z][a-z]+ing\b|No\b)[A-Z\"“])")
"""The end of what a label says; one of what is not allowed may go on with "Promising …" and "No …"."""
_INNER = _BRIEF | {"callers", "greeting", "closing", "voice", "success", "compliance"} - {"name", "kind"}


def _inner_labels(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    """Labels in the middle of a line: "Tone: calm. English only. Must not: ask for passwords." """
    for sentence in reading.sentences:
        found = _LABEL.match(sentence.text) if ":" in sentence.left else None
        slot = _slot(found.group("label")) if found else None
        if found and slot in _INNER and "\ue002" not in sentence.left:
            _labelled(slot, found.group("rest"), sentence.text, draft, tasks)
            sentence.take(0, len(sentence.text))


def _depth(line: str) -> int:
    """How far in a bullet stands; -1 for a line that is none."""
    return len(line) - len(line.lstrip()) if _BULLET.match(line) else -1


def _field(found: re.Match[str], following: list[str], depth: int) -> tuple[str, int]:
    """The text of a label: its line, or the bullets below it; all lines up to the next blank one below a title."""
    if found.group("rest").strip():
        return found.group("rest").strip(), 0
    taken = []
    for line in following:
        if not (line.strip() if found.re is _TITLE else _depth(line) > depth) or _TITLE.match(line):
            break
        taken.append(line)
    return "\n".join(taken), len(taken)


def _labelled(slot: str, text: str, evidence: str, draft: Draft, tasks: Tasks) -> None:
    if slot == "kind" and len(text.split()) > _MOST_OF_KIND:
        slot = "purpose"
    value = answers.value(slot, text)
    if value is None:
        return
    if slot == "collect":
        tasks.data.append((0, collected.Data(value, evidence, 0)))
    else:
        draft.say(slot, value, evidence)
    if slot == "goals":
        tasks.goals += [(tasks.position, goal) for goal in value]


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
