"""What a Spanish message takes back or turns about: tasks, prohibitions, a closing line, two that are swapped."""

import re

from parley.builder.guided.figures import figures
from parley.builder.guided.measures import measures
from parley.builder.guided.reading import Reading, Sentence
from parley.builder.guided.revision import Revision, content
from parley.builder.guided.spanish.polarity import TAKE
from parley.builder.guided.spanish.receivers import EXTENSION
from parley.builder.guided.tables import word_set

_TURNED = re.compile(
    r"\b(?:(?:al|del) rev[eé]s|alrev[eé]s|intercambi\w+|interc[aá]mbi\w+|cambiad[oa]s|cruzad[oa]s|cruc[eé]|invert\w+"
    r"|invi[eé]rt\w+|trastocad\w+|al contrario|confundid[oa]s|permut\w+|dale? la vuelta|equivocad[oa]s entre sí)\b"
)
_GREETED = re.compile(r"\b(?:salud\w*|bienvenida)\b")
_CLOSED = re.compile(r"\b(?:desped\w*|desp[ií]d\w*|cierre)\b")
_REACHED = re.compile(r"\b(?:extensi\w+|números?|teléfonos?|internos?|anexos?|móviles|celulares|contactos?)\b")
_TAKEN = re.compile(
    rf"\b(?:(?:(?:vamos|voy|van|hay que|habría que|pued\w+|podéis|quer\w+|quiero|toca|mejor|conviene)(?: a| que)?"
    rf" {TAKE}|(?![a-zñ]+[aei]r\b){TAKE})|(?:a?fuera)|sobra[n]?|ya no (?:hace falta|va|aplica|vale|rige))\b"
)
_STOPPED = re.compile(
    r"\bya no (?:l[oa]s? |se |nos |hay |lo de |la |el )?(?:hac|da|ofrec|ten|exist|hay|est[aá]|ocup|llev|organiz|impart"
    r"|va|serv|club)\w*|\b(?:este|ese|el próximo) (?:año|mes|curso|verano|trimestre|semestre) no\b"
    r"|\bdej(?:amos|ado|aremos|ar) de\b|\bno l[oa]s? (?:damos|hacemos|ofrecemos|tenemos|llevamos|vamos a)\b"
    r"|\b(?:suspendid|cancelad|descartad|eliminad)[oa]s?\b|\bse (?:acabó|canceló|suspendió|cae)\b"
)
_ALLOWED = re.compile(
    r"\bsí\b|\b(?:ya|ahora|al final|mejor|pensándolo bien|total),? (?:sí )?(?:que )?(?:se )?(?:l[eoa]s? )?pued\w+"
    r"|\b(?:l[eo]s? dej(?:amos|o|en|a)|puede[ns]? (?:perfectamente|sin problema|tranquilamente))\b"
)
_DENIED = re.compile(r"\b(?:no|nunca|jamás|ni|tampoco)\b")
_POINTS = re.compile(r"\b(?:es[aeo]s?|est[aeo]s?|dich[oa]s?|l[oa]s?)\b|[aeáéíóú]l[oa]s?\b")
_VAGUE = word_set(
    "hablar habl hable dar dé decir diga dig hacer haga pon poner aceptar acept prometer promet sobr lo eso"
)
_ENOUGH = 0.5


def turned(reading: Reading, revision: Revision) -> bool:
    """The two lines, or two receivers' numbers, that a message says to be the wrong way round."""
    low = reading.low
    if _TURNED.search(low) is None:
        return False
    greeting, closing = revision.value("greeting"), revision.value("closing")
    if greeting and closing and _GREETED.search(low) and _CLOSED.search(low):
        revision.put("greeting", closing, reading.text)
        revision.put("closing", greeting, reading.text)
    elif not _numbers_turned(low, revision, reading.text):
        return False
    for sentence in reading.sentences:
        if _TURNED.search(sentence.left):
            sentence.take(0, len(sentence.text))
    return True


def _numbers_turned(low: str, revision: Revision, evidence: str) -> bool:
    rules = revision.items("handover")
    reached = [(at, number) for at, rule in enumerate(rules) if (number := _number(rule["to"]))]
    named = [(at, number) for at, number in reached if content(rules[at]["to"]) & content(low)]
    pair = named if len(named) == len(_PAIR) else reached
    if len(pair) != len(_PAIR) or not (_REACHED.search(low) or pair is named):
        return False
    (one, first), (two, second) = pair
    rules[one] = {**rules[one], "to": rules[one]["to"].replace(first, second)}
    rules[two] = {**rules[two], "to": rules[two]["to"].replace(second, first)}
    revision.put("handover", rules, evidence)
    return True


_PAIR = ("one", "the other")


def _number(to: str) -> str:
    """The number by which somebody is reached, as it stands."""
    if found := EXTENSION.search(to):
        return found.group().strip()
    return next((to[each.start : each.end] for each in figures(to) if len(each.value) > 2), "")


def taken_back(sentence: Sentence, reading: Reading, revision: Revision) -> bool:
    """A prohibition that no longer holds, a closing line or a task that goes."""
    low = sentence.left
    is_taken = _TAKEN.search(low) is not None
    if is_taken and _CLOSED.search(low) and revision.value("closing") and len(low.split()) < 12:
        revision.put("closing", None, sentence.text)
        return True
    is_allowed = _ALLOWED.search(low) is not None and _DENIED.search(low) is None
    if (is_taken or is_allowed) and _rule(low, revision, sentence.text):
        return True
    if not (is_taken or _STOPPED.search(low)) or measures(sentence.text):
        return False
    if _task(low, revision, sentence.text):
        return True
    before = reading.before(sentence).lower()
    if not (is_taken and _POINTS.search(low) and len(low.split()) < 9 and _task(before, revision, sentence.text)):
        return False
    for other in reading.sentences:
        if other.text.lower() == before:
            other.take(0, len(other.text))
    return True


def _rule(low: str, revision: Revision, evidence: str) -> bool:
    said = content(low)
    for slot in ("scope_dont", "constraints"):
        items = revision.items(slot)
        scored = [_share(content(str(item)), said) for item in items]
        if scored and max(scored) > _ENOUGH and scored.count(max(scored)) == 1:
            kept = [item for item, score in zip(items, scored, strict=True) if score < max(scored)]
            revision.put(slot, kept or None, evidence)
            return True
    return False


def _share(held: frozenset[str], said: frozenset[str]) -> float:
    plain = held - _VAGUE or held
    return len(plain & said) / len(plain) if plain else 0.0


def _task(low: str, revision: Revision, evidence: str) -> bool:
    goals, said = revision.items("goals"), content(low)
    scored = [
        len((content(goal["name"]) - _VAGUE) & said) / max(1, len(content(goal["name"]) - _VAGUE)) for goal in goals
    ]
    if len(goals) < len(_PAIR) or max(scored) < _ENOUGH or scored.count(max(scored)) > 1:
        return False
    revision.put("goals", [goal for goal, score in zip(goals, scored, strict=True) if score < max(scored)], evidence)
    return True
