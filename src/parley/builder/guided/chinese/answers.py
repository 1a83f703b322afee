"""Reads a Chinese text as the value of one slot: an answer, a labelled line, a correction's new value."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from parley.agents.schemas import Channel
from parley.builder.guided import parsers
from parley.builder.guided.chinese import clauses, facts, goals, handover, hours, identity, limits, manner
from parley.builder.guided.chinese.clauses import Page, page, trimmed
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.tables import inverted

LABELS = inverted("""
    name: 名称, 名字, 店名, 公司, 公司名, 公司名称, 机构, 机构名称, 品牌, 企业, 单位, 商家, 店铺, 助手名字, 机器人名字
    kind: 类型, 角色, 种类, 岗位
    purpose: 用途, 作用, 目的, 主要用途, 职责, 定位, 主要作用, 简介, 使命
    callers: 对象, 服务对象, 用户, 客户, 来电者, 来电人群, 使用者, 目标用户, 受众, 客群, 来电对象, 面向人群, 来电人
    callers: 目标客户
    goals: 办理事项, 事项, 功能, 任务, 业务, 能做的事, 可以办理, 主要功能, 目标, 主要任务, 服务内容, 要做的事
    goals: 办理业务, 业务范围, 能办的事, 服务项目, 工作内容, 需求
    scope_do: 可以聊, 服务范围, 可以做
    scope_dont: 不要做, 禁止, 禁忌, 不能做, 红线, 不做, 限制, 禁止事项, 不可以, 不能做的, 不可以做, 不该做, 不能说
    scope_dont: 不可做, 不能做的事, 禁止行为, 不要做的事, 不许, 不得, 严禁
    tone: 语气, 风格, 说话风格, 态度, 口吻, 语调, 说话方式, 沟通风格, 语言风格, 性格, 人设, 口气, 讲话风格
    languages: 语言, 语种, 支持语言, 使用语言, 服务语言
    channel: 渠道, 接入方式, 接入渠道, 服务渠道, 沟通渠道
    greeting: 开场白, 开头, 问候语, 欢迎语, 欢迎词, 招呼语, 开场, 第一句, 第一句话, 接通后
    closing: 结束语, 结尾, 结束, 告别语, 收尾, 道别, 结束时, 挂断前, 最后一句, 结语, 告别
    facts: 可以告诉客人, 常见问题, 信息, 知识, 须知, 规则, 资料, 可告知信息, 常用信息, 知识库, 可以告知, 可以说的
    facts: 可以告诉客户, 基本信息, 补充信息, 说明, 政策, 退换规则, 规定, 店规
    hours: 时间, 营业时间, 工作时间, 服务时间, 上班时间, 开放时间, 门诊时间, 办公时间, 接待时间, 营业, 上班
    compliance: 合规, 法律, 隐私, 合规要求, 法律要求, 隐私要求
    constraints: 行为规范, 注意事项, 要求, 注意
    handover: 转人工, 转接, 人工, 升级, 转接规则, 人工转接, 转人工规则, 转接人工, 转人工条件, 什么时候转人工
    handover: 人工服务, 何时转人工
    success: 成功标准, 成功, 考核, 考核标准, 成功的标准, 衡量标准
    voice: 声音, 音色, 嗓音, 声音要求, 声线
    collect: 收集, 收集信息, 需要收集, 登记信息, 要问的信息, 必问, 收集资料, 需收集
""")
"""What users write before a colon, folded, to the slot it means; "collect" stands for the goals' data."""


def label(low: str) -> str:
    """The slot that a label (folded) names, "" for none."""
    plain = re.sub(
        r"^(?:我们的?|机器人的?|助手的?|它的|ai的?)|(?:就?用|就?说|就?是|就?为|请用|要求|方面|如下|说明|设定)$|\s",
        "",
        low,
    )
    return LABELS.get(low.strip()) or LABELS.get(plain, "")


_DESCRIBED = (
    (r"转(?:给|接|人工|真人)|找人工|人工处理", "handover"),
    (
        r"(?:告诉|告知|说给|讲给|回答)(?:客|顾|用|家|读|观|患|病|大家|他们|师生|学|对方)|(?:可以?|能|对外)(?:直接)?(?:说明?|讲|告诉|公开|告知)的?"
        r"|价目|收费标准|价格表|常见问答|问答",
        "facts",
    ),
    (r"不(?:能|可以?|要|许|准|得|该)|禁止|严禁|红线|别(?:做|碰|说|干)", "scope_dont"),
    (
        r"(?:办|做|干|处理|实现|完成|支持|搞定|解决|管|满足).{0,4}(?:事|业务|功能|任务|项)|功能|[几两二三四五六七八\d](?:大|件|样|项|个)(?:事|功能|任务|业务)",
        "goals",
    ),
    (r"(?:营业|开放|服务|上班|值班|办公|工作|开店|接听|在线|门诊|接诊)(?:的)?时[间段]", "hours"),
    (r"(?:谁|哪些人)(?:会|来)?(?:来)?(?:打|用|问)|(?:服务|面向|来电).{0,3}(?:人群|对象|群体)", "callers"),
    (r"(?:店|单位|公司|机构|学校|医院|企业|门店|品牌|助手|机器人).{0,2}(?:名|名称|名字|全称)", "name"),
    (r"(?:开场|问候|欢迎|迎客|接通).{0,2}[语词白话]", "greeting"),
    (r"(?:结束|收尾|告别|道别|挂机|挂断).{0,2}[语词话]", "closing"),
    (r"(?:说话|讲话|对话|交流)?(?:的)?(?:语气|口吻|腔调|口气)", "tone"),
    (r"法规|法务|法律|隐私|合规", "compliance"),
    (r"(?:需|要)?(?:收集|登记|记录|询问|采集)(?:的)?(?:信息|资料|内容|字段)", "collect"),
)
"""A label that describes its slot: 可以告诉家长的, 要能办的事."""


def heading(low: str) -> str:
    """The slot that a label (folded) names or describes, "" for none."""
    plain = low.strip(" 的")
    if known := label(low):
        return known
    if not 3 <= len(plain) <= 10 or re.search("[我你这那文]", plain):
        return ""
    return next((slot for pattern, slot in _described_patterns() if pattern.search(plain)), "")


@cache
def _described_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), slot) for pattern, slot in _DESCRIBED)


def value(slot: str, text: str) -> Any | None:
    """A text as the value of a slot, None where it holds none."""
    return parsers.value(_parsers(), slot, text)


@cache
def _parsers() -> dict[str, Callable[[str], Any]]:
    return {
        "name": _name,
        "kind": identity.stated_kind,
        "purpose": _purpose,
        "callers": _callers,
        "goals": _goals,
        "scope_do": _items,
        "scope_dont": _donts,
        "tone": _tone,
        "languages": lambda text: manner.languages(fold(text), is_asked=True),
        "channel": _channel,
        "greeting": _line,
        "closing": _line,
        "facts": _facts,
        "hours": lambda text: hours.shown(text.strip(" 。")),
        "constraints": _items,
        "compliance": _items,
        "handover": _handover,
        "success": _items,
        "voice": lambda text: trimmed(text)[:200],
    }


def _name(text: str) -> str | None:
    plain = re.sub(
        r"^(?:(?:我们|咱们|它|她|他|就|店名|公司名?|名字|名称|店|机器人|助手|的)*(?:叫做?|名叫|是|为|改成|改为|:|：)+)",
        "",
        trimmed(text),
    ).strip("“”「」『』\"'。 ")
    return plain if 1 < len(plain) <= 30 and not re.search("[,，。]", plain) else None


def _purpose(text: str) -> str | None:
    plain = trimmed(text)
    lead = re.match(r"(?:主要是?|专门|用来|用于|就是|目的是|它要?|让它|我想让它|希望它?)+", fold(plain))
    plain = plain[lead.end() :] if lead else plain
    return plain[:1000] if len(plain) >= 3 else None


def _callers(text: str) -> str | None:
    plain = re.sub(
        r"^(?:(?:打(?:电话)?来的|来电的|来咨询的)?(?:主要|多半|大多|一般|基本上?|都)*(?:是|有)|主要|多半)",
        "",
        trimmed(text),
    )
    return plain[:500] if len(plain) > 1 else None


def _goals(text: str) -> list[Any]:
    told, paper = goals.Told(), page(text)
    for sentence in paper.sentences:
        if not goals.with_data(paper, sentence, told):
            for goal in goals.listed(paper.words(sentence.clauses[0], sentence.clauses[-1]), is_asked=True):
                told.add(str(goal["name"]), [], "")
    if told.loose and len(told.goals) == 1:
        told.add(str(told.goals[0]["name"]), told.loose, "")
    return told.goals[:20]


def _donts(text: str) -> list[str]:
    paper, found = page(text), []
    for sentence in paper.sentences:
        for clause in sentence.clauses:
            told = limits.donts(paper, clause)
            found += [limit.text for limit in told] or [trimmed(part) for part in re.split("、", clause.text)]
    return list(dict.fromkeys(item[:250] for item in found if len(item) > 1))[:30]


def _tone(text: str) -> list[str]:
    found: list[str] = []
    paper = page(text)
    for sentence in paper.sentences:
        for clause in sentence.clauses:
            for limit in limits.donts(paper, clause):
                found += [limit.text] if limit.is_manner else []
        found += [item for _, items in manner.tones(sentence, is_asked=True) for item in items]
    plain = trimmed(text)
    return list(dict.fromkeys(found))[:10] or ([plain] if 1 < len(plain) <= 12 and not _NO_TONE.match(plain) else [])


_NO_TONE = re.compile("我|你|您|他|她|咱|这|那|随|都行|都可|无所谓|没|不挑|看|先|等|谢|好的|行|可以")


def _channel(text: str) -> Channel | None:
    low = fold(text)
    found = manner.channel(low) or (Channel.VOICE if re.search("电话|打", low) else None)
    return Channel.BOTH if re.search("都|两|全", low) and not re.search("都是(?:电话|打电话|微信|网)", low) else found


def _line(text: str) -> str | None:
    paper = page(text)
    for sentence in paper.sentences:
        for clause in sentence.clauses:
            if quoted := paper.quotations(clause):
                return " ".join(quoted[0][1].split())
    plain = re.sub(r"^(?:就?说|用|叫|讲|是|改成|改为|[:：,，])+", "", text.strip()).strip('“”「」『』" ')
    return " ".join(plain.split())[:1500] if len(plain) > 1 else None


def _facts(text: str) -> list[dict[str, str]]:
    paper, told = page(text), []
    for sentence in paper.sentences:
        found = facts.found(paper, sentence, is_rules=True)
        told += [item for item, _ in found] or [facts.fact(paper.words(sentence.clauses[0], sentence.clauses[-1]))]
    return told[:50]


def _handover(text: str) -> list[dict[str, str]]:
    paper, rules = page(text), []
    for sentence in paper.sentences:
        found = handover.found(paper, sentence, is_labelled=True)
        rules += [{"when": rule.when, "to": rule.to} for rule in found]
        if not found and (case := _case(paper, sentence)):
            rules.append(case)
    return rules[:20]


def _case(paper: Page, sentence: clauses.Sentence) -> dict[str, str] | None:
    """A sentence that names the case alone, or the receiver with a number."""
    words = paper.words(sentence.clauses[0], sentence.clauses[-1])
    number = handover.PHONE.search(words)
    if number:
        who = trimmed(words[: number.start()]).rstrip("：:，, 电话號号码碼是")
        return {"when": "需要人工", "to": f"{who} {number.group()}".strip()[:200]}
    case = handover.plain(trimmed(words))
    return {"when": case[:250], "to": ""} if len(case) > 1 else None


def _items(text: str) -> list[str]:
    parts = re.split(r"[\n;；。]+", text)
    return [item[:250] for part in parts if len(item := trimmed(part.strip(" -*•・"))) > 1][:30]
