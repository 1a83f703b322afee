"""A message that corrects itself: what it says first and what takes some of that back, one read after the other."""

import re
from itertools import islice, pairwise
from typing import Any

from parley.agents.schemas import SLOTS, Slot, SlotStatus
from parley.builder.guided import chinese, keeping, named, parting, slip_words
from parley.builder.guided.chinese import signs
from parley.builder.guided.lexicon import TONES, TONES_ABROAD
from parley.builder.guided.measures import measures
from parley.builder.guided.reading import single, words
from parley.builder.guided.revision import content
from parley.builder.schemas import CHANGING, BuildState, Op, Operation, Stage

_END = re.compile(r"[.!?][“”\"»«]?(?=\s|$)|[。！？\n]")
_PLAIN = re.compile(r"[\s,.;:!?，。！？、–—-]+")
_UNMARKED = re.compile(r"[\u4e00-\u9fff\d][^\s,.;:!?，。！？、]+$")
_NAMED = re.compile(r"\s*[\u4e00-\u9fff\d“”「」]{2,10}(?<!我)(?<!刚才)")
"""What a message begins with that says itself what was wrong: 法语打错了."""
_LONGEST = 40
"""Chinese words without a mark between them that may belong to one slip; dictation runs on to other things."""
_MOST = 4
_SENTENCES = 24
_SHORTEST, _WIDEST = 8, 200


def split(text: str) -> tuple[str, str] | None:
    """The message without what corrects it, and that alone, both with blanks in place of the rest; None where none."""
    low = text.lower()
    if len(low) != len(text):
        return None
    spans: list[tuple[int, int]] = []
    for mark in islice(slip_words.marks(low), _MOST):
        end = _end(low, mark.end())
        if _NAMED.fullmatch(low, 0, mark.start()):
            continue
        if end - mark.end() > _LONGEST and _UNMARKED.match(low, mark.end(), end):
            continue
        told = low[mark.end() : end]
        is_behind = not spans or mark.start() >= spans[-1][1]
        if is_behind and _PLAIN.sub("", low[: mark.start()]) and _is_content(told):
            spans.append((mark.start(), end))
    spans = sorted([*spans, *_turns(low, spans)])
    return parted(text, spans) if spans else None


def parted(text: str, spans: list[tuple[int, int]]) -> tuple[str, str] | None:
    """A text without some spans, and these alone; None where nothing else is said."""
    rest = [" "] * len(text)
    main = list(text)
    for start, end in spans:
        rest[start:end] = text[start:end]
        main[start:end] = " " * (end - start)
    return ("".join(main), "".join(rest)) if "".join(main).strip() else None


def unmarked(text: str) -> list[tuple[int, int]]:
    """The later sentences that may take back, without a mark, something of what the message says before them."""
    low = text.lower()
    if signs.is_spoken(text):
        return chinese.slips.spans(text)
    ends = [found.end() for found in islice(_END.finditer(low), _SENTENCES)]
    if len(low) != len(text) or not ends:
        return []
    found: list[tuple[int, int]] = []
    for start, end in pairwise(dict.fromkeys([0, *ends, len(low)])):
        said = content(low[start:end]) if start else None
        if said and said & content(low[:start]) and keeping.may(single(text[start:end])):
            found.append((start, end))
    return found[:_MOST]


def _turns(low: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The later sentences that take something back as a whole."""
    ends = [0, *(found.end() for found in _END.finditer(low)), len(low)]
    return [
        (start, stop)
        for start, stop in pairwise(ends)
        if start > 0 and _SHORTEST < stop - start < _WIDEST and slip_words.TURNS.search(low[start:stop])
        if not any(begin < stop and start < end for begin, end in spans)
    ][:_MOST]


def _end(low: str, start: int) -> int:
    """Where the sentence ends that says it, the next one where the mark stands alone."""
    for found in _END.finditer(low, start):
        if len(_PLAIN.sub("", low[start : found.end()])) > 3:
            return found.end()
    return len(low)


def _is_content(told: str) -> bool:
    """Whether something is told that may stand in a brief: an amount, a language, a datum, or that something goes."""
    if measures(told) or named.languages_in(told) or parting.CUES.search(told) or named.data_in(told):
        return True
    if not told.isascii() and chinese.takings.may(told):
        return True
    return any(word in TONES or word in TONES_ABROAD for word in words(told))


def after(state: BuildState, operations: list[Operation]) -> BuildState:
    """The state as a later part of the same message finds it: what was said so far is held, nothing is asked."""
    brief = state.brief
    for operation in operations:
        slot = operation.path.removeprefix("/brief/")
        if operation.op in CHANGING and slot in SLOTS and slot != operation.path:
            value = _changed(_plain(brief.value(slot)), operation)
            held = Slot[Any](value=value, status=SlotStatus.STATED, evidence=operation.evidence) if value else None
            brief = brief.holding(slot, held)
    update = {
        "brief": brief,
        "turn": max(1, state.turn),
        "stage": Stage.COLLECTING_BASICS if not state.turn else state.stage,
    }
    return state.model_copy(update={**update, "question": None, "also": None})


def _changed(held: Any, operation: Operation) -> Any:
    value = _plain(operation.value)
    if not isinstance(value, list) or operation.op in {Op.SET, Op.CORRECT}:
        return value
    items = held if isinstance(held, list) else []
    if operation.op is Op.REMOVE:
        return [item for item in items if item not in value]
    names = {item["name"] for item in value if isinstance(item, dict) and "name" in item}
    return [*(item for item in items if not isinstance(item, dict) or item.get("name") not in names), *value]


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


def merged(state: BuildState, first: list[Operation], second: list[Operation]) -> list[Operation] | None:
    """Both parts' operations, those on a slot that the second changes as one; None where it changes nothing."""
    changed = [each.path for each in second if each.op in {Op.SET, Op.CORRECT, Op.REMOVE} and not each.inferred]
    if not changed:
        return None
    end = after(after(state, first), second)
    result = [each for each in first if each.path not in changed and each.op not in {Op.OFF_TOPIC, Op.QUESTION}]
    result += [each for each in second if each.path not in changed and each.op not in {Op.OFF_TOPIC, Op.QUESTION}]
    for path in dict.fromkeys(changed):
        slot = path.removeprefix("/brief/")
        evidence = [each.evidence for each in (*second, *first) if each.path == path]
        if slot not in SLOTS or slot == path:
            result += [each for each in second if each.path == path]
            continue
        value, held = _plain(end.brief.value(slot)), _plain(state.brief.value(slot))
        if value != held:
            is_other = held is not None and value is not None
            op = Op.CORRECT if is_other else Op.SET
            result.append(Operation(op=op, path=path, value=value, evidence=evidence[0]))
    return result
