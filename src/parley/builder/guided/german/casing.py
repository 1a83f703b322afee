"""Nouns with their capitals, where somebody writes everything small: the rules know a noun by it."""

import re

from parley.builder.guided.german.data_words import NAMES
from parley.builder.guided.german.goal_words import FINITE, NOT_VERBS, VERBS
from parley.builder.guided.german.manner_words import LANGUAGES, TONES
from parley.builder.guided.german.small_words import BEFORE_NOUNS, SMALL
from parley.builder.guided.language_names import LANGUAGES as NAMED
from parley.builder.guided.lexicon import TONES_ABROAD
from parley.builder.guided.reading import MASK_LINK, MASK_QUOTE, masked
from parley.builder.guided.tables import word_set

_WORD = re.compile(r"[a-zäöüß]+(?:-[a-zäöüß]+)*(?=[^\w]|$)|\d+(?:[.,:]\d+)*|[^\w\s]|\w+")
_NOUN_END = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ität|nummer|nummern|nr\.?|datum|adresse|termin"
    r"|termine|zeiten|preis|preise|kosten|name|namen|kunden|shop|service|leute|gebühr|gebühren|rabatt\w*|tag|tage"
    r"|abteilung|leitung|büro|zentrale|anlage|anlagen|straße|stand|wunsch|art|größe|menge|anzahl|karte|karten|konto"
    r"|gutschein\w*|bestellung\w*|rechnung\w*|status|telefon|handy|mail|bot|assistent\w*|agent\w*|erei|laden|läden"
    r"|verein|schule|werkstatt|praxis|verleih|geschäft)$"
)
_INFLECTED = re.compile(r"(?:e|en|er|es|em)$")
_VERBAL = re.compile(r"(?:en|ern|eln)$")
_ADJECTIVAL = re.compile(r"(?:ig|lich|isch|bar|sam|haft|los|voll|iert|ell|iv|ant|ent)(?:e[nrsm]?)?$")
_LIST_START = frozenset({":", "→", ">", "(", "-", "–", "•", "*"})
_LIST_END = frozenset({",", ".", ";", "+", ")", "&", "/", "\n"})
_JOINS = word_set("und oder sowie plus u. bzw")
_FEW = 3


def cased(text: str) -> str:
    """The message with the words that are nouns capitalised; quotations and addresses stay."""
    low = masked(text)
    tokens = [found for found in _WORD.finditer(low) if low[found.start()] not in {MASK_QUOTE, MASK_LINK}]
    words = [found.group() for found in tokens]
    signs = list(text)
    for place, found in enumerate(tokens):
        if text[slice(*found.span())].islower() and _is_noun(words, place):
            signs[found.start()] = signs[found.start()].upper()
    return "".join(signs)


def _is_noun(words: list[str], place: int) -> bool:
    word = words[place]
    if word in _TITLES or (place and words[place - 1] in _TITLES) or _LANGUAGE.fullmatch(word):
        return True
    if len(word) < _FEW - 1 or not word[0].isalpha() or word in SMALL or _is_manner(word):
        return False
    is_verb = word in VERBS or word in FINITE or word in NOT_VERBS
    if not is_verb and (word in NAMES or (_NOUN_END.search(word) and len(word) > _FEW)):
        return True
    return _stands_as_noun(words, place, is_verb=is_verb)


def _stands_as_noun(words: list[str], place: int, *, is_verb: bool) -> bool:
    """Whether a word has the place of a noun: behind an article or an amount, before a verb, by itself in a list."""
    word = words[place]
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if after in {"von", "vom"} and word.endswith("en"):
        return True
    is_led = before in BEFORE_NOUNS or before.isdigit() or before in _AMOUNTS
    if is_verb or len(word) < _FEW or (_ADJECTIVAL.search(word) and not (is_led and not _INFLECTED.search(word))):
        return False
    if before == "das" and _THIRD.search(word) and (after in _LIST_END or not after):
        return False
    if after in {"heißt", "heisst"}:
        return True
    if is_led:
        return not (_INFLECTED.search(word) and _is_content(after) and not _is_verb(after))
    if _is_inflected(words, place - 1):
        return not _is_verb(word) or (after not in _LIST_END and bool(after))
    return _is_subject(before, word, after) or _is_object(word, after, words, place) or _is_item(words, place)


_LANGUAGE = re.compile("|".join({*LANGUAGES, *(name for name in NAMED if name.endswith(("isch", "deutsch")))}))
_TITLES = frozenset({"frau", "herr", "herrn", "dr"})
_AMOUNTS = word_set("mehr viel wenig weniger etwas paar genug")
_THIRD = re.compile(r"[glbnmzr]t$")
_PARTICIPLE = re.compile(r"(?:ge\w+t|\w+iert|ver\w+t|be\w+t)$")
_OF_SUBJECT = word_set(
    """
    ist sind kostet kosten geht gehen gilt gelten dauert dauern liegt liegen kommt kommen gibt wird werden kann können
    muss müssen darf dürfen läuft laufen ab bis für zum zur vom an bitte haben hat bekommen bekommt
    """
)


def _is_subject(before: str, word: str, after: str) -> bool:
    """Whether a word opens a clause, with its verb or what belongs to it behind it."""
    opens = not before or before in _LIST_END or before in _LIST_START or before in {"?", "!"}
    return opens and after in _OF_SUBJECT and _PARTICIPLE.search(word) is None


def _is_manner(word: str) -> bool:
    return word in TONES or word in TONES_ABROAD or word in LANGUAGES


def _is_content(word: str) -> bool:
    return len(word) > _FEW - 1 and word.isalpha() and word not in SMALL and not _is_manner(word)


def _is_verb(word: str) -> bool:
    return word in VERBS or word in FINITE or (_VERBAL.search(word) is not None and len(word) > _FEW + 1)


def _is_inflected(words: list[str], place: int) -> bool:
    """Whether a word is an adjective before a noun: it stands behind an article, or begins an item."""
    word = words[place] if place >= 0 else ""
    if not word.isalpha() or word in SMALL or not _INFLECTED.search(word) or _VERBAL.search(word):
        return bool(word) and _ADJECTIVAL.search(word) is not None and _INFLECTED.search(word) is not None
    before = words[place - 1] if place else ""
    return before in BEFORE_NOUNS or before in _LIST_START or before in _LIST_END or not before or before in _JOINS


def _is_object(word: str, after: str, words: list[str], place: int) -> bool:
    """Whether a verb that ends a clause comes next, at once or behind a small word."""
    if _VERBAL.search(word) and _is_verb(word) and (word in VERBS or not _is_verb(after) or after in NOT_VERBS):
        return False
    further = words[place + 2] if place + 2 < len(words) else ""
    if after in VERBS or after in FINITE or (_is_verb(after) and not _is_content(further) and after not in NOT_VERBS):
        return True
    return after in _BETWEEN and (further in VERBS or further in FINITE)


_BETWEEN = word_set("nochmal noch mal wieder neu online selbst schnell auch gleich direkt")


def _is_item(words: list[str], place: int) -> bool:
    """Whether a word is an item of a list by itself, or the last of an item."""
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if after and after not in _LIST_END and after not in _JOINS and after not in _LIST_START and after != "?":
        return False
    if before.isalpha() and place > 1 and words[place - 2] in BEFORE_NOUNS and not _INFLECTED.search(before):
        return False
    if _VERBAL.search(words[place]) and _is_verb(words[place]) and before not in _LIST_END | _LIST_START:
        return False
    return before in _LIST_START or before in _LIST_END or before in _JOINS or not before or before.isalpha()
