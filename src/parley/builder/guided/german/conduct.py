"""Rules of conduct that ask for something: "immer zuerst …", "jeden Termin am Ende wiederholen"."""

import re

from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

_CUE = re.compile(
    r"\b(?:immer|stets|zuerst|zunächst|als erstes|grundsätzlich|in jedem fall|auf jeden fall|unbedingt|am ende"
    r"|zum schluss|am schluss|jede[nrsm]?|jedes mal"
    r"|jedesmal|höchstens|maximal|nur eine frage|eine frage nach|noch ?mal|noch einmal|wiederholen|vorlesen"
    r"|vorgelesen|buchstabieren|bestätigen lassen"
    r"|zusammenfassen|ausreden lassen|erst(?= nach| wenn)|niemals|nach \w+ (?:absagen|versuchen)|bei gasgeruch|112"
    r"|110|144|sofort)\b"
)
_CUES = word_set(
    """
    immer stets zuerst zunächst erstes grundsätzlich unbedingt ende schluss jede jeden jeder jedes jedem jedesmal
    höchstens maximal mehr frage nochmal
    mal einmal wiederholen vorlesen vorgelesen buchstabieren bestätigen zusammenfassen ausreden erst sofort 112
    """
)
_ORDER = re.compile(
    r"\b(?:\w+en sie|soll(?:te)?|muss|müssen|sollen|bitte|darf)\b|\b[a-zäöüß]{3,}(?:en|eln|ern)(?: lassen)?\s*[.!]?$"
    r"|\b(?:werden|wird)\s*[.!]?$|\b(?:höchstens|maximal|nie mehr als) \w+ (?:sätze|sätzen|wörter|worte|fragen"
    r"|minuten)\b"
)
_NO_RULE = re.compile(
    r"\b(?:wir|ich|uns|öffnungszeit\w*|geöffnet|kostet|kosten|euro|freundlich|höflich|ruhig|sprechen (?:wir|sie)"
    r"|termin\w* (?:vereinbaren|buchen)|per (?:du|sie)|anrufen können)\b"
)
_LEAD = re.compile(
    r"^(?:(?:und|ach|ja|also|so|nur|noch|bitte|außerdem|ausserdem|zudem|übrigens|wichtig|dann|aber|auch|er|sie|es"
    r"|der (?:bot|agent|assistent)|die ki"
    r"|soll(?:te)?|muss|noch was|noch eins|ganz wichtig)\b[\s,:!]*)+"
)


def found(sentence: Sentence) -> tuple[list[str], str]:
    """A rule of conduct with its words, which are taken."""
    low = sentence.left
    if not sentence.has(_CUES) or not (cue := _CUE.search(low)) or _NO_RULE.search(low) or not _ORDER.search(low):
        return [], ""
    bounds = [mark.end() for mark in re.finditer(r"[;\ue002]\s*|: ", low) if mark.end() <= cue.start()]
    start = bounds[-1] if bounds and not re.match(r"\s*(?:dann|so)\b", low[bounds[-1] :]) else 0
    lead = _LEAD.match(low[start:])
    start += lead.end() if lead else 0
    stop = re.compile(r"[;\ue002]|, (?:sonst|weil|das|denn) ").search(low, cue.end())
    end = stop.start() if stop else len(low)
    words = sentence.text[start:end].strip(" ,.!:")
    if len(words.split()) < 3:
        return [], ""
    sentence.take(start, end)
    return [words[:1].upper() + words[1:250]], words
