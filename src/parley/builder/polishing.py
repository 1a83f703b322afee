"""Asks the model to reword the prompt, a section a call; what drops a fact is refused by code and stays as it was."""

import orjson
from pydantic import BaseModel, Field

from parley.agents.schemas import PromptSection
from parley.builder import spec
from parley.builder.phrases import Phrases, phrases
from parley.builder.prompt import polish
from parley.builder.schemas import BuildState, EngineKind, Source, Understanding, Usage
from parley.core.errors import Conflict
from parley.llm.errors import ModelError
from parley.llm.prompts import template
from parley.llm.schemas import Role, Said, Spent, StructuredModel, StructuredRequest

_MAX_TOKENS = 1_000
_NO_MODEL = "No model may be asked: configure one (LLM_MODEL), or raise the session's token budget."
_NO_PROMPT = "This session has no prompt yet; it is written when the workflow is."


class Wordings(BaseModel):
    """What the model writes: the section's lines, in order."""

    lines: list[str] = Field(max_length=200)


async def polished(state: BuildState, model: StructuredModel | None) -> Source:
    """The build with its prompt reworded; Conflict without a model or a prompt, and where the model fails at once."""
    if model is None:
        raise Conflict(_NO_MODEL)
    if state.workflow is None:
        raise Conflict(_NO_PROMPT)
    plain = spec.build(state.model_copy(update={"wordings": {}})).prompt
    wordings: dict[str, str] = {}
    spent, refused = Spent(), 0
    for section in plain.sections:
        lines = polish.wordable(section)
        if not lines:
            continue
        try:
            answer = await model.structured(_request(section, lines))
        except ModelError as error:
            spent += error.spent
            break
        spent += answer.spent
        pairs = list(zip(lines, answer.value.lines, strict=False))
        kept = {polish.key(line): new.strip() for line, new in pairs if polish.dropped(line, new.strip()) is None}
        refused += len(lines) - len(kept)
        wordings |= {name: new for name, new in kept.items() if name not in {polish.key(new)}}
    wordings = dict(list(wordings.items())[: polish.MAX_WORDINGS])
    usage = Usage(
        model_calls=spent.calls,
        input_tokens=spent.input_tokens,
        output_tokens=spent.output_tokens,
        engine=EngineKind.MODEL,
    )
    told = Understanding(usage=usage, answer=_told(len(wordings), refused, phrases(state.language)))
    return Source(state.model_copy(update={"wordings": wordings}), told)


def _request(section: PromptSection, lines: list[str]) -> StructuredRequest[Wordings]:
    data = orjson.dumps({"heading": section.heading, "lines": lines}).decode()
    system = template("builder/polish.md.j2").render()
    return StructuredRequest(system, (Said(Role.USER, data),), Wordings, max_tokens=_MAX_TOKENS)


def _told(reworded: int, refused: int, said: Phrases) -> str:
    if not reworded:
        return said.tell("The prompt stays as it is: no wording kept all that its line says.")
    told = said.count("{n} line of the prompt reworded.", "{n} lines of the prompt reworded.", reworded)
    if not refused:
        return told
    left = said.count(
        "{n} stays as it was, since its wording dropped something.",
        "{n} stay as they were, since their wordings dropped something.",
        refused,
    )
    return said.joined(told, left)
