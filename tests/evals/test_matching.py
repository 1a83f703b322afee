"""What counts as the same value: words, numbers, times and phone numbers in four languages."""

import pytest

from parley.evals import matching
from parley.evals.invention import is_invented
from parley.evals.schemas import Case, Tongue
from parley.evals.values import COLLECT, TO, Found, Wanted
from parley.evals.words import words


@pytest.mark.parametrize(
    ("tongue", "option", "text"),
    [
        (Tongue.EN, "Monday to Friday nine to six", "Mon-Fri, 9am - 6pm"),
        (Tongue.EN, "half past eight to noon", "8:30 to 12:00"),
        (Tongue.EN, "weekdays 9 to 5", "Monday to Friday, 09:00–17:00"),
        (Tongue.DE, "Montag bis Freitag von neun bis sechs", "Mo-Fr 9-18 Uhr"),
        (Tongue.DE, "samstags ab halb zehn", "Sa ab 9:30 Uhr"),
        (Tongue.ES, "de lunes a viernes de nueve a seis", "lun-vie 9:00 - 18:00"),
        (Tongue.ES, "de ocho y media a dos", "8:30 a 14 h"),
        (Tongue.ZH, "早上九点到晚上六点", "9:00-18:00"),
        (Tongue.ZH, "週一到週五下午兩點半到六點", "周一至周五14:30-18:00"),
        (Tongue.ZH, "周一至五上午八点半到十二点", "周一到周五，8:30到12点"),
    ],
)
def test_hours_are_the_same_however_they_are_written(tongue: Tongue, option: str, text: str) -> None:
    assert matching.resemblance(option, text, tongue, is_hours=True) > 0


@pytest.mark.parametrize(
    ("tongue", "option", "text"),
    [
        (Tongue.EN, "nine to five", "nine to six"),
        (Tongue.EN, "returns within thirty days", "returns are free within 14 days"),
        (Tongue.DE, "bis siebzehn Uhr", "bis 18 Uhr"),
        (Tongue.ZH, "三十天内退货", "十四天内退货"),
    ],
)
def test_another_number_is_another_value(tongue: Tongue, option: str, text: str) -> None:
    assert matching.resemblance(option, text, tongue, is_hours=True) == 0


@pytest.mark.parametrize(
    ("tongue", "option", "text"),
    [
        (Tongue.EN, "returns within thirty days", "Returns are accepted within 30 days."),
        (Tongue.EN, "front desk +44 20 7946 0011", "the front desk, 020 7946 0011"),
        (Tongue.ZH, "前台电话0755 8888 0123", "前台，电话+86 755 88880123"),
        (Tongue.DE, "einundzwanzig Euro", "kostet 21 Euro"),
        (Tongue.DE, "Termine vereinbaren", "Termin vereinbaren"),
        (Tongue.ES, "reservar una mesa", "Reservar mesas"),
        (Tongue.ZH, "预订房间", "帮客人预订房间"),
    ],
)
def test_free_text_is_compared_by_its_content_words(tongue: Tongue, option: str, text: str) -> None:
    assert matching.resemblance(option, text, tongue) > 0


def test_value_that_swallows_the_whole_message_is_no_match() -> None:
    long = "take bookings " + "and so on and on with many other things " * 4
    assert matching.resemblance("take bookings", long, Tongue.EN) == 0
    assert matching.speaks_of(long, "take bookings", Tongue.EN)


def test_each_value_meets_one_expectation() -> None:
    wanted = [Wanted("tone", ("friendly",)), Wanted("tone", ("warm", "friendly"))]
    matched = matching.match(wanted, [Found("tone", "friendly")], Tongue.EN)
    assert len(matched.pairs) == 1
    assert len(matched.missed) == 1


def test_data_are_matched_with_the_goal_they_belong_to() -> None:
    wanted = [
        Wanted("goals", ("book a table",), group=0),
        Wanted("goals", ("date",), COLLECT, group=0),
        Wanted("goals", ("cancel a booking",), group=1),
        Wanted("goals", ("name",), COLLECT, group=1),
    ]
    found = [
        Found("goals", "Cancel a booking", group=0),
        Found("goals", "name", COLLECT, group=0),
        Found("goals", "Book a table", group=1),
        Found("goals", "name", COLLECT, group=1),
    ]
    matched = matching.match(wanted, found, Tongue.EN)
    assert (wanted[3], found[1]) in matched.pairs
    assert matched.missed == (wanted[1],)
    assert matched.extra == (found[3],)


def test_value_may_stand_in_the_other_slots_that_are_named() -> None:
    wanted = Wanted("scope_dont", ("give medical advice",), slots=frozenset({"constraints"}))
    assert matching.likeness(wanted, Found("constraints", "never give medical advice"), Tongue.EN) > 0
    assert matching.likeness(wanted, Found("facts", "never give medical advice"), Tongue.EN) == 0


def test_assumption_is_neither_found_nor_extra_unless_it_matches() -> None:
    assumed = Found("tone", "calm", is_assumed=True)
    assert matching.match([], [assumed], Tongue.EN).extra == ()
    assert matching.match([Wanted("tone", ("calm",))], [assumed], Tongue.EN).missed == ()


def test_tone_in_english_is_the_tone_the_user_named() -> None:
    wanted = Wanted("tone", ("freundlich",))
    assert matching.likeness(wanted, Found("tone", "friendly"), Tongue.DE) > 0
    assert matching.likeness(wanted, Found("tone", "formal"), Tongue.DE) == 0


def case(said: str, tongue: str = "en") -> Case:
    """A case in which nothing is expected."""
    return Case.model_validate(
        {
            "id": f"{tongue}-x",
            "language": tongue,
            "domain": "shop",
            "style": ["at_once"],
            "opening": {"text": said, "tells": []},
            "expected": {},
        }
    )


@pytest.mark.parametrize(
    ("said", "held", "is_made_up"),
    [
        ("We sell lamps and answer in German.", Found("languages", "de"), False),
        ("We sell lamps and answer in German.", Found("languages", "fr"), True),
        ("Ask for their phone number.", Found("goals", "phone_number", COLLECT), False),
        ("Ask for their phone number.", Found("goals", "birth_date", COLLECT), True),
        ("We sell lamps.", Found("facts", "free shipping on all orders"), True),
        ("Shipping is free for all orders.", Found("facts", "free shipping on all orders"), False),
        ("Complaints go to Ann on 020 7946 0011.", Found("handover", "Ann, +44 20 7946 0011", TO), False),
        ("We sell lamps.", Found("kind", "sales"), True),
    ],
)
def test_value_is_invented_when_nobody_spoke_of_it(said: str, held: Found, is_made_up: bool) -> None:
    assert is_invented(held, case(said), said, frozenset()) is is_made_up


@pytest.mark.parametrize(
    ("tongue", "text", "same"),
    [
        (Tongue.EN, "fifteen percent", "15%"),
        (Tongue.EN, "£35", "thirty-five pounds"),
        (Tongue.EN, "two hundred and fifty dollars", "$250"),
        (Tongue.EN, "$3.50", "3.5 dollars"),
        (Tongue.EN, "1,450 pounds", "£1450"),
        (Tongue.EN, "four thousand people", "4000 people"),
        (Tongue.DE, "zweihundertfünfzig Euro", "250 €"),
        (Tongue.DE, "1.450 Euro", "1450 €"),
        (Tongue.ES, "doscientos cincuenta euros", "250 €"),
        (Tongue.ES, "3,50 euros", "3,5 euros"),
        (Tongue.ZH, "三百八十元", "380元"),
        (Tongue.ZH, "百分之三十", "30%"),
        (Tongue.ZH, "人数上限二十。", "人数上限20"),
        (Tongue.ZH, "二十五。", "二十五"),
        (Tongue.ZH, "朝九晚六，全年", "全年，朝九晚六"),
        (Tongue.ZH, "三樓，兩百公尺", "3樓，200公尺"),
        (Tongue.ZH, "打八五折，一千二百元", "打85折，1200元"),
    ],
)
def test_numbers_in_words_are_the_digits(tongue: Tongue, text: str, same: str) -> None:
    assert words(text, tongue).content == words(same, tongue).content
