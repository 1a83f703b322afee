"""What agents do, as verbs in all their forms, and the reading of lists such as "books, moves and cancels visits"."""

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from parley.builder.guided.tables import word_set


class Use(StrEnum):
    """What a verb in a brief is about."""

    GOAL = "goal"
    COLLECT = "collect"
    HANDOVER = "handover"
    DUTY = "duty"
    MANNER = "manner"


class Form(StrEnum):
    """A verb's form; within one list it stays the same, which tells verbs from plural nouns."""

    BASE = "base"
    THIRD = "third"
    GERUND = "gerund"


_VERBS: dict[Use, str] = {
    Use.GOAL: """
        book schedule reschedule cancel confirm reserve arrange rearrange rebook organise organize plan move postpone
        answer take check track trace find search look-up read-out verify validate update change modify amend edit
        extend renew
        qualify pre-qualify screen triage diagnose troubleshoot resolve solve fix reset unlock restore open create raise
        file register enrol enroll sign-up subscribe unsubscribe sell upsell recommend suggest advise explain describe
        provide give offer quote estimate calculate price order reorder replace return refund exchange ship deliver
        dispatch assign report process handle manage deal-with cover remind follow-up survey interview invite promote
        inform tell notify help assist guide walk support deflect educate introduce present pitch pay collect-payments
        negotiate compare match place complete activate deactivate pause block unblock freeze renewals-of request
        start submit prepare receive respond reply call-back call
        chase freeze upgrade downgrade log-in look-into onboard direct rate review identify discover assess evaluate
        close win nurture set-up serve translate coach teach tutor wake pick drop-off rent lease rsvp donate
        buy purchase hire apply swap lodge redeem pre-book top-up volunteer
        """,
    Use.COLLECT: "collect gather capture ask get obtain record find-out take-down note jot-down write-down note-down "
    "need "
    "require",
    Use.HANDOVER: """
        transfer escalate forward connect hand pass route redirect put send-through patch hand-over hand-off pass-on
        put-through
        """,
    Use.DUTY: "leave send text email log save store push sync use post message integrate add write enter upload "
    "sms whatsapp",
    Use.MANNER: """
        speak sound be greet say stay keep remain apologise apologize understand remember know have work run live talk
        begin end finish sign-off feel act behave introduce-itself listen wait avoid make let want like love
        be-able
        """,
}
_DOUBLED = {
    "follow-up",
    "cancel",
    "plan",
    "log",
    "get",
    "put",
    "set",
    "submit",
    "refer",
    "put-through",
    "set-up",
    "jot-down",
    "chat",
}
_NOUNS_TOO = word_set(
    """
    order email text call price quote message report reply request review survey claim log post return exchange
    refund book plan place use work estimate offer record track note reset change check update need rate match
    rent lease pitch sms whatsapp schedule store support help guide cover block start feel drop-off
    """
)
_DETERMINERS = re.compile(r" (?:a|an|the|their|our|any|all|new|every|each|it|them|callers|customers)\b")
_AMBIGUOUS_TAIL = re.compile(r"\s*(?:within|for|of|on|about|from|to|by|in|with|$)")


def third(verb: str) -> str:
    """The form after he, she, it."""
    head, dash, tail = verb.partition("-")
    if head.endswith(("s", "x", "sh", "ch", "o", "z")):
        head += "es"
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        head = head[:-1] + "ies"
    else:
        head += "s"
    return {"haves": "has", "bes": "is"}.get(head, head) + dash + tail


def gerunds(verb: str) -> list[str]:
    """The -ing forms in use, British and American."""
    head, dash, tail = verb.partition("-")
    if head.endswith("ie"):
        stems = [head[:-2] + "y"]
    elif head.endswith("e") and not head.endswith(("ee", "oe")) and head != "be":
        stems = [head[:-1]]
    elif head in _DOUBLED or verb in _DOUBLED:
        stems = [head + head[-1], head]
    else:
        stems = [head]
    return [stem + "ing" + dash + tail for stem in stems]


@cache
def forms() -> dict[str, tuple[str, Form, Use]]:
    """Every form (two-word verbs with a hyphen) to its verb, form and use."""
    table: dict[str, tuple[str, Form, Use]] = {}
    for use, text in _VERBS.items():
        for verb in text.split():
            stem = "pre-qualify" if verb == "pre-qualify" else verb
            table.setdefault(third(stem) if stem != "pre-qualify" else "pre-qualifies", (verb, Form.THIRD, use))
            for form in ["pre-qualifying"] if stem == "pre-qualify" else gerunds(stem):
                table.setdefault(form, (verb, Form.GERUND, use))
            table[verb] = (verb, Form.BASE, use)
    return table


@cache
def _separable() -> frozenset[str]:
    """The first words of two-word verbs, in all forms."""
    return frozenset(form.rpartition("-")[0] for form in forms() if "-" in form)


_COMPOUND = re.compile(
    r"(?:opening|closing) (?:hours?|times?)\b|(?:booking|order|tracking|reporting) (?:numbers?|references?|codes?"
    r"|status)\b"
    r"|booking confirmations?\b|return policy\b|price lists?\b|work orders?\b|check-?(?:in|out)s?\b|pick-?up points?\b"
)
"""Nouns that begin like a verb."""
_PARTICLES = word_set("up down off over on through with out back into")
_TOKEN = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")


class Verb(NamedTuple):
    """A verb form found in a text, with its span."""

    base: str
    form: Form
    use: Use
    start: int
    end: int


def verb_at(low: str, position: int, limit: int | None = None) -> Verb | None:
    """The verb that starts at a position (two-word verbs first), None when the word there is no known verb."""
    first = _TOKEN.match(low, position)
    if not first or (limit is not None and first.end() > limit):
        return None
    table, end = forms(), first.end()
    known = table.get(first.group())
    second = _TOKEN.match(low, end + 1) if first.group() in _separable() and low[end : end + 1] == " " else None
    if second and second.group() in _PARTICLES:
        both = table.get(f"{first.group()}-{second.group()}")
        known, end = (both, second.end()) if both else (known, end)
    if known is None or _COMPOUND.match(low, position):
        return None
    return Verb(*known, position, end)


class Phrase(NamedTuple):
    """A verb with its object as positions in the text it was read from; `start` is the verb's own start."""

    verb: Verb
    start: int
    object_start: int
    end: int


_SEPARATOR = re.compile(
    r",?\s+(?:and|or|plus|then|as well as|and then|and also|und|y)\s+|\s*[,;/&+]\s*(?:and\s+|or\s+|then\s+)?"
)
_LEAD = re.compile(
    r"(?:also|then|either|to|can|could|should|must|will|be able to|it|she|he|they|automatically|politely|quickly"
    r"|proactively|briefly|simply|first|finally|even|always|"
    r"(?:help|let|allow|assist)(?:s|ing)? (?:our |the |my )?(?:callers|customers|clients|people|them|"
    r"users|patients|guests|members"
    r"|employees|students|visitors|staff|us|parents|tenants|residents) (?:to |with )?|be|being)\b *(?=\w)"
)
STOPS = re.compile(
    r"\s(?:so(?! called| on\b)|because|when|whenever|"
    r"(?<!people )(?<!callers )(?<!customers )(?<!them )(?<!patients )(?<!residents )(?<!tenants )if"
    r"|if they (?:want|like|wish)|which (?:just |only )?(?:needs?|takes?|requires?)|unless|until"
    r"|before|after|while|without|instead|using|via|but"
    r"|always|never|by asking|via|whose|since|although|rather than|as soon as|outside of|during|"
    r"from our|in our|into our"
    r"|through our|on our|by phone|over the phone|on the phone|day and night|around the clock|24/7)\b"
    r"|\s(?:it|she|he) (?:should|must|can|will|also|needs|has|is)\b"
    r"|,? which (?:just |only )?(?=\ue002)|[.!?;()\n\ue002]|\s[–—-]\s|:\s"
)


def phrases(low: str, start: int, end: int) -> list[Phrase]:
    """The verb phrases of a list that starts with a verb at `start`; empty when there is no verb there.

    All verbs of a list share the form of the first, so "check orders, returns and refunds" is one phrase while
    "checks orders, returns calls and refunds payments" is three.
    """
    stop = STOPS.search(low, start, end)
    end = stop.start() if stop else end
    first = verb_at(low, start, end)
    if first is None:
        return []
    found = [Phrase(first, first.start, _skip(low, first.end), end)]
    for mark in _SEPARATOR.finditer(low, first.end, end):
        position = mark.end()
        while lead := _LEAD.match(low, position, end):
            position = lead.end()
        verb = verb_at(low, position, end)
        if verb and first.form is Form.BASE and verb.form is Form.THIRD and _starts_anew(low, verb, end):
            last = found[-1]
            found[-1] = Phrase(last.verb, last.start, min(last.object_start, mark.start()), mark.start())
            break
        if verb is None or not _continues(low, verb, found[-1], end):
            continue
        last = found[-1]
        found[-1] = Phrase(last.verb, last.start, min(last.object_start, mark.start()), mark.start())
        found.append(Phrase(verb, verb.start, _skip(low, verb.end), end))
    return found


def is_noun_like(low: str, verb: Verb) -> bool:
    """Whether a word that could be a verb is rather a noun here ("order number", "quotes")."""
    return verb.base in _NOUNS_TOO and verb.form is not Form.GERUND and _DETERMINERS.match(low, verb.end) is None


def _skip(low: str, position: int) -> int:
    while position < len(low) and low[position] == " ":
        position += 1
    return position


def _starts_anew(low: str, verb: Verb, end: int) -> bool:
    """ "lets them cancel, and leaves a message": back to what the agent does."""
    return _DETERMINERS.match(low, verb.end, end) is not None


def _continues(low: str, verb: Verb, last: Phrase, end: int) -> bool:
    if verb.form is not last.verb.form:
        return False
    if verb.form is Form.BASE and verb.base in _NOUNS_TOO and last.verb.use is Use.COLLECT:
        return _DETERMINERS.match(low, verb.end) is not None
    if low[last.verb.end : verb.start].strip(" ,") in ("", "and", "or") or verb.form is Form.GERUND:
        return True
    if verb.form is Form.BASE and verb.base not in _NOUNS_TOO:
        return True
    return not _AMBIGUOUS_TAIL.match(low, verb.end, end) and low[verb.end : verb.end + 1] == " "
