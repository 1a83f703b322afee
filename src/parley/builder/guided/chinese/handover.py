"""Hand-over rules in Chinese: 遇到漏水就转值班室, 投诉由店长处理, 转人工的情况:退款; numbers go with the receiver."""

import re
from dataclasses import dataclass, replace
from functools import cache

from parley.builder.guided.chinese.clauses import Clause, Page, Sentence
from parley.builder.guided.chinese.signs import fold

_PEOPLE = (
    "经理|店长|部|前台|主管|师傅|老板|专员|客服|人员|同事|医生|护士|值班|坐席|座席|顾问|律师|组|台|处|中心"
    "|室|人工|校长|老师|急诊|热线|管理员|工程师"
    "|负责人|总台|团队|真人|柜台|院长|主任|教练|秘书|助理|管家|大堂|保安|技师|安全员|财务|人事|调度|班长"
    "|领班|站长|[药营育护厨技]师|[\\u4e00-\\u9fff][姐哥叔伯]|老婆|老公|老伴|儿子|女儿|徒弟|爱人|[我他]?[爸妈哥姐]|[张王李刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕]"
    "(?:总|工|姐|哥|医生|老师|主任|经理|师傅|律师|队|科|处)|[小老阿][\\u4e00-\\u9fff]|办公室|队|科|窗口|[\\d+]|我"
)
_HASTE = (
    "就|让(?:它|他|机器人|ai)|叫它|请|马上|立即|立刻|直接|赶紧|赶快|即刻|即时|都|要|(?<![反供])应该?|必须|得|需要?|再"
    "|统一|一律|全部|则|可以|便"
    "|才|麻烦|给我|尽快|第一时间|务必|记得|帮忙|帮我|优先|自动|会|把电话|把来电|将电话|将来电|把客人|把客户"
    "|把他们?|把人|一定|的|说"
)
_NOT_MOVED = (
    "账|帐|让|发(?!给)|换|变|学(?!校|工|务|生处)|院(?!办|长|务)|化(?!验)|正|身|弯|移|动(?!物)|速|折|告|载|运(?!营|维)|卖(?!场)|租(?!赁)"
    "|机(?!长|修|房|务)|眼(?!科)|圈|接线|诊(?!室|所|疗)|介|入|出(?!纳)|型|岗|行(?!政|长)"
)
PHONE = re.compile(r"\+?\d(?:[ \-‑–()]{0,2}\d){5,15}|[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+")
_ARROW = re.compile(
    r"\s*(?:(?P<arrow>→|➡|⇒|➜|-{1,2}>|=+>|—+>)|[—–]{1,2}|--+)\s*(?:转(?:接|给|到)*|找|联系|交给?)?(?=\S)"
)
_SHORT = re.compile(r"(?:分机|内线|短号|拨打?|按)\s*:?\s*(\d{2,5})(?!\d)")
_LEADS = re.compile(
    r"^(?:如果|若是?|要是|假如|倘若|万一|一旦|当|每当|遇到|遇上|碰到|碰上|凡是|只要|只有|是(?!否|不是)"
    r"|对于|关于|针对|涉及到?|出现|发生|像|把|将|在|至于|比如|有(?=[^人客])|来电者?说?是|\s|,|:|例如)+"
)
_ENDS = re.compile(
    rf"(?:的话|[也都]是|的时候|时候|之?类的?|的情况下?|情况下|这种|这些|(?<!及)时|的|也|,|\s|{_HASTE}"
    r"|以上的?这些)+$"
)


_SLIP = re.compile("(?:[哎啊哦呃诶]|不)?不(?:对|是)(?:,|$)|[我刚才]*[说讲记]错")
_NOT_TO_BE = re.compile("(?:不要|不用|不能|不得|不必|无需|无须|不需要|没必要|别|勿)[^,]{0,2}$|不$")
_GONE = re.compile(
    "不管|不在|离职|走了|调走|退休|辞职|不干|不做|休假|休产假|换人|换了|不负责|不是|升|出差|没空|太忙|忙不过来|顾不上|不方便|请假|开会|跑外|休息|不接|接不了|不常在|生病|住院"
)
_WHEN = re.compile("如果|要是|万一|当|的话|时候?$|时$|解决不|处理不|定不")
_MYSELF = re.compile("我(?:本人|自己)?|老板|本人|店长|负责人|[他她]")
_NAMED = re.compile(r"(?:我|他|她)?(?:姓|叫|是)(?!不|的)[^,]{1,5}$")


@dataclass(frozen=True, slots=True)
class Rule:
    """When a person takes over, and who; the clauses it rests on are taken."""

    when: str
    to: str
    words: str


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "move": re.compile(
            rf"(?<![运周旋中反扭])(?P<verb>转(?!{_NOT_MOVED})(?:接|交|介)?(?:给|到|至|去|回|由|达)?"
            r"|移交给?|交给|交由|接给|接去|接到(?!手|电话|投诉|客|单|订|报)|接通(?=人工|值班))"
            r"(?!的(?:情况|条件|场景))(?P<to>[^,。;]{1,60})"
        ),
        "by": re.compile(
            rf"(?P<verb>(?<![要想])找|联系|联络|通知|打给|拨打|报给|上报|喊(?!你|您)|留给"
            r"|叫(?=保安|.{0,6}(?:经理|店长|主管|师傅|队|员))"
            rf"|请(?!假|客|你|您|他|它|问)"
            rf"|把(?:电话|来电|线|人|客人|客户)(?:直接)?[给交接转]给?到?|由)(?P<to>[^,。;]{{0,20}}?(?:{_PEOPLE})[^,。;]{{0,24}}?)(?:(?:来|亲自|直接)?(?:处理|接听|负责"
            r"|跟进|接手|回复|解决|接待|回电|回|答复|谈)|$)"
        ),
        "listed": re.compile(
            r"(?:(?:以下|下列|下面|这些|这几种|遇到以下)情况.{0,8}?转(?:接给?|给|到|交给?)?(?P<to>[^,:。;]{1,40})"
            r"|(?:需要?|要|什么时候|何时)?转(?:接给?|给|到"
            r"|交给?)?(?P<who>[^,:。;]{1,30}?)的?(?:情况|条件|场景|时机)(?:包括|有|是)?)\s*:(?P<when>.+)"
        ),
        "let": re.compile(
            r"(?P<verb>由|归|让|请|叫|换)(?P<to>(?!它|他|她|你|您|机器人|ai|助手|系统|客|对方|人家|家长)[^,。;]{1,14}?)"
            r"(?:(?:亲自|直接|自己|来|去|负责)*(?:接手?|处理|接听|回电话?|回复|跟进?|解决|谈|出面|负责|管|定夺|答复|来))$"
        ),
        "call": re.compile(rf"(?P<verb>给|打给)(?P<to>我|[^,]{{0,8}}?(?:{_PEOPLE}))(?:打电话|来电|去电|$)"),
    }


def found(page: Page, sentence: Sentence, *, is_labelled: bool = False) -> list[Rule]:
    """The hand-over rules of a sentence, each with the words it rests on."""
    if (listed := _listed(page, sentence)) is not None:
        return listed
    rules: list[Rule] = _arrows(page, sentence)
    first = 0
    clauses = sentence.clauses
    for at, clause in enumerate(clauses):
        if not clause.is_open or at < first:
            continue
        is_followed = at + 1 < len(clauses) and _patterns()["move"].search(clauses[at + 1].low) is not None
        move = _moved(clause, clauses[first:at], is_labelled=is_labelled, is_followed=is_followed)
        if move is None:
            continue
        before = [other for other in clauses[first:at] if other.is_open]
        whens = _whens(page, before, clause, move.start())
        to = _receiver(clause.text[slice(*move.span("to"))])
        number, last = _number(clauses, at, clause.text[move.start() :])
        if to == "我" and last == at + 2 and len(clauses[at + 1].text) <= 6:
            to = clauses[at + 1].text
        elif _MYSELF.fullmatch(fold(to)) and last == at and at + 1 < len(clauses) and _NAMED.match(clauses[at + 1].low):
            last = at + 1
            to = page.text[clause.start + move.start("to") : clauses[last].end].strip()
        used = [*before, *clauses[at : last + 1]]
        evidence = page.take(*used)
        rules += [Rule(when[:250], _with_number(to, number), evidence) for when in whens]
        first = last + 1
    return [rule for rule in rules if rule.when]


def mended(rules: list[Rule]) -> list[Rule]:
    """Without those whose receiver was put right at once: 包场的转老孟，不对，老孟不管这个了，转小周."""
    kept: list[Rule] = []
    for rule in rules:
        place = next((at for at, held in enumerate(kept) if is_gone(rule.when, held.to)), None)
        if place is None and kept and _SLIP.match(fold(rule.when)):
            place = len(kept) - 1
        if place is None:
            kept.append(rule)
        else:
            kept[place] = replace(kept[place], to=rule.to)
    return kept


def is_gone(when: str, to: str) -> bool:
    """Whether a "case" says only that the receiver of a rule does no longer do it."""
    low, who = fold(when), PHONE.sub("", fold(to)).strip()
    named = next((who[-length:] for length in (len(who), 3, 2) if length > 1 and who[-length:] in low), "")
    return bool(named) and _GONE.search(low) is not None and _WHEN.search(low) is None


def _arrows(page: Page, sentence: Sentence) -> list[Rule]:
    """ "要退费的→园长": one rule a clause, drawn."""
    rules = []
    for at, clause in enumerate(sentence.clauses):
        found = _ARROW.search(clause.text) if clause.is_open else None
        to = clause.text[found.end() :] if found else ""
        is_drawn = found and (found.group("arrow") or re.match(rf"[^,]{{0,10}}?(?:{_PEOPLE})", to))
        if found is None or not is_drawn or not plain(clause.text[: found.start()]):
            continue
        number, last = _number(sentence.clauses, at, to)
        when = plain(clause.text[: found.start()])
        evidence = page.take(*sentence.clauses[at : last + 1])
        rules.append(Rule(when[:250], _with_number(_receiver(to), number), evidence))
    return rules


def _moved(clause: Clause, before: list[Clause], *, is_labelled: bool, is_followed: bool) -> re.Match[str] | None:
    low = clause.low
    move = _patterns()["move"].search(low)
    if move and _NOT_TO_BE.search(low[: move.start()]):
        return None
    is_case = is_labelled or before or _LEADS.match(low) or PHONE.search(low) or "的话" in low or "的时候" in low
    if move is None and is_case and not is_followed:
        move = next((found for name in ("by", "let", "call") if (found := _patterns()[name].search(low))), None)
        move = None if move and _NOT_TO_BE.search(low[: move.start()]) else move
    if move is None:
        move = re.search(
            rf"(?P<verb>由)(?P<to>[^,]{{0,10}}(?:{_PEOPLE})[^,]{{0,6}}?)(?:来|亲自)?(?:处理|接听|负责|跟进|接手)", low
        )
    return move


def _whens(page: Page, before: list[Clause], clause: Clause, end: int) -> list[str]:
    """The cases before the verb; several that each end with 的 are several."""
    own = clause.text[:end]
    parts = [other.text for other in before]
    if plain(own):
        parts.append(own)
    cut = [re.sub(r"[都也]+$", "", fold(part)) for part in parts]
    if len(parts) > 1 and all(low.rstrip().endswith(("的", "的话", "的时候")) for low in cut):
        return [plain(part) for part in parts]
    first = (before[0] if before else clause).start
    last = clause.start + end if plain(own) else (before[-1].end if before else clause.start)
    return [plain(page.text[first:last])]


def plain(when: str) -> str:
    """A case without "if" and "then"."""
    low = fold(when)
    lead = _LEADS.match(low)
    start = lead.end() if lead else 0
    low = low.rstrip("-—– ")
    tail = _ENDS.search(low, start)
    return when[start : tail.start() if tail else len(low)].strip(" ,，、:：")


def _receiver(text: str) -> str:
    low = fold(text)
    end = re.search(
        r"[(:]|(?:来|去|亲自|直接|进行|帮忙)?(?:处理|接听|接手|跟进|解决|负责(?!人)|应答|服务$|对接|回复)"
        r"|(?:就行|就好|即可|(?:更|比较|还|最)(?:靠谱|合适|稳妥|好|方便|快|妥当|专业)|吧|哦|啦|啊|那里|那边|那儿)|(?:的)?(?:电话|手机|号码|分机|热线(?=\d|是))|\+?\d{3}"
        r"|$",
        low,
    )
    return text[: end.start() if end else len(text)].strip(" ,，、的是") or text.strip()


def _number(clauses: list[Clause], at: int, rest: str) -> tuple[str, int]:
    """A number in the clause or right behind it, and the last clause it needs."""
    for index, text in enumerate([rest, *(clause.text for clause in clauses[at + 1 : at + 3])]):
        said = PHONE.search(text)
        short = None if said else _SHORT.search(fold(text))
        if index and any(_patterns()[name].search(text) for name in ("move", "by")) and not said:
            break
        is_next = index == 0 or (said and len(text.strip()) - len(said.group()) <= 12) or short
        if (said or short) and is_next:
            return (said.group() if said else short.group(1) if short else ""), at + index
    return "", at


def _with_number(to: str, number: str) -> str:
    return f"{to} {number}".strip()[:200] if number and number not in to else to[:200]


def _listed(page: Page, sentence: Sentence) -> list[Rule] | None:
    low, text = page.low, page.text
    start, end = sentence.clauses[0].start, sentence.clauses[-1].end
    found = _patterns()["listed"].match(low, start, end)
    if found is None:
        return None
    who = "to" if found.group("to") else "who"
    to = _receiver(text[slice(*found.span(who))])
    said = PHONE.search(text, *found.span(who))
    evidence = page.take(*sentence.clauses)
    cases = re.split("[、,，]", text[slice(*found.span("when"))])
    return [
        Rule(plain(case)[:250], _with_number(to, said.group() if said else ""), evidence)
        for case in cases
        if plain(case)
    ]
