"""Words in place of others of their kind: another name of the business, another place for the same thing.

"We've been Ashcombe & Daughter since Easter", "the studio has moved to Canal Street", "parking is behind the library".
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from parley.builder.guided.measures import measures
from parley.builder.guided.reading import Reading, Sentence, words
from parley.builder.guided.restating import FILLERS, WEAK, about, announces, cuts, is_change
from parley.builder.guided.revision import Place, Revision, content
from parley.builder.guided.tables import word_set

_NAME = re.compile(
    r"(?<![\w'’])(?!(?:We|I|It|That|They|You)(?:['’]\w+)?\b)[A-Z][\w'’-]*(?:(?: (?:&|and|of|the) | )[A-Z][\w'’-]*)*"
)
_CALLED = re.compile(
    r"\b(?:called|call us|names?(?:'s| is| should be| has become| has changed to| to)?|trad(?:e|es|ing|ed) as|known as"
    r"|rebranded(?: as| to| to be)?|renamed(?: to| as)?|business has been|business is|firm is|company is|shop is"
    r"|go by|heißen|heißt|nennen uns|umbenannt in|llama(?:mos|n)?|nombre es)"
    r"(?: now| simply| actually| since| jetzt| ahora)?[:,]? ?(?:it's |we're |the )?$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\b(?:to|at|in|on|from|near|not|was|old|behind|opposite|for|with)(?: the)? ?$", re.IGNORECASE)
_CUE = re.compile(r"\b(?:name|called|call us|trad(?:e|es|ing)|rebrand\w*|renam\w*|known as|spel\w+|misspel\w+)\b")
_ALIKE = 0.75
_WHERE = re.compile(
    r"\b(?P<prep>at|on|in|near|behind|opposite|next to|above|below|beside|inside|round|under|across from|in front of"
    r"|outside|an der|am|in der|im|neben|hinter|vor|gegenüber|en|detrás de|al lado de|frente a|junto a) "
    r"(?P<where>(?!\d[\d.:]*(?:,| ?[ap]m\b|$| (?!(?-i:[A-ZÄÖÜ])))|(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|general\b"
    r"|advance\b|request\b|time\b|average\b|total\b|person\b|writing\b|cash\b)[^,;!?]{3,80})",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:moved|moving|relocated|shifted|address is(?: now)?|address has changed to|umgezogen (?:in die|nach|an die)"
    r"|(?:mudamos|trasladamos) a(?: la)?)[:,]? (?:(?:in|over|across)?to )?(?P<where>[^,;!?]{3,80})",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:now|instead|any ?more|these days|since .*|from now on|as of .*|from (?:monday|next) .*"
    r"|last (?:week|month|year).*"
    r"|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|jetzt|ahora)$",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?:\bnot|n't|\bno longer|\bwas|\bwere|\bold|\bnicht mehr|\bya no)\b[^,;]{0,20}$")
_SELF = word_set("we we're we've us our address based located i'm wir estamos adresse")
_OURS = re.compile(
    r"\b(?:we|we're|us|our|company|business|shop|firm|trade|trading|rebranded|renamed|wir|uns|nos)\b", re.IGNORECASE
)
_SELF_WORDS = content(" ".join(_SELF)) | content(
    "address based located find place shop office business new premises adresse dirección local"
)


def made(reading: Reading, revision: Revision) -> None:
    """Put another name and other places where a message tells them anew; the clauses it takes are read."""
    is_changed = reading.is_correction or is_change(reading.text)
    has_facts = bool(revision.items("facts"))
    for sentence in reading.sentences[:20]:
        if is_changed or _CUE.search(sentence.left):
            _renamed(sentence, revision)
        if has_facts:
            _placed(sentence, reading, revision, is_changed=is_changed)


def _renamed(sentence: Sentence, revision: Revision) -> None:
    held = revision.value("name")
    if not isinstance(held, str):
        return
    own, first = _tokens(held), _first(held)
    for found in _NAME.finditer(sentence.text):
        before, said = sentence.text[: found.start()], found.group().rstrip("'’").removesuffix("'s")
        tokens = _tokens(said)
        is_called = _CALLED.search(before) is not None and _OURS.search(before) is not None
        is_taken = "\ue002" in sentence.left[slice(*found.span())]
        if not tokens or tokens == own or is_taken or (_ELSEWHERE.search(before) and not is_called):
            continue
        is_kin = _is_alike(_first(said), first) and not tokens < own
        if len(said) > 2 and (is_kin or is_called) and said.lower() not in {"i", "it", "the"}:
            revision.put("name", said, sentence.text.strip())
            start = max(cut for cut in cuts(sentence.text) if cut <= found.start())
            sentence.take(start, found.end())
            return


def _first(name: str) -> str:
    return next((word for word in re.findall(r"[\w'’]+", name.lower()) if word != "the"), "")


def _tokens(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[\w'’]+", name.lower()) if len(word) > 1) - {"the", "and", "of"}


def _is_alike(one: str, other: str) -> bool:
    return len(one) > 3 and (one == other or SequenceMatcher(None, one, other).ratio() >= _ALIKE)


def _placed(sentence: Sentence, reading: Reading, revision: Revision, *, is_changed: bool) -> None:
    for start, end in pairwise(cuts(sentence.text)):
        clause = sentence.text[start:end].rstrip(" .,;!")
        moved = _MOVED.search(clause)
        found = moved or _WHERE.search(clause)
        if found is None or _DENIED.search(clause[: found.start()].lower()):
            continue
        where = _TAIL.sub("", found["where"]).strip()
        subject = clause[: found.start()]
        is_told = is_changed or moved is not None or announces(reading.before(sentence))
        led = "" if about(subject) else sentence.text[:start]
        for place, span, lead in _held(revision, f"{led} {subject}", is_own=_is_own(subject)):
            old = place.text[span[0] : span[1]]
            is_named = bool(content(old) & content(reading.text) - content(where))
            if content(where) and content(where) != content(old) and (is_told or is_named):
                head = place.text[: span[0]] if moved else place.text[:lead] + f"{found['prep']} "
                revision.write(place, f"{head}{where}{place.text[span[1] :]}", sentence.text.strip())
                _retitle(place, old, where, revision)
                sentence.take(0, len(sentence.text))
                return


def _retitle(place: Place, old: str, where: str, revision: Revision) -> None:
    """A topic that names the old place names the new one."""
    facts = revision.items("facts")
    fact = facts[place.index or 0]
    if old in fact["topic"]:
        facts[place.index or 0] = {**fact, "topic": fact["topic"].replace(old, where)[:120]}
        revision.put("facts", facts, where)


def _is_own(subject: str) -> bool:
    return bool(set(words(subject)) & _SELF) and not content(subject) - _SELF_WORDS - WEAK - FILLERS


def _held(revision: Revision, subject: str, *, is_own: bool) -> Iterator[tuple[Place, tuple[int, int], int]]:
    """The facts that tell where the same thing is: where the place stands in each, and where its phrase begins."""
    told = content(subject)
    for place in revision.places():
        if place.slot != "facts" or place.part != "text" or any(each.kind == "money" for each in measures(place.text)):
            continue
        found = next(_WHERE.finditer(place.text), None)
        if found is None:
            continue
        before = place.text[: found.start()]
        about_it = content(before) - _SELF_WORDS
        if about_it & told if about_it else is_own:
            yield place, found.span("where"), found.start()
