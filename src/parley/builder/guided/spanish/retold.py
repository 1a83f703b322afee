"""What a Spanish message tells anew of a fact or of a day's hours: another address, "ese 22 es un 32", "de 8 a 12"."""

import re

from parley.builder.guided import retelling, timetable
from parley.builder.guided.measures import SPAN, measures
from parley.builder.guided.reading import Sentence
from parley.builder.guided.recipients import PHONE
from parley.builder.guided.restating import is_change
from parley.builder.guided.revision import Revision, content

_MISREAD = re.compile(
    r"\b(?:ese|el|lo del?|donde (?:dice|dije|puse|pone)(?: el| un)?|no es(?: el| un)?) (?P<old>\d+)\b[^.;]{0,50}?"
    r"\b(?:es|era|son|va|debe ser|debería ser|sería|quería decir|quise decir|pon(?:ga)?)(?: un| el)? (?P<new>\d+)\b"
)
_PLACE = re.compile(
    r"\b(?:calle|avenida|avda|av|plaza|carretera|paseo|camino|carrera|jirón|pasaje|ronda|travesía|polígono|local|esquina"
    r"|bulevar|boulevard|rambla|glorieta|barrio|colonia|edificio|piso|planta|km)\b"
)
_MOVED = re.compile(
    r"\b(?:traslad\w+|mud(?:amos|ado|ó|an)|cambi\w+|ahora|ya no|nuev[oa]|(?:puse|dije|pasé|escribí) mal|equivo\w+"
    r"|corrij\w+|en realidad|pasan? a|sino|no (?:está|es|cuesta|tarda|dura|vale)|que sean?|lo de)\b"
)
_CASE = re.compile(r"\b(?:si|cuando|quien|nunca|que no|pasal\w|pásal\w|pregunt\w+)\b|[?¿]")
_LEADS = re.compile(r"^(?:(?:y|ah|oye|oiga|mire|mira|bueno|pues|perdón|por cierto|otra cosa|ojo|además)[,:]? )+")
_SUBJECT = re.compile(
    r"^(?P<who>(?:[^\W\d_]+ ){1,4}?)(?=(?:es|está|son|están|cuesta|cuestan|tarda|tardan|vale|dura|sale|queda|abre)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,:;]\s+|\s+(?:sino|pero)\s+")
_CLOSED = re.compile(
    r"\b(?:no|tampoco) (?:se |les? |l[oa]s? )?(?:abr|trabaj|atend|atiend|estamos|hay|curr)\w*"
    r"|\b(?:cerramos|cerrado|libramos|descansamos)\b|\bya no\b"
)
_DANGLING = re.compile(r"[\s,;]+(?:(?:y|e|los|las|el|la)\b\s*)*$")
_MOST = 30


def misread(sentence: Sentence, revision: Revision) -> bool:
    """A number that was written wrong: "ese 22 de la carretera de Ávila es un 32"."""
    found = _MISREAD.search(sentence.left)
    if found is None or found["old"] == found["new"]:
        return False
    old = re.compile(rf"(?<!\d){found['old']}(?!\d)")
    fitting = [place for place in revision.places() if place.part != "topic" and old.search(place.text)]
    about = content(sentence.left)
    best = max((len(about & content(revision.around(place))) for place in fitting), default=0)
    meant = [place for place in fitting if len(about & content(revision.around(place))) == best]
    if len(meant) != 1:
        return False
    revision.write(meant[0], old.sub(found["new"], meant[0].text), sentence.text)
    return True


def fact(sentence: Sentence, revision: Revision) -> bool:
    """Another statement in the place of the fact about the same thing, where a sentence tells a change of it."""
    low = sentence.left
    facts, said = revision.items("facts"), content(low)
    if not facts or len(low.split()) > _MOST or _CASE.search(low) or PHONE.search(sentence.text):
        return False
    if not (_MOVED.search(low) or is_change(low)):
        return False
    fitting = [at for at, each in enumerate(facts) if _topic(each["text"]) & said]
    places = [at for at in fitting if _PLACE.search(low) and _PLACE.search(facts[at]["text"].lower())]
    if len(places or fitting) != 1:
        return False
    at = (places or fitting)[0]
    held = facts[at]["text"]
    kept = measures(held)
    fresh = [each for each in measures(sentence.text) if not any(each.is_same(old) for old in kept)]
    if not places and any(each.is_like(old) for each in fresh for old in kept):
        return retelling.restated(sentence.text, revision, is_announced=True) is not None
    facts[at] = {"topic": facts[at]["topic"], "text": _told(sentence.text, held)}
    revision.put("facts", facts, sentence.text)
    return True


def _topic(text: str) -> frozenset[str]:
    """The first words of a fact that say what it is about."""
    who = _SUBJECT.match(text)
    return content(who["who"]) if who else frozenset()


def _told(text: str, held: str) -> str:
    """The new statement: the last clause, behind what the held one is about."""
    plain = _LEADS.sub("", text.strip(" .!"))
    last = _CLAUSE.split(plain)[-1].strip(" .")
    who = _SUBJECT.match(held)
    if last == plain or who is None or _topic(held) & content(last):
        last = last if _topic(held) & content(last) else plain
        return last[:1].upper() + last[1:]
    return f"{who['who'].strip()} {last}"[:1_500]


def day(sentence: Sentence, revision: Revision) -> bool:
    """The hours of some days told anew within other words, or days that are no longer worked."""
    held = revision.value("hours")
    listed = measures(sentence.text)
    named = [each for each in listed if each.kind == "weekday"]
    if not isinstance(held, str) or len(named) != 1 or len(sentence.left.split()) > _MOST:
        return False
    words = sentence.text[named[0].start : named[0].end]
    spans = [
        (one, two)
        for one, two in zip(listed, listed[1:], strict=False)
        if one.kind == two.kind == "time" and SPAN.fullmatch(sentence.left, one.end, two.start)
    ]
    if not spans:
        closed = _CLOSED.search(sentence.left) and not any(each.kind == "time" for each in listed)
        hours = timetable.withdrawn(words, revision) if closed else None
    else:
        hours = _with(held, words, sentence.text[spans[-1][0].start : spans[-1][1].end], revision)
    hours = _DANGLING.sub("", hours) if hours else hours
    if not hours or hours == held:
        return False
    revision.put("hours", hours[:300], sentence.text)
    return True


def _with(held: str, words: str, span: str, revision: Revision) -> str | None:
    """The hours with some of the days at other times."""
    meant, parts = timetable.days(words), timetable.parts(held)
    exact = next((part for part in parts if part.days == meant and len(part.times) == _PAIR), None)
    if exact:
        return held[: exact.times[0].start] + span + held[exact.times[1].end :]
    if len(meant) <= _PAIR and any(meant < part.days for part in parts):
        rest = timetable.withdrawn(words, revision) or held
        return f"{rest.rstrip(' .;,')}, {words} de {span}"
    return None


_PAIR = 2
