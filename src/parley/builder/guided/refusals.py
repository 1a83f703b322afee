"""What the user does not want at all: "no hand-over after all", "never pass anyone on to a person"."""

import re

from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

_RUNS = word_set(
    """
    hand handover handoff handovers handoffs over pass transfer transfers transferring escalate escalation escalations
    put forward human übergabe übergaben weiterleitung weiterleitungen weiterleiten weitergeben verbinden transferencia
    transferencias transferir traspaso traspasos pasar
    """
)
_REFUSING = word_set(
    "no not never without don't dont don skip kein keine keinen nicht niemanden nie niemals ohne sin nunca nadie"
)
_PEOPLE = (
    r"(?:an?y? |any |some |the |our |my )*(?:real |live |other )?(?:person|people|humans?|one|someone|somebody|anyone|"
    r"anybody|staff|colleagues?|us|me)"
)
_REFUSED = re.compile(
    r"(?:(?:please|actually|ok|okay|no|and|but|so|then|well|sorry|on second thoughts?|doch|bitte|mejor),? )*?(?:"
    r"(?:no|without(?: any| an?)?|skip (?:the|any)|there(?:'s| is| should be| will be) no|"
    r"(?:(?:we|i|it|the agent|you) )?(?:don't|do not|doesn't|does not|won't|needn't) "
    r"(?:need|want|have|use|do)(?: any| an?)?"
    r"|no need (?:for|of)(?: any| an?)?) (?:human |live |more )?"
    r"(?:hand[ -]?(?:overs?|offs?)|(?:call )?escalations?|call transfers?|(?:passing|handing|transferring) "
    r"(?:calls|callers|people|anyone) (?:on|over|off)?)"
    r"|(?:(?:it|she|he|the agent) (?:should|must|may|can|shall|will) )?(?:never|not|don't|do not) (?:ever )?"
    rf"(?:hand|pass|transfer|escalate|forward|put(?=.* through))(?: (?:calls?|callers?|them|it|{_PEOPLE}))?"
    rf"(?: (?:over|on|off|through))?(?: to {_PEOPLE})?"
    r"|(?:doch )?keine? (?:übergaben?|weiterleitung(?:en)?)|(?:nie|niemals|nicht|niemanden) "
    r"(?:weiterleiten|weitergeben|verbinden)|ohne (?:übergabe|weiterleitung)"
    r"|(?:sin|no quiero|no hacen? falta|ninguna) (?:transferencias?|traspasos?)"
    r"|(?:no|nunca) (?:transferir|pasar)(?: a nadie)?"
    r")(?:,? (?:after all|at all|please|any ?more|needed|necessary|required|now|then|thanks|thank you|bitte|mehr"
    r"|por favor))*"
    r"[\s.!]*"
)


def of_handover(sentence: Sentence) -> str:
    """The words of a sentence that says nothing but that nobody is handed over, taken; "" for any other."""
    if len(sentence.left) > 120 or not (sentence.has(_RUNS) and sentence.has(_REFUSING)):
        return ""
    if not _REFUSED.fullmatch(sentence.left):
        return ""
    return sentence.take(0, len(sentence.left)).strip(" .!")
