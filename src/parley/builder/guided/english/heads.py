"""The words that name a task before its data: "(a) Report a missed bin", "he asks for alteration", "gift vouchers"."""

import re

from parley.builder.guided.answers import LABELS
from parley.builder.guided.english import data_names, data_questions, naming, nouns
from parley.builder.guided.english.verbs import Use, Verb, phrases, verb_at
from parley.builder.guided.lexicon import AGENT_NOUNS, CALLERS
from parley.builder.guided.tables import word_set

_PEOPLE = "|".join(sorted(CALLERS))
_SOMEBODY = (
    rf"(?:(?:the |our |an? |any |new |existing |some |other |those )*(?:[a-z]+ )?(?:{_PEOPLE}|ones|folks?|others|"
    r"(?:some|a few|many|most|half|lots|plenty|the odd one|the rest)(?: of (?:them|the|our)(?: [a-z]+)?)?|"
    r"someone|somebody|anyone|anybody|they|it|she|he|we|you|i|"
    r"[a-z]+s(?= (?:can|may|could|might|should be able) ))"
    r"(?:'d|'s|'re|'ve|'ll)?,?(?: (?:he|she|they))?)"
)
_WANTING = (
    r"(?:(?:also|often|just|only|either|mostly|usually|always|sometimes|who(?:'d|'s|'re)?|that|then|really) )*"
    r"(?:(?:should|must|will|would) be able to|are able to|is able to|can|could|may|might|should|would like(?: to)?|"
    r"'d like(?: "
    r"to)?|like to|wants? to|wanna|wish(?:es)? to|needs? to|have to|has to|(?:calls?|rings?|phones?|writes?|comes?|"
    r"gets? in touch)(?: us| in| up| here)? (?:to|for|about)|calling (?:to|for|about)|ringing (?:to|for|about)|"
    r"trying to|looking to|wanting to|wanting|is|are|will|would|wants?|needs?|has|have|(?:is |are )?after)"
)
_FILL = (
    r"(?:(?:and|or|then|also|for|to|on|oh|ok|okay|so|well|right|yeah|basically|mainly|mostly|usually|first off|"
    r"first up|first of all|to start(?: with)?|for starters|first|"
    r"firstly|second|secondly|third|thirdly|fourthly|"
    r"finally|lastly|"
    r"next|plus|again|now|the other thing is|the other one is|the main thing is|main thing is|two things|three "
    r"things|(?:one|two|three|four|five)(?= is|,|:)|(?:number|no\.?) (?:one|two|three|four|five|"
    r"six)|jobs?:|tasks?:|it also|also it|another one is|"
    r"one is|another is|then you get|you get|there(?:'s| is| are)(?: also)?|the (?:first|second|third|fourth|last|"
    r"next|"
    r"other|main|big) (?:one|thing)?(?: is)?|is|another thing is|it's (?:about|for)|(?:last|next) (?:one|"
    r"thing) is)[,.:]? )"
)
_PREFIX = re.compile(
    rf"^{_FILL}*(?:(?:if|when|whenever|where|once|in case|as soon as) )?{_FILL}*"
    rf"(?:(?:{_SOMEBODY} {_WANTING}|(?:who|wanting|looking|trying|calling|ringing) (?:{_WANTING}|to|for|"
    rf"about)) )?(?:also |just |only |be able to )*(?:(?:an?|the|each|every) )?"
)
_SUFFIX = re.compile(
    r"(?:,? (?:would be|is|are|was|being) (?:the )?(?:big|main|first|most|biggest|other).*|,? (?:obviously|"
    r"of course|too|"
    r"as well|after|please|also|mostly|mainly|constantly|sometimes|all the time|a lot|often|and|or|so|but|then|it|"
    r"they|we|you|"
    r"that|which)| -+)+$"
)
_NO_TASK = re.compile(
    r"\b(?:not|never|don't|no|must|always|who|that|this|it|they|we|i|you|is|are|was|those|them|because)\b"
    r"|^(?:[\w']+ )?(?:address|contact|kind|name|number|email|phone)$"
)
_LABEL = re.compile(
    r"\b(?:tone|hours|language|voice|greeting|closing|compliance|facts?|success|channel|tools?|system|price|fee|"
    r"open|rule|"
    r"style|handover|escalat\w+|transfer|caller|like|draft|prices|rules|data|info|information|details|things?|"
    r"questions?|our|my)\b"
)
"""Nouns of a heading below which no task's data stand."""
_EMPTY = re.compile(
    r"(?:(?:and|or|but|so|then|for|in|with|on|to|of|do|there|here|this|that|it|those|these|which|case|please|also|"
    r"again|"
    r"needed|required|from|all|we|they|it|always|each|both|must|should|uh|um|ok|okay|well|oh|one|now)[,:.]?\s*)*"
)
_AGENTS = frozenset(AGENT_NOUNS)
MAX_TITLE = 9


def is_empty(words: str) -> bool:
    """Whether the words before a list of data say nothing, or only point back."""
    return _EMPTY.fullmatch(words.strip(" ,.:-–—*\ue002")) is not None


def is_label(words: str) -> bool:
    """Whether a line's head is the label of another part of the brief ("Channel: telephone only")."""
    return words.strip(" ,.:-–—*#") in LABELS


def is_of_agents(listed: str) -> bool:
    """ "We need a phone and chat agent": a wish for an agent, no datum."""
    return any(word.strip(",.") in _AGENTS for word in listed.split()[:7])


def of_clause(words: str, *, is_heading: bool) -> tuple[str, int]:
    """The task's name that the words, or their last or first clause, give, and where it begins in them."""
    if name := title(words, is_heading=is_heading):
        return name, 0
    cuts = [*_CLAUSES.finditer(words.rstrip(" ,"))]
    if not cuts or _POINTING.search(words.strip(" ,:;-–—(")):
        return "", 0
    last = cuts[-1].end()
    if name := title(words[last:], is_heading=False):
        return name, last
    return title(
        words[: cuts[0].start()], is_heading=is_heading and _APPOSED.match(words, cuts[0].end()) is not None
    ), 0


_APPOSED = re.compile(r"(?:an?|the|like|say|such as|maybe|for example|e\.g\.) (?!(?:one|other)\b)")
_CLAUSES = re.compile(r", | (?:so|then|okay|and|um) ")


def title(words: str, *, is_heading: bool) -> str:
    """The name of the task that the words give, "" where they are a sentence of another kind.

    A heading (before a colon, a dash, a bracket) may be a noun; elsewhere somebody wants it, or it is a known verb.
    """
    bare = words.strip(" ,.:;-–—*=>→()\ue002")
    is_further = is_one_more(bare)
    if main := _MAIN.match(bare):
        bare = main.group("main").replace(" it", f" {main.group('what')}") if main.group("what") else main.group("main")
    prefix = _PREFIX.match(bare)
    lead = prefix.group() if prefix else ""
    plain = _SUFFIX.sub("", bare[len(lead) :]).strip(" ,.:-–—*")
    subject = _SUBJECT.match(plain)
    if subject and subject.group().split()[0] not in {"it", "she", "i", "we"} and verb_at(plain, subject.end()):
        plain = plain[subject.end() :]
    if _OPENED.match(plain):
        return ""
    is_cut = _ASIDE.search(plain) is not None and _ASKING.match(plain) is None
    plain = _ASIDE.split(plain)[0] if is_cut else plain
    if not plain or plain in LABELS:
        return ""
    is_wanted = (_WANTED.search(lead) is not None and _OURS.search(lead) is None) or _FOR.search(lead) is not None
    if (is_heading or is_further) and not is_wanted and _LABEL.search(plain) and verb_at(plain, 0) is None:
        return ""
    is_noun = is_further and not is_cut and verb_at(plain, 0) is None and not _FILLED.match(plain)
    return _named(plain, is_open=is_heading or is_wanted or is_noun, is_wanted=is_wanted)


def _named(plain: str, *, is_open: bool, is_wanted: bool) -> str:
    """A task's name: the usual one of a noun, a known verb's, or (`is_open`) short words as they are said."""
    if usual := nouns.NOUN_GOALS.get(plain):
        return usual
    if asked := _ASKING.match(plain):
        name = f"{_ASKED.get(plain[:3], 'Know')} {plain[asked.end() :]}"
        is_said = plain.startswith("ask") and not data_names.known(plain[asked.end() + 4 :])
        return name if is_open or is_said or data_questions.OF_THEIRS.match(plain, asked.end()) else ""
    if (verb := verb_at(plain, 0)) is not None:
        return _done(plain, verb) or (_as_said(plain) if is_open else "")
    if is_wanted and plain in nouns.ARRANGED:
        return str(naming.named("book", plain)[0]["name"])
    is_datum = plain in nouns.DATA_NAMES or (not is_wanted and " " not in plain and data_names.known(plain))
    return _as_said(plain) if is_open and not is_datum else ""


_ASKED = {"ask": "Ask", "che": "Check"}


def is_one_more(words: str) -> bool:
    """Whether the words lead to one more task, as "oh and airport quotes" does."""
    return _FURTHER.match(words) is not None


def again(words: str, before: str) -> str:
    """The name of a task that is done to what the task before it was: "Cancel one" behind "Change an order"."""
    bare = words.strip(" ,.:;-–—*=>→()\ue002")
    prefix = _PREFIX.match(bare)
    same = _SAME.match(bare[prefix.end() if prefix else 0 :])
    verb = verb_at(same.group("verb"), 0) if same else None
    done = verb_at(before.lower(), 0)
    if verb is None or verb.use is not Use.GOAL:
        return ""
    thing = before[done.end :].lower().strip() if done else f"a {before.lower()}"
    return _done(f"{verb.base} {thing}", verb_at(verb.base, 0) or verb)


_SAME = re.compile(
    r"(?P<verb>[a-z]+) (?:(?:an? )?(?:existing |old |new |other )?one|it|them|that|this|those|"
    r"the same)(?: (?:too|again|as well))?$"
)


def _done(plain: str, verb: Verb) -> str:
    if len(phrases(plain, 0, len(plain))) > 1 or verb.use is not Use.GOAL or len(plain.split()) > MAX_TITLE + 3:
        return ""
    goals = naming.named(verb.base, re.sub(r"^(?:of|in|up) ", "", plain[verb.end :].strip()))
    return str(goals[0]["name"]) if goals and not _POINTING.search(plain) else ""


def _as_said(plain: str) -> str:
    if _WHERE.match(plain):
        return plain[:1].upper() + plain[1:]
    is_other = plain in _BARE or ", " in plain or len(plain.split()) > MAX_TITLE or naming.is_about_agents(plain)
    if is_other or len(phrases(plain, 0, len(plain))) > 1 or _POINTING.search(plain):
        return ""
    is_clause = _LOOSE.search(plain) or _NO_TASK.search(plain) or _STRANGE.search(plain)
    return "" if is_clause else plain[:1].upper() + plain[1:]


def points_back(words: str) -> bool:
    """ "People buy those for their mums": what they speak of was named before."""
    return re.search(r"\b(?:those|them|these)\b", words) is not None and len(words.split()) < 12


_FURTHER = re.compile(
    r"(?:(?:oh|och|um|so|well|ok|okay|now|right|yeah),? )*(?:also|and|plus|then|lastly|finally|there(?:'s| is| are)|"
    r"another(?: one)? is|(?:the )?(?:first|second|third|fourth|last|other|next)(?: one| thing)? (?:is|would be))\b"
)
_FILLED = re.compile(
    rf"(?:uh|um|er|erm|oh|so|well|now|again|more|you know|(?:for )?(?:(?:the|our|new|my) )?(?:[a-z]+ )?(?:{_PEOPLE}))$"
)
_MAIN = re.compile(
    rf"^{_FILL}*(?:if|when|whenever|where|once) (?:it's (?:an? |the )?(?P<what>[a-z -]{{3,30}}?)|.*?),? (?:it|she|"
    rf"he|the (?:agent|bot|assistant))"
    r"(?:'d|'ll| should| would| will| can| must| has to| needs to) (?:also |just )?(?P<main>[a-z].*)$"
)
_SUBJECT = re.compile(
    rf"(?:{_SOMEBODY}|the (?:client|customer|caller)) (?:also |often |sometimes |always |mostly |"
    r"(?:calls?|rings?|phones?|writes?)(?: in| up| us)?,? (?:and )?(?:they |he |she )?)?(?=[a-z])"
)
_ASKING = re.compile(
    r"(?:ask(?:s|ing)?|check(?:s|ing)?|know|find out|hear|see)(?= (?:if|whether|how|what|when|where|why|for)\b) ?"
)
_FOR = re.compile(
    r"\b(?:to|for|on|about|number|first|second|third|thing|one|if|when|where) ?(?:is|one|two|three|"
    r"four)?,? ?(?:an? |the )?$"
)
_OURS = re.compile(r"\b(?:it|she|we|i|you)\b")
_BARE = word_set("book take make get do have ask give need send call tell say use answer help go come")
_OPENED = re.compile(r"[a-z' ]{2,24}, (?:i|we|it|they)(?:'[a-z]+|'?m) ")
"""A greeting or an address with a sentence behind it: "kia ora, we're the tool library"."""
_ASIDE = re.compile(
    r" (?:when|whenever|if|because|after|before|so that) |, (?:people|they|we|i|it|that|which|because|since|so|then|"
    r"you)\b"
)
_WHERE = re.compile(r"(?:where|when)(?:'s| is| are) (?:my|the|our)\b")
_LOOSE = re.compile(r"\b(?:to|for|of|with|and|or|be|able|a|an|the)$")
_POINTING = re.compile(r" (?:them|it|one|ones|him|her)$")
_WANTED = re.compile(rf" (?:{_WANTING}) ")
_STRANGE = re.compile(r"\d|[£$€%?!\ue000-\ue002]|\w'(?:s got|d|ll|re|ve)\b|->|=>")
