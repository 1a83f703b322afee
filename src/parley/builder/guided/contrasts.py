"""One thing in place of another, as people put it: "X, not Y", "nicht Y, sondern X", "I said Y, it's X"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.builder.guided.tables import word_set

_X = r"(?:[^,;:.!?\n]|(?<=\d)[.,:](?=\d)|(?<=\b[ap])\.(?=\s?m\b)|(?<=\bm)\.)"
_PAUSE = r"[\s,;:.–—-]"
_IS = (
    r"(?:(?:actually|really|now|in fact|rather|of course|eigentlich|jetzt|nun|ya|ahora) )?(?:it's|it is|that's"
    r"|they're"
    r"|they are|we're|we are"
    r"|there are|is|are|should be|make (?:it|that)|we (?:need|want|have|meant)|i (?:meant|mean)|you (?:need|want))"
)
_PATTERNS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (
        ("not",),
        re.compile(rf"\bnot (?:just )?(?P<old>{_X}{{1,80}}?),? but (?:rather |actually )?(?P<new>{_X}{{1,120}})"),
    ),
    (
        ("not", "n't"),
        re.compile(
            rf"\b(?:it's|it is|that's|they're|we're|is|are|isn't|aren't)(?: not)? (?<=not "
            rf"|n't )(?P<old>{_X}{{1,60}}?)"
            rf"(?: (?:(?:that|which) )?(?:we|you|they|i) (?:really )?(?:need|want|meant|speak|do|have|use"
            rf"|said))?{_PAUSE}+"
            rf"(?:but |and )?{_IS} (?P<new>{_X}{{1,120}})"
        ),
    ),
    (
        ("said", "told", "wrote", "put ", "mentioned"),
        re.compile(
            rf"\b(?:i|we) (?:think i |think we )?(?:said|told you|wrote|put|mentioned)(?: that)?"
            rf"(?: it(?:'s| was| is))? (?P<old>{_X}{{1,100}}?)(?: (?:first|before|earlier))?[\s,;.–—-]+(?:but "
            rf"|and |so )?"
            rf"(?:{_IS}|meant(?: to say)?) (?P<new>{_X}{{1,120}})"
        ),
    ),
    (
        (" from ",),
        re.compile(
            rf"\b(?:changed|gone|goes|went|moved|switched|raised|up|down|cut) from (?P<old>{_X}{{1,60}}?) to "
            rf"(?P<new>{_X}{{1,60}})"
        ),
    ),
    (
        ("was ",),
        re.compile(rf"\bwas (?P<old>{_X}{{1,60}}?),? (?:now(?: it's| is)?|it's now|is now) (?P<new>{_X}{{1,60}})"),
    ),
    (
        ("sondern",),
        re.compile(
            rf"\bnicht(?: mehr)? (?P<old>{_X}{{1,80}}?),? sondern (?:erst |nur |schon |bis "
            rf"|ab )?(?P<new>{_X}{{1,120}})"
        ),
    ),
    (
        ("statt", "anstelle"),
        re.compile(
            rf"\b(?:statt|anstatt|anstelle von) (?P<old>[^\s,;.!?]{{1,40}}(?: \d{{1,9}})?),? (?:lieber|bitte|jetzt"
            rf"|nun|dann"
            rf"|doch|nehmen wir|machen wir|brauchen wir) (?P<new>{_X}{{1,80}})"
        ),
    ),
    (
        ("ich ha",),
        re.compile(
            rf"\bich (?:hatte|habe|hab) (?P<old>{_X}{{1,80}}?) (?:gesagt|geschrieben|angegeben|genannt),? (?:aber )?"
            rf"(?:es (?:sind|ist)|richtig (?:ist|sind)|gemeint (?:war|waren)|das stimmt nicht,? es (?:sind|ist)) "
            rf"(?P<new>{_X}{{1,120}})"
        ),
    ),
    (
        (" sino ",),
        re.compile(
            rf"\bno (?:es |son |hablamos |queremos |(?=de |a |hasta ))?(?P<old>{_X}{{1,80}}?),? sino (?:que )?(?:es "
            rf"|son )?(?P<new>{_X}{{1,120}})"
        ),
    ),
    (
        ("vez de", "lugar de"),
        re.compile(rf"\ben (?:vez|lugar) de (?P<old>{_X}{{1,60}}?), (?P<new>{_X}{{1,80}})"),
    ),
    (
        ("dije", "puse", "escribí", "dicho"),
        re.compile(
            rf"\b(?:dije|puse|escribí|había dicho) (?:que )?(?P<old>{_X}{{1,100}}?),? (?:pero )?(?:es|son|está"
            rf"|ahora es) (?P<new>{_X}{{1,120}})"
        ),
    ),
)
"""What puts the new and the old in any order, each with the words of which it has one."""
_DENIAL = re.compile(
    r"[\s,;:.–—-]*[\s,](?:(?:and|so|but|und|also|y|e) )?(?:(?:definitely|certainly|auf keinen fall) )?"
    r"(?:not(?: at| on| until| to)?|no longer|instead of|rather than|in place of|as opposed to|statt"
    r"|anstatt|anstelle von"
    r"|en vez de|en lugar de|y no|(?<=, )nicht(?: mehr)?|(?<=und )nicht(?: mehr)?|(?<=also )nicht"
    r"|nicht mehr(?= \d)|(?<=, )no)"
    r"(?: (?:bis|ab|um|am|auf|von|de|del|a las|a la|a|al|hasta|desde|until|till|at|the|die|der|das|el|la))* "
    rf"(?P<old>{_X}{{1,100}})"
)
"""What denies the old after the new."""
_BREAK = re.compile(r"[;:!?\n\ue002]|[,.](?!\d)")
_MOST_NEW = 160
_AUXILIARY = word_set(
    """
    do does did must should can could will would may might shall need is are was were has have had be please
    just why or it's that's
    they're we're if usually definitely absolutely certainly probably does also
    """
)
_CUES = word_set(
    """
    not instead rather nicht sondern statt anstatt anstelle no sino vez lugar said wrote told put mentioned
    longer opposed from was
    gesagt geschrieben angegeben dije puse escribí isn't aren't
    """
)
_WORD = re.compile(r"[\w']+")
_JOINT = re.compile(r" (?:and|und|y|but|aber|pero|so) ")


@dataclass(frozen=True, slots=True)
class Contrast:
    """What takes the place of what, by their spans; `denied` is where the part begins that denies the old."""

    new: tuple[int, int]
    old: tuple[int, int]
    start: int
    end: int
    denied: int


_MARKS = re.compile(
    r"\b(?:actually|instead|sorry|apologi[sz]e|corrections?|i meant|rather|(?:(?<!.)no|no(?=[,.;:!?]))|nope|wait"
    r"|eigentlich|oops"
    r"|whoops|mistake|mejor"
    r"|hang on|hold on|scratch that|got (?:that|it) wrong|was wrong|my bad|pardon|stopp?|korrektur"
    r"|quatsch|falsch|verzeihung"
    r"|entschuldigung|nein|doch nicht|moment|verschrieben|vertan|geirrt|perdón|disculp\w+|equivoqu\w+"
    r"|equivocad\w+|corrijo"
    r"|corrección|uy|espere?|rectific\w+|en realidad|error|changed my mind|on second thoughts?|turns out)\b"
)
"""Words that announce, within the first few of a message, that something said before was wrong."""


def is_announced(text: str) -> bool:
    """Whether a message announces that something said before was wrong."""
    low = text[:200].lower().replace("’", "'")
    return _MARKS.search(" ".join(low.split()[:6])) is not None or "instead" in low


def may(words: frozenset[str]) -> bool:
    """Whether a sentence of these words may hold one."""
    return not _CUES.isdisjoint(words)


def found(low: str) -> Iterator[Contrast]:
    """The contrasts of a sentence in order; of one that may end at an "and", the longer way is given first."""
    position = 0
    for _ in range(6):
        best = _next(low, position)
        if best is None:
            return
        yield best
        shorter = _JOINT.search(low, best.old[0] + 1, best.old[1])
        if shorter:
            yield Contrast(
                best.new, (best.old[0], shorter.start()), best.start, max(shorter.start(), best.new[1]), best.denied
            )
        position = max(shorter.start() if shorter else best.end, position + 1)


def _next(low: str, position: int) -> Contrast | None:
    for cues, pattern in _PATTERNS:
        match = pattern.search(low, position) if any(map(low.__contains__, cues)) else None
        if match is not None and match.start("old") < match.start("new"):
            return Contrast(match.span("new"), match.span("old"), match.start(), match.end(), match.start())
    for match in _DENIAL.finditer(low, position):
        start = max((found.end() for found in _BREAK.finditer(low, position, match.start())), default=position)
        start = max(start, match.start() - _MOST_NEW)
        before = _WORD.findall(low, start, match.start())
        if before and before[-1] not in _AUXILIARY:
            return Contrast((start, match.start()), match.span("old"), start, match.end(), match.start())
    return None
