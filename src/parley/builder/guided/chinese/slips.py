"""Where a Chinese message takes back what it has just said, with nothing that says so: 身份证号——到店再登记吧."""

import re

from parley.builder.guided.chinese.clauses import masked
from parley.builder.guided.chinese.signs import fold, is_spoken

_PART = re.compile(
    r"[。！？!?;；\n]+|[…—]+|[~～](?=\s|$)|,(?=(?:那个?)?[^,。]{1,8}(?:就|还是)(?:[算免罢]了|不用了|不要了|别[^,。]{1,3}了))"
)
_CUE = re.compile(
    r"[划去删拿抹剔撤砍省略](?:掉|除)|[算免罢]了|作废|不算数|取消掉|(?:不[用要必问收留]|别|甭)[^,。、]{0,4}了(?:吧|啊)?(?=$|[,。~～!！])"
    r"|(?:换|改|调)成|改为|改[问收留]|换个|互换|对调|对换|调换|颠倒|[换调倒反]过来|[说弄写填搞打记报讲标]反"
    r"|(?:到店|来了|当面|见面|上门|现场|到时候?|以后|回头|到场)[^,。]{0,2}再[登问说填报看收核给记]"
)
_MOST = 4


def spans(text: str) -> list[tuple[int, int]]:
    """The parts of a message, but for the first, that may take something back."""
    if not is_spoken(text) or _CUE.search(fold(text)) is None:
        return []
    low, found, start = masked(text), list[tuple[int, int]](), 0
    for cut in [*_PART.finditer(low), None]:
        end = cut.end() if cut else len(low)
        if start and low[start:end].strip() and _CUE.search(low, start, cut.start() if cut else end):
            found.append((start, _end(low, start, end)))
        start = end
    return found[:_MOST]


def _end(low: str, start: int, end: int) -> int:
    """Where the sentence ends that a part is of."""
    stop = re.compile("[。！？!?\n]").search(low, max(start, end - 1))
    return stop.end() if stop else end
