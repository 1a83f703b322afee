"""Tasks with their data, however they are joined.

"Rekey: name, address", "to hold a date it needs the name", "(a) Report a missed bin. We require the address", "he asks
for an alteration, so which garment and by when". A list of data is found first; what stands before it names its task.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from parley.builder.guided.english import collected, data_names, heads, leads
from parley.builder.guided.english.verbs import Use, verb_at
from parley.builder.guided.reading import MASK_QUOTE, Reading, runs

_SEGMENT = re.compile(
    r"\n|;\s|(?<=[a-z)])(?<!\b(?:no|nr))(?<!\b(?:ref|reg|tel|apt))\.\s|(?<=\s)(?=\d\)\s)|"
    r"(?<=\s)(?=(?:and )?number (?:one|two|three|four|"
    r"five|six)\s(?!digit))|[!?]\s|\.\.\.?\s"
)
_BULLET = re.compile(r"[\s>*]*(?:[-*•–#]+\s+)?(?:\(?(?:\d{1,2}|[a-h])[.)]\s+)?")


MAX_SEGMENTS = 120
MAX_CHARS = 1_500
MAX_OPENINGS = 24
MAX_LIST = 400


@dataclass(frozen=True, slots=True)
class Block:
    """A list of data with its task's name, "" where it is the goal before it, and the span of the message of both.

    Without a name it is about a goal of the same sentence, or (`is_next`) of the one before, which begins at `since`;
    where none is named there, data that are surely asked for (`is_sure`) belong to the main goal.
    """

    name: str
    data: list[str]
    start: int
    end: int
    since: int
    topic: str = ""
    is_next: bool = False
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """A list of data in a segment, with where the words that lead to it begin."""

    lead: int
    start: int
    end: int
    names: list[str]
    has_mark: bool
    is_sure: bool


def found(reading: Reading) -> list[Block]:
    """The lists of data of a message with their tasks, in order."""
    blocks: list[Block] = []
    above, since = "", 0
    low, is_asked = _left(reading), "goals" in reading.asked
    if not data_names.may_name(low, runs(low)):
        return blocks
    for start, end in islice(_segments(low), MAX_SEGMENTS):
        bullet = _BULLET.match(low, start, end)
        place = bullet.end() if bullet else start
        is_item = low[start:place].strip(" ") != ""
        is_whole = bool(above) and not is_item and low[end : end + 1] != "?" and low[since:start].count("\n") < 2
        head = place
        for run in _runs(low, place, end, is_whole=is_whole):
            block = _block(low, (place if is_asked else -1, head), run, above, since)
            if not block.name and blocks and (name := heads.again(low[head : run.lead], blocks[-1].name)):
                block = replace(block, name=name, start=head, is_next=False)
            blocks.append(block)
            head = run.end
        if head > place:
            above = ""
        elif end - place > 2:
            above, since = low[place:end], start
    return blocks


def _left(reading: Reading) -> str:
    """The message without what other rules have read already."""
    low = reading.low
    for sentence in reading.sentences:
        if "\ue002" in sentence.left:
            low = low[: sentence.start] + sentence.left + low[sentence.start + len(sentence.left) :]
    return low


def _segments(low: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _SEGMENT.finditer(low):
        yield start, mark.start()
        start = mark.end()
    yield start, len(low)


def _runs(low: str, start: int, end: int, *, is_whole: bool) -> Iterator[_Run]:
    """The lists of data of a segment; one that begins it stands below its task."""
    whole = _run(low, start, start, end, is_sure=False) if is_whole else None
    if whole and whole.end >= end - 2 and not _is_sentence(low[start:end]):
        yield whole
        return
    position = start
    segment = low[start : min(end, start + MAX_CHARS)]
    for opening in islice(leads.opening().finditer(segment), MAX_OPENINGS):
        lead = start + opening.start()
        if lead < position or MASK_QUOTE in low[position:lead]:
            continue
        lead = start + opening.end("further") if opening.group("further") else lead
        stop = low.find(")", start + opening.end(), end) if "(" in opening.group() else end
        is_sure = opening.group("further") is not None or leads.SURE.search(opening.group()) is not None
        run = _run(low, lead, start + opening.end(), stop if stop > 0 else end, is_sure=is_sure)
        if run is None or heads.is_label(low[start:lead]) or _is_barred(low, opening, run, stop):
            continue
        yield run
        position = run.end


def _is_sentence(segment: str) -> bool:
    """Whether a segment that would be a bare list speaks of agents, of one more task, or tells who asks for what."""
    if heads.is_one_more(segment) and not collected.is_led(segment):
        return True
    return heads.is_of_agents(segment[:80]) or leads.ASKING.search(segment.partition(",")[0]) is not None


def _run(low: str, lead: int, start: int, end: int, *, is_sure: bool) -> _Run | None:
    end = min(end, start + MAX_LIST)
    if (">" in low or "→" in low) and (arrow := _ARROW.search(low, start + 1, end)) is not None:
        end = arrow.start()
    if (task := _NEXT.search(low, start + 1, end)) is not None:
        end = task.start()
    names, length, known = collected.items(low[start:end])
    is_led = _LEADING.search(low[lead:start]) is not None and _DETERMINED.match(low, start) is not None
    is_sure = is_sure or (is_led and len(names) > 1)
    least = 3 if is_led else 2
    if not names or known * least < len(names) or _FIGURE.match(low[start:end]) or _is_noted(low[lead:start], names):
        return None
    if enough := _ENOUGH.match(low, start + length, end):
        length = enough.end() - start
    is_whole = length >= len(low[start:end].rstrip(" .,)"))
    if (
        known < 2
        and not is_sure
        and not (is_whole and (len(names) == 1 or _is_listed(low, lead) or leads.ASKING.search(low[lead:start])))
    ):
        return None
    if known < 2 and _TAKING.search(low[lead:start]) and not _DETERMINED.match(low, start):
        return None
    if known < 2 and _ARROW.match(low[lead:start]) and not leads.ASKING.search(low[lead:start]):
        return None
    return _Run(
        lead, start, start + length, names, low[lead:start].lstrip()[:1] in set(":–—-=→("), is_sure or known > 2
    )


def _is_noted(lead: str, names: list[str]) -> bool:
    """ "Take a message": nothing that is asked for, a task."""
    return names in (["message"], ["note"]) and ("take" in lead or "leave" in lead)


def _is_listed(low: str, lead: int) -> bool:
    """Whether a colon or a dash stands behind a task: "chase a parcel – tracking number, courier"."""
    before = _ITEM.split(low[max(0, lead - 80) : lead])[-1]
    return _LISTED.match(low, lead) is not None and verb_at(before.strip(" -–—*•"), 0) is not None


_LISTED = re.compile(r": | [–—-] ")
_ITEM = re.compile(r"\n|[.;] ")
_TAKING = re.compile(r"\b(?:take|get|want)s?(?: \w+)? $")
_DETERMINED = re.compile(r"(?:the|their|his|her|an?|name|full)\b")
_ENOUGH = re.compile(
    r",? (?:that's|that is|and that's|is|are|will be) (?:plenty|enough|all|it|fine|needed|"
    r"required)\b|,? (?:will|would|'ll) (?:do|suffice)\b(?: me| us)?"
)
_ARROW = re.compile(r"\s?(?:->|=>|→)")
_NEXT = re.compile(
    r", (?:which|for which) (?:(?:it|we)(?:'ll)? )?(?:just |only )?(?:takes|needs?|requires?|wants?) |,? (?:and|"
    r"plus|or) (?:also )?(?!(?:the|their|his|her|an?|which|what|how|if|whether|when|where)\b)"
    r"(?:[a-z'-]+ ){0,4}?[a-z'-]+, (?:where|for (?:which|those|that|these)|which|that|so|there|with that) "
    r"(?:(?:it|she|he|we|i|you)(?:'d|'ll)? )?(?:also |just |only |would |will |should |must )*"
    r"(?:needs?|wants?|asks?(?: for)?|takes?|requires?|gets?) "
)
"""What ends a list of data: a task behind it, "and keg orders, where it needs", or what the list itself takes."""
_FIGURE = re.compile(r"\s*[\d£$€]")


def _is_barred(low: str, opening: re.Match[str], run: _Run, stop: int) -> bool:
    """Whether what stands before a list, or the list itself, says that no data are asked for there."""
    before = low[max(0, run.lead - 24) : run.start]
    if _NEGATED.search(before) or _TOLD.search(opening.group()) or heads.is_of_agents(low[run.start : run.end + 25]):
        return True
    if _is_task(low, opening, run):
        return True
    if opening.group("asked") is not None:
        return len(run.names) < 3
    if opening.group("comma"):
        return run.end < stop - 2 or len(run.names) < 2
    is_led = collected.is_led(low[run.start : run.end])
    if not (opening.group("mark") or is_led or (_LEADING.search(opening.group()) and _several_things(low, run))):
        return True
    is_asked = leads.ASKING.search(opening.group()) is not None
    if len(run.names) > 1 or is_asked:
        return len(run.names) < 2 and "ask" in opening.group() and low.startswith(("whether", "if "), run.start)
    if _BY.fullmatch(opening.group().strip(" ,")) and _KEYS.search(run.names[0]):
        return not _is_done(low, run.lead)
    is_marked = opening.group("mark") is not None and (
        opening.group("mark").strip() in {":", "("} or _is_listed(low, run.lead)
    )
    return run.end < stop - 2 or not (is_marked or _ONLY.search(opening.group()))


def _is_done(low: str, end: int) -> bool:
    """Whether a task stands before "with the job number": "or chase an existing one"."""
    clause = _JOINT.split(low[max(0, end - 60) : end])[-1]
    verb = verb_at(clause, 0)
    return verb is not None and verb.use is Use.GOAL


_JOINT = re.compile(r"[,.;)(:] (?:and |or )?|\b(?:and|or|to|can|could|may|should) |\n")
_BY = re.compile(r"with|(?:it|that)'?s(?: just| only)?")
_TELLING = re.compile(r"\b(?:give|leave|provide|quote|state|tell|say)s?(?: us| me)? (?:just |only )?$")
_LEADING = re.compile(rf"{leads.SURE.pattern}|{_TELLING.pattern}|\b(?:just|only) ")
_KEYS = re.compile(r"(?:number|reference|ref|code|id|email|postcode)$")
"""Data by which a thing is found."""


def _several_things(low: str, run: _Run) -> bool:
    """ "we require the market, the stall number": a first thing that only its article makes a datum."""
    return len(run.names) > 1 and _DETERMINED.match(low, run.start) is not None


_ONLY = re.compile(r"\b(?:just|only|here|there|that's|for (?:that|this|it))\b")
_TOLD = re.compile(
    rf"\b(?:it|she|he|agent|assistant|bot|we|i)(?:'ll|'d)? (?:{leads.AUX})*(?:give|leave|tell|provide|quote|state)s?\b"
)
_ASKED_BY = re.compile(
    r"\b(?:people|folks?|they|everyone|everybody|callers|customers|clients|guests|patients|can|could|may|or)"
    r"(?: (?:always|often|also|sometimes|usually|mostly|keep|will|might|may|can|only))* ask(?:s|ing)? (?:for )?$"
)
_BY_AGENT = re.compile(r"\b(?:it|she|he|we|i|agent|assistant|bot)(?:'ll|'d)? ")
_WISH = re.compile(r" ?ask for ")
_STARTS = re.compile(r"(?:^|[.,;:!?\n] ?|\band |\bthen |\bor )$")


def _is_task(low: str, opening: re.Match[str], run: _Run) -> bool:
    """Whether the words that ask name a task: callers ask for it, or it is "ask for a mooring, name and boat"."""
    if not _MAY_BE_TASK.search(opening.group()) or _BY_AGENT.search(opening.group()):
        return False
    if _ASKED_BY.search(low, max(0, run.lead - 24), run.start) or _HEADING.match(low, run.end):
        return True
    if not _WISH.match(opening.group()) or collected.is_led(low[run.start : run.end]):
        return False
    return _STARTS.search(low, max(0, run.lead - 6), run.lead) is not None


_HEADING = re.compile(r"\s*(?:\(|: |->|→|[–—] |, (?:which|for which) )")
_MAY_BE_TASK = re.compile(r"ask|find")
_NEGATED = re.compile(
    r"\b(?:don't|not|never|without|no|mustn't|shouldn't|can't|cannot|doesn't|won't)\s+(?:\w+\s+){0,3}$"
    r"|\b(?:don't|not|never) (?:want|have|like|need|let) (?:it|her|him|the \w+) (?:to )?[a-z]+ing $"
)


def _block(low: str, begun: tuple[int, int], run: _Run, above: str, since: int) -> Block:
    """A list and its task, whose words begin at the second of two places; at the first a task is a heading."""
    start = begun[1]
    words = low[start : run.lead]
    is_empty = heads.is_empty(words)
    name, offset = ("", 0) if is_empty else heads.of_clause(words, is_heading=run.has_mark or start == begun[0])
    if not is_empty and heads.points_back(words) and 0 < len(above.split()) <= 5:
        name = ""
    if is_empty or (not name and heads.points_back(words)):
        is_short = len(above.split()) <= (heads.MAX_TITLE + 6 if is_empty else 5)
        name = heads.of_clause(above, is_heading=not is_empty)[0] if is_short else ""
        begin = start if name and not is_empty else run.lead
        return Block(name, run.names, begin, run.end, since, words, is_next=True, is_sure=run.is_sure)
    return Block(name, run.names, start + offset if name else run.lead, run.end, since, words, is_sure=run.is_sure)
