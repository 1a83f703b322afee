"""The question at the end of a reply, in the user's language and in natural words. The model phrases; it never claims.

What it writes is used only when it is a question, short, and says nothing was done; else the template's words stay.
Somebody may hear the reply while it is being written: then they get no word that is, or can still become, a claim.
"""

from collections.abc import Callable
from dataclasses import dataclass

import orjson
from pydantic import BaseModel
from pydantic_core import from_json

from parley.builder import understand
from parley.builder.schemas import BuildState, EngineKind, Question, Usage
from parley.builder.understand.evidence import invented
from parley.core.text import clean
from parley.llm.errors import ModelError
from parley.llm.prompts import template
from parley.llm.schemas import Role, Said, Spent, StructuredModel, StructuredRequest

MAX_CALLS = 2
MAX_LENGTH = 400
_MAX_TOKENS = 250
_QUESTION_MARKS = ("?", "？", "؟")
_SHORT = 20
"""Values up to this length are words of ours, which stand in other words by chance."""
_BROKEN_OFF = " …\n\n"
"""Between words of the model that were heard before it went astray, and the template's question after them."""


class Phrasing(BaseModel):
    """What the model writes."""

    question: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Who phrases, and who hears the reply: `say` is given pieces that, joined, are the reply."""

    model: StructuredModel | None
    say: Callable[[str], None] | None = None

    def read_out(self, text: str) -> None:
        """Say a text that is ready, a paragraph at a time."""
        if self.say is not None:
            pieces = text.split("\n\n")
            for place, piece in enumerate(pieces, 1):
                spoken = piece if place == len(pieces) else f"{piece}\n\n"
                if spoken:
                    self.say(spoken)


async def phrased(
    reply: str, question: Question | None, state: BuildState, voice: Voice, usage: Usage
) -> tuple[str, Usage]:
    """The reply with its question phrased by the model, and what the turn has cost with that call.

    Unchanged, without a call, where the turn was answered by the rules, has had its two calls, or asks more than a
    plain question about the brief: proposals and summaries are facts, and code words those.
    """
    if voice.model is None or question is None or not _may_be_phrased(reply, question, usage):
        voice.read_out(reply)
        return reply, usage
    head, _, tail = reply.rpartition(question.text)
    voice.read_out(head)
    words, spent = await _words(question, state, voice.model, voice)
    voice.read_out(tail)
    return head + words + tail, _with(usage, spent)


def _may_be_phrased(reply: str, question: Question, usage: Usage) -> bool:
    is_plain = question.path.startswith("/brief/") and len(question.text) <= MAX_LENGTH and question.text in reply
    return is_plain and usage.engine is EngineKind.MODEL and usage.model_calls < MAX_CALLS


async def _words(question: Question, state: BuildState, model: StructuredModel, voice: Voice) -> tuple[str, Spent]:
    """The question's words, all of them said, and their cost."""
    hearing = _Hearing(question, voice)
    try:
        answer = await model.structured(_request(question, state), None if voice.say is None else hearing.hear)
    except ModelError as error:
        return hearing.end(""), error.spent
    return hearing.end(answer.value.question.strip()), answer.spent


def is_fit(text: str, question: Question) -> bool:
    """Whether the words may stand for the question: short, a question, no claim, nothing made up, no label lost."""
    if not 0 < len(text) <= MAX_LENGTH or not text.rstrip("\"'”“»」)").endswith(_QUESTION_MARKS):
        return False
    if _asked(text) < _asked(question.text):
        return False
    is_harmless = _is_clean(text) and not understand.claims.claims_a_change(text) and not invented(text, question.text)
    return is_harmless and all(label in text for label in _labels(question))


def _asked(text: str) -> int:
    """How many questions a text puts."""
    return sum(map(text.count, _QUESTION_MARKS))


def _is_clean(text: str) -> bool:
    try:
        clean(text)
    except ValueError:
        return False
    return True


def _labels(question: Question) -> list[str]:
    """What the question names or quotes, its options and a greeting: its other words must name them too."""
    labels = [option.label for option in question.options]
    values = [option.value for option in question.options if len(option.value) > _SHORT]
    return [part for part in labels + values if part in question.text]


class _Hearing:
    """A question while the model writes it: says what is safe to say, and at the end what is left."""

    def __init__(self, question: Question, voice: Voice) -> None:
        self._question = question
        self._say = voice.say
        self._said = ""
        self._must_wait = bool(_labels(question))  # only the whole of it shows whether none is lost

    def hear(self, answer: str) -> None:
        """The answer's JSON so far."""
        written = _written(answer)
        safe = written[: understand.claims.unclaimed(written)].rstrip()
        is_longer = len(self._said) < len(safe) <= MAX_LENGTH and safe.startswith(self._said)
        if is_longer and not self._must_wait and _is_clean(safe) and not invented(safe, self._question.text):
            self._speak(safe)

    def end(self, text: str) -> str:
        """The words that stand, joined from what was said: the model's if they are fit, else the template's."""
        template = self._question.text
        candidates = [each for each in (text, self._said) if is_fit(each, self._question)]
        words = next((each for each in candidates if each.startswith(self._said)), None)
        if words is None:
            words = f"{self._said}{_BROKEN_OFF}{template}" if self._said else template
        self._speak(words)
        return words

    def _speak(self, words: str) -> None:
        if self._say is not None and words != self._said:
            self._say(words[len(self._said) :])
        self._said = words


def _written(answer: str) -> str:
    """The question within the JSON so far; empty while there is none."""
    try:
        found = from_json(answer[max(0, answer.find("{")) :], allow_partial="trailing-strings")
    except ValueError:
        return ""
    text = found.get("question") if isinstance(found, dict) else None
    return text.lstrip() if isinstance(text, str) else ""


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
