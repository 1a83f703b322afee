"""What the agent must not do, in the words that say it without the "nicht"; how it is not to behave."""

import re
from dataclasses import dataclass

from parley.builder.guided.german import manner
from parley.builder.guided.german.goal_words import FINITE
from parley.builder.guided.reading import MASK_LINK, MASK_QUOTE, Sentence
from parley.builder.guided.tables import inverted, word_set

NEGATED = re.compile(
    r"\b(?:nicht|nie|niemals|niemand(?:en|em)?|keine[nmrs]?|kein|keinerlei|nichts|keinesfalls|nirgends"
    r"|(?:auf|in) (?:gar )?keinen? fall|unter keinen umständen|unter gar keinen umständen|weder|noch nie)\b"
)
_NEGATIVE = word_set(
    "nicht nie niemals niemanden keine keinen keiner keines keinem kein keinerlei nichts keinesfalls weder"
)
_BANS = re.compile(
    r"\b(?:tabu|verboten|untersagt|unerlaubt|unerwünscht|no-go|ausgeschlossen|vermeide\w*|zu unterlassen|finger weg)\b"
)
_BAN_WORDS = word_set("tabu verboten untersagt unerwünscht ausgeschlossen vermeiden vermeide unterlassen finger no-go")
_MODAL = re.compile(
    r"\b(?:darf|dürfen|dürfte|soll(?:te)?|sollen|sollten|kann|können|muss|müssen|wird|werden|möchte(?:n)?|will|wollen"
    r"|braucht|ist|sind)\b"
)
_AGENT = (
    r"(?:der|die|das|unser|unsere) (?:[\w-]*(?:bot|agent|agentin|assistent|assistentin|ki|system|computer"
    r"|anrufbeantworter)|stimme|kollege)"
)
_SUBJECT = re.compile(rf"\b(?:er|sie|es|{_AGENT}|ihr|du|man|ki|agent|bot|assistent)\b")
_OURS = re.compile(
    r"\b(?:wir|ich|uns|kunden|gäste|patienten|anrufer|mieter|leute|keiner|niemand|mir|die meisten)\b"
    r"|^(?:nur |bloß |kein(?:en)? )?(?:chat|telefon)\b"
)
_BARRED = re.compile(
    r"^(?:und |aber |denn )?(?:wenn|weil|falls|da\b(?! darf| soll)|seit|ob|obwohl|sonst|damit|denn|sobald|bevor"
    r"|keine ahnung|kein problem|keine sorge|dass wir"
    r"|was (?:er|sie|der|die|es|nicht)|nicht nur|nichts weiter|sofern|wann|wie|was (?:nicht|kaputt)|das geht|der chef"
    r"|wer|bei)\b|\bkein thema\b|\bnicht vergessen\b|\bdoch (?:lieber )?nicht\b|\bgar nicht so\b"
)
_INFINITIVE = re.compile(r"\b(?P<verb>[a-zäöüß]{2,}(?:en|ern|eln)|tun|sein)$")
_NO_VERB = word_set(
    """
    einen keinen deinen seinen ihren unseren jeden allen den wegen neben gegen oben unten zwischen morgen gern besten
    vielen
    anderen weiteren neuen festen normalen wollen sollen können müssen dürfen möchten werden haben eben ihnen denen
    kosten zehn sieben
    """
)
_CONDUCT = re.compile(
    r"\b(?:warteschleife|unterbrech\w*|ins wort|duze\w*|siez\w*|emojis?|fachbegriff\w*|fachchinesisch|länger als"
    r"|mehr als|sätze|satz|ausreden|warten"
    r"|auflegen|abwimmeln|fachjargon|jargon|dialekt|wiederhol\w*|drängen|floskeln|anrufen|nachhaken|zweimal"
    r"|amtsdeutsch|abkürzungen|ironi\w*|witze)\b"
)
_FILLER = re.compile(
    r"\b(?:bitte|auf (?:gar )?keinen fall|unter (?:gar )?keinen umständen|keinesfalls|nie(?:mals)?(?: wieder)?"
    r"|nicht(?! mehr als)|kein(?:e[nmrs]?)?|keinerlei|auch|und|aber|also|natürlich"
    r"|jedoch|allerdings|dabei|halt|ach|ganz wichtig|wichtig|übrigens|ja|sondern|oder|au(?:ß|ss)erdem|unbedingt"
    r"|jemals|grundsätzlich|generell|überhaupt|absolut|vor allem|ebenso|ebenfalls"
    rf"|darf|dürfen|dürfte|soll|sollte|sollen|sollten|kann|muss|wird|werden|will|wollen|möchte|möchten|wir|ich|hier"
    rf"|dann|denn|nichts(?= zu)|so|mir|uns|{_AGENT}|er|sie|es|man|der(?=,|$)|die(?=,| auf|$)|dass|weder|noch(?= |$)"
    rf"|irgendwelche|bloß|lieber|besser|strikt|streng|immer)\b",
    re.IGNORECASE,
)
_PIECE = re.compile(
    r"\s*,\s*|\s*[;:]\s*|\s+(?:und|oder|aber|sondern)\s+(?=(?:auch |bitte |schon )*(?:gar )?(?:keine?\w{0,2}"
    r"|nichts?|niemand\w{0,2}"
    r"|nie|niemals|auf keinen fall|darf|soll)\b)|\s[–-]\s"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """What is not to be done, or how to behave: the slot, the text, and the user's words."""

    slot: str
    text: str
    words: str


def negates(sentence: Sentence) -> bool:
    """Whether a sentence forbids or denies something, and does not withdraw what was told."""
    return NEGATED.search(sentence.left) is not None and _BARRED.search(sentence.left) is None


def donts(sentence: Sentence, *, is_listed: bool = False) -> list[Limit]:
    """The prohibitions of a sentence; their words are taken. `is_listed` below a heading that forbids."""
    low = sentence.left
    if not is_listed and not sentence.has(_NEGATIVE) and not sentence.has(_BAN_WORDS) and "keinen fall" not in low:
        return []
    results: list[Limit] = []
    is_going_on = is_listed
    for start, end in _joined(low):
        piece = low[start : end - len(_depending(low[start:end]))].strip()
        is_negated = NEGATED.search(piece) is not None or _BANS.search(piece) is not None
        is_barred = is_negated and (
            _is_prohibition(piece, is_listed=is_listed) or (is_going_on and bool(_ending(piece)))
        )
        if not is_barred and not (is_going_on and not is_negated and _goes_on(piece, is_listed=is_listed)):
            is_going_on = False
            continue
        is_going_on = True
        results += _limits(sentence, start, end)
        sentence.take(start, end)
    return results


def _joined(low: str) -> list[tuple[int, int]]:
    """The pieces of a sentence; one whose verb stands in the next ("nicht über Preise, Rabatte …") is joined to it."""
    marks = [(found.start(), found.end(), found.group().strip() in {",", ""}) for found in _PIECE.finditer(low)]
    pieces: list[tuple[int, int]] = []
    start = 0
    for begin, end, is_comma in marks:
        piece = low[start:begin].strip()
        if is_comma and (_waits(piece, low[end:]) or (NEGATED.search(piece) and _DEPENDS.match(low, end))):
            continue
        if begin > start:
            pieces.append((start, begin))
        start = end
    return [*pieces, (start, len(low))]


_DEPENDS = re.compile(
    r"(?:dass|ob|(?:auf|in|an|mit|von|zu|für|um|über|bei) (?:welche[nmrs]?|die|denen|der) \w+"
    r"|(?:was|wer|wem|wen|wo|wie|wann|warum|welche[nmrs]?|wieviel\w*|die|der|das|denen|deren)\b)"
    r"(?! (?:macht|machen|geht|kann|soll|ist|sind|darf|kommt|wird|wäre|klär\w*|steht|übernimmt|mögen|darf|muss)\b)"
    r"(?=[^,.;:!?]{2,90}\b\w+(?:t|en|st|nd)\s*(?:[,.;!?]|$))"
)
"""The clause that says what is not to be told or done; "das macht nur der Chef" is none."""


def _waits(piece: str, rest: str) -> bool:
    """Whether a piece with "nicht" has its verb still to come, so that the comma stands in a list."""
    if (
        not NEGATED.search(piece)
        or _ending(piece)
        or re.match(r"(?:und |aber |sonst|wir|das|er|sie|es|da|kein|nicht|nie|weil|wenn|bitte|die|der)\b", rest)
    ):
        return False
    if not re.search(r"\b(?:über|zu|nach|von)\b|\b(?:keine[nr]?|kein)\b", piece) or re.search(
        r"\b(?:ist|sind|gibt|wird)\b", piece
    ):
        return False
    following = re.split(r"[;:]|, (?:aber|sonst|und)\b", rest)[0]
    return (
        _ending(following.rstrip(" .!")) is not None and len(following.split()) < 12 and not NEGATED.search(following)
    )


def _ending(piece: str) -> re.Match[str] | None:
    found = _INFINITIVE.search(piece.rstrip(" .!?,"))
    return found if found and found.group("verb") not in _NO_VERB else None


def _is_prohibition(piece: str, *, is_listed: bool) -> bool:
    if (
        _BARRED.search(piece)
        or MASK_QUOTE in piece
        or re.search(r"\b(?:dürfen|können|wollen|brauchen) wir\b|^wir dürfen", piece)
        or (len(piece.split()) < 4 and manner.LANGUAGE.search(piece))
    ):
        return False
    if _BANS.search(piece) or re.search(
        r"^(?!.*(?:ferien|feiertag|(?<!\w)(?:im|am|an) [\w ]*(?:tag|juli|august|winter)))"
        r".*findet .{0,40}\b(?:statt)|\bfinden .{0,40}\bstatt",
        piece,
    ):
        return True
    if _DECLINED.search(piece) or _PLAINLY.search(piece):
        return len(piece.split()) > 2
    if _ending(piece):
        return not _OURS_DOING.search(piece)
    if is_listed or _IMPERATIVE.search(piece):
        return True
    if _OURS.search(piece):
        return False
    if _HEADED.match(piece):
        return len(piece.split()) < 9
    return bool(_SUBJECT.search(piece)) and not _STATE.search(piece)


_PLAINLY = re.compile(
    r"\b(?:darf|dürfen|dürfte|soll(?:te|ten)?|sollen)\b|\bbitte (?:nie|niemals|keine?\w{0,2})\b"
    r"|\bauf (?:gar )?keinen fall"
    r"|keinesfalls|unter (?:gar )?keinen umständen"
)
_DECLINED = re.compile(r"\b(?:lieber|bitte|besser|am besten|möglichst|auf keinen fall) (?:gar |auch )*nicht\s*[.!]?$")
_OURS_DOING = re.compile(r"^(?:wir|ich) (?!woll|möcht)|\bkönnen wir|wir können")
_IMPERATIVE = re.compile(
    r"^\w+en sie (?:bitte )?(?:nie|nicht|keine)|\b(?:wollen|will|möchten?) (?:wir|ich) (?:nicht|keine)"
    r"|\b(?:wir|ich) (?:wollen|will|möchten?) (?:nicht|keine)"
)
_HEADED = re.compile(
    r"(?:und |aber |auch |noch )*(?:keine?[nr]?|keinerlei|nie|niemals) (?!.*\b(?:zeit|lust|ahnung|problem"
    r"|termine mehr|interesse)\b)"
)
_STATE = re.compile(r"\b(?:ist|sind|war|hat|haben|geht|klappt|weiß)\b")


def _goes_on(piece: str, *, is_listed: bool) -> bool:
    """Whether a piece without "nicht" goes on with what the piece before forbade: "Förderung zusagen"."""
    if _MODAL.search(piece) or _OURS.search(piece) or MASK_LINK in piece:
        return False
    return (
        is_listed
        or _ending(piece) is not None
        and not re.match(
            r"(?:sondern|aber|immer|stattdessen|bitte|und|den|nur|dann|da|sonst|dafür|lieber|einfach)\b", piece
        )
    )


_MANNER = re.compile(
    r"(?:(?:[Uu]nd|[Aa]ber|[Bb]itte|bloß|auch|nur) )*"
    r"(?:[Nn]icht|[Nn]ie)(?: zu| so| allzu)? [a-zäöüß]+"
)
_SHARED = re.compile(r"\s+(?:und|oder|noch)\s+")


def _limits(sentence: Sentence, start: int, end: int) -> list[Limit]:
    words = sentence.text[start:end].strip(' ,.!;:"„“”«»')
    parts = _SHARED.split(words)
    several = len(parts) > 1 and all(_ending(part.lower()) for part in parts)
    results = []
    for part in parts if several else [words]:
        is_conduct = _CONDUCT.search(part.lower()) is not None or _MANNER.fullmatch(part) is not None
        text = part.strip() if is_conduct else _bare(part)
        if is_conduct:
            text = re.sub(r"^(?:und|aber|bitte|auch|ach)\s+", "", text, flags=re.I)
        if len(text) > 2:
            results.append(Limit("constraints" if is_conduct else "scope_dont", text[:1].upper() + text[1:250], words))
    return results


_COMMA = re.compile(r",\s+")


def _depending(words: str) -> str:
    """The clause that ends a prohibition, with its comma: ", dass wir etwas finden"."""
    return next((words[at.start() :] for at in _COMMA.finditer(words) if _DEPENDS.match(words, at.end())), "")


def _bare(words: str) -> str:
    """What is forbidden, without the words that forbid it."""
    tail = _depending(words)
    kept = _FILLER.sub(" ", words.removesuffix(tail))
    plain = re.sub(
        r"\b(?:ist|sind|bleibt) (?:absolut |streng |strikt )*(?:tabu|verboten|untersagt|nicht erlaubt)\b|\b(?:tabu"
        r"|verboten)(?: ist| sind)?:?",
        "",
        kept,
    )
    plain = " ".join(plain.split()).strip(" ,.:;!–-")
    plain = re.sub(r"^(?:finger weg von|vermeide[nt]?|es|das) ", "", plain, flags=re.I)
    if tail:
        return plain + tail
    before, _, last = plain.rpartition(" ")
    verb = FINITE.get(last) or _DONE.get(last)
    return f"{before} {verb}" if before and verb else re.sub(r"(?<=.{8}) gibt$", "", plain)


_DONE = inverted("""
    versprechen: verspricht
    machen: macht
    stellen: stellt
    erteilen: erteilt
    verhandeln: verhandelt
    diskutieren: diskutiert
    empfehlen: empfiehlt
    sagen: sagt
    verschicken: verschickt
    annehmen: nimmt an
""")
"""Infinitives of what the agent "does not do", by the form that says it."""
