"""A Spanish message cut into sentences and list items."""

import re
from dataclasses import dataclass
from functools import lru_cache

from parley.builder.guided import tongues
from parley.builder.guided.reading import MASK_QUOTE, MAX_SENTENCE_CHARS, MAX_SENTENCES, Reading, Sentence, masked
from parley.builder.guided.tables import word_set

_SHORT = "sr sra srta dr dra ud uds av avda tel tfno núm ej etc aprox máx mín s.l s.a a.m p.m p.ej c pza"
_NO_END = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in _SHORT.split())
_END = re.compile(
    rf"[.!?…;\n](?:(?<=[;\n])|(?<=[.!?…]){_NO_END}[.!?…]*(?=\s(?!\s*(?:→|->|=>))|$|[\"”»)]))"
    r"|\s[–—]\s(?=(?:y|pero|que|además|eso|también|ah)\b)|\.(?=[A-ZÁÉÍÓÚÑ¿¡])"
)
_ITEM = re.compile(r"(?:(?<=\s)|(?<=\D:))(?:\(?\d{1,2}[.)º°]\)?|[a-h]\)|[-*•·●▪](?=\s)|[①-⑳])\s*(?=[^\W\d])")
_COUNTED = re.compile(r"(?:^|[\s:,;])\(?(?:2[.)]|b\)|②)\s*[^\W\d]")
_NUMBER = re.compile(r"(?<![^\s(])\d{1,2}\.$")
_MARK = re.compile(r"\s*(?:[-*•·●▪–→>]+\s*|\(?\d{1,2}[.)º°]\)?\s+|[a-h]\)\s+|[①-⑳]\s*)+(?=\S)")
_EXCERPT = re.compile(
    r"\b(?:manual|guion|guión|reglamento|política|documento|folleto|texto|normas?|dice|pone|copio|pego)\b"
)


@dataclass(slots=True)
class Part:
    """A sentence or list item, and the heading of the list it stands in."""

    sentence: Sentence
    heading: str = ""
    is_item: bool = False

    @property
    def is_question(self) -> bool:
        """Whether the user asks something in the words that no rule has used."""
        left = self.sentence.left
        return "?" in left and MASK_QUOTE not in left and "→" not in left and "->" not in left


@lru_cache(maxsize=64)
def _tongue(text: str) -> str | None:
    return tongues.spoken(text)


def is_spoken(reading: Reading) -> bool:
    """Whether a message is Spanish: by its words outside quotations, else by what the talk is held in."""
    told = _tongue(reading.low)
    if told == "es" or "¿" in reading.text or "¡" in reading.text:
        return told in {"es", None, "pt"}
    return told is None and (reading.state.language.startswith("es") or _sounds(reading.low))


_SIGNS = re.compile(r"[ñáéíóú]")
_OTHERS = re.compile(r"[ãõçêàèäöüßœ]")
_SMALL = word_set("el la los las de del que en y con si para somos es al se no un una les su por nos")


def _sounds(low: str) -> bool:
    """Whether words too few to tell by have the accents and a small word of Spanish."""
    if _SIGNS.search(low) is None or _OTHERS.search(low):
        return False
    return not _SMALL.isdisjoint(re.findall(r"[^\W\d_]+", low[:300]))


def parts(reading: Reading) -> list[Part]:
    """The sentences and items of a message; bounded in number and length."""
    text, low = reading.text, _bared(_left(reading), reading.text)
    results: list[Part] = []
    heading, position, is_listed = "", 0, False
    for end in _ends(low):
        made = _part(text, low, position, end)
        is_new_line = "\n" in text[max(0, position - 1) : position + 1]
        position = end
        if made is None:
            continue
        if is_new_line and not made.is_item and heading and not heading.startswith("+"):
            heading = ""
        if is_listed and not made.is_item:
            heading = ""
        is_listed = made.is_item and bool(heading)
        made.heading = heading
        left = made.sentence.left.rstrip()
        if left.endswith(":") and len(left) < 90:
            heading = left.strip(" :")
        elif text[end - 1 : end] == "\n" and not text[end : end + 2].strip():
            heading = ""
        results.append(made)
        if len(results) >= MAX_SENTENCES:
            break
    return results


def _left(reading: Reading) -> str:
    """The lower case without the words that corrections have used."""
    low = reading.low
    for sentence in reading.sentences:
        if _USED in sentence.left:
            low = low[: sentence.start] + sentence.left + low[sentence.start + len(sentence.left) :]
    return low


def _bared(low: str, text: str) -> str:
    """The lower case with the words of a quoted excerpt shown."""
    if MASK_QUOTE * 60 in low:
        for found in re.finditer(f"{MASK_QUOTE}{{60,}}", low):
            if _EXCERPT.search(low[max(0, found.start() - 80) : found.start()]):
                low = low[: found.start()] + masked(text[slice(*found.span())]) + low[found.end() :]
    return low


def _ends(low: str) -> list[int]:
    ends = {found.end() for found in _END.finditer(low)}
    if _COUNTED.search(low):
        ends = {end for end in ends if _NUMBER.search(low, max(0, end - 4), end) is None}
        ends |= {found.start() for found in _ITEM.finditer(low) if found.start() > 0}
    return sorted({*ends, len(low)})


def _part(text: str, low: str, start: int, end: int) -> Part | None:
    mark = _MARK.match(low, start, end)
    start = mark.end() if mark else start
    while start < end and not (low[start].isalnum() or low[start] in "+\"“„«‘'¿¡(" or ord(low[start]) >= 0xE000):
        start += 1
    while end > start and low[end - 1].isspace():
        end -= 1
    if end - start < 2:
        return None
    end = min(end, start + MAX_SENTENCE_CHARS)
    left = low[start:end]
    return Part(Sentence(text=text[start:end], start=start, left=left), is_item=mark is not None)


_USED = "\ue002"
_COMMA = re.compile(r",(?!\d{3}\b)\s*|\s[–—]\s|\ue002+")


def clauses(left: str) -> list[tuple[int, int]]:
    """The spans between the commas of a sentence that no rule has used."""
    spans, start = [], 0
    for mark in _COMMA.finditer(left):
        if mark.start() > start:
            spans.append((start, mark.start()))
        start = mark.end()
    return [*spans, (start, len(left))] if start < len(left) else spans
