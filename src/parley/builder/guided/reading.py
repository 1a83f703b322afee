"""A message made ready for the rules: sentences with their place, quotations and addresses masked.

Rules read `left` (lower case, same length as `text`) and blank what they have used, so that no words are read twice.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from parley.builder.schemas import BuildState, Stage

MASK_QUOTE = "\ue000"
MASK_LINK = "\ue001"
MAX_SENTENCES = 120
MAX_SENTENCE_CHARS = 700
_BLANK = "\ue002"
_OPENERS = {'"': '"', "“": "”“", "„": "“”", "«": "»", "‘": "’", "「": "」"}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\ue002]")


_LINK = re.compile(r"https?://[^\s<>\"“”]{1,500}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_QUOTE = re.compile("[\"“„«‘「'](?:(?<!')|(?<![^\\s:(]')(?=\\w))")
_SHORT = (r"e\.g", r"i\.e", "dr", "mr", "mrs", "ms", "st", "vs", "no", "inc", "ext", "tel", "approx")
_NO_END = "".join(rf"(?<!\b{word}[.!?])" for word in _SHORT)
_NO_TIME = r"(?!(?<=[ap]\.m\.)\s*(?:to|on|until|till|and|through|-|–|,|mon|tue|wed|thu|fri|sat|sun|daily|every|week)\b)"
_NO_DATE = r"(?!(?<=\d\.)\s(?:jan|feb|mär|apr|mai|juni|juli|aug|sep|okt|nov|dez))"
_END = re.compile(
    rf"[.!?;。！？；\n,\s](?:(?<=[.!?]){_NO_END}{_NO_TIME}{_NO_DATE}[.!?]*(?=\s|$|[\"”’)])|(?<=[;。！？；\n])|(?<=\s)(?:[–—]\s"
    r"|-\s(?=(?:it|she|he|we|they|but|and)\b))|(?<=[,\s])(?=\(?\d{1,2}\)\s(?!\d)))",
    re.IGNORECASE,
)
"""Where a sentence ends. All patterns here begin with a set of signs, which a search skips to."""
_ENDS = re.compile(r"(?<=[.!?])\s+|[。！？\n]")
_NUMBER = re.compile(r"\d{1,2}\)\s+(?=[^\W\d])")
_WORDS = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_GAPS = {code: " " for code in range(128) if not chr(code).isalnum()}
_RUNS = re.compile(r"[^\W_]+")


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
    runs: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Index the words, so that a rule can tell at once that a sentence is not for it."""
        plain = self.left.replace("’", "'")
        self.words = frozenset(_split(plain))
        self.runs = frozenset(_RUNS.findall(plain)) if "'" in plain or "-" in plain else self.words

    def has(self, runs: frozenset[str]) -> bool:
        """Whether one of these runs of letters and digits may stand in `left`, parts of "e-mail" and "it's" included.

        Where it is False, no pattern that needs one of them between word borders (`\\b`) is found in `left`.
        """
        return not self.runs.isdisjoint(runs)

    def take(self, start: int, end: int) -> str:
        """The user's own words of a span, which no later rule will read again."""
        left = self.left
        self.left = left[:start] + _BLANK * (end - start) + left[end:]
        if (start and left[start - 1 : start + 1].isalnum()) or (end < len(left) and left[end - 1 : end + 1].isalnum()):
            self.runs |= frozenset(_RUNS.findall(self.left))
        return self.text[start:end]


@dataclass(slots=True)
class Reading:
    """A message under analysis with the state it was said in; `low` is its text masked, `path` what is asked for."""

    text: str
    low: str
    state: BuildState
    sentences: list[Sentence]
    path: str
    is_correction: bool = False
    context: str = ""

    def before(self, sentence: "Sentence") -> str:
        """The sentence that was said before one, in the whole message where this reading is of a part."""
        parts = _ENDS.split((self.context or self.text)[: sentence.start].strip())
        return next((part for part in reversed(parts) if part.strip()), "")[-400:]

    @property
    def asked(self) -> list[str]:
        """The slots that the message may answer, the main question's first; a session opens with the purpose."""
        paths = [question.path for question in self.state.open_questions] or [self.path]
        return [path.removeprefix("/brief/") for path in paths if path.startswith("/brief/")]

    def take(self, start: int, end: int) -> None:
        """Blank a span of the message in the sentences that hold it."""
        for sentence in self.sentences:
            first, last = max(start, sentence.start), min(end, sentence.start + len(sentence.text))
            if first < last:
                sentence.take(first - sentence.start, last - sentence.start)


def cleaned(message: str) -> str:
    """The message in NFC, with the characters that no text type accepts blanked."""
    text = unicodedata.normalize("NFC", message[:10_000])
    return text if text.isprintable() else _CONTROLS.sub(" ", text)


def each_word(text: str) -> Iterator[str]:
    """`words`, one at a time."""
    return map(re.Match.group, _WORDS.finditer(text.lower().replace("’", "'")))


def words(text: str) -> list[str]:
    """Lower-case words in order, inner apostrophes and hyphens kept."""
    return _split(text.lower().replace("’", "'"))


def _split(low: str) -> list[str]:
    """The words of a text; plain ASCII without inner marks is simply cut at what is no letter and no digit."""
    if low.isascii() and "'" not in low and "-" not in low:
        return low.translate(_GAPS).split()
    return _WORDS.findall(low)


def masked(text: str) -> str:
    """Lower case with quotations and addresses replaced by marks, position by position."""
    low = lowered(text).replace("’", "'")
    if "://" in low or "@" in low:
        for found in _LINK.finditer(low):
            low = low[: found.start()] + MASK_LINK * (found.end() - found.start()) + low[found.end() :]
    if _QUOTE.search(text) is None:
        return low
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
    while len(found) < 40 and (opening := _QUOTE.search(text, position)):
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


def read(message: str, state: BuildState, context: str = "") -> Reading:
    """Split a message; bounded in the number and the length of sentences, whatever comes.

    `context` is the whole message where only a part of it is read.
    """
    text = cleaned(message)
    low = masked(text)
    sentences: list[Sentence] = []
    position = 0
    for found in _END.finditer(low):
        _append(sentences, text, low, (position, found.end()))
        position = found.end()
        if len(sentences) >= MAX_SENTENCES:
            break
    else:
        if position < len(text):
            _append(sentences, text, low, (position, len(text)))
    return Reading(text=text, low=low, state=state, sentences=sentences, path=_asked(state), context=context)


def _asked(state: BuildState) -> str:
    """The pointer of the open question; a session opens with the purpose, asked or not. "" when there is none."""
    if state.question:
        return state.question.path
    return "/brief/purpose" if state.stage is Stage.INITIAL else ""


def _append(sentences: list[Sentence], text: str, low: str, span: tuple[int, int]) -> None:
    start, end = span
    while start < end and not (low[start].isalnum() or low[start] in "+£$€\"“„«‘「'" or ord(low[start]) >= 0xE000):
        start += 1
    if number := _NUMBER.match(low, start, end):
        start = number.end()
    while end > start and low[end - 1].isspace():
        end -= 1
    if end - start < 2:
        return
    end = min(end, start + MAX_SENTENCE_CHARS)
    sentences.append(Sentence(text=text[start:end], start=start, left=low[start:end]))


def runs(text: str) -> list[str]:
    """The runs of letters and digits of a text, in order."""
    return _RUNS.findall(text)


def single(text: str) -> Sentence:
    """A text as one sentence, for rules applied to a part of a message."""
    return Sentence(text=text, start=0, left=masked(text))


__all__ = [
    "MASK_LINK",
    "MASK_QUOTE",
    "Reading",
    "Sentence",
    "cleaned",
    "each_word",
    "lowered",
    "masked",
    "read",
    "runs",
    "single",
    "words",
]
