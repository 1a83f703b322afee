"""What is out of the agent's bounds, told without "never": "keep off politics", "refunds stay with us"."""

import re

from parley.builder.guided.english.verbs import Form, verb_at
from parley.builder.guided.reading import MASK_QUOTE, Sentence
from parley.builder.guided.tables import word_set

_CUES = word_set(
    """
    keep stay steer leave hands nothing off limits bounds question taboo forbidden business place call job concern
    not never no none department table us isn't aren't go
    """
)
_BOUNDED = re.compile(
    r"(?:^|[,;:.\ue002] ?)(?:and |but |also |please |oh |it (?:should |must |has to |needs to )|just |or |let it |"
    r"make it )*"
    r"(?:(?:keep|stay|steer|keeps|stays|steers) (?:well |right )?(?:off|away from|out of|clear of)|hands off|"
    r"nothing (?:about|on)|not a word (?:about|on)|no (?:talk|mention) of) "
    r"(?P<what>[^,;.:!?\n\ue001\ue002]{3,90}?)(?=,? (?:please|though|thanks|either)\b|,? (?:that's|that is|because|"
    r"since|"
    r"it's|they're|we|but)\b| and (?:it|it's|never|no|not|don't|definitely)\b|[,;.!\ue002]|$)"
)
_LEFT = re.compile(
    r"(?:^|[,;:.\ue002] ?)(?:and |but |also |please |oh |just |it (?:should |must |has to )|actually |no,? )*leaves? "
    r"(?P<what>(?!it\b|that\b|this\b|them\b|everything\b|a message|messages?\b|me\b|us\b|your|"
    r"their)[^,;.:!?\n\ue001\ue002]"
    r"{3,70}?) (?:to (?:us|me|the \w+|our \w+|a (?:human|person)|[a-z]+(?= *[,;.!]| *$))|alone|out(?: of it)?)(?= "
    r"*[,;.!]| *$)"
)
_BARRED = re.compile(
    r"(?:^|[,;:.\ue002] ?)(?:and |but |also |oh |so )*(?P<what>(?!it\b|that\b|this\b|which\b|they\b|there\b|if |when )"
    r"[^,;.:!?\n\ue001\ue002]{3,70}?)(?:'s| is| are|, that's|, that is) (?:strictly |completely |absolutely |also |"
    r"all |simply )?"
    r"(?:off[ -]limits|off the table|out of bounds|out of the question|taboo|an? no-?(?: ?go|no)|forbidden|not up for "
    r"discussion|none of its business|not (?:its|the (?:bot|agent|assistant)'s) (?:job|place|call|business|concern|"
    r"department)|"
    r"not for (?:it|the (?:bot|agent|assistant))(?: to [a-z ]+)?)\b"
)
_KEPT = re.compile(
    r"(?:^|[,;:.\ue002] ?)(?:and |but |also |oh |so )*(?P<what>(?!it\b|that\b|this\b|which\b|they\b|data\b)"
    r"[^,;.:!?\n\ue001\ue002]{3,60}?) (?:stays?|remains?) with (?:us|me|the \w+|our \w+)\b"
)
_FRONTED = re.compile(
    r"(?:^|[;:.\ue002] ?)(?:and |but |also )*"
    r"(?P<object>(?!(?:on )?(?:sun|mon|tues|wednes|thurs|fri|satur)days?\b|it\b|this\b|that\b|what\b|if\b|when\b)"
    r"[a-z][\w' -]{2,40}?),? (?:we|i|it) "
    r"(?:are|am|do|does|is|can|will|may|must|should)(?: not|n't) (?P<verb>[a-z]+)(?= *[,;.!]| *$)"
)
_NOT_FOR = re.compile(
    r"(?:\bit(?:'s| is)|\bit isn't|\b(?:this|that|the (?:bot|agent|line|assistant)) is|,? and|,? nor|,? but)? "
    r"?(?:not|isn't) (?:meant )?for "
    r"(?!it\b|now\b|me\b|us\b|the (?:bot|agent|assistant)\b|you\b|everyone|sale|long|"
    r"free)(?P<what>[^,;.:!?\n\ue001\ue002]{3,60}?)"
    r"(?: either)?(?= *[,;.!\ue002]| *$)"
)
_REFUSED = re.compile(
    r"(?:^|[;.\ue002] ?)(?:and |but |also |oh |so )*(?P<what>(?!it\b|that\b|this\b|when |"
    r"if )[^,;.:!?\n\ue001\ue002]{3,60}?)"
    r"(?:,|:| [–-]) (?:never(?: ever)?|absolutely not|definitely not|no way|not ever|no chance)(?= *[,;.!]| *$)"
)
_PATTERNS = (_BOUNDED, _LEFT, _BARRED, _KEPT, _REFUSED)


def found(sentence: Sentence) -> tuple[list[str], str]:
    """What is out of bounds, each as a verb phrase, with the words; they are taken."""
    if not sentence.has(_CUES) or MASK_QUOTE in sentence.left:
        return [], ""
    for pattern in _PATTERNS:
        if match := pattern.search(sentence.left):
            what = sentence.text[slice(*match.span("what"))].strip(" ,")
            item = _barred(re.sub(r",? (?:and|or|but)$", "", what))
            return ([item], sentence.take(*match.span()).strip(" ,.;:")) if item else ([], "")
    if items := _not_for(sentence):
        return items
    if match := _FRONTED.search(sentence.left):
        thing = sentence.text[slice(*match.span("object"))].strip(" ,")
        verb = verb_at(match["verb"], 0)
        done = verb.base.replace("-", " ") if verb else re.sub("ing$", "", match["verb"])
        return [f"{done} {thing[:1].lower()}{thing[1:]}"], sentence.take(*match.span()).strip(" ,.;:")
    return [], ""


def _not_for(sentence: Sentence) -> tuple[list[str], str] | None:
    """ "It is not for admissions, and not for the nursery either": what the agent is not for."""
    matches = list(_NOT_FOR.finditer(sentence.left)) if " for " in sentence.left else []
    if not matches or not re.search(r"\b(?:it|this|that|bot|agent|line|assistant)\b", matches[0].group()):
        return None
    items = [item for match in matches if (item := _barred(sentence.text[slice(*match.span("what"))].strip(" ,")))]
    start, end = matches[0].start(), matches[-1].end()
    for match in matches:
        sentence.take(*match.span())
    return items, sentence.text[start:end].strip(" ,")


_MANNER = re.compile(r"(?:polite|calm|friendly|in touch|on hold|simple|short|quiet|line|phone|calls?|the line|touch)\b")


def _barred(what: str) -> str:
    """A thing as what the agent does not deal with, a gerund as the plain verb."""
    low = what.lower()
    if _MANNER.match(low):
        return ""
    verb = verb_at(low, 0)
    if verb and verb.form is Form.GERUND:
        return verb.base.replace("-", " ") + what[verb.end :]
    plain = re.sub(r"^(?:anything|everything|all) (?:about|to do with|on) ", "", what, flags=re.IGNORECASE)
    return f"deal with {plain[:1].lower() if plain[1:2].islower() else plain[:1]}{plain[1:]}"[:200]
