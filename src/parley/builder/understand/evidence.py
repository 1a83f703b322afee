"""Whether words stand in a message, and whether a value could have come from it. Pure, linear in the text's length."""

import re

_ELLIPSIS = re.compile(r"\.{3,}|…")
_ADDRESS = re.compile(r"https?://[^\s\"'<>)]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)
_NUMBER = re.compile(r"\d{3,}")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
MAX_EVIDENCE = 600


def located(quote: str, message: str) -> str | None:
    """The passage of `message` that `quote` repeats, None when it does not.

    Case, spacing, quotation marks and punctuation may differ; words may not. "…" may stand for words left out.
    """
    letters, places = _letters(message)
    start, end, at = -1, 0, 0
    for part in _ELLIPSIS.split(quote):
        wanted, _ = _letters(part)
        if not wanted:
            continue
        found = _whole_words(letters, wanted, at)
        if found < 0:
            return None
        start = found if start < 0 else start
        end = at = found + len(wanted)
    if start < 0:
        stripped = quote.strip()
        return stripped if stripped and stripped in message else None
    return message[places[start] : places[end - 1] + 1][:MAX_EVIDENCE]


def _letters(text: str) -> tuple[str, list[int]]:
    """Letters and digits in one case, a space between words, and where in the text each stood."""
    kept: list[str] = []
    places: list[int] = []
    is_apart = False
    for place, char in enumerate(text):
        if not char.isalnum():
            is_apart = is_apart or char not in "'’‘-"
            continue
        if is_apart and kept:
            kept.append(" ")
            places.append(place)
        is_apart = False
        folded = char.casefold()
        kept.append(folded)
        places.extend([place] * len(folded))
    return "".join(kept), places


def _whole_words(text: str, wanted: str, start: int) -> int:
    """The first place of `wanted` that does not begin or end within a word of letters that are written in words."""
    found = text.find(wanted, start)
    while found >= 0:
        before, after = text[found - 1 : found], text[found + len(wanted) :][:1]
        if not (_joins(before, wanted[0]) or _joins(wanted[-1], after)):
            return found
        found = text.find(wanted, found + 1)
    return -1


def _joins(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word; Chinese, Japanese and the like have no spaces between words."""
    return bool(left and right) and left.isalnum() and right.isalnum() and left < "\u0e00" and right < "\u0e00"


def invented(value: str, *sources: str) -> str | None:
    """An address, or a number of three digits or more, that is in the value and in none of the sources."""
    given = " ".join(sources).casefold()
    for address in _ADDRESS.findall(value):
        if address.casefold().rstrip(".,;") not in given:
            return str(address)
    digits = "".join(char for char in given if char.isdigit())
    return next((number for number in _NUMBER.findall(value) if number not in digits), None)


def shares_words(value: str, *sources: str) -> bool:
    """Whether a third of the value's longer words occur in the sources; a value without such words passes."""
    given = {word.casefold() for source in sources for word in _LONG_WORD.findall(source)}
    wanted = {word.casefold() for word in _LONG_WORD.findall(value)}
    return not wanted or 3 * len(wanted & given) >= len(wanted)
