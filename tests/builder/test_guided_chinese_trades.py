"""Chinese as other people speak it: data told as questions, receivers drawn with arrows, names in a greeting."""

from typing import Any

import pytest

from parley.builder.guided.chinese import names, terms
from tests.builder.telling import told


@pytest.mark.parametrize(
    ("listed", "data"),
    [
        ("从哪里搬、搬到哪里、几层、有没有电梯", ["origin_address", "destination_address", "floor", "elevator"]),
        ("掉了什么、在哪儿掉的、哪天掉的", ["item", "location", "date"]),
        ("要几桶、送到哪、什么时候在家", ["quantity", "address", "preferred_time"]),
        ("取车日期、还车日期、驾照号", ["start_date", "end_date", "license_number"]),
        ("孩子姓名年龄电话", ["child_name", "age", "phone_number"]),
        ("合同编号与问题描述", ["contract_number", "problem"]),
        ("租多久、要不要儿童座椅、停在哪", ["duration", "child_seat", "location"]),
        ("不舒服的原因和哪里疼", ["reason", "symptoms"]),
        ("甜度、冰塊、幾杯、幾點取", ["sweetness", "ice", "quantity", "time"]),
        ("天气、心情", []),
    ],
)
def test_a_datum_may_be_told_as_the_question_that_asks_for_it(listed: str, data: list[str]) -> None:
    assert terms.names(listed) == data


@pytest.mark.parametrize(
    ("message", "goals"),
    [
        (
            "最主要是换锁，人家打来先问车停在哪儿，再要个电话。其次配钥匙，约个时间就行。",
            [("换锁", ["location", "phone_number"]), ("配钥匙", ["time"])],
        ),
        (
            "首先是预约讲座，登记姓名和人数；其次是团队预约讲解，留单位名称；最后是遗失登记，写明掉了什么。",
            [
                ("预约讲座", ["name", "party_size"]),
                ("团队预约讲解", ["company"]),
                ("遗失登记", ["item"]),
            ],
        ),
        ("让住客打分，再说说不满意的原因。", [("让住客打分", ["rating", "reason"])]),
        (
            "租帐篷（几顶、租几天、取货日期）；归还（订单号）",
            [("租帐篷", ["duration", "pickup_date"]), ("归还", ["order_number"])],
        ),
        ("订蛋糕的，尺寸、口味、哪天取都要记", [("订蛋糕", ["size", "flavor", "pickup_date"])]),
        ("申请换货需提供合同编号与问题描述", [("申请换货", ["contract_number", "problem"])]),
        ("挂号呢，问清楚姓名、多大年纪，还有是看老中医还是看年轻的。", [("挂号", ["name", "age", "doctor"])]),
    ],
)
def test_tasks_are_told_in_the_words_of_any_trade(message: str, goals: list[Any]) -> None:
    assert told(message, "goals")["goals"] == goals


@pytest.mark.parametrize("message", ["我们没有内用座位。", "不要留电话。", "请说出您要办的业务。"])
def test_what_there_is_not_asks_for_no_data(message: str) -> None:
    assert "goals" not in told(message)


@pytest.mark.parametrize(
    ("message", "rules"),
    [
        (
            "要退课的→校长周岚；摔伤了的→值班老师 023-5550 6127",
            [("要退课", "校长周岚"), ("摔伤了", "值班老师 023-5550 6127")],
        ),
        ("醉酒闹事的直接叫保安。", [("醉酒闹事", "保安")]),
        ("碰到发火的客人就把电话给我老婆，138 0013 8000", [("发火的客人", "我老婆 138 0013 8000")]),
        ("要谈加盟的留给我自己。", [("要谈加盟", "我自己")]),
        ("出现过敏反应时，由当班药师接听", [("过敏反应", "当班药师")]),
        ("大宗采购归业务部王姐管", [("大宗采购", "业务部王姐")]),
        ("超过三桌的大单让老板亲自接，手机 0988-123-456", [("超过三桌的大单", "老板 0988-123-456")]),
        ("客诉的话也是找阿凯", [("客诉", "阿凯")]),
    ],
)
def test_a_hand_over_is_told_as_people_hand_over(message: str, rules: list[Any]) -> None:
    assert told(message, "handover")["handover"] == rules


def test_busy_hands_are_no_hand_over() -> None:
    assert "handover" not in told("想要个机器人，因为中午电话真的接到手软。")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("您好，飞毛腿跑腿，请问东西送到哪儿？", "飞毛腿跑腿"),
        ("欢迎来到白桦滑雪场，想约哪天？", "白桦滑雪场"),
        ("哈啰～这里是巷尾面包，今天想吃什么？", "巷尾面包"),
        ("松江燃气您好，请说出您要办理的业务。", "松江燃气"),
        ("您好，请问有什么可以帮您？", ""),
        ("早上好，今天想约哪一天？", ""),
    ],
)
def test_a_greeting_names_the_business(line: str, name: str) -> None:
    assert names.in_line(line) == name


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("我在高雄开自助洗衣店，店名叫泡泡巷子，想做个机器人。", "泡泡巷子"),
        ("我是重庆大树托管中心的会计，想要个助手。", "重庆大树托管中心"),
        ("我们是苏州一家做婚纱摄影的，叫花间集。", "花间集"),
        ("我这边是租车公司，想弄个接电话的机器人。", None),
        ("我们是个社区图书馆。", None),
    ],
)
def test_a_trade_is_no_name(message: str, name: str | None) -> None:
    assert told(message).get("name") == name


def test_headings_may_describe_what_stands_below() -> None:
    given = told("【可以告诉学员的】\n· 试滑课99元一节\n· 每班最多8个学员\n【不能做的】\n× 不要推荐雪具\n× 不要发照片")
    assert given["facts"] == ["试滑课99元一节", "每班最多8个学员"]
    assert given["scope_dont"] == ["推荐雪具", "发照片"]


def test_a_question_at_the_end_leaves_what_stands_before_it() -> None:
    given = told("想在公众号里放一个跟雪友聊天的助手，请问这个你们能做吗？")
    assert given["channel"] == "chat"
