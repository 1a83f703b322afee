"""Facts about the business in the user's own words: prices, addresses, policies; one of each that a sentence strings.

Every clause is judged by itself. It is a fact when it has a subject that is neither the agent nor the user, and an
amount, a span of time, an address or a word of policy; what follows without any of these belongs to it.
"""

import re
from collections.abc import Iterator

from parley.builder.guided.lexicon import AGENT_NOUNS
from parley.builder.guided.numbers import NUMBER
from parley.builder.guided.particulars import topic_of
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set
from parley.builder.guided.verbs import Use, verb_at

Fact = dict[str, str]

_AMOUNT = re.compile(
    rf"[£$€]\s?\d|\d\s?[£$€%]|\b{NUMBER}(?:\.\d+)? ?(?:per ?cent|percent|pounds?|dollars?|bucks|euros?|eur|usd|gbp|"
    rf"quid|"
    r"cents?|pence|p)\b|\b(?:one|two|three|four) weeks?'s? rent\b|\bweek's rent\b"
)
_SPAN = re.compile(
    rf"\b(?:{NUMBER}|an?|half an?|first|next) (?:[\w-]+ )?(?:min(?:ute)?s?|hours?|h|hrs?|(?:working |business )?days?|"
    r"weeks?|months?|years?|miles?|km|lbs|kg)\b(?:'s? notice)?|\b(?:fortnightly|weekly|monthly|annually)\b"
)
_POLICY = re.compile(
    r"\b(?:free|required|allowed|permitted|welcome|admitted|accepted|available|included|includes?|non-?refundable|"
    r"on request|certified|protected|insured|licen[cs]ed|accredited|hosted|charged|refunded|unworn|exchanged|fine|"
    r"first come,? first served?|first-come|by appointment|cash only|card only|members only|adults only|private only|"
    r"booked in advance|in advance|wheelchair|step-free|accessible|parking|car park|wi-?fi|discounts?|deposits?|"
    r"refunds?|returns?|nhs|delivery|shipping|organic|vegan|halal|kosher|gluten|seasonal|tap water|showers?|towels?)\b"
)
_MODAL = re.compile(
    r"^(?:[\w'-]+ ){1,6}?(?:must|can only|can't|cant|cannot|can not|may not|should|have to|has to|need to|needs to|are "
    r"only|is only|are never|is never|are always|is always|are not|is not|isn't|aren't) (?:be )?[a-z]"
)
_ADDRESS = re.compile(
    r"\b\d{1,4}[a-z]?,? (?:[A-Z][\w'’]+ ){1,3}?(?:Street|St|Road|Rd|Lane|Avenue|Ave|Square|Yard|Way|Drive|Close|Court|"
    r"Place|Row|Hill|Terrace|Gardens|Quay|Boulevard|Blvd|Parade|Crescent|Mews|Walk|Park|Bridge|Wharf|Highway|[A-Z]\w+)"
    r"|\bat (?:the corner of|number \d)|\bon the (?:corner of|[a-z]+ floor)\b"
)
_WE = re.compile(
    r"^we(?:'re| are|'ve| have)? ?(?:also |only |currently |always |never |don't |do not |dont |aren't |are not |not )*"
    r"(?:cover|serve|deliver|ship|accept|take|offer|integrate|support|charge|work with|operate|stock|carry|specialise|"
    r"specialize|provide|repair|refund|price|give|host|hold|close|taking|based|located|at \d|on \w+ street|opposite|"
    r"next to|certified|protected|insured|licensed|accredited|closed|atol|nhs)\b"
)
_PRICED = re.compile(
    rf"^(?:an? |the )?[^\W\d][\w'’ &/+-]{{2,40}}? (?:from |is |are |at |for |only |just )?"
    rf"(?:[£$€]\s?\d|{NUMBER}\b|free\b|on request\b|\+\s?\d|included\b)"
)
_SUBJECT = re.compile(
    r"^(?:the|a|an|our|all|every|each|any|most|no|there(?:'s| is| are| will be)|kids|children|dogs?|pets?|[a-z][\w'-]+)"
    r"\b"
)
_VERB = re.compile(
    r"\b(?:is|are|isn't|aren't|was|costs?|takes?|gets?|starts?|opens?|close[sd]?|runs?|lasts?|includes?|requires?|"
    r"saves?|"
    r"expires?|must|can|can't|cant|cannot|may|should|have to|has to|comes?|collected|admitted|'s|'re|applies|apply|"
    r"includes?|required|covers?|deliver|arrive|stay|falls?|ends?|begins?|charge|cover|serve|accept|integrate|offer|"
    r"don't|dont|do not|planted|hosted|certified|protected|runs?|we're|we)\b"
)
_AGENTS = "|".join(sorted((re.escape(noun) for noun in AGENT_NOUNS), key=len, reverse=True))
_NOT_OURS = re.compile(
    rf"^(?:(?:and|but|so|or|also|then|oh|um|uh|well|now) )*(?:it|she|he|i|i'm|i'd|you|they(?!'re free)|its|he's|"
    rf"she's|if|"
    rf"when|whenever|unless|once|what|who|why|how|where|which|whether|for|to|with|of|because|since|that|this|please|"
    rf"let|"
    rf"lets|make|tell|ask|say|give|send|put|take|book|call|answer|handle|use|keep|never|don't|dont|do not|always|not|"
    rf"anyone|anybody|someone|somebody|anything|everything|something|whatever|"
    rf"(?:the|an?|our|my|this|any) (?:[\w-]+ )?(?:{_AGENTS})|tone|style|voice|greeting|language|languages|english|"
    rf"goals?|"
    r"hours|callers|(?:people|customers|clients|patients|guests|callers|tenants|residents|members|users) (?:can|should "
    r"be able|want|ask|call|ring|need|often|usually|mostly|always|who)|we (?:want|need|would|use|run|manage|own|"
    r"get|lose|buy|had|have (?:an?|the|our|okta)|are (?:an?|the|looking)|do\b|sell|like|keep|log)|we'd|we've|we'll|"
    r"we're "
    r"(?:an?|the|looking|on\b|called|using|in\b)|my|me|us)\b(?!'s\b)"
)
_TELLABLE = re.compile(
    r",? (?:and )?(?:it|she|he|the agent|the bot) (?:can|may|should|could) (?:tell (?:them|people|callers|anyone)|"
    r"say|mention)"
    r"(?: that| so| this| it)?(?= *(?:[.,;!]|$))"
)
_WISHING = re.compile(
    r"\b(?:i'd like|i want|we want|we need|i need|we'd like|looking for|it must|simply not allowed|goes to|go to|"
    r"transfer|put them|"
    r"hand over|maybe|i think|we dropped|what i)\b"
)
_LEAD = re.compile(
    r"^(?:(?:oh|um|uh|er|well|so|and|but|also|plus|ok|okay|btw|by the way|fyi|for reference|please note(?: that)?|note"
    r"(?: that)?|just remembered|just so you know|before i forget|before you ask|in case it helps|people always ask "
    r"that"
    r"|of course|obviously|policy in case it helps|it's|its|what else)[,:.]? ?)+(?=\S)"
)
_LABEL = re.compile(
    r"^(?:[\w' ]{0,40}\b)?(?:prices?|pricing|fees?|rates?|polic(?:y|ies)|facts?|good to know|useful(?: for \w+)?|info|"
    r"before you ask|in case it helps|remember|remembered|what people ask)\b[\w' ]{0,30}: ?(?:-{2,3} ?)?"
)
_MARK = re.compile(
    r"(?:,|;)\s+(?:and |but |while )?|\s+(?:and|while|but)\s+|: (?:-+ )?|\s[–—-]{1,3}\s|\.\s+|\((?=\w)|\)\s*"
)
_LEANING = re.compile(
    r"^(?:that's|that|which|but|because|so|they|it's|its|it is|or|until|till|unless|then|by|with|including|"
    r"excluding|at|"
    r"on|in|for|from|to|than|as|where|when|if|you|per|the (?:second|first) one|a second|nothing|private only)\b"
)
_CUES = re.compile(
    rf"\d|[£$€]|\b(?:free|we|we're|no|must|can only|cannot|can't|cant|required|welcome|is|are|{NUMBER})\b"
)
_UNDER = re.compile(
    r"\b(?:people (?:always |often |usually |also )?ask|ask (?:us )?all the time|facts?|good to know|prices?|"
    r"polic(?:y|ies)|"
    r"fyi|should know|know that|may tell|can tell|information|knowledge)\b[^:]{0,40}:\s*$"
)


def found(sentence: Sentence, heading: str = "") -> list[tuple[Fact, str]]:
    """The facts of a sentence, each with its words, which are taken; `heading` is the line above its list."""
    if not _CUES.search(sentence.left):
        return []
    is_listed = bool(heading) and _UNDER.search(heading) is not None
    results = []
    for start, end in list(_spans(sentence.left, is_listed=is_listed)):
        words = sentence.text[start:end].strip(" ,;:-–")
        text = words[:1].upper() + words[1:]
        results.append(({"topic": _topic(words), "text": text[:1500]}, words))
        sentence.take(start, end)
    return results


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
        return
    held: list[int] = []
    for start, end in _clauses(run, offset):
        clause = run[start:end]
        if held and _leans(clause, is_priced=bool(label)):
            held[1] = end
            continue
        if held:
            yield held[0], held[1]
            held = []
        if is_listed or _is_fact(clause, is_named=bool(label), is_later=offset < start):
            held = [start, end]
    if held:
        yield held[0], held[1]


def _clauses(run: str, offset: int) -> Iterator[tuple[int, int]]:
    start = offset
    for mark in _MARK.finditer(run, offset):
        if mark.start() > start:
            yield from _led(run, start, mark.start())
        start = mark.end()
    if start < len(run):
        yield from _led(run, start, len(run))


def _led(run: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A clause without the words that only lead to it; none where nothing is left."""
    lead = _LEAD.match(run[start:end])
    start += lead.end() if lead else 0
    while end > start and run[end - 1] in " .!":
        end -= 1
    if end - start > 3:
        yield start, end


def _leans(clause: str, *, is_priced: bool) -> bool:
    """Whether a clause goes on with the fact before it: "that's forty minutes", "but you have to ask ahead"."""
    if _LEANING.match(clause):
        return True
    if _PRICED.match(clause) or _NOT_OURS.match(clause):
        return False
    return not _VERB.search(clause) and not _AMOUNT.search(clause) and not _POLICY.search(clause) and not is_priced


def _is_fact(clause: str, *, is_named: bool, is_later: bool) -> bool:
    if len(clause) < 6 or _NOT_OURS.match(clause) or _WISHING.search(clause) or "\ue000" in clause or _is_order(clause):
        return False
    if is_named:
        return bool(_AMOUNT.search(clause) or _SPAN.search(clause) or _POLICY.search(clause) or _PRICED.match(clause))
    if _WE.match(clause):
        return True
    if _PRICED.match(clause) and (_AMOUNT.search(clause) or clause.endswith(("free", "on request", "included"))):
        return True
    has_verb = _VERB.search(clause) is not None
    if clause.startswith("no ") and _POLICY.search(clause) and not has_verb and len(clause.split()) <= 4:
        return True
    is_telling = bool(_AMOUNT.search(clause) or _SPAN.search(clause) or _POLICY.search(clause))
    return is_telling and (has_verb or _MODAL.match(clause) is not None or _AMOUNT.search(clause) is not None)


_STATED = re.compile(r"\s(?:is|are|isn't|aren't|must|can|can't|cannot|costs?|takes?|start|starts|[£$€\d])")


def _is_order(clause: str) -> bool:
    """Whether a clause begins with a verb of what the agent does: "start a return", but not "returns are free"."""
    verb = verb_at(clause, 0)
    return verb is not None and verb.use is Use.GOAL and not _STATED.match(clause, verb.end)


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
