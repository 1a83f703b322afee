"""Hours told anew in Chinese: 打烊改到七点, 周六开到三点, 礼拜天也开, 周日不开了; what is said of other days stays."""

import re
from dataclasses import dataclass
from itertools import pairwise

from parley.builder.guided import timetable
from parley.builder.guided.chinese import hours
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.reading import Sentence
from parley.builder.guided.revision import Revision

_WEEK = frozenset(range(7))
_ONE_DAY = "(?:周|星期|礼拜)[一二三四五六日天末]"
_DAYS = re.compile(
    rf"每天|每日|天天|工作日|平日|节假日|周末|{_ONE_DAY}(?:\s*[到至、和跟及~–-]\s*(?:周|星期|礼拜)?[一二三四五六日天])*"
)
_CLOSED = "(?:不开门?|不营业|不上班|休息|公休|店休|关门|关|休馆?|放假|没人|歇业?|闭馆|停业)"
_BY = "(?:我们|店里|现在|以后|今后|才|是|都|也|要|就|全天|一律|改成|改为|改|为|,)*"
_OFF = re.compile(rf"(?P<day>{_DAYS.pattern}){_BY}{_CLOSED}(?!于|系|注|心|[到至]|时)")
_OPEN = re.compile(
    rf"(?P<day>{_DAYS.pattern})(?:我们|店里|现在|以后|,)*(?:也|都|照样|照常|还是|开始|又|不休|可以)+(?:是|要)?(?:开|营业|上班|有人|接|了|息)"
    rf"|(?P<again>{_DAYS.pattern}){_BY}不(?:再)?(?:休|关|放假)"
)
_FROM = re.compile(rf"(?P<day>{_DAYS.pattern})(?:起|开始)?(?:[,。;；]|$|才?开)")
_CHANGE = re.compile("改成|改为|改到|调成|调整为|换成|变成|变为|现在是|现在|其实是?|应该是?|应当是|要")
_ENDING = "(?:打烊|关门|下班|收工|闭馆|关店|收摊|结束|停诊|关张|歇业|落锁|收市)"
_BEGINNING = "(?:开门|上班|开馆|开店|开诊|开始营业|开张|开始|迎客)"
_ENDS = re.compile(
    rf"{_ENDING}(?:的?时间)?[^,;。]{{0,8}}?(?P<late>{hours.TIME})|(?P<till>{hours.TIME})\s*(?:就|才|准时)*{_ENDING}"
    rf"|(?:开|做|营业|接|上班?|忙|干)(?:延长|推迟|提前|缩短|改|调|只)*到(?P<to>{hours.TIME})"
)
_BEGINS = re.compile(
    rf"{_BEGINNING}(?:的?时间)?[^,;。]{{0,3}}?(?:改|调|推迟|提前|挪|变|是|延|晚|早)[^,;。]{{0,4}}?(?P<at>{hours.TIME})"
    rf"|(?P<from>{hours.TIME})\s*(?:就|才|准时)*{_BEGINNING}"
)
_SPAN = re.compile(hours.RANGE)
_THING = re.compile(r"早餐|晚餐|午餐|入住|退房|停车|送餐|配送|送货|取[货件车]|充电|元|块|接种")
_DENIED = re.compile("(?:不是|而非|并非|不再是)[^,;。]*")
_HALF = re.compile("上午|下午|早上|晚上|中午")
_CUT = re.compile("[,;；。!！～~]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some days of the hours with their span of times, by their places in the text."""

    days: frozenset[int]
    named: tuple[int, int] | None
    span: tuple[int, int] | None
    is_off: bool


def retold(sentence: Sentence, revision: Revision, *, is_change: bool) -> bool:
    """Put right the hours held by what a sentence says of them; its clauses of hours are taken."""
    held = revision.value("hours")
    low = _DENIED.sub(lambda denied: " " * len(denied.group()), fold(sentence.text))
    if not isinstance(held, str) or not _speaks(low) or _THING.search(low):
        return False
    if not is_change and not (_OFF.search(low) or _OPEN.search(low) or _ENDS.search(low) or _BEGINS.search(low)):
        return False
    new = _always(low, sentence.text) or _retold(low, sentence.text, held)
    if not new or new == held:
        return False
    revision.put("hours", new[:300], sentence.text)
    start = 0
    for end in [*(cut.start() for cut in _CUT.finditer(low)), len(low)]:
        if _speaks(low[start:end]):
            sentence.take(start, end)
        start = end + 1
    return True


def _speaks(low: str) -> bool:
    return hours.speaks(low) or _ENDS.search(low) is not None or _BEGINS.search(low) is not None


def _always(low: str, text: str) -> str:
    """ "接电话的时间改成每天二十四小时": all day, whatever stood there."""
    found = next((each for each in _CHANGE.finditer(low) if hours.is_always(low[each.end() :].split(",")[0])), None)
    end = low.find(",", found.end()) if found else -1
    return hours.shown(text[found.end() : end if end > 0 else len(text)]) if found else ""


def _retold(low: str, text: str, held: str) -> str:
    """The hours held with all that a sentence changes in them."""
    changed = held
    spans = list(_SPAN.finditer(low))
    if whole := _whole(low, text, held, spans):
        return whole
    for each in spans:
        half = _HALF.search(low, max(low.rfind(",", 0, each.start()), 0), each.end())
        if half and (part := _of_half(changed, half.group(), text[slice(*each.span())])):
            changed = part
            continue
        changed = _with_span(changed, _days_before(low, each.start()), text[slice(*each.span())])
    changed = changed if spans else _with_edges(low, text, held)
    off, opened = _OFF.search(low), None if spans else _OPEN.search(low)
    if off:
        changed = _closed(changed, off.group("day"))
    if opened:
        changed = _opened(changed, opened.group("day") or opened.group("again"))
    if off or opened:
        return changed
    if not spans and changed == held and len(pieces(held)) == 1:
        changed = _other_days(low, held)
    return changed


def _of_half(held: str, half: str, span: str) -> str:
    """The hours with another span for the morning or the afternoon alone; "" where they have not both."""
    found = list(_SPAN.finditer(fold(held)))
    same = [each for each in found if half in each.group()]
    if len(found) != len(pieces(held)) + 1 or len(same) != 1:
        return ""
    return held[: same[0].start()] + (span if half in fold(span) else half + span) + held[same[0].end() :]


def _with_edges(low: str, text: str, held: str) -> str:
    """The hours with another beginning, another end, or both."""
    for pattern, edge in ((_BEGINS, 0), (_ENDS, 1)):
        if found := pattern.search(low):
            time = next(text[slice(*found.span(name))] for name in pattern.groupindex if found.group(name))
            held = _with_edge(held, _days_before(low, found.start()), time.strip(), edge)
    return held


def _whole(low: str, text: str, held: str, spans: list[re.Match[str]]) -> str:
    """The hours as they are told anew where they cover all the days held, with the days off told beside."""
    named = [(found, _day_at(low, found.start())) for found in spans]
    told = frozenset[int]().union(*(days(day.group()) for _, day in named if day))
    before = frozenset[int]().union(*(piece.days for piece in pieces(held) if not piece.is_off))
    is_other = len(pieces(held)) == 1 and len(told) > 1 and bool(told & before)
    if not spans or not told or not (told >= before or is_other) or not all(day for _, day in named):
        return ""
    told_all = [(day.start(), found.end()) for found, day in named if day]
    told_all += [off.span() for off in _OFF.finditer(low) if not days(off.group("day")) <= told]
    for end in _ENDS.finditer(low):
        if (day := _day_at(low, end.start())) and not days(day.group()) & told:
            told_all.append((day.start(), end.end()))
    return "，".join(text[start:end].strip() for start, end in sorted(told_all))


def _day_at(low: str, end: int) -> re.Match[str] | None:
    """The days named last before a place, in its clause or the one before it."""
    found = [match for match in _DAYS.finditer(low, 0, end) if len(_CUT.findall(low[match.end() : end])) < 2]
    return found[-1] if found else None


def _days_before(low: str, end: int) -> str:
    day = _day_at(low, end)
    return day.group() if day else ""


def days(text: str) -> frozenset[int]:
    """The days of the week that words name."""
    low = text.replace("平日", "工作日")
    return _WEEK if re.search("每天|每日|天天", low) else timetable.days(_spelt(low))


def _spelt(low: str) -> str:
    """周一、三 with each day's own name."""
    return re.sub(r"(?<=[到至、和跟及~–-])\s*(?=[一二三四五六日天])", "周", low)


def pieces(held: str) -> list[Piece]:
    """The hours cut where other days begin; what stands before the first days belongs to them."""
    low = fold(held)
    named = [found.span() for found in _DAYS.finditer(low)]
    if not named:
        span = _SPAN.search(low)
        return [Piece(frozenset(), None, span.span() if span else None, is_off=False)]
    result = list[Piece]()
    before = _SPAN.search(low, 0, named[0][0])
    if before and re.match(_CLOSED, low[named[0][1] :]):
        result.append(Piece(frozenset(), None, before.span(), is_off=False))
    for (start, end), (stop, _) in pairwise([*named, (len(low), 0)]):
        span = _SPAN.search(low, start if result else 0, stop)
        is_off = span is None and re.search(_CLOSED, low[end:stop]) is not None
        result.append(Piece(days(low[start:end]), (start, end), span.span() if span else None, is_off))
    return result


def _with_span(held: str, named: str, span: str) -> str:
    """Another span for some days, for all where none are named and one span stands."""
    listed, said = pieces(held), days(named) if named else frozenset[int]()
    spanned = [piece for piece in listed if piece.span]
    exact = [piece for piece in spanned if piece.days == said] if said else spanned
    if len(exact) == 1 and exact[0].span:
        start, end = exact[0].span
        return held[:start] + span.strip() + held[end:]
    if not said:
        return held
    free = _without(held, said) if any(piece.is_off and piece.days <= said for piece in listed) else held
    return f"{free.rstrip(' ，,；;。')}，{named}{span.strip()}"


def _with_edge(held: str, named: str, time: str, edge: int) -> str:
    """Another beginning or end of the times of some days."""
    listed, said = [piece for piece in pieces(held) if piece.span], days(named) if named else frozenset[int]()
    exact = [piece for piece in listed if piece.days == said] if said else listed[:1]
    wider = [piece for piece in listed if said < piece.days or not piece.days] if said else []
    if not exact and len(wider) != 1 or len(exact) > 1:
        return held
    span = (exact or wider)[0].span or (0, 0)
    ends = [found.span() for found in re.finditer(hours.TIME, fold(held)[slice(*span)])]
    if len(ends) != 2:
        return held
    start, end = (span[0] + at for at in ends[edge])
    fresh = held[:start] + time + held[end:]
    if exact:
        return fresh
    return f"{held.rstrip(' ，,；;。')}，{named}{fresh[span[0] : span[1] + len(fresh) - len(held)].strip()}"


def _opened(held: str, named: str) -> str:
    """Days off that are open now, or further days."""
    said, rest = days(named), _without(held, days(named))
    first = next((piece for piece in pieces(rest) if piece.named and piece.span), None)
    if first is None or first.named is None or said <= first.days:
        return rest
    joined = _phrase(first.days | said)
    if not joined:
        return f"{rest.rstrip(' ，,；;。')}，{named}也开"
    return rest[: first.named[0]] + joined + rest[first.named[1] :]


def _closed(held: str, named: str) -> str:
    """Days on which it is closed now; another day off takes the place of the one that stood there."""
    said, listed = days(named), pieces(held)
    off = [piece for piece in listed if piece.is_off]
    if len(off) == 1 and off[0].named and len(off[0].days) == len(said):
        return held[: off[0].named[0]] + named + held[off[0].named[1] :]
    exact = [piece for piece in listed if piece.days == said and piece.span]
    if exact and len(listed) > 1:
        return f"{_without(held, said)}，{named}休息"
    wider = next((piece for piece in listed if piece.named and said < piece.days), None)
    if wider is None or wider.named is None or not (joined := _phrase(wider.days - said)):
        return f"{held.rstrip(' ，,；;。')}，{named}休息"
    was = held[slice(*wider.named)]
    shorter = held[: wider.named[0]] + joined + held[wider.named[1] :]
    return f"{shorter}，{named}休息" if wider.days == _WEEK and "到" not in was and "至" not in was else shorter


def _phrase(meant: frozenset[int]) -> str:
    """Days that stand together, in words; "" for others."""
    if meant == _WEEK:
        return "每天"
    if not meant or max(meant) - min(meant) != len(meant) - 1:
        return ""
    signs = "一二三四五六日"
    first, last = signs[min(meant)], signs[max(meant)]
    return f"周{first}" if first == last else f"周{first}到周{last}"


def _without(held: str, gone: frozenset[int]) -> str:
    """The hours without what is told of just these days."""
    listed = [piece for piece in pieces(held) if piece.named]
    starts = [piece.named[0] for piece in listed if piece.named] + [len(held)]
    head = held[: starts[0]]
    kept = [
        held[start:stop]
        for piece, (start, stop) in zip(listed, pairwise(starts), strict=True)
        if not piece.days <= gone
    ]
    rest = (head + "".join(kept)).strip(" ,，、；;。")
    return rest if len(kept) < len(listed) and hours.is_told(fold(rest)) else held


def _other_days(low: str, held: str) -> str:
    """Other days with the times as they are: 应当是周三起，周三到周日."""
    named = pieces(held)[0].named
    told = [found.group("day") for found in _FROM.finditer(low)]
    if named is None or not told:
        return held
    longest = max(told, key=lambda day: len(days(day)))
    return held[: named[0]] + longest + held[named[1] :] if len(days(longest)) > 1 else held
