"""What a datum is called: "the patient's date of birth", "whether they have a licence", "how old the roof is"."""

import re

from parley.builder.guided.english import nouns
from parley.builder.guided.english.verbs import verb_at
from parley.builder.guided.lexicon import CALLERS
from parley.builder.guided.tables import word_set
from parley.builder.language.data import variable

_OURS = "|".join(sorted(CALLERS - {"parent", "parents", "owner", "owners", "family"}))
_LEAD = re.compile(
    r"^(?:(?:uh|um|er|erm|well|maybe|roughly|obviously|you know|like|sort of|just|only|then|also|first|at least|always|"
    r"all|both|and|or|plus|please|the|their|a|an|your|our|his|her|its|any|some|short|brief|for|to get|to have|"
    r"what's the "
    r"best|the best|best|i need|we need|it needs|what about|caller's|name and shame|"
    rf"(?:{_OURS})(?:'s|s')|to ask)\b,? )+(?=\S)|^full (?=contact)"
)
_TAIL = re.compile(
    r",? (?:from (?:them|the caller|callers|customers|him|her)|of the caller|if .*|when .*|before .*|so (?:that )?.*|"
    r"for (?:the|each|every|a|that|it) .*|to (?!address)\w+ .*|as well|too|first|please|roughly|where .*|early on|"
    r"(?:is |are )?(?:optional(?:ly)?|enough|fine|all)(?: .*)?|they(?:'d)? .*|on file|as usual|in case .*|"
    r"because .*|then .*|\(.*)$"
)
_HELD_BY = re.compile(r"^(?P<head>(?:e-?mail|phone|number|name)\b[a-z -]*?) (?:on|used for) (?:the|their) [a-z]+$")
_OF = re.compile(
    r"^(?P<head>[a-z-]+) of (?:the|their|a|an|his|her|its) (?:(?:existing|old|current|original|new|present) )?"
    r"(?P<of>[a-z-]+)$"
)
_LONG_OF = re.compile(r"^(?P<head>[a-z-]+ [a-z]+(?: [a-z]+)?) (?:of|on) (?:the|their) [a-z -]+$")
_OWN = frozenset({"email", "e-mail", "phone"})

_QUESTION = re.compile(
    r"(?:how|since when|what|when|where|which|whether|who|why|if|"
    r"(?:is|are|has|have|did|do|does) (?=the|it|they|there|their|he|she|any))\b"
    r"(?! (?:it|needed|possible|applicable|available)\b)|what's\b|where's\b|how's\b|who's\b"
)
_SHAPES = tuple(
    (re.compile(shape), name)
    for shape, name in (
        (r"how likely .*recommend", "likelihood_to_recommend"),
        (r"how (?:satisfied|happy) ", "satisfaction"),
        (r"how old (?:is |are )?(?:the |their |a )?(?P<of>[a-z]+)(?: is| are)?$", r"\g<of>_age"),
        (r"how old\b", "age"),
        (
            r"how (?:many|big)(?: (?:people|persons|guests|of them|heads?|diners|covers|the party|the group|they "
            r"are)\b.*)?$",
            "party_size",
        ),
        (r"how urgent\b", "urgency"),
        (r"how long\b", "duration"),
        (r"how (?:much|many) (?P<of>[a-z]+)\b", r"number_of_\g<of>"),
        (r"what (?:has |is )?happen(?:s|ed|ing)\b", "what_happened"),
        (
            r"what(?:'s| is| has)(?: gone| been)? (?:wrong|broken|leaking|the (?:problem|matter|trouble|issue|"
            r"fault))\b",
            "problem",
        ),
        (
            r"what (?:they|he|she|it)(?:'d)? (?:want|wants|would like|like|need|needs) (?:doing|done|fixed|repaired)",
            "work_required",
        ),
        (r"what needs (?:doing|fixing|repairing|to be done)", "work_required"),
        (r"what (?:it'?s|this is|the call is|they call|they're calling) (?:about|for)", "reason"),
        (r"since(?: when)?$", "since_when"),
        (r"what (?:the |their )?(?P<of>[a-z ]+?) (?:is|are) (?:doing|showing)", r"\g<of>_status"),
        (r"what (?P<of>colou?r)\b(?:'s| is)? (?:the |their )?(?P<it>[a-z]+)?", r"\g<it>_\g<of>"),
        (r"why (?:.* )?(?P<of>score|rating|answer)\b", r"\g<of>_reason"),
        (r"why\b", "reason"),
        (r"where (?:do )?(?:they|he|she) (?:want|wants|would like|'d like|are going|fancy|wish)\b", "destination"),
        (r"where(?: (?:do )?they(?:'re| are)| it happened)\b", "location"),
        (
            r"when .*\b(?:can|could) (?:come|visit|call|be there)|when (?:they're|they are|somebody is) (?:in|home|"
            r"free|available)",
            "availability",
        ),
        (
            r"when (?:do )?(?:they|he|she)(?:'d| would| want| wants)?(?: like| want| wish)? to (?P<of>move|start|"
            r"come|travel|"
            r"leave|fly|arrive|begin)(?: (?P<in>in|out))?",
            r"\g<of>_\g<in>_date",
        ),
        (r"(?:if|whether) (?:we|the \w+) (?:may|can|are allowed to) (?P<of>[a-z]+)", r"permission_to_\g<of>"),
        (
            r"(?:if|whether) (?P<who>any(?:thing|one|body)) (?:is |was |has been )?(?:still )?(?P<of>[a-z]+)",
            r"\g<who>_\g<of>",
        ),
        (r"(?:if|whether) (?:\w+ )?(?P<of>[a-z]+) (?:is|are) up to date", r"\g<of>_up_to_date"),
        (r"from when(?: (?:until|till|to) when)?$", "period"),
        (
            r"(?:if|whether|do|does) (?:they|he|she|the \w+)(?:'d| would)? (?:want|wants|prefer|prefers|like)s? "
            r"(?:an? |the )?"
            r"(?P<a>[a-z-]+) or (?P<b>(?:another )?[a-z-]+(?: [a-z]+)?)$",
            r"\g<a>_or_\g<b>",
        ),
        (
            r"(?:if|whether|do|does|have|has) (?:they|he|she)(?:'ve| have| has)? (?:already )?(?:got|have|has) "
            r"(?:an? |any |the )?(?P<of>[a-z]+)",
            r"\g<of>",
        ),
        (
            r"(?:if|whether|have|has) (?:they|he|she)(?:'ve| have| has|'re| are)? (?:already )?(?:been )?"
            r"(?P<of>referred|insured|vaccinated|registered|found|tried|seen|booked)(?: (?:the|an?) (?P<it>[a-z]+))?\b",
            r"\g<of>_\g<it>",
        ),
        (
            r"(?:if|whether|do|does) (?:they|he|she) (?P<of>own|rent|need|smoke|drive)s? (?:the|a|an|their) "
            r"(?P<it>[a-z]+)",
            r"\g<of>s_\g<it>",
        ),
        (
            r"(?:if|whether|is|are) (?:the |their )?(?P<of>[a-z]+)(?: is| are)? (?P<it>drivable|driveable|safe|"
            r"working|running|open|"
            r"[a-z]+able|[a-z]+ible)$",
            r"\g<of>_\g<it>",
        ),
        (r"wh(?:at|ich) (?:sort|kind|type) of (?P<of>[a-z]+)\b", r"\g<of>_type"),
        (r"which (?P<of>[a-z]+(?: [a-z]+)?)(?: (?:they|it|the|he|she)\b.*)?$", r"\g<of>"),
        (r"what (?P<of>[a-z]+)(?: (?:it|they|he|she)(?:'s|'d)?\b.*)?$", r"\g<of>"),
        (r"what(?:'s| is| are) (?:the |their |his |her )?(?:best )?(?P<of>[a-z-]+(?: [a-z-]+){0,3})$", r"\g<of>"),
    )
)
"""Indirect questions of a usual shape, to what their answer is called."""
_FILLERS = word_set(
    """
    how what when where which whether who why if they their them the a an want wants would like to have has do does is
    are was were it be get need needs currently there any already still we may can could you your our to that of d ve s
    re ll i
    """
)
_NOT_DATA = word_set(
    """
    them callers caller it that which who human person calls emergencies complaints then if when us they we you me
    everything anything something stuff things tomorrow today help advice money time's business way ones one nothing
    agent assistant bot someone somebody hand over details only
    """
)
_NUMBER_TO = re.compile(r"^(?:phone |contact |mobile |good )?number (?:to|on which|where|we can|you can)\b")
_PART = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")


def known(words: str) -> str | None:
    """The name of a datum; None when the words name none that is known by its words or its shape."""
    plain = " ".join(words.split()).strip(" .:!'\"-–,;")
    if said := nouns.DATA_NAMES.get(plain):
        return said
    if _QUESTION.match(plain):
        return _indirect(plain)
    plain = _bare(plain)
    if said := nouns.DATA_NAMES.get(plain):
        return said
    if _QUESTION.match(plain):
        return _indirect(plain)
    if _NUMBER_TO.match(plain):
        return "phone_number"
    parts = _PART.findall(plain)
    if not 1 <= len(parts) <= 6 or not _is_datum(parts):
        return None
    return _variable(plain)


def loose(words: str) -> str | None:
    """An item among data that are known: short words that are no action and nobody."""
    plain = _bare(" ".join(words.split()).strip(" .:!'\"-–,;"))
    parts = plain.split()
    if not 1 <= len(parts) <= 4 or verb_at(plain, 0) or not all(part.replace("-", "").isalpha() for part in parts):
        return None
    return None if set(parts) & _NOT_DATA else _variable(plain)


def _bare(plain: str) -> str:
    """A datum's words without owner, filler and what it is for."""
    bare = _LEAD.sub("", plain, count=1)
    bare = _TAIL.sub("", bare).strip(" ,")
    if held := _HELD_BY.match(bare):
        return held.group("head")
    if of := _OF.match(bare):
        head, owner = of.group("head"), of.group("of")
        return head if head in _OWN or re.fullmatch(_OURS, owner) else f"{owner} {head}"
    if long := _LONG_OF.match(bare):
        return long.group("head")
    return bare


def _variable(plain: str) -> str:
    return variable(" ".join(part.removesuffix("'s").removesuffix("s'") for part in _PART.findall(plain)))


def _is_datum(parts: list[str]) -> bool:
    if parts[-1] in nouns.DATA_HEADS or parts[0] in nouns.DATA_HEADS:
        return True
    return len(parts) > 2 and "of" in parts and parts[parts.index("of") - 1] in nouns.DATA_HEADS


_SIDE = re.compile(r"(?<=\w) (?:if|when|in case|because|so that|to live in|at the|from \d|or they)\b.*")


def _indirect(plain: str) -> str | None:
    """ "whether they have a licence" → "licence", "when they want to start" → "start_date"."""
    head = 5 if plain.startswith(("if ", "when ")) else 0
    plain = plain[:head] + _SIDE.sub("", plain[head:])
    for shape, name in _SHAPES:
        if found := shape.match(plain):
            return _known_name(variable(_expanded(found, name)))
    parts = [part for part in re.findall(r"[^\W_]+", plain) if part not in _FILLERS][:3]
    if not parts or len(plain.split()) > 9:
        return None
    if plain.startswith("what "):
        return variable(" ".join(re.findall(r"[^\W_]+", plain)[:4]))
    return variable(" ".join(parts)) + ("_date" if plain.startswith("when") else "")


def _expanded(found: re.Match[str], name: str) -> str:
    return re.sub(r"\\g<(\w+)>", lambda group: found.group(group.group(1)) or "", name)


def _known_name(name: str) -> str:
    return nouns.DATA_NAMES.get(name.replace("_", " "), name)
