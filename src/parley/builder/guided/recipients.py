"""Whom a caller is handed to: people and teams by their words, phone numbers as E.164, e-mail addresses as said."""

import re
from functools import cache


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "cut": re.compile(
            r"\s+(?:if|when|whenever|in case|once|as soon as|unless|so that|who|which|and|but|for|"
            r"because)\b.*|\s*[(–—].*"
        ),
        "reach": re.compile(r"\b(?:on|at|under|number(?: is)?|reachable at|ext\.?|extension|dial)\s*:?\s*(?=\+?\(?\d)"),
    }


ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_CLAUSE = re.compile(r"[^,;]*?(?=[,;]| and |$)", re.DOTALL)
PHONE = re.compile(r"(?<![\w/])(?:\+|00)?\(?\d[\d\s().\-/]{5,20}\d(?!\w)")


NOT_PEOPLE = re.compile(
    r"\b(?:calendar|crm|system|inbox|sheet|spreadsheet|database|details|page|website|link|voicemail|step|menu|folder"
    r"|tracker|server|pickup point|neighbou?r)\b"
)


def number(text: str) -> str | None:
    """The phone number in a text as E.164, only where it carries its country code; None otherwise."""
    for found in PHONE.finditer(text):
        digits = re.sub(r"\D", "", found.group().replace("(0)", ""))
        if found.group().startswith("00"):
            digits = digits[2:]
        elif not found.group().startswith("+"):
            continue
        if 7 <= len(digits) <= 15 and digits[0] != "0":
            return f"+{digits}"
    return None


PEOPLE = re.compile(
    r"\b(?:human|person|someone|somebody|colleagues?|staff|team|agent|desk|manager|owner|nurse|doctor|"
    r"dentist|lawyer|attorney|"
    r"specialist|representative|rep|operator|supervisor|office|advisor|adviser|technician|engineer|"
    r"department|sales|support|"
    r"reception|on-call|line|me|us|host|dispatcher|dispatch|consultant|broker|adjuster|handler|expert|"
    r"counsel\w*|coach|trainer|"
    r"chef|teacher|principal|security|partner|director|coordinator|clerk|hotline|queue|tier|level|people|"
    r"accounting|billing|"
    r"executive|salesperson|planner|vet|plumber|paralegal|secretary|duty|admin\w*|hr|assistant|employee|"
    r"crew|wife|husband|brother|sister|daughter|boss|lead|officers?|recruiters?|showroom|911|112|999)\b|"
    r"\b(?:the|our|my|an?) (?:[\w-]+ )?(?!number|folder|order|calendar|computer|letter|offer|other|counter|server"
    r"|tracker|door|floor|error|"
    r"newsletter|printer|center|matter|paper|corner)[a-z]{3,}(?:er|or|ist|ian)s?(?!['\w])"
)


WRITTEN = re.compile(
    r"\b(?:messages?|texts?|e-?mails?|summar(?:y|ies)|transcripts?|notes?|notices?|notifications?|reports?|leads?|details"
    r"|info(?:rmation)?|cop(?:y|ies)|confirmations?|links?|reminders?|requests?|forms?|documents?|photos?|bookings?"
    r"|reservations?|appointments?|recordings?|invoices?|quotes?|results?|answers?|feedback|everything|numbers?|names?)\b"
)
"""What is sent to an e-mail address; anything else that goes there is a caller."""


_TARGET = re.compile(r"(?:[^,;\ue002]*?\bto )?(?P<who>[^,;.\ue002]{1,100})")


def address(text: str) -> re.Match[str] | None:
    """The e-mail address in the first clause of a text, which says whom to reach; None where it has none."""
    if "@" not in text:
        return None
    clause = _CLAUSE.match(text)
    return ADDRESS.search(text, 0, clause.end() if clause else len(text))


def destination(text: str, low: str) -> str:
    """Whom to reach, as said, with the e-mail address, or the number in E.164 where it has its country code.

    "" when nobody is named.
    """
    phone = number(text)
    said = address(text) or PHONE.search(text)
    target = _TARGET.match(low[: said.start()] if said else low)
    who = ""
    words = text[target.start("who") : target.end("who")] if target else ""
    is_named = said is not None and re.match(r"\s*(?:the|our|my|an?) [a-z]", words) is not None
    if is_named or PEOPLE.search(words.lower()) or (words[:1].isupper() and words[1:2].islower()):
        who = _patterns()["cut"].sub("", _patterns()["reach"].sub("", words))
        who = re.sub(r"\s+(?:at|on|under|via|by|number|phone|the|or)\s*:?$", "", who.strip(" ,.:(")).strip()
        who = re.sub(
            r"^(?:our|my|the|a|an)\s+(?=\S)", lambda m: "" if m.group().strip() in {"our", "my"} else m.group(), who
        )
        if re.match(r"(?:human|person|real person|a human|a person|someone|a real person|a live person|me|us)$", who):
            who = ""
    if not said:
        return who[:200]
    shown = said.group() if "@" in said.group() else phone or said.group().strip(" .-/(")
    return f"{who}, {shown}" if who else shown
