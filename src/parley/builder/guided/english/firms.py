"""What the business is called, wherever it is said: "We're Oak & Ash, …", "Mill Lettings, Bath.", "Welcome to Kestrel".

Every run of capitals is weighed by the words around it and in it; the heaviest is the name. A product of the catalogue,
a language, a street, a day or a person is no business.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.builder.guided.english import names
from parley.builder.guided.english.business import is_no_name
from parley.builder.guided.english.firm_words import DAYS, STREETS, TRADES, UNNAMED
from parley.builder.guided.lexicon import AGENT_NOUNS, CALLERS
from parley.builder.guided.reading import MASK_QUOTE, Reading, Sentence

_LEAST = 3
"""What a run of capitals must weigh to be a name."""
_SENTENCES = 16
_RUN = re.compile(
    r"(?<![\w'’.-])[A-Z0-9][\w'’-]*(?:\.[\w'’-]+)*"
    r"(?:(?: & | and | of | of the | the | on | de | la | del | )(?!I(?:'m|'d|'ve|'ll|’m|’d|’ve|"
    r"’ll)?\b)[A-Z][\w'’-]*(?:\.[\w'’-]+)*)*"
)
_SECTOR = names.SECTORS.pattern
_OWNED = re.compile(
    r"\b(?:we're|we are|we be|we call ourselves|i run|we run|i own|we own|i manage|we manage|owner of|manager (?:of|"
    r"at)|"
    r"i have|i've|called|named|known as|trad(?:e|es|ing) as|d/?b/?a|by the name of|(?:(?<!my )name|business|company|"
    r"firm|shop|practice|place|outfit|clinic|salon|charity|school)(?:'s| is| are|:)|on behalf of|here at|"
    r"behalf of|i work (?:for|at)|i'm (?:with|at|from)|i am with|set up (?:for|at)|this is for|it's for|it is for|"
    r"welcome to|you've reached|you have reached|thank you for (?:calling|ringing|contacting)|"
    r"thanks for (?:calling|ringing|contacting)|you're through to|that's|its|it's)(?: the)? [\"“']?$"
)
_FROM = re.compile(r"\b(?:for|at|from|of|with|by|join|behalf)(?: the)? $")
_EMPLOYED = re.compile(
    r"\b(?:head|manager|owner|director|founder|partner|boss|lead|team|receptionist|secretary|look after|handle|in "
    r"charge|"
    r"responsible|assistant|officer|chair|front desk|office)\b[a-z ]* (?:at|of|for|from|with)(?: the)? $"
)
_MEANT = re.compile(rf"{_SECTOR}|\b(?:scheme|outfit|place|business|product|tool|line)\b")
_APPOSED = re.compile(
    rf"(?:{_SECTOR}|\b(?:scheme|outfit|place|business|product|tool|line)\b)(?: [^,.;:!?(]{{1,40}})?(?:,(?: right,| "
    rf"um,| er,)?|:| \(|"
    rf" [–—-]) ?[\"“]?$|\b(?:our|my|the|an?) [a-z' ]*(?:{_SECTOR}|\b(?:scheme|outfit|agent's)\b) $"
)
_NOT_AFTER = re.compile(
    r"\b(?:in|near|around|across|through|via|using|use|uses|mr|ms|mrs|dr|miss|on|to|until|till|between|is|by|my|than|"
    r"since|every|speak|like|i'm|am|dear|hi|hello|hey|ask|get|call|ring|tell|or|and|our|manager|boss|wife|husband|"
    r"colleague|owner)\.? $"
)
_GOES_ON = re.compile(
    r" here\b| (?:is|are) (?:an?|the|one|my|our) | (?:needs?|wants?|wish(?:es)?|would like|seeks?|requires?|is looking|"
    r"are looking|offers?|provides?|sells?|operates?|runs?|makes?|serves?)\b|, (?:an?|the|we|our) [a-z]"
)
_TOLD = re.compile(r"(?:i|we|i'm|we're|we've|i've)\b[^,;:]*, $")
_ALONE = re.compile(r"(?: [a-z]+(?=, [A-Z]))?(?:, [A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?)*[.!]?$")
_ENDS = re.compile(r"[,.;:!?)\"”]|$| in | and | here\b| [–(-]| who | that | which ")
_AGENT = re.compile(rf"\b(?:{'|'.join(sorted(AGENT_NOUNS, key=len, reverse=True))})(?:,| for)? $")
_CAMEL = re.compile(r"[a-z][A-Z]")
_WISHES = re.compile(r" (?:needs|wants|wishes|seeks|requires|is looking)\b")
_GREETED = re.compile(
    r"(?P<cue>(?i:welcome to|you've reached|you have reached|for (?:calling|ringing|contacting)|through to|good "
    r"\w+,?),? "
    r"(?:the )?|^[\"“]?|[,.!] )(?P<name>[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|&|and(?= [A-Z])|of(?= [A-Z])))*)(?=,|"
    r"(?P<here> here\b)|[.!?]|$)"
)
_CALLED = re.compile(
    r"\b(?:called|named|trade as|trading as|known as|name is|name's) (?P<name>[a-z][\w'&-]*(?: (?!its\b|it's\b|in\b|"
    r"we\b|and we\b|and i\b|that\b|which\b|where\b|so\b|but\b|with\b|i\b|for\b|on\b|to\b|at\b|who\b|is\b|are\b|a\b|"
    r"an\b|and (?:we|i|it|they)\b)[\w'&-]+){0,3})"
)
_LED = re.compile(
    r"\b(?:from|here at|i own|i run|i manage|we run|we own|this is|we're|we are) (?P<name>(?!\w+ from\b|the\b|an?\b|"
    r"our\b|my\b|"
    r"one\b|two\b|three\b|home\b|all\b|any\b)[a-z][\w'&-]*(?: [\w'&-]+){1,3}?)(?=[,.]| in\b| and\b| here\b|$)"
)
_LEADS = frozenset({"called", "named", "trade", "trading", "known", "name", "name's"})
_LED_BY = frozenset({"from", "here", "own", "run", "manage", "this", "we're", "we"})


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of capitals with its sentence and place in it."""

    name: str
    sentence: Sentence
    start: int
    index: int

    @property
    def end(self) -> int:
        return self.start + len(self.name)


def named(reading: Reading) -> tuple[str, str] | None:
    """The business's name with the words around it; None where no name is said."""
    best: tuple[int, _Run] | None = None
    for run in _runs(reading):
        weight = _weight(run, reading)
        if weight >= _LEAST and (best is None or weight > best[0]):
            best = weight, run
    if best:
        run = best[1]
        return run.name, run.sentence.text[: run.end].strip(" ,(")
    return _in_small_letters(reading)


def greeted(line: str) -> str:
    """The business's name in the first words to a caller: "Welcome to Kestrel", "Mill Lettings, good day"; "" for none.

    One word alone is a name only where the line says so.
    """
    for found in _GREETED.finditer(line):
        name = found.group("name")
        first = name.split()[0].lower()
        is_led = found.group("here") or found.group("cue").strip(" ,.!") != ""
        if first in UNNAMED or is_no_name(name) or (" " not in name and not is_led):
            continue
        return name
    return ""


def _runs(reading: Reading) -> Iterator[_Run]:
    for index, sentence in enumerate(reading.sentences[:_SENTENCES]):
        text = sentence.text
        for found in _RUN.finditer(text):
            start, name = found.start(), found.group()
            if name.isdigit() or sentence.left[start : start + 2].count(MASK_QUOTE):
                continue
            while name and (first := name.split(" ", 1)[0]).lower().strip("'’") in UNNAMED and not _is_whole(name):
                start, name = start + len(first) + 1, name[len(first) + 1 :]
                name = name if name[:1].isupper() else ""
            if len(name) >= 3:
                yield _Run(_unowning(name, text[start + len(name) :]), sentence, start, index)


def _unowning(name: str, after: str) -> str:
    """A name without the mark of what it owns: "Kestrel's customers"; "Kettlewell's" stays whole."""
    is_owner = re.match(r" [a-z]", after) and not _GOES_ON.match(after) and not _ENDS.match(after)
    name = name.rstrip(".")
    return re.sub(r"['’]s?$", "", name) if is_owner else name


def _is_whole(name: str) -> bool:
    """Whether "The" or "Our" belongs to a name, as before another capital: "The Foundry"."""
    first, _, rest = name.partition(" ")
    return first == "The" and rest[:1].isupper()


def _weight(run: _Run, reading: Reading) -> int:
    text, name = run.sentence.text, run.name
    said = [word.strip(",.'’") for word in name.lower().split()]
    before, after = text[: run.start].lower().replace("’", "'"), text[run.end :]
    is_led = _OWNED.search(before) is not None
    if _is_other(run, said) or (
        not is_led and _NOT_AFTER.search(before) and not (len(said) > 2 and said[-1] in TRADES)
    ):
        return 0
    is_long = len(said) > 1
    is_trade = name.endswith(("'s", "’s")) or _CAMEL.search(name) or not TRADES.isdisjoint(said) or "&" in name
    weight = is_long + (1 + is_long if is_trade else 0)
    if is_led:
        weight += 3 if is_long or _ENDS.match(after) else 0
    else:
        weight += _led_up(before, after, is_long=is_long, is_plain=not is_trade)
    weight += _followed(run, before, after, is_long=is_long)
    return weight + (len(name) > 5 and reading.text.count(name) > 1)


def _led_up(before: str, after: str, *, is_long: bool, is_plain: bool) -> int:
    """What the words before a run say for a name."""
    is_end = _ENDS.match(after) is not None
    if _AGENT.search(before):
        return 3 if is_end and (is_long or before.endswith(" for ")) else 0
    if _EMPLOYED.search(before):
        return 3 if is_end else 0
    if _FROM.search(before):
        return 2 if is_long or not is_plain else 0
    if _APPOSED.search(before):
        return 3 if is_end else 1
    return 2 if before.endswith(("(", "– ", "— ")) else 0


def _followed(run: _Run, before: str, after: str, *, is_long: bool) -> int:
    """What the words after a run say for a name or against it, and where it stands."""
    weight = 0
    if is_long and run.index < 5 and run.start == 0 and _ALONE.match(after):
        weight += 2
    if is_long and run.index < 2 and _TOLD.match(before) and _ALONE.match(after):
        weight += 2
    if _GOES_ON.match(after):
        return weight + (2 if run.start or is_long or after.startswith(" here") or _WISHES.match(after) else 1)
    return weight if _ENDS.match(after) else weight - 1


def _is_other(run: _Run, said: list[str]) -> bool:
    """Whether a run is plainly no business: days and languages, streets, products, shouted headings, ordinary words."""
    name = run.name
    is_dated = not DAYS.isdisjoint(said) and TRADES.isdisjoint(said)
    if said[-1] in STREETS or is_dated or (len(said) == 1 and said[0] in UNNAMED | CALLERS):
        return True
    if name.isupper() and (" " in name or len(name) < 4):
        return True
    return is_no_name(name) or names.is_agents(run.sentence, run.start)


def _in_small_letters(reading: Reading) -> tuple[str, str] | None:
    """A name in a message without capitals: "a cake shop called sweet dreams", "this is dave from bright windows"."""
    for sentence in reading.sentences[:_SENTENCES]:
        found = _CALLED.search(sentence.left) if not sentence.words.isdisjoint(_LEADS) else None
        if found and _MEANT.search(sentence.left[: found.start()]):
            return sentence.text[slice(*found.span("name"))], sentence.text[: found.end()]
        if not sentence.words.isdisjoint(_LED_BY) and not sentence.words.isdisjoint(TRADES):
            for found in _LED.finditer(sentence.left):
                if found.group("name").rsplit(" ", 1)[-1] in TRADES:
                    return sentence.text[slice(*found.span("name"))], sentence.text[: found.end()]
    return None
