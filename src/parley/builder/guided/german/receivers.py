"""Who takes over, with the name that stands behind: "den Schulleiter, Herrn Frei", "zu mir, also zur Rosi"."""

import re

CUED = re.compile(r"(?:wenn|falls|sobald|sofern|bei|für|wer)\b")
_APPOSED = re.compile(
    r"(?: vom| von der| aus dem| aus der)?(?: [A-ZÄÖÜ][\w-]+)?,\s+(?:also\s+)?(?:zu[mr]?\s+"
    r"|an\s+)?(?:de[rmn]\s+|die\s+|das\s+)?"
    r"(?P<name>(?:(?:Herrn?|Frau|Dr\.|Prof\.)\s+)*[A-ZÄÖÜ][\w-]+(?:\s+[A-ZÄÖÜ][\w-]+)?)(?=\s*(?:[,.;(]|$|\d|\+"
    r"|unter|in der|im|am))"
)


def named(text: str, to: str, start: int) -> str:
    """A receiver with the name that stands behind: "den Schulleiter, Herrn Frei", "zu mir, also zur Rosi"."""
    place = text.find(to, start) if to else -1
    found = _APPOSED.match(text, place + len(to)) if place >= 0 else None
    return f"{to}, {found.group('name')}" if found and not CUED.match(found.group("name").lower()) else to


def tidy(case: str) -> str:
    """A case without the urgency that is said with it, and without its article."""
    plain = re.sub(r"\b(?:bitte|unbedingt|sofort|direkt|natürlich|halt|mal|einfach)\b\s*", "", case).strip(" ,.:;–-")
    plain = re.sub(r"^(?:alle[snr]? |den |die |das |dem |der |einem |einer )(?=[A-ZÄÖÜ])", "", plain)
    return plain[:1].upper() + plain[1:]
