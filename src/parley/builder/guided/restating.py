"""What is said again of the same thing with another amount: "MOT is 50 pounds now", "la seña ponela en cuarenta".

The words for the thing and the kind of the amount find the place; words of change make it surer. The amount that
stands there is replaced, the other words stay.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from parley.builder.guided.figures import DIGIT
from parley.builder.guided.measures import BARE, Measure, measures, names, with_ending
from parley.builder.guided.revision import Place, Revision, content
from parley.builder.guided.tables import word_set

_CHANGED = word_set(
    """
    now changed gone went raised increased reduced lowered dropped moved mistake wrong said meant correct correction
    corrected revised updated instead make should longer anymore rather not old apologies sorry oops whoops actually
    typo vacation maternity leaves leave retired left gone put up new since
    jetzt nun mehr statt geändert erhöht gesenkt teurer billiger falsch fehler gesagt gemeint korrektur korrigiere neu
    neuerdings seit doch eigentlich alt alte vertan geirrt verschrieben sondern stimmt elternzeit
    urlaub rente gekündigt künftig inzwischen mittlerweile vertippt verwechselt stimmen veraltet überholt gestiegen
    steigt gesunken sinkt umgezogen ändern ändert ändere geworden neuer neue neues neuen alten alter nimmer
    ahora ya cambia cambió cambiado subió subimos subido bajó bajamos sube corrijo corrige corregir equivoqué equivoco
    equivocado dije decía error mejor tampoco ponela ponelo pon ponga póngalo nueva nuevo sino vez baja jubiló desde
    """
)
_CHANGED_SIGNS = (
    *("现在", "改", "涨", "降", "不是", "错", "更正", "调整", "变成", "换成", "刚定", "不对", "作废", "新", "以后"),
    *("退休", "离职"),
)
DENIED = re.compile(
    r"(?:\bnot|n't|\bno longer|\binstead of|\brather than|\bfrom|\bwas|\bwere|\bold|\bsaid|\btold you|\bused to be"
    r"|\b(?:nicht|net|ned|nöd)(?: mehr)?|\bkeine?|\bstatt|\bvon|\bwar(?:en)?|\balte[nr]?|\bno"
    r"|\bya no|\bde |\btampoco|\bera[n]?"
    r"|\bdije|\bantes|\ben vez de|\ben lugar de|不是|而非|不再是|原来|之前|前面说的?|刚才说的?|以前)"
    r"[^.!?。,，;:]{0,14}$"
)
_SINCE = ("from", "von", "de ")
_INTO = re.compile(r"[^,;.!?]{0,12}?\s(?:up )?(?:to|auf|a|hasta)\s")
"""What follows where "from" leads to what was: "from 15 to 20"."""
_DENIED_AFTER = re.compile(
    r"\s*(?:[^\s,.;]+\s){0,2}?(?:(?:is|was|were|be|'s) (?:the )?(?:old|last|wrong|from|before|out)"
    r"|was |were |war(?:en)? "
    r"|ist (?:alt|falsch|der alte|die alte)|gilt nicht|stimmt nicht|era |es (?:lo viejo|la vieja|el viejo)|"
    r"(?:isn't|is not|aren't) |any ?more)|[^,，。]{0,3}(?:作废|不对|是去年|是以前|是旧|是老)"
)
_CUT = re.compile(
    r"[;:!?。！？；：，、\n…]|[,.](?!\d)|\s[–—-]\s|——|\.\.\.|\b(?:and|but|und|aber|sondern|pero|while|whereas|comma"
    r"|komma|coma)\b|\sy\s"
)
_WEAK = content(
    "cost costs price prices charge fee rate kostet kosten preis preise gebühr cuesta cuestan precio sale vale valen"
    " get take takes make have comes start starts new year wait please thing bit one that wife husband colleague"
    " since january april said says say told tells mistake made correct change it'll call per each "
    "boss manager my cada pagar"
    " paga pagan kosten kommt heuer season spring summer autumn winter easter christmas seems seem apparently i'm"
    " saison frühling sommer herbst ostern weihnachten scheinbar anscheinend temporada verano invierno otoño parece"
    " stand misread mixed up month week"
) | frozenset({"价格", "费用", "收费", "每个", "现在", "已经"})
_SIGNS_OF_AMOUNTS = re.compile(r"\d|[十百千万两三四五六七八九二半]|(?:周|星期|礼拜)[一二三四五六日天]")
_FILLERS = content(
    "hey sorry oh oops wait hang hold stop please again actually number about one end back off going per month"
    " ach moment stopp pardon verzeihung nochmal también perdón disculpe oye uf bueno ah che mira"
)
IDLE = content(" ".join(_CHANGED)) | _FILLERS
"""Words that announce a change, or nothing at all."""
_HAN = re.compile("[\u3400-\u9fff]+")
_WORD = re.compile(r"[\w']+")
_EMPTY_SIGNS = re.compile(
    "[的了是在要就都和元块也才还有我们你们他们上限改成每最多送到个这那现已经成变涨降刚说前面错更正是]"
)


_MOST = 24
"""More amounts than that are a table, no sentence."""


@dataclass(frozen=True, slots=True)
class Held:
    """An amount of the brief: the text it stands in, and what that text says around it."""

    place: Place
    measure: Measure
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """An amount of a sentence; `about` are the words of its clause, `is_old` marks one that is said to be gone."""

    measure: Measure
    clause: tuple[int, int]
    about: frozenset[str]
    is_old: bool


def restated(text: str, revision: Revision, *, before: str = "", is_announced: bool = False) -> tuple[int, int] | None:
    """Put the amounts of a sentence where others of the same thing stand; the span of the words used, None for none.

    `before` is what was said just before it, which it may speak of without naming it.
    """
    is_changed, said = is_announced or is_change(text), said_in(text)
    if not said:
        return None
    helds = tuple(_helds(revision))
    said = _with_old(said, helds) if is_changed else said
    fresh = [each for each in said if not each.is_old]
    if not fresh:
        return None
    used: list[Said] = []
    gone: list[Held] = []
    for each in fresh:
        found = _place(each, (text, said, before), helds, is_change=is_changed)
        if found is not None:
            _write(found, text, each.measure, revision)
            helds = tuple(_helds(revision))
            used.append(each)
            gone.append(found)
    if not used:
        return None
    spent = [*used, *(each for each in said if each.is_old or any(each.measure.is_same(old.measure) for old in gone))]
    return _spread(text, (min(each.clause[0] for each in spent), max(each.clause[1] for each in spent)), gone)


def _spread(text: str, span: tuple[int, int], gone: list[Held]) -> tuple[int, int]:
    """The span with the clauses around it that only lead to the thing or announce the change."""
    start, end = span
    topic, places = frozenset[str]().union(*(held.about for held in gone)), cuts(text)
    for begin, stop in zip(reversed(places[:-1]), reversed(places[1:]), strict=True):
        if stop <= start and measures(text[begin:stop]):
            break
        if stop <= start and (about(text[begin:stop]) & topic or is_change(text[begin:stop])):
            start = begin
    for begin, stop in pairwise(places):
        if begin == end and len(text[begin:stop].split()) < 6 and is_change(text[begin:stop]):
            end = stop
    return start, end


@lru_cache(maxsize=512)
def cuts(text: str) -> tuple[int, ...]:
    """Where the clauses of a text begin, and its end."""
    listed, low = measures(text), text.lower()
    found = [match.end() for match in _CUT.finditer(low)]
    return (0, *(cut for cut in found if not any(each.start < cut < each.end for each in listed)), len(low))


def _with_old(said: tuple[Said, ...], helds: tuple[Held, ...]) -> tuple[Said, ...]:
    """Of two amounts of a kind the one that is held is the old one."""
    held = [each.measure for each in helds]
    known = [any(each.measure.is_same(other) for other in held) for each in said]
    if all(known) or any(each.is_old for each in said):
        return said
    news = [each.measure for each, is_known in zip(said, known, strict=True) if not is_known]
    return tuple(
        replace(each, is_old=each.is_old or (is_known and any(each.measure.is_like(new) for new in news)))
        for each, is_known in zip(said, known, strict=True)
    )


def may(words: frozenset[str], text: str) -> bool:
    """Whether a sentence of these words may tell an amount."""
    signs = DIGIT if text.isascii() else _SIGNS_OF_AMOUNTS
    return not words.isdisjoint(names()) or signs.search(text) is not None


def is_change(text: str) -> bool:
    """Whether a text has a word of change."""
    low = text.lower()
    has_sign = not low.isascii() and any(map(low.__contains__, _CHANGED_SIGNS))
    return has_sign or not _CHANGED.isdisjoint(_WORD.findall(low))


def is_idle(text: str) -> bool:
    """Whether words tell of nothing but a change."""
    if _HAN.search(text):
        return len("".join(_HAN.findall(_EMPTY_SIGNS.sub("", text)))) <= 5
    plain = re.sub(r"\b(?:since|seit|desde|in|ab|from|as of|en) \w+", "", text.lower())
    said = set(re.findall(r"[^\W\d_]+", plain)) - _CHANGED
    return not content(" ".join(said)) - _WEAK - _FILLERS


@lru_cache(maxsize=512)
def said_in(text: str) -> tuple[Said, ...]:
    """The amounts of a text with their clauses."""
    listed = measures(text)
    if not listed or len(listed) > _MOST:
        return ()
    low = text.lower()
    places, result = cuts(text), []
    for measure in listed:
        start = max(cut for cut in places if cut <= measure.start)
        end = min(cut for cut in places if cut >= measure.end)
        denied = DENIED.search(low, start, measure.start)
        if denied and denied.group().startswith(_SINCE) and not _INTO.match(low, measure.end):
            denied = None
        is_old = bool(denied or _DENIED_AFTER.match(low, measure.end, end))
        result.append(Said(measure, (start, end), about(text[start:end], measure, start), is_old))
    return tuple(result)


@lru_cache(maxsize=512)
def about(text: str, measure: Measure | None = None, offset: int = 0) -> frozenset[str]:
    """What a text is about: its content words, pairs of signs, and the other amounts in it."""
    others = {
        f"{each.kind} {each.value}"
        for each in measures(text)
        if each.kind and (measure is None or each.start + offset != measure.start)
    }
    for each in measures(text):
        text = text[: each.digits[0]] + " " * (each.digits[1] - each.digits[0]) + text[each.digits[1] :]
    plain = _HAN.sub(" ", text)
    pairs = {
        run[at : at + 2]
        for whole in _HAN.findall(text)
        for run in _EMPTY_SIGNS.sub(" ", whole).split()
        for at in range(max(1, len(run) - 1))
    }
    return content(plain) | pairs | others


def _helds(revision: Revision) -> Iterator[Held]:
    for place in revision.places():
        if place.slot in {"goals", "name", "greeting", "closing", "purpose", "hours"} or place.part == "topic":
            continue
        for each in said_in(place.text):
            words = each.about if len(measures(place.text)) > 1 else about(revision.around(place), each.measure)
            words -= {f"{each.measure.kind} {each.measure.value}"}
            yield Held(place, each.measure, words)


def _place(
    said: Said, sentence: tuple[str, tuple[Said, ...], str], helds: tuple[Held, ...], *, is_change: bool
) -> Held | None:
    """Where an amount of the brief stands that this one takes the place of."""
    text, others, before = sentence
    gone = [each.measure for each in others if each is not said and (each.is_old or each.measure.is_like(said.measure))]
    beside = [each.measure for each in others if each is not said and each.clause == said.clause and not each.is_old]
    fitting = [held for held in helds if said.measure.is_like(held.measure)]
    fitting = [held for held in fitting if not any(each.is_same(held.measure) for each in beside)]
    near = [each.measure for each in others if each.is_old and each.clause == said.clause]
    direct = [held for held in fitting if any(each.is_same(held.measure) for each in near)]
    if direct:
        fitting = direct
        if is_change and len(direct) == 1:
            return direct[0]
    topics = [said.about]
    if is_change and len(said.about - _WEAK - _FILLERS) < 2:
        topics = [said.about | _led(text, others), about(before)]
    for words in topics:
        scored = sorted(((_score(words, held), at) for at, held in enumerate(fitting)), reverse=True)
        best = [fitting[at] for score, at in scored if score == scored[0][0] and score >= (0.3 if is_change else 0.7)]
        denied = [held for held in best if any(each.is_same(held.measure) for each in gone)]
        best = denied or best
        if len(best) == 1:
            return None if said.measure.is_same(best[0].measure) else best[0]
        fitting = best or fitting
    denied = [held for held in fitting if any(each.is_same(held.measure) for each in gone)]
    return denied[0] if is_change and len(denied) == 1 else None


def _led(text: str, said: tuple[Said, ...]) -> frozenset[str]:
    """What the clauses are about that tell no new amount: they may lead to the one that another clause tells."""
    taken = [each.clause for each in said if not each.is_old]
    spans = [span for span in pairwise(cuts(text)) if not any(start <= span[0] < end for start, end in taken)]
    return frozenset[str]().union(*(about(text[start:end]) for start, end in spans))


def _score(words: frozenset[str], held: Held) -> float:
    """How much of what was said the held words share."""
    said, kept = words - _WEAK - _FILLERS, held.about - _WEAK
    if not said or not kept:
        said, kept = words - _FILLERS, held.about
    if not said or not kept:
        return 0.0
    shared = len(said & kept)
    return (shared / len(said) + shared / len(kept)) / 2


def _write(held: Held, text: str, measure: Measure, revision: Revision) -> None:
    old, place = held.measure, held.place
    whole = measure.kind != BARE and (old.kind != BARE or measure.kind == old.kind)
    whole = whole and text[measure.digits[1] :][:4].lower() != place.text[old.digits[1] :][:4].lower()
    said = text[measure.start : measure.end] if whole else text[slice(*measure.digits)]
    start, end = (old.start, old.end) if whole else old.digits
    if measure.kind == "phone" and len(measure.value) < len(old.value):
        said = with_ending(place.text[start:end], measure.value)
    was = place.text[start:end]
    revision.write(place, place.text[:start] + said + place.text[end:], text)
    if place.slot == "facts" and was in revision.items("facts")[place.index or 0]["topic"]:
        facts = revision.items("facts")
        fact = facts[place.index or 0]
        facts[place.index or 0] = {**fact, "topic": fact["topic"].replace(was, said)[:120]}
        revision.put("facts", facts, text)
