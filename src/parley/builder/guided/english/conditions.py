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
        return f"it is {plain}"
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


_OPENED = re.compile(r"(?:and |or |but )?(?:if|when|whenever) ")


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
    if opened := _OPENED.match(plain.lower()):
        plain, is_clause = plain[opened.end() :], True
    if is_clause:
        plain = re.sub(r",? (?:it|she|he|we) (?:should|must|can|will|has to|needs to|takes?|asks?)\b.*$", "", plain)
        return reworded(re.sub(r"^(?:there is|there's|there are)\s+", "there is ", plain))
    return as_condition(plain)


_OR_WHEN = re.compile(r",? (?:or|and|and also|or also) (?:if|when|whenever|once) |, or (?:else )?")
_CLAUSE = re.compile(
    r"(?:(?:some|any|every|no)(?:one|body)|something|they|it|he|she|we|there|callers?|customers?|people|the|an?|their|"
    r"our)\b"
)
_HAS = (
    r"(?:is|are|has|have|wants?|needs?|asks?|says?|gets?|becomes?|complains?|mentions?|sounds?|reports?|threatens?|"
    r"refuses?)"
)
_GOES_ON = re.compile(rf"{_HAS}\b")
_TELLS = re.compile(rf"\b{_HAS}\b|['’](?:s|re|ve)\b|\b[a-z]{{3,}}(?:s|ed)\b")
_SUBJECT = re.compile(r"(?:(?:an?|the|any|some|our) )?[\w'-]+(?= )")


def apart(rule: dict[str, str]) -> list[dict[str, str]]:
    """A rule for each of the cases that a clause joins: "it is late, or somebody complains", "… or when it floods"."""
    when = rule["when"]
    joint = None if when.startswith(("the call ", "the caller has")) else _OR_WHEN.search(when.lower())
    if joint is None:
        return [rule]
    first, second = when[: joint.start()], when[joint.end() :]
    low = second.lower()
    if _GOES_ON.match(low) and (subject := _SUBJECT.match(first)):
        second = f"{subject.group()} {second}"
    elif not (_CLAUSE.match(low) and _TELLS.search(low)) and not joint.group().endswith(
        ("if ", "when ", "ever ", "once ")
    ):
        return [rule]
    if len(first.split()) < 2 or len(second.split()) < 2 or _TELLS.search(first.lower()) is None:
        return [rule]
    return [{**rule, "when": reworded(first)}, *apart({**rule, "when": reworded(second)})]
