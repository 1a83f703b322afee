"""What a Chinese message changes of what was told: taken back, put in place of something, swapped, added."""

from typing import Any

import pytest

from parley.agents.schemas import Brief, Slot
from parley.builder.guided import slips
from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState, Stage

HELD: dict[str, Any] = {
    "hours": "周一到周六早上九点到晚上七点",
    "tone": ["热情", "正式"],
    "languages": ["zh", "fr"],
    "facts": [
        {"topic": "押金", "text": "押金每台200元"},
        {"topic": "套餐", "text": "家庭套餐699元，含两张床"},
        {"topic": "地址", "text": "地址：清河路18号2楼"},
        {"topic": "小床", "text": "小床每晚35元"},
        {"topic": "大床", "text": "大床每晚60元"},
    ],
    "goals": [
        {"name": "租床登记", "collect": ["name", "phone_number", "id_number"]},
        {"name": "查送货进度", "collect": ["order_number"]},
    ],
    "scope_dont": ["谈优惠折扣"],
    "handover": [{"when": "床坏了", "to": "维修组 分机301"}, {"when": "要投诉", "to": "客户组 分机302"}],
    "closing": "祝您好梦",
}


def after(message: str) -> dict[str, Any]:
    """What stands in the brief when a message was said to it."""
    brief = Brief.model_validate({slot: Slot[Any](value=value).model_dump() for slot, value in HELD.items()})
    state = BuildState(stage=Stage.COLLECTING_BASICS, turn=3, brief=brief)
    end = slips.after(state, understand(message, state).operations).brief.model_dump(mode="json")
    return {slot: held["value"] for slot in end if (held := end[slot])}


@pytest.mark.parametrize(
    ("message", "slot", "gone"),
    [
        ("押金那句划掉，客人听了就跑。", "facts", "押金每台200元"),
        ("押金那条先别说了，老板还没定。", "facts", "押金每台200元"),
        ("身份证号也甭问了，太敏感", "goals", "id_number"),
        ("别再问身份证", "goals", "id_number"),
        ("查送货进度那块这期不上了，系统没接好。", "goals", "查送货进度"),
        ("查送货进度请从清单里剔出去", "goals", "查送货进度"),
        ("关于优惠折扣的那条禁令作废，请删除。", "scope_dont", "谈优惠折扣"),
        ("法语就算了，没人会", "languages", "fr"),
        ("正式就免了", "tone", "正式"),
        ("结束语不要了", "closing", "祝您好梦"),
    ],
)
def test_what_is_taken_back_is_gone_and_nothing_else(message: str, slot: str, gone: str) -> None:
    brief = after(message)
    assert gone not in str(brief.get(slot, ""))
    rest = {other for other in HELD if other not in {slot, "goals"}}
    assert {other: brief[other] for other in rest} == {other: HELD[other] for other in rest}
    assert set(brief) <= set(HELD)


@pytest.mark.parametrize(
    ("message", "data"),
    [
        ("身份证号换成邮箱，其他照收。", ["name", "phone_number", "email"]),
        ("租床登记再补一个地址，送货要用。", ["name", "phone_number", "id_number", "address"]),
        ("身份证号不收了，改收邮箱", ["name", "phone_number", "email"]),
        ("第一项里的联系电话请换成微信号", ["name", "wechat_id", "id_number"]),
    ],
)
def test_data_are_put_in_place_of_others_or_added(message: str, data: list[str]) -> None:
    goals = after(message)["goals"]
    assert goals[0]["collect"] == data
    assert goals[1]["collect"] == ["order_number"]


@pytest.mark.parametrize(
    ("message", "place", "text"),
    [
        ("小床和大床的价格我填颠倒了，请对调。", 3, "小床每晚60元"),
        ("套餐里两张床变三张，价钱不动～", 1, "家庭套餐699元，含三张床"),
        ("大床都卖80一晚了，60那个价别再报出去。", 4, "大床每晚80元"),
        ("门牌重新编过，我们现在是清河路66号，仍在2楼。", 2, "地址：清河路66号2楼"),
    ],
)
def test_a_fact_is_put_right(message: str, place: int, text: str) -> None:
    facts = after(message)["facts"]
    assert facts[place]["text"] == text
    assert len(facts) == len(HELD["facts"])


@pytest.mark.parametrize(
    ("message", "receivers"),
    [
        ("我把两个分机说反了，互换一下。", ["维修组 分机302", "客户组 分机301"]),
        ("要投诉的改成转给王经理", ["维修组 分机301", "王经理"]),
    ],
)
def test_a_receiver_is_put_right(message: str, receivers: list[str]) -> None:
    assert [rule["to"] for rule in after(message)["handover"]] == receivers


@pytest.mark.parametrize(
    ("message", "name"),
    [("第二项的叫法改一下：叫“物流查询”，客人听得懂。", "物流查询"), ("查送货进度改叫查物流", "查物流")],
)
def test_a_goal_gets_another_name_and_keeps_its_data(message: str, name: str) -> None:
    assert after(message)["goals"][1] == {"name": name, "description": "", "collect": ["order_number"]}


@pytest.mark.parametrize(
    ("message", "hours"),
    [
        ("打烊时间改到八点，开门时间照旧。", "周一到周六早上九点到八点"),
        ("以后十点才开门", "周一到周六十点到晚上七点"),
        ("周日我们也开了", "每天早上九点到晚上七点"),
        ("周六不开了，人手不够", "周一到周五早上九点到晚上七点"),
        ("周六改了，只开到下午三点", "周一到周六早上九点到晚上七点，周六早上九点到下午三点"),
        ("我说的周一，应当是周二起，周二到周六", "周二到周六早上九点到晚上七点"),
    ],
)
def test_hours_are_told_anew_in_part(message: str, hours: str) -> None:
    assert after(message)["hours"] == hours


@pytest.mark.parametrize(
    ("message", "slot", "value"),
    [
        ("语气甜美、可爱～ 可爱就免了，有点腻，甜美加亲切！", "tone", ["甜美", "亲切"]),
        ("洗车费30元，打快了，50元。", "facts", "洗车费50元"),
        ("看病的转小李。哎，小李老出差，转小王更靠谱。", "handover", "小王"),
        ("每天上午九点到十一点，下午三点到五点，等下，下午改成两点到四点了。", "hours", "下午两点到四点"),
    ],
)
def test_what_is_taken_back_at_once_is_not_told(message: str, slot: str, value: Any) -> None:
    told = {each.path.removeprefix("/brief/"): each.value for each in understand(message, BuildState()).operations}
    assert str(value) in str(told[slot])
    assert "可爱" not in str(told)
    assert "小李" not in str(told)
    assert "30元" not in str(told)


@pytest.mark.parametrize(
    "message", ["不要问客人的收入", "不能承诺送货时间", "客人说不要了怎么办？", "要是不用送货，就让他自提"]
)
def test_a_prohibition_takes_nothing_back(message: str) -> None:
    brief = after(message)
    assert (brief["goals"], brief["facts"], brief["languages"]) == (
        [{"description": "", **goal} for goal in HELD["goals"]],
        HELD["facts"],
        HELD["languages"],
    )
