"""Ways to leave a decision to us, in four languages: of what was asked ("your call") or of all that is still open."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from parley.builder.guided import answers, chinese
from parley.builder.guided.leaving_words import EVERYTHING, HAN, HAN_SLOT, HERE, REST, SLOT
from parley.builder.guided.reading import words
from parley.builder.guided.tables import word_set
from parley.builder.schemas import Op

MAX_WORDS = 14
HERE_ONLY = "default_here"
"""The sense of words that leave the open question to us, and nothing else."""

_CUES = word_set(
    """
    you your you'd you're just do whatever whatever's leave leaving make guess defaults figure finish complete fill
    decide choose pick take select everything questions asking ask skip anything any either whichever preference
    preferences judgement judgment discretion yours mind care
    vorgaben vorliebe meinung leidenschaftslos resto demás mal freestyle
    du ihr sie dir ihnen euch rest egal einfach selbst gutdünken fragen standardwerte standardeinstellungen ermessen
    deine ihre präferenz entscheide entscheiden bestimm bestimmen wurscht schnuppe gleich einerlei
    como lo que tú usted vos ti tu su tus sus criterio gusto manos defecto todo igual cosa preferencia preferencias
    preguntas hazlo elige elígelo decídelo decida decídalo decidí elegí elija escoja elíjalo ustedes mismo indiferente
    """
)
"""Words of which each way has one; the Chinese ways have one of `_SIGNS`."""
_TO_US = word_set(
    """
    you you'd you're your yours judgement judgment defaults du dir dein deine deinem ihnen ihre ihrem euch euer eure
    sie ermessen tú tu tus ti te vos usted ustedes su sus se os decídelo decídalo decidilo elígelo elíjalo confío
    """
)
"""Words of which each way has one that counts within a longer message: "either way" is none there."""
_SIGNS = re.compile("[你您妳随隨都便谓謂问問]")
_SIGNS_TO_US = re.compile("[你您妳问問]")
_LEAD = re.compile(
    r"^(?:(?:well|oh|ah|um|hmm|so|then|and|but|please|honestly|really|again|still|ok|okay|as for that|na ja|tja|also"
    r"|ach"
    r"|und|aber|dann|bitte|ehrlich gesagt|bueno|pues|y|pero|mire|mira|por favor|no sé|i don't know|keine ahnung"
    r"|weiß nicht"
    r"|not sure|i'm not sure|don't know) )+(?=\S)"
)
_TAIL = re.compile(
    r"(?: (?:please|thanks|thank you|then|really|too|as well|honestly|bitte|danke|auch|dann|einfach|wirklich|gerne?"
    r"|por favor|gracias|también|tambien|en serio|de verdad|entonces|sin problema))+$"
)


@dataclass(frozen=True, slots=True)
class Left:
    """A message without the words that leave something to us, their place blank; and those words, by what they mean."""

    text: str
    here: str = ""
    rest: str = ""
    slots: tuple[tuple[str, str], ...] = ()


def may(message: str) -> bool:
    """Whether a message is short enough and has a word of these ways."""
    return message.count(" ") <= MAX_WORDS and (not _CUES.isdisjoint(words(message)) or _has_sign(message, _SIGNS))


def _has_sign(text: str, signs: re.Pattern[str]) -> bool:
    return not text.isascii() and signs.search(text) is not None


def _is_to_us(text: str) -> bool:
    return not _TO_US.isdisjoint(words(text)) or _has_sign(text, _SIGNS_TO_US)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Op | str], ...]:
    return (
        (re.compile("|".join((*REST, *EVERYTHING))), Op.USE_DEFAULTS),
        (re.compile("|".join(HERE)), HERE_ONLY),
    )


def sense(plain: str) -> Op | str | None:
    """What short words without marks leave to us: all that is open, "default_here" for the open question alone."""
    if plain.count(" ") > MAX_WORDS:
        return None
    bare = _TAIL.sub("", _LEAD.sub("", plain))
    if not bare.isascii() and (han := HAN.fullmatch(bare.replace(" ", ""))):
        return Op.USE_DEFAULTS if han.group("all") or han.group("enough") else HERE_ONLY
    forms = (bare,) if bare == plain else (bare, plain)
    return next((meant for pattern, meant in _patterns() if any(map(pattern.fullmatch, forms))), None)


def _slot(plain: str) -> str:
    """The slot that "the greeting is up to you" leaves to us, "" for other words."""
    if not plain.isascii() and (han := HAN_SLOT.fullmatch(plain.replace(" ", ""))):
        return chinese.answers.label(han.group("slot")).replace("collect", "")
    found = SLOT.fullmatch(_TAIL.sub("", _LEAD.sub("", plain)))
    names = filter(None, found.groups()) if found else ()
    slot = next((answers.LABELS[name] for name in names if name in answers.LABELS), "")
    return "" if slot == "collect" else slot


_SENTENCE = re.compile(r"[^.!?;\n。！？；]+[.!?;\n。！？；]*")
_BREAK = re.compile(r"[,，、:：–—()]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


def split(text: str) -> Left:
    """Take the sentences, and the clauses, that leave something to us out of a longer message."""
    if not _is_to_us(text):
        return Left(text)
    here, rest, slots, spans = "", "", [], []
    for found in _SENTENCE.finditer(text[:6_000]):
        for start, end, said in _leaving(text, *found.span()):
            spans.append((start, end))
            words_ = text[start:end].strip()
            if said is HERE_ONLY:
                here = here or words_
            elif said is Op.USE_DEFAULTS:
                rest = rest or words_
            else:
                slots.append((str(said), words_))
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return Left(text, here, rest, tuple(slots))


def _leaving(text: str, start: int, end: int) -> list[tuple[int, int, Op | str]]:
    """The parts of a sentence that leave something to us: the sentence as a whole, else its clauses."""
    sentence = text[start:end]
    if not _is_to_us(sentence) or len(sentence) > 400:
        return []
    if (whole := _meant(sentence)) is not None:
        return [(start, end, whole)]
    ends = [*(part.end() for part in _BREAK.finditer(sentence)), len(sentence)]
    clauses = [(start + begin, start + end) for begin, end in pairwise([0, *dict.fromkeys(ends)])]
    meant = [(*span, _meant(text[slice(*span)])) for span in clauses if len(clauses) > 1]
    told = [(begin, stop, said) for begin, stop, said in meant if said is not None]
    return told or [found for span in clauses if (found := _at_the_end(text, *span)) is not None]


_CAPITAL = re.compile(r"(?<=[^\W\d_] )(?=[^\W\d_a-z])")


def _at_the_end(text: str, start: int, end: int) -> tuple[int, int, Op | str] | None:
    """What leaves something to us behind another answer without any mark: "Spanish The other one is up to you"."""
    for found in _CAPITAL.finditer(text, start, end):
        if text[found.start()].isupper() and (said := _meant(text[found.start() : end])) is not None:
            return found.start(), end, said
    return None


def _meant(text: str) -> Op | str | None:
    if text.count(" ") > MAX_WORDS + 2 or not _is_to_us(text):
        return None
    plain = " ".join(words(text))
    return sense(plain) or _slot(plain) or None
