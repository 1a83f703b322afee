"""Hours told anew in Chinese: 改成二十四小时, 礼拜天也开, 礼拜三才休息; what is said of other days stays."""

import re

from parley.builder.guided.chinese import hours
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.reading import Sentence
from parley.builder.guided.revision import Revision

_DAY = "(?:(?:周|星期|礼拜)[一二三四五六日天末]|周末|节假日)(?:[到至和、](?:周|星期|礼拜)?[一二三四五六日天])?"
_CLOSED = "(?:不开门?|不营业|不上班|休息|公休|店休|关门|关|休|放假|没人)"
_OFF = re.compile(rf"(?P<day>{_DAY})(?:我们|店里)?(?:才|是|都|要|就|改成|改|改为|也)*{_CLOSED}(?!于|系|注|心)")
_OPEN = re.compile(rf"(?P<day>{_DAY})(?:我们|店里|现在)?(?:也|都|照样|照常|还是)+(?:是|要)?(?:开|营业|上班|有人|接)")
_CHANGE = re.compile("改成|改为|改到|调成|调整为|换成|变成|变为|现在是|现在|其实是?|应该是?|要")
_COMMA = re.compile("[,;；。]")


def retold(sentence: Sentence, revision: Revision, *, is_change: bool) -> bool:
    """Put right the hours held by what a sentence says of them; its clauses of hours are taken."""
    held = revision.value("hours")
    if not is_change or not isinstance(held, str):
        return False
    low = fold(sentence.text)
    new = _always(low, sentence.text) or _days(low, held)
    if not new or new == held:
        return False
    revision.put("hours", new, sentence.text)
    start = 0
    for end in [*(comma.start() for comma in _COMMA.finditer(low)), len(low)]:
        if hours.speaks(low[start:end]):
            sentence.take(start, end)
        start = end + 1
    return True


def _always(low: str, text: str) -> str:
    """ "接电话的时间改成每天二十四小时": all day, whatever stood there."""
    found = next((each for each in _CHANGE.finditer(low) if hours.is_always(low[each.end() :].split(",")[0])), None)
    end = low.find(",", found.end()) if found else -1
    return hours.shown(text[found.end() : end if end > 0 else len(text)]) if found else ""


def _days(low: str, held: str) -> str:
    """The hours held with another day off, or with one less."""
    off, opened, stood = _OFF.search(low), _OPEN.search(low), _OFF.search(fold(held))
    if stood is None or re.search(hours.RANGE, low):
        return ""
    if off and off.group("day") != stood.group("day"):
        return held[: stood.start("day")] + off.group("day") + held[stood.end("day") :]
    if opened and opened.group("day") == stood.group("day"):
        return (held[: stood.start()] + held[stood.end() :]).strip(" ,，、；;。")
    return ""
