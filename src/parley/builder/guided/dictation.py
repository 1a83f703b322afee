"""Signs that somebody dictated as words: "eight till four full stop" is read as "eight till four."."""

import re

from parley.builder.schemas import Operation, Understanding

_SIGNS = {
    "full stop": ".",
    "comma": ",",
    "question mark": "?",
    "exclamation mark": "!",
    "new line": "\n",
    "new paragraph": "\n",
    "colon": ":",
}
_SPOKEN = re.compile(rf"[ ,.;]*\b(?P<sign>{'|'.join(_SIGNS)})\b(?![-'’])", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?<!\ba)(?<!\bthe)(?<!\bthis|\bthat)(?<!\btrial|\bgrace)(?<!\bnotice)(?<!\bcooling-off)(?<!\bwaiting|\bholiday)"
    r"(?<!\bper|\bany)(?<!\bone)(?<!\bbusy|\bterm)(?<!\brental) period\b"
    r"(?! (?:of|is|costs?|lasts?|for|between|from)\b)",
    re.IGNORECASE,
)
"""The full stop of those who say "period"."""
_TELLING = ("full stop", "question mark", "new line", "new paragraph", "exclamation mark")


def written(text: str) -> str:
    """The message with signs for the words, and blanks so that places stay; unchanged where nobody dictates."""
    low = text.lower()
    if " period" in low and (" comma " in low or _is_unmarked(low)):
        text = _PERIOD.sub(".".ljust(len(" period")), text)
    elif not any(map(low.__contains__, _TELLING)):
        return text
    return _SPOKEN.sub(lambda found: _SIGNS[found["sign"].lower()].ljust(len(found.group())), text)


def _is_unmarked(low: str) -> bool:
    """Whether a text has "period" twice and no sign of its own."""
    return len(_PERIOD.findall(low)) > 1 and ", " not in low and ". " not in low


def requoted(told: Understanding, text: str, message: str) -> Understanding:
    """What was understood of the written text, its evidence quoted from the message."""
    if text == message:
        return told
    return told.model_copy(
        update={"operations": [_requoted(operation, text, message) for operation in told.operations]}
    )


def _requoted(operation: Operation, text: str, message: str) -> Operation:
    start = text.find(operation.evidence) if operation.evidence else -1
    if start < 0:
        return operation
    return operation.model_copy(update={"evidence": message[start : start + len(operation.evidence)].strip()})
