"""The scripted user answers from the card alone, and interrupts when it is time."""

from pathlib import Path

from parley.evals import cases
from parley.evals.schemas import Case
from parley.evals.user import Said, User

[CASE] = cases.load([Path(__file__).parent / "cases" / "en-dental-01.yaml"])


def answer(case: Case, turn: int, *asked: str) -> Said:
    said = User(case).says(turn, asked, is_done=False)
    assert said is not None
    return said


def test_answer_comes_from_the_card() -> None:
    said = answer(CASE, 2, "/brief/handover")
    assert said.text.startswith("If someone is in pain")
    assert said.tells == {"handover"}
    assert said.left == ()


def test_what_is_not_on_the_card_is_left_to_the_builder() -> None:
    said = answer(CASE, 2, "/brief/greeting")
    assert said.text == "That's up to you."
    assert said.left == ("/brief/greeting",)
    assert said.tells == frozenset()


def test_two_questions_are_answered_in_one_message() -> None:
    said = answer(CASE, 2, "/brief/handover", "/brief/greeting")
    assert said.text.endswith("0011. The other one is up to you.")
    assert said.left == ("/brief/greeting",)


def test_interrupt_comes_instead_of_an_answer_and_once() -> None:
    user = User(CASE)
    said = user.says(3, ["/brief/greeting"], is_done=False)
    assert said is not None
    assert said.answers == ()
    assert said.tells == {"hours"}
    again = user.says(4, ["/brief/greeting"], is_done=False)
    assert again is not None
    assert again.answers == ("/brief/greeting",)


def test_interrupt_that_is_still_due_is_said_when_the_build_is_done() -> None:
    user = User(CASE)
    assert user.says(2, [], is_done=True) is not None
    assert user.says(3, [], is_done=True) is None


def test_summary_is_approved_and_what_a_tool_needs_is_put_off() -> None:
    assert answer(CASE, 2, "/workflow").text == "Yes."
    assert answer(CASE, 2, "/tools/config").text == "Later."
    assert answer(CASE, 2, "/tools").text == "Yes, but we use Outlook."


def test_card_is_not_read_out_for_ever() -> None:
    user = User(CASE)
    said = [user.says(2, [path], is_done=False) for path in ("/tools", "/tools", *["/brief/languages"] * 3)]
    texts = [each.text for each in said if each is not None]
    assert texts[1] == "Yes."
    assert texts[2] == texts[3]
    assert texts[4] == "That's up to you."
