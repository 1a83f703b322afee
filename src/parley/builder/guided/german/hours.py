"""Opening hours: weekdays and times in every form, "Mo–Do 8–18 Uhr", "täglich von halb neun bis fünf"."""

import re

from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

_NUMBER = (
    r"(?:null|eins|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn|sechzehn"
    r"|siebzehn|achtzehn|neunzehn|zwanzig|einundzwanzig|zweiundzwanzig|dreiundzwanzig|vierundzwanzig|mittags?"
    r"|mitternacht)"
)
_TIME = (
    rf"(?:(?:ca\.? |etwa |um |ab )?(?:halb |viertel (?:vor|nach) |dreiviertel |punkt )?(?:\d{{1,2}}(?:[.:]\d\d)?"
    rf"|{_NUMBER})"
    rf"(?: ?(?:uhr|h)\b(?: ?(?:dreißig|fünfzehn|fünfundvierzig|\d\d)\b)?)?(?: (?:früh|morgens|vormittags|mittags"
    r"|nachmittags|abends|nachts|in der früh|am abend))?)"
)
_SPAN = rf"(?:von |zwischen )?{_TIME} ?(?:bis|–|-|—|und) ?{_TIME}(?!\w)"
_DAY = (
    r"(?:mo(?:ntags?|\b)\.?|di(?:enstags?|\b)\.?|mi(?:ttwochs?|\b)\.?|do(?:nnerstags?|\b)\.?|fr(?:eitags?|\b)\.?"
    r"|sa(?:mstags?|\b)\.?|so(?:nntags?|\b)\.?|sonnabends?|werktags?|wochentags|täglich|unter der woche|feiertags?"
    r"|feiertagen|(?:am )?wochenende[ns]?|jeden tag|an (?:allen )?(?:werk|wochen)tagen|montags bis freitags)"
)
_DAYS = (
    rf"(?:(?:von |vom |am |an |jeweils |und |immer |nur )*{_DAY}(?: ?(?:bis|–|-|—|und|,|/|&|\+) ?(?:am "
    rf"|an )?{_DAY}){{0,6}})"
)
_AROUND = (
    r"(?:rund um die uhr|24 ?/ ?7|24 stunden (?:am tag|täglich|erreichbar|besetzt|geöffnet)|tag und nacht"
    r"|durchgehend(?= (?:erreichbar|geöffnet|besetzt|offen)))"
)
_MONTH = r"(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)"
_SEASON = rf"(?:(?:von |im |ab )?{_MONTH}(?: (?:bis|und) (?:ende )?{_MONTH})?,? )"
_NOT_OPEN = r"(?:geschlossen|zu\b|ruhetag|frei\b)"
_ONE = re.compile(
    rf"\b(?:{_SEASON}?{_DAYS},? ?(?:[:=]|jeweils|immer|nur|ist|sind wir(?: inzwischen| jetzt| nun)?"
    r"|haben wir|durchgehend"
    rf"|auch)? ?(?:{_SPAN}|{_AROUND}"
    rf"|{_NOT_OPEN})"
    rf"|{_SPAN},? ?(?:uhr )?{_DAYS}|{_SPAN}|{_AROUND}(?:, (?:sieben|7) tage die woche)?"
    rf"|{_DAYS}(?: sind wir(?: inzwischen| jetzt| nun)?| haben wir)? "
    rf"(?:ab|bis|nur) {_TIME}"
    rf"|bis {_TIME})"
)
_OPEN = re.compile(
    r"\b(?:offen|geöffnet|auf(?=[\s,.]|$)|erreichbar|besetzt|sprechzeit\w*|öffnungszeit\w*|bürozeit\w*"
    r"|geschäftszeit\w*|betriebszeit\w*"
    r"|sprechstunde\w*|servicezeit\w*|telefonzeit\w*|anrufzeit\w*|arbeitszeit\w*|da sind wir|arbeiten|arbeitet|läuft"
    r"|angerufen|zeiten|öffnen"
    r"|dienst|da\b|im einsatz|verfügbar|geht ran|anrufen|telefonieren|im büro|ordination\w*|schalterstunden)\b"
)
_DAYS_NAMED = re.compile(rf"\b{_DAY}")
_SAID = word_set(
    "uhr bis rund täglich werktags wochentags 24 samstags sonntags tag geschlossen ruhetag durchgehend und zwischen"
)


def found(sentence: Sentence, *, is_asked: bool = False) -> tuple[str, str]:
    """The hours of a sentence with their words, which are taken; ("", "") where it tells none."""
    low = sentence.left
    if not is_asked and not (sentence.has(_SAID) or any(map(str.isdigit, low))):
        return "", ""
    spans = [each for each in _ONE.finditer(low) if _counts(each.group())]
    is_open = _OPEN.search(low) is not None
    spans = [each for each in spans if is_asked or is_open or _tells(each.group())]
    if not spans or _is_other(low, is_open=is_open or is_asked):
        return "", ""
    start, end = spans[0].start(), spans[-1].end()
    if end - start > 280:
        end = spans[0].end()
    while end < len(low) and low[end : end + 4] == " uhr":
        end += 4
    words = sentence.text[start:end].strip(" ,.")
    sentence.take(*(_clause(low, start, end) if is_open else (start, end)))
    return words[:300], words


_BOUND = re.compile(
    r"[.;!?\ue002]\s?|,\s|\s(?:und|aber) (?=(?:offen|geöffnet|wir|die|das|der|es|er|sie|bei|im|parken)\b)"
)


def _clause(low: str, start: int, end: int) -> tuple[int, int]:
    """The clause that hours stand in, which says nothing else."""
    begin = max((mark.end() for mark in _BOUND.finditer(low, 0, start)), default=0)
    after = _BOUND.search(low, end)
    return begin, after.start() if after else len(low)


def _counts(said: str) -> bool:
    """Two bare numbers ("zwei und drei") are no hours: a word of time or days stands with them."""
    return bool(
        re.search(r"uhr|\bh\b|:|halb|viertel|rund um|24|tag und nacht|geschlossen|durchgehend|frei|ruhetag|zu$", said)
        or _DAYS_NAMED.search(said)
        or re.search(r"\bvon\b|\bbis\b|\d ?[–-] ?\d", said)
    )


def _tells(said: str) -> bool:
    """Whether words of time by themselves are hours: a span of times on days or with "Uhr", or all day long."""
    return bool(re.search(_AROUND, said) or (re.search(rf"(?:{_SPAN})", said) and re.search(rf"uhr|{_DAY}", said)))


_OTHER = re.compile(
    r"\b(?:check-?in|check-?out|frühstück|lieferung|lieferzeit|dauert|tage lang|werktage|anreise ist|abholung"
    r"|personen|prozent|monat"
    r"|verboten|nachtruhe|ruhezeit|abhol\w*)\b"
)
_CASE = re.compile(r"^(?:und |aber )?(?:wenn|falls|sobald|bei|au(?:ß|ss)erhalb|nach|ab)\b")


def _is_other(low: str, *, is_open: bool) -> bool:
    return not is_open and (_OTHER.search(low) is not None or _CASE.match(low) is not None)
