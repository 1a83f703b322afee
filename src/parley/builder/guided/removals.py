"""What "remove X" takes away: a slot, an item of a list, a goal by its words."""

import re
from typing import Any

from parley.builder.guided import answers, swaps, tongues, wiring
from parley.builder.guided.reading import Sentence, words
from parley.builder.guided.tables import word_set
from parley.builder.schemas import BuildState, Op, Operation

_THE_ONE = r"(?:the |its |her |his |their |my |our |agent's |the agent's )*"
_REMOVE = re.compile(
    rf"\b(?:remove|delete|drop|forget(?: about)?|get rid of|scrap|take out|leave out|take away|"
    rf"cut|clear|entferne|lösche|streiche|quita|elimina)\s+{_THE_ONE}(?P<what>[^.;!?\n]{{2,120}})"
)


def removed(sentence: Sentence, state: BuildState) -> list[Operation]:
    found = _REMOVE.search(sentence.left)
    if not found:
        return []
    what = re.sub(
        r",?\s+(?:please|too|as well|again|entirely|completely|for now|from .*)$", "", found.group("what").strip(" ,")
    )
    evidence = sentence.text[found.start() : found.end()].strip()
    whole = removal(what, state, evidence)
    several = [] if whole else [removal(part, state, evidence) for part in _PARTS.split(what)]
    removed = [operation for operation in [whole, *several] if operation]
    if removed:
        sentence.take(found.start(), found.end())
    return removed


_PARTS = re.compile(r",? and (?:the |its |our )?|, (?:the |its |our )?")


_THE = re.compile(r"^(?:the|its|our) |(?<=over) (?:rules?|part|thing)$")


def removal(what: str, state: BuildState, evidence: str) -> Operation | None:
    """What "remove X" takes away: a slot, an item of a list, a goal by its words."""
    slot = answers.LABELS.get(_THE.sub("", what))
    if slot == "handover":
        return swaps.set_to(slot, [], evidence)
    if slot and slot != "collect":
        return swaps.set_to(slot, None, evidence) if state.brief.value(slot) is not None else None
    tags = tongues.named(what)
    if tags and set(tags) & set(swaps.held_items(state, "languages")):
        return Operation(
            op=Op.REMOVE,
            path="/brief/languages",
            value=[t for t in tags if t in swaps.held_items(state, "languages")],
            evidence=evidence,
        )
    tones = [item for item in swaps.held_items(state, "tone") if str(item).lower() in what]
    if tones:
        return Operation(op=Op.REMOVE, path="/brief/tone", value=tones, evidence=evidence)
    wanted, declined = wiring.split(what)
    if wanted or declined:
        return None
    return _by_words(what, state, evidence)


def _by_words(what: str, state: BuildState, evidence: str) -> Operation | None:
    asked = _content(what)
    best: tuple[float, str, Any] = (0.0, "", None)
    for slot in ("goals", "handover", "facts", "scope_dont", "scope_do", "constraints", "compliance", "success"):
        for item in swaps.held_items(state, slot):
            plain = (
                item
                if isinstance(item, str)
                else " ".join(str(part) for part in item.model_dump().values() if isinstance(part, str))
            )
            common = len(asked & _content(plain)) / max(1, len(asked))
            if common > best[0]:
                best = (common, slot, item if isinstance(item, str) else item.model_dump())
    if best[0] < 0.6:
        return None
    return Operation(op=Op.REMOVE, path=f"/brief/{best[1]}", value=[best[2]], evidence=evidence)


_EMPTY = word_set("the a an of to for and or goal rule fact about one that is it its part thing")


def _content(text: str) -> set[str]:
    return {word[:-1] if word.endswith("s") and len(word) > 3 else word for word in words(text)} - _EMPTY
