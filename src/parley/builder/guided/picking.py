"""The option of an open question that a message picks: by label, value, number or place."""

import re

from parley.builder.schemas import Option, Question

_MAX_CHARS = 320
_ORDINALS = {
    "first": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "last": -1,
    "erste": 0,
    "zweite": 1,
    "primera": 0,
    "segunda": 1,
}
_NUMBERED = re.compile(r"(?:option |number |nr\.? |#)?(\d{1,2})[.)]?")
_ORDINAL = re.compile(r"(?:the |die |la )?(\w+)(?: one| option)?")


def option(text: str, question: Question) -> Option | None:
    """The option that a text is and nothing else; None where it says more, or something else."""
    if len(text) > _MAX_CHARS:
        return None
    said = text.strip().strip('.!"“”').casefold()
    index = _index(said, len(question.options))
    if index is not None:
        return question.options[index]
    return next((each for each in question.options if _is_said(each, said)), None)


def _is_said(option: Option, said: str) -> bool:
    """Whether an option's words are all that was said, but for marks; folding makes at most three letters of one."""
    if len(said) > 3 * max(len(option.label), len(option.value)):
        return False
    return said in {option.label.casefold().strip('.!"“”'), option.value.casefold().strip('.!"“”')}


def _index(said: str, count: int) -> int | None:
    number = _NUMBERED.fullmatch(said)
    if number:
        index = int(number.group(1)) - 1
        return index if 0 <= index < count else None
    ordinal = _ORDINAL.fullmatch(said)
    place = _ORDINALS.get(ordinal.group(1)) if ordinal else None
    return None if place is None or place >= count else place % count
