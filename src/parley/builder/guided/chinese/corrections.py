"""Changes of mind in Chinese: 不对,是九点到六点不是五点, 把语气改成正式一点, 去掉英语, 再加一个取消预约."""

import re
from functools import cache
from typing import Any

from parley.agents.schemas import SLOTS
from parley.builder.guided.chinese import answers, goals, handover, manner
from parley.builder.guided.chinese.clauses import Page, Sentence, page, trimmed
from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.chinese.swaps import amount, correct, held_items, new_hours, number, replaced
from parley.builder.guided.reading import Reading
from parley.builder.schemas import BuildState, Op, Operation

_MARK = re.compile(
    r"不对|说错|搞错|写错|弄错|记错|更正|纠正|改一下|改成|改为|换成|应该是|其实是"
    r"|不是.{1,30}[,，]?(?:而)?是|修正|我错了|口误"
)
_LISTS = ("goals", "facts", "handover", "scope_dont", "scope_do", "constraints", "compliance", "success")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    to = r"(?:都)?(?:改|换|更改|变更|调整|修改|更新|设|设置|变)(?:成|为|到|作)"
    return {
        "not": re.compile(r"^(?:而|并)?(?:不是|并非|不再是|而非)(?P<old>[^,]{1,60})$"),
        "inner": re.compile(r"^(?P<new>[^,]{2,60}?)(?:[,，]?而)?(?:不是|而非)(?P<old>[^,]{1,40})$"),
        "not_but": re.compile(r"^(?:不是|并非)(?P<old>[^,]{1,40}?)(?:[,，]?而?是|[,，]应该是)(?P<new>[^,]{1,60})$"),
        "change": re.compile(
            rf"^(?:请|麻烦|帮我|我想|我要|要|还是)*(?:把"
            rf"|将)?(?P<what>[^,:]{{1,30}}?){to}(?P<value>.{{1,300}})$"
        ),
        "should": re.compile(r"^(?P<what>[^,:]{1,14}?)(?:应该是|应该|要改[:：]?)(?P<value>.{2,200})$"),
        "remove": re.compile(
            r"^(?:请|麻烦|帮我|还是|那就|就|可以)*(?:(?:把|将)(?P<what>[^,]{1,40}?)(?:这条|那条"
            r"|这个|那个)?(?:规则|要求)?(?:也|都|给)?(?:去掉|删掉|删除|删了|删去|拿掉|移除|取消|去除)"
            r"|(?:去掉|删掉|删除|删去|拿掉|移除|去除)(?:关于)?(?P<that>[^,]{1,40})|(?:不要|不用"
            r"|不需要|用不着|别要)(?P<this>[^,]{1,30})了"
            r"|(?P<it>[^,]{1,30}?)(?:(?:就)?(?:不要|不用|不需要|取消|算|免)了|(?:也|都)?(?:去掉"
            r"|删掉|删了|拿掉)了?)吧?)$"
        ),
        "add": re.compile(
            r"^(?:请|麻烦|帮我|还要|还|我想|要|那就)*(?:再|另外)?(?:加上?|增加|添加|新增"
            r"|补充)(?:上)?(?:一个|一条|一项|一种|个|条|项|下)?(?P<label>目标|任务|功能|规则|禁止事项|事实"
            r"|信息|语言|语种|语气|转接规则|知识)?(?:说|是|[:：,，\s])*(?P<what>.{2,200})$"
        ),
    }


def is_correction(text: str) -> bool:
    """Whether a message says that something told before was wrong or is to be otherwise."""
    return _MARK.search(fold(text[:200])) is not None


def operations(reading: Reading) -> list[Operation]:
    """The operations of explicit corrections; the words they used are blanked for the other rules."""
    if reading.state.turn == 0 or not _may(fold(reading.text)):
        return []
    paper, result = page(_unused(reading)), []
    for sentence in paper.sentences:
        result += _of(paper, sentence, reading.state)
    for sentence in paper.sentences:
        for clause in sentence.clauses:
            if not clause.is_open:
                _blank(reading, clause.start, clause.end)
    return result


def _unused(reading: Reading) -> str:
    """The message with what other corrections have used blanked."""
    text = reading.text
    for sentence in reading.sentences:
        for used in re.finditer("\ue002+", sentence.left):
            start, end = sentence.start + used.start(), sentence.start + used.end()
            text = text[:start] + "。" * (end - start) + text[end:]
    return text


def _may(low: str) -> bool:
    return any(
        map(
            low.__contains__,
            (
                "不是",
                "而非",
                "并非",
                "改",
                "换成",
                "去掉",
                "删",
                "拿掉",
                "移除",
                "取消",
                "了",
                "加",
                "增",
                "应该",
                "补充",
                "转",
            ),
        )
    )


def _blank(reading: Reading, start: int, end: int) -> None:
    for sentence in reading.sentences:
        begin, stop = max(start, sentence.start), min(end, sentence.start + len(sentence.text))
        if begin < stop:
            sentence.take(begin - sentence.start, stop - sentence.start)


def _of(paper: Page, sentence: Sentence, state: BuildState) -> list[Operation]:
    for reader in (_moved, _swapped, _changed, _removed, _added):
        found = reader(paper, sentence, state)
        if found:
            return found
    return []


def _swapped(paper: Page, sentence: Sentence, state: BuildState) -> list[Operation]:
    """ "X，不是Y": Y is looked for among the values held; where it stands, X takes its place."""
    clauses = sentence.clauses
    for at, clause in enumerate(clauses):
        found = next((m for name in ("not_but", "inner", "not") if (m := _patterns()[name].match(clause.low))), None)
        if found is None:
            continue
        old = clause.text[slice(*found.span("old"))]
        if "new" in found.groupdict():
            new, used = clause.text[slice(*found.span("new"))], [clause]
        else:
            after = (
                clauses[at + 1] if at + 1 < len(clauses) and re.match("而?是|应该是|改", clauses[at + 1].low) else None
            )
            other = after or (clauses[at - 1] if at else None)
            if other is None:
                continue
            new, used = other.text, sorted([other, clause], key=lambda each: each.start)
        operation = replaced(state, trimmed(old), trimmed(new), paper.words(used[0], used[-1]))
        clause.is_open = False
        if operation:
            paper.take(*used)
            return [operation]
    return []


def _changed(paper: Page, sentence: Sentence, state: BuildState) -> list[Operation]:
    """ "把语气改成正式一点", "营业时间改为九点到八点", "挂号费改成40元"."""
    first = next(
        (c for c in sentence.clauses if _patterns()["change"].match(c.low) or _patterns()["should"].match(c.low)), None
    )
    if first is None:
        return []
    start, end = first.start, sentence.clauses[-1].end
    low, text = paper.low[start:end], paper.text[start:end]
    found = _patterns()["change"].match(low) or _patterns()["should"].match(low)
    if found is None:
        return []
    what, new = text[slice(*found.span("what"))], text[slice(*found.span("value"))]
    slot = answers.label(re.sub("^(?:它的?|机器人的?|我们的?)", "", fold(what)))
    used = sentence.clauses[sentence.clauses.index(first) :]
    if slot and slot != "collect":
        value = (
            new_hours(str(state.brief.value("hours")), new)
            if slot == "hours" and state.brief.hours
            else answers.value(slot, new)
        )
        return [correct(slot, value, paper.take(*used))] if value else []
    what, new = trimmed(what), trimmed(new)
    operation = amount(state, what, new, text) or number(state, what, new, text) or replaced(state, what, new, text)
    if operation:
        paper.take(*used)
    return [operation] if operation else []


def _moved(paper: Page, sentence: Sentence, state: BuildState) -> list[Operation]:
    """ "投诉转给李经理" where complaints go to somebody else."""
    rules = [rule.model_dump() for rule in held_items(state, "handover")]
    if not rules or not any(re.search("[转找]|交给", clause.low) for clause in sentence.clauses):
        return []
    again = page(paper.words(sentence.clauses[0], sentence.clauses[-1]))
    is_other = False
    for rule in handover.mended([rule for part in again.sentences for rule in handover.found(again, part)]):
        for held in rules:
            is_same = _pairs(fold(rule.when)) == _pairs(fold(held["when"]))
            if (is_same or handover.is_gone(rule.when, held["to"])) and held["to"] != rule.to:
                held["to"], is_other = rule.to, True
    return [correct("handover", rules, paper.take(*sentence.clauses))] if is_other else []


_BARE_REMOVAL = re.compile(
    r"(?:那?就|直接|先|还是|可以|把?(?:这|那)(?:个|条|项|一条)|把?它)*(?:都|也|给)*"
    r"(?:删掉?|去掉|拿掉|取消|移除|不要|不做|不弄|不用|不需要|算|免)了?(?:就行|就好)?"
)
_TOPIC_TAIL = re.compile(
    r"(?:那|这)(?:个|一?条|一?块|一?项|件事)(?:的?事|功能)?(?:情|儿)?$|的?(?:事情?|功能|业务)$|(?:就|先|也|都)$"
)


def _removed(paper: Page, sentence: Sentence, state: BuildState) -> list[Operation]:
    last = sentence.clauses[-1]
    if len(sentence.clauses) > 1 and _BARE_REMOVAL.fullmatch(trimmed(last.low)):
        topic = _TOPIC_TAIL.sub("", trimmed(sentence.clauses[0].text))
        topic = re.sub("(?:先|就)?(?:不做|不弄|不要|不用|停)了$", "", topic)
        if operation := _removal(topic, state, paper.words(sentence.clauses[0], last)):
            paper.take(*sentence.clauses)
            return [operation]
    for clause in sentence.clauses:
        found = _patterns()["remove"].match(clause.low)
        if found is None:
            continue
        name = next(name for name in ("what", "that", "this", "it") if found.group(name))
        operation = _removal(trimmed(clause.text[slice(*found.span(name))]), state, clause.text)
        if operation:
            paper.take(clause)
            return [operation]
    return []


def _removal(what: str, state: BuildState, evidence: str) -> Operation | None:
    low = fold(what)
    slot = answers.label(low)
    if slot == "handover":
        return correct(slot, [], evidence)
    if slot in SLOTS and state.brief.value(slot) is not None:
        return correct(slot, None, evidence)
    for name, items in (("languages", manner.languages(low, is_asked=True)), ("tone", held_items(state, "tone"))):
        gone = [
            item
            for item in held_items(state, name)
            if item in items and (name == "languages" or fold(str(item)) in low)
        ]
        if gone:
            return Operation(op=Op.REMOVE, path=f"/brief/{name}", value=gone, evidence=evidence)
    return _by_signs(low, state, evidence)


def _by_signs(low: str, state: BuildState, evidence: str) -> Operation | None:
    """The item that has most of the pairs of signs of what is to go."""
    asked = _pairs(low)
    best: tuple[float, str, Any] = (0.0, "", None)
    for slot in _LISTS:
        for item in held_items(state, slot):
            value = item if isinstance(item, str) else item.model_dump()
            plain = (
                value if isinstance(value, str) else " ".join(part for part in value.values() if isinstance(part, str))
            )
            common = len(asked & _pairs(fold(plain))) / max(1, len(asked))
            if common > best[0]:
                best = (common, slot, value)
    if best[0] < 0.6:
        return None
    return Operation(op=Op.REMOVE, path=f"/brief/{best[1]}", value=[best[2]], evidence=evidence)


def _pairs(low: str) -> set[str]:
    plain = re.sub(r"[\W的了]|这条|那条|功能|规则|目标|任务|信息|内容|说法|事情", "", low)
    return {plain[at : at + 2] for at in range(len(plain) - 1)} or {plain}


_ADDED = {
    "目标": "goals",
    "任务": "goals",
    "功能": "goals",
    "规则": "constraints",
    "禁止事项": "scope_dont",
    "语言": "languages",
    "语种": "languages",
    "语气": "tone",
    "转接规则": "handover",
}


def _added(paper: Page, sentence: Sentence, state: BuildState) -> list[Operation]:
    """ "再加一个取消预约", "再加上英语"; what has a form of its own is left to the other rules."""
    first = sentence.clauses[0]
    low, text = paper.low[first.start : sentence.clauses[-1].end], paper.text[first.start : sentence.clauses[-1].end]
    found = _patterns()["add"].match(low)
    if found is None or state.brief.value("goals") is None:
        return []
    what = text[slice(*found.span("what"))]
    slot = _ADDED.get(found.group("label") or "", "facts" if found.group("label") else "")
    slot = slot or (
        "languages" if manner.languages(fold(what), is_asked=True) else "goals" if goals.listed(what) else ""
    )
    value = answers.value(slot, what) if slot else None
    if not value:
        return []
    return [Operation(op=Op.ADD, path=f"/brief/{slot}", value=value, evidence=paper.take(*sentence.clauses))]
