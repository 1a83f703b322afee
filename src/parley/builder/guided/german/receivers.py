"""Who takes over, with the name that stands behind: "den Schulleiter, Herrn Frei", "zu mir, also zur Rosi"."""

import re

from parley.builder.guided.reading import Sentence

NAME = (
    r"(?P<to>(?:(?:zuständige[nrms]?|diensthabende[nrms]?|technische[nrms]?|ärztliche[nrms]?|nächste[nrms]?"
    r"|richtige[nrms]?|echte[nrms]?|menschliche[nrms]?|freie[nrms]?|verantwortliche[nrms]?|städtische[nrms]?"
    r"|[a-zäöüß]+liche[nrms]?)\s+)*(?:(?:Dr|Prof)\.\s+)?[A-ZÄÖÜ][\w&.-]*\w"
    r"(?:\s+(?:(?:am|im|in der|für|von|vom|der|des|aus der|aus dem|zum|zur|vor Ort)\s+)?(?:die\s+"
    r"|den\s+)?(?:\d{1,3}(?![\d ]{3})|(?:Dr|Prof)\.|[A-ZÄÖÜ&][\w&.-]*\w|&))*(?:\s+(?:junior|senior)\b)?"
    r"|(?:mich|mir)(?: persönlich)?|uns|(?:ein(?:en|em|e|er)|unser\w*) (?:menschen?|mitarbeiter\w*))"
)
_BY = NAME.replace("<to>", "<by>")
DET = (
    r"(?:(?:den|die|das|der|dem|unser(?:e[nrm]?|em|en)?|mein(?:e[nrm]?|em|en)?|ein(?:e[nrm]?|em|en)?|sein(?:e[nrm]?"
    r"|em|en)?|ihr(?:e[nrm]?|em|en)?|eure[nrm]?|deren|jeweilige[nrm]?|nem|ne|nen)\s+)*"
)
TO = re.compile(rf"(?<!\w)(?:[Aa]n|(?<!bis )[Zz]u|[Zz]um|[Zz]ur|auf|ans|[Mm]it|aufs|bei|beim|in|ins)\s+{DET}{NAME}")
BARE_TO = re.compile(
    rf"(?:[:→]|->|=>|,|\bdann|\bist|\bsind|\bdir?ekt|\bsofort|\bsich)\s*(?:bitte |direkt |sofort |gleich "
    rf"|dann )*{DET}{NAME}"
)
DOES = re.compile(
    r"(?<!\ber )(?<!\bsie )(?<!\bes )(?<!\bwir )(?<!\bich )\b(?:betreut|betreuen|übernimmt|übernehmen|macht|machen"
    r"|bearbeitet|klärt|klären|beantwortet|kümmert sich|kümmern sich|erledigt|zuständig ist|ist zuständig|regelt|löst"
    rf"|lösen|hilft|helfen|beantworten)\s+{DET}{NAME}"
    rf"|\b(?:muss|soll(?:te)?|kann|will|möchte|darf|wird|ist)\s+{DET}{_BY}(?:,\s+[^,]{{3,40}},)?\s+"
    r"(?:(?:das|da|dann|bitte|sofort|selbst|persönlich|dafür) )*"
    r"(?:übernehmen|ran|zuständig|einspringen|drangehen|helfen)\b"
)
CALLED = re.compile(
    rf"(?<!\w)(?:die|den|das|unser\w*|mein\w*)\s+{NAME}\s+(?:anrufen|informieren|alarmieren|rufen|holen|verständigen"
    rf"|benachrichtigen|dazuholen|hinzuziehen|verlangen lassen)\b"
    r"|(?:sofort|gleich|direkt|bitte|immer|dann) (?P<me>mich|uns) (?:anrufen|holen|informieren|verständigen)\b"
)
CUED = re.compile(r"(?:wenn|falls|sobald|sofern|bei|für|wer)\b")
_APPOSED = re.compile(
    r"(?: vom| von der| aus dem| aus der)?(?: [A-ZÄÖÜ][\w-]+)?(?: übernehmen| ran| drangehen)?,\s+"
    r"(?:also\s+|das (?:ist|wäre|macht)\s+)?(?:zu[mr]?\s+"
    r"|an\s+)?(?:de[rmn]\s+|die\s+|das\s+)?"
    r"(?P<name>(?:(?:Herrn?|Frau|Dr\.|Prof\.|Doktor)\s+)*[A-ZÄÖÜ][\w-]+(?:\s+[A-ZÄÖÜ][\w-]+)?)(?=\s*(?:[,.;(]|$|\d|\+"
    r"|unter|in der|im|am))"
)


def named(text: str, to: str, start: int) -> str:
    """A receiver with the name that stands behind: "den Schulleiter, Herrn Frei", "zu mir, also zur Rosi"."""
    place = text.find(to, start) if to else -1
    found = _APPOSED.match(text, place + len(to)) if place >= 0 else None
    return f"{to}, {found.group('name')}" if found and not CUED.match(found.group("name").lower()) else to


def tidy(case: str) -> str:
    """A case without the urgency that is said with it, and without its article."""
    plain = re.sub(r"\b(?:bitte|unbedingt|sofort|direkt|natürlich|halt|mal|einfach)\b\s*", "", case).strip(" ,.:;–-")
    plain = re.sub(r"^(?:alle[snr]? |den |die |das |dem |der |einem |einer )(?=[A-ZÄÖÜ])", "", plain)
    return plain[:1].upper() + plain[1:]


_LIKEWISE = re.compile(
    r"(?:und |oder )?(?:(?:bei|für|wenn) )?(?P<case>[^,?!.]{3,80}?)(?:\?|,)? (?:ebenfalls|genauso|ebenso|dito|auch)"
    r"(?: (?:gleich|direkt|sofort|bitte|zu \w+|an \w+|de[mnr] \w+|\w+))?[.!]?$"
)


def likewise(sentence: Sentence) -> str:
    """The case that is told to go the way of the rule before: "Bei Presseanfragen auch", "Presse? Auch Chef"."""
    found = _LIKEWISE.match(sentence.left)
    said = sentence.text[slice(*found.span("case"))] if found and "\ue002" not in sentence.left else ""
    if not any(map(str.isupper, said)):
        return ""
    sentence.take(0, len(sentence.left))
    return tidy(said)
