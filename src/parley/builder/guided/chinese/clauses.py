"""A Chinese message cut into sentences and clauses, bullets and fillers stripped, quotations masked.

A rule reads `low` (folded, quotations masked) of the clauses that are open, and takes those it has used; `text` has the
user's own signs. Both have the same length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.reading import MAX_SENTENCE_CHARS, cleaned

MASK = "\ue000"
MAX_SENTENCES = 120
_QUOTED = re.compile('“[^”\n]{1,400}”|「[^」\n]{1,400}」|『[^』\n]{1,400}』|"[^"\n]{1,400}"|‘[^’\n]{1,400}’')
_MARKUP = re.compile(r"<(?P<tag>[a-z_]{2,20})>.{0,2000}?</(?P=tag)>|\[/?INST\]", re.IGNORECASE | re.DOTALL)
_ENDS = re.compile(
    r"[。！？!?；;\n]|(?<=[\u4e00-\u9fff”」』])[ \u3000](?=[\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff])(?<![说讲是叫用为為說講念])[ \u3000](?=[“「『])"
    r"|[ \u3000]+(?=\d{1,2}(?:[、)]|\.(?!\d)))|(?=[①-⑳])"
)
_SPOKEN = re.compile('(?<=[。！？!?～~…][”」』"])(?=[^\\s,，。.；;、！!？?）)])')
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3}\b)")
_RUN = re.compile(r"[^,，。！？!?；;:：、\s“”「」…\ue000]{40,}")
_TURNS = re.compile(
    r"(?<=这样的)|(?<=[你您]说啊)|(?=嗯|是这样的|对然后|然后(?!再)|[哦噢嗯]?还有(?:人|[一几]?[种个]|就是|客|要(?!什么|几|哪|多))|另外|对了|再一个|再就是|(?<![就还的])(?:要是|如果|万一)|遇到|碰到|所以"
    r"|(?<![给替帮为跟找的和到是让叫对地把])我们(?!的人)|那个[^,]{2,8}的话|营业时间|上班时间|语气|说话要|开场白|店名"
    r"|打(?:电话)?来的(?:都|主要|大|一般|基本)|客人(?:主要|大多|一般|都)|(?<![你也再])(?:千万|绝对)(?:别|不)|(?<!好像)就这些|好像就|先这样|差不多就)"
    r"|(?<=\d{5})(?=[\u4e00-\u9fff])(?![元块号年人])"
)
"""Where dictation without marks turns to something else."""
_PAUSES = re.compile(
    r"(?=顺便|[替帮]我们?[^,]|也(?:别|不要|不能|不许)|[就再](?:直接|马上)?(?:转|让|叫)|直接转|[他她]的?(?:电话|手机)|不是\d|那是|现在是"
    r"|(?<![让叫])(?:这种|那就)|(?<!种)[让叫][他她][报说留给]|[得要就](?:先)?(?:问|登记|留)|每天|周[一二三四五六日](?![到至和]))"
    r"|(?<=的话呢)|(?<=的话)(?!呢)|(?<=的)(?=要[查改取退订约报修办]|外地|别的|其[他它])|(?<=([\u4e00-\u9fff]{2}))(?=\1的话)"
    r"|(?<=\d[元块])(?![起一每以的/左钱到]|[啊呀哈吧])|(?<=\d[元块][啊呀哈吧])|(?<=了)(?=[先要还就])|(?<=[^,]不[去收做接送能行])(?=[\u4e00-\u9fff]{2})"
    r"|(?=[\u4e00-\u9fff]{2}这块)"
)
"""Where it pauses."""
_BRACKET = re.compile(r"\([^()\n]{0,80}\)")
_BULLET = re.compile(
    r"\s*(?:[-*•·・●○◆▪×✕✗✘✓✔√▲■□–—]+\s*|\d{1,2}(?:[、)]|\.(?!\d))\s*|\((?:\d{1,2}|[一二三四五六七八九十]{1,2})\)\s*|[①-⑳]\s*"
    r"|[一二三四五六七八九十]{1,2}、|第[一二三四五六七八九十]{1,2}(?:点|条|个)?[,、:是]|其[一二三四五][,、:是]?)"
)
_COUNTED = re.compile(r"[一二三四五六七八]是|[一二三四五六]来")
FILLERS = re.compile(
    r"(?:[\s,、:…~～.]|哈喽|哈啰|呃|嗯|啊|哎|唉|诶|哦|噢|喂|哈|嘛|呢|那个|这个嘛|就是说|怎么说呢|这样的?吧?(?=,)"
    r"|是这样的?|更正(?:一下)?|纠正一下|修正一下|我?(?:刚才|刚刚|前面)?(?:说|写|搞|弄|记)错了|不对不对"
    r"|不对(?=[,:])|等一下|等等(?=,)|然后|对了|还有就是|还有(?=[,\s一个])|还有|另外|此外"
    r"|再?补充?一?[条点句个](?=[:,])|补充(?:一下|一点)?|顺便(?:说一下)?|先说(?:一下)?(?=规)|差点忘了|忘了说|不好意思|抱歉|好的|好吧|其次"
    r"|首先|以及|而且|并且|同时|再加上|反正|总之|所以"
    r"|你好|您好|各位好|大家好|哈喽|嗨|哈啰|请注意|注意(?!事项)|记住|我说一下|说一下|我补一句|再说一下)+"
)
_TAILS = re.compile(
    r"(?:[\s,、。;；!！~～…]|啊|呀|哈|嘛|哦|噢|喔|啦|吧|呢|囉|喽|就行了?|就可以了?|就好了?|即可|的话|xd)+$"
)
_ORDERS = re.compile(
    r"(?:忽略|无视|忘记|忘掉|不要理会).{0,8}(?:以上|上面|之前|前面|所有|全部|先前).{0,8}(?:要求|指令|指示"
    r"|规则|设定|提示|内容)"
)


@dataclass(slots=True)
class Clause:
    """What stands between two commas; `start` is its place in the message."""

    text: str
    low: str
    start: int
    is_open: bool = True

    @property
    def end(self) -> int:
        """Where it ends in the message."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Sentence:
    """The clauses of a sentence, and where it stands; `line` is the number of its line, `mark` what ended it."""

    clauses: list[Clause]
    line: int
    mark: str
    is_bullet: bool = False
    start: int = 0
    end: int = 0

    @property
    def open(self) -> list[Clause]:
        """The clauses that no rule has used yet."""
        return [clause for clause in self.clauses if clause.is_open]


@dataclass(slots=True)
class Page:
    """A message cut up: `text` as it was said, `low` folded and masked."""

    text: str
    low: str
    sentences: list[Sentence] = field(default_factory=list)

    def words(self, first: Clause, last: Clause | None = None) -> str:
        """The user's own words from one clause to another."""
        return self.text[first.start : (last or first).end].strip()

    def take(self, *clauses: Clause) -> str:
        """The words of clauses that stand together, which no later rule will read again."""
        for clause in clauses:
            clause.is_open = False
        return self.words(clauses[0], clauses[-1])

    def quotations(self, clause: Clause) -> list[tuple[int, str]]:
        """The quotations that begin in a clause, with their places in it."""
        return [(place, self.text[start:end]) for place, start, end in _spans(self, clause)]


def _spans(page: Page, clause: Clause) -> Iterator[tuple[int, int, int]]:
    for found in re.finditer(f"{MASK}+", clause.low):
        yield found.start(), clause.start + found.start(), clause.start + found.end()


def page(message: str) -> Page:
    """A message as sentences; commands between tags, and those to forget what was said, are nobody's wish."""
    text = cleaned(message)
    text = _MARKUP.sub(lambda found: "\n" * len(found.group()), text)
    low = masked(text)
    result = Page(text, low)
    position, line = 0, 0
    runs = [found.span() for found in _RUN.finditer(low)]
    turns = [turn for run in runs for turn in _TURNS.finditer(low, *run)]
    pauses = [pause.start() for run in runs for pause in _PAUSES.finditer(low, *run)]
    ends = sorted([*_ENDS.finditer(low), *_SPOKEN.finditer(text), *turns], key=re.Match.start)
    for found in [*ends, None]:
        start, end = found.span() if found else (len(low), len(low))
        sentence = _sentence(text, low, (position, start), (line, pauses))
        if sentence is not None:
            sentence.mark = found.group() if found else ""
            result.sentences.append(sentence)
        line += found is not None and found.group() == "\n"
        position = end
        if len(result.sentences) >= MAX_SENTENCES:
            break
    return result


def masked(text: str) -> str:
    """The folded text with the inside of quotations masked, and the ends of sentences in short brackets too."""
    low = fold(text)
    for found in _QUOTED.finditer(text):
        start, end = found.start() + 1, found.end() - 1
        low = low[:start] + MASK * (end - start) + low[end:]
    for found in _BRACKET.finditer(low):
        inner = found.group().replace(",", "、").replace("；", "、").replace(";", "、")
        low = low[: found.start()] + inner + low[found.end() :]
    return low


def _sentence(text: str, low: str, span: tuple[int, int], place: tuple[int, list[int]]) -> Sentence | None:
    start, end = span[0], min(span[1], span[0] + MAX_SENTENCE_CHARS)
    lead = _BULLET.match(low, start, end) or _COUNTED.match(low, start, end)
    if lead:
        start = lead.end()
    clauses = []
    while start < end:
        comma = _COMMA.search(low, start, end)
        stop = comma.start() if comma else end
        pause = next((at for at in place[1] if start < at < stop), stop)
        clause = _clause(text, low, start, pause)
        if clause is not None:
            clauses.append(clause)
        start = pause + (pause == stop)
    if not clauses or _ORDERS.search(low, span[0], end):
        return None
    return Sentence(clauses, place[0], "", lead is not None, lead.end() if lead else span[0], end)


def _clause(text: str, low: str, start: int, end: int) -> Clause | None:
    lead = FILLERS.match(low, start, end)
    start = lead.end() if lead else start
    counted = _COUNTED.match(low, start, end)
    start = counted.end() if counted else start
    while end > start and low[end - 1].isspace():
        end -= 1
    return Clause(text[start:end], low[start:end], start) if end > start and text[start:end].strip() else None


def trimmed(text: str) -> str:
    """A value without the particles around it."""
    low = fold(text)
    lead = FILLERS.match(low)
    start = lead.end() if lead else 0
    tail = _TAILS.search(low, start)
    return text[start : tail.start() if tail else len(text)].strip() or text.strip()


__all__ = ["FILLERS", "MASK", "Clause", "Page", "Sentence", "masked", "page", "trimmed"]
