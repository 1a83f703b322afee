"""Whether a model's words claim that something was done; only code reports changes."""

import re

_DONE = (
    "added|set|changed|updated|removed|saved|configured|created|connected|built|noted|recorded|deleted|enabled|"
    "disabled|switched|adjusted|included|stored|marked|turned|renamed|replaced|done|made|put"
)
_CLAIM = re.compile(
    rf"\b(?:i|we)(?:['’]ve| have|['’]ll| will)? (?:\w+ ){{0,2}}(?:{_DONE})\b"
    rf"|\b(?:has|have) been (?:\w+ )?(?:{_DONE})\b|\b(?:is|are|was|were) now\b|\b(?:is|are|was|were) (?:{_DONE})\b"
    r"|^(?:done|saved|added|updated|changed|noted)\b"
    r"|\b(?:ich|wir) (?:habe|haben)\b|\bwurden? \w+|\bhe (?:\w+[ai]do|puesto|hecho)\b|\bse ha[n]? \w+[ai]do\b"
    r"|已(?:经)?|j['’]ai \w+é",
    re.IGNORECASE,
)


def claims_a_change(text: str) -> bool:
    """Whether a text says that something was done. Errs on the side of yes: only code reports changes."""
    return bool(_CLAIM.search(text))
