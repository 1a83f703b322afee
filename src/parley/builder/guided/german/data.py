"""What a datum is called, from the German words for it: "Geburtsdatum", "ob eine Verordnung vorliegt"."""

import re

from parley.builder.guided.german.compounds import COUNTED, HEADS, PARTS, PERSONS
from parley.builder.guided.german.data_words import NAMES, QUESTIONS
from parley.builder.language.data import variable

_LEAD = re.compile(
    r"^(?:(?:den|die|das|der|dem|des|d|n|nem?|nen|ein|eine[nmrs]?|sein|seine[nmrs]?|ihr|ihre[nmrs]?|deren|dessen|und"
    r"|oder"
    r"|sowie|auch|noch|dann|au(?:ß|ss)erdem|bitte|natürlich|halt|also|nur|kurz|jeweils|am besten|ggf\.?|evtl\.?"
    r"|eventuell|optional|zuerst|erst|immer|unbedingt|einfach|nach|plus|gerne?|möglichst|vielleicht|eigentlich"
    r"|lediglich|bloß|schon|mal|die/der|wegen) )+(?=\S)"
)
_TAIL = re.compile(
    r"(?:,? (?:an|auf|ab|ein|entgegen|aufnehmen|aufschreiben|erfassen|abfragen|erfragen|notieren|angeben|nennen"
    r"|gebraucht|benötigt|notiert|erfragt|erfasst|aufnimmt|abfragt|aufschreibt|einholt|mitnimmt|sammelt|speichert"
    r"|brauchen|braucht|benötigen|reichen?|genügt|genügen|fragen|nötig|erforderlich|notwendig|wichtig|werden|wird"
    r"|wissen"
    r"|halt|natürlich|bitte|dazu|dafür|auch|falls vorhanden|wenn möglich|wenn vorhanden|optional|reicht schon|noch"
    r"|festhalten|mitschreiben|einholen|sammeln|eintragen|sowie|oder so|usw\.?|etc\.?|soll(?:en)?|muss|müssen"
    r"|hinterlassen"
    r"|durchgeben|mitteilen|dabei|vorliegen|bereithalten|haben|ein|her))+$"
)
_OF = re.compile(r" (?:des|der|vom|von|fürs?|zum|zur|im|in|am|auf|beim?|unter|über|aus|mit|an)\b.*$")
_ADJECTIVE = re.compile(r"^[a-zäöüß-]{3,}(?:e|en|er|es|em) (?=\S)")
_BRACKETED = re.compile(r"\s*\([^)]*\)?$")


def known(words: str) -> str | None:
    """The usual English name of a datum, None where the words are not known as one."""
    plain = _bare(words)
    if not plain or len(plain) > 80:
        return None
    if name := _exact(plain):
        return name
    if name := _counted(plain) or _named_of(plain):
        return name
    for pattern, name in QUESTIONS:
        if pattern.match(plain):
            return name
    if chosen := _WHICH.match(plain):
        return _thing(chosen.group("what"))
    short = _OF.sub("", re.sub(r"^[a-zäöü]+e[nrs]? und (?=[a-zäöü]+e[nrs]? )", "", plain))
    head = _ADJECTIVE.sub("", short)
    return _exact(head) or _compound(head) or _exact(_ADJECTIVE.sub("", plain))


_COUNT = re.compile(r"(?:wie ?viele?|(?:an)?zahl(?: de[rs]| an)?|menge(?: de[rs]| an)?)\s+(?P<what>[a-zäöüß-]+)")
_WHOSE = re.compile(
    r"(?:(?:vor- und nach|vor|nach|voller |vollständiger )?namen?|bezeichnung)"
    r" (?:des|der|vom|von der|von dem|meines|ihres)"
    r"(?: (?:[a-zäöüß]+en|gewünschten))? (?P<who>[a-zäöüß]+)"
)
_KIND = re.compile(
    r"(?:(?:die )?(?:art|typ|sorte) (?:de[rs]|von|vom)(?: [a-zäöüß]+en)?|was für eine?n?)(?: [a-zäöüß]+e[snr]?)? "
    r"(?P<what>[a-zäöüß-]+)"
)
_LAST = re.compile(r"(?:letzte[rns]?|vorige[rns]?) (?P<what>[a-zäöüß-]+)$")
_WHICH = re.compile(r"(?:(?:auf|für|um|an|ab|bis|in|unter|zu|aus) )?welche[nrsm]? (?P<what>[a-zäöüß-]+)(?: .{0,40})?$")


def _counted(plain: str) -> str | None:
    """ "wie viele Flaschen", "Anzahl der Module"."""
    found = _COUNT.match(plain)
    thing = COUNTED.get(found.group("what")) if found else None
    return f"number_of_{thing}" if thing else None


def _named_of(plain: str) -> str | None:
    """ "Name des Kindes", "Art der Tonne", "letzte Reinigung"."""
    if whose := _WHOSE.fullmatch(plain):
        person = PERSONS.get(whose.group("who"))
        return f"{person}_name" if person else "name"
    if kind := _KIND.fullmatch(plain):
        part = _part_of(kind.group("what"))
        return f"{part}_type" if part else "type"
    last = _LAST.fullmatch(plain)
    part = _part_of(last.group("what")) if last else None
    return f"last_{part}" if part else None


def _thing(word: str) -> str | None:
    return _exact(word) or _compound(word) or _part_of(word)


def _part_of(word: str) -> str | None:
    """A noun in English, whatever its ending."""
    for form in (
        word,
        word.removesuffix("s"),
        word.removesuffix("n"),
        word.removesuffix("es"),
        word.removesuffix("en"),
    ):
        if name := PARTS.get(form):
            return name
    return PERSONS.get(word)


def loose(words: str) -> str | None:
    """A name for words that stand among data but are none that we know: the German ones."""
    plain = _TAIL.sub("", _LEAD.sub("", words.strip(" .:!"))).strip() if words.islower() else words.strip(" .:!")
    plain = re.sub(_TAIL.pattern, "", re.sub(_LEAD.pattern, "", plain, flags=re.I), flags=re.I).strip()
    if (
        not 1 <= len(plain.split()) <= 4
        or _AGAIN.match(words.lower())
        or re.search(r"[\d?]", plain)
        or not any(map(str.isupper, plain))
    ):
        return None
    return variable(plain) or None


_AGAIN = re.compile(r"\s*(?:und )?(?:für|zum|zur|beim?|wenn|falls|sobald)\b")


def _bare(words: str) -> str:
    low = _BRACKETED.sub("", " ".join(words.lower().split()).strip(" .:!?„“\"'–-"))
    return _TAIL.sub("", _LEAD.sub("", low)).strip(" .:,")


def _exact(plain: str) -> str | None:
    for form in (plain, plain.replace("ss", "ß"), plain.removesuffix("n"), plain.removesuffix("en"), plain + "e"):
        if form in NAMES:
            return NAMES[form]
    return None


def _compound(word: str) -> str | None:
    """ "Zählernummer", "Vertrags-Nr.": the known parts of a compound."""
    if " " in word or len(word) < 6:
        return None
    plain = word.replace("-", "").rstrip(".").removesuffix("n") if word.endswith("nummern") else word.replace("-", "")
    for head, english in HEADS:
        if plain.endswith(head) and len(plain) > len(head) + 2:
            front = plain[: -len(head)]
            said = PARTS.get(front) or PARTS.get(front.removesuffix("s")) or PARTS.get(front.removesuffix("n"))
            said = said or PARTS.get(front.removesuffix("en"))
            if said:
                return f"{said}_{english}" if english else said
            return {"number": None, "": None}.get(english, english if english in _ALONE else None)
    return None


_ALONE = frozenset(
    {"address", "date", "time", "phone_number", "email", "brand", "color", "type", "model", "reason", "description"}
)

_PARTS = re.compile(
    r"\s*[,;]\s*(?:(?:und|oder|sowie|dann|plus|auch|au(?:ß|ss)erdem)\s+)*|(?<!-)\s+(?:und|u\.|oder|sowie|bzw\.?|plus|&"
    r"|wie auch)"
    r"\s+(?:(?:dann|auch|noch|natürlich)\s+)*|\s*[+]\s*|\s+/\s+|(?<!\bja)/(?!in\b|nein)"
)
_JOINED = re.compile(r"\b(?:straße|strasse) und (?:haus)?nummer|plz und ort|postleitzahl und ort|ort und datum\b")
_PAIR = re.compile(r"\b[a-zäöü]{2,}e[nrs]? und [a-zäöü]{2,}e[nrs]? (?=[A-ZÄÖÜ])")


def items(listed: str) -> tuple[list[str], int, int]:
    """The leading items of a list that name data, where they end, and how many of them are known."""
    names: list[str] = []
    position = count = 0
    for start, end in _pieces(listed):
        words = listed[start:end]
        if not words.strip(" .,"):
            continue
        several = _several(words)
        names += several
        count += len(several)
        position = end if several else position
        if several:
            continue
        name = known(words)
        count += name is not None
        name = name or loose(words)
        if name is None:
            break
        names.append(name)
        position = end
    if not count:
        return [], 0, 0
    return list(dict.fromkeys(names))[:20], position, count


_SPAN = re.compile(r"(?:und )?(?:von wann bis wann|von und bis wann|von-bis|zeitraum von bis)[ .]*")
_ARTICLES = re.compile(r"\b(?:de[nrms]|die|das|eine?[nrms]?|seine?n?|ihre?n?)\b", re.IGNORECASE)


def _several(words: str) -> list[str]:
    """Data that stand in one piece: a span of time, nouns that nobody set a comma between."""
    if _SPAN.fullmatch(words.lower()):
        return ["start_date", "end_date"]
    said = _ARTICLES.sub(" ", words).strip(" .").split()
    if len(said) < _PAIRED or not all(word[:1].isupper() for word in said) or known(words) is not None:
        return []
    names = [_exact(word.lower()) or _compound(word.lower()) for word in said]
    return [name for name in names if name] if all(names) else []


_PAIRED = 2


def _pieces(listed: str) -> list[tuple[int, int]]:
    low = listed.lower()
    kept = [*(found.span() for found in _JOINED.finditer(low)), *(found.span() for found in _PAIR.finditer(listed))]
    pieces, start = [], 0
    for mark in _PARTS.finditer(low):
        if any(begin < mark.start() < stop for begin, stop in kept):
            continue
        if mark.start() > start:
            pieces.append((start, mark.start()))
        start = mark.end()
    return [*pieces, (start, len(listed))] if start < len(listed) else pieces
