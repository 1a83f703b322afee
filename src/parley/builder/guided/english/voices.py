"""How the agent's voice is to sound."""

import re

from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

_KINDS = (
    "female|male|woman's|man's|lady's|girl's|gentleman's|feminine|masculine|deep|young|older|elderly|mature|british|"
    "american|australian|scottish|irish|welsh|northern|southern|neutral|low|quiet|soft|husky|high|gravelly|smooth|bright"
)
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*(?:'s)?"
_WISH = re.compile(
    rf"\b(?P<want>(?:an? )?(?:(?:{_WORD})[, ]+){{0,4}}?(?:{_KINDS})(?:[, ]+{_WORD}){{0,3}}? ?(?:voice|accent)|"
    rf"(?:voice|accent)\s*:\s*[^.;!?\n]{{3,80}}|(?:british|american|australian|irish|scottish|neutral|southern) "
    r"(?:english )?accent|speak(?:s|ing)? (?:very )?(?:slowly|softly|quietly|up)|slow pace)\b"
    r"(?! (?:agent|assistant|bot|only|calls?|line|channel|message|mail))"
)
_MAY_WISH = re.compile(rf"(?:{_KINDS})(?:[, ]+{_WORD}){{0,3}}? ?(?:voice|accent)|(?:voice|accent)\s*:|speak|slow pace")
"""What is found wherever a wish is, without the words that may lead to it."""
_LIKE = re.compile(
    r"\bsounds? (?:a bit |more |just |kind of )?like (?P<what>(?:an?|my|your|somebody|someone) (?!robot|machine|"
    r"computer)"
    r"[^.;:!?\n\ue000\ue002]{3,90}|somebody's [a-z ]{3,40})"
)
_ADDED = re.compile(
    r"(?:,? (?!please|though|thanks)(?:and )?(?:(?:an? |with an? )?[a-z-]+(?: [a-z-]+){0,3}? (?:accent|tone|pitch|"
    r"voice)|[a-z-]+)(?=[,.;]|$))+"
)
_CUES = word_set("voice accent slowly softly quietly pace like")
_LEAD = re.compile(
    r"^(?:voice|accent)\s*:\s*|^(?:(?:give it|give her|with|use|has|have|having|want|prefer|in) )?(?:an? )?",
    re.IGNORECASE,
)


def voice(sentence: Sentence) -> tuple[str, str]:
    """How the voice is to sound, with the words; they are taken."""
    if sentence.words.isdisjoint(_CUES):
        return "", ""
    if like := _LIKE.search(sentence.left):
        return sentence.text[slice(*like.span("what"))].strip(" ,.")[:200], sentence.take(*like.span()).strip()
    found = _WISH.search(sentence.left) if _MAY_WISH.search(sentence.left) else None
    if not found:
        return "", ""
    more = _ADDED.match(sentence.left, found.end())
    end = more.end() if more else found.end()
    text = sentence.text[found.start() : end].strip()
    return _LEAD.sub("", text)[:200], text
