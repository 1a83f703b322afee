"""Who the agent is: its name, the business, the callers, the kind of job, and the purpose in one sentence."""

import re
from dataclasses import dataclass
from functools import cache

from parley.agents.schemas import Kind
from parley.builder.guided.english import business, names
from parley.builder.guided.english.verbs import third, verb_at
from parley.builder.guided.lexicon import AGENT_NOUNS, KIND_WORDS, TONES
from parley.builder.guided.reading import Reading, Sentence


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the user's words for it."""

    value: str
    evidence: str


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    agents = "|".join(sorted((re.escape(noun) for noun in AGENT_NOUNS), key=len, reverse=True))
    nouns = rf"(?P<role>(?:[\w'-]+,? ){{0,5}}?(?:{agents})(?: (?:{agents}))*)\b"
    return {
        "role": re.compile(
            r"\b(?:need|needs|want|wants|build(?: me| us)?|create|make(?: me| us)?|looking for|like|set "
            r"up|design|get|having|have|as|is|"
            rf"developing|launching|for|it's|be|act as|want to build|please build)\s+(?:to (?:build|"
            rf"create|have|get|set up) )?(?:an?|our|some|the|my)\s+{nouns}",
        ),
        "opening_role": re.compile(rf"^(?:an?|our|the|my)?\s*{nouns}(?=\s+(?:for|that|who|which|to)\b|[,:.])"),
        "apposed": re.compile(r"\b(?:agent|assistant|receptionist|helper|bot), (?P<name>[A-Z][a-z]+), (?=[a-z])"),
    }


def agent_role(reading: Reading) -> tuple[str, Sentence, tuple[int, int]] | None:
    """ "a friendly phone receptionist" → the role's words, its sentence and its span."""
    for sentence in reading.sentences[:12]:
        for name in ("role", "opening_role"):
            found = _patterns()[name].search(sentence.left)
            if found and not re.search(r"\b(?:human|live|real|sales team|to an?)\b", found.group("role")):
                return found.group("role"), sentence, found.span("role")
    return None


def role_words(role: str) -> str:
    """The role without what is tone: "friendly phone receptionist" → "phone receptionist"."""
    role = re.sub(r"^(?:we|i) (?:require|need|want|would like|are after) (?:an?|the) ", "", role, flags=re.IGNORECASE)
    words = [
        word for word in re.split(r"[\s,]+", role) if word.lower().strip("-") not in TONES | {"very", "but", "yet"}
    ]
    while words and words[0].lower() in {"and", "new", "good"}:
        words.pop(0)
    return " ".join(words).strip() or "agent"


_APPOSED = ("agent, ", "assistant, ", "receptionist, ", "helper, ", "bot, ")


def name(reading: Reading) -> Found | None:
    """The agent's own name; a business "called X" is not the agent."""
    for sentence in reading.sentences[:40]:
        for found in names.called(sentence):
            if not found[2]:
                return Found(found[0], found[1])
        is_apposed = any(map(sentence.text.__contains__, _APPOSED))
        if is_apposed and (apposed := _patterns()["apposed"].search(sentence.text)):
            return Found(apposed.group("name"), apposed.group().strip(" ,"))
    return None


def kind(reading: Reading, role: str, goals: str) -> tuple[Kind, str, bool] | None:
    """The kind of job, the word that tells, and whether the role itself names it."""
    named = [
        (KIND_WORDS[word][1], position, word, KIND_WORDS[word][0])
        for word in filter(role.__contains__, _TELLING)
        if (position := _place(role, word)) >= 0
    ]
    if named:
        weight, _, word, value = max(named)
        return value, word, True
    scores, first = _scores(reading)
    for word, value in _KIND_VERBS.items():
        count = goals.count(word)
        if count:
            scores[value] = scores.get(value, 0) + 2 * count
            first.setdefault(value, (1, word[1:]))
    if not scores:
        return None
    best = max(scores, key=lambda value: scores[value])
    if scores[best] < 2:
        return None
    return best, first[best][1], False


_TELLING = tuple(word for word, (_, weight) in KIND_WORDS.items() if weight > 2)
_KIND_RANKS = {word: rank for rank, word in enumerate(KIND_WORDS)}
_KIND_PHRASES = tuple(word for word in KIND_WORDS if not word.isascii() or " " in word)

_ASCII_PHRASES = tuple(filter(str.isascii, _KIND_PHRASES))


def _scores(reading: Reading) -> tuple[dict[Kind, int], dict[Kind, tuple[int, str]]]:
    """How strongly the words of a message speak for each kind, and the strongest word."""
    scores: dict[Kind, int] = {}
    first: dict[Kind, tuple[int, str]] = {}
    for sentence in reading.sentences:
        low = sentence.text.lower()
        said = sorted(sentence.words & KIND_WORDS.keys(), key=_KIND_RANKS.__getitem__)
        phrases = filter(low.__contains__, _ASCII_PHRASES if low.isascii() else _KIND_PHRASES)
        for word in dict.fromkeys([*said, *phrases]):
            value, weight = KIND_WORDS[word]
            scores[value] = scores.get(value, 0) + weight
            first[value] = max(first.get(value, (0, "")), (weight, word))
    return scores, first


_KIND_VERBS = {
    " book ": Kind.BOOKING,
    " move ": Kind.BOOKING,
    " reserve ": Kind.BOOKING,
    " schedule ": Kind.BOOKING,
    " reschedule ": Kind.BOOKING,
    " qualify ": Kind.SALES,
    " remind ": Kind.REMINDER,
    " answer questions": Kind.SUPPORT,
    " status of": Kind.SUPPORT,
    " report ": Kind.SUPPORT,
}


def _place(text: str, word: str) -> int:
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    return found.start() if found else -1


def purpose(role: str | None, does: str, firm: business.Business | None) -> str:
    """One sentence: role, for whom, what it does (the goals as said, where that is short)."""
    what = (role_words(role) if role else "agent").strip()
    what = what[:1].upper() + what[1:]
    sentence = f"{what} for {firm.words}" if firm else what
    if does and " that " in sentence:
        sentence += f"; it {does}"
    elif does:
        sentence += f"{',' if firm and ',' in firm.words else ''} that {does}"
    return sentence.rstrip(" .,") + "."


def doing(names_: list[str]) -> str:
    """Goals in the third person: "books an appointment and answers questions about prices"."""
    said = [_third(name_) for name_ in names_]
    return said[0] if len(said) == 1 else ", ".join(said[:-1]) + " and " + said[-1] if said else ""


def without(purpose_: str, had: list[str], kept: list[str]) -> str:
    """A purpose that lists the first of its goals with those kept; other words lose the part that told it."""
    for listed, rest in (
        (doing(had[:3]), doing(kept[:3])),
        (", ".join(_inner(name_) for name_ in had[:3]), ", ".join(_inner(name_) for name_ in kept[:3])),
        (", ".join(had[:3]), ", ".join(kept[:3])),
    ):
        if listed and listed in purpose_:
            return purpose_.replace(listed, rest) if rest else _bare(purpose_.partition(listed)[0])
    for gone in had:
        if gone not in kept:
            purpose_ = _less(purpose_, gone)
    return purpose_


_JOINT = re.compile(r",? and |, ")


def _less(purpose_: str, goal: str) -> str:
    """The user's own words without the part of a list that tells a goal; the last part is joined with "and"."""
    said = {_stem(word) for word in re.findall(r"\w{4,}", goal.lower())}
    parts = _JOINT.split(purpose_.rstrip("."))
    kept = [
        part for part in parts if len(said & set(map(_stem, re.findall(r"\w{4,}", part.lower())))) * 3 < len(said) * 2
    ]
    if not said or len(kept) == len(parts) or len(kept) < 2 or parts[0] not in kept:
        return purpose_
    is_listed = verb_at(kept[-1].lower(), 0) is not None
    return f"{', '.join(kept[:-1])}{' and ' if is_listed else ', '}{kept[-1]}."


def _stem(word: str) -> str:
    return word.rstrip("s")


def _inner(name_: str) -> str:
    return name_[:1].lower() + name_[1:]


def _bare(head: str) -> str:
    """What stands before a list that is gone: "Agent for a shop that" is "Agent for a shop."."""
    return re.sub(r"(?:,? that|; it|:)$", "", head.strip()).rstrip(" ,;:") + "."


def _third(name_: str) -> str:
    if name_ == "Answer the survey":
        return "asks the questions of a survey"
    low = name_[:1].lower() + name_[1:]
    verb = verb_at(low.lower(), 0)
    if verb is None:
        return f"handles {low}"
    first = verb.base.split("-")[0]
    return third(first) + low[len(first) :]


MAX_PURPOSE_WORDS = 25
_RAMBLING = re.compile(r"\b(?:what i'd like|the trouble is|the problem is|i|i'm|i'd|we're|we|my wife|my husband)\b")


def is_rambling(purpose_: str) -> bool:
    """Whether words are a story rather than a purpose."""
    low = purpose_.lower().replace("’", "'")
    count = len(low.split())
    return count > MAX_PURPOSE_WORDS or (count > 12 and _RAMBLING.search(low) is not None)


def stated(text: str) -> str:
    """A purpose in the user's own words, made one clean sentence about the agent."""
    plain = " ".join(re.split(r"(?<=[.!?。])\s", text.strip())[0].split())
    plain = re.sub(
        r"^(?:hi|hello|hey)[,!. ]+|^(?:so|well|ok|okay|basically|um|please),? ", "", plain, flags=re.IGNORECASE
    )
    plain = re.sub(
        r"^(?:(?:i|we)(?:'d| would)? (?:need|want|like)|(?:can|could) you (?:please )?(?:build|make|"
        r"create)(?: me| us)?|build(?: me| us)?|create|make(?: me| us)?|"
        r"it(?:'s| is)? (?:supposed to|should|must|needs to|has to|will)|it should|to)\s+(?:to (?:have|"
        r"build|create|get) )?(?:it to |something (?:that|to) |someone (?:that|who|to) |an? agent "
        r"(?:that|to|who) )?",
        "",
        plain,
        flags=re.IGNORECASE,
    )
    plain = re.sub(r"^something (?=for|to|that)", "assistant ", plain, flags=re.IGNORECASE)
    plain = re.sub(r"\b(?:our|my)\b", "the", plain).strip(" .,!?")
    return (plain[:1].upper() + plain[1:])[:400] + "." if plain else ""
