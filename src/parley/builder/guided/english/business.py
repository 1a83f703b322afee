"""The user's organisation: what it is called and what it is."""

import re
from dataclasses import dataclass
from functools import cache

from parley.builder.guided.english import names
from parley.builder.guided.english.verbs import third, verb_at
from parley.builder.guided.lexicon import AGENT_NOUNS, CALLERS
from parley.builder.guided.reading import Reading, Sentence
from parley.builder.guided.tables import word_set
from parley.tools import service

_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|\d[\d.,]*)"
_STOP = (
    r"(?=\s*(?:[,.;:!?()\n\ue002]|[–—]|\s-\s|$)|\s+(?:that|who|which|whose|to|and (?:it|we|i|our|need|"
    r"want|needs|wants|would|are|have|they|people|customers|clients|guests|callers|patients)|called|named|so|with|where|because|"
    r"but|i|wants?|needs?|looking|using|when|if|should|can|will|must|is|are|please|over|via|on (?:the|our) "
    r"(?:phone|website)|by phone)\b)"
)


_ALONE = re.compile(
    r"^(?:(?P<is>[Ww]e are|[Ww]e're|[Oo]ur (?:company|firm|business|shop|practice|team),)"
    rf"|(?:I|[Ww]e) (?:run|own)) {names.NAME}(?=[,.;:!?\n]| and | in |$)"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "run_name": re.compile(
            rf"\b(?:[Ww]e are|[Ww]e're|I run|[Ww]e run|I own|[Ww]e own|I manage|I'm with|[Ww]e at) "
            rf"{names.NAME},? (?P<what>(?:an?|the|our|{_COUNT}) [^,.;:!?()\n–—]{{3,80}}?)(?=[,.;:!?()\n]| and | that "
            rf"| who | which |$)"
        ),
        "wants": re.compile(
            r"^(?:our|my) (?P<what>(?:(?!and\b|we\b)[\w'-]+ ){1,6}?)(?:wants?|needs?|is looking|would "
            r"like|gets?|keeps?)\b"
        ),
        "sells": re.compile(
            r"^(?P<who>we|our company|our firm|our startup|my company|our business) (?:also )?"
            r"(?P<verb>sells?|offers?|provides?|repairs?|rents?|installs?|makes?|delivers?|ships?) "
            r"(?P<what>[^,.;:!?()\n\ue002–—]{3,60}?)(?=[,.;:!?()\n\ue002]| and (?:we|i|need|want|our)\b| who | that |$)"
        ),
        "counted": re.compile(
            rf"^(?:we|i) (?P<verb>run|own|manage|operate|look after|serve|let|rent out|clean|have) "
            rf"(?P<what>{_COUNT} [^,.;:!?()\n\ue002–—]{{3,60}}?)"
            r"(?=[,.;:!?()\n\ue002]| and (?:we|i|our|need|want|would|are|get|the)\b| who | that |$)"
        ),
        "we_are": re.compile(
            r"\b(?:we are|we're|i am|i'm|i run|we run|i own|we own|i manage|we manage|i have|we operate|"
            r"i operate|it is for|it's for|this is for)\s+"
            rf"(?:\w+ from )?(?P<what>(?:an?|the|two|three|one of)\s+[^,.;:!?()\n\ue002–—]{{3,90}}?){_STOP}"
        ),
        "own": re.compile(
            r"\b(?:for|at|of|from)\s+(?P<what>(?:(?<=for )the|(?<=for )an?|our|my)\s+(?:(?!or\b|"
            rf"and\b)[\w'&-]+ ){{0,6}}?[\w'&-]+(?: in [\w'-]+(?: [\w'-]+){{0,2}}?)?){_STOP}"
        ),
        "named": re.compile(
            rf"^{names.NAME} (?P<verb>is|are|does|sells|offers|provides|makes|runs|operates|repairs|installs|"
            rf"ships|delivers|rents|manages|needs|wants)\b (?P<rest>[^.;:!?\n]{{3,120}}?){_STOP}"
        ),
        "for_name": re.compile(
            r"\b(?:for|at|from|of|with|join) (?P<name>(?:The )?[A-Z][\w'’&.-]*(?: (?:[A-Z][\w'’&.-]*|&|"
            r"and(?= [A-Z])|of(?= [A-Z])))*)(?P<what>,? (?:an?|the) [^,.;:!?()\n–—]{3,80}?(?=[,"
            r".;:!?()\n]| that| who| which|$)|, [a-z][a-z &-]{3,40}(?=[,.;\n]|$))?"
        ),
    }


@dataclass(frozen=True, slots=True)
class Business:
    """The user's organisation in words for a sentence: "Bright Smile Dental, a dental clinic in Austin"."""

    words: str
    evidence: str


def of(reading: Reading) -> Business | None:
    """The organisation the agent works for, from the first sentence that tells."""
    own = next((found for s in reading.sentences[:20] for found in names.called(s) if found[2]), None)
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
            if not names.SECTORS.search(low) or re.search(
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
    r"de|la|del))*(?: (?:in|of) [A-Z][\w'-]+)?)(?=[,.;:!?)]|$| and | we | -| –)"
)


_BARE = re.compile(r"^(?:(?:an?|the|our|small|local) )?(?:[\w'&-]+ ){0,7}[\w'&-]+(?: in [\w' ,-]{2,30})?\.?$")


def _bare(sentence: Sentence) -> Business | None:
    """ "HVAC repair company in Phoenix." standing alone."""
    if sentence.start > 0 or not _BARE.match(sentence.left) or not names.SECTORS.search(sentence.left):
        return None
    if verb_at(sentence.left, 0) or set(sentence.left.split()) & (
        set(AGENT_NOUNS) | {"is", "are", "need", "want", "we", "i", "for"}
    ):
        return None
    words = sentence.text.strip(" .")
    if words[1:2].islower() and not words.split()[-1][:1].isupper():
        words = words[:1].lower() + words[1:]
    known = re.match(r"(?:an?|the|our) ", words, re.IGNORECASE)
    return Business(
        _indefinite(words[:1].lower() + words[1:])
        if known
        else f"{'an' if words[0].lower() in 'aeiou' or words.startswith('HV') else 'a'} {words}",
        words,
    )


def _proper(sentence: Sentence) -> Business | None:
    return _run(sentence) or _introduced(sentence) or _served(sentence)


def _run(sentence: Sentence) -> Business | None:
    """ "I run Bright Smile Dental, a small dental clinic", "Our primary school wants …"."""
    found = _patterns()["run_name"].search(sentence.text)
    if found and found.group("name")[0].isupper():
        return Business(f"{found.group('name')}, {found.group('what').strip()}", found.group().strip())
    alone = _ALONE.match(sentence.text)
    if alone and _is_name(alone.group("name"), is_sure=bool(alone.group("is"))):
        return Business(alone.group("name").rstrip("."), alone.group())
    ours = _patterns()["wants"].match(sentence.left)
    if ours and names.SECTORS.search(ours.group("what")):
        words = sentence.text[ours.start("what") : ours.end("what")]
        return Business(_indefinite(f"our {words.strip()}"), sentence.text[: ours.end("what")].strip())
    return _sells(sentence)


def _is_name(words: str, *, is_sure: bool) -> bool:
    """Whether capitals name a business: not a language, not a product ("We run Shopify"), nor one word too many."""
    if not words[0].isupper() or words.split()[0].lower().rstrip(".") in _NOT_NAMES or service.spotted(words):
        return False
    return is_sure or " " in words or bool(names.SECTORS.search(words.lower()))


def _sells(sentence: Sentence) -> Business | None:
    """ "We sell solar panels": a company that sells solar panels."""
    counted = _patterns()["counted"].match(sentence.left)
    if counted:
        verb, _, rest = counted.group("verb").partition(" ")
        does = " ".join(part for part in (third(verb), rest) if part)
        what = sentence.text[slice(*counted.span("what"))]
        return Business(f"a company that {does} {what}", sentence.text[: counted.end()])
    found = _patterns()["sells"].match(sentence.left)
    if not found:
        return None
    is_we = found.group("who") == "we"
    verb = third(found.group("verb")) if is_we else found.group("verb")
    who = "company" if is_we else found.group("who").split()[1]
    what = sentence.text[slice(*found.span("what"))]
    return Business(f"a {who} that {verb} {what}", sentence.text[: found.end()])


def _introduced(sentence: Sentence) -> Business | None:
    """ "Harper & Lowe is a family law firm", "Bright Smile Dental needs …"."""
    named = _patterns()["named"].match(sentence.text)
    if not named or named.group("name").split()[0].lower() in _PRONOUNS or not sentence.text[0].isupper():
        return None
    name, verb, rest = named.group("name"), named.group("verb"), named.group("rest").strip()
    if verb in {"is", "are"} and re.match(r"(?:an?|the) ", rest) and names.SECTORS.search(rest.lower()):
        return Business(f"{name}, {rest}", named.group().strip())
    if verb in {"needs", "wants"}:
        return Business(name, name) if " " in name else None
    if verb in {"is", "are", "does"} or not CALLERS.isdisjoint(name.lower().split()):
        return None
    return Business(f"{name}, a company that {verb} {rest}", named.group().strip())


def _served(sentence: Sentence) -> Business | None:
    """ "… for Bright Smile Dental, a dental clinic in Austin"."""
    for given in _patterns()["for_name"].finditer(sentence.text):
        words = given.group("name").rstrip(".")
        if words.lower() in _NOT_NAMES or words.split()[0].lower() in _NOT_NAMES or len(words) < 3:
            continue
        what = (given.group("what") or "").strip(" ,")
        if what and names.SECTORS.search(what.lower()):
            return Business(f"{words}, {what}", given.group().strip())
        if given.group().startswith(("for", "at")) and (" " in words or names.SECTORS.search(words.lower())):
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


def is_no_name(words: str) -> bool:
    """Whether capitals stand for something else: a language, a month, a product of the catalogue."""
    return words.split()[0].lower().rstrip(".") in _NOT_NAMES or bool(service.spotted(words))


def _indefinite(words: str) -> str:
    if re.search(r"^(?:our|my) .*\s[A-Z]", words.split(" in ")[0]):
        return re.sub(r"^(?:our|my)\s+", "the ", words)
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
        r"\b(?:for|at|of|für|para) (?:the |das |den |die |la "
        r"|el )?(?P<name>(?:The )?[A-Z0-9][\w'’&.-]*(?: (?:[A-Z0-9][\w'’&.-]*|&|"
        r"and(?= [A-Z])|of(?= [A-Z])))*)",
        text,
    )
    return found.group("name").rstrip(".") if found and found.group("name").split()[0].lower() not in _NOT_NAMES else ""
