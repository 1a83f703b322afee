"""The data a brief says to collect: "ask for the name, the date and the party size"."""

import re
from dataclasses import dataclass
from functools import cache

from parley.builder.guided import nouns
from parley.builder.guided.lexicon import AGENT_NOUNS
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set
from parley.builder.guided.verbs import verb_at
from parley.builder.language.data import variable

_OWNER = re.compile(
    r"^(?:(?:short|brief|for|the|their|a|an|your|our|his|her|its|any|some|then|also|at least|always|all|both|"
    r"callers'?|and|or|what|plus|to get|to have)\s+)*"
    r"(?:[a-z]+(?:'s|s')\s+)?(?:full\s+(?=contact))?"
)
_TRAILER = re.compile(
    r"\s+(?:from (?:them|the caller|callers|customers|him|her)|of the caller|if .*|when .*|before .*|so "
    r".*|for (?:the|each|every|a) .*"
    r"|to (?!address)\w+ .*|as well|too|first|please|where .*|is optional|optional(?:ly)?|\(.*)$"
)


@dataclass(frozen=True, slots=True)
class Data:
    """Names of data, the user's words, and where they begin; `is_bound` where they stand right behind their goal."""

    names: list[str]
    words: str
    start: int
    is_bound: bool = False
    topic: str = ""


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(
        r"\b(?=\w)(?:collect(?:s|ing)?|gather(?:s|ing)?|captur(?:e|es|ing)|ask(?:s|ing)?(?: (?:them|callers|"
        r"customers|people|the caller|"
        r"every caller|patients|guests|clients|everyone))? for|get(?:s|ting)?(?= (?:the|their|a|an|name|"
        r"full))|obtain(?:s|ing)?|"
        r"(?:tak|not|writ|jot)(?:e|es|s|ing|ting)(?: down)?(?= (?:the|their|name|down|full|caller|contact))|"
        r"record(?:s|ing)?(?= (?:the|their|name))|needs? to know|need(?:s|ing)?|"
        r"requir(?:e|es|ing)|"
        r"info(?:rmation)? (?:needed|required|to collect)(?: is| are)?|required (?:info|data|details)(?: is| are)?|"
        r"always (?:get|ask for)|find(?:s|ing)? out|data to collect)\s*:?\s+"
        r"(?P<list>[^.;!?\n\ue000-\ue002]{2,300})"
    )


def found(sentence: Sentence) -> list[Data]:
    """The data asked for in a sentence: in the order of the sentence. The words are taken from it."""
    results = _bracketed(sentence) + _used(sentence)
    if not sentence.words & _TRIGGERS:
        return results
    position = 0
    while cue := _cue().search(sentence.left, position):
        position = cue.start("list")
        names, length = _names(cue.group("list"))
        is_loose = cue.group().startswith("need") and (len(names) < 2 or _speaks_of_agents(cue.group("list")))
        if names and not is_loose and not _negated(sentence.left, cue.start()):
            position += length
            words = sentence.text[cue.start() : position].strip(" ,")
            results.append(Data(names, words, cue.start(), topic=sentence.left[: cue.start()]))
            sentence.take(cue.start(), position)
    return results


def _speaks_of_agents(listed: str) -> bool:
    """ "We need a phone and chat agent": a wish for an agent, no datum."""
    return any(word.strip(",.") in AGENT_NOUNS for word in listed.split()[:7])


_USING = re.compile(r",? (?:using|quoting|by giving|by quoting|giving) (?P<list>[^.;:!?()\n\ue000-\ue002]{4,160})")


def _used(sentence: Sentence) -> list[Data]:
    """ "… check where it is, using the order number and the e-mail": data of the goal before them."""
    found = _USING.search(sentence.left) if sentence.words & {"using", "quoting", "giving"} else None
    if found is None:
        return []
    listed, length = _names(found.group("list"))
    if not listed:
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
_LEAD_IN = re.compile(r"^(?:(?:she|he|it|the agent|we) )?(?:asks? for|needs?|collects?|takes?|gets?|with) ")


def _bracketed(sentence: Sentence) -> list[Data]:
    """ "takes reservations (name, date, party size)": brackets that hold nothing but data."""
    results = []
    for found in _BESIDE.finditer(sentence.left) if "(" in sentence.left or ": " in sentence.left else ():
        inner = _LEAD_IN.sub("", found.group("bracket") or found.group("colon"))
        listed, end = _names(inner)
        label = sentence.left[: found.start()] if found.group("colon") and found.start() < 40 else ""
        if (found.group("bracket") or label) and end < len(inner):
            listed, end = _all_names(inner, end)
        if len(listed) > 1 and end == len(inner):
            words = sentence.text[found.start() : found.end()]
            results.append(Data(listed, words, found.start(), is_bound=True, topic=label))
            sentence.take(*found.span())
    return results


def _all_names(inner: str, end: int) -> tuple[list[str], int]:
    """Brackets of short items of which half or more are known data hold nothing but data."""
    parts = [part for part in re.split(r"\s*,\s*(?:and |or )?|\s+(?:and|or|plus)\s+|\s*[&/]\s*", inner) if part]
    known = [data_name(part) for part in parts]
    names = [name or _loose_name(part) for name, part in zip(known, parts, strict=True)]
    if len(parts) < 2 or sum(name is not None for name in known) * 2 < len(parts) or None in names:
        return [], end
    return list(dict.fromkeys(name for name in names if name)), len(inner)


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
        name = data_name(part.group(1)) or (_loose_name(part.group(1)) if names else None)
        if name is None:
            break
        names.append(name)
        position = part.end()
        if _TRAILER.search(part.group(1)):
            break
    return list(dict.fromkeys(names))[:20], position


def _loose_name(words: str) -> str | None:
    """An item after data that are known: short words that are no action of the agent's."""
    parts = _OWNER.sub("", words.strip(), count=1).split()
    if (
        not 1 <= len(parts) <= 4
        or verb_at(" ".join(parts), 0)
        or not all(part.replace("-", "").isalpha() for part in parts)
    ):
        return None
    return None if set(parts) & _NOT_DATA else variable(" ".join(parts))


_NOT_DATA = word_set(
    "them callers caller it that which who human person calls emergencies complaints then if when us they we you"
)
_INDIRECT = re.compile(
    r"(?:how|since when|what|when|where|which|whether|who|why|if|"
    r"(?:is|are|has|have|did|do) (?=the|it|they|there))\b(?! (?:it|needed|possible|applicable|available)\b)"
)
_FILLERS = word_set(
    """
    how what when where which whether who why if they their them the a an want wants would like to have has do does is
    are was were it be get need needs currently there any already still we may can could you your our to that of
    """
)


_SHAPES = tuple(
    (re.compile(shape), name)
    for shape, name in (
        (r"how likely .*recommend", "likelihood_to_recommend"),
        (r"how (?:satisfied|happy) ", "satisfaction"),
        (r"how old\b", "age"),
        (r"what (?:has |is )?(?:happen(?:s|ed|ing)|wrong)$", "problem_description"),
        (r"since$", "since_when"),
        (r"how urgent\b", "urgency"),
        (r"how (?:much|many) (?P<of>[a-z]+)\b", r"number_of_\g<of>"),
        (r"what (?:the |their )?(?P<of>[a-z]+) is doing", r"\g<of>_symptoms"),
        (r"why (?:.* )?(?P<of>score|rating|answer)\b", r"\g<of>_reason"),
        (r"why\b", "reason"),
        (r"(?:if|whether) (?:we|the \w+) (?:may|can|are allowed to) (?P<of>[a-z]+)", r"permission_to_\g<of>"),
        (
            r"(?:if|whether) (?P<who>any(?:thing|one|body)) (?:is |was |has been )?(?:still )?(?P<of>[a-z]+)",
            r"\g<who>_\g<of>",
        ),
        (r"(?:if|whether) (?:\w+ )?(?P<of>[a-z]+) (?:is|are) up to date", r"\g<of>_up_to_date"),
        (r"from when(?: (?:until|till|to) when)?$", "period"),
    )
)
"""Indirect questions of a usual shape, to what their answer is called."""


def _indirect_name(plain: str) -> str | None:
    """ "whether they have a licence" → "licence", "when they want to start" → "start_date"."""
    plain = re.sub(r"(?<=\w) (?:if|when|in case|because|so that|to live in|at the|from \d)\b.*", "", plain)
    for shape, name in _SHAPES:
        if found := shape.match(plain):
            return variable(found.expand(name))
    parts = [part for part in re.findall(r"[^\W_]+", plain) if part not in _FILLERS][:3]
    if not parts or len(plain.split()) > 9:
        return None
    return variable(" ".join(parts)) + ("_date" if plain.startswith("when") else "")


_HELD_BY = re.compile(r"((?:e-?mail|phone|name)\b[a-z -]*?) (?:of|on|used for) (?:the|their) [a-z]+$")


_CHARGE = re.compile(r"(?P<of>\b(?:pet|dog|cat|horse|puppy|child|baby|pupil|company))'s(?= (?:name|age|breed)\b)")


_PART = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")


def data_name(words: str) -> str | None:
    """ "the patient's date of birth" → "date_of_birth"; None when the words name no datum."""
    plain = " ".join(words.split()).strip(" .:'\"-")
    if known := nouns.DATA_NAMES.get(plain):
        return known
    if _INDIRECT.match(plain):
        return _indirect_name(plain)
    if " the " in plain or " their " in plain:
        plain = _HELD_BY.sub(r"\1", plain)
    if "'s" in plain:
        plain = _CHARGE.sub(r"\g<of>", plain)
    plain = _TRAILER.sub("", _OWNER.sub("", plain, count=1)).strip()
    if known := nouns.DATA_NAMES.get(plain):
        return known
    parts = _PART.findall(plain)
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
