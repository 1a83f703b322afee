"""What a datum is called, from the German words for it: "Geburtsdatum", "ob eine Verordnung vorliegt"."""

import re

from parley.builder.guided.german.compounds import HEADS, PARTS
from parley.builder.guided.german.data_words import NAMES, QUESTIONS
from parley.builder.language.data import variable

_LEAD = re.compile(
    r"^(?:(?:den|die|das|der|dem|des|nem?|nen|ein|eine[nmrs]?|sein|seine[nmrs]?|ihr|ihre[nmrs]?|deren|dessen|und|oder"
    r"|sowie|auch|noch|dann|au(?:ß|ss)erdem|bitte|natürlich|halt|also|nur|kurz|jeweils|am besten|ggf\.?|evtl\.?"
    r"|eventuell|optional|zuerst|erst|immer|unbedingt|einfach|nach|plus|gerne?|möglichst|vielleicht|eigentlich"
    r"|lediglich|bloß|schon|mal|die/der|wegen) )+(?=\S)"
)
_TAIL = re.compile(
    r"(?:,? (?:an|auf|ab|ein|entgegen|aufnehmen|aufschreiben|erfassen|abfragen|erfragen|notieren|angeben|nennen"
    r"|gebraucht|benötigt"
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
    for pattern, name in QUESTIONS:
        if pattern.match(plain):
            return name
    short = _OF.sub("", re.sub(r"^[a-zäöü]+e[nrs]? und (?=[a-zäöü]+e[nrs]? )", "", plain))
    head = _ADJECTIVE.sub("", short)
    return _exact(head) or _compound(head) or _exact(_ADJECTIVE.sub("", plain))


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


_ALONE = frozenset({"address", "date", "time", "phone_number", "email"})

_PARTS = re.compile(
    r"\s*[,;]\s*(?:(?:und|oder|sowie|dann|plus|auch|au(?:ß|ss)erdem)\s+)*|(?<!-)\s+(?:und|oder|sowie|bzw\.?|plus|&"
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
