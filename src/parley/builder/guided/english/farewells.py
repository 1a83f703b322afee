"""The last words of a call, told without quotation marks: "at the end: break a leg!", "when they go say cheers"."""

import re

from parley.builder.guided.reading import MASK_QUOTE, Reading

_CUE = re.compile(
    r"\b(?:(?:right )?at the (?:very )?end(?: of (?:the|each|every) (?:call|chat|conversation))?|when (?:it's|it is|"
    r"they're|you're|"
    r"we're) (?:all )?(?:done|finished|over)|when (?:they|people|callers) (?:hang up|leave|go|say bye)|when the "
    r"(?:call|chat) (?:ends|"
    r"is over)|before (?:it hangs|hanging|they hang) up|(?:ends?|finish(?:es)?|closes?|sign(?:s)? off)(?: (?:the "
    r"call|every call|"
    r"each call|calls|it|off|up))? (?:with|by saying|on)|to (?:end|finish|close|sign off) with|sign-?off is|closing "
    r"(?:line|words)?"
    r"(?: (?:is|are|should be))?|(?:says|say) goodbye with)"
)
_SAYING = re.compile(
    r"(?:,? (?:it|she|he|the agent)(?:'s| has| should| must| can| could| will| is)?(?: to| gotta)?)?(?: (?:just|"
    r"simply|always|please))*"
    r"(?: (?:says?|saying|with)\b)?(?P<mark>\s*[:,]+|(?<=say)|(?<=says)|(?<=saying)) *"
)
_FAREWELL = re.compile(r"\A(?:[^.!?\n]{3,80}!|(?:thanks?|thank you|good ?bye|bye|take care|see you|have a|enjoy)\b)")


def found(reading: Reading) -> tuple[str, str] | None:
    """The line with the words that lead to it; both are taken from the sentences."""
    low = reading.low
    for cue in _CUE.finditer(low):
        saying = _SAYING.match(low, cue.end())
        start = saying.end() if saying else -1
        end = low.find("\n", start)
        end = len(low) if end < 0 else end
        is_bare = saying is not None and saying.group().strip() == "," and not cue.group().startswith("when")
        if is_bare and not _FAREWELL.search(low[start:]):
            continue
        line = reading.text[start:end].strip(" \"“”'")
        if start < 0 or MASK_QUOTE in low[start:end] or not 2 < len(line) <= 160 or line.count(". ") > 2:
            continue
        for sentence in reading.sentences:
            begin, stop = max(cue.start(), sentence.start), min(end, sentence.start + len(sentence.text))
            if begin < stop:
                sentence.take(begin - sentence.start, stop - sentence.start)
        return line, reading.text[cue.start() : end].strip()
    return None
