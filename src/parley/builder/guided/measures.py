"""Amounts within a text of any language: money, shares, times, spans, dates, weekdays, phone numbers, counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from parley.builder.guided.chinese import numerals
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.figures import DIGIT, figures, number_words, runs
from parley.builder.guided.tables import inverted, word_set

_UNITS = """
money: £, $, €, ¥, chf, eur, usd, gbp, pound, pounds, quid, buck, bucks, dollar, dollars, euro, euros, franken, fränkli
money: fr., stutz, cent, cents, pence, peso, pesos, soles, rupee, rupees, 元, 块, 块钱, 蚊, 元钱, 欧元, 美元
percent: %, percent, per cent, prozent, por ciento
minute: min, mins, minute, minutes, minuten, minuto, minutos, 分钟
hour: hour, hours, hrs, stunde, stunden, std, hora, horas, 小时, 个小时, 钟头, 个钟头
day: day, days, tag, tage, tagen, día, días, dias, 天
week: week, weeks, woche, wochen, semana, semanas, 周, 星期, 个星期, 礼拜, 个礼拜
month: month, months, monat, monate, monaten, mes, meses, 个月
year: year, years, jahr, jahre, jahren, año, años, 年
length: mile, miles, km, kilometer, kilometre, kilometers, kilometres, kilometern, kilómetros, metre, metres, 公里, 米
weight: kg, kilo, kilos, kilogramm, gramm, gram, grams, gramos, 公斤, 斤, 克
time: am, pm, a.m., p.m., uhr, o'clock, o’clock, 点, 点钟, 点半
count: 人, 位, 名, 台, 次, 份, 节, 堂, 岁, 折, 个, 张, 趟, 间, 辆, 件, 本, 只, 条, 场, 套, 桶, 瓶, 杯, 盒, 箱, 袋
count: 包, 双, 床, 桌, 页, 晚
floor: 楼, 层
house: 号, 弄, 巷, 栋, 幢, 单元, 室
"""
_MONTHS = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    r"|septiembre|setiembre|octubre|noviembre|diciembre)"
)
_MONTH_NAMES = word_set(
    """
    jan january januar feb february februar mar march märz apr april may mai jun june juni jul july juli aug august
    sep sept sepember september oct okt october oktober nov november dec dez december dezember enero febrero marzo
    abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
    """
)
_DAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sat|sun)(?:days?)?\b|mondays?|sundays?|(?:mon|diens|donners|frei|sams"
    r"|sonn)tage?[sn]?\b|mittwochs?\b|sonnabends?\b|lunes\b|martes\b|miércoles\b|jueves\b|viernes\b|sábados?\b"
    r"|domingos?\b|weekdays\b|weekends?\b|(?:周|星期|礼拜)[一二三四五六日天])"
)
_DAYS = frozenset(
    f"{name}{ending}"
    for names, endings in (
        ("mon tue tues wed wednes thur thurs fri satur sat sun", ("", "day", "days")),
        ("mon diens donners frei sams sonn", ("tag", "tags", "tagn", "tage", "tages", "tagen")),
        ("mittwoch sonnabend sábado domingo weekday weekend", ("", "s")),
        ("lunes martes miércoles jueves viernes", ("",)),
    )
    for name in names.split()
    for ending in endings
)
"""The words that `_DAY` stands for, but for what begins with "monday" or "sunday"."""
_ALSO = r"(?:\s*(?:,|-|–|to|through|till|and|&|bis|und|a|y|至|到|和|、)\s*)"
_COMPOUND = re.compile(r"-([a-zäöüß]{3,})")
_HAN = re.compile("[\u3400-\u9fff]")
BARE = ""
"""The kind of a number whose unit was not said."""


SPAN = re.compile(
    r"\s*(?:a\.?m\.?|p\.?m\.?|o'clock|uhr|h|hs|horas|de la (?:mañana|tarde|noche)|点钟?|半)?\s*"
    r"(?:to|till|til|until|through|-|–|—|bis|a las?|a|y|hasta(?: las?)?|到|至|~)\s*"
    r"(?:下午|晚上|傍晚|夜里|中午|早上)?\s*",
)
"""What stands between the ends of a span of hours."""
_CLOCK = frozenset({BARE, "time"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit by its place in a text, the number's own place, and its value in digits."""

    start: int
    end: int
    kind: str
    value: str
    digits: tuple[int, int]

    def is_like(self, other: "Measure") -> bool:
        """Whether one can stand for the other: both of a kind, or the unit of one left out."""
        own = {"phone", "date", "weekday"}
        if self.kind in own or other.kind in own:
            return self.kind == other.kind
        return BARE in (self.kind, other.kind) or _family(self.kind) == _family(other.kind)

    def is_same(self, other: "Measure") -> bool:
        """Whether both say the same amount, or one a part of the weekdays of the other."""
        if "phone" in (self.kind, other.kind):
            return len(self.value) > 1 and (self.value.endswith(other.value) or other.value.endswith(self.value))
        if not self.is_like(other):
            return False
        if self.kind == "weekday":
            return set(self.value.split()) <= set(other.value.split())
        return self.value == other.value


def _family(kind: str) -> str:
    return "span" if kind in {"minute", "hour", "day", "week", "month", "year"} else kind


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    units = "|".join(
        rf"{re.escape(word)}(?![^\W\d_])" if word[-1].isascii() and word[-1].isalpha() else re.escape(word)
        for word in sorted(inverted(_UNITS), key=len, reverse=True)
    )
    return {
        "after": re.compile(rf"[ \t\u00a0-]?(?:full |working |business |calendar |werk|arbeits)?(?P<unit>{units})"),
        "before": re.compile(r"(?P<unit>[£$€¥]|\b(?:chf|eur|usd|gbp|rs\.?|fr\.))[ \u00a0]?$"),
        "clock": re.compile(r"(?:a las?|las|at|till?|until|um) $"),
        "date": re.compile(
            rf"\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of |de )?{_MONTHS}\b|\b{_MONTHS} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b"
            r"(?![.,:]\d|[ -]?(?:[£$€%]|euro|pound|dollar|franken|uhr|peso|per|proz|min|day|hour|week|year|tag|stu"
            r"|días|kilo))"
            r"|\d{1,2}月\d{1,2}[日号]"
        ),
        "weekdays": re.compile(rf"(?<![^\W\d_]){_DAY}(?:{_ALSO}{_DAY})*"),
        "day": re.compile(_DAY),
        "han": re.compile(r"(?:[零一二两三四五六七八九]?[十百千万])+零?[一二三四五六七八九]?|[一二两三四五六七八九半]"),
    }


@lru_cache(maxsize=1_024)
def measures(text: str) -> tuple[Measure, ...]:
    """The amounts of a text in order."""
    is_wide = _is_wide(text)
    low = fold(text) if is_wide else text.lower().replace("’", "'")
    if len(low) != len(text):
        return ()
    words, has_digit = runs(low), DIGIT.search(low) is not None
    has_number = has_digit or is_wide or not words.isdisjoint(_numerals())
    has_month = is_wide or not words.isdisjoint(_MONTH_NAMES)
    has_day = is_wide or not words.isdisjoint(_DAYS) or "monday" in low or "sunday" in low
    singles = [] if words.isdisjoint(SPAN_WORDS) else list(_single(low))
    if not has_number and not has_day and not singles:
        return ()
    found = [
        Measure(*match.span(), "date", " ".join(re.findall(r"\d+|[^\W\d_]{3}", match.group())), match.span())
        for match in (_patterns()["date"].finditer(low) if has_digit and has_month else ())
    ]
    found += [
        Measure(*match.span(), "weekday", _days(match.group()), match.span())
        for match in (_patterns()["weekdays"].finditer(low) if has_day else ())
    ]
    found += singles
    taken = [(each.start, each.end) for each in found]
    found += [
        _with_unit(low, start, end, value)
        for start, end, value in (_numbers(low, is_wide=is_wide) if has_number else ())
        if not _is_label(low, end)
        if not any(start < stop and begin < end for begin, stop in taken)
    ]
    listed = sorted((each for each in found if each.value), key=lambda each: each.start)
    return tuple(
        each
        for each in _timed(low, listed)
        if each.value != "1" or (each.kind == "time" and numerals.is_hour(low, each.start, each.end))
    )


_A_SPAN = re.compile(
    r"\b(?:takes?|lasts?|needs?|need|within|say|about|around|roughly|like|nearer|up to|at least|it's|is|are|be|than|now"
    r"|make that|dauer[nt]|braucht|eher|etwa|bis zu|ist|sind|jetzt|tardan?|duran?|son|ahora) (?:only |just |at least )?"
    r"(?P<said>(?P<half>half )?(?:an?|one|eine[rn]?|una?) (?P<unit>[^\W\d_]+)(?P<more> and a half)?)(?![^\W\d_])"
)
"""A span of time of which there is one: "takes a week", "half an hour", "an hour and a half"."""
_SPANS = frozenset({"minute", "hour", "day", "week", "month", "year"})


SPAN_WORDS = word_set("minute hour day week month year stunde tag woche monat jahr hora día semana mes año")


def _single(low: str) -> Iterator[Measure]:
    for found in _A_SPAN.finditer(low):
        kind = _kinds().get(found["unit"], "")
        if kind in _SPANS:
            value = "0.5" if found["half"] else "1.5" if found["more"] else "1 "
            yield Measure(*found.span("said"), kind, value, found.span("said"))


def _is_wide(text: str) -> bool:
    return not text.isascii() and max(text) > "\u3000"


def _is_label(low: str, end: int) -> bool:
    """Whether a number is part of a name for a thing: "10-inch", "a ten-pass"."""
    word = _COMPOUND.match(low, end)
    return word is not None and word.group(1) not in _kinds()


def _timed(low: str, listed: list[Measure]) -> Iterator[Measure]:
    """Two numbers without a unit that a span of hours is made of are times."""
    spans = {
        each
        for one, two in pairwise(listed)
        if one.kind in _CLOCK and two.kind in _CLOCK and _hour(one) <= 24 and _hour(two) <= 24
        if SPAN.fullmatch(low, one.end, two.start)
        for each in (one, two)
    }
    for each in listed:
        yield replace(each, kind="time") if each in spans else each


def _hour(measure: Measure) -> int:
    hour = measure.value.split(".")[0]
    return int(hour) if hour.isdigit() and len(hour) < 3 else 99


def _days(text: str) -> str:
    days = (found.group() for found in _patterns()["day"].finditer(text))
    return " ".join(day[-1] if ord(day[0]) > 0x3000 else day.replace("weeke", "end")[:3] for day in days)


_ONE = re.compile(r"(?:(?<=\bto )|(?<=\btill )|(?<=\buntil ))one\b|(?<=\bbis )eins\b|(?<=\ba la )una\b")
"""The hour that is written as the article is."""
_ONES = ("one", "eins", "una")


@cache
def _numerals() -> frozenset[str]:
    return number_words() | {*_ONES}


def _numbers(low: str, *, is_wide: bool) -> list[tuple[int, int, str]]:
    """Numbers by their places, "four hundred" and "三百八" as one."""
    plain = _HAN.sub(" ", low) if is_wide else low
    found = [(figure.start, figure.end, _plain(figure.value)) for figure in figures(plain)]
    found += [(*match.span(), "1") for match in (_ONE.finditer(low) if any(map(low.__contains__, _ONES)) else ())]
    if is_wide:
        for match in _patterns()["han"].finditer(low):
            value, after = numerals.value(match.group()), _patterns()["after"].match(low, match.end())
            if value and (after or (len(match.group()) > 1 and match.group()[-1] in numerals.SIGNS)):
                found.append((*match.span(), value))
    return found


def _plain(value: str) -> str:
    """Digits without the points of thousands and without an empty fraction."""
    plain = re.sub(r"\.(?=\d{3}(?:\.|$))", "", value)
    return re.sub(r"\.0+$", "", plain)


def _with_unit(low: str, start: int, end: int, value: str) -> Measure:
    if (
        value.isdigit()
        and low[start : start + 1] in set("+(0123456789")
        and (len(value) > 6 or (value[0] == "0" and len(value) > 2))
    ):
        return Measure(start, end, "phone", value, (start, end))
    if before := _patterns()["before"].search(low, max(0, start - 5), start):
        return Measure(before.start(), end, "money", value, (start, end))
    if after := _patterns()["after"].match(low, end):
        kind = _kinds()[after.group("unit")]
        return Measure(start, after.end(), kind, value, (start, end))
    kind = "time" if ":" in low[start:end] or _patterns()["clock"].search(low, max(0, start - 9), start) else BARE
    return Measure(start, end, kind, value, (start, end))


@cache
def _kinds() -> dict[str, str]:
    return inverted(_UNITS)


@cache
def names() -> frozenset[str]:
    """Words of numbers and weekdays, one of which stands in every text with an amount in letters."""
    days = "monday tuesday wednesday thursday friday saturday sunday weekday weekend"
    abroad = (
        "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lunes martes miércoles jueves viernes"
    )
    plural = {f"{day}s" for day in (*days.split(), *abroad.split())}
    return number_words() | plural | word_set(f"{days} {abroad} sábado sábados domingo domingos")


def with_ending(phone: str, digits: str) -> str:
    """A phone number as it is written, with other digits at its end."""
    signs, left = list(phone), list(digits)
    for index in range(len(signs) - 1, -1, -1):
        if signs[index].isdigit() and left:
            signs[index] = left.pop()
    return "".join(signs)
