"""Names given with "called", "named", "our company is": the agent's and the business's."""

import re

from parley.builder.guided.lexicon import AGENT_NOUNS
from parley.builder.guided.reading import MASK_QUOTE, Sentence
from parley.builder.guided.tables import word_set

_CALLED = re.compile(
    r"\b(?=\w)(?:called|named|known as|goes by|go by|by the name of|name "
    r"is|name should be|name:|name it|call it|call her|call him|call the agent|call the bot|call "
    r"the assistant|heißt|se llama)\s+(?P<quote>[\"“„'‘«]?)"
)


NAME = (
    r"(?P<name>[^\W\d_][\w'’&.-]*(?: (?:[^\W\d_a-z][\w'’&.-]*|&|and(?= (?!I\b)[A-Z])|of(?= [A-Z])|the(?= [A-Z])|"
    r"de(?= [A-Z])|la(?= [A-Z])))*)"
)


SECTORS = re.compile(
    r"\b(?:clinic|practice|shop|store|restaurant|hotel|firm|company|agency|salon|gym|studio|school|"
    r"university|hospital|office|bank|"
    r"startup|business|bakery|cafe|café|bar|pub|garage|dealership|insurer|insurance|provider|supplier|"
    r"service|services|centre|center|"
    r"library|museum|theater|theatre|cinema|charity|nonprofit|utility|broker|brokerage|landlord|"
    r"contractor|team|department|pharmacy|vet|"
    r"vets|surgery|spa|resort|hostel|b&b|winery|brewery|farm|nursery|daycare|kindergarten|academy|"
    r"college|council|municipality|city|"
    r"airline|airport|carrier|courier|logistics|warehouse|workshop|retailer|marketplace|platform|brand|"
    r"manufacturer|distributor|wholesaler|"
    r"builder|plumber|plumbers|electrician|electricians|roofer|locksmith|dentist|doctor|lawyer|lawyers|"
    r"accountant|accountants|realtor|"
    r"barbershop|barber|florist|photographer|pizzeria|bistro|caterer|chain|group|club|association|fund|"
    r"lender|operator|utility|isp|"
    r"telecom|publisher|magazine|newspaper|podcast|saas|software|app|repair|repairs|rental|rentals|"
    r"cleaning|hvac|plumbing|real estate|"
    r"property management|law|dental|medical|health|care|home|house|inn|camp|campground|theatre|gallery|"
    r"tours|travel|moving|storage|lab|"
    r"laboratory|fitness|yoga|tutoring|driving school|car wash|kennels?|cattery|stables|heating|"
    r"dealer|mechanic|hall|venue|foundation|"
    r"cooperative|union|shipper|takeaway|takeout|"
    r"(?:pizza|burger|taco|kebab|sushi|noodle|sandwich|ice cream|coffee|food|breakfast|lunch|chicken|bbq|barbecue|nail|"
    r"hair|tattoo|beauty|massage) (?:place|joint|truck|stand|van|parlou?r))\b"
)


_CALLING = ("called", "known as", "goes by", "go by", "name", "call it", "call h", "call the", "heißt", "llama")


def called(sentence: Sentence) -> list[tuple[str, str, bool]]:
    """Names given with "called", "named"…: the name, the words, whether it is the business's."""
    if sentence.words.isdisjoint(_NAMING) and "name:" not in sentence.left:
        return []
    if not any(map(sentence.left.__contains__, _CALLING)):
        return []
    results = []
    position = 0
    for found in _CALLED.finditer(sentence.left):
        is_quoted = bool(found.group("quote")) and MASK_QUOTE in sentence.left
        match = re.match(r"[^\"”“'’»\n]{1,80}" if is_quoted else NAME, sentence.text[found.end() :])
        value = match.group().strip(" .,'’") if match else ""
        if match is None or not _is_name(value, found):
            continue
        before = _CLAUSE.split(sentence.left[max(position, found.start() - 80) : found.start()])[-1]
        if before.endswith("my "):
            continue
        is_firm = _is_business(before, found.group())
        position = found.end()
        results.append((value[:80], sentence.text[found.start() : found.end() + match.end()], is_firm))
    return results


def is_agents(sentence: Sentence, place: int) -> bool:
    """Whether a name at a place is the agent's, as one that an agent is called by."""
    return any(not is_firm and sentence.text.find(value) == place for value, _, is_firm in called(sentence))


_CLAUSE = re.compile(r"[,.;:!?\n]")
_NO_NAMES = word_set("so it the a an us back whatever something to and about me them by")


def _is_name(value: str, found: re.Match[str]) -> bool:
    """Small letters make a name only in quotes or where it is said to be one."""
    if not value or value.lower() in _NO_NAMES:
        return False
    is_said = found.group("quote") or re.search(r"name|call it|call her|call him|call the", found.group())
    return bool(is_said) or not value[0].islower()


_AGENTS = frozenset(AGENT_NOUNS) | {"it", "it's", "she", "he", "its", "her", "his", "who", "agent's", "ai"}
_NAMING = word_set("called named known goes go name call heißt llama")


def _is_business(before: str, cue: str) -> bool:
    if re.search(r"\bour (?:company|business|\w+)(?:'s)? $", before) and "name" in cue:
        return True
    if "call it" in cue or "call h" in cue or "call the" in cue or "name it" in cue:
        return False
    if cue.startswith("se llama") or cue.startswith("heißt") and not before.strip():
        return not re.search(r"\b(?:agente|asistente|bot|assistent\w*|er|sie|es)\s*$", before)
    tail = before.strip().rsplit(" ", 8)
    if "business" in tail or "company" in tail or "company's" in tail:
        return True
    nouns = _AGENTS.intersection(tail)
    if nouns:
        last_agent = max(before.rfind(noun) for noun in nouns)
        if " for " not in before[last_agent:]:
            return False
        return any(sector.start() > last_agent for sector in SECTORS.finditer(before))
    return bool(before.strip()) and "name" not in cue or bool(SECTORS.search(before))
