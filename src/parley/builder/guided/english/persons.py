"""Who takes a call over, at a place in a sentence: a person, a team or a name, with what stands beside it.

"Helen our manager, 01632 960021", "Dr. Okafor, clinical lead, (847) 555-0129", "me, Enzo, on 0161 496 0577".
"""

import re
from dataclasses import dataclass

from parley.builder.guided import recipients
from parley.builder.guided.reading import MASK_LINK, Sentence

_DIGIT = r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|double)"
_CONTACT = (
    rf"(?P<said>(?:ext\.?|extension) ?\d{{1,6}}|(?<![\w/])(?:\+|00)?\(?\d[\d\s().\-/]{{5,20}}\d(?!\w)"
    rf"|(?:plus )?{_DIGIT}(?:[ ,]+{_DIGIT}){{5,18}}|{MASK_LINK}+)"
)
_WAY = (
    r"(?:(?:on|at|under|via|by|or|is|her|his|their|my|our|the|whose|directly|number|mobile|cell|line|direct line|phone|"
    r"desk|office|reached|reachable|that'?s|it'?s|(?:he|she|they)(?:'?s|'?re| is| are))(?: |:|,|$)+)*"
)
TAIL = re.compile(
    rf"(?:,? (?:straight|right) away| at once| immediately| directly)*(?:,| comma| –| -|:)? ?\(?{_WAY}\(?{_CONTACT}\)?"
)
_LIMIT = (
    r"(?= ?(?:[,;:!?()\n\ue000\ue002]|[–—]| - |$|\.(?=\s|$)(?<!\bdr\.)(?<!\bmr\.)(?<!\bms\.)(?<!\bmrs\.))"
    r"| (?:if|when|whenever|in case|once|as soon as|unless|and|but|or|because|so|please|right away|straight away|at "
    r"once|"
    r"immediately|too|as well|instead|who|which|comma|for|day or night|any time|anytime|without|with|to|since|also|"
    r"from|as|at all|now|day and night|has to|must|should|needs to)\b"
    rf"| (?:on|at|under|via|by)\b(?= ?{_WAY}{_CONTACT.replace('?P<said>', '?:')})| (?=\+?\(?\d))"
)
_HEAD = re.compile(rf"(?P<who>[^\s,;:!?()\n\ue000-\ue002]+(?: [^\s,;:!?()\n\ue000-\ue002]+){{0,6}}?){_LIMIT}")
_NAME = r"[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|of|the|de))*"
_APPOSED = re.compile(
    rf"(?:, | - | – | \()(?:(?:that'?s|that is|i'?m|(?:he|she)(?:'?s| is)(?: (?:our|the|my))?|they(?:'re|"
    rf" are)(?: our| the)?|this is|my name is|my name's|called) )?"
    rf"(?P<who>[^\s,;:!?()\n\ue000-\ue002]+(?: [^\s,;:!?()\n\ue000-\ue002]+){{0,4}}?)\)?{_LIMIT}"
)
_ASIDE = re.compile(
    r", (?:bless (?:her|him|them)|(?:he|she|they) (?:does|do|handles?|runs?|looks? after|deals? with|knows?|sorts?|"
    r"takes?|manages?) [^,.;:!?()\n]{2,40}|of course|obviously|please|as (?:ever|always))(?=,)"
)
_ALONE = re.compile(_CONTACT)
_OWN = re.compile(rf": (?P<who>{_NAME})")
_AFTER = re.compile(rf", (?P<who>{_NAME})(?=[,.]|$)")
_OWNED = re.compile(r"^(?:[Oo]ur|[Mm]y) (?=\S)|['’]s? (?:thing|job|department|area|patch|baby|territory|business)$")
_SELF = re.compile(r"(?:me|us|myself|ourselves|me personally|me directly|me myself)$")
_ANYBODY = re.compile(r"(?:an? )?(?:real |live )?(?:human|person|someone|somebody)")
_KIN = re.compile(
    r"\b(?:wife|husband|partner|son|daughter|nephew|niece|brother|sister|mother|father|mum|mom|dad|cousin|uncle|aunt|"
    r"colleague|boss|deputy|foreman|bookkeeper|accountant|head|captain|warden|matron|sergeant|mistress|medic|"
    r"midwife|cook|chair\w*|guy|lady|mechanic|tech|steward|vicar|priest|nan|mr|mrs|ms|dr|whoever)\b"
)
_UNIT = re.compile(
    r"\b(?:team|desk|office|department|dept|accounts?|accounting|billing|finance|sales|support|service|legal|press|"
    r"claims|dispatch|reception|security|warehouse|workshop|kitchen|front of house|housekeeping|maintenance|events|"
    r"hr|it|"
    r"counter|till|queue|branch|switchboard|hotline|helpline|line|surgery|ward|bar|pharmacy|shop|yard|depot|"
    r"lettings|parts|showroom|nhs|"
    r"police|fire brigade|ambulance|911|999|112|111)\b"
)
_NOBODY = re.compile(
    r"^(?:yes|no|or|and|but|if|when|then|excuse|sorry|wait|hang|hold|let|thanks?|to|(?:me|us) (?!personally|"
    r"directly|myself)|here|it|"
    r"them|they|this|that|those|these|him|you|your|what|how|where|why|book|see|find|be|have|do|get|take|give|nobody|"
    r"no one|the (?:website|system|app|calendar|next|start|end|point|caller|customer|door|agent|assistant|bot)\b|a "
    r"(?:link|"
    r"payment|text|message)|bed|sleep|work|school|home|voicemail|answer|ask|say|tell|not|never|always|all|anyone|"
    r"everyone|people|callers?|customers?|clients?|patients?|parents|guests|about|in|on|by|of|from|i|we)\b"
)
_AGENT = re.compile(
    r"\b(?:(?:phone|voice|chat|virtual|ai) (?:agent|assistant|bot)|bot|robot|an ai|themselves|yourself|caller)\b"
)
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|does|do|did|will|would|should|must|can|could|says?|said|need|needs|want|"
    r"wants|"
    r"costs?|takes?|check|checks|include|includes|i|we|you|they|he|she|it|don't|gone|back(?! (?:office|room|desk))|"
    r"again)\b"
)
_DATED = re.compile(
    r"\b(?:mon|tues?|wed|thu|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b|\b(?:january|february|"
    r"march|april|june|july|august|september|"
    r"october|november|december|english|german|french|spanish|italian|polish|welsh)\b"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Who takes over, as it is kept, where the words end, whether a number came with it, and whether it names a job."""

    shown: str
    end: int
    is_reached: bool
    is_role: bool = False


_REACHABLE = re.compile(rf"\d|{MASK_LINK}|{_DIGIT}[ ,]+{_DIGIT}")


def may_reach(low: str, start: int) -> bool:
    """Whether a number or an address may stand behind a place."""
    return _REACHABLE.search(low, start) is not None


def at(sentence: Sentence, start: int, *, is_sure: bool) -> Person | None:
    """The receiver whose words begin at `start`; `is_sure` where the words before leave no doubt that one follows."""
    low, text = sentence.left, sentence.text
    if (alone := _ALONE.match(low, start)) and _is_contact(text, alone):
        return Person(contact(text, alone), alone.end(), is_reached=True) if is_sure else None
    head = _HEAD.match(low, start)
    if head is None:
        return None
    parts, end, said = _described(sentence, head)
    if not _is_person(parts[0], head.group("who"), is_said=bool(said), is_sure=is_sure):
        return None
    if _ANYBODY.fullmatch(parts[0].lower().strip(" .")):
        parts = parts[1:]
    who = [_OWNED.sub("", part.strip(" .")) for part in parts]
    if who and _SELF.match(who[0].lower()):
        who = who[1:]
    is_role = any(words.search(head.group("who")) for words in (_KIN, recipients.PEOPLE))
    return Person(", ".join([*who, said] if said else who)[:200], end, bool(said), is_role)


def _described(sentence: Sentence, head: re.Match[str]) -> tuple[list[str], int, str]:
    """The words for a receiver, where they end, and the number or address among them."""
    low, text = sentence.left, sentence.text
    parts, end = [text[slice(*head.span("who"))]], head.end("who")
    if _SELF.match(head.group("who")) and (own := _OWN.match(text, end)):
        parts, end = [*parts, own.group("who")], own.end()
    for _ in range(3):
        if (tail := TAIL.match(low, end)) and _is_contact(text, tail):
            end = tail.end()
            if named := _AFTER.match(text, end):
                parts, end = [*parts, named.group("who")], named.end()
            return parts, end, contact(text, tail)
        if aside := _ASIDE.match(low, end):
            end = aside.end()
            continue
        apposed = _APPOSED.match(low, end)
        if apposed is None or not _is_apposition(sentence, apposed):
            break
        parts, end = [*parts, text[slice(*apposed.span("who"))]], apposed.end()
    return parts, end, ""


def _is_contact(text: str, found: re.Match[str]) -> bool:
    """Whether somebody is reached there: a page on the web is nobody."""
    return MASK_LINK not in found.group("said") or "@" in text[slice(*found.span("said"))]


def contact(text: str, found: re.Match[str]) -> str:
    """The number or address of a match, as said; a number with its country code in E.164."""
    said = text[slice(*found.span("said"))].strip(" .-/,")
    said = f"({said}" if ")" in said and "(" not in said else said
    return recipients.number(said) or said


def _is_apposition(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether words between marks say who somebody is: a name, or a job before a number or the end."""
    start, end = found.span("who")
    low, raw = found.group("who").rstrip("."), sentence.text[start:end].rstrip(".")
    if _VERBAL.search(low) or _NOBODY.match(low) or _DATED.search(low):
        return False
    after = sentence.left[found.end() :]
    if re.match(r" (?:to|for|with)\b", after):
        return False
    if re.fullmatch(_NAME, raw):
        return True
    is_last = re.match(r"[.!]?$", after) is not None or TAIL.match(sentence.left, found.end()) is not None
    return is_last and any(words.search(low) for words in (recipients.PEOPLE, _KIN, _UNIT))


def _is_person(raw: str, low: str, *, is_said: bool, is_sure: bool) -> bool:
    low = low.strip(" .")
    if _NOBODY.match(low) or _AGENT.search(low) or recipients.NOT_PEOPLE.search(low):
        return False
    if _VERBAL.search(low) or _DATED.search(low):
        return False
    if _SELF.match(low):
        return is_sure
    if re.search(r"[\d$£€]|\bhere$", low) and not re.fullmatch(r"(?:911|999|112|111|\d+\w+ (?:line|floor).*)", low):
        return False
    if _KIN.search(low) or recipients.PEOPLE.search(low):
        return True
    is_named = any(word[:1].isupper() for word in raw.split())
    is_team = _UNIT.search(low) is not None
    return (is_named or is_team) and (is_sure or is_said) or (is_said and len(low.split()) <= 4)
