"""Changes of mind in German: what a sentence takes back, exchanges, adds, allows or swaps of what the brief holds.

The words of change may stand anywhere in it, as German has them; what is meant is what of the brief it names.
"""

import re

from parley.builder.guided import amending
from parley.builder.guided.german import amounts, kinds, reassigned, renamed, retimed
from parley.builder.guided.german import change_words as said
from parley.builder.guided.german.small_words import SMALL
from parley.builder.guided.german.told import Told, drops
from parley.builder.guided.measures import measures
from parley.builder.guided.reading import Reading
from parley.builder.guided.revision import Revision, content

_ITEMS = ("goals", "facts", "scope_dont", "constraints", "compliance", "handover", "scope_do", "success")
_RULES = ("scope_dont", "constraints")
_UNITS = content("bis uhr ab von um euro stunden tage")
_INSTEAD = re.compile(r"\b(?:dann|lieber|stattdessen|besser|doch|sondern|eher|statt|nein|nee)\b")
_CHANGED = re.compile(r"\b(?:geändert|ändert|anders|neu|stimmt nicht(?: mehr)?|überholt|veraltet|falsch)\b")
_PRONOUN = re.compile(r"(?:der|die|das|den|es|dafür|wir|jetzt|nun|neu|inzwischen|sie|er)\b")
_TASK = re.compile(r"(?:[a-zäöüß]{3,}e?[rl]?n|ung|age|wunsch)\W*$")


def made(reading: Reading, place: int, revision: Revision) -> bool:
    """Make what the sentence at a place changes; its words are taken. Whether it changed anything."""
    sentence = reading.sentences[place]
    if not said.may(sentence.left) and not (place and said.may(reading.sentences[place - 1].text.lower())):
        return False
    told = Told(reading, place, revision)
    if not any(step(told) for step in _STEPS):
        return False
    sentence.take(0, len(sentence.text))
    return True


def _is_swapped(told: Told) -> bool:
    return bool(said.SWAPS.search(told.low)) and (
        reassigned.swapped(told.text, told.revision, told.evidence) or amounts.are_swapped(told)
    )


def _is_retyped(told: Told) -> bool:
    """A language, tone, datum or day that is held goes, or another one takes its place."""
    if kinds.is_rechannelled(told) or kinds.is_redated(told):
        return True
    return any(kinds.is_changed(told, slot) for slot in ("languages", "tone", "goals"))


def _is_reworded(told: Told) -> bool:
    """A text for a text, in one of the forms in which both are named."""
    slot = next((slot for slot, pattern in said.SLOTS if pattern.search(told.low)), "")
    for at, pattern in enumerate(said.FRAMES):
        for found in pattern.finditer(told.low):
            old, new = (_bare(told.text[slice(*found.span(part))]) for part in ("old", "new"))
            if not new or not (content(old) - _UNITS or (at in said.OF_AMOUNTS and measures(old))):
                continue
            held = slot if slot and told.revision.value(slot) else ""
            if amending.reworded(old, new, told.revision, told.evidence, slot=held):
                return True
            if _is_goal(told, old, new) or reassigned.exchanged(old, new, told.revision, told.evidence):
                return True
    return False


def _is_respoken(told: Told) -> bool:
    """Other first or last words, told in quotation marks after those that the same message had."""
    quoted = re.search(r"[„“\"»«](.{4,200}?)[“”\"»«]", told.text)
    if quoted is None or not _INSTEAD.search(told.low):
        return False
    named = next((slot for slot, pattern in said.SLOTS if pattern.search(told.low)), "")
    for slot in ("greeting", "closing"):
        held = told.revision.value(slot)
        if isinstance(held, str) and (held in told.context or slot == named):
            told.revision.put(slot, quoted.group(1).strip(), told.evidence)
            return True
    return False


def _is_retold(told: Told) -> bool:
    """A fact told anew by what follows a sentence that only says it has changed."""
    if told.before is None or not _CHANGED.search(told.before.text.lower()) or measures(told.before.text):
        return False
    found = amending.item(content(told.before.text) - said.IDLE, told.revision, ("facts",))
    if found is None or not measures(told.text) or not _PRONOUN.match(told.low):
        return False
    facts = told.revision.items("facts")
    topic = next((word for word in re.findall(r"[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ]\w+)?", told.before.text[3:])), "")
    facts[found[1]] = {**facts[found[1]], "text": f"{topic}: {told.evidence}" if topic else told.evidence}
    told.revision.put("facts", facts, told.evidence)
    told.before.take(0, len(told.before.text))
    return True


def _is_goal(told: Told, old: str, new: str) -> bool:
    """A task in place of another that is told with most of its words."""
    found = amending.item(content(old), told.revision, ("goals",))
    if found is None or measures(new) or not _TASK.search(new):
        return False
    goals = told.revision.items("goals")
    held = goals[found[1]]["name"]
    goals[found[1]] = {**goals[found[1]], "name": new[:1].upper() + new[1:]}
    told.revision.put("goals", goals, told.evidence)
    amending.reworded(held, new, told.revision, told.evidence)
    return True


def _is_renamed(told: Told) -> bool:
    name = renamed.name(told.text, told.low)
    held = told.revision.value("name")
    if not name or not held or name == held or reassigned.is_person(told.text, name, told.revision):
        return False
    told.revision.put("name", name, told.evidence)
    return True


def _is_reassigned(told: Told) -> bool:
    before = told.before.text if told.before else ""
    if not reassigned.reassigned(told.text, told.low, before, told.revision):
        return reassigned.renumbered(told.text, told.low, told.revision)
    if told.before and reassigned.leaves(before):
        told.before.take(0, len(before))
    return True


def _is_retimed(told: Told) -> bool:
    return retimed.retimed(told.text, told.low, told.revision)


def _is_allowed(told: Told) -> bool:
    """What was forbidden is no longer."""
    if not said.ALLOWS.search(told.low):
        return False
    for clause in told.clauses:
        if said.ALLOWS.search(clause) and not said.NEGATED.search(clause) and _is_taken(told, clause, _RULES):
            return True
    is_back = drops(told.low) and said.FORBADE.search(told.low)
    return bool(is_back) and _is_taken(told, told.low, _RULES)


def _is_dropped(told: Told) -> bool:
    for clause in told.clauses:
        if drops(clause) and (_is_cut(told, clause) or _is_taken(told, clause, _ITEMS)):
            return True
    if not drops(told.low):
        return False
    if (said.POINTS.search(told.low) or len(told.clauses) > 1) and _is_taken(told, told.low, _ITEMS):
        return True
    is_pointing = len(told.words) < 2 and said.POINTS.search(told.low)
    if told.before is None or not is_pointing:
        return False
    return told.follows_change or _is_taken(told, told.before.text.lower(), _ITEMS)


def _is_taken(told: Told, words: str, slots: tuple[str, ...]) -> bool:
    idle = said.IDLE if slots is _RULES else said.IDLE | said.PRICED
    found = amending.item(content(words) - idle, told.revision, slots)
    if found is None:
        return False
    amending.taken(found, told.revision, told.evidence)
    return True


def _is_cut(told: Told, clause: str) -> bool:
    """Words cut out of the first or the last sentence of the agent."""
    slot = next((slot for slot, pattern in said.SLOTS if pattern.search(told.low)), "")
    held = told.revision.value(slot) if slot in {"greeting", "closing"} else None
    if not isinstance(held, str):
        return False
    for word in re.findall(r"[^\W\d_]{3,}", clause):
        cut = re.compile(rf"(?:^|(?<=[\s,])){word}(?!\w)[,!]?(?: und| oder)?\s*", re.IGNORECASE)
        if word not in SMALL and cut.search(held) and (left := cut.sub("", held, count=1).strip(" ,")):
            told.revision.put(slot, left[:1].upper() + left[1:], told.evidence)
            return True
    return False


def _bare(text: str) -> str:
    """The words that are meant, without those around them and quotation marks."""
    plain = text.strip(" ,.;:!?")
    if quoted := re.search(r"[„“\"»«‚'](.{1,200}?)[“”\"«»‘']", plain):
        return quoted.group(1).strip()
    low = plain.lower()
    if len(low) != len(plain):
        return plain
    lead = said.LEAD.match(low)
    plain = plain[lead.end() :] if lead and lead.end() < len(plain) else plain
    return plain[: tail.start()] if (tail := said.TAIL.search(plain.lower())) else plain


_STEPS = (
    _is_swapped,
    _is_retyped,
    _is_reworded,
    _is_respoken,
    _is_retold,
    amounts.is_changed,
    amounts.is_freed,
    _is_renamed,
    _is_reassigned,
    _is_retimed,
    _is_allowed,
    _is_dropped,
)
