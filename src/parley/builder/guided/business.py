"""The user's organisation: what it is called and what it is."""

import re
from dataclasses import dataclass
from functools import cache

from parley.builder.guided.lexicon import AGENT_NOUNS
from parley.builder.guided.reading import MASK_QUOTE, Reading, Sentence
from parley.builder.guided.tables import word_set
from parley.builder.guided.verbs import verb_at

_STOP = (
    r"(?=\s*(?:[,.;:!?()\n\ue002]|[–—]|\s-\s|$)|\s+(?:that|who|which|whose|to|and (?:it|we|i|our|need|"
    r"want|would|are|have)|called|named|so|with|where|because|"
    r"but|wants?|needs?|looking|using|when|if|should|can|will|must|is|are|please|over|via|on (?:the|our) "
    r"(?:phone|website)|by phone)\b)"
)
_NAME = (
    r"(?P<name>[^\W\d_][\w'’&.-]*(?: (?:[^\W\d_a-z][\w'’&.-]*|&|and(?= [A-Z])|of(?= [A-Z])|the(?= [A-Z])|"
    r"de(?= [A-Z])|la(?= [A-Z])))*)"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "called": re.compile(
            r"(?P<before>[^,.;:!?\n]{0,80}?)\b(?:called|named|known as|goes by|go by|by the name of|name "
            r"is|name should be|name:|name it|call it|call her|call him|call the agent|call the bot|call "
            r"the assistant|heißt|se llama)\s+(?P<quote>[\"“„'‘«]?)"
        ),
        "we_are": re.compile(
            r"\b(?:we are|we're|i am|i'm|i run|we run|i own|we own|i manage|we manage|i have|we operate|"
            r"i operate|it is for|it's for|this is for)\s+"
            rf"(?:\w+ from )?(?P<what>(?:an?|the|two|three|one of)\s+[^,.;:!?()\n\ue002–—]{{3,90}}?){_STOP}"
        ),
        "own": re.compile(
            r"\b(?:for|at|of|from)\s+(?P<what>(?:(?<=for )the|(?<=for )an?|our|my)\s+(?:(?!or\b|"
            r"and\b)[\w'&-]+ ){0,6}?[\w'&-]+"
            rf"(?: in (?:[\w'-]+ ?){{1,3}}?)?){_STOP}"
        ),
        "named": re.compile(
            rf"^{_NAME} (?P<verb>is|are|does|sells|offers|provides|makes|runs|operates|repairs|installs|"
            rf"ships|delivers|rents|manages|needs|wants)\b (?P<rest>[^.;:!?\n]{{3,120}}?){_STOP}"
        ),
        "for_name": re.compile(
            r"\b(?:for|at|from|of|with|join) (?P<name>(?:The )?[A-Z][\w'’&.-]*(?: (?:[A-Z][\w'’&.-]*|&|"
            r"and(?= [A-Z])|of(?= [A-Z])))*)(?P<what>,? (?:an?|the) [^,.;:!?()\n–—]{3,80}?(?=[,"
            r".;:!?()\n]| that| who| which|$))?"
        ),
    }


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
    r"laboratory|fitness|yoga|tutoring|driving school|car wash|dealer|mechanic|hall|venue|foundation|"
    r"cooperative|union|shipper)\b"
)


@dataclass(frozen=True, slots=True)
class Business:
    """The user's organisation in words for a sentence: "Bright Smile Dental, a dental clinic in Austin"."""

    words: str
    evidence: str


def of(reading: Reading) -> Business | None:
    """The organisation the agent works for, from the first sentence that tells."""
    own = next((found for s in reading.sentences[:20] for found in called(s) if found[2]), None)
    what = next((found for s in reading.sentences[:12] if (found := _what(s))), None)
    if own and what:
        is_told = own[0].lower() in what.words.lower()
        return what if is_told else Business(f"{own[0]}, {_indefinite(what.words)}", what.evidence)
    if own:
        return Business(own[0], own[1])
    return what


def _what(sentence: Sentence) -> Business | None:
    patterns = _patterns()
    if proper := _proper(sentence):
        return proper
    for name_ in ("we_are", "own"):
        for found in patterns[name_].finditer(sentence.left):
            start, end = found.span("what")
            words = sentence.text[start:end].strip()
            low = words.lower()
            if not SECTORS.search(low) or re.search(
                r"\b(?:agent|assistant|bot|receptionist|appointments?|bookings?|questions|calls|"
                r"customers|phone|calendar|website|front desk|number)\b",
                low,
            ):
                continue
            apposed = _APPOSED.match(sentence.text[end:])
            whole = f"{apposed.group('name').rstrip('.')}, {_indefinite(words)}" if apposed else _indefinite(words)
            return Business(whole, sentence.text[found.start() : end + (apposed.end() if apposed else 0)])
    return _bare(sentence)


_APPOSED = re.compile(
    r"(?:, | \(|: | – | - )(?P<name>[A-Z][\w'’&.-]*(?: (?:[A-Z][\w'’&.-]*|&|and(?= [A-Z])|of(?= [A-Z])|"
    r"de|la|del))*)(?=[,.;:!?)]|$| and | we | -| –)"
)


_BARE = re.compile(r"^(?:(?:an?|the|our|small|local) )?(?:[\w'&-]+ ){0,7}[\w'&-]+(?: in [\w' ,-]{2,30})?\.?$")


def _bare(sentence: Sentence) -> Business | None:
    """ "HVAC repair company in Phoenix." standing alone."""
    if sentence.start > 0 or not _BARE.match(sentence.left) or not SECTORS.search(sentence.left):
        return None
    if verb_at(sentence.left, 0) or set(sentence.left.split()) & (
        set(AGENT_NOUNS) | {"is", "are", "need", "want", "we", "i", "for"}
    ):
        return None
    words = sentence.text.strip(" .")
    known = re.match(r"(?:an?|the|our) ", words, re.IGNORECASE)
    return Business(
        _indefinite(words[:1].lower() + words[1:])
        if known
        else f"{'an' if words[0].lower() in 'aeiou' or words.startswith('HV') else 'a'} {words}",
        words,
    )


def _proper(sentence: Sentence) -> Business | None:
    return _introduced(sentence) or _served(sentence)


def _introduced(sentence: Sentence) -> Business | None:
    """ "Harper & Lowe is a family law firm", "Bright Smile Dental needs …"."""
    named = _patterns()["named"].match(sentence.text)
    if not named or named.group("name").split()[0].lower() in _PRONOUNS or not sentence.text[0].isupper():
        return None
    name, verb, rest = named.group("name"), named.group("verb"), named.group("rest").strip()
    if verb in {"is", "are"} and re.match(r"(?:an?|the) ", rest) and SECTORS.search(rest.lower()):
        return Business(f"{name}, {rest}", named.group().strip())
    return Business(name, name) if verb in {"needs", "wants"} and " " in name else None


def _served(sentence: Sentence) -> Business | None:
    """ "… for Bright Smile Dental, a dental clinic in Austin"."""
    for given in _patterns()["for_name"].finditer(sentence.text):
        words = given.group("name").rstrip(".")
        if words.lower() in _NOT_NAMES or words.split()[0].lower() in _NOT_NAMES or len(words) < 3:
            continue
        what = (given.group("what") or "").strip(" ,")
        if what and SECTORS.search(what.lower()):
            return Business(f"{words}, {what}", given.group().strip())
        if given.group().startswith(("for", "at")) and (" " in words or SECTORS.search(words.lower())):
            return Business(words, given.group("name").strip())
    return None


_PRONOUNS = word_set(
    """
    it we our they this that she he i the a an callers customers patients guests everything there success tone
    name languages language hours
    """
)


_NOT_NAMES = word_set(
    """
    english german spanish french italian portuguese dutch chinese monday tuesday wednesday thursday friday
    saturday sunday january february march april may june july august september october november december google
    outlook microsoft salesforce hubspot zendesk slack stripe twilio calendly shopify i sms crm faq faqs it gdpr
    hipaa ai hr whatsapp notion airtable servicenow jira freshdesk intercom woocommerce pipedrive zoho calendar
    vpn european us uk eu
    """
)


def _indefinite(words: str) -> str:
    return (
        re.sub(r"^(?:our|my)\s+", lambda m: "", words)
        if re.match(r"(?:our|my)\s+[A-Z]", words)
        else re.sub(
            r"^(?:our|my)\s+(\w)", lambda m: ("an " if m.group(1).lower() in "aeiou" else "a ") + m.group(1), words
        )
    )


def proper_name(text: str) -> str:
    """The business's name in a purpose sentence ("… for Bright Smile Dental, a clinic …"), "" when it has none."""
    found = re.search(
        r"\b(?:for|at|of|für|para) (?P<name>(?:The )?[A-Z0-9][\w'’&.-]*(?: (?:[A-Z0-9][\w'’&.-]*|&|"
        r"and(?= [A-Z])|of(?= [A-Z])))*)",
        text,
    )
    return found.group("name").rstrip(".") if found and found.group("name").split()[0].lower() not in _NOT_NAMES else ""


def called(sentence: Sentence) -> list[tuple[str, str, bool]]:
    """Names given with "called", "named"…: the name, the words, whether it is the business's."""
    if not sentence.words & _NAMING and "name:" not in sentence.left:
        return []
    results = []
    for found in _patterns()["called"].finditer(sentence.left):
        raw = sentence.text[found.end() :]
        match = (
            re.match(r"[^\"”“'’»\n]{1,80}", raw)
            if found.group("quote") and MASK_QUOTE in sentence.left
            else re.match(_NAME, raw)
        )
        if not match:
            continue
        value = match.group().strip(" .,'’")
        if not value or (
            not found.group("quote")
            and value[0].islower()
            and not re.search(r"name|call it|call her|call him|call the", found.group())
        ):
            continue
        if value.lower() in {
            "so",
            "it",
            "the",
            "a",
            "an",
            "us",
            "back",
            "whatever",
            "something",
            "to",
            "and",
            "about",
            "me",
            "them",
            "by",
        }:
            continue
        before = found.group("before")
        cue = sentence.left[found.start() + len(before) : found.end()]
        results.append(
            (
                value[:80],
                sentence.text[found.start() + len(before) : found.end() + match.end()],
                _is_business(before, cue),
            )
        )
    return results


_NAMING = word_set("called named known goes go name call heißt llama")


def _is_business(before: str, cue: str) -> bool:
    if re.search(r"\bour (?:company|business|\w+)(?:'s)? $", before) and "name" in cue:
        return True
    if "call it" in cue or "call h" in cue or "call the" in cue or "name it" in cue:
        return False
    tail = before.strip().rsplit(" ", 8)
    if "business" in tail or "company" in tail or "company's" in tail:
        return True
    nouns = set(tail) & (set(AGENT_NOUNS) | {"it", "it's", "she", "he", "its", "her", "his", "who", "agent's", "ai"})
    if nouns:
        last_sector = list(SECTORS.finditer(before))
        last_agent = max(before.rfind(noun) for noun in nouns)
        return bool(last_sector and last_sector[-1].start() > last_agent and " for " in before[last_agent:])
    return bool(before.strip()) and "name" not in cue or bool(SECTORS.search(before))
