"""Hand-over rules: when a caller goes to a person, and to whom."""

import re
from functools import cache

from parley.builder.guided import recipients
from parley.builder.guided.english import conditions, verbless
from parley.builder.guided.reading import MASK_LINK, Sentence
from parley.builder.guided.tables import word_set

Rule = dict[str, str]
_TRIGGERS = word_set(
    """
    transfer transfers transferred transferring hand hands handed handover hand-over handoff hand-off escalate
    escalates escalated escalating escalation escalations forward forwards forwarded forwarding connect connects
    connected pass passes passed route routes routed routing redirect redirects put go goes human person people
    patched patch through someone colleague weiterleiten verbinden weitergeben transferir pasar
    """
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    move = (
        r"(?:transfer(?:s|red|ring)?|hand(?:s|ed|ing)?[ -]?(?:over|off)?|escalat(?:e|es|ed|ing)|forward(?:s|ed|ing)?|"
        r"connect(?:s|ed|ing)?|pass(?:es|ed|ing)?(?: on| over)?|(?:re-?)?rout(?:e|es|ed|ing)|redirect(?:s|ed|ing)?|"
        r"put(?:s|ting)?|send(?:s|ing)?|patch(?:es|ed|ing)?)"
    )
    what = r"(?P<what>[^,;.]{0,120}?)"
    return {
        "move": re.compile(
            rf"\b{move}\b\s*{what}\s*\b(?:straight |directly |immediately |right away |live |through |"
            rf"over |off |on )*(?:to|with)\s+"
            r"(?P<to>[^,;]{1,120})"
        ),
        "goes": re.compile(
            r"(?P<what>[^,;.]{2,100}?)\s+(?:(?:should|must|can|always|will|need to|have to|has to|are "
            r"to) )*(?:go(?:es)?|be sent|"
            r"be transferred|be passed(?: on)?|be escalated|be routed|be forwarded|be handed(?: over| "
            r"off)?|are transferred|get transferred|gets transferred|"
            r"are passed(?: on)?|are escalated|are routed|are forwarded|is transferred)(?: straight| "
            r"directly| immediately| right| over)*"
            r" to\s+(?P<to>[^,;]{1,120})"
        ),
        "person": re.compile(
            r"\b(?:hand(?:s|ing)?[ -]?(?:over|off)|transfer(?:s|ring)?|escalat(?:e|es|ing)|"
            r"connect(?:s)?)\b(?P<rest>[^;]{0,200})"
        ),
        "label": re.compile(r"^(?:hand[ -]?(?:over|off)|escalations?|transfers?)\s*:\s*"),
        "when": re.compile(
            r"\b(?:only |or |and |but )?(?:if|when|whenever|in case of|in the event of|once|as soon as)"
            r"\s+(?P<when>[^;]+)"
        ),
    }


def found(sentence: Sentence) -> tuple[list[Rule], str]:
    """The rules of a sentence and the words they rest on; the words are taken."""
    if alone := verbless.fetched(sentence) or verbless.rules(sentence):
        return alone, sentence.text.strip(" .")
    if not (sentence.words & _TRIGGERS or MASK_LINK in sentence.left):
        return [], ""
    span = _span(sentence)
    if span is None:
        return [], ""
    rules = _rules(sentence, *span)
    if not rules:
        return [], ""
    return rules, sentence.take(*span).strip(" ,")


def _span(sentence: Sentence) -> tuple[int, int] | None:
    """Where the hand-over part of a sentence begins and ends."""
    low = sentence.left
    patterns = _patterns()
    starts = [
        m.start("what")
        for m in (patterns["goes"].finditer(low) if _goes(sentence, low) else ())
        if _names_people(m.group("to"), sentence.text[m.start("to") :])
    ]
    if not starts:
        starts = [m.start() for m in patterns["move"].finditer(low) if _is_person_move(sentence, m)]
    if not starts:
        starts = [m.start() for m in patterns["person"].finditer(low) if _speaks_of_people(m.group("rest"))]
    if not starts:
        return None
    start = 0 if _LISTED.fullmatch(low[: starts[0]]) else _with_condition(low, starts[0])
    stop = _END.search(low, starts[0])
    end = stop.start() if stop else len(low)
    while end > start and low[end - 1] in " .!,":
        end -= 1
    return start, end


_END = re.compile(
    r"\ue002|(?<=\w)[,]? (?:and|but) (?:it|she|he) (?:should|must|can|also)|;|, (?:never|don't|always|use)\b"
)
_ADVISED = re.compile(r"[a-z][^,;:.]{3,50}: (?:tell|ask|advise|warn) [^:]{4,100}?(?:, then|,? and(?: then)?) $")
_LISTED = re.compile(r"(?!if |when |for |in case |anything |and )(?:[a-z'-]+(?: [a-z'-]+){0,2},)+")
_GOING = word_set("go goes sent transferred passed escalated routed forwarded handed")
_GOES = re.compile(rf"\b(?:{'|'.join(_GOING)})\b.* to\b")


def _goes(sentence: Sentence, low: str) -> bool:
    """Whether the pattern "goes", which is slow, may find something in (the beginning of) a sentence."""
    return sentence.has(_GOING) and _GOES.search(low) is not None


def _is_person_move(sentence: Sentence, move: re.Match[str]) -> bool:
    low, to = sentence.left, move.group("to")
    if _THINGS.search(move.group("what")):
        return False
    if MASK_LINK in to and recipients.WRITTEN.search(move.group("what")):
        return False
    if recipients.NOT_PEOPLE.search(to) or re.match(
        r"(?:book|the caller|callers|customers|them|you|our crm|https?)\b", to
    ):
        return False
    if _DENIED.search(low, max(0, move.start() - 24), move.start()):
        return False
    verb = move.group().split()[0]
    if verb.startswith(("send", "connect", "put", "pass", "forward", "hand", "rout", "patch")):
        return _names_people(to + low[move.end() :], sentence.text[move.start("to") :]) and not _DUTY.match(
            move.group("what").strip()
        )
    return True


_DENIED = re.compile(
    r"\b(?:don't|dont|never|not|nor|without|no|mustn't|shouldn't|can't|cannot|won't)(?: (?:to|ever|just|be|even))* $"
)
_THINGS = re.compile(
    r"\b(?:parcel|package|delivery|shipment|order|money|funds|amount|payment|balance|file|files|data|points"
    r"|ownership|title)\b"
)
_DUTY = re.compile(
    r"(?:an? )?(?:sms|text|email|e-mail|confirmation|link|message|reminder|summary|info|details|offer)\b"
)


def _names_people(to: str, raw: str) -> bool:
    if recipients.NOT_PEOPLE.search(to):
        return False
    if raw[:1].isupper() or recipients.PEOPLE.search(to) or recipients.PHONE.search(to):
        return True
    return MASK_LINK in to and recipients.address(raw) is not None


def _speaks_of_people(rest: str) -> bool:
    return bool(
        recipients.PEOPLE.search(rest[:80])
        or re.match(r"\s*(?:if|when|whenever|the call|them|'?em|callers|urgent|anything|complex)", rest)
    )


def _with_condition(low: str, start: int) -> int:
    """Back over "if the caller is upset," and "emergencies" to the beginning of the clause."""
    head = low[:start]
    opened = list(
        re.finditer(r"(?:^|[,;\ue002] ?|\bbut |\band )(?=(?:if|when|whenever|in case of|for|anything|should)\b)", head)
    )
    if opened:
        return opened[-1].end()
    clause = re.match(r"[^,;:]{4,80}(?==)=[^,;:]{3,60}, $|[^,;:]{4,60}: $", head) or _ADVISED.match(head)
    return 0 if clause else start


def _rules(sentence: Sentence, start: int, end: int) -> list[Rule]:
    low = sentence.left[:end]
    when = _condition(sentence, start, end)
    goes = _patterns()["goes"].search(low, start) if _goes(sentence, low) else None
    moves = [] if goes else [m for m in _patterns()["move"].finditer(low, start) if m.start() < end]
    if not moves:
        if goes and not _patterns()["person"].match(low, start):
            what = low[start : goes.end("what")] if _LISTED.fullmatch(low[start : goes.start("what")]) else ""
            return [_rule(sentence, when or conditions.about(what or goes.group("what")), goes.span("to"))]
        return [
            {
                "when": when or conditions.ON_REQUEST,
                "to": recipients.destination(sentence.text[start:end], low[start:end]),
            }
        ]
    rules = []
    for move in [move for move in moves if move is moves[0] or _is_person_move(sentence, move)]:
        what = conditions.about(move.group("what"))
        rules.append(_rule(sentence, what or when or conditions.ON_REQUEST, move.span("to")))
        rules += _further(sentence, move.span("to"))
    if when and len(rules) == 1 and rules[0]["when"] != when:
        rules[0]["when"] = when
    return rules


def _rule(sentence: Sentence, when: str, span: tuple[int, int]) -> Rule:
    tail = sentence.text[span[0] :]
    return {"when": when, "to": recipients.destination(tail, sentence.left[span[0] :])}


def _further(sentence: Sentence, span: tuple[int, int]) -> list[Rule]:
    """ "… to billing and emergencies to the nurse": the second pair."""
    more = re.search(
        r"\b(?:and|or)\s+(?P<what>[a-z' -]{3,60}?)\s+to\s+(?P<to>(?:the|our|my|a|\+)[^,;.]{1,80})",
        sentence.left[span[0] : span[1]],
    )
    if not more or not recipients.PEOPLE.search(more.group("to")):
        return []
    start = span[0] + more.start("to")
    return [_rule(sentence, conditions.about(more.group("what")) or conditions.ON_REQUEST, (start, span[1]))]


def _condition(sentence: Sentence, start: int, end: int) -> str:
    found = _patterns()["when"].search(sentence.left, start, end)
    equated = None if found else re.match(r"[^,;:]{4,80}=[^,;:]{3,60}(?=,)", sentence.left[start:end])
    labelled = None if found else re.match(r"([a-z][^,;:]{2,60}): ", sentence.left[start:end])
    if labelled and not _patterns()["label"].match(sentence.left, start):
        return conditions.about(labelled.group(1))
    if equated:
        return sentence.text[start : start + equated.end()].strip()
    if not found:
        about = re.match(r"(?:for|anything|in case of)\s+((?:(?!\bgo(?:es)?\b)[^,;]){3,80}),", sentence.left[start:end])
        return conditions.about(about.group(1)) if about else ""
    words = found.group("when")
    stop = re.search(
        r",\s*(?:(?:it|she|he|the agent|please|then|you|we|they)\b|(?:transfer|hand|escalate|forward|"
        r"connect|pass|route|put|send|offer|redirect|tell|ask|advise)\w*\b)"
        r"|\s+(?:transfer|escalate|forward|connect|hand over|hand off)\b"
        r"|\s+(?:put|tell|pass|send|ask|advise|patch|route|hand|give|offer|warn) (?:them|'?em|him|her|the call|"
        r"the caller"
        r"|callers|people|it)\b|\.|(?:,? (?:at|on|under) \+?\d)|"
        r"\ue002| to (?:the|our|a) \w+ (?:at|on) \+",
        words,
    )
    cut = words[: stop.start()] if stop else words
    raw = sentence.text[found.start("when") : found.start("when") + len(cut)].strip(" ,.")
    if found.group().startswith(("in case of", "in the event of")):
        return conditions.about(raw)
    return conditions.reworded(re.sub(r"^(?:there is|there's|there are)\s+", "there is ", raw))


_CASED = re.compile(
    r"(?:only |just |mostly |mainly |all |any )?(?:if|when|whenever|in case|once|anything|anyone|anybody|everything|"
    r"everyone|someone|somebody|whoever|for|to|the (?:caller|customer|client|patient|guest|tenant)|callers?|customers?|"
    r"clients?|patients?|they|people)\b"
)
_CASES = re.compile(
    r"\b[a-z]{4,}s\b|\b(?:urgent|angry|upset|legal|billing|human|person|sales|technical|always|complex)\b"
)
_ABROAD = re.compile(
    r"\b(?:beschwerden?|notf\w+|mensch\w*|mitarbeiter\w*|quejas?|urgencias?|persona)\b|[投人紧][诉工急]"
)
_TELLS = re.compile(r"[\d$£€?]|\b(?:i|we|it|you|that's|is|are|was|were|has|have|had)\b")


def _tells(low: str) -> bool:
    """Whether an answer has the look of a case or a recipient, rather than of talk about something else."""
    count = len(low.split())
    if _ABROAD.search(low) or (recipients.PHONE.search(low) and count <= 12):
        return True
    if "?" in low or re.search(r"[\d$£€]", low.replace("24/7", "")) and not _CASED.match(low):
        return False
    is_short = count <= 6 and _TELLS.search(low) is None
    return bool(_CASED.match(low) or (is_short and (_CASES.search(low) or recipients.PEOPLE.search(low))))


def answered(text: str, low: str) -> list[Rule]:
    """The rules of an answer to "when should it hand over, and to whom?"."""
    sentence = Sentence(text=text, start=0, left=low)
    rules, _ = found(sentence)
    if rules:
        return rules
    when = re.sub(r"^(?:if|when|whenever|in case of|for|only (?:if|when|for)|just)\s+", "", low.strip(" .!"))
    clause = re.match(
        r"(?P<when>.{2,200}?)(?:,| to| ->| →|:| goes? to)\s+(?P<to>(?:the|our|my|a|\+|00)[^;]{2,100})$", when
    )
    if not _tells(low.strip(" .!")):
        return []
    offset = low.find(when)
    if clause:
        start = offset + clause.start("to")
        said = text[offset + clause.start("when") : offset + clause.end("when")]
        return [{"when": conditions.as_condition(said), "to": recipients.destination(text[start:], low[start:])}]
    phone = recipients.PHONE.search(text)
    if phone and len(re.sub(r"[^a-z]", "", recipients.PHONE.sub("", low))) < 4:
        return [{"when": conditions.ON_REQUEST, "to": recipients.number(text) or phone.group().strip()}]
    if (
        recipients.PEOPLE.search(low)
        and not re.search(r"\b(?:is|are|has|asks?|wants?|needs?|gets?|feels?)\b", low)
        and len(low.split()) <= 6
    ):
        return [{"when": conditions.ON_REQUEST, "to": recipients.destination(text, low)}]
    return [
        {
            "when": conditions.as_condition(text[offset : offset + len(when)]),
            "to": recipients.destination(text, low) if phone else "",
        }
    ]
