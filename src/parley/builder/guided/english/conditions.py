"""Words the cases in which a caller goes to a person: "complaints" becomes "the caller has a complaint"."""

import re

from parley.builder.guided.english.referral_words import BARE_VERB, PRONOUN
from parley.builder.guided.lexicon import CALLERS
from parley.builder.guided.tables import word_set

ON_REQUEST = "the caller asks for a person"


_CALL_NOUNS = word_set(
    """
    them callers caller calls call it him her customers customer people patients guests users
    """
)


_MOODS = (
    r"(?:abusive|aggressive|angry|annoyed|anxious|confused|difficult|disappointed|dissatisfied|distressed|enraged|"
    r"frustrated|furious|hostile|impatient|insulting|irate|irritated|mad|offensive|panicking|rude|scared|stressed|"
    r"threatening|unhappy|unsatisfied|upset|worried)"
)
_DEGREE = r"(?:(?:really|very|quite|extremely|clearly|visibly|too|so|getting) )?"
_SOMEBODY = re.compile(rf"^(?:some|any)(?:body|one)(?= (?:is|gets|becomes|sounds|seems) {_DEGREE}{_MOODS}\b)")
_IN_A_MOOD = re.compile(rf"(?P<mood>{_DEGREE}{_MOODS}(?:(?:,| or| and|, or) {_MOODS})*) (?P<who>[a-z]+)$")


def reworded(clause: str) -> str:
    """A clause about "they" with the callers named, and one about somebody's mood with the caller."""
    clause = _SOMEBODY.sub("the caller", clause)
    return re.sub(
        r"^(?:they|callers|people|customers)\s+(?=ask\b|want\b|need\b|get\b|are\b|have\b|insist\b|request\b|start\b|"
        r"mention\b|complain\b)",
        _plural,
        clause,
    )[:250]


def _plural(found: re.Match[str]) -> str:
    word = found.group().strip()
    return "callers " if word in {"they", "people"} else f"{word} "


_JOINT = re.compile(r"^(?:and|but|or|also|then|all|any|the|every|only|please|for)\s+")
_ARTICLE = re.compile(r"^(?:all|any|the|every|real|true)\s+")
_ADVERB = re.compile(r"\s+(?:straight|directly|immediately|over|on|off|through|right away|must|should|always|calls)$")


_WHICH = re.compile(r"\s(?:who|with|whose|about|from|already|that|asking|wanting|whom)\b")


def about(words: str) -> str:
    """The object of "transfer X to" as a condition; "" for the call itself."""
    plain = _ARTICLE.sub("", _JOINT.sub("", words.strip(" ,.:").lower()))
    plain = _ADVERB.sub("", plain)
    if (
        not plain
        or (plain.split()[0] in _CALL_NOUNS and _WHICH.search(plain) is None)
        or plain in {"over", "off", "on", "through", "straight", "directly"}
    ):
        return ""
    if re.match(r"(?:above|beyond|over|more than|anything above|anything over) (?:that|this|it)\b", plain):
        return "the request goes beyond what you may decide"
    return {
        "emergencies": "it is an emergency",
        "emergency": "it is an emergency",
        "complaints": "the caller has a complaint",
        "urgent": "it is urgent",
        "urgent calls": "it is urgent",
    }.get(plain, _worded(plain))


def _worded(plain: str) -> str:
    mood = _IN_A_MOOD.match(plain)
    if mood and (mood.group("who") in CALLERS or mood.group("who") in _CALL_NOUNS):
        who = mood.group("who").removesuffix("s") if mood.group("who") in CALLERS - {"people"} else "caller"
        return f"the {who} is {mood.group('mood')}"
    if re.match(r"(?:anyone|anybody|callers|people|someone)\b", plain):
        return plain
    if re.match(r"(?:anything|everything|something)\b", plain):
        return f"the call is about {re.sub(r'^(?:any|every|some)thing (?:about|with|to do with) ', '', plain)}"
    if plain.split()[-1] in {
        "questions",
        "issues",
        "problems",
        "requests",
        "complaints",
        "emergencies",
        "disputes",
        "enquiries",
    }:
        return f"the caller has {plain}"
    return f"the call is about {plain}"


def as_condition(words: str) -> str:
    """Words given as an answer, as a condition: clauses stay, nouns are worded."""
    plain = words.strip(" ,.")
    if re.search(
        r"\b(?:is|are|has|have|asks?|wants?|needs?|gets?|feels?|can't|cannot|doesn't|fails?|insists?|"
        r"becomes?|says?|knows?)\b",
        plain.lower(),
    ):
        return reworded(plain)[:250]
    return (about(plain) or ON_REQUEST)[:250]


def kept(case: str, *, is_clause: bool) -> str:
    """A case as it is kept: without what leads to it and what points back to it."""
    plain = case.strip(" ,.?:-–")
    low = plain.lower().replace("’", "'")
    lead = BARE_VERB.match(low)
    plain = plain[lead.end() if lead else 0 :]
    plain = re.sub(r": (?:tell|ask|advise|warn) .*$", "", plain)
    plain = re.sub(
        r"(?:,\s*| - )(?:yes|that|those|these|they|it|this|then|please|which|so)$", "", plain, flags=re.IGNORECASE
    )
    if len(plain) < 3 or PRONOUN.match(plain.lower()):
        return ""
    if is_clause:
        plain = re.sub(r",? (?:it|she|he|we) (?:should|must|can|will|has to|needs to|takes?|asks?)\b.*$", "", plain)
        return reworded(re.sub(r"^(?:there is|there's|there are)\s+", "there is ", plain))
    return as_condition(plain)
