"""Who calls, said by a sentence that names people and does nothing else: "Meist Rentner, ab und zu auch Vereine"."""

import re

from parley.builder.guided.german.goal_words import VERBS as TASKS
from parley.builder.guided.german.limits import NEGATED
from parley.builder.guided.reading import MASK_QUOTE, Sentence
from parley.builder.guided.tables import word_set

_LEAD = re.compile(
    r"(?:(?:meist(?:ens|e)?|hauptsächlich|vor allem|überwiegend|größtenteils|vorwiegend|in erster linie"
    r"|normalerweise) (?=(?:sind|rufen|schreiben|kommen|melden|ist|wären)\b)"
    r"|(?:ja|also|na|naja|tja|äh|ähm|hm|ach|und|übrigens|das|es|da|dort|hier|bei|uns|bei uns|sind|wären|ist|wäre"
    r"|wohl|anrufen|schreiben|melden|rufen|kommen|sich|tun|werden|an|die anrufer|anrufer|unsere anrufer)\b[\s,:]*)+"
)
_RELATIVE = re.compile(
    r",\s+(?:(?:an|bei|mit|von|für|zu|aus|in) )?(?:die|der|das|denen|deren|dessen|wo|was|welche)\s+"
    r"(?!sich melden).*?(?=,\s+(?:und|oder|sowie|manchmal|ab und|auch|dazu|[A-ZÄÖÜ])|\s+(?:und|sowie|oder)\s+"
    r"(?:manchmal|auch|ab und zu|selten|gelegentlich|ein paar|[A-ZÄÖÜ]\w+(?:n|r|e|s)\b(?!\s+\w+(?:en|t)$))|$)"
)
_CALLS = re.compile(
    r"\b(?:(?:rufen|ruft|schreiben|schreibt|melden|meldet|fragen|fragt|kommen|kommt|klingeln|klingelt|läuten)\b"
    r"(?: sich)?(?: (?:da|hier|uns|bei uns|auch|meistens|manchmal|mal|gern|öfter))*|an$|durch$|anrufen$|dabei$)"
)
_VERBS = word_set(
    """
    ist sind war waren wird werden hat haben hätte hätten habe bin soll sollen sollte sollten muss müssen kann
    können könnte darf dürfen will wollen möchte möchten würde würden gibt geht gehen macht machen braucht brauchen
    nimmt nehmen kostet kosten heißt heißen liegt steht stehen bleibt sagt sagen sag nenn nennen weiß wissen bitte
    danke wir ich er du sie man mich mir ihm ihn
    wenn falls sobald weil dass ob damit nicht nie keine kein keinen nichts uhr euro ja nein egal stopp warte moment
    """
)
_PEOPLE = re.compile(
    r"(?i)(?:leute[n]?|kund\w+|kundschaft|publikum|gäste\w*|eltern|innen|familien?|firmen|betriebe|unternehmen|vereine?"
    r"|schulen?|schulklassen|klassen|kitas?|praxen|ämter|behörden|büros|hotels?|gemeinden|kirchen|heime|häuser|verbände"
    r"|paare|gruppen|notare|ärzte|bauern|nachbarn|touristen|studenten|azubis|senioren|damen|herren|männer|frauen"
    r"|personen|menschen|kinder|jugend\w*|anten|enten|isten|logen|linge|nde|nden|angehörige\w*|selbst\w*ständige\w*"
    r"|erwachsene\w*|mitglieder\w*|privat\w*|gewerbe\w*|stamm\w+|profis|fans|angestellte\w*|beschäftigte\w*|verwandte\w*"
    r"|bekannte|verwaltungen|kuriere|polizei|presse|feuerwehr|kolleg\w+|alle|jede[rnm]?|jedermann|laufkundschaft"
    r"|nachwuchs|community|belegschaft|(?<!zimm)(?<!somm)(?<!wint)(?<!fenst)er|ern|holländer|wiener)$"
)
_LONGEST = 26


def listed(sentence: Sentence, *, is_alone: bool = False) -> str:
    """The people that a whole sentence names, "" where it says anything else; nothing of it may have been used.

    `is_alone` where nothing else was told or asked, so that any noun may name them.
    """
    low = sentence.left
    if "\ue002" in low or MASK_QUOTE in low or ":" in low or low.rstrip().endswith("?") or NEGATED.search(low):
        return ""
    lead = _LEAD.match(low)
    start = lead.end() if lead else 0
    said = re.sub(r"\s+(?:an|durch)$", "", sentence.text[start:].strip(" ,.!;"))
    bare = _CALLS.sub("", _RELATIVE.sub("", said)).strip(" ,")
    words = re.findall(r"[\w-]+", bare)
    if not words or len(said.split()) > _LONGEST or words[0].isdecimal():
        return ""
    if any(word in TASKS or word.lower() in _VERBS for word in words):
        return ""
    named = [word for word in words if word[:1].isupper() or word in _ANYBODY]
    if not any(is_alone or _PEOPLE.search(word) for word in named):
        return ""
    return said[:1].upper() + said[1:500]


_ANYBODY = word_set("alle jeder jede jedermann")
