"""One thing in place of another, as people put it: "X, not Y", "nicht Y, sondern X", "I said Y, it's X"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.builder.guided.tables import word_set

_X = r"(?:[^,;:.!?\n]|(?<=\d)[.,:](?=\d)|(?<=\b[ap])\.(?=\s?m\b)|(?<=\bm)\.)"
_PAUSE = r"[\s,;:.–—-]"
_IS = (
    r"(?:(?:actually|really|now|in fact|rather|of course|eigentlich|jetzt|nun|ya|ahora) )?(?:it's|it is|that's|they're"
    r"|they are|we're|we are"
    r"|there are|is|are|should be|make (?:it|that)|we (?:need|want|have|meant)|i (?:meant|mean)|you (?:need|want))"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bnot (?:just )?(?P<old>{_X}{{1,80}}?),? but (?:rather |actually )?(?P<new>{_X}{{1,120}})",
        rf"\b(?:it's|it is|that's|they're|we're|is|are|isn't|aren't)(?: not)? (?<=not |n't )(?P<old>{_X}{{1,60}}?)"
        rf"(?: (?:(?:that|which) )?(?:we|you|they|i) (?:really )?(?:need|want|meant|speak|do|have|use|said))?{_PAUSE}+"
        rf"(?:but |and )?{_IS} (?P<new>{_X}{{1,120}})",
        rf"\b(?:i|we) (?:think i |think we )?(?:said|told you|wrote|put|mentioned)(?: that)?(?: it(?:'s| was"
        rf"| is))? (?P<old>{_X}{{1,100}}?)"
        rf"(?: (?:first|before|earlier))?[\s,;.–—-]+(?:but |and |so )?(?:{_IS}"
        rf"|meant(?: to say)?) (?P<new>{_X}{{1,120}})",
        rf"\b(?:changed|gone|goes|went|moved|switched|raised|up|down"
        rf"|cut) from (?P<old>{_X}{{1,60}}?) to (?P<new>{_X}{{1,60}})",
        rf"\bwas (?P<old>{_X}{{1,60}}?),? (?:now(?: it's| is)?|it's now|is now) (?P<new>{_X}{{1,60}})",
        rf"\bnicht(?: mehr)? (?P<old>{_X}{{1,80}}?),? sondern (?:erst |nur |schon |bis |ab )?(?P<new>{_X}{{1,120}})",
        rf"\b(?:statt|anstatt|anstelle von) (?P<old>[^\s,;.!?]{{1,40}}(?: \d{{1,9}})?),? (?:lieber|bitte|jetzt|nun|dann"
        rf"|doch|nehmen wir|machen wir"
        rf"|brauchen wir) (?P<new>{_X}{{1,80}})",
        rf"\bich (?:hatte|habe|hab) (?P<old>{_X}{{1,80}}?) (?:gesagt|geschrieben|angegeben"
        rf"|genannt),? (?:aber )?(?:es (?:sind|ist)|richtig (?:ist|sind)"
        rf"|gemeint (?:war|waren)|das stimmt nicht,? es (?:sind|ist)) (?P<new>{_X}{{1,120}})",
        rf"\bno (?:es |son |hablamos |queremos |(?=de |a |hasta ))?(?P<old>{_X}{{1,80}}?),? sino (?:que )?(?:es "
        rf"|son )?(?P<new>{_X}{{1,120}})",
        rf"\ben (?:vez|lugar) de (?P<old>{_X}{{1,60}}?), (?P<new>{_X}{{1,80}})",
        rf"\b(?:dije|puse|escribí|había dicho) (?:que )?(?P<old>{_X}{{1,100}}?),? (?:pero )?(?:es|son|está"
        rf"|ahora es) (?P<new>{_X}{{1,120}})",
        rf"(?P<new>{_X}{{1,160}}?){_PAUSE}*[\s,](?:(?:and|so|but|und|also|y|e) )?(?:(?:definitely|certainly"
        rf"|auf keinen fall) )?"
        rf"(?:not(?: at| on| until| to)?|no longer|instead of|rather than|in place of|as opposed to|statt|anstatt"
        rf"|anstelle von|en vez de|en lugar de"
        rf"|y no|(?<=, )nicht(?: mehr)?|(?<=und )nicht(?: mehr)?|(?<=also )nicht|(?<=, )no)(?: (?:bis|ab|um|am|auf|von"
        rf"|de|del|a las|a la|a|al|hasta|desde"
        rf"|until|till|at|the|die|der|das|el|la))* (?P<old>{_X}{{1,100}})",
    )
)
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
    r"\b(?:actually|instead|sorry|apologi[sz]e|corrections?|i meant|rather|no|nope|wait|eigentlich|oops"
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
    matches = (pattern.search(low, position) for pattern in _PATTERNS)
    for match in matches:
        if match is None or _is_plain_denial(low, match):
            continue
        new, old = match.span("new"), match.span("old")
        denied = new[1] if old[0] > new[1] else match.start()
        return Contrast(new, old, match.start(), match.end(), denied)
    return None


def _is_plain_denial(low: str, match: re.Match[str]) -> bool:
    """ "It must not give advice" denies something and puts nothing in its place."""
    if match.start("old") < match.start("new"):
        return False
    before = re.findall(r"[\w']+", match.group("new"))
    return not before or before[-1].lower() in _AUXILIARY
