"""Lines that say what they are: "Tone: warm", a title with bullets below, "Callers. Members, and their families." """

import re

from parley.builder.guided import answers
from parley.builder.guided.draft import Draft
from parley.builder.guided.english import blocks, collected
from parley.builder.guided.english.ownership import Tasks
from parley.builder.guided.reading import Reading, read

_LABEL = re.compile(r"^\W{0,4}(?:\d{1,2}[.)]\s*)?\**(?P<label>[^\W\d][\w' -]{1,24}?)\**\s*[:：]\**\s*(?P<rest>.*)$")
_STOPPED = re.compile(r"^(?:\d{1,2}[.)]\s*)?(?P<label>[A-Z][\w'’ -]{1,28})\.\s+(?P<rest>\S.*)$", re.MULTILINE)
"""A label before a full stop, in a text with several: "Callers. Members, and their families." """
_TITLE = re.compile(r"^\s*(?:#{1,6} *\**|\*\*)(?P<label>[\w'’ -]{2,28}?)\**(?P<rest>)\s*$")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+\S")


def take(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    """Give the draft what stands behind labels, and blank it."""
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
            reading.take(position, position + len(evidence))
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
