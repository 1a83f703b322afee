"""The judge: a model that says of each condition whether it holds, with a quote that code looks up in the transcript.

A verdict that rests on words nobody said is not believed: the judge is asked once more, then the test is not judged.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, Field

from parley.llm.errors import ModelNonsense
from parley.llm.prompts import template
from parley.llm.schemas import Role, Said, StructuredModel, StructuredRequest

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans(dict.fromkeys('"“”„«»‘’‚「」', "'"))
_MAX_TOKENS = 1_500


class Found(BaseModel):
    """What the judge says of the condition of this number, counted from 1."""

    condition: int
    holds: bool
    quote: str
    reason: str


class Findings(BaseModel):
    """One for each condition."""

    verdicts: list[Found] = Field(max_length=60)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A condition, whether it holds, the words that show it, and why."""

    condition: str
    holds: bool
    quote: str
    reason: str


async def judged(lines: Sequence[str], conditions: Sequence[str], model: StructuredModel) -> list[Verdict]:
    """A verdict for each condition, in order; ModelNonsense where the judge twice gives none to be believed."""
    if not conditions:
        return []
    data = {"transcript": list(lines), "conditions": {str(at): text for at, text in enumerate(conditions, 1)}}
    asked = Said(Role.USER, json.dumps(data, ensure_ascii=False))
    system = template("tests/judge.md.j2").render()
    first = await model.structured(StructuredRequest(system, (asked,), Findings, _MAX_TOKENS))
    complaint = _complaint(first.value, lines, len(conditions))
    answer = first
    if complaint:
        again = (asked, Said(Role.ASSISTANT, first.text), Said(Role.USER, complaint))
        answer = await model.structured(StructuredRequest(system, again, Findings, _MAX_TOKENS))
        if still := _complaint(answer.value, lines, len(conditions)):
            raise ModelNonsense(still)
    by_number = {found.condition: found for found in answer.value.verdicts}
    return [
        Verdict(text, found.holds, found.quote.strip(), found.reason.strip())
        for at, text in enumerate(conditions, 1)
        for found in [by_number[at]]
    ]


def _complaint(findings: Findings, lines: Sequence[str], count: int) -> str:
    """What is wrong with the findings, for the judge to read; empty where they can be believed."""
    if sorted(found.condition for found in findings.verdicts) != list(range(1, count + 1)):
        return f"Give exactly one verdict for each condition, 1 to {count}."
    said = _plain(" ".join(lines))
    unsaid = [
        str(found.condition)
        for found in findings.verdicts
        if _plain(found.quote) not in said or not found.quote.strip()
    ]
    if unsaid:
        return f"The quote of condition {', '.join(unsaid)} is not in the transcript. Copy the words exactly."
    return ""


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text.translate(_QUOTES)).strip().casefold()
