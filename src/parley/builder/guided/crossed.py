"""Two held values that change places: "those two prices are the wrong way round", "Karen and Steve have swapped"."""

import re

from parley.builder.guided.measures import Measure, measures
from parley.builder.guided.reading import Reading, words
from parley.builder.guided.restating import about
from parley.builder.guided.revision import Place, Revision
from parley.builder.guided.successors import Rule, held_rules, plain

_CROSSED = re.compile(
    r"\b(?:swap\w*|switch\w* (?:them|those|these|round|around|places|over)|switched|mixed up|mixing up"
    r"|muddled|confused"
    r"|(?:the )?wrong way (?:round|around)|back to front|(?:the )?other way (?:round|around|about)|vice versa"
    r"|transposed"
    r"|vertausch\w*|verwechsel\w*|umgekehrt|andersrum|genau andersherum|al revés|intercambi\w*|confund\w*|cambiad[oa]s"
    r" entre sí|viceversa)\b|mix\w* [^.!?]{2,40}? up\b|弄反|说反|写反|搞反|反了|对调|互换|颠倒"
)
_CUES = (
    *("swap", "switch", "mix", "muddl", "confus", "wrong way", "back to front", "other way", "vice versa", "transpos"),
    *("tausch", "wechsel", "umgekehrt", "anders", "revés", "cambi", "confund", "反", "对调", "互换", "颠倒"),
)
_NUMBERS = re.compile(r"\b(?:numbers?|lines?|extensions?|nummern?|números?|teléfonos?|digits)\b|号码|电话")
_FOR = re.compile(r"\bswap\w* \w+ (?:for|with)\b|\bdigits\b")
_TWO = 2


def made(reading: Reading, revision: Revision) -> bool:
    """Swap the two values that a message says are the wrong way round; the sentences about them are read."""
    low = reading.low
    if not any(map(low.__contains__, _CUES)) or not _CROSSED.search(low) or _FOR.search(low):
        return False
    done = _receivers(reading, revision) or _prices(reading, revision)
    if done:
        for sentence in reading.sentences:
            if _CROSSED.search(sentence.left) or _tells_held(sentence.text, revision):
                sentence.take(0, len(sentence.text))
    return done


def _tells_held(text: str, revision: Revision) -> bool:
    """Whether all amounts of a text are held, or the ends of held ones: they are only told once more."""
    held = [each for place in revision.places() for each in measures(place.text)]
    told = measures(text)
    return bool(told) and all(any(_is_end(each, other) for other in held) for each in told)


def _is_end(told: Measure, held: Measure) -> bool:
    return told.is_same(held) or (held.kind == "phone" and held.value.endswith(told.value))


def _receivers(reading: Reading, revision: Revision) -> bool:
    """Two hand-overs, by their people or what they are about; their numbers alone where these are spoken of."""
    held, said = list(held_rules(revision)), plain(set(words(reading.text)))
    is_number = _NUMBERS.search(reading.low) is not None
    named = [rule for rule in held if rule.person & said]
    if len(named) != _TWO and is_number and len(held) == _TWO:
        named = held
    if len(named) != _TWO or is_number and not all(rule.phone for rule in named):
        return False
    one, other = named
    items = revision.items("handover")
    for rule, source in ((one, other), (other, one)):
        to = _with_phone(rule, source) if is_number else source.to
        items[rule.at] = {**items[rule.at], "to": to}
    revision.put("handover", items, reading.text.strip())
    return True


def _with_phone(rule: Rule, source: Rule) -> str:
    if rule.phone is None or source.phone is None:
        return rule.to
    return rule.to[: rule.phone.start] + source.to[source.phone.start : source.phone.end] + rule.to[rule.phone.end :]


def _prices(reading: Reading, revision: Revision) -> bool:
    """The amounts of two facts: the two that are named, or the only two of their kind."""
    told = about(reading.text)
    listed = [(place, amount) for place in revision.places() if (amount := _amount(place))]
    money = [(place, amount) for place, amount in listed if amount.kind == "money"]
    named = [pair for pair in listed if _share(told, about(pair[0].text)) >= 1]
    pair = money if len(money) == _TWO else named
    if len(pair) != _TWO or not pair[0][1].is_like(pair[1][1]):
        return False
    (one, first), (other, second) = pair
    facts = revision.items("facts")
    for place, amount, source, value in ((one, first, other, second), (other, second, one, first)):
        text = place.text[: amount.start] + source.text[value.start : value.end] + place.text[amount.end :]
        facts[place.index or 0] = {**facts[place.index or 0], "text": text}
    revision.put("facts", facts, reading.text.strip())
    return True


def _amount(place: Place) -> Measure | None:
    """The one amount of a fact."""
    if place.slot != "facts" or place.part != "text":
        return None
    found = [each for each in measures(place.text) if each.kind]
    return found[0] if len(found) == 1 else None


def _share(told: frozenset[str], held: frozenset[str]) -> float:
    plain_words = {word for word in held if not any(map(str.isdigit, word))}
    return len(told & plain_words) / len(plain_words) if plain_words else 0.0
