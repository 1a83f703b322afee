"""Words that the agent is to say first or last, quoted: slot and line from the words before the quotation."""

import re

from parley.builder.guided.reading import MASK_QUOTE, Sentence

_FIRST = re.compile(
    r"\b(?:greet(?:s|ing)?|first (?:message|words?|line|thing)|opener|intro|opening(?: line| sentence| message| "
    r"words)?|"
    r"opens?(?: the call| every call| each call| calls)? with|starts?(?: the call| every call| each call| calls| "
    r"out| off)? "
    r"(?:with|by saying)|begin(?:s)?(?: the call)? (?:with|by saying)|(?:have|let|make) it (?:answer|open|start|say)|"
    r"answers? (?:the phone |every call |calls |each call )?(?:with|saying|by saying)|when it picks up|"
    r"should (?:first )?say|says?|(?:should |must )?hears?|picks? up with|introduce(?:s)? itself (?:as|with)|"
    r"welcome(?: message)?|begrüß\w*|saludo)\b"
)
_LAST = re.compile(
    r"\b(?:clos(?:e|es|ing)|end(?:s|ing)?|finish(?:es|ing)?|sign(?:s)?[ -]off|goodbye|bye|farewell|hang(?:s|ing)? up|"
    r"ring(?:s|ing)? off|last (?:words?|line|message|thing)|at the (?:very )?end|(?:when|once) (?:they're|they are|"
    r"it's|it is|that's|everything's|all) "
    r"(?:all )?(?:done|sorted|settled|booked|finished|set)|before they go|parting (?:words?|line)|wrap(?:s)? "
    r"up|verabschied\w*|"
    r"despedida)\b"
)
_DENIED = re.compile(
    r"\b(?:never|not|don't|do not|mustn't|shouldn't|can't|avoid|without|instead of|no|nobody)\b[^,;.]*$"
)


def quotations(sentence: Sentence) -> list[tuple[int, int]]:
    """The spans of the quoted words."""
    if MASK_QUOTE not in sentence.left:
        return []
    return [found.span() for found in re.finditer(f"{MASK_QUOTE}+", sentence.left)]


def lines(sentence: Sentence) -> dict[str, tuple[str, str]]:
    """Quoted words the agent is to say: slot ("greeting", "closing") to the line and the evidence."""
    results: dict[str, tuple[str, str]] = {}
    position = 0
    for start, end in quotations(sentence):
        before = sentence.left[max(position, start - 120) : start]
        position = end
        closes, greets = list(_LAST.finditer(before)), list(_FIRST.finditer(before))
        line = sentence.text[start:end].strip()
        if len(line) < 2 or (not closes and not greets) or _DENIED.search(before):
            continue
        slot = "closing" if closes and (not greets or closes[-1].end() > greets[-1].start() - 12) else "greeting"
        first = closes[0] if slot == "closing" else greets[0]
        origin = start - len(before) + first.start()
        results[slot] = (line, sentence.text[origin : end + 1].strip())
        sentence.take(origin, min(end + 1, len(sentence.left)))
    return results
