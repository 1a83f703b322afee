"""What "add X" puts in beside what is held: "add French", "add a goal: cancel an order"."""

import re
from typing import Any

from parley.builder.guided import answers, tongues
from parley.builder.guided.english import manner
from parley.builder.guided.reading import Sentence
from parley.builder.schemas import BuildState, Op, Operation

_ADDED = re.compile(r"\b(?:add|include|also (?:speak|support)|füge|añade|agrega)\s+(?P<what>[^.;!?\n]{2,200})")
_ADDABLE = {
    "task": "goals",
    "goal": "goals",
    "fact": "facts",
    "rule": "constraints",
    "constraint": "constraints",
    "tone": "tone",
    "language": "languages",
}


def added(sentence: Sentence, state: BuildState) -> list[Operation]:
    """The operation that a sentence asks for, whose words are taken; none where it adds nothing."""
    if not sentence.words & {"add", "include", "also", "füge", "añade", "agrega"}:
        return []
    found = _ADDED.search(sentence.left)
    if not found:
        return []
    slot, value = _addition(found.group("what"), sentence.text[found.start("what") : found.end()])
    if not value:
        return []
    evidence = sentence.take(found.start(), found.end()).strip(" ,")
    return [Operation(op=Op.ADD, path=f"/brief/{slot}", value=value, evidence=evidence)]


def _addition(low: str, text: str) -> tuple[str, Any]:
    """The list slot that "add X" means and its new items; no items where X is left to the other rules."""
    labelled = re.match(
        r"(?:a |an |the |another )?(?P<slot>goal|fact|rule|tone|language|task|hand-?over rule|constraint)s?\s*:?\s+"
        r"(?:that |to |of )?(?P<rest>.+)",
        low,
    )
    if labelled:
        slot = _ADDABLE.get(labelled.group("slot"), "handover")
        return slot, answers.value(slot, text[labelled.start("rest") :])
    if tags := tongues.named(low):
        return "languages", tags
    return "tone", manner.tones_in(low, strict=True)
