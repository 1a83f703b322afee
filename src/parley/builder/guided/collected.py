"""The data a brief says to collect: "ask for the name, the date and the party size"."""

import re
from dataclasses import dataclass
from functools import cache

from parley.builder.data import variable
from parley.builder.guided import nouns
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

_OWNER = re.compile(
    r"^(?:(?:for|the|their|a|an|your|our|his|her|its|any|some|then|also|at least|always|all|both|"
    r"callers'?|and|or|what)\s+)*"
    r"(?:[a-z]+(?:'s|s')\s+)?(?:full\s+(?=contact))?"
)
_TRAILER = re.compile(
    r"\s+(?:from (?:them|the caller|callers|customers|him|her)|of the caller|if .*|when .*|before .*|so "
    r".*|for (?:the|each|every|a) .*"
    r"|to (?!address)\w+ .*|as well|too|first|please|where .*|\(.*)$"
)


@dataclass(frozen=True, slots=True)
class Data:
    """Names of data, the user's words, and where they begin; `is_bound` where they stand right behind their goal."""

    names: list[str]
    words: str
    start: int
    is_bound: bool = False


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:collect(?:s|ing)?|gather(?:s|ing)?|captur(?:e|es|ing)|ask(?:s|ing)?(?: (?:them|callers|"
        r"customers|people|the caller|"
        r"every caller|patients|guests|clients|everyone))? for|get(?:s|ting)?(?= (?:the|their|a|an|name|"
        r"full))|obtain(?:s|ing)?|"
        r"(?:tak|not|writ|jot)(?:e|es|s|ing|ting)(?: down)?(?= (?:the|their|name|down|full|caller|contact))|"
        r"record(?:s|ing)?(?= (?:the|their|name))|needs? to know|need(?:s|ing)? (?=(?:the|their|name|an? "
        r"(?:order|name)))|requir(?:e|es|ing)|"
        r"info(?:rmation)? (?:needed|required|to collect)(?: is| are)?|required (?:info|data|details)(?: is| are)?|"
        r"always (?:get|ask for)|find(?:s|ing)? out|data to collect)\s*:?\s+"
        r"(?P<list>[^.;!?\n\ue000-\ue002]{2,300})"
    )


def found(sentence: Sentence) -> list[Data]:
    """The data asked for in a sentence: in the order of the sentence. The words are taken from it."""
    results = _bracketed(sentence)
    if not sentence.words & _TRIGGERS:
        return results
    for cue in _cue().finditer(sentence.left):
        names, end = _names(cue.group("list"))
        if names and not _negated(sentence.left, cue.start()):
            end += cue.start("list")
            results.append(Data(names, sentence.text[cue.start() : end].strip(" ,"), cue.start()))
            sentence.take(cue.start(), end)
    return results


def _bracketed(sentence: Sentence) -> list[Data]:
    """ "takes reservations (name, date, party size)": brackets that hold nothing but data."""
    results = []
    for found in re.finditer(r"\(([^()\ue000-\ue002]{3,200})\)", sentence.left) if "(" in sentence.left else ():
        listed, end = _names(found.group(1))
        if len(listed) > 1 and end == len(found.group(1)):
            words = sentence.text[found.start() : found.end()]
            results.append(Data(listed, words, found.start(), is_bound=True))
            sentence.take(*found.span())
    return results


_TRIGGERS = word_set(
    """
    collect collects collecting gather gathers gathering capture captures capturing ask asks asking get gets
    getting obtain take takes taking note notes write writes record records need needs require requires required
    info information find finds finding data jot
    """
)


def _negated(low: str, position: int) -> bool:
    return (
        re.search(r"\b(?:don't|not|never|without|no)\s+(?:\w+\s+)?$", low[max(0, position - 24) : position]) is not None
    )


def _names(listed: str) -> tuple[list[str], int]:
    """The leading items of a list that name data, and where they end."""
    names: list[str] = []
    position = 0
    for part in re.finditer(
        r"(?:\s*,\s*(?:and |or |as well as )?|\s+(?:and|or|plus|as well as|und|y)\s+|\s*[&/]\s*|^)([^,"
        r"&/]+?)(?=\s*,|\s+(?:and|or|plus|as well as|und|y)\s|\s*[&/]|$)",
        listed,
    ):
        name = data_name(part.group(1))
        if name is None:
            break
        names.append(name)
        position = part.end()
        if _TRAILER.search(part.group(1)):
            break
    return list(dict.fromkeys(names))[:20], position


def data_name(words: str) -> str | None:
    """ "the patient's date of birth" → "date_of_birth"; None when the words name no datum."""
    plain = " ".join(words.split()).strip(" .:'\"-")
    if known := nouns.DATA_NAMES.get(plain):
        return known
    plain = _TRAILER.sub("", _OWNER.sub("", plain, count=1)).strip()
    if known := nouns.DATA_NAMES.get(plain):
        return known
    parts = re.findall(r"[^\W_]+(?:['\-][^\W_]+)*", plain)
    if not 1 <= len(parts) <= 6 or not _is_datum(parts):
        return None
    return variable(" ".join(part.removesuffix("'s") for part in parts))


def _is_datum(parts: list[str]) -> bool:
    if parts[-1] in nouns.DATA_HEADS or parts[0] in nouns.DATA_HEADS:
        return True
    return len(parts) > 2 and "of" in parts and parts[parts.index("of") - 1] in nouns.DATA_HEADS


def names(text: str) -> list[str]:
    """The data names of an answer such as "name, date and how many people"."""
    return _names(text.lower())[0]
