"""What the business is called, wherever it is said: "We're Oak & Ash, …", "at Kestrel Broadband", "(Mill Lettings)".

Capitals and the words around them tell; a product of the catalogue, a language, a street or a day is no business.
"""

import re
from functools import cache

from parley.builder.guided.english import names
from parley.builder.guided.english.business import is_no_name
from parley.builder.guided.lexicon import AGENT_NOUNS
from parley.builder.guided.reading import Reading, Sentence

_CAPITAL = (
    r"(?P<name>(?:The )?[A-Z0-9][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|&|and(?= [A-Z])|of(?= [A-Z])|the(?= [A-Z])|de(?= [A-Z])|"
    r"la(?= [A-Z])))*)"
)
_PLACE = r"(?:an?|our|my|the|small|little|local|family|busy|independent|tiny|big)"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The surest first."""
    sector = names.SECTORS.pattern.removeprefix(r"\b").removesuffix(r"\b")
    kinds = rf"(?:{sector}|place|credit union|agent's|trust|SaaS|product|tool|line)"
    agents = "|".join(sorted(AGENT_NOUNS, key=len, reverse=True))
    return (
        re.compile(
            rf"(?i:\b{kinds}(?:'s|’s| is|'s name is|’s name is)(?: called| named)?) {_CAPITAL}(?=[,.;:!?)\n]|$| and|"
            rf" in\b)"
        ),
        re.compile(
            rf"\b(?i:we(?:'re|’re| are)(?: called| named)?|this is|i'm with|i’m with|i am with|its|it's|name is) "
            rf"{_CAPITAL}"
            r"(?=[,.;:!?)\n]| here\b| btw| in [A-Z]| from |$)"
        ),
        re.compile(rf"\b(?i:called|named|known as) [\"“']?{_CAPITAL}"),
        re.compile(
            rf"(?i:\b{kinds})(?: (?:here|in [A-Z]\w+|business|shop))?, (?:right, |um, |uh, "
            rf")?{_CAPITAL}(?=[,.;:!?)\n]| in\b| and\b|$)"
        ),
        re.compile(rf"^{_CAPITAL} (?:here\b|[a-z]+(?:ria|ra|e|y|p|g)?, [A-Z])"),
        re.compile(rf"\({_CAPITAL}\)"),
        re.compile(
            rf"\b(?i:on behalf of|at|for|of|with|run|from)(?: the)? {_CAPITAL}(?=[,.;:!?)\n]| in\b| and\b|, | –|$)"
        ),
        re.compile(rf"\b(?i:{agents})(?: for [a-z ]+)?,? {_CAPITAL}(?=[,.;:!?)\n(]| \(|$)"),
    )


_LOWER = re.compile(
    r"\b(?:place|restaurant|shop|salon|gym|clinic|practice|company|business|firm|cafe|bar|studio|school|hotel|charity) "
    r"(?:is |thats |that's )?called (?P<name>[a-z][\w'&-]*(?: (?!its\b|it's\b|in\b|we\b|and we\b|that\b|which\b|"
    r"where\b|so\b|but\b"
    r"|with\b|i\b)[\w'&-]+){0,3})"
)
_STREET = re.compile(
    r"\b(?:Street|St|Road|Rd|Lane|Avenue|Ave|Square|Yard|Drive|Close|Court|Terrace|Quay|Boulevard|Crescent|Mews|Monday|"
    r"Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?$"
)
_NO_FIRM = re.compile(
    r"^(?:I|I'm|I’m|The|A|An|It|We|They|She|He|Sir|Dear|Hi|Hello|Hey|And|Or|But|So|No|Yes|Dr|Mr|Ms|Mrs|Head|English|"
    r"EN|AI|IT|"
    r"FAQ|FAQs|PIN|VPN|HR|SMS|URL|API|Please|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Virtual|Voice|"
    r"Chat|"
    r"Welcome|Good|Thank|Thanks|What|When|If|For|You|Your|Our|My|Our|Subject|Team|To|Re)(?:[.,]|$|\b(?! [A-Z&]))"
)


_MAY_NAME = re.compile(r"(?<=[\s(\"“'’])[A-Z0-9]|^[A-Z]\S+(?: [A-Z]\S*)* (?:here|[a-z]+,)")
"""A capital within a sentence, which every name but those in small letters has."""


def named(reading: Reading) -> tuple[str, str] | None:
    """The business's name with the words around it; None where no name is said."""
    sentences = [one for one in reading.sentences[:14] if _MAY_NAME.search(one.text)]
    for index, pattern in enumerate(_patterns()):
        for sentence in sentences:
            for found in pattern.finditer(sentence.text):
                name = found.group("name").rstrip(".'’").removesuffix("'s").removesuffix("’s")
                if _is_name(name, found, sentence, is_sure=index < 2 or index == 3):
                    return name, sentence.text[: found.end("name")].strip(" ,(")
    for sentence in reading.sentences[:14]:
        if "called" in sentence.words and (lower := _LOWER.search(sentence.left)):
            return sentence.text[slice(*lower.span("name"))], sentence.text[: lower.end()]
    return None


def _is_name(name: str, found: re.Match[str], sentence: Sentence, *, is_sure: bool) -> bool:
    if len(name) < 3 or name[0].isdigit() or _NO_FIRM.match(name) or _STREET.search(name) or is_no_name(name):
        return False
    if "\ue000" in sentence.left[slice(*found.span("name"))]:
        return False
    if " " in name or is_sure:
        return not names.is_agents(sentence, found.start("name"))
    return bool(names.SECTORS.search(name.lower()))
