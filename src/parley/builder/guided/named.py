"""The closed values that words name, denied or not: languages and data."""

import re
from collections.abc import Iterator

from parley.builder.guided import chinese, german, spanish
from parley.builder.guided.english import data_names, nouns
from parley.builder.guided.english.verbs import verb_at
from parley.builder.guided.language_names import LANGUAGES
from parley.builder.guided.lexicon import TONE_ADVERBS, TONES, TONES_ABROAD
from parley.builder.guided.revision import content
from parley.builder.guided.spanish import languages
from parley.builder.language.data import variable

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_HAN = re.compile("[\u3400-\u9fff]+")
_MOST_WORDS = 4
_OWNERS = content("their his her your any another same each every other whole")


def languages_in(text: str) -> list[str]:
    """The languages that a text names, denied or not."""
    tags = [languages.NAMES[word] for word in _WORD.findall(text) if word in languages.NAMES]
    for run in _HAN.findall(text):
        tags += [tag for word, tag in LANGUAGES.items() if word in run and not word.isascii()]
    return list(dict.fromkeys(tags))


def data_in(text: str) -> list[str]:
    """The data that a text names in words that are known for them, in its order."""
    found = [name for name, *_ in _data(text)]
    for run in _HAN.findall(text):
        found += _in_signs(run)
    return list(dict.fromkeys(found))


def _data(text: str) -> Iterator[tuple[str, int, int]]:
    """Each datum with its place; the most words that name one go together."""
    spans, at = [word.span() for word in _WORD.finditer(text)], 0
    while at < len(spans):
        for count in range(min(_MOST_WORDS, len(spans) - at), 0, -1):
            start, end = spans[at][0], spans[at + count - 1][1]
            if name := _name(text[start:end]):
                yield name, start, end
                at += count - 1
                break
        at += 1


_TOLD = re.compile(
    r"^.*\b(?:ask(?:ing)?(?: (?:them|people|callers))? for|make (?:it|that)|use|take|get|have|collect|note|want"
    r"|need|is|it's"
    r"|rather|put|with|by|to|just|only|be|instead)\s+(?=\w)|^(?:so|and|but|well|oh|then|please)\s+"
)


def datum_told(text: str) -> str | None:
    """The datum that a clause tells, with what leads to it, in whatever English words that name one."""
    for clause in re.split(r"[,;:.!?–—]\s*|\bbut\b", text):
        plain = clause.strip()
        for said in (plain, _TOLD.sub("", plain)):
            if 0 < len(said.split()) <= _MOST_WORDS + 2 and (name := data_names.known(said)):
                return name
    return None


def without_names(text: str) -> str:
    """What a text says besides languages, tones and data."""
    for _, start, end in list(_data(text)):
        text = text[:start] + " " * (end - start) + text[end:]
    return _WORD.sub(lambda word: " " if _is_named(word.group()) else word.group(), text)


def _is_named(word: str) -> bool:
    return word in languages.NAMES or word in TONES or word in TONES_ABROAD or word in TONE_ADVERBS


def _name(words: str) -> str | None:
    """By the tables of the three languages; two words are a datum in English where the latter is a usual head."""
    for table in (nouns.DATA_NAMES, german.data_words.NAMES, spanish.data_words.NAMES):
        if name := table.get(words):
            return name
    first, _, last = words.partition(" ")
    if content(first) and content(first) <= _OWNERS and last in nouns.DATA_HEADS:
        return _name(last) or variable(last)
    is_pair = first.isalpha() and last in nouns.DATA_HEADS and bool(content(first)) and not verb_at(words, 0)
    return variable(words) if is_pair else None


def _in_signs(run: str) -> list[str]:
    found, at = [], 0
    while at < len(run):
        length = next(
            (size for size in range(min(6, len(run) - at), 1, -1) if chinese.terms.is_usual(run[at : at + size])), 0
        )
        if length:
            found.append(chinese.terms.name(run[at : at + length]))
        at += length or 1
    return found
