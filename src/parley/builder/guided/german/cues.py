"""What a sentence in German plainly says of a slot: for a second reading, whatever else has been read in it."""

import re

from parley.builder.guided.german import manner
from parley.builder.guided.reading import Sentence

_OF_MANNER = re.compile(
    r"\b(?:ton(?:fall|art|lage)?|stil|vibe|umgangston|auftreten|ansprache|klingen|klingt|klinge|wirken|wirkt"
    r"|rüberkommen|reden|redet|sprechen|spricht|tonalität|charakter|stimmung"
    r"|(?:er|sie|es|der|die|das) (?:\w+ )?(?:soll|sollte|muss|darf|kann)\b[^.;!?]{0,80} sein)\b"
)
_BEGINS = re.compile(
    r"(?:(?:und|auch|bitte|gerne?|also|einfach|so|ganz|eher|sehr|möglichst|immer|halt|am besten|ach)[, ]+){0,4}"
    r"(?P<list>[a-zäöüß-]{4,}(?:(?:,| und| aber|, aber|, und|,? dabei)(?: (?:eher|sehr|trotzdem|auch|immer|a bisserl"
    r"|ein bisschen|etwas|nicht zu))? [a-zäöüß-]{4,}){0,6})(?=,? (?:bitte|aber|und|halt|so)\b|[,.;:!)–]|$)"
)


def tone(sentence: Sentence) -> tuple[list[str], str]:
    """Tones behind a word for manner, or those that begin a sentence: "locker und knapp, und immer duzen"."""
    begins = _BEGINS.match(sentence.left)
    if begins and (values := _listed(begins["list"])):
        return values, sentence.text[slice(*begins.span("list"))]
    is_asked = _OF_MANNER.search(sentence.left) is not None
    values, words = manner.tones(sentence, is_asked=is_asked)
    return [value for value in values if not value.startswith("nicht ")], words


_LINK = re.compile(
    r",? ?\b(?:und|aber|dabei|eher|sehr|trotzdem|auch|immer|a bisserl|ein bisschen|etwas|nicht zu)\b ?|, ?"
)
_NO_TONE = re.compile(r".*(?:en|ung|heit|keit|ern|eln|er)$|hallo|moin|servus|guten|danke|heute|morgen|leute|alles|dann")


def _listed(words: str) -> list[str]:
    """The words of a list of which half or more are known tones; the others look like adjectives."""
    items = [item for item in _LINK.split(words) if item]
    known = [item for item in items if manner.tone_of(item)]
    is_list = bool(known) and 2 * len(known) >= len(items) and (len(items) > 1 or items == [words])
    return (
        [manner.tone_of(item) or item for item in items if item in known or not _NO_TONE.match(item)] if is_list else []
    )


_ONLY = re.compile(r"\b(?:nur|ausschließlich|reicht|genügt|sprachen?)\b")


def languages(sentence: Sentence) -> tuple[list[str], str]:
    """Languages that are listed, or said to be the only ones."""
    names = manner.LANGUAGE.findall(sentence.left)
    is_asked = len(names) > 1 or _ONLY.search(sentence.left) is not None
    return manner.languages(sentence, is_asked=is_asked) if names else ([], "")


_PASSED = re.compile(
    r"^(?:Und |und |Aber )?(?:[Bb]ei|[Ff]ür|[Ww]egen|[Ww]enn|[Ff]alls) (?P<when>[^,.;:]{3,70}?),? (?:dann )?"
    r"(?:(?:gibt|leitet|reicht|stellt|verbindet|schickt|geht|gehen|bitte|gleich|sofort|direkt|er|sie|es|man|das)[ ,]+)"
    r"{0,5}(?:an|zu(?= de[mr])) (?:(?:den|die|der|dem|das) )?"
    r"(?P<to>(?:(?:unsere?[nmr]?|unsern|meine?[nmr]?) )?[A-ZÄÖÜ][^.;:]{1,60}?)"
    r"(?: (?:ab|weiter|durch|über|verbinden|weiterleiten|durchstellen))?$"
)


def handover(sentence: Sentence) -> tuple[list[dict[str, str]], str]:
    """Who is given which calls, the verb in any place or none: "bei Fragen zu Rädern an die Vroni"."""
    found = _PASSED.match(sentence.text.rstrip(" .!"))
    if found is None:
        return [], ""
    return [{"when": found["when"], "to": found["to"]}], found.group()


READERS = {"tone": tone, "languages": languages, "handover": handover}
