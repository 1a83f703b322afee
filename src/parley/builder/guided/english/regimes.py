"""The regimes that an agent has to comply with ("GDPR", "HIPAA")."""

import re

from parley.builder.guided.reading import Sentence

_COMPLIANCE = {
    "gdpr": "GDPR",
    "dsgvo": "GDPR",
    "rgpd": "GDPR",
    "hipaa": "HIPAA",
    "pci": "PCI DSS",
    "pci-dss": "PCI DSS",
    "ccpa": "CCPA",
    "tcpa": "TCPA",
    "soc2": "SOC 2",
    "ferpa": "FERPA",
    "fdcpa": "FDCPA",
    "lgpd": "LGPD",
    "glba": "GLBA",
}
_APPLYING = re.compile(
    r"\b(?:compl(?:y|ies|iant|iance)|appl(?:y|ies)|under|subject to|observe|respect|follow|regulat\w+|conform\w*|"
    r"gdpr|dsgvo|rgpd)\b"
)
_RULED = re.compile(
    rf"\W*(?P<rule>(?:{'|'.join(_COMPLIANCE)})(?: (?:applies|rules?|compliance|reasons?))?: [^\ue002]{{8,240}})$"
)
"""A regime with what it asks for: "GDPR: no customer data in titles"."""


def compliance(sentence: Sentence) -> tuple[list[str], str]:
    """The regimes that a sentence says apply, with the words; one named in passing is none."""
    if sentence.words.isdisjoint(_COMPLIANCE):
        return [], ""
    regimes, low = [word for word in _COMPLIANCE if word in sentence.words], sentence.left
    is_told = _APPLYING.search(low) is not None or len(low.replace("\ue002", " ").split()) < 6
    if not is_told or "not apply" in low or "\ue002" in low[:-1]:
        return [], ""
    if rule := _RULED.match(low):
        return [sentence.text[slice(*rule.span("rule"))].strip(" .")[:250]], sentence.take(*rule.span()).strip(" .")
    spans = [found.span() for word in regimes if (found := re.search(rf"\b{word}\b", low))]
    if not spans:
        return [], ""
    evidence = sentence.text[min(s for s, _ in spans) : max(e for _, e in spans)].strip()
    for start, end in spans:
        sentence.take(start, end)
    return list(dict.fromkeys(_COMPLIANCE[word] for word in regimes)), evidence
