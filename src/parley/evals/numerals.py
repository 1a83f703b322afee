"""Numbers, times and weekdays in four languages as one notation: `#9`, `#9:30`, `#30`, `@mon`.

Times lose their half of the day, so that "nine to six", "9-18" and "早上九点到晚上六点" are the same.
"""

import re
from functools import cache

from parley.evals.schemas import Tongue


def _listed(names: str) -> list[str]:
    return names.split()


_EN_ONES = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_TENS = _listed("twenty thirty forty fifty sixty seventy eighty ninety")
_DE_ONES = _listed(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_DE_TENS = _listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_ES_ONES = _listed(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_ES_TENS = _listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_UNITS = _ES_ONES[1:10]
_ES_HUNDREDS = _listed(
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
_DAYS = _listed("mon tue wed thu fri sat sun")
_DAY_WORDS = {
    Tongue.EN: _listed("mondays? tuesdays? wednesdays? thursdays? fridays? saturdays? sundays?"),
    Tongue.DE: _listed("montags? dienstags? mittwochs? donnerstags? freitags? (?:samstags?|sonnabends?) sonntags?"),
    Tongue.ES: _listed("lunes martes mi[eé]rcoles jueves viernes s[aá]bados? domingos?"),
    Tongue.ZH: ["(?:周|週|星期|礼拜|禮拜)" + sign for sign in ("一", "二", "三", "四", "五", "六", "[日天]")],
}
_SHORT_DAYS = {
    Tongue.EN: _listed("mon tues? weds? thu(?:rs?)? fri sat sun"),
    Tongue.DE: _listed("mo di mi do fr sa so"),
    Tongue.ES: _listed("lun mar mi[eé] jue vie s[aá]b dom"),
    Tongue.ZH: [],
}
_SPANS = {
    Tongue.EN: ((r"\bweekdays?\b", "@mon @fri"), (r"\bweekends?\b", "@sat @sun")),
    Tongue.DE: ((r"\b(?:wochentags|unter der woche)\b", "@mon @fri"), (r"\bwochenenden?\b", "@sat @sun")),
    Tongue.ES: ((r"\bentre semana\b", "@mon @fri"), (r"\b(?:fines|fin) de semana\b", "@sat @sun")),
    Tongue.ZH: (
        ("工作日", " @mon @fri "),
        ("周末", " @sat @sun "),
        ("(?<=到|至)(?=[一二三四五六日天](?![点點时時]))", "周"),
    ),
}
_SIGNS: dict[Tongue, tuple[tuple[str, str], ...]] = {
    # Percent goes without saying; money in words and in signs is the same.
    Tongue.EN: (("%|\\bper ?cent\\b", " "), ("£", " pounds "), ("[$]", " dollars "), ("€", " euros ")),
    Tongue.DE: (("%|\\bprozent\\b", " "), ("€", " euro ")),
    Tongue.ES: (("%|\\bpor ciento\\b", " "), ("€", " euros ")),
    Tongue.ZH: (("%", " "), ("[¥￥]", "元")),
}
_HALF_DAYS = r"(?:a\.?m\b\.?|p\.?m\b\.?|uhr\b|o'clock|hrs\b|h\b|[点點][钟鐘]?|時(?!間)|时(?!间))"
_CLOCK = re.compile(
    rf"(?<![\d:#])(\d{{1,2}})(?:[:.h](\d{{2}}))?\s*{_HALF_DAYS}\s*(?:(\d{{2}})\b)?|(?<![\d:#])(\d{{1,2}}):(\d{{2}})(?!\d)"
)
_HALF_WORDS = {
    Tongue.EN: r"\bin the (?:morning|afternoon|evening)\b|\bat night\b",
    Tongue.DE: r"\b(?:morgens|vormittags|nachmittags|abends)\b",
    Tongue.ES: r"\b(?:de|por) la (?:mañana|tarde|noche)\b",
    Tongue.ZH: "早上|上午|中午|下午|晚上|凌晨|早晨|傍晚",
}
_HALVES: dict[Tongue, tuple[tuple[str, str], ...]] = {
    Tongue.EN: ((r"\bhalf (?:past )?(\d{1,2})\b", r"\1:30"), (r"\bquarter past (\d{1,2})\b", r"\1:15")),
    Tongue.DE: ((r"\bviertel nach (\d{1,2})\b", r"\1:15"),),
    Tongue.ES: (
        (r"\b(\d{1,2}) y media\b", r"\1:30"),
        (r"\b(\d{1,2}) y cuarto\b", r"\1:15"),
        (r"\b(\d{1,2}) y (\d{2})\b", r"\1:\2"),
    ),
    Tongue.ZH: ((r"(\d{1,2})[点點]半", r"\1:30"), (r"(\d{1,2})[点點](\d{2})分?", r"\1:\2")),
}
_HALB = re.compile(r"\bhalb (\d{1,2})\b")
_ZH_SIGNS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_ZH_DIGITS = "零〇一二两兩三四五六七八九十百千"
_ZH_PERCENT = re.compile(f"百分之(?=[0-9{_ZH_DIGITS}])([{_ZH_DIGITS}]*)")
_ZH_NUMBER = re.compile(  # before a measure, ten and more before a mark or the end, or sign by sign
    f"[{_ZH_DIGITS}]+(?=[点點时時个個位人天分秒小元块塊岁歲月年周週折号號%名间間米公層层楼樓])"
    rf"|[{_ZH_DIGITS}]{{2,}}(?=[^\w\s]|\s|$)|[零〇一二三四五六七八九]{{3,}}"
)
_ZH_SMALL_ONE = re.compile("一(?=[个位下些直样般定起旦切])")


def as_digits(text: str, tongue: Tongue, *, is_hours: bool) -> str:
    """A folded text with its numbers, times and days in the one notation."""
    for pattern, plain in (*_SPANS[tongue], *_SIGNS[tongue]):
        text = re.sub(pattern, plain, text)
    text = _with_days(text, tongue, is_hours=is_hours)
    text = _chinese(text) if tongue is Tongue.ZH else _worded(text, tongue, is_hours)
    for pattern, time in _HALVES[tongue]:
        text = re.sub(pattern, time, text)
    if tongue is Tongue.DE:
        text = _HALB.sub(lambda found: f"{(int(found.group(1)) - 2) % 12 + 1}:30", text)
    text = re.sub(_HALF_WORDS[tongue], " ", text)
    text = _CLOCK.sub(_time, text)
    if is_hours:
        return re.sub(r"(?<![#\d:])(\d{1,2})(?![\d:])", _hour, text)
    text = re.sub(r"(?<=\d)[.,](?=\d{3}(?!\d))", "", text)
    return re.sub(r"(?<![#\d:])(\d+)[.,](\d{1,2})(?!\d)", _decimal, text)


def _decimal(found: re.Match[str]) -> str:
    part = found.group(2).rstrip("0")
    return f" #{int(found.group(1))}{'_' + part if part else ''} "


def _with_days(text: str, tongue: Tongue, *, is_hours: bool) -> str:
    edge = "" if tongue is Tongue.ZH else r"\b"
    for patterns in (_DAY_WORDS[tongue], _SHORT_DAYS[tongue] if is_hours else []):
        for day, pattern in zip(_DAYS, patterns, strict=False):
            text = re.sub(f"{edge}{pattern}{edge}", f" @{day} ", text)
    return text


def _time(found: re.Match[str]) -> str:
    hour = int(found.group(1) or found.group(4))
    minutes = found.group(2) or found.group(3) or found.group(5) or "00"
    return f" #{_twelve(hour)}{'' if minutes == '00' else ':' + minutes} "


def _hour(found: re.Match[str]) -> str:
    return f" #{_twelve(int(found.group()))} "


def _twelve(hour: int) -> int:
    return hour - 12 if 12 < hour <= 24 else hour


def _worded(text: str, tongue: Tongue, is_hours: bool) -> str:
    """Numbers in words as digits, then their hundreds and thousands put together."""
    known = _numbers(tongue)
    text = _pattern(tongue, is_hours).sub(lambda found: str(known[re.sub(r"[\s-]+", " ", found.group())]), text)
    text = re.sub(r"\b(\d{1,2}) hundred\b", lambda found: str(int(found.group(1)) * 100), text)
    text = re.sub(r"\b(\d{1,3}) (?:thousand|tausend|mil)\b", lambda found: str(int(found.group(1)) * 1_000), text)
    return re.sub(r"\b([1-9]\d*00) (?:and |y )?([1-9]\d?)\b", _sum, text)


def _sum(found: re.Match[str]) -> str:
    return str(int(found.group(1)) + int(found.group(2)))


@cache
def _pattern(tongue: Tongue, is_hours: bool) -> re.Pattern[str]:
    """Every number in words, the longest first; "one" is a number only where hours are told."""
    known = sorted(_numbers(tongue), key=len, reverse=True)
    kept = [name for name in known if is_hours or name not in {"one", "uno"}]
    return re.compile(r"\b(?:" + "|".join(name.replace(" ", r"[\s-]+") for name in kept) + r")\b")


@cache
def _numbers(tongue: Tongue) -> dict[str, int]:
    match tongue:
        case Tongue.EN:
            names = _counted(_EN_ONES, _EN_TENS, 20, "{ten} {one}", _EN_ONES[1:10])
            return names | {"noon": 12, "midday": 12, "midnight": 12, "a hundred": 100, "one hundred": 100}
        case Tongue.DE:
            units = ["ein", *_DE_ONES[2:10]]
            names = _counted(_DE_ONES, _DE_TENS, 20, "{one}und{ten}", units) | {"mitternacht": 12, "tausend": 1_000}
            hundreds = {f"{one}hundert": 100 * number for number, one in enumerate(units, 1)} | {"hundert": 100}
            thousands = {f"{one}tausend": 1_000 * number for number, one in enumerate(units, 1)}
            fifties = {f"{name}fünfzig": value + 50 for name, value in hundreds.items()}
            return names | hundreds | thousands | fifties
        case Tongue.ES:
            names = _counted(_ES_ONES, _ES_TENS, 30, "{ten} y {one}", _ES_UNITS)
            hundreds = {name: 100 * number for number, name in enumerate(_ES_HUNDREDS, 1)}
            return names | hundreds | {"cien": 100, "mediodía": 12, "medianoche": 12}
        case Tongue.ZH:
            return {}


def _counted(ones: list[str], tens: list[str], first: int, shape: str, units: list[str]) -> dict[str, int]:
    names = {name: number for number, name in enumerate(ones)}
    for step, ten in enumerate(tens):
        value = first + 10 * step
        names[ten] = value
        names |= {shape.format(ten=ten, one=one): value + unit for unit, one in enumerate(units, 1)}
    return names


def _chinese(text: str) -> str:
    """Numbers in Chinese signs as digits; the "one" of "一下" and its like is none."""
    text = _ZH_PERCENT.sub(lambda found: f" {_read(found.group(1))}" if found.group(1) else " ", text)
    kept = _ZH_SMALL_ONE.sub("壹", text)
    return _ZH_NUMBER.sub(lambda found: str(_read(found.group())), kept).replace("壹", "一")


def _read(signs: str) -> str:
    """A number in Chinese signs: read with its tens and hundreds, or sign by sign where it has none."""
    if not set(signs) & set("十百千"):
        return "".join(str(_ZH_SIGNS[sign]) for sign in signs)
    total, digit = 0, 0
    for sign in signs:
        factor = {"十": 10, "百": 100, "千": 1_000}.get(sign)
        if factor is None:
            digit = _ZH_SIGNS[sign]
        else:
            total, digit = total + (digit or 1) * factor, 0
    return str(total + digit)
