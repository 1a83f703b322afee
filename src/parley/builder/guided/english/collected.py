"""The data a brief says to collect: "ask for the name, the date and the party size"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from parley.builder.guided.english import data_names, data_questions
from parley.builder.guided.lexicon import AGENT_NOUNS
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

data_name = data_names.known


@dataclass(frozen=True, slots=True)
class Data:
    """Names of data, the user's words, and where they begin; `is_bound` where they stand right behind their goal."""

    names: list[str]
    words: str
    start: int
    is_bound: bool = False
    topic: str = ""
    is_next: bool = False
    is_sure: bool = True
    since: int = -1


_WHOM = (
    r"(?: (?:them|callers?|customers?|people|the caller|every caller|patients?|guests?|clients?|everyone|tenants?|"
    r"the (?:customer|patient|guest|client|lead)))?"
)


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(
        r"\b(?=\w)(?:collect(?:s|ing)?|gather(?:s|ing)?|captur(?:e|es|ing)|"
        rf"ask(?:s|ing)?{_WHOM} for|ask(?:s|ing)?{_WHOM}(?= (?:their|the|what|whether|how|which|first name|name|"
        rf"when|why)\b)|"
        r"get(?:s|ting)?(?= (?:the|their|a|an|name|full))|obtain(?:s|ing)?|"
        r"(?:tak|not|writ|jot)(?:e|es|s|ing|ting)(?: down)?(?= (?:the|their|name|down|full|caller|contact))|"
        r"record(?:s|ing)?(?= (?:the|their|name))|needs? to know|need(?:s|ing)?|"
        r"(?:(?:i|you|we|they|it)(?:'d|'ll| would| will)) (?:also |then )?want|"
        r"requir(?:e|es|ing)|"
        r"info(?:rmation)? (?:needed|required|to collect)(?: is| are)?|required (?:info|data|details)(?: is| are)?|"
        r"always (?:get|ask for)|find(?:s|ing)? out|figures? out|data to collect|with (?=their|the caller's|his|"
        r"her))\s*:?\s+"
        r"(?P<list>[^.;!?\n\ue000-\ue002]{2,400})"
    )


_BACK = re.compile(
    r"(?:,|\b(?:for (?:that|this|it|those),?|there|which|and|that)) (?:(?:it|she|he|i|we|you)(?:'ll)? )?(?:just |"
    r"only )+"
    r"(?:needs? |asks? for )?(?P<list>(?:the|their|an?|name) [^.;!?\n\ue000-\ue002]{2,200})"
    r"|,? (?:that's|so|meaning|i\.e\.|namely|it's) (?P<apposed>(?:day|date|name|the|how many|what|which|their|an?) "
    r"[^.;!?\n\ue000-\ue002]{2,200})"
    r"|(?:they(?:'ve| have)|there's) (?:got )?(?P<held>an? [a-z -]{3,30}?) for (?:that|it|this)\b"
    r"|(?:^|[,:] ?)(?P<enough>(?:just |only )?(?:the |their )?[a-z][a-z' ,-]{2,80}?) (?:is|are|'s) "
    r"(?:enough|plenty|all (?:it|we|you) needs?)\b"
)
"""Data for what was just spoken of: "for that it just needs the postcode", "name and date is enough"."""
_BACK_WORDS = word_set("just only that's so meaning namely enough plenty all for it's")


def found(sentence: Sentence) -> list[Data]:
    """The data asked for in a sentence: in the order of the sentence. The words are taken from it."""
    if not data_names.may_name(sentence.left, sentence.runs):
        return []
    results = _bracketed(sentence) + _used(sentence) + _backward(sentence) + _questions(sentence)
    if not sentence.words & _TRIGGERS and not sentence.has(_TRIGGERS):
        return results
    position = 0
    while cue := _cue().search(sentence.left, position):
        position = cue.start("list")
        names, length, known = items(cue.group("list"))
        is_weak = cue.group().startswith(("need", "with", "figure")) or " want" in cue.group()[:14]
        is_loose = not known or (is_weak and (known < 2 or _speaks_of_agents(cue.group("list"))))
        is_goal = cue.group().startswith("ask") and sentence.left[position + length :].lstrip().startswith("\ue002")
        is_goal = is_goal or data_questions.OF_THEIRS.match(cue.group("list")) is not None
        if names and not is_loose and not is_goal and not _negated(sentence.left, cue.start()):
            position += length
            words = sentence.text[cue.start() : position].strip(" ,")
            results.append(Data(names, words, cue.start(), topic=sentence.left[: cue.start()]))
            sentence.take(cue.start(), position)
    return results


def _backward(sentence: Sentence) -> list[Data]:
    if not sentence.has(_BACK_WORDS):
        return []
    results = []
    for cue in list(_BACK.finditer(sentence.left)):
        group = str(cue.lastgroup)
        names, length, known = items(cue.group(group))
        is_whole = length >= len(cue.group(group).rstrip(" ,"))
        if not known or (group == "apposed" and known < 2) or (group in {"held", "enough"} and not is_whole):
            continue
        end = cue.end() if group in {"held", "enough"} else cue.start(group) + length
        words = sentence.text[cue.start() : end].strip(" ,")
        sentence.take(cue.start(), end)
        results.append(Data(names, words, cue.start(), is_bound=True))
    return results


_ASKED = re.compile(r"^(?:so |and )?(?:where|what|how many|which|when|do they|whether|who)\b")


def _questions(sentence: Sentence) -> list[Data]:
    """ "Where do they want to go, when, how many people, the budget": a sentence of what is to be asked."""
    if not _ASKED.match(sentence.left) or "," not in sentence.left:
        return []
    names, length, known = items(sentence.left)
    if known < 3:
        return []
    return [Data(names, sentence.take(0, length).strip(" ,"), 0, is_bound=True)]


def _speaks_of_agents(listed: str) -> bool:
    """ "We need a phone and chat agent": a wish for an agent, no datum."""
    return any(word.strip(",.") in AGENT_NOUNS for word in listed.split()[:7])


_USING = re.compile(r",? (?:using|quoting|by giving|by quoting|giving) (?P<list>[^.;:!?()\n\ue000-\ue002]{4,160})")


def _used(sentence: Sentence) -> list[Data]:
    """ "… check where it is, using the order number and the e-mail": data of the goal before them."""
    found = _USING.search(sentence.left) if sentence.words & {"using", "quoting", "giving"} else None
    if found is None:
        return []
    listed, length, known = items(found.group("list"))
    if not known:
        return []
    end = found.start("list") + length
    words = sentence.text[found.start() : end].strip(" ,")
    sentence.take(found.start(), end)
    return [Data(listed, words, found.start(), is_bound=True)]


def particular(listed: list[str]) -> list[str]:
    """Each datum once; "name" beside "full_name" asks for the same."""
    parts = {"full_name", "first_name", "last_name"}
    return [name for name in dict.fromkeys(listed) if name != "name" or parts.isdisjoint(listed)]


_BESIDE = re.compile(
    r"\((?P<bracket>[^()\ue000-\ue002]{3,200})\)|(?<=[a-z]): (?P<colon>[^.;:!?()\n\ue000-\ue002]{6,200})"
)
_LEAD_IN = re.compile(
    r"^(?:(?:she|he|it|they|the agent|we|i)(?:'ll|'d)? )?(?:asks? for|needs?|collects?|takes?|gets?|with) "
    r"(?:the |their )?"
)


def _bracketed(sentence: Sentence) -> list[Data]:
    """ "takes reservations (name, date, party size)": brackets that hold nothing but data."""
    results = []
    for found in _BESIDE.finditer(sentence.left) if "(" in sentence.left or ": " in sentence.left else ():
        inner = _LEAD_IN.sub("", found.group("bracket") or found.group("colon"))
        listed, end, known = items(inner)
        label = sentence.left[: found.start()] if found.group("colon") and found.start() < 40 else ""
        is_whole = end == len(inner) and known * 2 >= len(listed)
        if is_whole and (len(listed) > 1 or (listed and found.group("bracket"))):
            words = sentence.text[found.start() : found.end()]
            results.append(Data(listed, words, found.start(), is_bound=True, topic=label))
            sentence.take(*found.span())
    return results


_TRIGGERS = word_set(
    """
    collect collects collecting gather gathers gathering capture captures capturing ask asks asking get gets
    getting obtain take takes taking note notes write writes record records need needs require requires required
    info information find finds finding figure figures data jot want with
    """
)


def _negated(low: str, position: int) -> bool:
    return (
        re.search(
            r"\b(?:don't|not|never|without|no|mustn't|shouldn't|can't|cannot)\s+(?:\w+\s+)?$",
            low[max(0, position - 24) : position],
        )
        is not None
    )


_PARTS = re.compile(
    r"\s*,\s*(?:and then |and |or |then |as well as |plus )?|(?<!\bmake)\s+(?:and then|and|plus|as well as|und|y)\s+|"
    r"(?<=\bname)\s+(?=(?:phone|mobile|e-?mail|address|number|date|postcode)\b)|\s*[&+/]\s*|\s+with (?=(?:the |"
    r"a )?(?:postcode|post "
    r"code|zip|country))"
)
_UNMARKED = re.compile(
    r"(?<! of)(?<! to)(?<! on)(?<! for)(?<! about)\s+(?=(?:what|which) [a-z]+|how [a-z]+|(?:what|who|where)'s\b|"
    r"an? [a-z]+|whether [a-z]+|"
    r"where [a-z]+|"
    r"(?<!what )(?<!which )(?<!where )(?<!how )(?<!whether )(?<! if )(?<! in )(?<! at )(?<! with )(?<! from )"
    r"(?<!when )(?<! by )(?<!and )(?<! or )(?:the|their) [a-z]+)|(?<=\bname)\s+(?=(?:phone|"
    r"number|mobile|(?:street |home |"
    r"postal )?address|email|date)\b)"
)
_FILLED = re.compile(
    r"(?:uh|um|er|erm|oh|och|aye|please|obviously|of course|you know|sort of|kind of|like|"
    r"roughly|ideally|obviously|i think|"
    r"say|etc|well)[.,]?$"
)
_ALTERNATIVES = re.compile(r"[a-z-]+(?: or [a-z-]+){2,4}")
"""What a datum may be: "what kind of roof it is, slate or tile or flat"."""
_ENDING = re.compile(
    r"\b(?:so that|so (?:we|it|i|the)\b|because|before|in case|then|as well as|unless|or they|for (?:the|each|every|"
    r"a) )|\bif (?!they)"
)


_DOING = re.compile(r"(?:(?:and|then|also|plus) )*(?:reporting|asking|cancelling|joining) \S+ \S")


def is_led(listed: str) -> bool:
    """Whether the first item of a list is known as a datum."""
    start, end = next(_pieces(listed), (0, 0))
    if _DOING.match(listed[start:end].strip()):
        return False
    return data_names.known(_LEAD_IN.sub("", listed[start:end].lstrip())) is not None


def items(listed: str) -> tuple[list[str], int, int]:
    """The leading items of a list that name data, where they end, and how many are known as data by themselves."""
    names: list[str] = []
    position = known = 0
    for (start, end), following in pairwise(chain(_pieces(listed), [(0, 0)])):
        words = listed[start:end] if start else _LEAD_IN.sub("", listed[:end].lstrip())
        if _FILLED.match(words.strip()):
            continue
        if half := _HALF.match(words.strip()):
            after = _PAIRED.match(listed[slice(*following)].strip())
            words = f"{half.group('half')} {after.group('head')}" if after else words
        name = data_names.known(words)
        known += name is not None
        name = name or (data_names.loose(words) if len(words.split()) < 7 else None)
        if name is None and names and _ALTERNATIVES.fullmatch(words):
            position = end
            continue
        if name is None:
            break
        names.append(name)
        position = end
        if _ENDING.search(words):
            break
    if not known:
        return [], 0, 0
    return list(dict.fromkeys(names))[:20], position, known


_HALF = re.compile(
    r"(?:(?:the|their|a) )?(?P<half>start(?:ing)?|first|last|new|old|current|home|work|check-?in|arrival|"
    r"pick-?up|drop-?off|from|outward|outbound|opening|delivery|billing|make|due|preferred|begin(?:ning)?)$"
)
_PAIRED = re.compile(
    r"(?:(?:the|their|a) )?(?:end|finish|finishing|ending|last|first|surname|new|old|current|preferred|work|home|"
    r"check-?out|departure|drop-?off|pick-?up|to|return|inbound|closing|delivery|billing|due) "
    r"(?P<head>names?|dates?|times?|addresse?s?|numbers?|days?|points?|locations?|postcodes?)\b"
)
"""The first half of "start and finish time", and what gives it its noun."""


def _pieces(listed: str) -> Iterator[tuple[int, int]]:
    marks = _PARTS.finditer(listed)
    if "," not in listed:
        marks = iter(sorted([*marks, *_UNMARKED.finditer(listed)], key=re.Match.start))
    start = 0
    for mark in marks:
        if mark.start() >= start:
            if mark.start() > start:
                yield start, mark.start()
            start = mark.end()
    if start < len(listed):
        yield start, len(listed)


def names(text: str) -> list[str]:
    """The data names of an answer such as "name, date and how many people"."""
    return items(text.lower())[0]
