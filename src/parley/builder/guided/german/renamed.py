"""What somebody or something is called from now on: "Heißen soll der Bot jetzt Körbchen"."""

import re

from parley.builder.guided.german import identity

NAME = rf"(?:(?:{identity.NAME}\s+)?(?:Prof\.\s+)?(?:Dr\.|St\.)\s+{identity.NAME}|{identity.NAME})"
_FILL = (
    r"(?:(?:jetzt|nun|doch|lieber|also|künftig|ab sofort|ab jetzt|inzwischen|mittlerweile|übrigens|bitte|eigentlich"
    r"|dann"
    r"|besser|seit (?:de[rm] )?\w+(?: \w+)?(?= [A-ZÄÖÜ„“\"])|einfach|ab heute|fortan|nämlich|schlicht|wieder"
    r"|neuerdings|in Zukunft|bei uns|er|sie|es"
    r"|wir|uns)\s+)*"
)
_QUOTED = r"[„“\"»«‚']?"
_WHO = r"(?:er|sie|es|wir|(?:der|die|das|unser|unsere|unsern?) [\wäöüß-]+)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Hh]eißen (?:soll(?:te)?|möge|wird) {_WHO} {_FILL}{_QUOTED}(?P<name>{NAME})",
        rf"\b(?:soll(?:te)?|möge|wird|möchten?|wollen"
        rf"|will) {_FILL}(?:{_WHO} )?{_FILL}{_QUOTED}(?P<name>{NAME}){_QUOTED} heißen\b",
        rf"\b[Hh]eißen {_FILL}{_QUOTED}(?P<name>{NAME})",
        rf"\b[Hh]eißt {_FILL}{_QUOTED}(?P<name>{NAME})",
        rf"\b[Nn]ennen (?:wir )?(?:ihn|sie|es|uns) {_FILL}{_QUOTED}(?P<name>{NAME})",
        rf"\b[Nn]enn(?:t|en Sie|e)? (?:ihn|sie|es) {_FILL}{_QUOTED}(?P<name>{NAME})",
        rf"\b(?:umbenannt|umbenennen|umgetauft|getauft) (?:in|auf|zu)\s+(?:den Namen )?{_QUOTED}(?P<name>{NAME})",
        rf"\bin\s+{_QUOTED}(?P<name>{NAME}){_QUOTED} (?:umbenannt|umbenennen|umgetauft)\b",
        rf"\b(?:[Nn]ame|Firmenname|Praxisname)\w*[^.,;]{{0,30}}? (?:ist|lautet|wäre|wird"
        rf"|:) {_FILL}{_QUOTED}(?P<name>{NAME})",
        rf"\bNamen\s+{_QUOTED}(?P<name>{NAME}){_QUOTED}\s+(?:entschieden|gewählt|geeinigt|bekommen|geben)",
        rf"\bfirmier\w+ {_FILL}(?:als|unter(?: dem Namen)?)\s+{_QUOTED}(?P<name>{NAME})",
        rf"\bschreib(?:t|en) (?:sich|uns|man) {_FILL}{_QUOTED}(?P<name>{NAME})",
        rf"{_QUOTED}(?P<name>{NAME}){_QUOTED} (?:heißen wir|heißt (?:er|sie|es|das|die|der)|soll(?:te)? (?:er|sie"
        rf"|es) heißen"
        rf"|heißen soll)\b",
    )
)
_CUES = re.compile(r"hei(?:ß|ss)|nenn|benannt|tauf|name|schreib|firmier")


def name(text: str, low: str) -> str:
    """The name that a sentence gives; "" for none."""
    if not _CUES.search(low):
        return ""
    for pattern in _PATTERNS:
        if found := pattern.search(text):
            return found.group("name").strip(" .,")
    return ""
