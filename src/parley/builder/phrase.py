"""The question at the end of a reply, in the user's language and in natural words. The model phrases; it never claims.

What it writes is used only when it is a question, short, and says nothing was done; else the template's words stay.
"""

import orjson
from pydantic import BaseModel

from parley.builder.schemas import BuildState, EngineKind, Question, Usage
from parley.builder.understand.claims import claims_a_change
from parley.builder.understand.evidence import invented
from parley.core.text import clean
from parley.llm.errors import ModelError
from parley.llm.prompts import template
from parley.llm.schemas import Role, Said, Spent, StructuredModel, StructuredRequest

MAX_CALLS = 2
MAX_LENGTH = 400
_MAX_TOKENS = 250
_QUESTION_MARKS = ("?", "？", "؟")


class Phrasing(BaseModel):
    """What the model writes."""

    question: str


async def phrased(
    reply: str, question: Question, state: BuildState, model: StructuredModel | None, usage: Usage
) -> tuple[str, Usage]:
    """The reply with its question phrased by the model, and what the turn has cost with that call.

    Unchanged, without a call, where the turn was answered by the rules, has had its two calls, or asks more than a
    plain question about the brief: proposals and summaries are facts, and code words those.
    """
    is_plain = question.path.startswith("/brief/") and len(question.text) <= MAX_LENGTH and question.text in reply
    if model is None or not is_plain or usage.engine is not EngineKind.MODEL or usage.model_calls >= MAX_CALLS:
        return reply, usage
    try:
        answer = await model.structured(_request(question, state))
    except ModelError as error:
        return reply, _with(usage, error.spent)
    text = answer.value.question.strip()
    if is_fit(text, question):
        head, _, tail = reply.rpartition(question.text)
        reply = head + text + tail
    return reply, _with(usage, answer.spent)


def is_fit(text: str, question: Question) -> bool:
    """Whether the words may stand for the question: short, a question, no claim, nothing made up, no label lost."""
    try:
        clean(text)
    except ValueError:
        return False
    if not 0 < len(text) <= MAX_LENGTH or not text.rstrip("\"'”»)").endswith(_QUESTION_MARKS):
        return False
    kept = [option.label for option in question.options if option.label in question.text]
    return not claims_a_change(text) and not invented(text, question.text) and all(label in text for label in kept)


def _request(question: Question, state: BuildState) -> StructuredRequest[Phrasing]:
    data = orjson.dumps({"language": state.language, "question": question.text}).decode()
    system = template("builder/phrase.md.j2").render()
    return StructuredRequest(system, (Said(Role.USER, data),), Phrasing, max_tokens=_MAX_TOKENS)


def _with(usage: Usage, spent: Spent) -> Usage:
    return usage.model_copy(
        update={
            "model_calls": usage.model_calls + spent.calls,
            "input_tokens": usage.input_tokens + spent.input_tokens,
            "output_tokens": usage.output_tokens + spent.output_tokens,
        }
    )
