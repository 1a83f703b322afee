"""Hours in Chinese: 周一至周五早上九点到晚上六点, 朝九晚六, 全年无休; days off and further days belong to them."""

import re
from functools import cache

from parley.builder.guided.chinese.clauses import Clause, Page, Sentence, trimmed
from parley.builder.guided.chinese.signs import fold

_NUMBER = "[零一二两三四五六七八九十]{1,3}"
_HALF = "(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|夜晚|半夜|早|晚)"
_CLOCK = (
    rf"(?:\d{{1,2}}:\d{{2}}|(?:\d{{1,2}}|{_NUMBER})(?:点钟?|时(?!间|间))(?:半|[一三]刻|\d{{1,2}}分?"
    r"|[一二三四五]?十五?分?)?)"
)
_TO = r"\s*(?:开门|营业|上班|开)?(?:到|至|-|–|—|~|～)\s*(?:次日|第二天|翌日|隔天)?\s*"
RANGE = rf"{_HALF}?\s*(?:{_CLOCK}{_TO}{_HALF}?\s*(?:{_CLOCK}|零点|午夜)|\d{{1,2}}{_TO}\d{{1,2}}点)"
TIME = rf"{_HALF}?\s*{_CLOCK}"
_DAY = (
    "(?:(?:寒暑假|[寒暑]假|教学周|学期内?|[春夏秋冬]季|[春夏秋冬]天|[淡旺]季|开学期间|放假期间|假期)(?:每天|每日)?|每天|每日|天天|工作日|平日|平时|周末|双休日|春节|国庆|元旦|除夕|节假日|假日|法定假日|(?:周|星期"
    "|礼拜)[一二三四五六日天1-7](?:[至到、和跟-]?(?:周|星期|礼拜)?[一二三四五六日天])?)"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "range": re.compile(RANGE),
        "days": re.compile(_DAY),
        "half": re.compile(rf"{_HALF}(?=\s*[\d一二两三四五六七八九十])"),
        "always": re.compile(
            r"(?:24|二十四)\s*(?:个)?小时(?!之?以?内|前|后|左右)|[7七]\s*[x×*乘天]\s*24|全天候(?=$"
            r"|开放|营业|在线|运营|开通|服务)|全年无休|朝[七八九十]晚[四五六七八九十]|天天营业"
        ),
        "opens": re.compile(rf"{TIME}\s*(?:就|才)?(?:开门|上班|营业|开始|开业|开店|开诊|开张)"),
        "closes": re.compile(rf"{TIME}\s*(?:关门|打烊|下班|结束|收工|收摊|停诊|收市|关店|关(?!于|系|注|心))"),
        "cue": re.compile(
            r"营业|上班|开门|开放|办公|工作时间|服务时间|门诊时间|接待时间|时间[是为:]|在线|在岗"
            r"|有人|热线|值班|看诊时间|开店|客服|开通|营运|服务|打烊|关门|休息"
        ),
        "until": re.compile(rf"{_DAY}[^,]{{0,5}}?(?:上|开|营业|做|接)?到{TIME}"),
        "off": re.compile(
            rf"{_DAY}.{{0,8}}?(?:休息|公休|休诊|不营业|不上班|关门|店休|不开门|放假|除外|照常|也开"
            r"|休)|全年无休|^午休|^无休|^[双单]休"
        ),
        "lead": re.compile(
            r"(?:我们?的?|我哋|咱们|本店|本院)?(?:的?(?:营业|工作|服务|上班|开放|办公|值班|接诊|门诊|接听|接单|看诊|在线"
            r"|接待)时间)?(?:一般|都)?[是为]?[:\s]*(?=.)"
        ),
        "thing": re.compile(r"早餐|晚餐|午餐|供应|元|块|免费|入住|退房|停车|送餐|充电|停留|接种"),
    }


def found(page: Page, sentence: Sentence) -> str:
    """The hours that a sentence tells, "" where it tells none; their clauses are taken."""
    clauses = sentence.clauses
    first = next((at for at, clause in enumerate(clauses) if clause.is_open and _is_hours(clauses, at)), None)
    if first is None:
        return ""
    last = first
    while last + 1 < len(clauses) and clauses[last + 1].is_open and _goes_on(clauses[last + 1].low):
        last += 1
    if first and clauses[first - 1].is_open and _is_days(clauses[first - 1].low):
        first -= 1
    return shown(page.take(*clauses[first : last + 1]))


def shown(text: str) -> str:
    """Hours as they are kept: without the words before them."""
    plain = trimmed(text)
    lead = _patterns()["lead"].match(fold(plain))
    return (plain[lead.end() :].strip() if lead else plain)[:300] or text[:300]


def is_told(low: str) -> bool:
    """Whether a text (folded) tells hours."""
    patterns = _patterns()
    return any(patterns[name].search(low) for name in ("range", "always", "off"))


def _is_hours(clauses: list[Clause], at: int) -> bool:
    low, patterns = clauses[at].low, _patterns()
    if patterns["thing"].search(low):
        return False
    if patterns["range"].search(low):
        about = "".join(clause.low for clause in clauses[max(0, at - 1) : at + 2])
        is_marked = patterns["days"].search(about) or patterns["half"].search(low) or patterns["cue"].search(low)
        return bool(is_marked) and not (at and patterns["thing"].search(clauses[at - 1].low))
    after = clauses[at + 1].low if at + 1 < len(clauses) else low
    if patterns["opens"].search(low) and patterns["closes"].search(low + after):
        return True
    if patterns["until"].search(low) and patterns["range"].search(after):
        return True
    always = patterns["always"].search(low)
    return (
        bool(always)
        and (patterns["cue"].search(low) is not None or len(low) <= 12)
        or bool(patterns["off"].search(low) and len(low) <= 12 and at == 0)
    )


def _goes_on(low: str) -> bool:
    patterns = _patterns()
    if patterns["thing"].search(low):
        return False
    return bool(
        patterns["off"].search(low)
        or patterns["closes"].search(low)
        or patterns["until"].search(low)
        or (patterns["always"].search(low) and len(low) <= 14)
        or (patterns["range"].search(low) and (patterns["days"].search(low) or patterns["half"].search(low)))
        or _is_days(low)
    )


def _is_days(low: str) -> bool:
    lead = _patterns()["lead"].match(low)
    plain = low[lead.end() :] if lead else low
    return (
        len(plain) <= 10 and _patterns()["days"].match(plain) is not None and _patterns()["range"].search(low) is None
    )


def has_days(low: str) -> bool:
    """Whether a text (folded) names days."""
    return _patterns()["days"].search(low) is not None


def is_timed(low: str) -> bool:
    """Whether a text (folded) names a time of the day."""
    return re.search(TIME, low) is not None


def is_always(low: str) -> bool:
    """Whether a text (folded) says around the clock."""
    return _patterns()["always"].search(low) is not None


def speaks(low: str) -> bool:
    """Whether a text (folded) speaks of hours or days."""
    return is_told(low) or has_days(low) or re.search(f"{_HALF}|时间", low) is not None
