"""Whether a model's words claim that something was done; only code reports changes."""

import re

_DONE = (
    "added|set|changed|updated|removed|saved|configured|created|connected|built|noted|recorded|deleted|enabled|"
    "disabled|switched|adjusted|included|stored|marked|turned|renamed|replaced|done|made|put"
)
_AT_THE_START = "done|saved|added|updated|changed|noted"
_CLAIM = re.compile(
    rf"\b(?:i|we)(?:['’]ve| have|['’]ll| will)? (?:\w+ ){{0,2}}(?:{_DONE})\b"
    rf"|\b(?:has|have) been (?:\w+ )?(?:{_DONE})\b|\b(?:is|are|was|were) now\b|\b(?:is|are|was|were) (?:{_DONE})\b"
    rf"|^(?:{_AT_THE_START})\b"
    r"|\b(?:ich|wir) (?:habe|haben)\b|\bwurden? \w+|\bhe (?:\w+[ai]do|puesto|hecho)\b|\bse ha[n]? \w+[ai]do\b"
    r"|已(?:经)?|\bj['’]ai \w+é",
    re.IGNORECASE,
)
_OPENERS = {
    **dict.fromkeys(("i", "we"), 5),
    **dict.fromkeys(("has", "have"), 4),
    **dict.fromkeys(("se", "j"), 3),
    **dict.fromkeys(("is", "are", "was", "were", "ich", "wir", "wurde", "wurden", "he"), 2),
}
"""The words that a claim begins with, and of how many words the longest such claim is."""
_ENDED_BY_DONE = frozenset({"i", "we", "has", "have", "is", "are", "was", "were"})
_ENDERS = (*_DONE.split("|"), "now")
_STARTERS = tuple(_AT_THE_START.split("|"))
_LONGEST = max(_OPENERS.values())
_WORD = re.compile(r"\w+")


def claims_a_change(text: str) -> bool:
    """Whether a text says that something was done. Errs on the side of yes: only code reports changes."""
    return bool(_CLAIM.search(text))


def unclaimed(text: str) -> int:
    """How many characters of a text that goes on make no claim, and will be part of none, whatever follows.

    A claim within a word (Chinese has no spaces) takes the word's beginning with it: cut off, that may be one itself.
    """
    claim = _CLAIM.search(text)
    words = list(_WORD.finditer(text))
    end = claim.start() if claim else len(text)
    end = next((word.start() for word in words if word.start() < end < word.end()), end)
    is_open = bool(words) and words[-1].end() == len(text)
    tail = [_plain(word.group()) for word in words[-_LONGEST:]]
    for place in range(len(tail)):
        if _may_claim(tail[place:], is_open=is_open, is_first=len(tail) == len(words) and place == 0):
            return min(end, words[place - len(tail)].start())
    return end


def _may_claim(words: list[str], *, is_open: bool, is_first: bool) -> bool:
    """Whether a claim may begin with the first of the words; the last is yet unfinished where `is_open`."""
    opener, last = words[0], words[-1]
    if is_open and len(words) == 1:
        openers = (*_OPENERS, *_STARTERS) if is_first else tuple(_OPENERS)
        return any(each.startswith(opener) for each in openers)
    lacking = _OPENERS.get(opener, 0) - (len(words) - is_open)
    if lacking == 1 and is_open and opener in _ENDED_BY_DONE:
        return any(ender.startswith(last) for ender in _ENDERS)
    return lacking > 0


def _plain(word: str) -> str:
    """As the pattern compares it: without case, the Turkish i's being one letter."""
    return word.casefold().replace("i\u0307", "i").replace("ı", "i")
