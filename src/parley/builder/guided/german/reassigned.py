"""Who takes a hand-over from now on, under which number: "Ilka hat gekündigt, das macht jetzt Svenja"."""

import re

from parley.builder.guided.amending import covers, shares
from parley.builder.guided.measures import Measure, measures, with_ending
from parley.builder.guided.revision import Revision, content

_WHO = (
    r"(?P<to>(?:d['’]\s?)?(?:(?:unsere[nmr]?|meine[nmr]?|die|den|der|dem|das)\s+)?(?:(?:Frau|Herrn?|Dr\.|Familie"
    r"|Kollegin"
    r"|Kollegen?)\s+)*"
    r"[A-ZÄÖÜ][\wäöüß-]+(?:\s+[A-ZÄÖÜ][\wäöüß-]+)?)"
)
_NOW = (
    r"(?:(?:jetzt|nun|bitte|lieber|doch|künftig|inzwischen|mittlerweile|gleich|direkt|dann|ab \w+(?: \w+)?"
    r"|seit \w+(?: \w+)?"
    r"|vorübergehend|erstmal|solange|so lange|wieder|nur noch|da|dafür)\s+)*"
)
_TAKES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Nn]achfolger(?:in)?|[Vv]ertretung|[Ee]rsatz)\s+(?:ist|heißt|wird|macht)\s+{_NOW}{_WHO}",
        rf"\bsondern\s+{_NOW}(?:an\s+|zu\s+)?{_WHO}",
        rf"\bzuständig\s+(?:ist|sind)\s+{_NOW}{_WHO}",
        rf"\b(?:macht|übernimmt|übernehmen|erledigt|betreut|bearbeitet|vertritt|kümmert sich|springt|hat"
        rf"|ist)\s+{_NOW}{_WHO}",
        rf"\bsoll(?:en|te|ten)?\s+{_NOW}{_WHO}\s+(?:bekommen|übernehmen|kriegen|machen|klären|erledigen|bearbeiten)",
        rf"\b(?:an|zu|zum|zur|ans|mit|bei)\s+{_NOW}{_WHO}(?!\w|\s*statt)",
        rf"{_WHO}\s+(?:übernimmt|macht das|springt|vertritt|kümmert|ist (?:jetzt|nun|da))",
        rf"\b(?:dafür|stattdessen|nun|jetzt|dann)\s+{_WHO}",
    )
)
_GONE = re.compile(
    r"\b(?:gekündigt|kündigt|rente|ruhestand|elternzeit|mutterschutz|kur|urlaub|nicht mehr|weg|aufgehört|hört"
    r"|ausgeschieden"
    r"|krank|gewechselt|wechselt|versetzt|verlassen|verstorben|gestorben|nichts mehr|nimmer|pensioniert|pension"
    r"|umgezogen"
    r"|nachfolg\w*|vertretung|vertritt|übernimmt|übernehmen|macht|zuständig|betreut|kümmert|statt|sondern|jetzt|nun"
    r"|künftig"
    r"|lieber|doch|inzwischen|ab \w+|dafür|geht an|gehen an|neue[rn]?)\b"
)
_WHO_GOES = re.compile(
    r"\b(?:d(?:er|ie)|sie|er) (?:ist|hat|macht|geht|war) (?:[^,.;]{0,30} )?(?:in|weg|nicht|gekündigt|krank|im)\b"
)
"""Somebody who was named just before, and is not there."""
_NOW_CUE = re.compile(
    r"\b(?:jetzt|nun|künftig|inzwischen|mittlerweile|ab (?:sofort|jetzt|heute|morgen|nächste\w+)|statt|sondern|doch"
    r"|lieber"
    r"|übernimmt|zuständig|nicht mehr|neuerdings|seit)\b"
)
_SPELT = re.compile(r"\bschreib(?:t|en) (?:sich|man) (?:\w+ ){0,2}?(?P<new>[A-ZÄÖÜ][\w-]+)")
_SAME = re.compile(r"\b(?:nummer|durchwahl|telefon\w*|handy\w*)\b[^.;]{0,20}\b(?:bleibt|gleiche?|selbe|dieselbe|wie)\b|"
                   r"\b(?:gleicher?|selbe[nr]?|derselben) (?:nummer|durchwahl)\b")  # fmt: skip
_NUMBERED = re.compile(r"\b\w*(?:nummer|durchwahl|handy|apparat|telefon|unter|erreich\w*|anschluss)\w*\b")
_NO_ONE = re.compile(
    r"(?i)^(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|uhr|euro|nummer|telefon|chat|mail|e-mail"
    r"|das|die"
    r"|der|den|rente|elternzeit|urlaub|kur|ruhestand|sachen|fälle[n]?|dinge|webseite|stelle|januar|ostern|weihnachten)$"
)


def is_person(text: str, name: str, revision: Revision) -> bool:
    """Whether a name is told of somebody who takes hand-overs, not of the business."""
    words = content(text) - content(name)
    return any(_names(rule["to"]) & words for rule in revision.items("handover"))


def swapped(text: str, revision: Revision, evidence: str) -> bool:
    """Exchange the receivers of two rules that a sentence names."""
    rules, words = revision.items("handover"), content(text)
    named = [at for at, rule in enumerate(rules) if _names(rule["to"]) & words]
    if len(named) != 2:
        named = [at for at, rule in enumerate(rules) if shares(words, content(rule["when"]))]
    if len(named) != 2:
        return False
    one, two = named
    to = rules[one]["to"], rules[two]["to"]
    rules[one], rules[two] = {**rules[one], "to": to[1]}, {**rules[two], "to": to[0]}
    revision.put("handover", rules, evidence)
    return True


def exchanged(old: str, new: str, revision: Revision, evidence: str) -> bool:
    """Another receiver for one who is named."""
    rules = revision.items("handover")
    named = [at for at, rule in enumerate(rules) if content(old) & _names(rule["to"])]
    if len(named) != 1 or not new[:1].isupper():
        return False
    rules[named[0]] = {**rules[named[0]], "to": new}
    revision.put("handover", rules, evidence)
    return True


def reassigned(text: str, low: str, before: str, revision: Revision) -> bool:
    """Another receiver, or another number, for the rule that a sentence names by its receiver or its case."""
    rules, words = revision.items("handover"), content(text)
    by_name = [at for at, rule in enumerate(rules) if _names(rule["to"]) & words]
    by_case = [at for at, rule in enumerate(rules) if covers(words, content(rule["when"]))]
    if len(by_name) == 1 and (spelt := _SPELT.search(text)):
        to = rules[by_name[0]]["to"]
        old = max((word for word in re.findall(r"[A-ZÄÖÜ]\w+", to) if content(word) & words), key=len, default=to)
        rules[by_name[0]] = {**rules[by_name[0]], "to": to.replace(old, spelt["new"])}
        revision.put("handover", rules, text.strip(" .,;"))
        return True
    number = next((text[each.start : each.end] for each in measures(text) if each.kind == "phone"), "")
    places = by_name or by_case
    if number and not places and len(rules) == 1 and _NUMBERED.search(low):
        places = [0]
    if not places and rules and _WHO_GOES.search(low):
        places = [len(rules) - 1]
    if _GONE.search(before.lower()):
        left = [at for at, rule in enumerate(rules) if _names(rule["to"]) & content(before)]
        places = left if left and not by_name else places
    if number and not places:
        places = [at for at, rule in enumerate(rules) if shares(words, content(rule["when"]))]
        places = places if len(places) == 1 else [at for at, rule in enumerate(rules) if _phone(rule["to"])]
    if len(places) != 1:
        return False
    rule = rules[places[0]]
    is_now = _NOW_CUE.search(low) if places is by_case else _GONE.search(f"{before.lower()} {low}")
    who = _receiver(text, content(rule["to"] + " " + rule["when"])) if is_now else ""
    to = _with_number(rule["to"], who, number, is_kept=bool(_SAME.search(low)))
    if to == rule["to"] or (not who and not _NUMBERED.search(low)):
        return False
    rules[places[0]] = {**rule, "to": to}
    revision.put("handover", rules, text.strip(" .,;"))
    return True


def _receiver(text: str, held: frozenset[str]) -> str:
    """Who is named as the one who takes it, and is not told of already."""
    for pattern in _TAKES:
        for found in pattern.finditer(text):
            who = found.group("to").strip()
            name = who.split()[-1]
            if not _NO_ONE.match(name) and not content(name) & held:
                return who
    return ""


def _with_number(held: str, who: str, number: str, *, is_kept: bool) -> str:
    old = _phone(held)
    if not who:
        if not number:
            return held
        return held[: old.start] + number + held[old.end :] if old else f"{held}, {number}"
    kept = held[old.start : old.end] if old and is_kept else ""
    return ", ".join(part for part in (who, number or kept) if part)


def _phone(text: str) -> Measure | None:
    return next((each for each in measures(text) if each.kind == "phone"), None)


def _names(to: str) -> frozenset[str]:
    return content(re.sub(r"\S*\d\S*|\b(?:Frau|Herrn?|Dr)\b", "", to))


def leaves(text: str) -> bool:
    """Whether a sentence says that somebody goes."""
    return _LEFT.search(text.lower()) is not None


def renumbered(text: str, low: str, revision: Revision) -> bool:
    """Other digits at the end of a number that a sentence names or speaks of: "am Schluss muss es 35 heißen"."""
    rules = revision.items("handover")
    phones = [(at, phone) for at, rule in enumerate(rules) if (phone := _phone(rule["to"]))]
    told = measures(text)
    named = [each for each in told if each.kind == "phone" and len(each.value) > _LONG]
    if named:
        phones = [(at, phone) for at, phone in phones if any(each.is_same(phone) for each in named)]
    ends = [each for each in told if each.kind == "" and len(each.value) < _LONG]
    ends = [each for each in ends if not any(phone.value.endswith(each.value) for _, phone in phones)]
    if len(phones) != 1 or len(ends) != 1 or not _ENDING.search(low):
        return False
    (at, phone), to = phones[0], rules[phones[0][0]]["to"]
    rules[at] = {**rules[at], "to": with_ending(to[: phone.end], ends[0].value) + to[phone.end :]}
    revision.put("handover", rules, text.strip(" .,;"))
    return True


_LONG = 6
_ENDING = re.compile(
    r"\b(?:am (?:ende|schluss)|hinten|endet|endziffern?|letzten? (?:\w+ )?(?:ziffern?|zahlen|stellen))\b"
)
_LEFT = re.compile(
    r"\b(?:gekündigt|kündigt|rente|ruhestand|elternzeit|mutterschutz|kur|urlaub|aufgehört|ausgeschieden|krank"
    r"|gewechselt"
    r"|versetzt|verlassen|weg|nicht mehr|nimmer)\b"
)
