"""Facts told in plain sentences: a subject that is neither the agent nor the user, and a verb of how things are.

`firm` reads what is a fact by its own words, before anything else may take it for a task; `loose` reads what no rule
has claimed, and where facts stand next to it also fragments ("Towels compulsory.") and sentences of "it" and "you".
"""

import re

from parley.builder.guided.english import stating
from parley.builder.guided.english.stating import weighs
from parley.builder.guided.english.verbs import Form, Use, is_noun_like, verb_at
from parley.builder.guided.reading import MASK_QUOTE, Sentence
from parley.builder.guided.tables import word_set

Span = tuple[int, int]


def firm(sentence: Sentence) -> list[Span]:
    """Where a sentence that nothing has claimed yet states a fact by its own words."""
    return [span for span in _runs(sentence) if _is_firm(sentence.left[slice(*span)])]


def permitted(sentence: Sentence) -> list[Span]:
    """Where the facts stand of which a sentence says that callers may be told them: "… that A, that B and that C"."""
    left = sentence.left
    found = stating.PERMITTED.search(left) if sentence.has(_TELLING) and MASK_QUOTE not in left else None
    if found is None:
        return []
    stop = _SENTENCE.search(left, found.end())
    end = stop.start() if stop else len(left)
    marks = list(stating.ALSO_THAT.finditer(left, found.end(), end)) if found["that"].endswith("that") else []
    bounds = zip([found.end(), *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), end], strict=True)
    spans = [_trimmed(left, *span) for span in bounds]
    return [span for span in spans if _is_told(left[slice(*span)], is_that=bool(found["that"]))]


_TELLING = word_set("tell inform remind know mention say worth")
_SENTENCE = re.compile(r"[.!?\n\ue002](?:\s|$)|\ue002")


def _is_told(clause: str, *, is_that: bool) -> bool:
    """Whether what may be told is a statement; without "that" it has to be one by its own words."""
    return len(clause) > 7 and (clause.count(" ") > 1 if is_that else _is_firm(clause))


def loose(sentence: Sentence) -> list[Span]:
    """Where a sentence that no rule has claimed, and whose neighbour states facts, goes on with them."""
    left = sentence.left
    return [span for span in _runs(sentence) if _is_firm(left[slice(*span)]) or _is_loose(left[slice(*span)])]


_RUN = re.compile("[^\ue002]+")
_JOINT = re.compile(r" *(?:[,;.:!)–—-]|and |but |while |so )")
_CUT = re.compile(r"[^,;.:!(–—\s-] *(?<! and )(?<! but )(?<! so )$")
_TAIL = re.compile(
    r"(?:[ .!,;:(–-]|(?<=[, ])(?:and|but|so|or|then|please|too|btw|by the way|of course|though)\b(?=[ .!,;(–-]*$))+$"
)


def _runs(sentence: Sentence) -> list[Span]:
    """The plain words of a sentence that no rule has taken, where they are whole clauses."""
    left = sentence.left
    if MASK_QUOTE in left or "\ue001" in left:
        return []
    runs = [found.span() for found in _RUN.finditer(left)] if "\ue002" in left else [(0, len(left))]
    whole = [run for run in runs if run[1] - run[0] > 7 and _is_whole(left, *run)]
    spans = [_trimmed(left, *run) for run in whole]
    return [span for span in spans if span[1] - span[0] > 7 and _is_plain(left[slice(*span)])]


def _is_whole(left: str, start: int, end: int) -> bool:
    """Whether a run of words is parted from what was taken before and after it by a joint, not cut in a clause."""
    is_begun = start == 0 or _JOINT.match(left, start) is not None
    return is_begun and (end == len(left) or _CUT.search(left, start, end) is None)


def _trimmed(left: str, start: int, end: int) -> Span:
    """A run without the signs and joints at its ends."""
    if tail := _TAIL.search(left, start, end):
        end = tail.start()
    while start < end and left[start] in " .!,;:-–)":
        start += 1
    lead = stating.LEAD.match(left, start, end)
    return (lead.end() if lead else start), end


def _is_plain(clause: str) -> bool:
    """Whether a clause may be of the business: "I bring my own ladders" is, "I want an agent" is not."""
    if clause[1:2] == "." or stating.is_remark(clause[2:] if clause.startswith("i ") else clause):
        return False
    if stating.FOREIGN.match(clause):
        ours = stating.OURS.match(clause) if clause.startswith("i ") else None
        return ours is not None and ours["verb"] not in stating.NOT_OURS
    return True


def _is_firm(clause: str) -> bool:
    if (ours := stating.OURS.match(clause)) and _is_of_business(clause, ours):
        return True
    if stating.MEMBERS.match(clause):
        return True
    if exists := stating.EXISTS.match(clause):
        is_of_things = stating.NOBODY.search(exists["rest"]) is None
        return is_of_things and (weighs(exists["rest"]) or _WITH.search(exists["rest"]) is not None)
    if condition := stating.CONDITION.match(clause):
        return _follows(clause[condition.end() :], is_weighed=weighs(clause))
    return _says_firmly(clause)


_WITH = re.compile(r" (?:to|for|on|in|at|behind|with|opposite|near) ")
_OTHERS = ("we ", "we'", "i ", "it ", "it's", "its ", "to ", "that ", "that's")
_OPEN = re.compile(r"(?:if|when|whenever|unless|once|after|before|until|for|with|to|as|because|since|while)\b")


def _is_of_business(clause: str, ours: re.Match[str]) -> bool:
    """Whether "we …" or "I …" says what the business does or does not do."""
    verb, rest = ours["verb"], clause[ours.end() :]
    if verb in stating.NOT_OURS or rest in {" it", " them", " that", " this", " so"}:
        return False
    if stating.DENIED.search(ours["does"]):
        return True
    return verb not in stating.TRADES and (clause[0] == "w" or verb in stating.MINE) and weighs(rest)


def _says_firmly(clause: str) -> bool:
    """Whether a thing is said to be, cost, take or need something, or whoever comes to have to do it."""
    is_other = clause.startswith(_OTHERS) or _OPEN.match(clause) or _is_order(clause)
    verb = None if is_other else _verb(clause)
    if verb is None:
        return stating.IT_TAKES.match(clause) is not None or stating.FRAGMENT.fullmatch(clause) is not None
    subject, said, rest = clause[: verb[0]], clause[slice(*verb)], clause[verb[1] :]
    if stating.PATRON.match(subject):
        is_barred = subject.startswith(("nobody", "no one", "no-one")) or stating.GETS.match(said + rest)
        return bool(is_barred) or stating.RULE.match(said + rest) is not None
    if said in stating.STANDING and stating.PLACED.match(rest):
        return True
    return weighs(said + rest) or (stating.RULE.match(said + rest) is not None and " be " in rest)


def _is_order(clause: str) -> bool:
    """Whether a clause tells the agent what to do: "ask for the day, that's all"."""
    if _IMPERATIVE.match(clause):
        return True
    verb = verb_at(clause, 0)
    if verb is None or verb.form is not Form.BASE or verb.use is Use.MANNER or is_noun_like(clause, verb):
        return False
    after = _WORD.search(clause, verb.end)
    return after is None or after.group() not in stating.VERBS


def _follows(main: str, *, is_weighed: bool) -> bool:
    """Whether what follows a condition states a fact: "…, we keep the deposit", "…, add 30"."""
    if stating.ADDED.match(main):
        return True
    if stating.FOREIGN.match(main) or main.startswith(("and ", "but ", "so ", "or ")):
        return False
    return _is_firm(main) or (is_weighed and stating.THEN.match(main) is not None)


_WORD = re.compile(r"[^\s,;:()]+")
_ENDINGS = ("'s", "'re")
_MOST = 12


def _verb(clause: str) -> Span | None:
    """Where the verb stands: the first word of its kind behind a subject, "'s" at the end of one included."""
    for place, word in enumerate(_WORD.finditer(clause)):
        if place > _MOST or (place and clause[word.start() - 2] in ",;:"):
            return None
        if word.group().endswith(_ENDINGS):
            return word.start() + word.group().rfind("'"), word.end()
        if place and word.group() in stating.VERBS:
            return word.span()
    return None


def _is_loose(clause: str) -> bool:
    """Whether a clause may go on with facts: one of "it" or "you", else a few words of a thing."""
    if stating.ABOUT_IT.match(clause) or stating.LACK.fullmatch(clause):
        return True
    if clause.startswith((*_OTHERS, "they ", "you ")) or _OPEN.match(clause) or not weighs(clause):
        return False
    return _verb(clause) is not None or (len(clause.split()) <= 8 and not _is_order(clause))


_IMPERATIVE = re.compile(r"(?:be|keep|make|answer|book|take|ask|not|or|call|text|send|tell|say|give|use|grab|get)\b")
