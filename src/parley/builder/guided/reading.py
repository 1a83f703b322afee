"""A message made ready for the rules: sentences with their place, quotations and addresses masked.

Rules read `left` (lower case, same length as `text`) and blank what they have used, so that no words are read twice.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from parley.builder.schemas import BuildState, Stage

MASK_QUOTE = "\ue000"
MASK_LINK = "\ue001"
MAX_SENTENCES = 120
MAX_SENTENCE_CHARS = 700
_BLANK = "\ue002"
_OPENERS = {'"': '"', "“": "”“", "„": "“”", "«": "»", "‘": "’", "「": "」"}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\ue002]")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    abbreviation = r"(?<!\be\.g)(?<!\bi\.e)(?<!\bdr)(?<!\bmr)(?<!\bmrs)(?<!\bms)(?<!\bst)(?<!\bvs)(?<!\bno)(?<!\binc)"
    return {
        "link": re.compile(r"https?://[^\s<>\"“”]{1,500}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
        "quote": re.compile("[\"“„«‘「]|(?<![^\\s:(])'(?=\\w)"),
        "end": re.compile(
            rf"(?=[.!?]){abbreviation}[.!?]+(?=\s|$|[\"”’)])|[;。！？；\n]|\s[–—]\s|\s-\s(?=(?:it|she|he|we|they|but|and)\b)"
            r"|[,\s](?=\(?\d{1,2}\)\s)",
            re.IGNORECASE,
        ),
        "number": re.compile(r"\d{1,2}\)\s+(?=[^\W\d])"),
        "words": re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*"),
    }


def lowered(text: str) -> str:
    """Lower case of the same length, so that positions hold (a few letters grow when lowered: they stay)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@dataclass(slots=True)
class Sentence:
    """One sentence: its own words (`text`), where they stand, and what no rule has used yet (`left`)."""

    text: str
    start: int
    left: str
    words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Index the words, so that a rule can tell at once that a sentence is not for it."""
        self.words = frozenset(_patterns()["words"].findall(self.left.replace("’", "'")))

    def take(self, start: int, end: int) -> str:
        """The user's own words of a span, which no later rule will read again."""
        self.left = self.left[:start] + _BLANK * (end - start) + self.left[end:]
        return self.text[start:end]


@dataclass(slots=True)
class Reading:
    """A message under analysis with the state it was said in."""

    text: str
    state: BuildState
    sentences: list[Sentence]
    is_correction: bool = False

    @property
    def path(self) -> str:
        """The pointer of the open question; a session opens with the purpose, asked or not. "" when there is none."""
        if self.state.question:
            return self.state.question.path
        return "/brief/purpose" if self.state.stage is Stage.INITIAL else ""


def cleaned(message: str) -> str:
    """The message in NFC, with the characters that no text type accepts blanked."""
    text = unicodedata.normalize("NFC", message[:10_000])
    return _CONTROLS.sub(" ", text)


def words(text: str) -> list[str]:
    """Lower-case words in order, inner apostrophes and hyphens kept."""
    return _patterns()["words"].findall(text.lower().replace("’", "'"))


def masked(text: str) -> str:
    """Lower case with quotations and addresses replaced by marks, position by position."""
    low = lowered(text).replace("’", "'")
    for found in _patterns()["link"].finditer(low):
        low = low[: found.start()] + MASK_LINK * (found.end() - found.start()) + low[found.end() :]
    position, parts = 0, []
    for start, end in _quotations(text):
        if start < position:
            continue
        parts += [low[position : start + 1], MASK_QUOTE * (end - start - 1)]
        position = end
    return "".join([*parts, low[position:]])


def _quotations(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    position = 0
    pattern = _patterns()["quote"]
    while len(found) < 40 and (opening := pattern.search(text, position)):
        mark = opening.group()
        start = opening.start()
        closers = _OPENERS.get(mark, "'")
        window = text[start + 1 : start + 400]
        end = _closing(window, closers, mark in "'‘")
        if end > 0:
            found.append((start, start + 1 + end))
        position = start + 1 + max(end, 0) + (1 if end >= 0 else 0)
    return found


def _closing(window: str, closers: str, needs_border: bool) -> int:
    for index, char in enumerate(window):
        if char == "\n":
            return -1
        if char not in closers:
            continue
        follower = window[index + 1 : index + 2]
        if not needs_border or not follower.isalnum():
            return index
    return -1


def read(message: str, state: BuildState) -> Reading:
    """Split a message; bounded in the number and the length of sentences, whatever comes."""
    text = cleaned(message)
    low = masked(text)
    sentences: list[Sentence] = []
    position = 0
    for found in _patterns()["end"].finditer(low):
        _append(sentences, text, low, (position, found.end()))
        position = found.end()
        if len(sentences) >= MAX_SENTENCES:
            break
    else:
        _append(sentences, text, low, (position, len(text)))
    return Reading(text=text, state=state, sentences=sentences)


def _append(sentences: list[Sentence], text: str, low: str, span: tuple[int, int]) -> None:
    start, end = span
    while start < end and not (low[start].isalnum() or low[start] in "+\"“„«‘「'" or ord(low[start]) >= 0xE000):
        start += 1
    if number := _patterns()["number"].match(low, start, end):
        start = number.end()
    while end > start and low[end - 1].isspace():
        end -= 1
    if end - start < 2:
        return
    end = min(end, start + MAX_SENTENCE_CHARS)
    sentences.append(Sentence(text=text[start:end], start=start, left=low[start:end]))


def single(text: str, state: BuildState) -> Sentence:
    """A text as one sentence, for rules applied to a part of a message."""
    return Sentence(text=text, start=0, left=masked(text))


__all__ = ["MASK_LINK", "MASK_QUOTE", "Reading", "Sentence", "cleaned", "lowered", "masked", "read", "single", "words"]
