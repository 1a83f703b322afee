"""Who it is for: the name of the business, the kind of job."""

import re

from parley.agents.schemas import Kind
from parley.builder.guided.german.page import Page
from parley.builder.guided.reading import MASK_QUOTE

_CAP = r"[A-ZÄÖÜ][\w'’.-]*\w"
NAME = (
    rf"{_CAP}(?:\s+(?:(?:&|und|\+|am|an der|zum|zur|im|in der|vom|von|der|des|auf der)\s+{_CAP}|{_CAP}"
    rf"|\d+\b)){{0,8}}"
)
_AGENT = re.compile(
    r"(?i)\b\w*(?:assistent|agent|telefonist|hotline|rezeptionist|anrufbeantworter|hilfe|lösung|system|empfang"
    r"|telefonannahme|stimme)\w*$|\b\w*bots?$|(?:^|\b\w+-)ki$"
)
_COMMON = re.compile(
    r"(?i)^(?:kunden|firma|betrieb|unternehmen|laden|geschäft|praxis|kanzlei|hotel|restaurant|werkstatt|shop"
    r"|onlineshop|team|büro|chef|leute|mieter|gäste|patienten|hausverwaltung|telefon|bank|"
    r"termine|anrufe|agentur|verein|schule|klinik|apotheke|studio|salon|webseite|website|homepage|telefonie|vertrieb"
    r"|kundendienst|kundenservice|zentrale|deutsch\w*|montag|guten|hallo)$"
)
_STOP = (
    r"(?=\s*(?:[,.;:!?\n()–]|$|\s(?:in|aus|bei|mit|und (?:suchen|brauchen|möchten|wollen|hätten|würden|haben)|sucht"
    r"|suchen|möchte|heiß\w+|nah|nahe|gmbh|ag\b|im|am (?=[A-Z][a-zäöü]+(?:see|meer|berg))|mitten)))"
)
_LEGAL = r"(?:\s+(?:GmbH(?: & Co\. ?KG)?|AG|KG|OHG|e\. ?K\.|eG|e\. ?V\.|UG|GbR|SE|Sàrl|mbH))?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![Mm]ein )"
        rf"\b(?:[Hh]eißen|[Hh]eissen|[Hh]eißt|[Hh]eisst|[Nn]ennt sich|[Nn]ennen uns|[Nn]amens|mit (?:dem )?Namen"
        rf"|[Gg]enannt|[Nn]ame (?:ist|lautet|wäre))\s+(?:wir\s+|er\s+|sie\s+|übrigens\s+|nämlich\s+|einfach\s+|die\s+"
        rf"|das\s+|unsere?\s+\w+\s+|die Firma\s+|der Laden\s+|also\s+)*"
        rf"(?:soll(?:te)? (?:er|sie|es|d(?:er|ie|as) \w+)\s+)?(?P<name>(?!(?:Laden|Firma"
        rf"|Shop|Betrieb)\b){NAME})",
        rf"\b[Nn]enn(?:en|t|e)?\s+(?:(?:wir|doch|lieber|einfach|jetzt)\s+)*(?:ihn|sie|es|den \w+|die \w+|das \w+)\s+"
        rf"(?:(?:doch|lieber|einfach|jetzt|dann)\s+)*(?P<name>{NAME})",
        rf"(?P<name>{NAME}){_LEGAL}\s+(?:heiß(?:t|en)(?!:)|heiss(?:t|en)(?!:)|nennt sich|nennen wir uns|ist (?:unser"
        rf"|der) (?:Firmen)?[Nn]ame)\b",
        rf"\b[Ww]ir (?:hier )?(?:sind|von|vom|bei|beim)\s+(?:hier\s+)?(?:die|der|das|dem"
        rf"|den)?\s*(?:kleine[sr]?\s+)?(?P<name>{NAME}){_LEGAL}{_STOP}",
        rf"\b(?:[Ii]ch (?:bin|arbeite|komme|rufe|schreibe|melde mich|leite|führe|betreibe|vertrete)"
        rf"|[Ww]ir (?:betreiben|führen|schreiben|melden uns))\b[^.,A-ZÄÖÜ]{{0,20}}?\s+(?:[A-ZÄÖÜ]\w+\s+(?=(?:von|vom"
        rf"|der|des|bei|beim)\b))?(?:(?:von|für|bei|vom|beim|in"
        rf"|aus)\s+)?(?:der|den|dem|die|das)?\s*(?P<name>{NAME}){_LEGAL}",
        rf"(?:^|[.!?]\s+|[Tt]ag,\s+|Herren,\s+|[Hh]allo,\s+)(?:[Dd]ie|[Dd]as"
        rf"|[Dd]er)\s+(?P<name>{NAME}){_LEGAL}(?:\s+(?:in|aus|am|im"
        rf"|bei)\s+[A-ZÄÖÜ][\w-]+(?:\s+[A-ZÄÖÜ][\w-]+)?)?,?\s+(?:möchte|sucht|braucht|will|hätte|plant|benötigt"
        rf"|wünscht|bekommt|richtet|führt)\b",
        rf"\b(?:[Ff]ür|[Bb]ei|[Bb]eim|[Dd]er|[Dd]es|[Vv]on|[Vv]om|[Uu]nsere[rnm]?|[Ii]m|[Hh]ier|[Dd]as"
        rf"|[Dd]en)\s+(?:die |das |den |der |dem |unsere[rnm]? |meine[rnm]? |hier )?(?P<name>{NAME}){_LEGAL}",
        rf"(?P<name>{NAME})\s+(?:GmbH(?: & Co\. ?KG)?|AG|KG|OHG|eG|e\. ?V\.|UG|GbR)\b",
    )
)
_SECTOR = re.compile(
    r"(?i)(?:praxis|kanzlei|hotel|restaurant|gasthof|gasthaus|pension|bank|kasse|werkstatt|autohaus|reederei|schule"
    r"|verein|klinik|krankenhaus|apotheke|studio|salon|agentur|verlag"
    r"|stadtwerke|verwaltung|gemeinde|stadt|amt|versicherung|bäckerei|metzgerei|café|cafe|bistro|pizzeria|laden|shop"
    r"|markt|center|zentrum|akademie|institut|museum|theater|kino|büro"
    r"|spedition|firma|betrieb|dienst|service|therapie|universität|kita|kindergarten|fitness|energie|technik|bau|haus"
    r"|hof|garten|stiftung|verband|brauerei|weingut|camping|campingplatz"
    r"|friseur|optik|optiker|sanitätshaus|tierarzt|tierklinik|zoo|bad|freibad|therme|verkehrsbetriebe|werke|netz"
    r"|telekom|kurier|post|makler|immobilien|reisen|tours|taxi|fahrdienst|genossenschaft|sparkasse|wirtshaus"
    r"|trattoria|osteria|beiz|heurige[rn]?|kollektiv|erei|reinigung|garage|kanzlei|bestattungen|tierheim|heim|gärtnerei"
    r"|wehr|bibliothek|bücherei|sternwarte|galerie|manufaktur|kontor|stube|station|werk|partner|vermietung|verleih"
    r"|handwerk|malermeister|schreinerei|tischlerei|elektro|heizung|sanitär|dach|mühle|keller|alm|hütte|lounge|club)$"
)
_PLACED = (" im ", " in ", " aus ", " In ", "Im ")
_LOOSE = frozenset({6})
_ORGANISATION = 5
_QUOTED = re.compile(rf"[\"“„«](?P<name>{MASK_QUOTE}{{2,60}})[\"”“»]")
_NAMING = re.compile(
    r"\b(?:heiß\w*|heiss\w*|namens|nennt|genannt|name\w*|für (?:unser|mein|d(?:ie|as|en))\w* [\w-]+|unser\w* [\w-]+"
    r"|wir sind [\w ]+|(?:die|das|der) [\w-]+|bei [\w ]+)\s*[:,]?\s*$"
)


def name(page: Page, *, is_known: bool = False) -> tuple[str, str]:
    """The name of the business, with the words; ("", "") for none."""
    for quote in _QUOTED.finditer(page.low) if MASK_QUOTE in page.low else ():
        said = page.text[slice(*quote.span("name"))]
        before = page.low[max(0, quote.start() - 60) : quote.start()]
        if said[:1].isupper() and said[-1] not in ".!?" and len(said.split()) < 6 and _NAMING.search(before):
            return said, page.text[slice(*quote.span())]
    for part in page.parts[:40]:
        sentence = part.sentence
        text = masked(sentence.text, sentence.left)
        for index, pattern in enumerate(_PATTERNS):
            if is_known and index in _LOOSE:
                continue
            for found in pattern.finditer(text):
                said = _tidy(found.group("name"), text[: found.start("name")])
                if _is_name(said, is_loose=index in _LOOSE, is_multiple=index == _ORGANISATION):
                    place = sentence.text.find(said)
                    return said[:80], sentence.text[found.start() : found.end()].strip(" ,.") if place < 0 else said
    return ("", "") if is_known else _by_sector(page)


def _by_sector(page: Page) -> tuple[str, str]:
    """A name without any word that leads to it: what sort of business it is, and what it is called."""
    for part in page.parts[:12]:
        text = masked(part.sentence.text, part.sentence.left)
        starts = [found.start() for found in re.finditer(r"(?<![\w-])[A-ZÄÖÜ](?!ie |er |as )", text)]
        every = [_SORTED.match(text, start) for start in starts] + [*_BRACKETS.finditer(text)]
        for found in filter(None, every):
            said = found.group("name").strip()
            if _is_called(said.split()):
                return said[:80], said
    return "", ""


_SORTED = re.compile(
    r"(?<![\w-])(?P<name>[A-ZÄÖÜ][\wäöüß-]{2,}(?:\s+(?:(?:&|und|\+|am|an der|zum|zur|im|in der|vom|von|der|des)\s+)?"
    r"[A-ZÄÖÜ][\w'’-]+){1,4})(?![\w-])"
)
_BRACKETS = re.compile(r"\((?P<name>[A-Za-zÄÖÜäöüß][\w'’& -]{3,40})\)")
_NO_NAME = re.compile(
    r"(?i)(?:kund|anruf|anlieg|termin|frag|patient|gäst|mieter|leut|bürger|mitarbeit|telefon|montag|dienstag|mittwoch"
    r"|donnerstag|freitag|samstag|sonntag|uhr\b|euro|team|chat|herrn?\b|frau\b|assistent|nummer|nachricht|auskunft"
    r"|anfrag|bestell|buchung|rechnung|beginn|hinweis|damen|empfang|angebot)"
)


def _is_called(words: list[str]) -> bool:
    """Whether words are a sort of business and its name: neither is a thing that one speaks of to callers."""
    first, others = words[0], [word for word in words[1:] if word[:1].isupper()]
    if _AGENT.search(first) or _AGENT.search(words[-1]) or any(map(_NO_NAME.match, [first, *others])):
        return False
    is_sorted = _SECTOR.search(first) is not None or _SECTOR.search(words[-1]) is not None
    return is_sorted and len(words) > 1 and (bool(others) or not first[:1].isupper())


def masked(text: str, low: str) -> str:
    """A text with the marks of what was masked or used in place of its words."""
    if low.isprintable() and "\ue000" not in low and "\ue002" not in low:
        return text
    return "".join(mark if mark >= MASK_QUOTE else sign for sign, mark in zip(text, low, strict=True))


def _tidy(said: str, before: str) -> str:
    if " " not in said and before.endswith(_PLACED):
        return ""
    plain = re.sub(r"\s+(?:GmbH|AG|KG|OHG|eG|UG|GbR)$", "", said)
    return re.sub(r"^(?:Die|Das|Der|Wir|Und|Firma|Also|Ja|Hallo|Moin)\s+", "", plain).strip(" .")


def _is_name(said: str, *, is_loose: bool, is_multiple: bool = False) -> bool:
    words = said.split()
    if (
        not said
        or re.fullmatch(r"(?:Jahr|Monat|Woche|Tag|Stunde|Minute)\w*", said)
        or _AGENT.search(words[-1])
        or len(words) > 6
        or _COMMON.match(said)
        or _AGENT.search(words[0])
    ):
        return False
    if is_loose:
        return ("&" in words or (len(words) > 1 and _SECTOR.search(words[0]) is not None)) and not re.search(
            r"\b(?:Sie|Ihr|Herr|Frau|Montag|Freitag|Deutsch|Notruf|Euro|Uhr|Fragen|Kunden|Mieter|Termin\w*"
            r"|Rechnung\w*)\b",
            said,
        )
    if is_multiple and len(words) < 2 and not _SECTOR.search(said):
        return False
    return (
        len(words) > 1
        or not said.islower()
        and len(said) > 2
        and not re.match(r"(?:Sie|Er|Es|Wir|Ich|Das|Die|Der|Ein|Eine|Bitte|Mo|Di|Mi|Do|Fr|Sa|So)$", said)
    )


_KINDS: tuple[tuple[Kind, int, re.Pattern[str]], ...] = tuple(
    (kind, weight, re.compile(pattern))
    for kind, weight, pattern in (
        (Kind.SURVEY, 9, r"umfrage|befragung|zufriedenheitsabfrage|meinungsforschung"),
        (Kind.REMINDER, 8, r"erinner(?:t|n|ung)\w*|mahn(?:ung|anruf)\w*"),
        (
            Kind.HELPDESK,
            8,
            r"it-(?:hotline|support|service|helpdesk)|helpdesk|it-hilfe|edv|passw[oö]rt\w*|servicedesk|service desk"
            r"|technische[rn]? support|it-störung|benutzerkonto|vpn",
        ),
        (
            Kind.SALES,
            7,
            r"vertrieb\w*|verkauf\w*|verkaufen|leads?|qualifizier\w*|akquise|kaltakquise|probefahrt\w*"
            r"|angebote? (?:erstellen|anfordern)",
        ),
        (
            Kind.RECEPTION,
            7,
            r"empfang\w*|rezeption\w*|sekretariat\w*|telefonzentrale|zentrale|annahme|vermittlung|erstkontakt|kanzlei"
            r"|vorzimmer|telefonist\w*|pforte|vermitteln",
        ),
        (
            Kind.BOOKING,
            6,
            r"\w*buchung\w*|\w*termin\w*|reservier\w*|buch(?:en|t)\b|anmeldung\w*|anmelden|tischreservierung\w*"
            r"|kursanmeldung\w*",
        ),
        (
            Kind.SUPPORT,
            6,
            r"kundenservice|kundendienst|kundensupport|kundenbetreuung|support|kundenanfragen|reklamation\w*"
            r"|retoure\w*|störung\w*|beschwerde\w*|schäden|schaden\w*|hilfe|lieferstatus|sendungsverfolgung"
            r"|bestellung\w*",
        ),
    )
)
_JOB = re.compile(
    r"umfrage|hotline|helpdesk|rezeptions?-|empfang|kundenservice|kundendienst|kundensupport|support|vertrieb"
    r"|telefonzentrale|sekretariat|it-"
)


def kind(low: str) -> Kind | None:
    """The job that an answer names: the first that is named weighs most."""
    named = [
        (found.start(), kind) for kind, _, pattern in _KINDS if (found := re.search(rf"\b(?:{pattern.pattern})\b", low))
    ]
    return min(named)[1] if named else (Kind.OTHER if "etwas anderes" in low or "sonstiges" in low else None)


def job(text: str) -> tuple[Kind | None, bool]:
    """The job that tasks speak of, and whether it is named rather than implied."""
    scores: dict[Kind, int] = {}
    for kind_, weight, pattern in _KINDS:
        hits = len(re.findall(rf"\b(?:{pattern.pattern})", text))
        if hits:
            scores[kind_] = weight * 2 + min(hits, 4) * 3
    if not scores:
        return None, False
    return max(scores, key=scores.__getitem__), _JOB.search(text) is not None
