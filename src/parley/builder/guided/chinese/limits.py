"""What an agent must not do, must respect and should reach, in Chinese: 不要…, 电话要录音, …就算成功."""

import re
from dataclasses import dataclass
from functools import cache

from parley.builder.guided.chinese.clauses import MASK, Clause, Page, Sentence, trimmed
from parley.builder.guided.chinese.manner import TONES
from parley.builder.guided.chinese.signs import fold

_AGENT = "机器人|ai|助手|助理|小帮手|客服|它|他|她|你|咱们|我们|我哋|系统|自己|语音|员工"
_HARD = (
    r"不要|不得|不许|不准|不可(?!以|能)|禁止|严禁|切勿|切忌|请勿|勿|[绝决]不(?:能|可以|可|会|允许|许|准)?"
    r"|从不|不归|唔好|唔准|甭|不应该?"
    r"|不该|莫(?![名非先小女老经总大言要])|避免|杜绝|拒绝|不负责|不允许(?:它|机器人)"
    r"|(?<![特区个分级类性识告辨送离差道])别(?![的墅名人家扭致])"
)
_SOFT = r"不能|不可以|唔可以|不会|不允许|没法|无权|无法"
_ACTS = (
    "开药|接单|接外卖|卖|报价|报最终|谈|收定|收款|收钱|教|修|管|讨论|推荐|推销|承诺|保证|诊断|提供|回答"
    "|处理|评价|透露|泄露|涉及|参与|代办|代收|做外卖|送货|外送|接受|开|答应|许诺|解读|给|办理|下结论|改价|打折"
    "|议价|讲价|接待|回收|采|受理|代购|加工|兼营|承接|上门|负责"
)
_ADVERB = "千万|绝对|一定|坚决|请|务必|也|更|都|还|而且|同时|另外|然后|再|就|可|永远|任何时候|一律|注意|的"
_PLACE = "在?(?:电话|微信|线上|网上|通话|对话|聊天)(?:里面?|中|上)?"
_BARE = re.compile(
    r"^(?:说|讲|给|判断|弄|做|搞|提|谈|碰|报|收|问|透露|讨论|评论|承诺|答应|回答|处理|接|卖|推荐|泄露|公开"
    r"|告诉|外传|念|改)(?:了|出去|出来|的|啊|掉)?$"
)
_START = re.compile(r"^(?:要|让(?:它|他|她|机器人|ai|助手)|叫它|再|去|给我|为了|来|被)+")
_TO_US = re.compile(r"问我|再问|多问|紧$|客气|^了$|担心|着急$|打扰我|(?:太|很|那么)?麻烦$|^的$|^$")
_MANNERS = re.compile(
    r"像.{0,3}(?:机器|念|背|读|客服)|官方|正式|死板|生硬|机械|油腻|硬推销|强推|端着|话.{0,2}多|冷冰冰|冷淡|太[冷快慢急凶硬长假甜吵正]|太过|啰嗦|啰唆|客套|书面|严肃|随便"
    r"|肉麻|热情|夸张|腔|拖沓|太长|打官腔|拽|卖萌"
)
_JOIN = re.compile(
    r"、|或者?|以及|,|(?:和|跟|也|还有)(?=(?:不|透露|泄露|承诺|保证|推荐|推销|询问|评论|给出|提供|收|打折"
    r"|诊断|讨论|索要|代|催|替))"
)
_OCCASION = re.compile(
    r"^(?:每次|每当|如果|要是|只要|一旦|等|当|遇到)|[完好过了][^,]{0,4}$|(?:之后|以后|之前|以前|时候?|的话|前|后)$"
)
_VERBS = re.compile(
    r"^(?:也)?(?:透露|泄露|承诺|保证|推荐|推销|询问|问|评论|给出?|提供|收|打折|诊断|讨论|索要|代|催|替|说"
    r"|讲|报|谈|接|开|做|卖|答应|拿|骂|评价|泄漏|许诺|编造|乱|随便|自行|擅自|提及|介入|修改|删)"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "hard": re.compile(rf"(?P<adverb>(?:{_ADVERB})*)(?P<no>{_HARD})"),
        "soft": re.compile(rf"(?P<adverb>(?:{_ADVERB})*)(?P<no>{_SOFT})"),
        "act": re.compile(rf"(?P<adverb>)(?P<no>不)(?=(?:{_ACTS}))"),
        "agent": re.compile(rf"(?:{_AGENT}|本身|这边|这里|的)*"),
        "before": re.compile(rf"(?:{_AGENT}|{_ADVERB}|{_PLACE}|本身|这边|这里)*"),
        "comply": re.compile(
            r"录音|隐私|个人信息保护|个保法|数据保护|合规|法律法规|免责|征得.{0,6}同意|监管"
            r"|未成年人?保护|保密|知情同意|gdpr|脱敏"
        ),
        "more": re.compile(r"告知|告诉|说明|讲清|讲明|提醒|同意|声明|提前|先说|说清|遵守|依法"),
        "duty": re.compile(r"要|须|需|得|必须|应|告知|会|遵守|符合|先|声明|提醒|按|依"),
        "conduct": re.compile(
            r"^(?:.{0,4}(?:机器人|助手|它|ai))?(?:每次|每通|每回|每个电话|每一通)[^,]*(?:都|要|先|得|最后)|复述|(?:再)?重复一?遍"
            r"|(?:最多|至多|只能|只许|只准)[^,]{0,3}(?:打|拨|催|追问|问|响)[^,]{0,8}[次遍通声]|打不通[^,]*再打"
            r"|(?:通话|对话|每通|聊天|时长|一通)[^,]{0,6}(?:控制在|不超过|不要超过|以内|之内)|一次只问|一个一个问|先问[^,]{1,12}再"
        ),
        "success": re.compile(
            r"(?P<what>.{2,60}?)(?:就|便|即|都)?(?:算|视为|等于|代表)(?:是)?(?:成功|成了?|完成"
            r"|达标|搞定|办成|到位)|(?:成功(?:的)?标准|目标|算成功的标准)(?:是|:|为)(?P<goal>.{2,80})"
        ),
    }


@dataclass(frozen=True, slots=True)
class Limit:
    """Something not to do, and whether it is about manners rather than topics."""

    text: str
    words: str
    is_manner: bool = False


def donts(page: Page, clause: Clause) -> list[Limit]:
    """What a clause forbids; the clause is taken."""
    found = _forbidding(clause)
    if found is None:
        return []
    after = _without_lead(clause.text[found.end() :])
    if _TO_US.search(fold(after)):
        return []
    words = page.take(clause)
    low = clause.low
    if len(low) <= 10 and _MANNERS.search(low) and MASK not in low:
        before = trimmed(clause.text[: found.start()].rstrip("但是")) if found.start() else ""
        manners = [before] if fold(before) in TONES else []
        said = clause.text[found.start() :] if manners else clause.text
        return [Limit(item, words, is_manner=True) for item in [*manners, trimmed(said)]]
    topic = _topic(clause.text[: found.start()])
    return [Limit(item[:250], words) for item in _items(topic, after)]


def _forbidding(clause: Clause) -> re.Match[str] | None:
    low = clause.low
    hard = _patterns()["hard"].search(low)
    if hard and _is_order(low[: hard.start()]):
        return hard
    soft = _patterns()["soft"].search(low)
    if soft and (_is_agent(low[: soft.start()]) or re.search("绝对|千万|一定|坚决|也", soft.group("adverb"))):
        return soft
    act = _patterns()["act"].search(low)
    before = low[: act.start()] if act else ""
    return act if act and (_is_agent(before) or re.search("一律|绝对|坚决|一概|统统", before)) else None


def _is_order(before: str) -> bool:
    """Whether nothing before "must not" makes it a remark about the business ("要不要", "会员要是不要")."""
    return not re.search(r"要$|是不是$|如果|要是|客人说|客户说|买家说|若", before)


def _is_agent(before: str) -> bool:
    return len(before) <= 20 and _patterns()["before"].fullmatch(before) is not None


def _topic(before: str) -> str:
    plain = trimmed(before) if before.strip() else ""
    found = _patterns()["agent"].match(fold(plain))
    plain = plain[found.end() :] if found else plain
    return (
        plain.removesuffix("也")
        .removesuffix("都")
        .removesuffix("一律")
        .removesuffix("一概")
        .removesuffix("绝对")
        .strip()
    )


def _without_lead(after: str) -> str:
    plain = trimmed(after) if after.strip() else ""
    lead = _START.match(fold(plain))
    return plain[lead.end() :] if lead else plain


def _items(topic: str, after: str) -> list[str]:
    low = fold(after)
    if topic and _BARE.match(low):
        return [f"{after}{topic}"]
    parts = [part for part in _JOIN.split(low) if part]
    if len(parts) > 1 and all(_VERBS.match(part) for part in parts):
        places, at = [], 0
        for part in parts:
            at = low.index(part, at)
            places.append(after[at : at + len(part)].removeprefix("也").strip())
            at += len(part)
        return places
    return [f"{topic}{after}"]


def distinct(limits: list[Limit]) -> list[Limit]:
    """Without those that another says more fully: 弄外卖 beside 接外卖单."""
    return [
        limit
        for at, limit in enumerate(limits)
        if not any(
            other is not limit
            and len(core := re.sub("^[弄做搞碰]", "", limit.text)) >= 2
            and core in other.text
            and (core != other.text or at)
            for other in limits
        )
    ]


def compliance(page: Page, sentence: Sentence) -> tuple[str, str]:
    """A legal duty of a sentence, with its words: the clause that names it, and what belongs to it."""
    clauses = sentence.clauses
    at = next((i for i, clause in enumerate(clauses) if clause.is_open and _is_duty(clause.low)), None)
    if at is None:
        return "", ""
    last = at
    while last + 1 < len(clauses) and clauses[last + 1].is_open and _patterns()["more"].search(clauses[last + 1].low):
        last += 1
    words = page.take(*clauses[at : last + 1])
    return trimmed(words)[:250], words


def _is_duty(low: str) -> bool:
    return _patterns()["comply"].search(low) is not None and _patterns()["duty"].search(low) is not None


def success(page: Page, sentence: Sentence) -> tuple[str, str]:
    """How to tell that a conversation went well, with the words."""
    for at, clause in enumerate(sentence.clauses):
        found = _patterns()["success"].search(clause.low) if clause.is_open else None
        if found is None:
            continue
        span = found.span("what") if found.group("what") else found.span("goal")
        text = re.sub(r"^(?:只要|如果|能|要是|等)+", "", trimmed(clause.text[slice(*span)]))
        text = re.sub("[就便即]$", "", text)
        return text[:250], page.take(sentence.clauses[at])
    return "", ""


def conduct(page: Page, sentence: Sentence) -> list[tuple[str, str]]:
    """Rules for every conversation: 每次都要复述一遍日期, 同一个人最多打两次."""
    told = []
    for at, clause in enumerate(sentence.clauses):
        if not clause.is_open or MASK in clause.low or not _patterns()["conduct"].search(clause.low):
            continue
        before = sentence.clauses[at - 1] if at else clause
        words = page.take(before if before.is_open and _OCCASION.search(before.low) else clause, clause)
        told.append((trimmed(words)[:250], words))
    return told


def instead(page: Page, sentence: Sentence) -> list[tuple[str, str]]:
    """ "用 LINE 通知，不要寄 email", "别叫宠物，叫毛孩子": one way and not the other, kept together."""
    result = []
    clauses = sentence.clauses
    for one, other in zip(clauses, clauses[1:], strict=False):
        if not (one.is_open and other.is_open):
            continue
        pair = (one.low, other.low) if _forbidding(other) else (other.low, one.low)
        is_pair = (_forbidding(one) is None) != (_forbidding(other) is None)
        wanted = re.search(
            r"^(?:只|要|改|统一|一律|请|我们|都|应该|而是|是)*(?P<verb>用|叫|称呼?|发|寄|说)(?=\s*\S)", pair[0]
        )
        if (
            is_pair
            and wanted
            and len(pair[0]) <= 20
            and (wanted.group("verb") in pair[1] or wanted.group("verb") == "用")
        ):
            words = page.take(one, other)
            result.append((words[:250], words))
    return result + _address(page, sentence)


def _address(page: Page, sentence: Sentence) -> list[tuple[str, str]]:
    """ "称呼用“您”": how callers are addressed."""
    told = [
        clause
        for clause in sentence.open
        if len(clause.low) <= 20
        and MASK in clause.low
        and re.search("称呼|尊称|叫(?:客人|客户|对方|他们|他)", clause.low)
    ]
    return [(trimmed(clause.text), page.take(clause)) for clause in told]
