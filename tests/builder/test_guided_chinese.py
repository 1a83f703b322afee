"""Chinese in the guided engine: each rule family with wordings of its own, simplified and traditional."""

from typing import Any

import pytest

from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState, Question, Stage


def told(message: str, asked: str = "") -> dict[str, Any]:
    """What a message gives by slot; lists of goals, rules and facts as plain pairs."""
    state = BuildState()
    if asked:
        question = Question(path=f"/brief/{asked}", text="?")
        state = BuildState(stage=Stage.COLLECTING_BASICS, turn=2, question=question)
    operations = understand(message, state).operations
    return {each.path.removeprefix("/brief/"): _plain(each.value) for each in operations if each.path}


def _plain(value: Any) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [tuple(part for key, part in item.items() if key not in {"description", "topic"}) for item in value]
    return (
        [item[0] if isinstance(item, tuple) and len(item) == 1 else item for item in value]
        if isinstance(value, list)
        else value
    )


@pytest.mark.parametrize(
    ("message", "goals"),
    [
        ("约试驾要姓名和手机号。", [("约试驾", ["name", "phone_number"])]),
        ("登记故障要问姓名、工号和故障现象", [("登记故障", ["name", "employee_number", "problem"])]),
        ("預約驗光：姓名、電話、日期、時間", [("預約驗光", ["name", "phone_number", "date", "time"])]),
        ("客人要退房的话，问一下房号就行。", [("退房", ["room_number"])]),
        (
            "查快递，给运单号就行；改地址，要订单号和新的地址",
            [
                ("查快递", ["tracking_number"]),
                ("改地址", ["order_number", "new_address"]),
            ],
        ),
        (
            "1. 报修：姓名、房号、问题\n2. 缴费查询：房号",
            [
                ("报修", ["name", "room_number", "problem"]),
                ("缴费查询", ["room_number"]),
            ],
        ),
    ],
)
def test_a_task_is_told_with_the_data_it_needs(message: str, goals: list[Any]) -> None:
    assert told(message, "goals")["goals"] == goals


@pytest.mark.parametrize(
    ("message", "rule"),
    [
        ("遇到漏水就转值班室，电话0755-5555 0119", ("漏水", "值班室 0755-5555 0119")),
        ("如果客人投诉，马上转给店长。", ("客人投诉", "店长")),
        ("涉及退款的问题统一由财务处理。", ("退款的问题", "财务")),
        ("把所有投诉都转给张主任", ("所有投诉", "张主任")),
        ("客人頭皮過敏的話轉店長", ("客人頭皮過敏", "店長")),
        ("疑似诈骗转反诈专席，400-555-0110", ("疑似诈骗", "反诈专席 400-555-0110")),
    ],
)
def test_a_hand_over_is_told_in_any_order(message: str, rule: tuple[str, str]) -> None:
    assert told(message)["handover"] == [rule]


@pytest.mark.parametrize(
    ("message", "donts"),
    [
        ("不要打折，也不要收银行卡号", ["打折", "收银行卡号"]),
        ("严禁泄露客户隐私。", ["泄露客户隐私"]),
        ("机器人不得推荐理财产品", ["推荐理财产品"]),
        ("赔多少钱千万别说", ["说赔多少钱"]),
        ("不許劇透", ["劇透"]),
        ("线上不开药", ["线上开药"]),
    ],
)
def test_what_is_forbidden_is_a_limit(message: str, donts: list[str]) -> None:
    assert told(message)["scope_dont"] == donts


@pytest.mark.parametrize("message", ["宠物不能入住。", "一米二以下儿童不能入场。"])
def test_what_guests_may_not_do_is_a_fact(message: str) -> None:
    assert "scope_dont" not in told(f"停车免费，{message}")


@pytest.mark.parametrize(
    ("message", "hours"),
    [
        ("周一到周五9:00-18:00，周六10:00-16:00，周日休息。", "周一到周五9:00-18:00，周六10:00-16:00，周日休息"),
        ("我们的营业时间是上午9点半至晚上10点", "上午9点半至晚上10点"),
        ("辦公室朝九晚六，星期一至六", "辦公室朝九晚六，星期一至六"),
        ("每天早上十点到晚上九点营业。", "每天早上十点到晚上九点营业"),
        ("早上6点半到晚上11点，全年无休", "早上6点半到晚上11点，全年无休"),
    ],
)
def test_hours_are_kept_as_they_were_said(message: str, hours: str) -> None:
    assert told(message)["hours"] == hours


def test_a_deadline_is_no_hours() -> None:
    assert "hours" not in told("事故要在24小时之内报案。")
