"""Answers to two open questions in Chinese, and briefs written line by line."""

from typing import Any

import pytest

from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState, Question, Stage
from tests.builder.telling import goals, told


def answered(message: str, *asked: str) -> dict[str, Any]:
    """What a message gives where these slots were asked for."""
    first, second = (Question(path=f"/brief/{slot}", text="?") for slot in asked)
    state = BuildState(language="zh", stage=Stage.COLLECTING_BASICS, turn=2, question=first, also=second)
    return {each.path.removeprefix("/brief/"): each.value for each in understand(message, state).operations}


@pytest.mark.parametrize(
    ("message", "greeting"),
    [
        ("哈啰，这里是阿福豆浆，今天要几杯？ 早上六点到中午十二点", "哈啰，这里是阿福豆浆，今天要几杯？"),
        (
            "您好！这里是松河自来水厂。请问您要报修还是查水费？每天八点到六点",
            "您好！这里是松河自来水厂。请问您要报修还是查水费？",
        ),
        ("周一到周五八点到五点，开头就说你好呀，我是小禾，想借什么书？", "你好呀，我是小禾，想借什么书？"),
    ],
)
def test_words_to_callers_that_ask_something_are_a_greeting(message: str, greeting: str) -> None:
    found = answered(message, "greeting", "hours")
    assert found["greeting"] == greeting
    assert "hours" in found


@pytest.mark.parametrize(
    ("message", "callers"),
    [
        ("一是报修，要问姓名和房号；二是查账单，给房号。都是院里的老住户", "院里的老住户"),
        ("预约义诊，问姓名年龄电话。多半是村里的老人，还有陪着来的子女", "村里的老人，还有陪着来的子女"),
    ],
)
def test_who_calls_stands_in_a_sentence_of_its_own(message: str, callers: str) -> None:
    found = answered(message, "goals", "callers")
    assert found["callers"].endswith(callers)
    assert "姓名" not in found["callers"]


def test_a_remark_is_no_case_of_a_hand_over() -> None:
    assert "handover" not in answered("我女儿也想让它接微信，刚才讲不用，现在听她的", "handover", "greeting")


def test_a_heading_stands_above_lines_that_tell_what_they_are() -> None:
    found = told("要求如下：\n1. 用途：接渔具店的电话\n2. 语气要耐心\n3. 不要推荐钓点\n4. 每天八点到六点营业")
    assert (found["purpose"], found["tone"], found["scope_dont"]) == ("接渔具店的电话", ["耐心"], ["推荐钓点"])
    assert "hours" in found


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "功能：\n- 申请领养：姓名、电话、养过几只猫\n- 报告流浪猫：在哪里看到的、照片",
            {"申请领养": ["name", "phone_number"], "报告流浪猫": ["photo"]},
        ),
        (
            "头一个是约车，得问人家姓啥、电话；再一个是寄货，货物名称，从哪寄",
            {"约车": ["name", "phone_number"], "寄货": ["cargo_name", "origin_address"]},
        ),
        ("还有登记失物，丢的是啥，留个电话", {"登记失物": ["item", "phone_number"]}),
        ("学琴的要说想学什么乐器、孩子年龄", {"学琴": ["instrument", "child_age"]}),
        ("报修，水管啊电灯啊，要问清楚几栋几号、哪里坏了", {"报修": ["unit_number", "problem"]}),
    ],
)
def test_data_without_a_usual_name_do_not_hide_the_others(message: str, expected: dict[str, list[str]]) -> None:
    assert {name: data for name, data in goals(message).items() if name in expected} == expected


def test_a_receiver_put_right_at_once_is_the_one() -> None:
    found = told("有人摔了转值班的王姐。公司要包场的转老孟，哎不对，老孟现在不管这摊了，转前台小周", "handover")
    assert found["handover"] == [("有人摔了", "值班的王姐"), ("公司要包场", "前台小周")]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "想要个接电话订餐的机器人。要问姓名、订几份。取消订餐的话报姓名和门牌就行",
            {"订餐": ["name", "quantity"], "取消订餐": ["name", "address"]},
        ),
        (
            "做个球馆的前台 主要是订场 要问名字、手机 还有约陪练 要问水平",
            {"订场": ["name", "phone_number"], "约陪练": ["level"]},
        ),
    ],
)
def test_data_belong_to_the_task_before_them(message: str, expected: dict[str, list[str]]) -> None:
    assert goals(message) == expected


def test_each_price_is_a_fact_of_its_own() -> None:
    facts = told("每份十五块，八十岁以上的十块，送餐上门加两块。", "facts")["facts"]
    assert facts == ["每份十五块", "八十岁以上的十块", "送餐上门加两块"]


def test_who_calls_most_is_told_in_other_words() -> None:
    assert told("来访者多为本市居民，也有律师。")["callers"] == "本市居民，也有律师"
    assert told("找我的以出版社为主，偶尔有留学生")["callers"] == "出版社为主，偶尔有留学生"
