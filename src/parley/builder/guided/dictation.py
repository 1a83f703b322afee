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
_TELLING = ("full stop", "question mark", "new line", "new paragraph", "exclamation mark")


def written(text: str) -> str:
    """The message with signs for the words, and blanks so that places stay; unchanged where nobody dictates."""
    low = text.lower()
    if not any(map(low.__contains__, _TELLING)):
        return text
    return _SPOKEN.sub(lambda found: _SIGNS[found["sign"].lower()].ljust(len(found.group())), text)


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
