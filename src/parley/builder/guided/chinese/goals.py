"""Goals in Chinese: a task with the data it needs (预约看诊要姓名、手机号), or a list of tasks."""

import re
from dataclasses import dataclass, field
from functools import cache

from parley.builder.guided.chinese import terms
from parley.builder.guided.chinese.clauses import MASK, Clause, Page, Sentence, trimmed
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.english.naming import GoalValue

_TASKS = (
    "预约|预订|预定|订座|订位|订餐|订房|订票|取消|更改|改期|改签|修改|变更|查询|办理|申请|退货|退款|退票"
    "|退换|换货|报修|报案|报名|登记|挂失|咨询|购买|下单|开发票|投诉|挂号|看诊|激活|重置|维修|保养|领取|补办|注册"
    "|注销|冻结|解冻|充值|转介|介绍|解答|推荐|确认|提醒|回访|安排|登门|上门|点餐|外带|试驾|试听|参观|看房|了解"
    "|跟进|追踪|打印|提交|反馈|建议|签到|入住|退房|叫醒|请假|体验|服务|紧急|急救|配送|安装|升级|找回|解锁|开通"
    "|停机|复诊|体检|接种|理赔|续保|投保|评估|估价|报价|收集|录入|调查|通知|处理|留言|转告|传达|排队|取号|面试"
    "|投递|应聘|缴费|续费|报餐|借阅|预习|检测|清洗|保洁|搬家|托运|代驾|叫车|打车|接机"
)
_VERBS = "订|约|改|查|办|退|换|开|续|催|借|还|寄|取|送|叫|租|买|洗|修|补|领|报|问|缴|交"
_ASK = re.compile(
    r"(?:请|得|要|需要?|必须|须|先|再|都|就|只|只要|你|您|它|他|她|他们|人家|机器人|对方|那就|让他们?|叫他们?|,|\s)*"
    r"(?P<verb>收集|登记|记录|记下|写明|写清楚?|写上|注明|说明|说清楚?|讲明|讲清楚?|说说|说|讲|告诉(?:我们?|它)?|(?<!回|不)收(?!费|钱|款|到|回)"
    r"|(?<!预)约(?=个|一下|好|在)|选(?=个|好|一下|定)|输入|问清楚?|询问|问到|(?<!顾)问(?!题)|提供|留下|留|核实|核对|确认|填写|填|需要?|只要|要"
    r"|得有|(?<!内|堂|食|使)用|给|报|凭|带上?|采集|录入|了解|拿到|获取|知道|须|索取|记|填报)(?:好|清楚?|一下|上|了|到|齐|个|下)*"
)
_SUBJECT = re.compile(
    r"^(?:[头一二三四五六两另再][一]?[个样种件项块](?:事|业务|功能)?(?:就)?(?:是|呢|叫)?|还有[一几][个样种件项](?:就?是)?"
    r"|想?(?:知道|晓得|了解一下|问问|问一下)|最?(?:多|常见|常有|要紧|主要|重要|麻烦)的(?:就是|还是|是|有)?|(?:还有|有)?些人(?:就是)?|有的人|有人|如果|若|要是|假如|当|凡是|对于|关于|针对|客人们?|客户们?"
    r"|顾客|来电者|用户|买家|患者|病人|学员|车主|观众|住户|居民|乘客|旅客|住客|学生|家长|会员|员工|业主"
    r"|(?:打(?:电话)?(?:进|过)?来|来电|来|打电话)的?人|打来|打过来|打电话来?|来电|想要?|要(?!求)|是|就是"
    r"|来(?=问|查|办|约)|需要|能够?|可以|主要|包括|负责|帮忙?|协助|帮他们|另外|同时|那|做"
    r"|机器人|它|ai|功能(?:有|是|包括)?|目标(?:是)?|任务(?:是)?|让(?:他们|客人|客户|用户|员工|大家|业主"
    r"|家长|会员)|能让|也能|也可以|还能|还可以"
    r"|要能|得能|再一个|一个是|一是|二是|三是|再(?:就|有)?(?:是)|最主要|首先|其次|最后|第[一二三四五六](?:个|项|样|件)?|人家|读者|游客"
    r"|饲主|住客|师生|居民|市民|村民|考生|司机|粉丝|玩家|亲属|家属|宝妈|新人|租客|房客|商家|货主|选手|茶友|书友"
    r"|还要?|得(?=让)|让(?=人家|客|用|会|读|观|车|病|患|家|业|学|员|他|大家)|顺便|一个|的|,|:|\s)+"
)
_TRAIL = re.compile(
    r"(?:(?:的话)?[也都]?(?:收|处理|受理|登记|记|接|帮忙)一下|的话|的时候|时候|的客人|的客户|的人|的业务"
    r"|的需求|的请求|(?<!时)时|时(?=$)|的|也要|也行|也可以"
    r"|都要|都行|请|就|需要|只需要?|要|得|你|您|它|他|机器人|呢|啊|,|:|\s|吧|等等|等|这些|什么的|就行|即可"
    r"|也得|也需要|之前|前|先|再|必须|须|都|人家打来|打来|打过来|来电)+$"
)
_AND = re.compile(r"、|,|；|;|/|以及|还有|或者|或是|或(?!许)|并且?|同埋|[和与及跟](?=[^,、]{2})|\s+")
_PRONOUN = re.compile(
    r"^(?:你|您|它|他|她|我|我们|机器人|ai|助手|对方|人家|客人|客户|来电者|用户|这[个种]|那[个种]|这些|每个|打过来"
    r"|顾客|家长|会员|业主|学员|病人|患者|乘客|读者|用户|买家|居民|游客|学生|员工"
    r"|打来|所有|以下|上面|下面|信息|资料|规则|另外|必须|一定|然后)*$"
)
_NO_TASK = re.compile(rf"{_PRONOUN.pattern}|(?:就|只|先)*(?:问|留下?|记下)|什么时候|[几哪多]")
_TO_CALLERS = re.compile(r"请(?:您|你)?(?:说|问|讲|直接说|告诉|拨|按)")
_DENIED = re.compile("(?:没有?|不|别|勿|禁止)[^,]{0,2}$")
_ASKED_FOR = re.compile("(?:就|只|先|要)*(?:问|留|记)(?:一下|下|清楚)?")
_COUNTED = re.compile(r"^有?[几两三四五六七\d]?(?:块|样|个|项|件|条|类)[^,，]{0,4}[：:](?:[一1①][、.]?)?")
_ALL = re.compile("[都也](?:得|需要?|必须)?[要给报留有]$")
_EXAMPLES = re.compile("[啊呀啦]|之类|什么的|比如|像是|等等")
_REGISTERS = re.compile("(?:登记|核实|采集|录入|报)[^,、和]{2,5}$")
_PRICE_ASKED = re.compile("(?:问|咨询|打听|了解|知道)[^,]{1,8}(?:要|得)?多少钱$")
_RATED = re.compile("打分|评分|打个分")
MAX_NAME = 18


@dataclass(slots=True)
class Told:
    """Goals in their order with the words they rest on; `loose` are data that no goal stands before.

    `last` is the place where data were told last, `is_early` whether some came before any goal.
    """

    goals: list[GoalValue] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    last: int = -1
    is_early: bool = False

    def add(self, name: str, collect: list[str], words: str) -> None:
        """A goal, or more data for the goal of that name."""
        collect = ["rating", *collect] if _RATED.search(fold(name)) and "rating" not in collect else collect
        held = next((goal for goal in self.goals if fold(goal["name"]) == fold(name)), None)
        self.words.append(words)
        if held is None:
            self.goals.append(value(name, collect))
        else:
            held["collect"] = list(dict.fromkeys([*held["collect"], *collect]))[:20]


@cache
def _task() -> re.Pattern[str]:
    return re.compile(rf"{_TASKS}|^(?:{_VERBS})(?=.)")


def value(name: str, collect: list[str]) -> GoalValue:
    """A goal as it is kept."""
    return {"name": name[:120], "description": "", "collect": collect}


def with_data(page: Page, sentence: Sentence, told: Told) -> bool:
    """Put a sentence's goals with their data to `told`; whether there were any. Their clauses are taken."""
    is_found, waiting = False, -1
    for at, clause in enumerate(sentence.clauses):
        if not clause.is_open or MASK in clause.low or _TO_CALLERS.match(clause.low):
            waiting = -1
            continue
        head, data = _split(clause.text)
        if not data and at and terms.share(clause.low) >= 0.99:
            last = sentence.clauses[at - 1]
            is_on = is_found and not last.is_open or waiting == at - 1 and is_task(fold(name_of(last.text)))
            head, data = "", terms.names(clause.low) if is_on else []
        if not data or _is_task_itself(sentence, at, head, data):
            waiting = at
            continue
        name = _named(head)
        taken = [clause]
        before = _before(sentence, at, waiting) if not name else None
        if before is not None and (name := _named(before.text)):
            taken = sentence.clauses[sentence.clauses.index(before) : at + 1]
        name = name or (_spaced(page, sentence) if at == 0 else "")
        words = page.take(*taken)
        waiting, is_found = -1, True
        if name:
            told.add(name, data, words)
        elif told.goals and not told.loose and told.last >= sentence.clauses[0].start:
            told.add(told.goals[-1]["name"], data, words)
        else:
            told.is_early = told.is_early or not told.goals
            told.loose += data
            told.words.append(words)
        told.last = clause.start
    return is_found


def _spaced(page: Page, sentence: Sentence) -> str:
    """The task in the words before a mere space: 主要是订场 要问几号场、手机."""
    place = next(at for at, each in enumerate(page.sentences) if each is sentence)
    last = page.sentences[place - 1] if place else None
    if last is None or last.mark == "\n" or last.mark.strip() or not last.mark:
        return ""
    name = _named(last.clauses[-1].text)
    return name if is_task(fold(name)) else ""


def _is_task_itself(sentence: Sentence, at: int, head: str, data: list[str]) -> bool:
    """Whether a clause names a task, and the next one tells its data: 登记失物，丢的是什么."""
    if head.strip() or len(data) > 1 or not _REGISTERS.match(sentence.clauses[at].low):
        return False
    after = sentence.clauses[at + 1] if at + 1 < len(sentence.clauses) else None
    return after is not None and after.is_open and (terms.share(after.low) >= 0.99 or bool(_split(after.text)[1]))


def _before(sentence: Sentence, at: int, waiting: int) -> Clause | None:
    """The clause that names the task of data told behind it: the one before, or the task that it gives examples of."""
    if waiting < 0 or waiting != at - 1:
        return None
    last = sentence.clauses[waiting]
    if waiting == 0 or is_task(last.low) or not _EXAMPLES.search(last.low):
        return last
    earlier = sentence.clauses[waiting - 1]
    return earlier if earlier.is_open and is_task(earlier.low) else last


def _split(text: str) -> tuple[str, list[str]]:
    """The words before the data, and the data; none where a clause asks for no data."""
    low = fold(text)
    low = low[: tail.start()] if (tail := _ALL.search(low)) else low
    colon = low.find(":")
    if colon >= 0 and (_is_list(low[colon + 1 :]) or is_task(low[:colon]) and terms.share(low[colon + 1 :]) >= 0.5):
        return text[:colon], terms.names(low[colon + 1 :])
    bracket = re.search(r"\((?P<list>[^()]{2,80})\)\s*$", low)
    if bracket and terms.share(bracket.group("list")) >= 0.6:
        return text[: bracket.start()], terms.names(bracket.group("list"))
    if terms.share(low) >= 0.99 and (terms.is_usual(low) or len(terms.names(low)) > 1):
        return "", terms.names(low)
    if "、" in low and len(low.split("、")) > 2 and _is_list(low) and not _ASK.search(low.split("、")[0]):
        return "", terms.names(low)
    asked = [
        (terms.share(low[found.end() :]), -found.start(), found)
        for found in _ASK.finditer(low)
        if not _DENIED.search(low[: found.start()])
    ]
    share, _, best = max(asked, default=(0, 0, None), key=lambda item: item[:2])
    if best is None or _PRICE_ASKED.search(low):
        return "", []
    data = terms.names(low[best.end() :])
    return (text[: best.start()], data) if _is_list(low[best.end() :]) or share >= 0.5 and len(data) > 1 else ("", [])


def _is_list(low: str) -> bool:
    """Whether a list is one of data, among them such as have no name here."""
    share = terms.share(low)
    return share >= 0.6 or (share >= 0.4 and len(terms.names(low)) > 1 and max(map(len, _AND.split(low))) <= 9)


def needs_data(low: str) -> bool:
    """Whether a folded clause says which data something needs."""
    head, data = _split(low)
    return len(data) > 1 or bool(data) and re.search("要|凭|提供|问|留|给|报", low[len(head) :]) is not None


def _named(head: str) -> str:
    """A goal's name of the words before its data, "" where they name none."""
    text = name_of(head)
    low = fold(text)
    if terms.share(_ASKED_FOR.sub("", low)) >= 0.99 and _ASKED_FOR.match(low):
        return ""
    if len(low) == 1 and re.match(_VERBS, low):
        return trimmed(head).removesuffix("的")
    if not 2 <= len(low) <= MAX_NAME or _PRONOUN.match(low) or terms.name(low) in {"name", "phone_number"}:
        return ""
    return text


def name_of(text: str) -> str:
    """A task without the words around it: "如果客人要取消预约的话" → 取消预约."""
    plain = _COUNTED.sub("", trimmed(text)) if text.strip() else ""
    for _ in range(3):
        low = fold(plain)
        lead, tail = _SUBJECT.match(low), _TRAIL.search(low)
        start, end = lead.end() if lead else 0, tail.start() if tail else len(low)
        if start >= end or (start == 0 and end == len(low)):
            break
        plain = plain[start:end].strip()
    return plain.strip("“”「」\"'（）() ")


def listed(text: str, *, is_asked: bool = False) -> list[GoalValue]:
    """The tasks that a text lists, without data; where they were asked for, unknown ones beside a known one too."""
    low = fold(text)
    colon = re.match(r"[^:、,]{0,14}:", low)
    text, low = (text[colon.end() :], low[colon.end() :]) if colon else (text, low)
    is_free = is_asked and any(_task().search(name_of(part).lower()) for part in _AND.split(low) if part)
    goals: list[GoalValue] = []
    start = 0
    for found in [*_AND.finditer(low), None]:
        end = found.start() if found else len(low)
        name = name_of(text[start:end])
        is_known = is_free and len(name) <= 10 or _task().search(fold(name))
        if 2 <= len(name) <= MAX_NAME and is_known and not _NO_TASK.match(fold(name)):
            goals.append(value(name, []))
        start = found.end() if found else end
    return goals[:20]


def is_task(low: str) -> bool:
    """Whether folded words speak of a task, or a clause begins with its verb."""
    return _task().search(low) is not None


_CHANGES = re.compile("取消|改|更改|修改|退|变更")


def similar(one: str, other: str) -> bool:
    """Whether two tasks are one: they share a pair of signs beyond "book" and "look up"."""
    if (_CHANGES.match(fold(one)) is None) != (_CHANGES.match(fold(other)) is None):
        return False
    mine, theirs = _pairs(one), _pairs(other)
    return fold(one) in fold(other) or fold(other) in fold(one) or bool(mine & theirs - _COMMON)


_COMMON = frozenset({"预约", "查询", "办理", "申请", "登记", "取消", "预订", "修改", "更改", "咨询"})


def _pairs(name: str) -> set[str]:
    low = fold(name)
    return {low[at : at + 2] for at in range(len(low) - 1)}
