"""What the agent is for: the clause that says it, without what leads to it."""

import re

from parley.builder.guided.german.page import Part
from parley.builder.guided.reading import MASK_QUOTE

_AGENT = (
    r"(?:[\w-]*(?:assistent(?:en|in)?|agent(?:en|in)?|bot|chatbot|rezeptionist(?:in)?|telefonist(?:in)?|hotline"
    r"|anrufbeantworter|system|lösung|stimme|hilfe|empfang|assistenz|computer|roboter|maschine)|[\w-]*ki|rezeptions-ki"
    r"|jemanden?|wen|etwas|(?<=gern )was|programme?|software|dings?|helfer(?:in)?)"
)
_WHICH = re.compile(
    rf"\b{_AGENT}\b[^.;:!?]{{0,100}}?(?:,\s*|(?<=stimme) |(?<=bot) |(?<=assistenten) |(?<=wen) |(?<=jemanden) "
    r"|(?<=ki) |(?<=agenten) )"
    rf"(?:der|die|das|welche[rs]?|(?:mit|bei|über|durch) (?:dem|der|den|die|das))\s+(?P<does>[^;:!?]{{8,300}})"
)
_SHALL = re.compile(
    r"(?:^|[,;:.]\s*|\bund\s+|\bdass\s+|\bzwar\s+)(?:(?:und|also|der|die|das|unser|unsere|ein|eine)\s+)*(?:er|sie|es"
    r"|ki|[\w-]*(?:assistent(?:in)?|agent(?:in)?|bot|hotline|ki|system|chat|assistenz|stimme|maschine"
    r"|computer))(?:\s+(?:auf|am|an|in|für"
    r"|im) [^,.;:]{2,30}?)?\s+(?:soll(?:te)?|muss|kann|könnte|darf"
    r"|müsste)\s+(?:bitte |uns |dann |halt |einfach |vor allem |hauptsächlich "
    r"|in erster linie )*(?P<does>[^;!?]{8,300})"
    r"|^(?:und |also )?soll(?:te)?\s+(?:(?:er|sie|es|der \w+|die \w+)\s+)?(?P<does2>[^;!?]{8,300})"
)
_WANT = re.compile(
    r"\b(?:wir|ich|die [\w -]{3,60}|das [\w -]{3,60})\s+(?:hier\s+)?(?:möchten?|wollen|will|würden?"
    r"|planen?)\s+(?:gern(?:e)?\s+)?(?P<does>[^;:!?]{8,300}?(?:en|ern|eln))(?=[.,;!?]|$)"
)
_AIM = re.compile(
    r"\b(?:zweck|aufgabe|hauptaufgabe|job|ziel|es geht (?:um|darum))\s*(?:ist|ist es|wäre|:|dabei|des \w+|hier"
    r"|bei uns)*\s*:?,?\s*(?P<does>[^;!?]{8,300})"
)
_MAIN = re.compile(
    r"^(?:und )?(?P<does>(?:er|sie|es|der (?:bot|agent|assistent)|die ki) (?:nimmt|beantwortet|bucht|vereinbart|hilft"
    r"|berät|informiert|erinnert|ruft|verschiebt|prüft|koordiniert|bearbeitet|vergibt|kümmert|führt|macht|verkauft"
    r"|qualifiziert|übernimmt|klärt|gibt|betreut|unterstützt) [^;!?]{6,300})"
)
_NO_PURPOSE = re.compile(
    r"\b(?:einsetzen|einrichten|einführen|haben|anschaffen|bauen(?: lassen)?|kaufen|testen|ausprobieren|nutzen"
    r"|bekommen|erstellen|entlastung|anlegen)[.,\s]*$"
    r"|^(?:nicht|keine?|nie|auf keinen|gern|bitte|freundlich|höflich|ruhig|herzlich|locker|immer (?:freundlich"
    r"|höflich)|heißen|klingen|deutsch|englisch|sprechen|reden|sein|am anfang|zu beginn|an |zum |zur |jede[nrs]?\b"
    r"|noch)"
    r"|\b(?:klingen|auftreten|sprechen|reden|weiterleiten|verbinden|durchstellen|sagen, dass|vorlesen|wiederholen"
    r"|nie(?:mals)?|nicht|keine[nmrs]?|zuerst|darauf hinweisen|duzen|siezen|heißen|entscheiden)\b"
)
_CUT = re.compile(
    r",?\s+(?:weil|da(?= wir| bei uns| unsere| sonst| niemand)|denn|damit|sodass|so dass|während|wenn|sonst|weshalb"
    r"|und zwar)\s.*|\.\s.*|,\s+(?:sieben tage|rund um).*|\s*\([^)]*\)|,\s+(?:und )?(?:bitte|freundlich|aber|nicht|da"
    r"|er|sie|es)\b.*",
    re.DOTALL,
)
_FEW = 5
"""A purpose of fewer words goes on beyond its clause."""
_HARD_CUT = re.compile(r",?\s+(?:weil|denn|und zwar|sonst)\s.*|\.\s.*|;.*", re.DOTALL)
_LEAD = re.compile(r"^(?:(?:auf|über|an) (?:ihrer|unserer|der|meiner) (?:webseite|website|homepage)\s+)")


def found(parts: list[Part]) -> tuple[str, str]:
    """The purpose with its words, ("", "") where none is told: a clause about the agent, else what the owner wants."""
    for patterns in ((_WHICH,), (_SHALL, _MAIN), (_AIM,), (_WANT,)):
        for part in parts:
            low = part.sentence.left
            for pattern in patterns:
                for hit in pattern.finditer(low):
                    name = "does" if hit.group("does") else "does2"
                    if (told := _told(part, *hit.span(name))) != ("", ""):
                        return told
    return "", ""


def _told(part: Part, start: int, end: int) -> tuple[str, str]:
    low, text = part.sentence.left[start:end], part.sentence.text[start:end]
    if MASK_QUOTE in low:
        return "", ""
    cut = _CUT.search(low)
    if cut is not None and len(low[: cut.start()].split()) < _FEW:
        cut = _HARD_CUT.search(low)
    lead = _LEAD.match(low)
    begin, stop = (lead.end() if lead else 0), (cut.start() if cut else len(low))
    words = text[begin:stop].strip(" ,.:;–-")
    if "(" in low and cut is not None and low[cut.start() :].lstrip().startswith("("):
        words = text[begin : _end(low)].strip(" ,.:;–-")
    if len(words.split()) < 2 or _NO_PURPOSE.search(words.lower()) or "\ue002" in low[begin:stop]:
        return "", ""
    plain = re.sub(r"\s*\([^)]*\)", "", words)
    return (plain[:1].upper() + plain[1:])[:500], words


def _end(low: str) -> int:
    """Where a purpose with data in brackets ends."""
    cut = re.search(r",?\s+(?:weil|damit|denn|sodass|wenn|sonst)\s|\.\s", low)
    return cut.start() if cut else len(low)
