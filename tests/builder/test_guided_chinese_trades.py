"""Chinese as other people speak it: data told as questions, receivers drawn with arrows, names in a greeting."""

from typing import Any

import pytest

from parley.builder.guided import tool_needs
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


@pytest.mark.parametrize(
    ("message", "facts"),
    [
        ("洗剪吹一次八十，烫发四百八一位。", ["洗剪吹一次八十", "烫发四百八一位"]),
        ("报名费我收一百二，考试费另算三百。", ["报名费我收一百二", "考试费另算三百"]),
        ("每个柜子最多放六件，夜场只对会员开放。", ["每个柜子最多放六件", "夜场只对会员开放"]),
        ("店里没有包厢座位，抽血的最好空腹来。", ["店里没有包厢座位", "抽血的最好空腹来"]),
        ("一板十粒，25元。", ["一板十粒，25元"]),
        ("二十份起订，16到60岁，素食可以做。", ["二十份起订，16到60岁", "素食可以做"]),
        ("可以对外说明的有：门票每位30元", ["门票每位30元"]),
    ],
)
def test_prices_and_terms_are_told_without_their_units(message: str, facts: list[str]) -> None:
    assert told(message)["facts"] == facts


@pytest.mark.parametrize("message", ["需要一个智能前台。", "我们每天忙到晚上。", "想找一个帮手。"])
def test_a_wish_is_no_fact(message: str) -> None:
    assert "facts" not in told(message)


@pytest.mark.parametrize(
    ("message", "slot", "value"),
    [
        ("每次挂电话前都要复述一遍地址。", "constraints", ["每次挂电话前都要复述一遍地址"]),
        ("同一个号码一天最多打三次。", "constraints", ["同一个号码一天最多打三次"]),
        ("也可以讲讲老街的故事。", "scope_do", ["讲讲老街的故事"]),
        ("最后那句固定说：祝您旅途愉快。", "closing", "祝您旅途愉快。"),
        ("嗓门大一点。", "voice", "嗓门大一点"),
        ("寒暑假每天9:00到17:00", "hours", "寒暑假每天9:00到17:00"),
    ],
)
def test_conduct_talk_and_last_words_find_their_slots(message: str, slot: str, value: Any) -> None:
    assert told(message)[slot] == value


def test_a_task_may_be_told_beside_those_with_data() -> None:
    given = told("订桌，问姓名、人数。有的人临时有事，也得让人家取消订桌。")
    assert given["goals"] == [("订桌", ["name", "party_size"]), ("取消订桌", [])]


def test_a_greeting_may_follow_another_answer_without_a_mark() -> None:
    given = told("中文就好 “嗨，浪花泳池，今天想几点游？”挂断前说“回见！”", "greeting")
    assert given["greeting"] == "嗨，浪花泳池，今天想几点游？"
    assert given["languages"] == ["zh"]


def test_one_answer_may_stand_beside_what_is_left_to_us() -> None:
    assert told("只说中文 另一个由您决定。", "tone") == {"languages": ["zh"], "tone": None}
    assert told("只说中文，语气你们看着办", "tone") == {"languages": ["zh"], "tone": None}


@pytest.mark.parametrize(
    ("goal", "purpose", "entry"),
    [
        ("约试驾", "", "google_calendar"),
        ("預約驗光", "", "google_calendar"),
        ("订包厢", "", "reservation_system"),
        ("预订", "民宿的客服", "hotel_booking"),
        ("预订", "火锅店的前台", "reservation_system"),
        ("退换货", "", "order_lookup"),
        ("催快递", "", "shipment_tracking"),
        ("找回登录密码", "", "password_reset"),
        ("报修路灯", "", "ticket_system"),
        ("缴纳停车费", "", "stripe"),
        ("给老师留言", "", "callback_request"),
        ("查成绩", "", None),
        ("投诉", "", None),
    ],
)
def test_a_chinese_goal_names_the_tool_it_needs(goal: str, purpose: str, entry: str | None) -> None:
    need = tool_needs.of(goal, purpose)
    assert (need and need.entries[0]) == entry


def test_a_count_and_a_number_are_no_part_of_a_task() -> None:
    given = told("有两块：一、课程咨询，记下孩子年级；二、请假，学生姓名和日期。", "goals")
    assert given["goals"] == [("课程咨询", ["child_grade"]), ("请假", ["student_name", "date"])]


def test_a_labelled_channel_is_no_purpose() -> None:
    assert "purpose" not in told("渠道：电话", "purpose")


@pytest.mark.parametrize(
    "aside",
    [
        "哎，今天外面雨下得好大，估计晚上没什么生意了。",
        "我一会儿还得去接孩子。",
        "你们这个系统稳定吗？我怕到时候掉线。",
        "先问一句，做这个大概要多久？",
        "哈哈刚才隔壁店老板还来问我搞这个干嘛",
        "唉我儿子又在闹，等我一下啊",
    ],
)
@pytest.mark.parametrize("asked", ["goals", "callers", "handover"])
def test_small_talk_answers_no_question(aside: str, asked: str) -> None:
    assert not any(told(aside, asked).values())


@pytest.mark.parametrize("said", ["英文就不用了", "英语暂时不需要", "英语先不支持"])
def test_a_language_denied_behind_its_name_is_none(said: str) -> None:
    assert told(f"中文。{said}", "languages")["languages"] == ["zh"]


def test_a_rule_keeps_its_occasion() -> None:
    assert told("客户说完地址以后，复述一遍给他听。")["constraints"] == ["客户说完地址以后，复述一遍给他听"]


def test_lines_to_be_said_need_no_marks() -> None:
    given = told("接起来先说您好，这里是青禾花店，结束时说谢谢惠顾", "greeting")
    assert (given["greeting"], given["closing"]) == ("您好，这里是青禾花店", "谢谢惠顾")


def test_dictation_without_marks_is_cut_where_it_turns() -> None:
    given = told(
        "我跟你说啊我们是宁波的海潮渔具店每天好多人打电话来问有没有货所以想弄个电话机器人帮我们接电话那个订货的话要留姓名"
        "电话还有要什么型号然后还有人要退货退货的话报订单号就行如果有人要批发就转给我老婆她电话是13812345678另外千万别给人打折"
    )
    assert given["name"] == "海潮渔具店"
    assert given["goals"] == [("订货", ["name", "phone_number", "model"]), ("退货", ["order_number"])]
    assert given["handover"] == [("有人要批发", "我老婆 13812345678")]
    assert given["scope_dont"] == ["给人打折"]
