"""Whether a value found is a value expected, and which is which: closed ones by equality, free text by its words."""

from collections.abc import Iterable
from dataclasses import dataclass

from parley.evals import tones
from parley.evals.schemas import Tongue
from parley.evals.values import COLLECT, TO, Found, Wanted
from parley.evals.words import Words, words

ENOUGH = 0.6
"""The share of an expectation's content words that a value must hold."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Which expectations were met by which values; `extra` are values nobody expected, without the assumptions."""

    pairs: tuple[tuple[Wanted, Found], ...]
    missed: tuple[Wanted, ...]
    extra: tuple[Found, ...]


def match(wanted: list[Wanted], found: list[Found], tongue: Tongue) -> Matching:
    """Each value meets one expectation at most, the likest first; data go with the goals whose names met."""
    likenesses = [
        (like, place, other)
        for place, value in enumerate(wanted)
        for other, held in enumerate(found)
        if (like := likeness(value, held, tongue)) > 0
    ]
    taken: dict[int, int] = {}
    heads = [item for item in likenesses if not _is_part(wanted[item[1]])]
    _take(sorted(heads, key=lambda item: (-item[0], item[1], item[2])), taken)
    groups = {(wanted[place].slot, wanted[place].group): found[other].group for place, other in taken.items()}
    parts = [item for item in likenesses if _is_part(wanted[item[1]])]
    parts.sort(key=lambda item: (not _is_fellow(wanted[item[1]], found[item[2]], groups), -item[0], item[1], item[2]))
    _take(parts, taken)
    used = set(taken.values())
    return Matching(
        tuple((wanted[place], found[other]) for place, other in sorted(taken.items())),
        tuple(value for place, value in enumerate(wanted) if place not in taken),
        tuple(held for other, held in enumerate(found) if other not in used and not held.is_assumed),
    )


def _is_part(value: Wanted) -> bool:
    return value.part in {COLLECT, TO}


def _is_fellow(value: Wanted, held: Found, groups: dict[tuple[str, int], int]) -> bool:
    return groups.get((value.slot, value.group)) == held.group


def _take(ordered: Iterable[tuple[float, int, int]], taken: dict[int, int]) -> None:
    for _, place, other in ordered:
        if place not in taken and other not in taken.values():
            taken[place] = other


def likeness(value: Wanted, held: Found, tongue: Tongue) -> float:
    """0 where the value does not meet the expectation; else more, up to 2, the closer it is."""
    if held.slot != value.slot and held.slot not in value.slots:
        return 0
    if (held.part == COLLECT) != (value.part == COLLECT) or (value.part == TO and held.part != TO):
        return 0
    at_home = 1.0 if held.slot == value.slot else 0.0
    if value.is_closed and held.is_closed:
        return at_home + 1 if any(is_same(option, held.text) for option in value.options) else 0
    if held.slot == "tone" and any(is_same_tone(option, held.text, tongue) for option in value.options):
        return at_home + 1
    is_hours = "hours" in {value.slot, held.slot}
    texts = [held.text, f"{held.context} {held.text}"] if held.context else [held.text]
    best = max(resemblance(option, text, tongue, is_hours) for option in value.options for text in texts)
    return at_home + best if best else 0


def is_same(option: str, text: str) -> bool:
    """Closed values: equal but for case; a language without a region is any of its regions."""
    option, text = option.casefold(), text.casefold()
    return text == option or text.startswith(f"{option}-")


def is_same_tone(option: str, text: str, tongue: Tongue) -> bool:
    """Whether two tones are one, in the user's language or in English."""
    here = tones.rows(option, tongue)
    return bool(here) and here == tones.rows(text, tongue)


def resemblance(option: str, text: str, tongue: Tongue, is_hours: bool = False) -> float:
    """How like a free text is to what was expected, 0 where it does not hold enough of it or is far too long."""
    want, have = words(option, tongue, is_hours=is_hours), words(text, tongue, is_hours=is_hours)
    if not want.content:
        return float(" ".join(option.casefold().split()) == " ".join(text.casefold().split()))
    if not holds(want, have) or have.length > 3 * want.length + 10:
        return 0
    return 2 * len(want.content & have.content) / (len(want.content) + len(have.content))


def holds(want: Words, have: Words) -> bool:
    """Whether the expectation's numbers, and enough of its words, are there."""
    return want.numbers <= have.numbers and len(want.content & have.content) >= ENOUGH * len(want.content)


def says(value: Wanted, options: tuple[str, ...], tongue: Tongue) -> bool:
    """Whether an expectation says what one of the wordings says."""
    is_hours = value.slot == "hours"
    if value.is_closed:
        return bool(set(value.options) & set(options))
    return any(
        holds(words(option, tongue, is_hours=is_hours), words(other, tongue, is_hours=is_hours))
        for option in options
        for other in value.options
    )


def speaks_of(text: str, wording: str, tongue: Tongue, *, is_hours: bool = False) -> bool:
    """Whether a text holds what a wording says, however long the text is."""
    want = words(wording, tongue, is_hours=is_hours)
    if not want.content:
        return wording.casefold() in text.casefold()
    return holds(want, words(text, tongue, is_hours=is_hours))
