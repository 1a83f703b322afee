"""Tasks with the data they need: "Zimmer buchen – Anreise, Name", "für eine Störung braucht er …", "da genügt …"."""

import re

from parley.builder.guided.german import data
from parley.builder.guided.german.goal_words import BACK
from parley.builder.guided.german.goals import Told, bare, phrases
from parley.builder.guided.reading import Sentence

_SEPARATED = re.compile(r"\s*(?P<mark>\(|:|\s[–—-]+|→|->|=>)\s*")
_NEEDING = re.compile(
    r"\b(?P<for>Fürs|(?i:für|zum|zur|beim?|wer|um))\s+(?P<name>[^.,;:]{3,70}?),?\s+(?:(?:dann\s+|halt\s+"
    r"|da\s+)*(?:braucht"
    r"|brauchen|bräuchten?|brauch|nennt|gibt|sagt|benötigt|benötigen|muss|müssen|werden|wird|soll|sollen|fragt|genügt"
    r"|genügen|reicht|reichen|sind|nimmt"
    r"|will|wollen)\s+(?:(?:er|sie|es|wir|man|ich|bitte|der \w+|die ki|uns|dafür|immer|auch|eigentlich|nur|halt|dann"
    r"|schon)\s+)*(?:nach\s+)?)"
    r"(?P<list>[^.;:]{3,260})"
)
_FURTHER = re.compile(
    r"[,;]?\s*(?:und\s+)?(?P<for>(?i:für|zum|zur"
    r"|beim?))\s+(?P<name>(?:[a-zäöüß]+\s+){0,3}[A-ZÄÖÜ][\wäöüß-]+(?:\s+zu\s+[a-zäöüß]+)?)\s+(?:nach\s+)?(?:(?:zusätzlich|außerdem|dazu|dann|nur"
    r"|(?:braucht|nimmt|fragt|will|muss|soll) (?:er|sie|es|man)|brauchen wir|brauche? ich|brauch ma|reich(?:t|en)"
    r"|genüg(?:t|en)|langt|langen|uns|halt|bitte|nach"
    r"|noch|auch)\s+)*(?P<list>(?=(?:nur |die |den |das |der )?[A-ZÄÖÜ])[^.;:]{3,200})"
)


def with_data(sentence: Sentence, told: Told, *, is_listed: bool = False) -> bool:
    """Tasks of a sentence that stand with their data; the words are taken. Whether there were any."""
    return (
        _bracketed(sentence, told)
        or _separated(sentence, told, is_listed=is_listed)
        or _needing(sentence, told)
        or _back(sentence, told)
    )


def _bracketed(sentence: Sentence, told: Told) -> bool:
    results: list[tuple[str, list[str], int, int]] = []
    position = 0
    for found in re.finditer(r"\((?P<list>[^()]{3,240})\)", sentence.left):
        listed = sentence.text[slice(*found.span("list"))]
        names, end, known = data.items(re.sub(r"^(?:dafür|dazu|mit|braucht|benötigt)\s+", "", listed))
        if not known or known * 2 < len(names):
            continue
        before = sentence.text[position : found.start()]
        tasks = phrases(before) or phrases(re.split(r"[,:;]|\bund\b", before)[-1], is_listed=True)
        if tasks:
            results += [(name, [], position, found.start()) for name, _, _ in tasks[:-1]]
            results.append((tasks[-1][0], names, position + tasks[0][1], found.end()))
        position = found.end()
    for name, names, start, end in results:
        told.add(name, names, sentence.text[start:end].strip(" ,"), sentence.start)
    if results:
        for name, start, end in phrases(sentence.text[position:]):
            told.add(name, [], sentence.text[position + start : position + end], sentence.start)
        sentence.take(min(item[2] for item in results), len(sentence.left))
    return bool(results)


def _separated(sentence: Sentence, told: Told, *, is_listed: bool) -> bool:
    mark = _SEPARATED.search(sentence.left)
    if mark is None or mark.start() < 3 or mark.group("mark") == "(":
        return False
    before = sentence.text[: mark.start()]
    if len(before.split()) > 9:
        return False
    listed = sentence.text[mark.end() :]
    lead = BACK.match(listed.lower())
    names, end, known = data.items(listed[lead.end() :] if lead else listed)
    if not known or known * 2 < len(names) or (known < 2 and not lead and not phrases(before)):
        return False
    tasks = phrases(before) or phrases(before, is_listed=True) or _sole(before, known)
    if not tasks:
        return False
    stop = mark.end() + (lead.end() if lead else 0) + end
    told.add(tasks[-1][0], names, sentence.text[:stop].strip(" ,."), sentence.start)
    sentence.take(0, stop)
    _needing(sentence, told)
    return True


def _sole(before: str, known: int) -> list[tuple[str, int, int]]:
    """A noun by itself that data stand behind: "Fürs Buchen: Name, Gewicht"."""
    plain = bare(before)
    is_task = known > 1 and plain[:1].isupper() and plain.isalpha() and data.known(plain) is None
    return [(plain, 0, len(before))] if is_task else []


def _needing(sentence: Sentence, told: Told) -> bool:
    text = sentence.text
    found = _NEEDING.search(_left(sentence))
    is_done = False
    while found is not None:
        start, end = found.span("list")
        names, length, known = data.items(text[start:end])
        name = _task(text[slice(*found.span("name"))], found.group("for"))
        if (
            not known
            or not name
            or re.search(r"\b(?:uns|unser|mich|diese?n? fall|termine? ist)\b", found.group("name"))
        ):
            break
        told.add(name, names, text[found.start() : start + length].strip(" ,"), sentence.start + found.start())
        sentence.take(found.start(), start + length)
        is_done = True
        found = _FURTHER.match(_left(sentence), start + length)
    return is_done or _elliptic(sentence, told)


def _elliptic(sentence: Sentence, told: Told) -> bool:
    """ "zum Verschieben Name und altes Datum", behind a sentence of its like."""
    found = _FURTHER.match(_left(sentence)) if told.goals else None
    if found is None:
        return False
    start, end = found.span("list")
    names, length, known = data.items(sentence.text[start:end])
    name = _task(sentence.text[slice(*found.span("name"))], found.group("for"))
    if not known or not name:
        return False
    told.add(name, names, sentence.text[found.start() : start + length].strip(" ,"), sentence.start)
    sentence.take(found.start(), start + length)
    return True


def _left(sentence: Sentence) -> str:
    """The words not yet used, as they were written."""
    if "\ue002" not in sentence.left:
        return sentence.text
    return "".join(mark if mark == "\ue002" else sign for sign, mark in zip(sentence.text, sentence.left, strict=True))


def _task(name: str, cue: str) -> str:
    """A task behind "für" or "zum": "einen neuen Termin", "das Verschieben"; the verb where it was told before."""
    plain = bare(name)
    plain = re.sub(r"\s+zu\s+([a-zäöü]+(?:en|ern|eln))$", r" \1", plain)
    if not plain or len(plain.split()) > 6 or not any(map(str.isupper, plain)):
        return ""
    if cue.lower() == "wer" and (tasks := phrases(plain)):
        return tasks[0][0]
    return plain[:1].upper() + plain[1:]


def _back(sentence: Sentence, told: Told) -> bool:
    """Data for what was just spoken of: "dafür brauchen wir …", "… anmelden, da genügt die Bestellnummer"."""
    is_done = False
    text, position = sentence.text, 0
    for found in list(BACK.finditer(sentence.left)):
        if found.start() < position:
            continue
        stop = _STOP.search(sentence.left, found.end())
        listed = text[found.end() : stop.start() if stop else len(text)]
        names, length, known = data.items(listed)
        if not known or (found.group("weak") and not _is_certain(listed[:length], names, known)):
            continue
        words = text[position : found.end() + length].strip(" ,")
        tasks = phrases(text[position : found.start()]) or _nominal(text[position : found.start()])
        for name, _, _ in tasks[:-1]:
            told.add(name, [], words, sentence.start)
        if tasks:
            told.add(tasks[-1][0], names, words, sentence.start)
        else:
            told.loose.append((sentence.start, names, words))
        sentence.take(position, found.end() + length)
        position = found.end() + length
        is_done = True
    return is_done


_STOP = re.compile(r"[.;:!?]\s|\ue002|$")
_TAKING = re.compile(
    r"\b(?:aufnehmen|erfassen|abfragen|erfragen|notieren|aufschreiben|fragen|einholen|wissen|festhalten)\s*$"
)


def _is_certain(listed: str, names: list[str], known: int) -> bool:
    """Whether a list behind a word that may lead to anything holds nothing but data."""
    return (
        known > 1
        and known == len(names)
        or (known == len(names) and _TAKING.search(listed) is not None and len(names) > 1)
    )


def _nominal(text: str) -> list[tuple[str, int, int]]:
    """A task without a verb of its own before its data: "wollen wissen, ob …", "die eine Bescheinigung brauchen"."""
    if found := re.search(r"\b(?:nur |auch )*wissen,? (?P<what>(?:ob|wann|wie|wo|was) [^.;]{5,80}?),?\s*$", text):
        return [(f"Wissen, {found.group('what').strip(' ,')}", found.start(), found.end())]
    if found := re.search(
        r"(?:eine?n?|ihre?n?|so|die|ne) (?P<what>[A-ZÄÖÜ][\wäöüß-]+(?:\s(?:fürs?|vom"
        r"|von) (?:[a-zäöü]+ )?[A-ZÄÖÜ]\w+)?)(?: brauchen| wollen| möchten| haben wollen| benötigen)?,?\s*$",
        text,
    ):
        return [(f"{found.group('what')} anfordern", found.start(), found.end())]
    return []
