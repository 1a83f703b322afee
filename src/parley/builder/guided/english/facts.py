"""Facts about the business in the user's own words: prices, addresses, policies; one of each that a sentence strings.

Every clause is judged by itself. It is a fact when it has a subject that is neither the agent nor the user, and an
amount, a span of time, an address or a word of policy; what follows without any of these belongs to it.
"""

import re
from collections.abc import Iterator

from parley.builder.guided.english.numbers import NUMBER
from parley.builder.guided.english.particulars import topic_of
from parley.builder.guided.english.verbs import Form, Use, is_noun_like, verb_at
from parley.builder.guided.lexicon import AGENT_NOUNS
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

Fact = dict[str, str]

_AMOUNT = re.compile(
    rf"[£$€]\s?\d|\d\s?[£$€%]|\b{NUMBER}(?:\.\d+)? ?(?:per ?cent|percent|pounds?|dollars?|bucks|euros?|eur|usd|gbp|"
    rf"quid|"
    r"cents?|pence|p)\b|\b(?:one|two|three|four) weeks?'s? rent\b|\bweek's rent\b"
)
_SPAN = re.compile(
    rf"\b(?:{NUMBER}|an?|half an?|first|next) (?:[\w-]+ )?(?:min(?:ute)?s?|hours?|h|hrs?|(?:working |business "
    rf")?days?|"
    r"weeks?|months?|years?|miles?|km|lbs|kg)\b(?:'s? notice)?|\b(?:fortnightly|weekly|monthly|annually)\b"
)
_POLICY = re.compile(
    r"\b(?:free|required|allowed|permitted|welcome|admitted|accepted|available|included|includes?|non-?refundable|"
    r"on request|certified|protected|insured|licen[cs]ed|accredited|hosted|charged|refunded|unworn|exchanged|"
    r"first come,? first served?|first-come|by appointment|cash only|card only|members only|adults only|private only|"
    r"booked in advance|in advance|(?:dogs?|pets?|kids|children|cards?|prams?) (?:is|are) fine|wheelchair|"
    r"step-free|accessible|parking|car park|wi-?fi|discounts?|deposits?|"
    r"refunds?|nhs|organic|vegan|halal|kosher|gluten|seasonal|tap water|showers?|"
    r"towels?)\b"
)
_MODAL = re.compile(
    r"^(?:[\w'-]+ ){1,6}?(?:must|can only|can't|cant|cannot|can not|may not|should|have to|has to|need to|needs "
    r"to|are "
    r"only|is only|are never|is never|are always|is always|are not|is not|isn't|aren't) (?:be )?[a-z]"
)
_ADDRESS = re.compile(
    r"\b\d{1,4}[a-z]?,? (?:[a-z'’]+ ){1,3}?(?:street|st|road|rd|lane|avenue|ave|square|yard|way|drive|close|court|"
    r"place|"
    r"row|hill|terrace|gardens|quay|boulevard|blvd|parade|crescent|mews|walk|park|wharf|highway)\b"
    r"|\bat the corner of\b|\bon the (?:corner of|[a-z]+ floor)\b"
)
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d{2})? ?(?:am|pm|a\.m|p\.m|o'clock)\b|\b\d{1,2}[.:]\d{2} (?:to|until|till|-|–) \d"
)
_WE = re.compile(
    r"^we(?:'re| are|'ve| have)? ?(?:also |only |currently |always |never |don't |do not |dont |aren't |are not |"
    r"not )*"
    r"(?:cover|serve|look after|travel to|deliver|ship|accept|take|offer|integrate|support|charge|work with|operate|"
    r"stock|carry|"
    r"specialise|"
    r"specialize|provide|repair|refund|price|give|host|hold|close|taking|based|located|at \d|on \w+ street|opposite|"
    r"next to|certified|protected|insured|licensed|accredited|closed|atol|nhs)\b"
)
_PRICED = re.compile(
    rf"^(?:an? |the )?[^\W\d][\w'’ &/+-]{{2,40}}? (?:from |is |are |at |for |only |just )?"
    rf"(?:[£$€]\s?\d|{NUMBER}\b|free\b|on request\b|\+\s?\d|included\b)"
)
_SUBJECT = re.compile(
    r"^(?:the|a|an|our|all|every|each|any|most|no|there(?:'s| is| are| will be)|kids|children|dogs?|pets?|"
    r"[a-z][\w'-]+)"
    r"\b"
)
_VERB = re.compile(
    r"\b(?:is|are|isn't|aren't|was|costs?|takes?|gets?|starts?|opens?|close[sd]?|runs?|lasts?|includes?|requires?|"
    r"saves?|"
    r"expires?|must|can|can't|cant|cannot|may|should|have to|has to|comes?|collected|admitted|'s|'re|applies|apply|"
    r"includes?|required|covers?|deliver|ships?|arrive|leave|stay|falls?|ends?|begins?|charge|cover|serve|accept|integrate|offer|"
    r"don't|dont|do not|planted|hosted|certified|protected|runs?|we're|we)\b"
)
_AGENTS = "|".join(sorted((re.escape(noun) for noun in AGENT_NOUNS), key=len, reverse=True))
_NOT_OURS = re.compile(
    rf"^(?:(?:and|but|so|or|also|then|oh|um|uh|well|now) )*(?:(?:one|another) (?:rule|thing|point)|it|she|he|i|i'm|"
    rf"i'd|you|they(?!'re free)|its|he's|"
    rf"she's|if|"
    rf"when|whenever|unless|once|what|who|why|how|where|which|whether|for|to|with|of|because|since|that|this|please|"
    rf"let|leave|"
    rf"lets|make|tell|ask|say|give|send|put|take|book|call|answer|handle|use|keep|never|don't|dont|do not|always|not|"
    rf"anyone|anybody|someone|somebody|anything|everything|something|whatever|"
    rf"(?:the|an?|our|my|this|any) (?:[\w-]+ )?(?:{_AGENTS})|tone|style|voice|greeting|language|languages|english|"
    rf"goals?|"
    r"hours|callers|(?:people|customers|clients|patients|guests|callers|tenants|residents|members|users) (?:can|"
    r"should "
    r"be able|want|ask|call|ring|need|often|usually|mostly|always|who)|we (?:want|need|would|use|run|manage|own|"
    r"get|lose|miss|"
    r"buy|had|have (?:an?|the|our|okta)|are (?:an?|the|looking)|do\b|sell|like|keep|log)|we'd|we've|we'll|"
    r"we can|we could|nobody|no one|what's|who's|how's|about \d+ (?:per cent|percent|%)|we're "
    r"(?:an?|the|looking|on\b|called|using|in\b)|my|me|us)\b"
)
_TELLABLE = re.compile(
    r",? (?:and )?(?:it|she|he|the agent|the bot) (?:can|may|should|could) (?:tell (?:them|people|callers|anyone)|"
    r"say|mention)"
    r"(?: that| so| this| it)?(?= *(?:[.,;!]|$))"
)
_WISHING = re.compile(
    r"\b(?:(?:name|number|reference|e-?mail|address|id|time|date|postcode|code|details?)s? (?:is|are) (?:not |only |"
    r"also |all )?"
    r"(?:needed|required|enough)|straight to (?:me|us)|does that|i'd like|i want|we want|we need|i need|we'd like|"
    r"looking for|it must|simply not allowed|goes to|go to|"
    r"transfer|put them|"
    r"hand over|maybe|i think|we dropped|what i)\b"
)
_LEAD = re.compile(
    r"^(?:(?:oh|um|uh|er|well|so|and|but|also|plus|ok|okay|btw|by the way|fyi|for reference|please note(?: that)?|"
    r"note"
    r"(?: that)?|just remembered|just so you know|before i forget|before you ask|in case it helps|people always ask "
    r"that"
    r"|of course|obviously|policy in case it helps|it's|its|what else)[,:.]? ?)+(?=\S)"
)
_LABEL = re.compile(
    r"^(?:[\w' ]{0,40}\b)?(?:prices?|pricing|fees?|rates?|polic(?:y|ies)|facts?|good to know|useful(?: for \w+)?|"
    r"info|"
    r"before you ask|in case it helps|remember|remembered|what people ask)\b[\w' ]{0,30}: ?(?:-{2,3} ?)?"
)
_MARK = re.compile(
    r"(?:,|;)\s+(?:and |but |while )?|\s+(?:and|while|but)\s+|: (?:-+ )?|\s[–—-]{1,3}\s|\.\s+|\((?=\w)|\)\s*"
)
_LEANING = re.compile(
    r"^(?:that's|that|which|but|because|so|they|it's|its|it is|or|until|till|unless|then|by|with|including|"
    r"excluding|though|although|except|apart from|at|"
    r"on|in|for|from|to|than|as|where|when|if|you|per|the (?:second|first) one|a second|nothing|private only)\b"
)
_CUES = re.compile(
    rf"\d|[£$€]|\b(?:an hour|a day|a week|a month|free|we|we're|no|must|can only|cannot|can't|cant|"
    rf"required|welcome|is|are|{NUMBER})\b"
)
_UNDER = re.compile(
    r"\b(?:people (?:always |often |usually |also )?ask|ask (?:us )?all the time|facts?|good to know|prices?|"
    r"polic(?:y|ies)|"
    r"fyi|should know|know that|may (?:tell|say|give)|can (?:tell|say|give)|information|knowledge|may be (?:given|"
    r"told|informed)"
    r"(?: to \w+)?|things? people ask|frequently asked|faqs?)\b[^:]{0,40}:?\s*$"
)


def found(sentence: Sentence, heading: str = "") -> list[tuple[Fact, str]]:
    """The facts of a sentence, each with its words, which are taken; `heading` is the line above its list."""
    if not _CUES.search(sentence.left):
        return []
    is_listed = bool(heading) and _UNDER.search(heading) is not None
    return [taken(sentence, *span) for span in list(_spans(sentence.left, is_listed=is_listed))]


def taken(sentence: Sentence, start: int, end: int) -> tuple[Fact, str]:
    """The fact that stands in a span, with its words; they are taken."""
    words = sentence.take(start, end).strip(" ,;:-–")
    text = words[:1].upper() + words[1:]
    return {"topic": _topic(words), "text": text[:1500]}, words


def _spans(low: str, *, is_listed: bool) -> Iterator[tuple[int, int]]:
    """Where the facts stand: clauses that are facts, with the clauses that lean on them."""
    position = 0
    for run in re.split("(\ue002+)", low):
        if not run.startswith("\ue002"):
            for start, end in _in_run(run, is_listed=is_listed):
                yield position + start, position + end
        position += len(run)


def _in_run(run: str, *, is_listed: bool) -> Iterator[tuple[int, int]]:
    label = _LABEL.match(run)
    offset = label.end() if label else 0
    if told := _TELLABLE.search(run, offset):
        lead = _LEAD.match(run[offset:])
        offset += lead.end() if lead else 0
        if told.start() - offset > 8 and not _NOT_OURS.match(run[offset:]):
            yield offset, told.start()
        offset = told.end()
    yield from _grouped(run, offset, is_named=bool(label), is_listed=is_listed)


def _grouped(run: str, offset: int, *, is_named: bool, is_listed: bool) -> Iterator[tuple[int, int]]:
    """Each fact with the clauses that lean on it; one may begin with a clause that tells only with what follows."""
    held: list[int] = []
    before: tuple[int, int] | None = None
    for start, end in _clauses(run, offset):
        clause = run[start:end]
        lead = _LEAD.match(clause)
        begin = start + (lead.end() if lead else 0)
        is_priced = bool(held) and _AMOUNT.search(run, held[0], held[1]) is not None
        is_item = is_priced and _ITEM.match(clause) is not None
        if held and not is_item and _leans(clause, run[begin:end], is_priced=is_named):
            held[1] = end
            continue
        if held:
            yield held[0], held[1]
            held = []
        if is_item or is_listed or _is_fact(run[begin:end], is_named=is_named):
            held = [start if is_item else begin, end]
        elif before and _PREDICATE.match(clause) and _tells(clause):
            held = [before[0], end]
        before = None if held or _NOT_OURS.match(run[begin:end]) or _WISHING.search(clause) else (begin, end)
    if held:
        yield held[0], held[1]


def _clauses(run: str, offset: int) -> Iterator[tuple[int, int]]:
    """The clauses of a text, without the signs at their ends."""
    start = offset
    for mark in [*_MARK.finditer(run, offset), None]:
        stop = len(run) if mark is None else mark.start()
        while stop > start and run[stop - 1] in " .!;":
            stop -= 1
        while start < stop and run[start] in " ,-–":
            start += 1
        if stop - start > 3:
            yield start, stop
        start = len(run) if mark is None else mark.end()


_PREDICATE = re.compile(r"(?:costs|takes|includes|runs|lasts|starts|ends|comes with|must|can only)\b")
_ITEM = re.compile(
    rf"(?:(?:an? |the )?[^\W\d][\w'’ &/+-]{{2,40}} (?:from |is |at |for |only |just )?{NUMBER}|{NUMBER} (?:for|"
    rf"per) [a-z -]{{3,40}})(?: after that)?$"
)
"""One more price of a list: "exam preparation 245", "thirty-eight for follow-ups"."""


def _leans(clause: str, bare: str, *, is_priced: bool) -> bool:
    """Whether a clause goes on with the fact before it: "that's forty minutes", "but you have to ask ahead"."""
    if _LEANING.match(clause) or _PREDICATE.match(clause):
        return True
    if _PRICED.match(bare) or _NOT_OURS.match(bare):
        return False
    return not _VERB.search(bare) and not _AMOUNT.search(bare) and not _POLICY.search(bare) and not is_priced


def _tells(clause: str) -> bool:
    return any(pattern.search(clause) for pattern in (_AMOUNT, _SPAN, _POLICY, _ADDRESS, _CLOCK))


def _is_fact(clause: str, *, is_named: bool) -> bool:
    if len(clause) < 6 or _NOT_OURS.match(clause) or _WISHING.search(clause) or "\ue000" in clause or _is_order(clause):
        return False
    begins = verb_at(clause, 0)
    if begins and begins.form is Form.GERUND and not _VERB.search(clause):
        return False
    if _WE.match(clause) or (is_named and (_tells(clause) or _PRICED.match(clause) is not None)):
        return True
    if _PRICED.match(clause) and (_AMOUNT.search(clause) or clause.endswith(("free", "on request", "included"))):
        return True
    has_verb = _VERB.search(clause) is not None
    if clause.startswith("no ") and _POLICY.search(clause) and not has_verb and len(clause.split()) <= 4:
        return True
    return _tells(clause) and (has_verb or _MODAL.match(clause) is not None or _AMOUNT.search(clause) is not None)


_STATED = re.compile(r"\s(?:is|are|isn't|aren't|must|can|can't|cannot|costs?|takes?|start|starts|[£$€\d])")


def _is_order(clause: str) -> bool:
    """Whether a clause begins with a verb of what the agent does: "start a return", but not "returns are free"."""
    verb = verb_at(clause, 0)
    if verb is None or verb.use is not Use.GOAL or _STATED.match(clause, verb.end):
        return False
    return verb.form is not Form.THIRD or not is_noun_like(clause, verb)


_KNOWN = word_set("parking address")


def _topic(words: str) -> str:
    """What a fact is about: a known topic of which there is one, else its first words up to the verb."""
    known = topic_of(words)
    if known.lower() in _KNOWN:
        return known
    head = _VERB.split(words, maxsplit=1)[0].strip(" ,.:")
    head = re.sub(r"^(?:the|an?|our|all|every|each|there|it|we)\b\s*", "", head, flags=re.IGNORECASE)
    plain = " ".join((head or words).split()[:5]).strip(" ,.:£$€")
    return (plain[:1].upper() + plain[1:])[:120] or "Note"
