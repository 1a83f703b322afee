"""Data told as indirect questions: "whether they have a licence" → "licence", "how old the roof is" → "roof_age"."""

import re

from parley.builder.guided.english import nouns
from parley.builder.guided.tables import word_set
from parley.builder.language.data import variable

_QUESTION = re.compile(
    r"(?:whether|who|what|which|where)\b(?! (?:needed|possible|applicable|available|"
    r"(?:it|she|he|we|you|i)(?:'d|'ll)? (?:needs?|takes?|asks?|wants?|gets?|require)s?)\b)|(?:how|since when|when|"
    r"why|if|"
    r"(?:is|are|has|have|did|do|does|can|could|will|would) (?=the|it|they|there|their|he|she|any))\b"
    r"(?! (?:it|needed|possible|applicable|available)\b)|(?:what|where|how|who)'s\b"
)
OF_THEIRS = re.compile(
    r"(?:where|when|how|if|whether) (?:their|the|my) [a-z]+(?: [a-z]+)?(?:'s| is| are| has| have| will|'ll) "
    r"(?:got to|at|ready|up to|doing|coming|getting on|arriv\w+|due|be\b|gone|been|on its way)"
)
"""What callers want to find out, and nobody asks them: "where their repair's got to"."""
_SHAPES = tuple(
    (re.compile(shape), name)
    for shape, name in (
        (
            r"who (?:(?:they|he|she|it|this) (?:is|are)|they're|she's|he's|(?:is|'s) (?:calling|ringing|it|speaking|"
            r"writing|this|on the (?:line|phone)))\b|who's (?:calling|ringing|speaking|asking)\b",
            "name",
        ),
        (
            r"(?:how|where) (?:to|we can|(?:can|do|should) we|best to) (?:reach|call|ring|contact|phone|get)\b",
            "phone_number",
        ),
        (r"who (?:it'?s|it is|that's|this is) for\b", "recipient"),
        (
            r"where (?:(?:we|you|i|they)(?:'re| are)? |to )(?:to |should |must |can )?"
            r"(?:pick (?:them|him|her|it|people) up|collect (?:them|it|from))",
            "pickup_location",
        ),
        (r"where (?:to |we |you |it )(?:.* )?(?:drop (?:them|it|him|her) off)", "dropoff_location"),
        (
            r"(?:if|whether) (?:we|you|the \w+) (?:may|can|are allowed to) (?:let (?:our|your|them)selves in|"
            r"come in|go in|get in|use (?:a|the) key)",
            "permission_to_enter",
        ),
        (
            r"(?:if|whether) (?:any(?:body|one)|some(?:body|one)|they|there's anyone who) (?:needs?|wants?|requires?|"
            r"uses?) (?:an? |the |any )?(?P<of>[a-z-]+(?: (?!(?:or|and|if|when)\b)[a-z-]+)?)$",
            r"\g<of>",
        ),
        (
            r"since when\b.*|when since\b.*|(?:starting )?(?:when from|from when|when (?:it|they|to) starts?)$",
            "start_date",
        ),
        (r"(?:until when|till when|when (?:until|till|to))$", "end_date"),
        (r"who .*\b(?:addressed|sent|made out|going) to$", "addressee"),
        (
            r"how (?:do )?(?:they|he|she)(?:'d| would| want| wants)?(?: like| prefer| wish)?(?: to)? pay\b",
            "payment_method",
        ),
        (r"how much (?:do )?(?:they|he|she|people)(?:'d| would)? .*\bspend", "budget"),
        (
            r"what (?:they|he|she|it)(?:'re| are| is|'s|'d like to| would like to| want to) (?:be )?(?:having|have|"
            r"getting|get) done",
            "service",
        ),
        (
            r"(?:if|whether|is|are) (?:it|this|that|they|the job|the matter)(?: is|'s|'re| are)? (?:an? )?"
            r"(?P<of>[a-z]+)$",
            r"\g<of>",
        ),
        (r"how likely .*recommend", "likelihood_to_recommend"),
        (r"how (?:satisfied|happy) ", "satisfaction"),
        (
            r"how old (?:is |are )?(?:the |their |a )?(?P<of>(?!they\b|he\b|she\b|it\b)[a-z]+)(?: is| are)?$",
            r"\g<of>_age",
        ),
        (r"how old\b", "age"),
        (
            r"how (?:many|big)(?: (?:people|persons|guests|of them|heads?|diners|covers|the party|the group|they "
            r"are)\b.*)?$",
            "party_size",
        ),
        (
            r"how many (?:of them )?(?:they|there|you|we) (?:are|is|'re|will be)\b|how many they're|"
            r"how many (?:are )?coming|how many (?:are|is|it|in|people|persons|will)\b",
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
        (r"what (?:it|they|he|she) looks? like", "description"),
        (r"what (?:the |their )(?P<of>[a-z]+) looks? like", r"\g<of>_description"),
        (r"what (?:they|he|she)(?:'ve| have| has)? lost", "lost_item"),
        (
            r"(?:what|where) (?:they|he|she)(?:'re| are| is|'s) (?:off to|going|headed|headed to|going to)\b",
            "destination",
        ),
        (r"(?:what|which one|what kind|what sort) (?:they|he|she)(?:'re| are| is|'s) after", "item"),
        (r"what (?:they|he|she)(?:'d| would)? (?:want|wants|like|order|buy|buying|ordering|bringing)$", "items"),
        (r"(?:how heavy|what .* weighs?)\b", "weight"),
        (r"how (?:tall|high)\b", "height"),
        (r"how wide\b", "width"),
        (
            r"how (?:big|large) (?:is |are )?(?:the |their |a )?(?P<of>(?!they\b|it\b|the\b)[a-z]+)(?: is| are)?$",
            r"\g<of>_size",
        ),
        (r"how (?:big|large) (?:it|they|this|that)", "size"),
        (r"how (?:far|deep)\b", "distance"),
        (r"where (?:they|he|she) live", "address"),
        (r"who (?:it|they|this|that)(?:'s| is|'re| are)? (?:booked |registered |listed )?under", "name"),
        (r"when (?:it|this|that|they) (?:happened|broke|started|stopped|began|went)", "incident_date"),
        (r"where (?:it|this|that|they) (?:happened|broke|is|are)", "location"),
        (r"what (?P<of>colou?r)\b(?! and)(?:'s| is)? (?:the |their )?(?P<it>[a-z]+)?", r"\g<it>_\g<of>"),
        (r"why (?:.* )?(?P<of>score|rating|answer)\b", r"\g<of>_reason"),
        (r"why\b", "reason"),
        (
            r"where (?:do )?(?:they|he|she)(?:'d|'re| would| are)? (?:want|wants|like|going|fancy|wish|headed|"
            r"travel\w*)\b",
            "destination",
        ),
        (r"where\b(?! (?:to )?(?:send|deliver|post|go|going)).+|where's .+", "location"),
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
            r"(?P<of>referred|insured|vaccinated|registered|found|tried|seen|booked)(?: (?:the|"
            r"an?) (?P<it>[a-z]+))?\b",
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
        (
            r"(?:what|which) (?P<of>day|date|time|week|month)s? (?:(?:would |will |that )?(?:suits?|works?|is|are|"
            r"fits?|they|"
            r"he|she|it|the|do|does|would|you)|best|'s)\b.*$",
            r"\g<of>",
        ),
        (
            r"which (?P<of>[a-z]+(?: (?!(?:it|they|he|she|is|are|the|you|we)\b)[a-z]+)?)"
            r"(?: (?:they|it|the|he|she|is|are)(?:'s|'d|'re)?\b.*)?$",
            r"\g<of>",
        ),
        (
            r"what (?P<of>[a-z]+ (?:and )?[a-z]+) (?:it|they|he|she|the|their|you)\b(?:'s|'d|'re)?.*$",
            r"\g<of>",
        ),
        (r"what (?P<of>[a-z]+)(?: (?:it|they|he|she)(?:'s|'d)?\b.*)?$", r"\g<of>"),
        (r"what (?:the |their )(?P<of>[a-z]+) (?:is|are|was|were)(?: about| for)?$", r"\g<of>"),
        (r"what(?:'s| is| needs| has| must| should)?(?: to)?(?: be)? (?:chang(?:ing|ed?)|different)\b", "changes"),
        (r"what(?:'s| is| was| were)?(?: been)? missing\b", "missing_items"),
        (r"what(?:'s| is| was| were| has)?(?: been)? (?:damaged|broken)\b", "damage"),
        (r"what(?:'s| is| are) (?:the |their |his |her )?(?:best )?(?P<of>[a-z-]+(?: [a-z-]+){0,3})$", r"\g<of>"),
    )
)
"""Indirect questions of a usual shape, to what their answer is called."""
_FILLERS = word_set(
    """
    how what when where which whether who why if can could will would they their them the a an want wants would like
    to have has do does is
    are was were it be get need needs currently there any already still we may can could you your our to that of d ve s
    re ll i
    """
)

_SIDE = re.compile(
    r"(?<=\w)(?:,? (?:if|when|in case|because|so that|so|to live in|at the|from \d|or they|obviously|roughly|please|"
    r"as well|too|only)\b.*| they can do$)"
)


def is_question(plain: str) -> bool:
    """Whether a datum is told as a question."""
    return _QUESTION.match(plain) is not None


def named(plain: str) -> str | None:
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
