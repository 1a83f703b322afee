"""Who takes somebody's place, and which number another's: "Karen's left, it's Ben now", "07700 900181 for me".

A hand-over that is held is found by its person, by what it is about, by its place ("the second number") or by digits
that are nearly the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from os.path import commonprefix

from parley.builder.guided import pointing
from parley.builder.guided.figures import Figure, figures
from parley.builder.guided.language_names import LANGUAGES
from parley.builder.guided.measures import BARE, measures, with_ending
from parley.builder.guided.reading import Reading, Sentence, words
from parley.builder.guided.restating import IDLE, about, cuts, is_change, is_idle
from parley.builder.guided.revision import Revision, content
from parley.builder.guided.tables import word_set

_NAME = re.compile(
    r"(?:(?:[Mm]y|[Oo]ur|[Mm]eine?r?|[Uu]nsere?r?|[Mm]i|[Nn]uestr[oa]) (?:[a-zäöüßáéíóúñ-]+ ){0,2})?"
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Herrn?|Frau|Señora?|Sra?|Don|Doña)\b\.? )?"
    r"[A-ZÄÖÜÁÉÍÓÚÑ][\w-]*[a-zäöüßáéíóúñ](?:['’][A-Z]\w+)?(?: (?:Mc|O['’])?[A-ZÄÖÜÁÉÍÓÚÑ][\w-]*[a-zäöüßáéíóúñ])?"
)
_LOWER_NAME = re.compile(r"(?P<old>\w{2,20}),? (?:is |'s )?out,? (?:and )?(?P<new>\w{2,20})(?: is|'s)? in\b")
_BEFORE = re.compile(
    r"(?:\b(?:go|goes|going|gone|gets?|puts?|pass|passed|send|sent|speak|talk|ring|call|hand|handed|passes|over|on"
    r"|through|straight|directly|belongs?) to|\b(?:give|gives) (?:it|them|that|those|him|her|us)(?: to)?"
    r"|\b(?:it|that|they|name|there|she|he)(?:'s| is| was| should be| are|'ll be| will be| has to be)(?: now| called)?"
    r"|\b(?:now|so|ask for|by|with|make (?:it|that)|instead|new (?:person|contact|name|manager|one) is|spelt|spelled"
    r"|say|use|means?|meant|put(?: down)?|have|try|replaced by|rather|better|then|person now is|give)"
    r"|\b(?:gehen?|geht|kommen?|an|zu|zum|zur|macht|ist|heißt|jetzt|nun|sondern|lieber|übernimmt|durch)"
    r"|\b(?:van?|pasan?|al?|es|ahora|con|por|sino|mejor|llama|son para|llevan?|atienden?|cogen?"
    r"|será|encarga|ocupa))[,:]?$",
    re.IGNORECASE,
)
"""What leads to a person who takes over."""
_AFTER = re.compile(
    r"(?:['’]s (?:doing|taking|job|now|got|handling|in charge|looking|the one|responsible|covering|on it|replacing)"
    r"| (?:has|handles?|does|do|gets?|takes?|took|will|covers?|deals?|looks?|now\b|instead|is|are|runs?|sorts?|where"
    r"|replaces?|sees|picks|manages|answers?|steps?|for)\b"
    r"| (?:macht|übernimmt|hat|kümmert|ist|bekommt|statt)\b| (?:se encarga|se ocupa|lleva|atiende|en vez|en lugar)\b)"
)
_ELSEWHERE = re.compile(r"\b(?:off to|moved to|in|at|from|near|since|for|nach|seit|bei|desde|en|and|or|und|y)$")
_GONE = word_set(
    """
    left leaves leaving off gone quit quits retired retires resigned away replace replaced replaces replacing instead
    swapped taken took over covers not never isn't longer out stopped doesn't moved passed job sacked fired where rather
    weg gegangen gekündigt rente ersetzt übernimmt statt nicht mehr se fue jubiló deja dejó vez lugar reemplaza
    jubila jubilado marcha marchó marchado baja vacaciones pensionó renunció sino
    sustituye
    """
)
_CHANGING = _GONE | {"job"}
_CONDITIONAL = re.compile(
    r"\b(?:if|when|unless|otherwise|whenever|whoever|both|either|also|too|as well|wenn|falls|auch|si|cuando|también)\b"
)
_DUTY = re.compile(
    r"\b(?:job|handles?|deals?|gets?|takes?|goes?|go|looks?|covers?|does|doing|sees|responsible|charge|it's|it is"
    r"|that's|put|send|macht|übernimmt|zuständig|geht|gehen|kümmert|encarga|ocupa|atiende|lleva|van?|pasan?)\b"
)
_NOBODY = word_set(
    """
    everyone everybody everything nobody nothing someone somebody something anyone who what that there here he she we
    oh ah um hey hi hello please also and but so well actually sorry no yes yeah just can could would will may might
    should must today tomorrow yesterday it's he's she's that's there's i'm i've i'd i'll we've we're they're don't
    give put make take send use replace change swap ask call january february march april may
    june july august september october november december christmas easter since because apparently turns
    """
)
_TITLES = word_set("herr herrn frau mr mrs ms miss dr señor señora sr sra don doña my our meine unsere mi nuestra")
_ENDING = re.compile(
    r"(?:\b(?:ends?|ending|finish\w*|last (?:\w+ )?(?:digits|numbers|figures|two|three|four)|endet|hinten|termina en)\b"
    r"[^\d.;!?]{0,24}?|尾号(?:是|改成)?)(?P<digits>\d[\d ]{0,6})"
)
_KEPT = re.compile(
    r"\b(?:same|stays?|unchanged|keep|keeps|remains?|name|named|spel(?:t|led|ling)|called|typo|gleich\w*|selbe\w*|bleibt"
    r"|bleiben|heißt|schreibt|mism[oa]|sigue|queda|llama|nombre|escribe)\b"
)
"""Says that the number stays: it is the same, or only the name was wrong."""
_PHONE = 6
"""Digits that a phone number has more of."""
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """A hand-over of the brief: its place, its person's words, where its number stands, and what it is about."""

    at: int
    to: str
    person: frozenset[str]
    phone: Figure | None
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a sentence."""

    text: str
    sentence: Sentence
    weight: int


def made(reading: Reading, revision: Revision) -> bool:
    """Put another person or number into the hand-over that a message speaks of; the sentences it takes are read."""
    if not revision.items("handover"):
        return False
    is_changed = reading.is_correction or not _CHANGING.isdisjoint(plain(set(words(reading.text))))
    is_changed = is_changed or is_change(reading.text)
    phones = [each for each in figures(reading.text) if len(each.value) > _PHONE]
    if not (is_changed or phones or _ENDING.search(reading.low)):
        return False
    rules = list(held_rules(revision))
    if _CONDITIONAL.search(reading.low) and not _is_denied(reading, rules):
        return False
    fresh = [each for each in phones if not any(rule.phone and rule.phone.value == each.value for rule in rules)]
    person = _person(reading, rules) if is_changed else None
    rule = _meant(reading, rules, person) if person else None
    if person and rule:
        kept = _number(rule) if _KEPT.search(reading.low) else ""
        number = reading.text[fresh[-1].start : fresh[-1].end] if fresh else kept
        _write(rule, ", ".join(part for part in (person.text, number) if part), reading, revision)
        return True
    return _renumbered(reading, rules, fresh, revision)


def held_rules(revision: Revision) -> Iterator[Rule]:
    for at, held in enumerate(revision.items("handover")):
        to = str(held["to"])
        phone = next((each for each in figures(to) if len(each.value) > _PHONE), None)
        said = to[: phone.start] if phone else to
        names = {word for found in _NAME.finditer(said) for word in words(found.group())}
        person = frozenset(names or words(said)[-1:]) - _NOBODY - _TITLES
        yield Rule(at, to, person, phone, about(str(held["when"])) - IDLE - _CALLING)


_CALLING = content(
    "caller callers call calls person someone somebody customer customers about asks ask wants want has have es um"
    " geht wenn jemand kunde kunden anruf alguien cliente si sobre problem problems"
)


def _number(rule: Rule) -> str:
    """The number, or the extension, that stays."""
    if rule.phone:
        return rule.to[rule.phone.start : rule.phone.end]
    found = re.search(r"\b(?:ext|extension|durchwahl|extensión|interno)\b.*", rule.to, re.IGNORECASE)
    return found.group() if found else ""


def _is_denied(reading: Reading, rules: list[Rule]) -> bool:
    said = set(words(reading.text))
    return any(rule.person & plain(said) for rule in rules) and not re.search(r"\b(?:if|when|wenn|si)\b", reading.low)


def plain(said: set[str]) -> frozenset[str]:
    return frozenset(word.removesuffix("'s") for word in said)


def _person(reading: Reading, rules: list[Rule]) -> Person | None:
    """Who is named that no hand-over has: the one of whom it is said most clearly that they take over."""
    held = frozenset[str]().union(*(rule.person | rule.about for rule in rules))
    known = held | content(str(reading.state.brief.value("name") or ""))
    found = [each for sentence in reading.sentences for each in _named(sentence, known)]
    best = max(found, key=lambda each: each.weight, default=None)
    return best if best and best.weight > 0 else None


def _named(sentence: Sentence, known: frozenset[str]) -> Iterator[Person]:
    text = sentence.text
    if text.islower() and (told := _LOWER_NAME.search(sentence.left)):
        yield Person(told["new"], sentence, 3)
    for found in _NAME.finditer(text):
        name = found.group().removesuffix("'s").removesuffix("’s")
        said = plain(set(words(name)))
        low = name.lower()
        if (
            (said | content(low)) & known
            or low in LANGUAGES
            or said & _NOBODY
            or any(each.kind for each in measures(name))
        ):
            continue
        before, after = text[: found.start()].rstrip(), text[found.start() + len(name) :]
        weight = 2 * bool(_BEFORE.search(before)) + 2 * bool(_AFTER.match(after))
        weight += 2 * any(len(each.value) > _PHONE for each in figures(after[:24]))
        weight -= 3 * bool(_ELSEWHERE.search(before))
        yield Person(name, sentence, weight)


def _meant(reading: Reading, rules: list[Rule], person: Person) -> Rule | None:
    """The rule of the person who goes, else the one about what is said of the new one."""
    said = plain(set(words(reading.text)))
    named = [rule for rule in rules if rule.person & said]
    if len(named) == 1 and (said & _GONE or is_change(reading.text)):
        return named[0]
    is_told = is_change(reading.text) or reading.is_correction or bool(said & {"job"})
    if named or not is_told or not _DUTY.search(person.sentence.left):
        return None
    told = about(reading.text)
    shared = [len(told & rule.about) / max(1, len(rule.about)) for rule in rules]
    return rules[shared.index(max(shared))] if max(shared) >= _HALF and shared.count(max(shared)) == 1 else None


_HALF = 0.5


def _renumbered(reading: Reading, rules: list[Rule], fresh: list[Figure], revision: Revision) -> bool:
    said = plain(set(words(reading.text)))
    numbered = [rule for rule in rules if rule.phone]
    ending = _ENDING.search(reading.low)
    if not numbered or len(fresh) != 1 and not (ending and not fresh):
        return False
    named = [rule for rule in numbered if rule.person & said]
    pointed = pointing.chosen(reading.low, "phone", numbered)
    alike = [rule for rule in numbered if fresh and _is_near(rule, fresh[0])]
    is_told = is_change(reading.text) or reading.is_correction
    for fitting, is_sure in ((named, is_told or bool(alike)), ([pointed] if pointed else [], True), (alike, True)):
        if len(fitting) == 1 and is_sure:
            rule = fitting[0]
            break
    else:
        return False
    assert rule.phone is not None  # noqa: S101 - `numbered` has those with one
    old = rule.to[rule.phone.start : rule.phone.end]
    if fresh:
        new = reading.text[fresh[0].start : fresh[0].end].strip()
    else:
        new = with_ending(old, re.sub(r"\D", "", ending["digits"] if ending else ""))
    _write(rule, rule.to.replace(old, new), reading, revision)
    return True


def _is_near(rule: Rule, fresh: Figure) -> bool:
    """Whether a number is a held one with another end, or with digits changed about."""
    held = rule.phone.value if rule.phone else ""
    is_end = len(commonprefix([held, fresh.value])) >= max(len(held) - _NEAR, _PHONE)
    return len(held) == len(fresh.value) and (is_end or sorted(held) == sorted(fresh.value))


def _write(rule: Rule, to: str, reading: Reading, revision: Revision) -> None:
    """Another receiver for a rule; the sentences that speak of it are taken."""
    items = revision.items("handover")
    items[rule.at] = {**items[rule.at], "to": to[:200]}
    topic = rule.person | frozenset(words(to)) | rule.about
    evidence = [
        sentence.take(start, end)
        for sentence in reading.sentences
        for start, end in pairwise(cuts(sentence.text))
        if _is_of(sentence.text[start:end], topic)
    ]
    revision.put("handover", items, max(evidence, key=len, default=reading.text.strip()).strip(" ,.;"))


def _is_of(clause: str, topic: frozenset[str]) -> bool:
    """Whether a clause speaks of the hand-over, or only announces the change."""
    said = plain(set(words(clause)))
    kinds = {each.kind for each in measures(clause)}
    return not kinds - {"phone", BARE} and bool((said | content(clause)) & topic) or not kinds and is_idle(clause)


__all__ = ["Rule", "held_rules", "made", "plain"]
