"""Turns the words of a brief into parts of sentences, whatever shape the user gave them.

Nothing here trusts its input: every result is one line, bounded, and free of anything a platform would take for a
variable or Markdown for a heading.
"""

import re

from parley.agents.schemas import Goal


def words(text: str) -> frozenset[str]:
    """A set of words from a blank-separated text."""
    return frozenset(text.split())


_BRACES = re.compile(r"\{(?=[{%#])|(?<=[}%#])(?=\})")
_LEADING = "#>*- •–"
_WHEN = re.compile(r"^(?:when(?:ever)?|if|in case(?: of)?|as soon as|wenn|falls|bei|si|cuando|quand)\s+", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|that|which)\b.*", re.IGNORECASE)
_ABOUT = re.compile(r"^the (?:call|chat|conversation|request) is about\s+(?=\S)", re.IGNORECASE)
_MOOD = re.compile(
    r"^(?:an?\s+|any\s+|very\s+)*(angry|upset|furious|unhappy|frustrated|aggressive|rude|distressed|abusive)\s+"
    r"(?:caller|customer|client|visitor|guest|patient|user|person|people|employee|member)s?$",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"^(?:(?:please|you|it|the agent|she|he)\s+)*(?:never|do not|don[’']?t|must not|mustn[’']?t|should not|"
    r"shouldn[’']?t|may not|can(?:not|[’']t)|won[’']t|no)\s+(?:ever\s+)?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?:(?:the|a|an|any|some|your)\s+)?(?:caller|customer|patient|guest|user|employee|visitor|prospect|lead|client|"
    r"person|someone|somebody|anyone|they|he|she|it|there|people|callers|customers|patients|guests|you|we)\b"
    r"(?!\s+(?:who|that|which)\b)",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|wants?|asks?|needs?|says?|becomes?|feels?|threatens|mentions|affects?|cannot|"
    r"can[’']t|does|will|happens|goes|fails|insists|complains|sounds|seems|gets|uses|reports|requests|swears)\b",
    re.IGNORECASE,
)
_CALLER_VERBS = words(
    "ask book buy cancel change check claim confirm correct extend file find get join make modify move "
    "order pay place postpone purchase rebook register renew report request reschedule reserve reset "
    "return schedule see send sign speak start subscribe swap talk track try unlock update upgrade view"
)
_ASKING_VERBS = words("answer explain tell inform advise")
_SERVING_VERBS = words(
    "give handle help manage offer process provide resolve share solve support take deal assist look"
)
_OTHER_VERBS = words(
    "accept access act agree allow apply approve argue assess assume attempt blame call collect comment "
    "commit compare complain criticise criticize diagnose direct disclose discuss encourage engage gather "
    "go guarantee guess haggle insult interpret invent judge keep leave lie mention negotiate open pass "
    "perform pressure prescribe promise qualify quote read record recommend refund refuse repeat reveal "
    "route save screen sell set speculate store suggest transfer treat triage troubleshoot use waive "
    "write do be say let put run schedule add delete remove"
)
_VERBS = _CALLER_VERBS | _ASKING_VERBS | _SERVING_VERBS | _OTHER_VERBS
_MANNERS = words(
    "ask argue assess assume attempt blame collect comment compare complain criticise criticize direct disclose "
    "encourage engage find gather get go guess haggle help insult interpret invent judge keep leave let lie pass "
    "perform pressure push put record repeat run say screen speak speculate store talk treat triage use be do"
)
_SMALL = _VERBS | words(
    "a an the any some no not all every each someone somebody anyone anybody caller callers customer customers patient "
    "patients guest guests user users employee employees prospect prospects lead leads client clients visitor visitors "
    "they he she it there when if only never always our my your their people severe angry urgent one two three"
)
_ACCESSORIES = re.compile(r"^(?:with|the caller|callers?|customers?|patients?|guests?|users?|people|for|up)\s+", re.I)
_QUESTIONS = re.compile(r"^(?:(?:general|common|simple|basic|frequent|any|frequently asked)\s+)*questions?\s*", re.I)


def neutral(text: str) -> str:
    """`text` with `{{`, `{%` and `}}` broken up, so that no template engine or platform sees a variable in it."""
    return _BRACES.sub(lambda found: f"{found.group()} ", text) if "{" in text or "}" in text else text


def one_line(text: str, limit: int = 600) -> str:
    """User text for use inside a line of ours: one line, no leading Markdown, neutral, cut at a word."""
    return clip(neutral(" ".join(text.split()).lstrip(_LEADING)), limit)


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[limit // 2 :] else head).rstrip(" ,;") + "…"


def listed(items: list[str], last: str = "and") -> str:
    """ "a, b and c"; empty for an empty list."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def sentence(text: str) -> str:
    """One line that begins with a capital and ends with a full stop (or what the user ended it with)."""
    plain = one_line(text)
    if not plain:
        return ""
    is_closed = plain.rstrip("”\"’'»)")[-1:] in {".", "!", "?", "…"}
    closed = plain if is_closed else plain.rstrip(",;:") + "."
    return closed[0].upper() + closed[1:]


def lowered(text: str) -> str:
    """The first letter in lower case where the first word is one that English writes so; names and acronyms stay."""
    first = text.split(" ", 1)[0].rstrip(".,:;")
    if first.lower() not in _SMALL and not first.lower().endswith("ing"):
        return text
    return text[:1].lower() + text[1:]


def first_sentence(text: str, limit: int = 220) -> str:
    """The first sentence of a paragraph, closed."""
    plain = one_line(text, 2_000)
    return sentence(clip(re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ¿¡`])", plain, maxsplit=1)[0], limit))


def infinitive(text: str) -> str:
    """ "takes calls" → "take calls", where the first word is a verb that briefs use; else the text as it is."""
    first, _, rest = text.partition(" ")
    verb = first.lower()
    stems = [verb.removesuffix("s"), verb.removesuffix("es"), f"{verb.removesuffix('ies')}y"]
    found = next((stem for stem in stems if stem != verb and stem in _VERBS), "")
    return f"{found} {rest}" if found and rest else text


def starts_with_verb(text: str) -> bool:
    """Whether an English phrase begins with one of the verbs briefs use."""
    return text.split(" ", 1)[0].lower().strip(",:;") in _VERBS


def request(goal: Goal, caller: str = "caller") -> str:
    """When a goal applies, as a clause: "the patient wants to book an appointment"."""
    plain = clip(one_line(goal.name).rstrip("."), 160)
    verb, _, rest = plain.partition(" ")
    verb = verb.lower()
    if verb in _CALLER_VERBS and rest:
        return f"the {caller} wants to {lowered(plain)}"
    if verb in _ASKING_VERBS and rest:
        about = re.sub(r"^(?:about|on|regarding)\s+", "", _QUESTIONS.sub("", _ACCESSORIES.sub("", rest)))
        return f"the {caller} asks about {about}" if about else f"the {caller} has a question"
    if verb in _SERVING_VERBS and rest:
        return f"the {caller} needs help with {_ACCESSORIES.sub('', rest)}"
    if verb in _VERBS and rest:
        return f"it is time to {lowered(plain)}"
    return f"the {caller}’s request is about “{plain}”"


def situation(when: str, caller: str = "caller") -> str:
    """A hand-over rule's condition without its "when", with the noun used elsewhere for who speaks with the agent.

    A clause without a subject ("asks for a person") is given one.
    """
    plain = lowered(_ABOUT.sub("", _WHEN.sub("", one_line(when)).rstrip(".:, ")))
    plain = re.sub(r"\b(?:caller|user)(s?)\b", rf"{caller}\1", plain, flags=re.IGNORECASE)
    if _FINITE.match(plain):
        return f"the {caller} {plain}"
    return plain if is_clause(plain) else _upset(plain, caller)


def _upset(matter: str, caller: str) -> str:
    """ "damaged electrics or an angry customer" → "it is about damaged electrics or the customer is angry"."""
    parts = [part for part in re.split(r",\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+", matter) if part]
    moods = [found.group(1).lower() for part in parts if (found := _MOOD.match(part))]
    if not moods:
        return matter
    things = [part for part in parts if not _MOOD.match(part)]
    about = [f"it is about {listed(things, 'or')}"] if things else []
    return listed([*about, f"the {caller} is {listed(moods, 'or')}"], "or")


def is_clause(text: str) -> bool:
    """Whether a condition has a subject and a verb ("the caller is angry") rather than naming a thing."""
    return bool(_SUBJECT.match(text)) or bool(_FINITE.search(_RELATIVE.sub("", text)))


def with_article(noun: str) -> str:
    """ "a patient", "an employee"."""
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def prohibition(text: str) -> str:
    """What must not happen, as a sentence: "Never give medical advice." """
    plain = one_line(text).rstrip(".")
    bare = _NEVER.sub("", plain)
    if starts_with_verb(bare) or (bare != plain and not re.match(r"no\s", plain, re.IGNORECASE)):
        return sentence(f"Never {lowered(bare)}")
    if bare.split(" ", 1)[0].lower().endswith("ing"):
        return sentence(f"Refrain from {lowered(bare)}")
    if bare == plain and is_clause(plain):
        return sentence(plain)
    return sentence(f"Do not get into {lowered(bare)}")


def favour(text: str) -> str:
    """What somebody would ask for who wants a prohibition broken: "give medical advice"; empty for the agent's manners.

    Nobody asks to be asked for a password, to be pressed or to hear competitors run down.
    """
    bare = infinitive(_NEVER.sub("", one_line(text, 120)).rstrip("."))
    verb = bare.split(" ", 1)[0].lower().strip(",:;")
    return lowered(bare) if verb in _VERBS - _MANNERS and " " in bare else ""


def recipient(to: str, team: str = "a colleague") -> str:
    """Whom to hand over to, with an article where English wants one: "the front desk", "Sarah", "+49 30 1234"."""
    plain = one_line(to).rstrip(".")
    plain = re.sub(r"^(?:to|an|al|a la)\s+(?=\S)", "", plain, flags=re.IGNORECASE)
    if not plain:
        return team
    plain = re.sub(r",\s*(?=\S*[@+\d])(.+)$", r" (\1)", plain)
    if re.match(r"(?:the|a|an|our|my|your|one of)\s", plain, re.IGNORECASE):
        return re.sub(r"^(?:our|my|your)\s", "the ", lowered(plain), flags=re.IGNORECASE)
    return f"the {plain}" if plain[0].islower() and "@" not in plain else plain


def party(to: str, team: str = "a colleague") -> str:
    """Whom to connect to, without the number or address that the transfer itself knows: "the front desk"."""
    named = re.sub(r"[\s,(:]*(?:\+?\d[\d\s()/.-]{4,}|\S+@\S+)[\s)]*$", "", one_line(to))
    return recipient(named, team)
