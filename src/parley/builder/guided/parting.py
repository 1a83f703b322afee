"""Words that take something back: "scrap the voucher thing", "brauchen wir doch nicht", "quítelo", "先不要了"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from parley.builder.guided.english import withdrawing as english
from parley.builder.guided.reading import Sentence


class Force(Enum):
    """What words take back: anything, what they name alone, or what something else is named for."""

    PLAIN = 2
    WEAK = 1
    SWAP = 0


_X = r"[^;:.!?\n。！？；]"
_Y = r"[^,;:.!?\n，。！？；]"
_WEAK = "(?#weak)"
"""Ends a pattern of words that may as well say how things are, so that no whole item goes for them."""
_SWAP = "(?#swap)"
"""Ends a pattern of words that take something back only where something else is named for it."""
_GERMAN_DO = (
    r"(?:brauch\w*|woll\w*|mach\w*|biet\w*|hab\w*|nehm\w*|führ\w*|verkauf\w*|sprech\w*|frag\w*|benötig\w*"
    r"|geb\w*|verwend\w*|nutz\w*)"
)
_RULES = (
    *english.PLAIN,
    *((cues, pattern + _WEAK) for cues, pattern in english.WEAK),
    *((cues, pattern + _SWAP) for cues, pattern in english.SWAPPED),
    (
        "streichen rausnehmen weglassen entfernen löschen herausnehmen raus weg vergessen",
        rf"(?P<what>{_X}{{1,50}}?) (?:doch |bitte |wieder |lieber |dann |auch |ganz )*(?:streichen|rausnehmen"
        r"|weglassen|entfernen|löschen|herausnehmen|raus|weg|vergessen)\b",
    ),
    (
        "streich* vergiss* vergess* lass* nimm* nehmen* lösch* entfern*",
        rf"\b(?:streich|streichen sie|vergiss|vergessen sie|lass|lassen sie|lasst|nimm|nehmen sie|lösch\w*"
        rf"|entfern\w*) (?:bitte |mal |doch |wieder )*(?:das mit|die sache mit|den punkt mit)?"
        rf"(?P<what>{_Y}{{1,50}}?)(?: (?:wieder|raus|weg|heraus|gesagt|geschrieben)\b|(?=[,;.!?]|$| und ))",
    ),
    (
        "nicht mehr",
        rf"(?P<what>{_X}{{1,50}}?) {_GERMAN_DO} (?:wir|ich|sie|man) (?:doch |jetzt |hier |eigentlich |auch )*"
        r"(?:nicht(?: mehr)?|keine?n? mehr)\b",
    ),
    (
        "weg entfällt entfallen mehr",
        rf"(?P<what>{_X}{{1,50}}?) (?:fällt weg|fallen weg|entfällt|entfallen|gibt(?: es|'s|s)? nicht mehr)\b",
    ),
    (
        "doch ohne",
        rf"\b(?:doch (?:kein\w*|ohne)|ohne) (?P<what>{_X}{{1,40}}?)(?=[,;.!?]|$| doch\b){_WEAK}",
    ),
    (
        "statt anstatt anstelle",
        rf"\b(?:statt|anstatt|anstelle von) (?:der |dem |des |den |die |das )?(?P<what>[^\s,]+){_SWAP}",
    ),
    (
        "quit* sac* saq* elimin* elimín* borr* olvid* tach*",
        rf"\b(?:quit[aáeé]\w*|sac[aá]\w*|saqu[eé]\w*|elimin[aáeé]\w*|borr[aáeé]\w*|olvid[aáeé]\w*|tach[aá]\w*)"
        rf"(?: lo que (?:dije|puse|comenté) (?:de|del|sobre)| lo del?)? (?P<what>{_Y}{{1,60}})",
    ),
    (
        "quít* sác* sáq* elimín* bórr* quital* sacal* borral* fuera*",
        rf"(?P<what>{_X}{{1,50}}?),? (?:al final |de momento,? |por ahora,? |ya "
        rf"|mejor )*(?:quít[ae]\w*|sáca\w*|sáque\w*"
        r"|elimín\w*|bórr\w*|quital[oa]s?|sacal[oa]s?|borral[oa]s?|fuera)\b",
    ),
    (
        "falta queremos necesitamos usamos hacemos pedimos pida* va",
        rf"(?P<what>{_X}{{1,50}}?) (?:al final |ya )*no (?:hac\w+ falta|(?:l[oa]s? )?(?:queremos|necesitamos|usamos"
        r"|hacemos|pedimos|pida\w*|va\b))",
    ),
    (
        "ya final",
        rf"\b(?:ya no|al final no) [a-záéíóú]+ (?:a |en |el |la |los |las )?(?P<what>{_Y}{{1,50}})",
    ),
    (
        "sin",
        rf"\bsin (?:el |la |los |las )?(?P<what>{_Y}{{1,40}}?) (?:al final|después de todo|mejor)\b",
    ),
    (
        "vez lugar",
        r"\ben (?:vez|lugar) del? (?:el |la |los |las )?(?P<what>[^\s,]+)" + _SWAP,
    ),
)
"""Each with the words, and the beginnings of words, of which every match has one; without `what` the clause before it
is what goes."""
_PATTERNS = tuple(
    (
        Force.WEAK if pattern.endswith(_WEAK) else Force.SWAP if pattern.endswith(_SWAP) else Force.PLAIN,
        re.compile(pattern.removesuffix(_WEAK).removesuffix(_SWAP)),
    )
    for _, pattern in _RULES
)
_BY_WORD = {
    cue: tuple(at for at, (cues, _) in enumerate(_RULES) if cue in cues.split())
    for cues, _ in _RULES
    for cue in cues.split()
}
"""To each word, and to each beginning of words (with a "*"), the patterns that it may stand for."""
_BEGINNINGS = tuple(cue.removesuffix("*") for cue in _BY_WORD if cue.endswith("*"))
CUES = re.compile(
    r"\b(?:remove|delete|drop|forget|scrap|ditch|lose|cut|skip|strike|scratch|leave|take|rid|bin|omit|kill|ignore|longer"
    r"|any ?more|after all|don't|do not|doesn't|won't|stopped|needed|required|necessary|wanted|gone|dropped|scrapped"
    r"|instead|rather than|in place|discontinued|streich\w*|raus\w*|weg\w*|entf\w*|lösch\w*|heraus\w*|verg\w*|lass\w*"
    r"|nicht|mehr|kein\w*|ohne|statt|anstatt|anstelle|quit\w*|quít\w*|sac\w*|sác\w*|saq\w*|sáq\w*|elimin\w*|elimín\w*"
    r"|borr\w*|bórr\w*|olvid\w*|fuera|no|sin|en vez|en lugar)\b"
)
_DENIED = re.compile(
    r"\b(?:not|no|without|nicht|kein\w*|ohne|sin)\s+(?:an? |the |das |die |den |el |la )?"
    r"(?P<what>(?!no\b|not\b)[^\s,.;!?]+(?: [^\s,.;!?]+)?)|(?:不是|不要)(?P<sign>[^,，。]{1,12})"
)
"""What is denied by a message that corrects another one."""
PRONOUN = re.compile(
    r"(?:it|that|this|them|those|these|please|es|das|den|die|lo|la|los|las|eso|esto|那|这|它|就|也|先)?[\s,]*"
    r"(?:please|bitte|wieder|por favor)?\s*"
)
_TAIL = re.compile(
    r"[\s,]+(?:any ?more|any longer|now|please|after all|at all|bitte|wieder|doch|por favor|al final|de momento|though"
    r"|then|too|as well|again|entirely|completely|for now)$|\s+(?:bit|thing|part|stuff|option|one|from .*)$"
)
_HEAD = re.compile(
    r"^(?:.*,\s+)?(?:(?:and|but|oh|so|also|y|e|und|aber|the|our|its|das mit|die sache mit|lo del?|el|la|los|las|der|die"
    r"|das|den|dem|pues|actually|please|bitte|把|将|那)\s+)*"
)


_CLAUSE = re.compile(r"[;:–—]\s|\b(?:so|but|because|since|while|and then)\s|,\s(?=[^,]*$)")
_CONDITION = re.compile(r"\b(?:if|when(?:ever)?|unless|in case|once|until|wenn|falls|cuando|si)\b")
_LISTED = re.compile(r"[^,]{1,40}, (?:[^,]{1,40}, )*(?:and |or )?[^, ]+(?: [^, ]+){0,3}$")
_AND = re.compile(r"^.*\b(?:it is|is|are|was|were|can|will|needs?|has|have|\w+'s|goes|stays?|does|do)\b.*? and ")


@dataclass(frozen=True, slots=True)
class Parting:
    """What a sentence takes back: the span of its words, that of the whole phrase, and how much that takes back.

    `is_back`: a mere pronoun stands for what was said before.
    """

    start: int
    end: int
    begin: int
    stop: int
    force: Force
    is_back: bool = False


def found(sentence: Sentence, *, is_correction: bool = False) -> Iterator[Parting]:
    """What a sentence takes back; one that is a correction by a mere "not"."""
    low = sentence.left
    cues = [*_BY_WORD.keys() & sentence.runs, *(f"{each}*" for each in _BEGINNINGS if each in low)]
    for at in sorted({at for cue in cues for at in _BY_WORD[cue]}):
        force, pattern = _PATTERNS[at]
        for match in pattern.finditer(low):
            if part := _part(low, match, force):
                yield part
    for match in _DENIED.finditer(low) if is_correction else ():
        yield Parting(*match.span(match.lastgroup or 0), *match.span(), Force.WEAK)


def _part(low: str, match: re.Match[str], force: Force) -> Parting | None:
    start, end = match.span("what") if "what" in match.re.groupindex else (_clause(low, match.start()), match.start())
    if _CONDITION.search(low, max(0, start - 12), end):
        return None
    start += head.end() if (head := _HEAD.match(low[start:end])) else 0
    while tail := _TAIL.search(low[start:end]):
        end = start + tail.start()
    if start < end and not PRONOUN.fullmatch(low[start:end]):
        return Parting(start, end, min(start, match.start()), match.end(), force)
    return Parting(0, match.start(), 0, match.end(), force, is_back=True)


def _clause(low: str, end: int) -> int:
    """Where the clause begins that a predicate ends; a list of things before it is one."""
    start = 0
    for mark in _CLAUSE.finditer(low, max(0, end - 80), end):
        if not low.startswith(",", mark.start()) or not _LISTED.match(low[start:end]):
            start = mark.end()
    return start + (joined.end() if (joined := _AND.match(low[start:end])) else 0)
