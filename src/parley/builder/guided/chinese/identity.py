"""Who the agent works for and as what, in Chinese: name, callers, kind, purpose."""

import re
from functools import cache

from parley.agents.schemas import Kind
from parley.builder.guided.chinese import goals
from parley.builder.guided.chinese.clauses import Clause, Page, Sentence, trimmed
from parley.builder.guided.chinese.signs import fold

ROLE = re.compile(
    r"机器人|机械人|助手|助理|小帮手|帮手|客服|前台|顾问|接线员|接待员|坐席|座席|智能体|语音|秘书|总机|服务台"
    r"|热线|ai|agent|bot"
)
_WANT = re.compile(
    r"想|要|需要|打算|希望|搞|弄|做|建|找|搵|请你|帮我|帮忙|上线?一?个|配|开发|设计|训练|用ai|是一个|装|整"
)
_DOES = re.compile(
    r"^(?:它|他|让它|让他|主要是?|专门|负责|用来|用于|目的是|就是|可以|能够?|能|要|去|来|想|希望它?"
    r"|需要它?|我想|我们想|,|\s)*(?P<do>帮助?|给|为(?!主|止)|替|处理|解答|答复|回复|接听|接(?=电|单|待|受|报|[^,]{0,8}(?:咨询|订单|预约|报修|投诉|问询))|应答|受理"
    r"|回答|负责|主要是?|专门|用来|用于|提供|介绍|安排|协助|做(?=.{4,}$)|回访|提醒|通知|催|收集|预约|登记|查询)"
)
_ORDER = re.compile(
    r"(?:做|弄|搞|建|要|开发|配|找|搵|设计|装)(?:一|个|款|套)+.{0,16}(?:机器人|助手|助理|客服|前台|顾问|智能体|ai)"
)
_WORK = re.compile("^(?:主要|就是|专门|平时|有人|[客顾用]|人家|打|来|负责|帮|替|给)|时候?$")
_ALSO = re.compile(
    r"^(?:把|提醒|通知|询问|问|收集|确认|回答|告诉|推荐|帮|也|还|并|同时|顺便|以及|另外|再|然后|和|减轻|减少"
    r"|让|提高|提升|安排|解答|处理|约|登记|查|介绍|预约)"
)
_PEOPLE = (
    "员工|职工|同学|客人|客户|学生|主人|病人|新人|家人|个人|家长|会员|买家|卖家|业主|患者|病人|司机|父母"
    "|老师|群|粉丝|旅行社|公司|老板|商家|居民|市民|观众|听众|乘客|旅客|新人|妈妈|宝妈|车友|考生|学员|同事|游客"
    "|企业|街坊|街坊邻居|用户|亲属|家属|老人|年轻人|上班族|新客|熟客|住客|大爷|大妈|阿姨|叔叔|小区里的人"
)
_CALLERS = re.compile(
    r"(?:打(?:电话)?(?:进|过)?来的|来电者?的?(?:人|客人)?|来访者|(?:顾客|客户|客人|用户)(?=主要|大多"
    r"|大部分|多半|基本|一般|都是|多数|通常)|来(?:咨询|找我们|问)?的(?=嘛|主要|都|基本|大多|多|一般|全|以)|来(?:咨询|找我们|问)的|(?:找|联系)(?:我|我们|咱们?|咱)的|打电话的|联系我们的|咨询的"
    r"|用的人|使用者|咨询者|服务对象|(?:主要)?对象|用户群?|客户群?|目标客户|受众|面向的?|客群)"
    r"(?:主要|多半|大多数?|大部分|基本上?|一般|都|全|多数|多|通常|以|也|嘛|呢|啊|,)*(?:是|为|有|系|:|面向|以|就)+(?P<who>[^,。;]{1,40})"
)
_MORE = re.compile(
    r"\s*(?:(?:也|还|再|另外|以及|或者|或|偶尔|有时|同时|加上|包括|少数|部分|少量|一些)(?:会|也|还|就)?)+(?:有|是|包括)?"
    r"(?P<who>[^,。;]{1,30})"
)
NOBODY = re.compile("要(?!求)|问|查|转|不|可以|必须|需要|登记|机器人|它|电话|时间|语气")
PEOPLE = re.compile(
    rf"(?:{_PEOPLE}|人|者|客|顾?主|户|民|生|友|家|员|侣|房东)(?:们)?(?:为主|居多|比?较?多|最多|啊|吧|咯|啦|嘛|呗|喔|哦)*$"
)
"""A clause that names people."""
USUAL = re.compile(r"(?:都是|多半|大多数?|大部分|主要是?|基本上?是?|一般是?|全是|多数是?|绝大多数)(?!问|要|帮|接|负责)")
"""How an answer begins that says who usually calls."""
_WHO = rf"(?:[^,。;、]{{0,10}}?(?:{_PEOPLE})|[^,。;、的]{{1,8}}[者人客户主员生])"
_RINGS = re.compile(
    r"^(?:因为|平时|最近|现在)?(?P<who>[^,我你它他她的]{2,12}?)(?:们)?(?:老是|老|总是|总|天天|经常|整天|成天|一天到晚|不停|都)(?:地|往|给)?"
    r"[^,]{0,6}?(?:打电话|来电话|打来|来电|来问|发微信|发消息|打进来)"
)
_USED_BY = re.compile(r"给(?P<who>[^,我你他她它]{2,8}?)(?:们)?(?:用|使用)的?(?:$|[^,]{0,6}(?:助手|机器人|客服)$)")
_SERVES = re.compile(rf"^(?:主要|专门)?(?:是)?(?:服务于?|面向|针对)(?P<who>{_WHO})$")
_FOR = re.compile(rf"(?:帮助?|给|为|替|向)(?P<who>{_WHO}(?:和{_WHO})?)(?=[^者人客户主员生们的,和]{{2}}|们)")
_KINDS = (
    (Kind.SURVEY, 6, r"满意度|问卷|调查|调研|回访|打分|评分|满不满意"),
    (Kind.REMINDER, 6, r"提醒(?=.{0,6}(?:打电话|电话|机器人|$))|催缴|催收|催还|到期提醒|电话提醒|通知复诊"),
    (Kind.HELPDESK, 4, r"it服务台|it支持|it部|服务台|重置密码|技术支持|运维|帮助台|内部it|桌面支持|vpn|信息化"),
    (Kind.SURVEY, 4, r"问卷|满意度|调查|回访|调研|评价收集"),
    (Kind.REMINDER, 3, r"提醒|催缴|催收|到期通知|外呼通知|催费"),
    (Kind.RECEPTION, 4, r"前台|接待|总机|总台|前厅|值班电话|转接电话"),
    (Kind.SALES, 3, r"销售|顾问|推销|获客|线索|招生|招商|卖货|带货|促成|电销|留资|接单|下单|点单|点餐"),
    (Kind.BOOKING, 3, r"预约|预订|预定|订座|订位|订房|订餐|约课|挂号|订票|约试|定位子|订台"),
    (
        Kind.SUPPORT,
        2,
        r"客服|售后|退货|退换|退款|投诉|报案|理赔|报修|查询|解答|答疑|咨询|物流|客户服务|服务热线|退票|换货|问题",
    ),
)


def callers(page: Page, sentence: Sentence) -> tuple[str, str]:
    """Who calls, where a sentence says so, with the words; the clauses are taken."""
    clauses = sentence.clauses
    for at, clause in enumerate(clauses):
        if not clause.is_open:
            continue
        rings = _RINGS.match(clause.low) or _USED_BY.search(clause.low)
        if rings and PEOPLE.search(rings.group("who")):
            return clause.text[slice(*rings.span("who"))], page.words(clause)
        found = _CALLERS.search(clause.low) or _SERVES.search(clause.low)
        if found is None:
            continue
        used, last = [clause], found.span("who")[1] + clause.start
        for other in clauses[at + 1 :]:
            more = _MORE.match(page.low, used[-1].end + 1, other.end)
            if more is None or not other.is_open or NOBODY.search(other.low):
                break
            used.append(other)
            last = more.end("who")
        text = trimmed(page.text[clause.start + found.start("who") : last]).removesuffix("为主")
        if found.re is _CALLERS or found.start() == 0:
            return text[:500], page.take(*used)
        return text[:500], page.words(clause)
    return "", ""


def served(low: str, text: str) -> str:
    """Those a purpose (folded, as said) is for: 给观众解答… → 观众."""
    found = _FOR.search(low)
    who = text[slice(*found.span("who"))] if found else ""
    return who if 2 <= len(who) <= 16 and not re.search("机器人|我|你|他|它", who) else ""


def is_role(sentence: Sentence) -> bool:
    """Whether a sentence says which agent is wanted."""
    low = ",".join(clause.low for clause in sentence.clauses)
    return ROLE.search(low) is not None and _WANT.search(low) is not None


def purpose(page: Page, sentence: Sentence, *, is_role_told: bool) -> tuple[str, str]:
    """What the agent is for: the clauses that tell what it does, else its title with its task."""
    clauses = sentence.open
    for at, clause in enumerate(clauses):
        does = (
            _DOES.match(clause.low)
            if is_role_told
            else re.match(r"(?:主要|专门)(?:是|用来|负责|就是)?(?=帮|给|为|处理|负责|解答|接)", clause.low)
        )
        if (
            does is None
            or _ORDER.search(clause.low)
            or goals.needs_data(clause.low)
            or _USED_BY.search(clause.low)
            or (not goals.is_task(clause.low) and len(clause.low) < 5)
        ):
            continue
        last = at
        while last + 1 < len(clauses) and _ALSO.match(clauses[last + 1].low):
            if goals.needs_data(clauses[last + 1].low):
                break
            last += 1
        words = page.words(clause, clauses[last])
        return _purpose(words), words
    return _titled(page, clauses) if is_role_told else ("", "")


def work(page: Page, sentence: Sentence) -> str:
    """A whole sentence that tells of work, step after step, and of no data; "" where it does not."""
    clauses = sentence.clauses
    is_whole = all(each.is_open and not goals.needs_data(each.low) for each in clauses)
    if len(clauses) < 2 or not is_whole or not _WORK.search(clauses[0].low) or is_role(sentence):
        return ""
    text = page.words(clauses[0], clauses[-1])
    return text if goals.is_task(fold(text)) else ""


def does(low: str) -> bool:
    """Whether folded words begin with what an agent does."""
    return _DOES.match(low) is not None


def _purpose(words: str) -> str:
    plain = trimmed(words)
    lead = re.match(r"(?:它|他|让它|主要是?|专门|用来|用于|就是|目的是|我想|我们想|希望它?|,|\s)+", fold(plain))
    return (plain[lead.end() :] if lead else plain)[:500]


_WORKS = re.compile(
    r"(?:机器人|机械人|助手|助理|客服|前台|ai|智能体)(?:来|用来|专门)?(?P<what>(?:负责|帮|给"
    r"|做|处理).{3,60})$"
)
_ONLY_CALLS = re.compile(r"(?:帮我们?|帮手|帮忙|来|帮|做)*(?:接听?|听|打)?(?:电话|来电)?")
_TITLE = re.compile(r"(?:个|一款|套|位)(?P<what>[^,。]{4,40})$")


def _titled(page: Page, clauses: list[Clause]) -> tuple[str, str]:
    """ "弄一个能接电话订座的机器人": a title that holds a task."""
    for clause in clauses:
        found = _WORKS.search(clause.low)
        if found and not _ONLY_CALLS.fullmatch(found.group("what")):
            return clause.text[slice(*found.span("what"))], page.words(clause)
        found = _TITLE.search(clause.low)
        if (
            found
            and ROLE.search(found.group("what"))
            and re.search(r"(?<!智)能(?!源|手)|可以|帮(?!手)|专门|负责", found.group("what"))
        ):
            return clause.text[slice(*found.span("what"))], page.words(clause)
    return "", ""


@cache
def _kinds() -> tuple[tuple[Kind, int, re.Pattern[str]], ...]:
    return tuple((kind, weight, re.compile(pattern)) for kind, weight, pattern in _KINDS)


def kind(low: str, names: str) -> Kind | None:
    """The kind that an agent's title and purpose (folded) and its goals' names suggest."""
    scores: dict[Kind, float] = {}
    for known, weight, pattern in _kinds():
        hits = weight * len(set(pattern.findall(low))) + 2 * len(pattern.findall(names))
        if hits:
            scores[known] = hits
    return max(scores, key=lambda each: scores[each]) if scores else None


def stated_kind(text: str) -> Kind | None:
    """The kind that a text names as an answer."""
    return kind(fold(text), "")
