"""Numbers in Chinese signs: 三百八, 两点; and when 一点 is an hour."""

import re

_DIGITS = "零一二三四五六七八九"
_PLACES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
SIGNS = "十百千万" + _DIGITS
_FROM_NOON = re.compile("[到至]|[上下中]午|凌晨|早上|晚上|夜里")
_SHARP = re.compile("[前钟整半到至]|[以之]前")


def value(signs: str) -> str:
    """The digits of a Chinese number; the last sign of 三百八 counts tens."""
    if signs == "半":
        return "0.5"
    total, digit, last = 0, 0, 1
    for sign in signs.replace("两", "二").replace("半", ""):
        if sign in _DIGITS:
            digit, last = _DIGITS.index(sign), 1 if sign == "零" else last
            continue
        total, last = (total + digit) * 10_000 if sign == "万" else total + (digit or 1) * _PLACES[sign], _PLACES[sign]
        digit = 0
    return str(total + digit * (last // 10 if last > 10 else 1))


def is_hour(low: str, start: int, end: int) -> bool:
    """Whether a one is an hour: 一点 is "a little" as well."""
    if low[start].isascii():
        return True
    return _SHARP.match(low, end) is not None or _FROM_NOON.fullmatch(low[max(0, start - 2) : start]) is not None
