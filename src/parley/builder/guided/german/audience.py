"""Who calls: told with a verb of calling, or by a sentence that names people and nothing else."""

import re

from parley.builder.guided.german import identity
from parley.builder.guided.german.goal_words import VERBS as TASKS
from parley.builder.guided.german.limits import NEGATED
from parley.builder.guided.german.page import Part
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
    r"|erwachsene\w*|mitglieder\w*|privat\w*|gewerbe\w*|stamm\w+|profis|fans|angestellte\w*|beschäftigte\w*"
    r"|verwandte\w*"
    r"|bekannte|verwaltungen|kuriere|polizei|presse|feuerwehr|kolleg\w+|alle|jede[rnm]?|jedermann|laufkundschaft"
    r"|nachwuchs|community|belegschaft|(?<!zimm)(?<!somm)(?<!wint)(?<!fenst)er|ern|holländer|wiener)$"
)
_LONGEST = 26


def is_verbless(text: str) -> bool:
    """Whether a text has none of the common finite verbs, so that it only names things."""
    return _VERBS.isdisjoint(re.findall(r"[\w-]+", text.lower()))


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


_WHO = (
    r"\b(?P<who>(?:(?:vor allem|meist(?:ens)?|hauptsächlich|überwiegend|nur|ausschließlich|viele|unsere|manchmal auch"
    r"|auch|alle|eher|größtenteils|fast nur)\s+)*"
    r"(?:[a-zäöüß]+(?:e|en|er)\s+)?[A-ZÄÖÜ][\wäöüß-]*(?:en|er|e|te|s|innen|de|rn|ste|ute|nd|n)?(?:(?:,\s*|\s+und\s+"
    r"|\s+oder\s+|\s+sowie\s+|\s+bzw\.\s+|,\s*(?:aber\s+)?auch\s+|,\s*manchmal\s+(?:auch\s+)?)"
    r"(?:[a-zäöüß]{3,}(?<!möcht)(?<!brauch)e "
    r"|manchmal |auch |deren |ein paar )*[A-ZÄÖÜ][\wäöüß-]*)*"
    r"(?:\s+(?:mit|aus|von|ohne|an|auf|nach|über|zwischen|ab|in|jeden|jedes|der|und|auf)\s+(?:(?:den|dem|der|einem"
    r"|einer|unserer|unserem|die|das|ganz)\s+)?[A-ZÄÖÜ\d][\wäöüß-]*(?:\s+[A-ZÄÖÜ][\wäöüß-]*)?"
    r"(?:\s+und\s+(?:auf|in|an|aus)\s+(?:(?:den|der"
    r"|dem)\s+)?[A-ZÄÖÜ][\wäöüß-]*)?)*(?:,\s+auch\s+viele\s+[A-ZÄÖÜ]\w+)?(?:\s+jeden\s+Alters(?:,\s*auch\s+viele\s+\w+)?)?)"
)
_CALLERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Aa]nrufer|[Aa]nrufende|[Aa]nruferinnen und [Aa]nrufer|[Nn]utzer|[Zz]ielgruppe|[Gg]esprächspartner"
        rf"|[Uu]nsere (?:[Kk]undschaft|[Aa]nrufer|[Kk]unden))\s+(?:sind|ist|wären)\s+(?:das\s+|also\s+)?{_WHO}",
        rf"\b(?:[Ee]s|da|[Dd]a|[Hh]ier|uns)\s+(?:rufen|melden sich|schreiben|kontaktieren|klingeln)\s+(?:da\s+"
        rf"|hier\s+|uns\s+|bei uns\s+|meistens\s+)*{_WHO}",
        rf"\b(?:[Aa]nrufen|[Ss]chreiben|[Mm]elden)\s+(?:tun|werden|können|dürfen|sollen)\s+(?:sich\s+|uns\s+|da\s+"
        rf"|nur\s+|also\s+)*{_WHO}",
        rf"\b[Uu]ns\s+(?:rufen|schreiben|kontaktieren)\s+{_WHO}",
        rf"\b(?:[Aa]nrufen?|[Aa]nliegen|[Aa]nfragen|[Mm]eldungen|[Nn]achrichten|[Ff]ragen)\s+(?:von|unserer|der|vieler"
        r"|aller)"
        rf"\s+(?:den\s+|unseren\s+)?{_WHO}",
        rf"\b(?:rufen|schreiben|melden|wenden|kontaktieren)\s+(?:sich |uns |bei uns |hier |an )+"
        r"(?P<art>(?:die|unsere|viele)"
        rf"\s+)?{_WHO}",
        rf"(?:^|[.:,]\s+|\bdass\s+)(?:[Dd]ie|[Uu]nsere|[Vv]iele|[Uu]nd|[Aa]lso)?\s*(?:die |unsere )?{_WHO}\s+"
        rf"(?:sollen|können|wollen|möchten|dürfen|müssen|fragen)\b",
        rf"\b(?:[Ww]ir|[Ss]oll|[Ww]ill)\s+(?:wollen |möchten |gern )*{_WHO}\s+(?:\w+ )?"
        r"(?:anrufen|befragen|kontaktieren)",
        rf"{_WHO}\s+(?:melden sich|rufen (?:hier|da|uns|bei uns|meist\w*|an)|schreiben uns|wenden sich"
        rf"|kontaktieren uns|klingeln durch)",
        rf"\b(?:[Ff]ür|[Hh]ilft|[Uu]nterstützt|[Bb]etreut)\s+(?P<our>unsere?n?|alle|die)\s+{_WHO}",
        rf"\b(?P<only>[Ee]s (?:sind|geht um)|[Dd]as sind|[Ss]ind)\s+(?:übrigens\s+|meist\w*\s+|alles\s+|nur\s+"
        rf"|hauptsächlich\s+)+{_WHO}",
        rf"\b(?:er|sie|es|soll|ki|bot)\s+(?:soll\s+)?(?P<ours>unseren)\s+{_WHO}\s",
        r"\b[Aa]n(?:fragen|rufe) von (?P<who>[A-ZÄÖÜ]\w+(?:n|en)\b)",
        rf"\b(?P<we>unsere)\s+{_WHO}\s+(?:anrufen|anzurufen|kontaktieren|befragen)",
    )
)
_NAMED = re.compile(
    r"(?i)(?:kunden|kundinnen|kundschaft|gäste|gästen|patient\w*|mieter\w*|eigentümer\w*|besitzer\w*|interessent\w*"
    r"|mitglieder\w*|schüler\w*|eltern|studierende\w*|studenten|mitarbeiter\w*|mitarbeitende\w*"
    r"|kollegen|bürger\w*|einwohner\w*|versicherte\w*|mandant\w*|klient\w*|teilnehmer\w*|teilnehmende\w*|besucher\w*"
    r"|urlauber\w*|familien|angehörige\w*|personen|leute|firmen|händler\w*|lieferanten|fahrer\w*"
    r"|fahrgäste\w*|reisende\w*|senioren|erwachsene\w*|spender\w*|abonnent\w*|bewerber\w*|halter\w*|tierhalter\w*"
    r"|hausverwaltungen|handwerker\w*|betriebe\w*|verwalter\w*|nutzer\w*|käufer\w*|anwohner\w*|vereine"
    r"|ärzte|praxen|sportler\w*|jugendliche\w*|kinder\w*|frauchen|herrchen|hausbesitzer\w*|unternehmen|büros"
    r"|lernende\w*|landwirt\w*|gastgeber\w*|ferien\w*|vermieter\w*|bauern|winzer\w*|pendler\w*|pfleg\w*|trauernde\w*"
    r"|anleger\w*|azubis|lehrer\w*|lehrkräfte|paare|touristen|selbstständige\w*|privat(?:personen|kunden|leute"
    r"|haushalte)|geschäfts(?:kunden|leute))$"
)


_UNTOLD = frozenset({"Leute", "Leuten", "Personen", "Anrufer", "Menschen"})
"""Words that say no more of callers than that they call."""
_PLAIN = 5
"""How many of the patterns say who calls, whatever they are called."""


def callers(part: Part, *, is_asked: bool = False) -> tuple[str, str]:
    """Who calls, with the words; where it was asked for, anybody may."""
    text = identity.masked(part.sentence.text, part.sentence.left)
    for index, pattern in enumerate(_CALLERS):
        for found in pattern.finditer(text):
            who = found.group("who").strip(" ,.")
            nouns = [noun for noun in re.findall(r"[A-ZÄÖÜ][\wäöüß-]*", who) if noun not in _UNTOLD]
            if (is_asked or index < _PLAIN) and nouns or any(_NAMED.search(noun) for noun in nouns[:2]):
                return (who[:1].upper() + who[1:])[:500], found.group("who").strip()
    return "", ""
