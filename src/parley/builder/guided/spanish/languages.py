"""The languages that a Spanish message wants the agent to speak, those of Spain and the Americas among them."""

import re

from parley.builder.guided.language_names import LANGUAGES
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import inverted

NAMES = {word: tag for word, tag in LANGUAGES.items() if word.isalpha()} | inverted("""
    ca: valenciano, mallorquín, catalan
    eu: euskera, vasco, vascuence
    gl: gallego
    qu: quechua, kichwa, quichua
    gn: guaraní
    ay: aimara, aymara
    nah: náhuatl, nahuatl
    yua: maya
    arn: mapudungun, mapuche
    ar: árabe
    uk: ucranio
    zh: mandarín
    pt-BR: brasileño
    ja: japones
    ru: ruso
    ht: criollo
    wo: wolof
    ber: bereber
    cy: galés
    sk: eslovaco
    he: hebreo
    eo: esperanto
    zap: zapoteco
    mix: mixteco
""")
_LANGUAGE = re.compile(r"[^\W\d_]+")
_SPEAKS = re.compile(
    r"\b(?:idiomas?|lenguas?|habl[aeo]\w*|español|castellano|en (?:inglés|francés|alemán|portugués|catalán)|bilingüe"
    r"|atend\w+|atiend\w+|contest\w+|respond\w+|entiend\w+|sepa|domin\w+|defiend\w+|sólo|solo)\b"
)
_NO_AFTER = re.compile(
    r"(?: tampoco)?,? (?:(?:ese|eso|de momento|por ahora|ya|todavía|aún) )*no(?=[ ,.;!]*$|[,.;]| hace falta| es "
    r"necesario| nos| lo| hablamos| atendemos)|,? tampoco\b|,? (?:ni hablar|nada)(?=[.,;]|$)"
)
_NO = re.compile(r"\b(?:no|ni|sin|nada de)\s+(?:\w+\s+){0,3}$")


def found(sentence: Sentence, *, is_asked: bool = False) -> tuple[list[str], str]:
    """The languages to speak with the words; a nationality ("comida italiana") is none."""
    low = sentence.left
    names = [each for each in _LANGUAGE.finditer(low) if each.group() in NAMES]
    names = [each for each in names if not (_NO.search(low[: each.start()]) or _NO_AFTER.match(low, each.end()))]
    if not names:
        return [], ""
    words = low.split()
    is_list = len(words) <= 2 * len(names) + 1 and (len(names) > 1 or len(words) < 3)
    if not (is_asked or is_list or _SPEAKS.search(low)):
        return [], ""
    if not is_asked and not is_list:
        names = [each for each in names if _is_spoken(low, each, names)]
    if not names:
        return [], ""
    tags = list(dict.fromkeys(NAMES[each.group()] for each in names))
    start, end = names[0].start(), names[-1].end()
    evidence = sentence.text[start:end]
    _take_languages(sentence, start, end)
    return tags, evidence


def _is_spoken(low: str, found: re.Match[str], names: list[re.Match[str]]) -> bool:
    """Whether a name stands behind a word of speaking, or in a row with others."""
    if len(names) > 1:
        return True
    before = low[max(0, found.start() - 40) : found.start()]
    return (
        re.search(
            r"(?:habl\w*|idiomas?:?|atiend\w+|atend\w+|en|contest\w+|respond\w+|sepa|domin\w+|agrega\w+|añad\w+"
            r"|suma\w*|también|entiend\w+|solo|sólo)\s+(?:(?:en|solo|sólo|el|un|algo de|muy buen|buen|bien"
            r"|también)\s+)*$",
            before,
        )
        is not None
    )


_LEADS = re.compile(
    r"(?:(?:que|y|e|en|el|los|solo|sólo|también|además|debe|puede|tiene que|habl\w+|idiomas?|lenguas?|atiend\w+"
    r"|atend\w+"
    r"|contest\w+|respond\w+|sepa|domin\w+|entiend\w+|agr\w+|añad\w+|son|es|nuestros?|clientes|bien"
    r"|principalmente):?\s*)*"
)


def _take_languages(sentence: Sentence, start: int, end: int) -> None:
    """The clause of the names, where it says little else."""
    left = sentence.left
    begin = max(left.rfind(",", 0, start), left.rfind(":", 0, start), left.rfind("\ue002", 0, start)) + 1
    while begin < start and left[begin] == " ":
        begin += 1
    if _LEADS.fullmatch(left, begin, start):
        start = begin
    sentence.take(start, end)


_ADDS = re.compile(
    r"\b(?:agr[eé]g\w+|añad\w+|añád\w+|sum[aáe]\w*|también|además|incluy\w+|más|pon(?:le|é)? también)\b", re.IGNORECASE
)


def adds(text: str) -> bool:
    """Whether a sentence says that something comes on top."""
    return _ADDS.search(text) is not None
