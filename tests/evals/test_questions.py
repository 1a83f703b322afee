"""Which questions should not have been put."""

from pathlib import Path

from parley.agents.schemas import Brief, Goal, Slot, SlotStatus
from parley.builder.schemas import BuildState, Question
from parley.evals import cases, questions
from parley.evals.play import Exchange, Play
from parley.evals.schemas import GoalWanted, Style
from parley.evals.user import Said

[CASE] = cases.load([Path(__file__).parent / "cases" / "en-dental-01.yaml"])
HOURS, TONE = "/brief/hours", "/brief/tone"


def asks(path: str) -> BuildState:
    return BuildState(question=Question(path=path, text="?"))


def judge(*turns: tuple[Said, str], style: Style = Style.DRIPS) -> tuple[list[str], list[str]]:
    """The verdict on a conversation: each message, and what is asked after it."""
    state = BuildState()
    play = Play(CASE.model_copy(update={"style": [style]}), state)
    for said, path in turns:
        after = asks(path)
        play.exchanges.append(Exchange(said, "", [], state, after))
        state = after
    return questions.judge(play)


def told(*slots: str, answers: tuple[str, ...] = ()) -> Said:
    return Said("…", frozenset(slots), answers)


def test_question_asked_after_its_answer_is_repeated() -> None:
    assert judge((told(), TONE), (told("tone", answers=(TONE,)), TONE)) == (["turn 2: tone"], [])


def test_question_that_was_passed_over_may_come_again() -> None:
    assert judge((told(), TONE), (told("hours"), TONE), (told("tone", answers=(TONE,)), "/workflow")) == ([], [])


def test_question_about_what_was_told_is_needless() -> None:
    assert judge((told("tone"), HOURS), (told("hours", answers=(HOURS,)), TONE)) == ([], ["turn 2: tone"])


def test_what_was_told_twice_may_be_asked_about_once_where_the_user_contradicts_himself() -> None:
    twice = ((told("hours"), TONE), (told("tone", "hours", answers=(TONE,)), HOURS))
    assert judge(*twice) == ([], ["turn 2: hours"])
    assert judge(*twice, style=Style.CONTRADICTION) == ([], [])
    again = judge(*twice, (told("hours", answers=(HOURS,)), HOURS), style=Style.CONTRADICTION)
    assert again == (["turn 3: hours"], [])


def test_the_data_of_goals_may_be_asked_for_until_half_of_them_are_named() -> None:
    goals = Slot(value=[Goal(name="Book an appointment")], status=SlotStatus.STATED)
    after = asks("/brief/goals").model_copy(update={"brief": Brief(goals=goals)})
    wanted = GoalWanted.model_validate({"name": "book appointments", "collect": ["phone_number", "email", "city"]})
    case = CASE.model_copy(update={"expected": CASE.expected.model_copy(update={"goals": [wanted]})})
    for text, verdict in (("Book, with a city.", []), ("Take city and e-mail, email.", ["turn 1: data of goals"])):
        said = Said(text, frozenset({"goals"}))
        assert questions.judge(Play(case, BuildState(), [Exchange(said, "", [], BuildState(), after)])) == ([], verdict)
