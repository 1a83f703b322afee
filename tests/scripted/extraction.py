"""A responder for manual trials and whole builds: fills the builder's extraction from a script, or by plain keywords.

A script maps a user's message to the operations a model would write for it. For other messages the words are looked
at, roughly as a small model would: enough to hold a conversation with, no more.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.scripted.replies import Asked, Reply, says

Operations = Sequence[Mapping[str, Any]]
_KEYWORDS: tuple[tuple[str, str, str, str], ...] = (
    (r"\b(?:book|appointment|reserv)\w*", "set", "kind", "booking"),
    (r"\bsupport\b", "set", "kind", "support"),
    (r"\b(?:lead|sales)\w*", "set", "kind", "sales"),
    (r"\bhelp ?desk\b", "set", "kind", "helpdesk"),
    (r"\b(?:phone|call|calls|hotline)\b", "set", "channel", "voice"),
    (r"\b(?:chat|website)\b", "set", "channel", "chat"),
    (r"\b(?:warm|calm|friendly|formal|brief|professional|cheerful|polite)\b", "add", "tone", ""),
    (r"\b(?:English|German|Spanish|French)\b", "add", "languages", ""),
    (r"\bGoogle Calendar\b", "add", "tools", "google_calendar"),
    (r"\bShopify\b", "add", "tools", "shopify"),
    (r"\bHubSpot\b", "add", "tools", "hubspot"),
    (r"\bZendesk\b", "add", "tools", "zendesk"),
)


class Extraction:
    """Call it with a request: `script` first, keywords else. Requests for a phrasing get the question back."""

    def __init__(self, script: Mapping[str, Operations] | None = None) -> None:
        self.script = dict(script or {})

    def __call__(self, asked: Asked) -> Reply:
        if '"question"' in asked.system and '"operations"' not in asked.system:
            return says({"question": _question(asked.said)})
        messages = [text for role, text in asked.messages if role == "user"]
        known = next((text for text in messages if text in self.script), None)
        operations = self.script[known] if known is not None else list(_by_keywords(asked.said))
        return says({"operations": list(operations), "answer": ""})


def _question(data: str) -> str:
    found = re.search(r'"question":"((?:[^"\\]|\\.)*)"', data)
    return found.group(1) if found else "?"


def _by_keywords(message: str) -> list[dict[str, Any]]:
    found = []
    for pattern, op, slot, value in _KEYWORDS:
        for match in re.finditer(pattern, message, re.IGNORECASE):
            words = match.group(0)
            operation = {"evidence": words, "op": op, "slot": slot, "values": [value or words], "inferred": False}
            if operation not in found:
                found.append(operation)
    return found
