"""When an endpoint rests, for how long, and what lets it work again."""

import pytest

from parley.llm.errors import (
    ModelBusy,
    ModelError,
    ModelMisconfigured,
    ModelNonsense,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
)
from parley.llm.health import LONGEST_REST_S, Health

DOWN = ModelUnavailable("down")


def fails(health: Health, now: float, error: ModelError = DOWN) -> float:
    """A call that fails at once; how long the endpoint rests then."""
    return health.failed(health.enter(now), now, error)


def answers(health: Health, now: float) -> None:
    """A call that is answered at once."""
    health.answered(health.enter(now), now, None)


def test_rest_doubles_with_each_failure_in_a_row_up_to_a_bound() -> None:
    health, now, rests = Health(30), 0.0, []
    for _ in range(7):
        rests.append(fails(health, now))
        now += rests[-1]
    assert rests == [30, 60, 120, 240, 480, LONGEST_REST_S, LONGEST_REST_S]
    answers(health, now)
    assert not health.is_resting(now)
    assert fails(health, now) == 30


def test_sole_endpoint_rests_equally_long_each_time() -> None:
    health, now = Health(30, is_sole=True), 0.0
    for error in (DOWN, DOWN, ModelMisconfigured("wrong key")):
        assert fails(health, now, error) == 30
        now += 30


def test_calls_under_way_when_the_rest_began_neither_lengthen_nor_end_it() -> None:
    health = Health(30)
    first, second, third = health.enter(0), health.enter(0), health.enter(0)
    assert health.failed(first, 1, DOWN) == 30
    assert health.failed(second, 2, DOWN) == 29
    health.answered(third, 3, None)
    assert health.is_resting(30.9)
    assert not health.is_resting(31)


def test_call_made_during_the_rest_ends_it_with_an_answer_and_does_not_lengthen_it_with_a_failure() -> None:
    health = Health(30)
    fails(health, 0)
    assert fails(health, 10) == 20
    answers(health, 11)
    assert not health.is_resting(12)


def test_after_the_rest_one_call_is_let_in_and_others_wait_for_it() -> None:
    health = Health(30)
    fails(health, 0)
    assert not health.is_resting(30)
    trial = health.enter(30)
    assert health.is_resting(31)
    health.left(trial)
    assert not health.is_resting(31)
    answers(health, 32)
    health.enter(33)
    assert not health.is_resting(33)


@pytest.mark.parametrize("is_sole", [True, False])
def test_long_talk_on_trial_keeps_others_away_only_where_there_are_other_endpoints(*, is_sole: bool) -> None:
    health = Health(30, is_sole=is_sole)
    fails(health, 0)
    talk = health.enter(30, is_stream=True)
    assert health.is_resting(31) is not is_sole
    health.answered(talk, 60, None)
    assert not health.is_resting(60)


def test_provider_that_asks_for_patience_gets_it() -> None:
    assert fails(Health(30), 0, ModelBusy("busy", retry_after_s=90)) == 90
    assert fails(Health(30), 0, ModelBusy("busy", retry_after_s=1)) == 30
    assert fails(Health(30), 0, ModelBusy("busy", retry_after_s=1e9)) == LONGEST_REST_S


def test_wrong_key_rests_longer_than_what_may_pass() -> None:
    assert fails(Health(30), 0, ModelMisconfigured("wrong key")) == 300
    assert fails(Health(30), 0, ModelTimeout("late")) == 30


@pytest.mark.parametrize("error", [ModelRefused("too long"), ModelNonsense("odd")])
def test_only_refusals_in_a_row_count_as_a_failure(error: ModelError) -> None:
    health = Health(30)
    assert [fails(health, 0, error), fails(health, 0, error)] == [0, 0]
    answers(health, 0)
    assert [fails(health, 0, error) for _ in range(3)] == [0, 0, 30]


def test_times_are_means_that_follow_the_newest() -> None:
    health = Health(30)
    for first, whole in ((11.0, 12.0), (12.0, 14.0)):
        visit = health.enter(0)
        visit.begun_at = 10
        health.answered(visit, whole, first)
    assert health.first_token_s == pytest.approx(1.2)
    assert health.whole_s == pytest.approx(2.4)
    assert health.in_flight == 0
