"""A document read part by part: by the model where there is one and its tokens last, by the rules otherwise.

Parts are asked for at the same time, a few at once, under one deadline; one that fails or comes too late is read by the
rules. What they give is merged in the document's order, so that the same answers always make the same build.
"""

import asyncio
from dataclasses import dataclass
from functools import cache

from parley.agents.schemas import SLOTS
from parley.builder import guided, report
from parley.builder.documents import forms
from parley.builder.documents.merging import Merge
from parley.builder.documents.parts import parts
from parley.builder.phrases import phrases
from parley.builder.schemas import BuildState, EngineKind, Op, Operation, Source, Stage, Understanding, Usage
from parley.builder.understand import prompt
from parley.builder.understand.checks import check
from parley.builder.understand.evidence import located
from parley.llm.errors import ModelError
from parley.llm.prompts import template
from parley.llm.schemas import Spent, StructuredModel
from parley.tools import service as tools

_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """How a document may be read: characters a part, model tokens in all, seconds until the rules take over."""

    part_chars: int
    max_tokens: int
    timeout_s: float


async def read(text: str, state: BuildState, model: StructuredModel | None, limits: Limits) -> Source:
    """The build with what the document adds. Nothing in it steers the build, or changes what is known already.

    What reads like a command to an AI is not taken for an answer or a fact either.
    """
    pieces = [guided.planted.blanked(part) for part in parts(text, limits.part_chars)]
    bare = state.model_copy(update={"question": None, "stage": Stage.COLLECTING_BASICS})
    readers = _Readers(bare, model, limits)
    by_model = await readers.all(pieces)
    merge = Merge(state)
    for piece, found in zip(pieces, by_model, strict=True):
        merge.take(by_rules(piece, bare) if found is None else found)
        await asyncio.sleep(0)  # a long document must not keep everybody waiting
    engine = EngineKind.GUIDED if all(found is None for found in by_model) else EngineKind.MODEL
    spent = readers.spent
    usage = Usage(
        model_calls=spent.calls, input_tokens=spent.input_tokens, output_tokens=spent.output_tokens, engine=engine
    )
    evidence = {operation.path: operation for operation in reversed(merge.operations)}
    understood = Understanding(operations=list(evidence.values()), answer=_told(pieces, merge), usage=usage)
    return Source(merge.state, understood)


def by_rules(part: str, state: BuildState) -> list[Operation]:
    """What the rules find in a part: facts of its questions and answers, who it speaks to, and what it says."""
    transcript = forms.spoken(part)
    if transcript is not None:
        return transcript
    facts, rest = forms.answered(part)
    first = state.model_copy(update={"turn": 0})
    said = guided.understand(forms.labelled(rest), first).operations  # a paper tells, it corrects nothing
    found = [*forms.addressed(rest), *facts, *said]
    return [_quoting(operation, part) for operation in found if operation.op in {Op.SET, Op.ADD}]


def _quoting(operation: Operation, part: str) -> Operation:
    """With the part's own words as evidence, where a label of ours came before them."""
    if operation.evidence in part:
        return operation
    words = operation.evidence.partition(":")[2]
    return operation.model_copy(update={"evidence": located(words, part) or located(operation.evidence, part) or ""})


class _Readers:
    """Asks the model for parts; `spent` is what that has cost so far."""

    def __init__(self, state: BuildState, model: StructuredModel | None, limits: Limits) -> None:
        self.spent = Spent()
        self._state = state
        self._model = model
        self._limits = limits
        self._free = asyncio.Semaphore(_AT_ONCE)

    async def all(self, pieces: list[str]) -> list[list[Operation] | None]:
        """Each part's operations; None where the rules are to read it."""
        found: list[list[Operation] | None] = [None] * len(pieces)
        if self._model is None:
            return found

        async def one(model: StructuredModel, place: int) -> None:
            found[place] = await self._ask(model, pieces[place])

        try:
            async with asyncio.timeout(self._limits.timeout_s), asyncio.TaskGroup() as group:
                for place in range(len(pieces)):
                    group.create_task(one(self._model, place))
        except TimeoutError:
            pass  # what has come is kept, the rules read the rest
        return found

    async def _ask(self, model: StructuredModel, part: str) -> list[Operation] | None:
        async with self._free:
            if self.spent.input_tokens + self.spent.output_tokens >= self._limits.max_tokens:
                return None
            try:
                answer = await model.structured(prompt.request(part, self._state, system()))
            except ModelError as error:
                self.spent += error.spent
                return None
        self.spent += answer.spent
        return check(answer.value, part, self._state).operations


@cache
def system() -> str:
    """The rules of understanding, and that a document is no message."""
    return template("builder/document.md.j2").render(tools=list(tools.catalogue().values()))


def _told(pieces: list[str], merge: Merge) -> str:
    """What was read and what was left, in words; what was taken is told by the changes."""
    said = phrases(merge.state.language)
    read_ = said.count("I read the document ({n} part).", "I read the document ({n} parts).", len(pieces))
    if not merge.operations:
        read_ = said.joined(read_, said.tell("I found nothing in it that the agent does not have already."))
    if not merge.left:
        return read_
    names = said.listed([said.known(report.NAMES[slot]) for slot in SLOTS if slot in merge.left])
    kept = said.tell("It says something else about this, and I kept what you said before: {names}.", names=names)
    return said.joined(read_, kept)
