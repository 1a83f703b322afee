"""What the agent has to comply with, and how to tell that a talk went well."""

import re

from parley.builder.guided.reading import Sentence

_DUTY = re.compile(
    r"\b(?:aufgezeichnet|aufzeichn\w*|aufnahme des|mitgeschnitten|mitschnitt\w*|mitschneid\w*|dsgvo\w*|dsg|revdsg"
    r"|datenschutz\w*|einwilligung\w*"
    r"|einverständnis\w*|verschwiegenheit\w*|schweigepflicht\w*|bankgeheimnis|anonym\w*|freiwillig\w*|impressum\w*"
    r"|widerruf\w*|widerspruchsrecht"
    r"|haftungs\w*|rechtshinweis\w*|aufklär\w*|belehr\w*|opt-in|opt-out|gesetzlich\w*|vertraulich behandelt"
    r"|löschfrist\w*|gespeichert|personenbezogen\w*"
    r"|(?:ki|künstliche[nr]? intelligenz|computer|maschine|bot|roboter|automat"
    r"|keine? (?:echter )?mensch)\b.{0,30}\b(?:spricht|sprechen|bist|bin|ist|handelt|telefoniert|dran|am apparat)"
    r"|(?:mit|von|um) eine[rm] (?:ki|künstlichen intelligenz|computer|maschine|bot|roboter|digitalen assistent\w*"
    r"|automat\w*)"
    r"|(?:als|dass) (?:(?:eine?n? )?(?:digitale[rn]?|virtuelle[rn]?) )?(?:ki|bot|computer"
    r"|assistent\w*)\b.{0,20}\b(?:vorstell\w*|ausgeb\w*|erkenn\w*)|(?:ki|bot)-hinweis|ersetzt keine?n? (?:arzt|ärzt"
    r"|rechts|berat)\w*)"
)
_DUTY_WORDS = re.compile(
    r"aufzeichn|aufgezeichn|mitschn|mitgeschn|dsg|datenschutz|einwillig|einverst|verschwieg|schweige|geheimnis|anonym"
    r"|freiwillig|widerr|widerspr|haftung|rechts"
    r"|aufklär|belehr|opt-|gesetz|gespeichert|personenbez|\bki\b|intelligenz|computer|maschine|\bbot\b|roboter"
    r"|automat|mensch|impressum|vertraulich|lösch|aufnahme"
)
_SAYS = re.compile(
    r"\b(?:sag\w*|gesagt|hinweis\w*|hingewiesen|hinzuweisen|erwähn\w*|muss|müssen|soll\w*|bitte|einhol\w*|eingeholt"
    r"|zeig\w*|darauf|ankündig\w*|mitteil\w*|offenleg\w*|"
    r"transparent|frag\w*|nenn\w*|dsgvo\w*|datenschutz\w*|einhalten|gilt|vorles\w*|vorgelesen|beginn|anfang|pflicht"
    r"|werden (?:aufgezeichnet|mitgeschnitten)"
    r"|beachten|wird|verlangt|vorschrift|ersetzt|klarstell\w*|erkennbar|outen|zustimm\w*|aufklär\w*|belehr\w*)\b"
)
_PREAMBLE = re.compile(
    r"^(?:(?:und|ach|ja|also|so|nur|noch|bitte|außerdem|ausserdem|vorher|zudem|übrigens|ganz wichtig|wichtig"
    r"|rechtlich(?:es)?|nicht vergessen|vorher|noch (?:was|eins)"
    r"|dann|aber|auch|er|sie|es|der (?:bot|agent|assistent)|die ki|gleich(?! zu| am))\b[\s,:!]*)+"
)


def compliance(sentence: Sentence) -> tuple[list[str], str]:
    """A legal duty with its words, which are taken."""
    low = sentence.left
    if not _DUTY_WORDS.search(low) or not (found := _DUTY.search(low)) or not _SAYS.search(low):
        return [], ""
    start, end = _clause(low, found.start(), found.end())
    lead = _PREAMBLE.match(low[start:end])
    start += lead.end() if lead else 0
    words = sentence.text[start:end].strip(" ,.!;:–-")
    if len(words.split()) < 2:
        return [], ""
    sentence.take(start, end)
    return [words[:1].upper() + words[1:250]], words


_CUT = re.compile(
    r"\s*;\s*|\s*\.\s+|:\s+|,? und (?:im|am|bei|nach|wir|die|der|das|den|er|sie) |,\s+(?=(?:das verlangt|weil|sonst"
    r"|das will|das ist|dann|lehr\w+|und (?:den|die|das)|den|die \w+ (?:wird|ist)|nach|wir)\b)|\ue002+"
)


def _clause(low: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a span, with "dass …" clauses and what leads to them."""
    begin, stop = 0, len(low)
    for mark in _CUT.finditer(low):
        if mark.end() <= start:
            begin = mark.end()
        elif mark.start() >= end:
            stop = mark.start()
            break
    if len(low[begin:stop].split()) > 24:
        comma = low.rfind(", ", begin, start)
        begin = comma + 2 if comma > 0 and not low[comma + 2 :].startswith(("dass", "ob")) else begin
    return begin, stop


_SUCCESS = re.compile(
    r"\b(?:gelungen|erfolg(?:reich)?|gut gelaufen|geklappt|zufrieden (?:bin|sind|wären)|ziel (?:ist )?erreicht"
    r"|ein volltreffer|gut war|gewonnen|optimal|"
    r"als erfolg|passt es|lief es gut|gut gegangen|super gelaufen|geglückt|gut gemacht)\b.{0,50}?(?:\bwenn\b|\bdass\b"
    r"|\bsobald\b|:|\bist(?= (?:ein|jede|der|die|das)))\s*(?P<aim>[^;!?]{5,200})"
)


def success(sentence: Sentence) -> tuple[list[str], str]:
    """How to tell that a talk went well, with the words, which are taken."""
    found = (
        _SUCCESS.search(sentence.left)
        if re.search(r"gelungen|erfolg|gelauf|geklappt|ziel|lief|geglückt|optimal|zufrieden", sentence.left)
        else None
    )
    if found is None:
        return [], ""
    text = sentence.text[slice(*found.span("aim"))].strip(" ,.")
    begin = sentence.left.rfind(";", 0, found.start()) + 1
    words = sentence.take(begin, found.end()).strip(" ,.;")
    return [text[:1].upper() + text[1:250]], words
