"""The data that tasks usually need, by their German names; read of tasks in any language, so it stands apart."""

import re

_USUAL = {
    "termin": ["name", "phone_number", "preferred_date"],
    "schäden": ["name", "address", "problem"],
    "schaden": ["name", "address", "problem"],
    "tisch": ["name", "phone_number", "date", "time", "party_size"],
    "reservierung": ["name", "phone_number", "date", "time", "party_size"],
    "rückruf": ["name", "phone_number"],
}
"""What a task needs where nobody says it: listed as an assumption."""


def of(name: str) -> list[str]:
    """The data that a goal's kind usually needs, none for answers to questions."""
    low = name.lower()
    if low.startswith(("fragen", "auskünfte", "auskunft", "infos", "informationen", "frage")):
        return []
    if re.search(r"stornier|absag|abmeld|kündig", low):
        return ["name", "phone_number"]
    return next((names for word, names in _USUAL.items() if word in low), [])
