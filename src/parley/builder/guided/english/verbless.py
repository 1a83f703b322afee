"""Hand-over without a verb: "parts questions to parts, sales to the showroom", "gas smell = urgent, also the tech"."""

import re

from parley.builder.guided import recipients
from parley.builder.guided.english import conditions
from parley.builder.guided.english.verbs import verb_at
from parley.builder.guided.reading import Sentence

_PAIR = re.compile(r"(?:and )?(?P<what>[a-z][a-z' /-]{2,50}) to (?P<to>(?:(?:the|our|my) )?[a-z][a-z' -]{1,40})$")
_EQUAL = re.compile(
    r"(?P<what>[a-z][^=,;.]{2,60}) = (?:urgent|emergency|critical|immediate)\w*,? (?:also |plus |and |call )?"
    r"(?P<to>(?:the|our|my) [^,;]{3,100}?)[.!]?$"
)
_CLAUSAL = re.compile(
    r"\b(?:is|are|was|be|we|i|it|they|you|need|needs|want|wants|from|able|close|due|open|day|price|up|reply|how|go|goes|put|send|sent|get|gets|transferred|forwarded|passed|routed|handed|connected)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
)


_FETCH = re.compile(
    r"(?i:if|when|whenever) (?P<when>[^.;:!?]{4,150}?),? (?:please |then |just )?(?:bring|get|fetch|call in|alert)"
    r" (?P<to>me in\b|me\b(?=[,.!]|$)|[A-Z][a-z]+\b(?: in\b)?(?:, (?:the|our|my) [a-z -]{3,40})?)"
    r"(?:, (?:I'm|my name is) (?P<own>[A-Z][a-z]+))?[.!]*$"
)


def fetched(sentence: Sentence) -> list[dict[str, str]]:
    """ "If it is about a refund get Rosa, the bookkeeper", "… bring me in, I'm Tom": a person by name, or the owner."""
    if not sentence.text.startswith(("i", "I", "w", "W")):
        return []
    found = _FETCH.match(sentence.text.replace("’", "'"))
    if found is None or "\ue002" in sentence.left:
        return []
    to = found.group("own") or ("" if found.group("to").startswith("me") else found.group("to").replace(" in", ""))
    sentence.take(0, len(sentence.left))
    return [{"when": conditions.reworded(found.group("when").strip()), "to": to}]


def rules(sentence: Sentence) -> list[dict[str, str]]:
    """The rules of a sentence that consists of nothing but cases and whom they go to; its words are taken."""
    low = sentence.left.rstrip(" .!")
    if " = " in sentence.left and (equal := _EQUAL.match(sentence.left)):
        place = equal.start("to")
        to = recipients.destination(sentence.text[place:], sentence.left[place:])
        if to and recipients.PEOPLE.search(equal.group("to")):
            when = conditions.about(equal.group("what"))
            sentence.take(0, len(low))
            return [{"when": when, "to": to}]
        return []
    if " to " not in low or _CLAUSAL.search(low):
        return []
    pairs = [_PAIR.match(part) for part in re.split(r"\s*[,;]\s*", low)]
    whole = [pair for pair in pairs if pair and not _has_verb(pair)]
    is_known = any(recipients.PEOPLE.search(pair.group("to")) for pair in whole)
    if len(whole) < len(pairs) or not is_known or recipients.NOT_PEOPLE.search(low):
        return []
    sentence.take(0, len(low))
    return [{"when": conditions.about(pair.group("what")), "to": _unowned(pair.group("to"))} for pair in whole]


def _has_verb(pair: re.Match[str]) -> bool:
    return bool(verb_at(pair.group("to"), 0)) or bool(verb_at(pair.group("what"), 0))


def _unowned(to: str) -> str:
    return re.sub(r"^(?:our|my) ", "", to)
