"""Values of closed kinds that change in German: languages, tones, data, the channel, a day of the hours.

Which is meant needs no word order: what is held and denied goes, what is named beside it and not held comes.
"""

import re
from collections.abc import Callable

from parley.builder.guided import amending, withdrawn
from parley.builder.guided.german import change_words as said
from parley.builder.guided.german import named
from parley.builder.guided.german.told import Told, drops

Reader = Callable[[str], tuple[str, ...]]
_PUT = r"statt|anstatt|anstelle|sondern|stattdessen|dafür|gegen|durch|lieber"
_INSTEAD = {
    "goals": re.compile(rf"\b(?:{_PUT})\b"),
    "languages": re.compile(
        rf"\b(?:{_PUT}|rein|eher|besser|versehen|irrtum|missverständnis|gemeint|meint\w*|nicht|kein\w*|falsch|werden)\b"
    ),
    "tone": re.compile(
        rf"\b(?:{_PUT}|eher|besser|versehen|irrtum|missverständnis|gemeint|zu viel|zuviel|nicht|doch|falsch)\b"
    ),
}
_LISTED = re.compile(r"\s*(?:de[rnm] |die |das )?[\w-]+ und\s*")
_RATHER = re.compile(r"(?:dann |also |nehmen sie |nimm |frag )*(?:lieber|besser|dafür|stattdessen|eher)\b")
_CALLED = re.compile(
    r"\b(?:firm(?:a|ier\w*)|heiß\w*|umbenannt)\b|\bname\b[^,.;]{0,30}\b(?:aktuell|falsch|anders|geändert|neu)"
)
_READERS: dict[str, Reader] = {"languages": named.languages, "tone": named.tones, "goals": named.collected}
_ONLY = re.compile(r"\b(?:nur|ausschließlich|bloß|lediglich|allein|genügt|reicht|langt)\b")
_TOO = re.compile(r"\b(?:auch|beides|zusätzlich|sowohl|sowie|nicht nur)\b")
_PHONE = re.compile(r"\b(?:telefon(?:isch\w*|ie|agent\w*|assistent\w*|bot)?|anrufe?n?)\b")
_CHAT = re.compile(r"\b(?:\w*chat\w*|webseite|website|homepage)\b")
_BESIDE = re.compile(r"\b(?:nicht nur|nicht bloß|nicht allein|nicht zu vergessen)\b")
_MOVED = re.compile(
    r"\b(?:gewandert|wandert|verschoben|verlegt|gerutscht|rutscht|rückt|statt|anstatt|anstelle|sondern|tausch\w*"
    r"|getauscht"
    r"|verwechselt|wird|geworden|gemeint|meint\w*|falsch|lieber|gewechselt|wechselt|umgezogen|zieht|nicht)\b"
)


def is_rechannelled(told: Told) -> bool:
    """The other channel where both are named, one in place of the other."""
    held, low = told.revision.value("channel"), told.low
    gone = [bool(pattern.search(clause)) for clause in told.clauses if drops(clause) for pattern in (_PHONE, _CHAT)]
    if held == "both" and sum(gone) == 1:
        told.revision.put("channel", "chat" if gone.index(True) % 2 == 0 else "voice", told.evidence)
        return True
    other = {"voice": "chat", "chat": "voice"}.get(str(held))
    if (
        other is None
        or not (_PHONE.search(low) and _CHAT.search(low) and _INSTEAD["tone"].search(low))
        or _TOO.search(low)
    ):
        return False
    told.revision.put("channel", other, told.evidence)
    return True


def _held(told: Told, slot: str) -> set[str]:
    if slot == "goals":
        return {name for goal in told.revision.items("goals") for name in goal["collect"]}
    return set(told.revision.items(slot))


def is_changed(told: Told, slot: str) -> bool:
    """A value of a slot that is held goes, or another one of its kind takes its place; a datum may also join."""
    if slot == "goals" and (re.search(r"\d{3}", told.low) or _CALLED.search(told.low)):
        return False
    reader, held = _READERS[slot], _held(told, slot)
    if _is_framed(told, slot, reader, held):
        return True
    listed = [reader(clause) for clause in told.clauses]
    every = list(dict.fromkeys(name for names in listed for name in names))
    fresh = [name for name in every if name not in held]
    gone = {
        name
        for clause, names in zip(told.clauses, listed, strict=True)
        for name in names
        if name in held and _is_denied(told, clause, slot)
    }
    gone |= _beside(told, listed, gone) & held
    if not gone and len(every) == len(fresh) + 1 > 1 and _INSTEAD[slot].search(told.low) and slot != "goals":
        gone = {name for name in every if name in held}
    elif not gone and slot == "goals" and told.before and not every and said.POINTS.search(told.low):
        gone = _pointed(told.low, reader(told.before.text.lower()), held)
    elif not gone and slot == "goals" and told.before and every and _RATHER.match(told.low):
        gone = set(reader(told.before.text.lower())) & held
        gone, fresh = (gone, every) if len(gone) == 1 else (set(), fresh)
    elif not gone and slot == "goals":
        gone = _pointed_within(told, listed, held)
    if gone:
        return _changed(told, slot, gone, fresh)
    return _is_added(told, every) if slot == "goals" else _is_alone(told, slot, every)


def _is_framed(told: Told, slot: str, reader: Reader, held: set[str]) -> bool:
    """One value for another where the words about them say which is which."""
    for pattern in said.FRAMES:
        for found in pattern.finditer(told.low):
            old, new = reader(found["old"]), reader(found["new"])
            if len(gone := held & set(old)) == 1 and new and not gone & set(new):
                return _changed(told, slot, gone, list(new))
    return False


def _is_denied(told: Told, clause: str, slot: str) -> bool:
    if drops(clause):
        return True
    if _BESIDE.search(clause) or not said.DENIES.search(clause):
        return False
    return slot == "tone" or said.NEEDS[slot].search(clause) is not None


def _beside(told: Told, listed: list[tuple[str, ...]], gone: set[str]) -> set[str]:
    """Values of clauses that are nothing but the beginning of a list whose last one goes: "X und Y brauchen wir"
    " nicht"."""
    pairs = zip(told.clauses, listed, listed[1:], strict=False)
    return {name for clause, names, after in pairs if gone & set(after) and _LISTED.fullmatch(clause) for name in names}


def _pointed_within(told: Told, listed: list[tuple[str, ...]], held: set[str]) -> set[str]:
    """What a clause named that the next one takes back without naming it: "die muss er nicht fragen"."""
    for clause, names, before in zip(told.clauses[1:], listed[1:], listed, strict=False):
        if not names and said.POINTS.search(clause) and (gone := _pointed(clause, before, held)):
            return gone
    return set()


def _pointed(low: str, names: tuple[str, ...], held: set[str]) -> set[str]:
    """What was named before, taken back by words that name nothing."""
    meant = set(names) & held
    is_back = drops(low) or (said.NEEDS["goals"].search(low) and said.DENIES.search(low))
    return meant if len(meant) == 1 and is_back else set()


def _changed(told: Told, slot: str, gone: set[str], fresh: list[str]) -> bool:
    if slot == "goals":
        if len(gone) > 1 and not fresh and withdrawn.task(told.text, told.revision, told.evidence):
            return True
        return amending.recollected(gone, fresh, told.words, told.revision, told.evidence)
    return amending.replaced(slot, gone, fresh, told.revision, told.evidence)


def _is_added(told: Told, fresh: list[str]) -> bool:
    if not fresh or "goals" in told.asked or "?" in told.text or said.DENIES.search(told.low):
        return False
    if not (said.ADDS.search(told.low) and said.NEEDS["goals"].search(told.low)):
        return False
    return amending.collected(fresh, told.words, told.revision, told.evidence)


def _is_alone(told: Told, slot: str, every: list[str]) -> bool:
    """Whether only these of the held values stay: "also nur Deutsch"."""
    held = _held(told, slot)
    if not every or not set(every) < held or not _ONLY.search(told.low) or said.DENIES.search(told.low):
        return False
    return amending.replaced(slot, held - set(every), [], told.revision, told.evidence)


def is_redated(told: Told) -> bool:
    """A day of the hours that another one takes the place of."""
    hours, listed = told.revision.value("hours"), named.days(told.text)
    if not isinstance(hours, str) or len(set(listed)) != 2:
        return False
    old = [day for day in listed if re.search(rf"\b{day}", hours, re.I)]
    new = [day for day in listed if day not in old]
    if len(old) != 1 or len(new) != 1 or re.search(r"\d", told.text) or not _MOVED.search(told.low):
        return False
    return amending.reworded(old[0], new[0], told.revision, told.evidence, slot="hours") or amending.reworded(
        old[0] + "s", new[0] + "s", told.revision, told.evidence, slot="hours"
    )
