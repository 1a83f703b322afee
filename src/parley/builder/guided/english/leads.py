"""What leads to a list of data: a mark, "so" and "that's" behind a comma, or somebody who asks for it."""

import re
from functools import cache

from parley.builder.guided.lexicon import AGENT_NOUNS, CALLERS

_GLUE = (
    r"(?:(?:so|and|then|there|here|also|well|please|just|only|simply|always|but|or|that'?s|that is|this is|it's|"
    r"its(?= (?:just|only|the)\b)|with|"
    r"where(?= (?:it|we|they|he|she|you|i)\b)|"
    r"obviously|of course|ideally|which|first|again|(?:is|are)(?! (?:enough|needed|required))|"
    r"(?:for|in|from|with|to do) (?:this|that|which|it|those|these|them|him|such)(?: case| one)?),? )"
)
AUX = (
    r"(?:(?:would|will|should|must|may|can|could|shall|has to|have to|has got to|needs? to|gotta|got to|wants? to|"
    r"also|always|just|only|then|is to|are to|please|simply|first|is(?= \w+ing)|are(?= \w+ing)) )"
)
_STRONG = (
    r"(?:ask(?:s|ing)?(?: (?:them|him|her|people|callers|customers|the \w+))? for|collect(?:s|ing)?|captur(?:es?|ing)|"
    r"gather(?:s|ing)?|grab(?:s|bing)?|not(?:e|es|ing)(?: down)?|jot(?:s|ting)? down|(?:tak|writ)(?:es?|ing) down|"
    r"requir(?:es?|ed|ing)|needed|all (?:we|i|it|you|they) (?:really |ever )?needs?(?: is)?|using|quoting|by giving|"
    r"f(?:inds?|inding|ound) out|work(?:s|ing)? out|ask(?:s|"
    r"ing)?(?: (?:them|him|her|people|callers|customers))?(?= (?:the|their|what|whether|if|"
    r"how|which|name|when|why|where|who)\b)|needs? to know)"
)
_WEAK = (
    r"(?:(?:take|need|get|want)s?(?: (?:us|it|me|them|down))?|(?:tak|gett|need|want)ing|(?:is|"
    r"are) (?:enough|needed|required))"
)
_GIVING = (
    r"(?:(?:record|log|give|provide|leave|quote|state|say|tell|have(?! to))s?(?: (?:us|me|them)|"
    r" it(?!:))?|figures? out)"
)
"""Verbs that ask for data only where somebody does them: "they leave a name and a number"."""
_VERB = rf"(?:{_STRONG}|{_WEAK}):? (?:also |just |only )?"
_GIVES = rf"(?:{_STRONG}|{_WEAK}|{_GIVING}):? (?:also |just |only )?"


@cache
def opening() -> re.Pattern[str]:
    """The words between a task and the first of its data."""
    people = "|".join(sorted(CALLERS))
    agents = "|".join(sorted((re.escape(noun) for noun in AGENT_NOUNS), key=len, reverse=True))
    who = (
        rf"(?:(?:it|she|he|they|we|you|i|one|that|which|folks?|(?:the |an? |our |every |each )?(?:{agents}|{people}))"
        r"(?:'d|'ll|'ve)? )"
    )
    return re.compile(
        rf"(?P<mark>:|\s?[–—]|\s-(?=\s)|\s?->|\s?=>|\s?→|\s?\()\s*{_GLUE}*(?:(?:{who}{AUX}*{_GIVES}|{AUX}*{_VERB}))?"
        rf"|(?:,|\b(?=(?:and|so|for|where|with|that'?s|that is|it's|its (?:just|only|the)) )|"
        rf"^)\s?{_GLUE}+(?:(?:{who}{AUX}*{_GIVES}|"
        rf"{AUX}*{_VERB}))?"
        rf"|(?:,? ?\b(?:and|so|then|where|that|which),? )?\b{who}{AUX}*{_GIVES}"
        rf"|(?:, ?)?\b(?:{AUX}+{_GIVES}|{_VERB}(?=(?:the|their|an?|name|full|which|what|whether|if|how|who|"
        rf"where|when)\b))"
        r"|(?P<asked>^(?=(?:where|what|how many|which|when|do they|whether|who)\b))"
        r"|(?P<further>,? (?:and )?(?:to|for)(?: (?!(?:we|i|it|you|they|she|"
        r"he|with|by|using)\b)[a-z'-]+){1,6}?),? (?=(?:just |only )?"
        r"(?:the |their |date |name|e-?mail|phone|number))"
        r"|(?P<comma>, )"
    )


SURE = re.compile(rf"{_STRONG}|\b(?:it|she|we|i|you|which|that)(?:'ll|'d)? (?:{AUX})*needs? ")
ASKING = re.compile(rf"\b{_GIVES}")
