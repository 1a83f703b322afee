"""Changes of mind in Chinese."""

from typing import Any

import pytest

from parley.agents.schemas import Brief, Slot
from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState, Op, Stage

HELD: dict[str, Any] = {
    "name": "博雅口腔",
    "hours": "周一到周五早上九点到下午五点",
    "tone": ["亲切", "正式"],
    "languages": ["zh", "en"],
    "facts": [{"topic": "挂号费", "text": "挂号费30元"}, {"topic": "停车", "text": "停车免费两小时"}],
    "goals": [{"name": "预约看牙", "collect": ["name"]}, {"name": "取消预约", "collect": []}],
    "scope_dont": ["给出诊断", "打折"],
    "handover": [{"when": "投诉", "to": "店长 13800001111"}, {"when": "急诊", "to": "值班医生"}],
    "greeting": "您好，博雅口腔",
}


def changed(message: str) -> tuple[Op, str, Any]:
    """The one operation that a message asks for."""
    brief = Brief.model_validate({slot: Slot[Any](value=value).model_dump() for slot, value in HELD.items()})
    state = BuildState(stage=Stage.REVIEWING_WORKFLOW, turn=5, brief=brief)
    [operation] = understand(message, state).operations
    return operation.op, operation.path.removeprefix("/brief/"), operation.value


@pytest.mark.parametrize(
    ("message", "hours"),
    [
        ("不对，是九点到六点，不是九点到五点", "周一到周五九点到六点"),
        ("不是五点，是六点", "周一到周五早上九点到下午六点"),
        ("营业时间改成九点到六点", "周一到周五九点到六点"),
        ("說錯了，是週二到週日十點到八點，不是週一到週五", "週二到週日十點到八點"),
    ],
)
def test_corrected_hours_take_the_place_of_the_wrong_ones(message: str, hours: str) -> None:
    assert changed(message)[1:] == ("hours", hours)


@pytest.mark.parametrize(
    ("message", "texts"),
    [
        ("挂号费是40元，不是30元", ["挂号费40元", "停车免费两小时"]),
        ("挂号费改成40元", ["挂号费40元", "停车免费两小时"]),
        ("停车免费三小时，不是两小时", ["挂号费30元", "停车免费三小时"]),
    ],
)
def test_a_corrected_amount_changes_its_fact_alone(message: str, texts: list[str]) -> None:
    operation, slot, value = changed(message)
    assert (operation, slot) == (Op.CORRECT, "facts")
    assert [fact["text"] for fact in value] == texts


@pytest.mark.parametrize(
    ("message", "receivers"),
    [
        ("把店长换成经理", ["经理 13800001111", "值班医生"]),
        ("店长电话改成13900002222", ["店长 13900002222", "值班医生"]),
        ("更正一下，急诊转护士长", ["店长 13800001111", "护士长"]),
        ("把投诉转给李经理，不是店长", ["李经理", "值班医生"]),
    ],
)
def test_a_corrected_receiver_keeps_its_case(message: str, receivers: list[str]) -> None:
    _, slot, value = changed(message)
    assert slot == "handover"
    assert [rule["to"] for rule in value] == receivers


@pytest.mark.parametrize(
    ("message", "slot", "gone"),
    [
        ("去掉英语", "languages", ["en"]),
        ("不要英语了", "languages", ["en"]),
        ("英语不要了", "languages", ["en"]),
        ("把打折那条去掉", "scope_dont", ["打折"]),
        ("语气里的正式去掉", "tone", ["正式"]),
    ],
)
def test_what_is_to_go_is_removed(message: str, slot: str, gone: list[str]) -> None:
    assert changed(message) == (Op.REMOVE, slot, gone)


@pytest.mark.parametrize(
    ("message", "slot", "value"),
    [
        ("把语气改成轻松一点", "tone", ["轻松"]),
        ("名字改成康美口腔", "name", "康美口腔"),
        ("开场白改成“早上好，这里是博雅”", "greeting", "早上好，这里是博雅"),
    ],
)
def test_a_named_part_is_set_anew(message: str, slot: str, value: Any) -> None:
    assert changed(message) == (Op.CORRECT, slot, value)


@pytest.mark.parametrize(
    ("message", "slot", "value"),
    [("再加上日语", "languages", ["ja"]), ("语气再幽默一点", "tone", ["幽默"]), ("还要会说日语", "languages", ["ja"])],
)
def test_what_comes_on_top_is_added(message: str, slot: str, value: Any) -> None:
    assert changed(message) == (Op.ADD, slot, value)


def test_a_further_task_is_added() -> None:
    operation, slot, value = changed("再加一个任务：改期")
    assert (operation, slot, [goal["name"] for goal in value]) == (Op.ADD, "goals", ["改期"])


@pytest.mark.parametrize(
    ("message", "hours"),
    [
        ("接电话的时间改成每天二十四小时，晚上也要接", "每天二十四小时"),
        ("不对，礼拜天也开，礼拜三才关", "早上九点到晚上六点，礼拜三休息"),
        ("说错了，周日我们也照常营业", "早上九点到晚上六点"),
    ],
)
def test_hours_are_told_anew(message: str, hours: str) -> None:
    day = "周日" if "周日" in message else "礼拜天"
    brief = Brief.model_validate({"hours": Slot[Any](value=f"早上九点到晚上六点，{day}休息").model_dump()})
    state = BuildState(stage=Stage.REVIEWING_WORKFLOW, turn=5, brief=brief)
    assert [operation.value for operation in understand(message, state).operations] == [hours]


@pytest.mark.parametrize(
    ("message", "slot", "left"),
    [
        ("取消预约那个，领导说不用它做，删掉吧", "goals", ["预约看牙"]),
        ("取消预约的先不弄了，没人手，去掉", "goals", ["预约看牙"]),
    ],
)
def test_what_goes_may_stand_clauses_before(message: str, slot: str, left: list[str]) -> None:
    operation, path, value = changed(message)
    assert (operation, path) == (Op.REMOVE, slot)
    assert {each["name"] for each in value}.isdisjoint(left)


@pytest.mark.parametrize(
    ("message", "rules"),
    [
        ("店长离职了，投诉转给小周", ["小周", "值班医生"]),
        ("值班医生休产假了，急诊找刘医生", ["店长 13800001111", "刘医生"]),
    ],
)
def test_who_is_gone_hands_over_no_more(message: str, rules: list[str]) -> None:
    assert [rule["to"] for rule in changed(message)[2]][: len(rules)] == rules
