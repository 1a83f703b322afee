"""What the agent has to say or heed by law, how it behaves in a case, and what counts as success: in own words."""

import re

from parley.builder.guided.reading import MASK_QUOTE, Sentence
from parley.builder.guided.tables import word_set

_MUST = (
    r"(?:(?:it|she|he|they|the agent|the assistant|the bot|we|you|callers|people)(?:'s|'ve|'ll)? )?"
    r"(?:(?:always|also|first|at the start|then|just|only|should|must|may|has to|have to|needs to|need to|is to|are "
    r"to|gotta|"
    r"got to|please|of course|obviously|ought to) )*"
)
_DISCLOSED = re.compile(
    r"\b(?:record(?:ed|ings?|s)?|(?:is|are) (?:stored|logged|monitored|transcribed)|"
    r"privacy|gdpr|hipaa|pci|ccpa|tcpa|data protection|automated|(?:virtual|digital|ai|"
    r"artificial) "
    r"(?:assistant|agent|voice)|an? ai|a (?:bot|robot|machine|computer)|not (?:a|an actual|a real) (?:human|person)|"
    r"consent|"
    r"attorney-client|solicitor-client|confidential(?:ity)?|machine|computer|(?:fraud|risk) warning|small print|"
    r"voluntary|who it's calling for|on whose behalf|accessibility|terms (?:and conditions|of service)|"
    r"disclaimer|opt[ -]out|medical details|credit card numbers|card numbers may|do-not-call|regulat\w+)\b"
)
_MAY_DISCLOSE = re.compile(_DISCLOSED.pattern.removesuffix(r"\b"))
"""What is found wherever a part of the text is one of those."""
_SAYING = re.compile(
    rf"{_MUST}(?P<what>(?:say|tell|mention|state|inform|disclose|announce|hear|make (?:it )?clear|explain|admit|"
    rf"identify|advise|"
    r"remind|ask (?:for consent|whether|if|permission)|point out|read out|warn|meet|comply|follow|respect|get consent|"
    r"introduce itself|link|show|leave|obey)\b[^;!?\n\ue001\ue002]{4,220})"
)
_STATED = re.compile(
    r"(?P<what>(?:(?:all |the |every |our )?(?:calls?|conversations?|chats?) (?:are|is|may be|will be|must be|get) "
    r"recorded"
    r"|recording (?:notice|disclosure|announcement)|credit card (?:numbers|details)|card (?:numbers|details)|"
    r"(?:health|personal|"
    r"patient) data|social security numbers)\b[^;!?\n\ue001\ue002]{0,160})"
)
_SHOWN = re.compile(
    r"(?P<what>(?:(?:an?|the|our) )?(?:privacy (?:notice|policy|statement)|recording|disclaimer|(?:fraud|risk) "
    r"warning|consent|"
    r"small print|terms|recordings)(?: notice)? (?:(?:must|has to|have to|needs to|should|is to) be|to be|read out|"
    r"shown|"
    r"announced|"
    r"mentioned)\b[^;!?\n\ue001\ue002]{0,160})"
)
_INFORMED = re.compile(
    r"(?P<what>(?:(?:every|each|all|the|our) )?(?:callers?|people|customers?|they|everyone|everybody|patients?|guests?|"
    r"clients?|users?|tenants?|members?|visitors?|parents|residents?|"
    r"whoever (?:calls|writes)) (?:(?:must|have to|should|"
    r"need to|has to|ought to|are to|is to) (?:first |always )?(?:be (?:told|informed|made aware|warned|notified)|know|"
    r"hear)|(?:is|are|gets?) (?:always |first )?(?:told|informed|made aware|warned|notified))\b"
    r"[^;!?\n\ue001\ue002]{4,200})"
)
_STOP = re.compile(
    r",? and (?:it|she|he|we|the agent|if|then|please|never|don't|shall|must|should|has to|recordings?)\b|,? but\b|"
    r", (?:legal|the law|hipaa|gdpr|that's|"
    r"it's the law|"
    r"you know|because|since|so|please|by law|our lawyer)\b.*| \(|(?<!\b[ap])\.(?:\s|$)|,? hipaa you know"
)
_AND_THAT = re.compile(r",? and (?=that |to )")
_TRIGGERS = word_set(
    """
    recorded recording recordings record records privacy automated stored logged monitored transcribed
    virtual ai bot robot machine computer consent voluntary human
    attorney-client solicitor-client
    confidential confidentiality notice statement warning small accessibility disclaimer who medical card person data
    it's behalf digital artificial security terms
    """
)


def disclosures(sentence: Sentence) -> tuple[list[str], str]:
    """What has to be said or heeded, as said, with the words; they are taken."""
    if not sentence.has(_TRIGGERS) and "attorney" not in sentence.left:
        return [], ""
    if not _MAY_DISCLOSE.search(sentence.left) or _NAMED_ONLY.search(sentence.left):
        return [], ""
    items: list[str] = []
    spans: list[tuple[int, int]] = []
    for pattern in (_INFORMED, _SHOWN, _SAYING, _STATED):
        position = 0
        while found := pattern.search(sentence.left, position):
            start, end = found.start("what"), found.end("what")
            stop = _STOP.search(sentence.left, start + 8, end)
            position = end = stop.start() if stop else end
            if not _DISCLOSED.search(sentence.left, start, end) or _is_forbidden(sentence.left[:start]):
                continue
            parts = _AND_THAT.split(sentence.text[start:end])
            items += [_clean(part) for part in parts if len(part.split()) > 2]
            spans.append((found.start(), end))
            sentence.take(found.start(), end)
    if not spans:
        return [], ""
    words = sentence.text[min(start for start, _ in spans) : max(end for _, end in spans)].strip(" ,")
    return list(dict.fromkeys(items)), words


_NAMED_ONLY = re.compile(
    r"\b(?:called|named|build|need|want|looking for|like) an? (?:[a-z-]+ )*(?:ai|virtual|digital) "
)


def _is_forbidden(before: str) -> bool:
    return (
        re.search(r"\b(?:not|never|don't|doesn't|mustn't|shouldn't|can't|cannot|no|without|records?)\s+$", before)
        is not None
    )


def _clean(words: str) -> str:
    plain = " ".join(words.split()).strip(" ,.;")
    return (plain[:1].upper() + plain[1:])[:250]


_CASE = re.compile(
    r"^(?:(?:(?:and |another |one )+(?:rule|thing)|[a-z ]{3,20}rule|rules?)\b[^,;:.!?]{0,40}[:,] |(?:and|oh|also|so|"
    r"but|then),? )*"
    r"(?P<what>(?:if|when|whenever|outside|on voicemail|on (?:an? "
    r")?(?:answering machine|"
    r"mailbox)|after hours)\b[^.;!?\n\ue002]{2,90}?,? (?:(?:it|she|he|the agent|the bot) (?:just |only |should |"
    r"must |has to |"
    r"needs to |then |simply )*(?!could|can|is\b|asks for|answers)[a-z]+s?\b|just (?:an?|the|one)|then just|simply)"
    r"[^.;!?\n\ue002]{3,160})"
)
_TELLING = re.compile(
    r"(?:\b(?:it|she|he|they|the agent) (?:has to|must|should|needs to|ought to) (?:just |only |then |always "
    r")*(?P<what>(?:tell (?:"
    r"them|people|callers|patients|customers|everyone) (?:to|that)|just say|say (?!hi|hello|good|that it)|remind "
    r"them|warn them"
    r"|point them)\b[^.;!?\n\ue001\ue002]{5,160}))|\bit should just (?P<say>say (?!hi|hello|good|"
    r"\ue000)[^.;,!?\n\ue000\ue002]{8,120})"
)
_CONDUCT = re.compile(
    r"^(?:(?:(?:one|another|the)(?: other| last| more)? thing|rule|for the same reason|while i think of it)\b"
    r"[^,;:.!?]{0,30}[:, ] ?|(?:and|also|please|oh|always|but|so),? )*(?:(?:i want|i'd like|we want|we'd like|have|"
    r"make|get|let) (?:it|"
    r"her|him|the agent|"
    r"the bot)(?: to)? |(?:(?:it|she|he|they|the agent|the assistant|the bot) (?:should|must|has to|have to|needs to|"
    r"ought to|is to)|(?:it|she|he)'s to)(?: "
    r"always| also| first| then)* )?(?P<what>(?:address|repeat|spell|apologi[sz]e|say (?:sorry|so)|thank|reassure|"
    r"slow down|read (?:back|out|the|every|each|their|it)|"
    r"ask (?:about|first|whether they're|"
    r"before|early)|wait (?:for|until)|let (?:them|callers|people) finish|start by|begin by|stick to|use (?:their|"
    r"the polite|plain|short|simple|"
    r"first names|"
    r"surnames|the (?:formal|caller's))|offer (?:to call|a callback)|keep (?:it|answers|messages|replies|calls)|"
    r"pronounce|"
    r"speak (?:slowly|clearly|up)|talk slowly|double-check|summari[sz]e|greet (?:regulars|them by)|check (?:first|"
    r"that|whether))\b"
    r"[^.;!?\n\ue001\ue002]{3,200})"
)
_CONDUCT_WORDS = word_set(
    """
    address repeat spell read ask wait let start begin stick use offer keep pronounce speak talk double summarize
    summarise apologise apologize thank reassure slow greet check if when whenever outside voicemail machine after
    tell say remind warn point
    """
)


def conduct(sentence: Sentence) -> tuple[list[str], str]:
    """How the agent is to behave always or in a case, with the words; they are taken."""
    if not sentence.has(_CONDUCT_WORDS) or MASK_QUOTE in sentence.left:
        return [], ""
    for pattern in (_CONDUCT, _CASE, _TELLING):
        if (found := pattern.search(sentence.left)) and not _GOAL_LIKE.search(found.group()):
            group = str(found.lastgroup)
            return [_clean(sentence.text[slice(*found.span(group))])], sentence.take(*found.span()).strip(" ,")
    return [], ""


_GOAL_LIKE = re.compile(
    r"\b(?:transfer|put them|put him|hand over|goes to|go to|escalate|books?|reschedules?|cancels?|offers? a|opens? "
    r"a|opens? the|"
    r"friendly|warm|tone|ask (?:about|for) (?:their|the) (?:name|phone|email|number|date))\b"
)
