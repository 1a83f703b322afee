"""What the agent may tell callers: opening hours and facts about the business."""

import re
from functools import cache

from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

_DAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?s?|weekdays?|weekends?|every day|"
    r"daily|(?:all )?(?:seven|7) days(?: a week)?|school days|weeknights|"
    r"montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?|lunes|martes|miércoles|"
    r"jueves|viernes|sábados?|domingos?|mo|di|mi|do|fr|sa|so"
)
_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d{2})?\s?(?:a\.?m\.?|p\.?m\.?|h\b|uhr)?|noon|midnight|midday|"
    rf"(?:half (?:past )?|quarter (?:past |to ))(?:{_HOUR}|\d{{1,2}})|(?:{_HOUR})(?: (?:thirty|fifteen|forty-five))?)"
    r"(?: (?:in the (?:morning|evening|afternoon)|at night|o'clock))?"
)
RANGE = rf"{_CLOCK}\s?(?:to|-|–|until|untill?|till?|'til|through|thru|bis|a|and)\s?{_CLOCK}(?:\s?uhr)?"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "range": re.compile(rf"(?<![\w+]){RANGE}(?!\w)"),
        "day": re.compile(rf"\b(?:{_DAY})\b"),
        "round": re.compile(
            r"\b(?:24/7|around the clock|24 hours a day|round the clock|rund um die uhr|"
            r"twenty[- ]four[- /]seven|24[- ]7|(?:all )?day and night|at all hours)\b"
        ),
        "cue": re.compile(
            r"\b(?:(?<!still )open(?:ing)?(?: hours| times)?|hours|business hours|closed(?!-)|office hours|"
            r"opening times|öffnungszeiten|geöffnet|horario|abierto)\b"
        ),
        "served": re.compile(
            r"(?:^|[,;:.] )(?:and |but |so |also )*(?:(?:the |our )?(?:lines?|phones?|calls?|bot|agent|assistant|"
            r"receptions?|desk|office|shop|yard|depot|team|service|chat|workshop)|it|she|he|we|i'm|someone's) "
            r"(?:(?:should|must|has to|have to|needs? to|will|can|to|only|just|be|is|are|am|'re) )*"
            r"(?:runs?|run|attended|manned|staffed|covered|answered|works?|on|up|there|here|in|is|are|cover|covers|"
            r"live|picked up|answers?|picks? up)\b (?:the phones? |calls |it )?(?:evenings,? |mornings,? )?"
            r"(?:from |between )?(?=\d|[a-z]+ (?:to|till|until|in the)|noon|midnight)"
        ),
    }


_ENGLISH_DAYS = word_set("mon tue tues wed wednes thu thurs fri satur sat sun weekday weekend")
_OTHER_DAYS = word_set("montag dienstag mittwoch donnerstag freitag samstag sonntag sábado domingo")
_DAYS = word_set(
    "every daily seven all school weeknights 7 lunes martes miércoles jueves viernes mo di mi do fr sa so"
).union(
    (f"{stem}{end}" for stem in _ENGLISH_DAYS for end in ("", "s", "day", "days")),
    (f"{stem}{end}" for stem in _OTHER_DAYS for end in ("", "s")),
)
_OPENING = word_set("open opening hours closed öffnungszeiten geöffnet horario abierto")
"""The words one of which the patterns "day" and "cue" need."""
_DIGIT = re.compile(r"\d")


_OF_A_THING = re.compile(
    r"(?:and |but |also |oh )*(?:the |our |your )?(?!we\b|it\b|they\b|open|opening|office hours|hours|business|from|"
    r"every)[a-z][a-z'-]*"
    r"(?: (?!open|hours|we\b|it\b|they\b)[a-z'-]+){0,3} (?:is|are) (?:also |only |just )?(?:open|closed|shut|"
    r"staffed|in)\b"
)
_OURS = re.compile(
    r"(?:and |but |also |oh )*(?:the |our |your )?(?P<sort>[a-z'-]+ )?(?:offices?|shops?|stores?|lines?|phones?|"
    r"clinics?|"
    r"practice|surgery|"
    r"receptions?|restaurants?|desks?|salons?|garages?|studios?|gyms?|hotels?|lounges?|cent(?:re|er)s?|librar(?:y|ies)|"
    r"museums?|schools?|branch(?:es)?|bot|agent|assistant|helpline|hotline|bar|café|cafe|pub|workshop|showroom|warehouse|"
    r"counters?|bakery|pharmacy|firm|company|team|call cent(?:re|er)|switchboard|service desk|help desk) (?:is|are)\b"
)
"""What is open at the hours of the business: other things are open at times of their own, which are facts."""
_SPANNING = re.compile(r" (?:to|till|til|until|and|through|thru) ")
_ROUND_ALONE = re.compile(
    r"(?:\b(?:24 hours(?: a day)?|around the clock|round the clock|24/7|24-7|twenty[- ]four[- ]seven|"
    r"(?:all )?day and night|"
    r"at all hours)(?:, )?)+(?=[.,;!)]|$)"
)

_ROUND = word_set("clock twenty night hours")


def _round_the_clock(sentence: Sentence) -> tuple[str, str]:
    """ "…, 24 hours." and "… around the clock, 24/7.": hours that stand alone at the end of a clause."""
    found = _ROUND_ALONE.search(sentence.left) if sentence.has(_ROUND) or "24" in sentence.left else None
    if found is None or "within" in sentence.left or "notice" in sentence.left:
        return "", ""
    words = sentence.take(*found.span()).strip(" ,")
    return words[:1].upper() + words[1:], words


_BOOKING = re.compile(r"\b(?:reservations?|appointments?|book|offer|ask|answers?|questions|remind|calls? back)\b")
_LEAD = re.compile(r"^(?:are|is|from|:|of|and|we are|we're)\s+", re.IGNORECASE)
_TITLE = re.compile(
    r"^(?:our |the )?(?:opening hours|opening times|business hours|office hours|hours|open)(?: are| "
    r"is|:| from)?:?\s+",
    re.IGNORECASE,
)


def hours(sentence: Sentence) -> tuple[str, str]:
    """Opening hours with the words; needs a time of day or days next to a word of opening."""
    low = sentence.left
    patterns = _patterns()
    day = patterns["day"].search(low) if sentence.has(_DAYS) else None
    cue = patterns["cue"].search(low) if sentence.has(_OPENING) else None
    is_spanning = _DIGIT.search(low) is not None or _SPANNING.search(low) is not None
    served = patterns["served"].search(low) if is_spanning else None
    if not cue and not day and not served:
        return _round_the_clock(sentence)
    span = patterns["range"].search(low) if is_spanning else None
    if not cue and not span:
        return _round_the_clock(sentence)
    round_ = patterns["round"].search(low)
    if not span and not round_ and not (cue and cue.group().startswith(("open", "closed", "hours")) and day):
        return _round_the_clock(sentence)
    if not (cue or (served and span)) and (
        (round_ and not day) or _BOOKING.search(low[: span.end() if span else None])
    ):
        return "", ""
    marks = [mark for mark in (cue, day, span, round_) if mark]
    start = min(mark.start() for mark in marks)
    if _is_of_a_thing(low[_clause(low, start) :].lstrip(), has_range=span is not None):
        return "", ""
    end = _end(low, max(mark.end() for mark in marks))
    value = _said(sentence.text[start:end])
    if len(value) < 3:
        return "", ""
    return (value[:1].upper() + value[1:]).strip(" (")[:300], sentence.take(start, end).strip(" ,")


def _clause(low: str, place: int) -> int:
    """Where the clause begins that a place is in."""
    return max(low.rfind(mark, 0, place) + len(mark) if mark in low[:place] else 0 for mark in (", ", "; ", ": "))


def _is_of_a_thing(low: str, *, has_range: bool) -> bool:
    """Whether it is a thing that is open and not the business: the pool, or on some days the uniform shop."""
    if _OF_A_THING.match(low) is None:
        return False
    ours = _OURS.match(low)
    return ours is None or (ours["sort"] is not None and not has_range)


def _said(words: str) -> str:
    """The hours alone, without the words that lead to them or trail behind."""
    value = _LEAD.sub("", words.strip(" ,.;:()"))
    value = _TITLE.sub("", value)
    value = re.sub(r",? (?:by the way|btw|you know|as well|too)$", "", value)
    return re.sub(r"\s+(?:besetzt|geöffnet|offen|abiertos?)$", "", value)


def _end(low: str, last: int) -> int:
    for mark in _patterns()["range"].finditer(low, last):
        last = mark.end()
    for mark in _patterns()["day"].finditer(low, last):
        last = mark.end()
    stop = re.compile(
        r"\ue002|[.;!?\n]|, (?:and (?:we|it|the|parking|you)|we|it|but|so|you|parking|the)\b| and (?:we|"
        r"it|our|the|parking)\b|\s[–—]\s|,? but\b|,? and that's\b|, so\b"
    ).search(low, last)
    tail = stop.start() if stop else len(low)
    return tail if tail - last < 60 else last


_TOPICS: tuple[tuple[str, str], ...] = (
    ("parking", r"\bpark(?:ing)?\b|\bgarage spaces\b"),
    (
        "address",
        r"\b(?:located|address|you(?:'ll| can)? find us|our (?:shop|store|office|clinic|practice|"
        r"restaurant) is (?:at|on|in)|based (?:at|on))\b",
    ),
    (
        "cancellation",
        r"\bcancell?ation (?:policy|fee|period)|\bcancell?(?:ations?|ed|ing)?\b.*\b(?:hours|days|free|fee|charge)\b",
    ),
    ("returns", r"\b(?:returns?|refunds?|money back)\b.*\b(?:days|weeks|free|within|months)\b"),
    (
        "delivery",
        r"\b(?:delivery|shipping|deliveries|ship|deliver)\b.*\b(?:days?|weeks?|hours?|free|cost|€|\$|£|"
        r"within|only|nationwide|area)\b",
    ),
    ("payment", r"\b(?:we (?:accept|take)|payment methods?|pay (?:by|with)|cash only|cards? (?:only|accepted))\b"),
    (
        "prices",
        r"\b(?:costs?|prices?|fees?|rates?|charge|per (?:hour|month|night|person|visit|session))\b.*\d|"
        r"[$€£]\s?\d|\d\s?(?:€|euros?|dollars|usd|eur|gbp|pounds)",
    ),
    ("insurance", r"\bwe (?:accept|take|work with)\b.*\binsur|\binsurance(?:s|rs)? (?:we|accepted)"),
    ("wi-fi", r"\bwi-?fi\b"),
    ("pets", r"\b(?:pets?|dogs?)\b.*\b(?:welcome|allowed|not)\b"),
    ("check-in", r"\bcheck-?in\b.*\d|\bcheck-?out\b.*\d"),
    ("accessibility", r"\bwheelchair|step-free|accessible\b"),
    ("service area", r"\bwe (?:serve|cover|operate in|work in|service)\b"),
    (
        "services",
        r"\b(?:we (?:offer|provide|do|sell|repair|specialise|specialize|have)|our (?:services|products|"
        r"menu) (?:include|are|is))\b",
    ),
    ("response time", r"\bwithin (?:\d+|one|two|three|four) (?:minutes|hours|days|business days)\b"),
    ("capacity", r"\b(?:seats?|tables? (?:for|of)|up to|largest|groups? of)\b.*\d"),
    ("warranty", r"\b(?:warranty|guarantee)\b.*\d"),
    ("website", r"\bour (?:website|site) is\b"),
)


@cache
def _topics() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((topic, re.compile(pattern)) for topic, pattern in _TOPICS)


_DECLARED = re.compile(
    r"^(?:(?:also|and|by the way|btw|note that|note|fyi|for reference)[,:]? )?(?:we|our|the|there|"
    r"parking|delivery|shipping|returns?|refunds?|prices?|wi-?fi|pets?|dogs?|check-?in|"
    r"check-?out|cancell?ations?|all|a|an|every|most|cash|cards?|payment|you can|free|standard|express|"
    r"rooms?|classes|memberships?|address|orders|appointments|consultations|"
    r"visits|it costs|kids|children|breakfast|first|new|each|minimum|emergency|call-?outs?)\b"
)
_AGENTIVE = re.compile(
    r"\b(?:it should|agent|assistant|bot|receptionist|we need|we want|we'd like|i want|i need|looking "
    r"for|must|callers?|never|transfer|hand|should)\b"
)


def fact(sentence: Sentence) -> tuple[dict[str, str], str]:
    """A declaration about the business, by topic, with its words; the sentence is taken."""
    low = sentence.left
    if "\ue002" in low[:-1] and len(low.replace("\ue002", "").strip(" ,.")) < 12:
        return {}, ""
    if not _DECLARED.match(low) or _AGENTIVE.search(low):
        return {}, ""
    topic = next((name for name, pattern in _topics() if pattern.search(low)), None)
    if topic is None or (topic == "services" and not re.match(r"we |our ", low)):
        return {}, ""
    text = sentence.text.strip(" ,")
    return {"topic": topic.capitalize(), "text": text[:1].upper() + text[1:]}, sentence.take(0, len(low)).strip()


def topic_of(text: str) -> str:
    """A topic for a fact given without one: the known topic, else its first words."""
    low = text.lower()
    known = next((name for name, pattern in _topics() if pattern.search(low)), None)
    return known.capitalize() if known else " ".join(text.split()[:3]).strip(" ,.:") or "Note"
