"""Who gets a call now: "complaints go to Bob", "Reklamationen gehen jetzt an Frau Iven", "las quejas van a Pedro"."""

import re

from parley.builder.guided.reading import Sentence
from parley.builder.guided.restating import about, is_change
from parley.builder.guided.revision import Revision, content

_TO = re.compile(
    r"\b(?:go|goes|going|send|sent|put|puts|pass|passed|transfer|transferred|belong|belongs|hand|handed|route|routed"
    r"|forward|forwarded|call|ring|directed?)\b[^.,;!?]{0,30}?\b(?:(?:over |through )?to|for) (?P<en>[^.,;!?]{2,60})"
    r"|\b(?:geh\w*|weiter\w*|verbind\w*|leit\w*|gib\w*|stell\w*|durch\w*|komm\w*)\b[^.,;!?]{0,40}?"
    r"\b(?:an|zu|zum|zur|mit)(?: die| den| das| der)? (?P<de>[^.,;!?]{2,60})"
    r"|\b(?:van?|vayan?|pas\w+|deriv\w+|transf\w+|mand\w+|atiende\w*|se enc\w+)\b[^.,;!?]{0,40}?"
    r"\b(?:a|al|con|para) (?P<es>[^.,;!?]{2,60})"
    r"|(?:转给|转到|转接给|转接到|交给|找|给|转)(?P<zh>[^,，。；;！]{2,20})"
)
_TAIL = re.compile(
    r"(?:\s+(?:now|instead|please|from now on|these days|any ?more|jetzt|nun|bitte|weiter|durch|weiterleiten|verbinden"
    r"|ahora|por favor|desde ahora|since .*|seit .*|then|rather than .*|not .*|and not .*)|就行了?|吧|了|处理|接)+$"
)
_IDLE = content(
    "caller callers call calls person someone somebody customer customers there about comes bring brings has have is"
    " wants want anything something es um geht wenn jemand kunde kunden anruf anrufe haya alguien cliente si sobre"
)


def redirected(sentence: Sentence, revision: Revision, *, is_correction: bool) -> bool:
    """Put another receiver into the rule that a sentence speaks of; its words are taken. Whether it did."""
    rules = revision.items("handover")
    if not rules:
        return False
    found = _TO.search(sentence.left)
    if found is None or found.lastgroup is None:
        return False
    start, end = found.span(found.lastgroup)
    if tail := _TAIL.search(sentence.left[start:end]):
        end = start + tail.start()
    to, said = sentence.text[start:end].strip(), about(sentence.left[:start] + sentence.left[end:])
    is_marked = is_correction or is_change(sentence.text)
    scored = [_share(said, about(rule["when"]) - _IDLE) for rule in rules]
    if is_marked and max(scored) < 0.5:
        scored = [_share(said, content(re.sub(r"\S*\d\S*", "", rule["to"]))) for rule in rules]
    best = max(scored)
    if best < (0.5 if is_marked else 1.0) or scored.count(best) > 1 or not to or len(to.split()) > 8:
        return False
    at = scored.index(best)
    if not is_marked and said - about(rules[at]["when"]) - _IDLE:
        return False
    if content(to) <= content(rules[at]["to"]) and not re.search(r"\d", to):
        return False
    rules[at] = {**rules[at], "to": to}
    revision.put("handover", rules, sentence.text.strip(" ."))
    sentence.take(0, len(sentence.text))
    return True


def _share(said: frozenset[str], held: frozenset[str]) -> float:
    return len(said & held) / len(held) if held else 0.0
