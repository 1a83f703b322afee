"""What holds for any message: no exception, evidence from the message, values that fit, bounded time."""

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.agents.schemas import SLOTS, Brief, Slot
from parley.builder.guided import understand
from parley.builder.guided.reading import Sentence, each_word, lowered, words
from parley.builder.schemas import BuildState, Op, Option, Question, Stage, Understanding
from parley.evals import cases

_WORDS = """
we are a dental clinic called Bright Smile needs an agent that books appointments and cancels them , . : ; ? !
never don't give medical advice transfer to the manager at +49 30 1234567 if when caller is angry tone warm
calm professional english spanish german phone chat website use HubSpot without Slack "Hello there" greet with
open Monday to Friday 9 to 5 collect name date order number ask for actually change remove add make it formal
instead not yes no undo later use your judgement (name, phone) -> https://example.com/x - Goals: Tone: 你好 für
nuestra 😀
""".replace("\n", " \n ").split(" ")
_PATHS = ["", "/tools", "/workflow", "/tools/config", "/tools/x/url", *(f"/brief/{slot}" for slot in SLOTS)]
_TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co"]), max_size=300)
_ENUMERATED = [
    *("a)", "b)", "c.", "1.", "2)", "3:", "erstens", "fünftens:", "sechs)", "primero:", "segundo,"),
    *("第一、", "第二，", "（一）", "①", "-", "*", "•", "\n"),
]
_SAID = sorted({word for case in cases.load([cases.corpus()]) for word in case.opening.text.split(" ")})
MESSAGES = st.one_of(
    _TEXT,
    st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(_SAID) | st.sampled_from(_ENUMERATED), max_size=60).map(" ".join),
)


def state(path: str, language: str = "en") -> BuildState:
    """A build with a question open at `path`."""
    options = [Option(label="Use your judgement", value="use your judgement")]
    question = Question(path=path, text="?", options=options) if path else None
    return BuildState(stage=Stage.COLLECTING_BASICS, turn=2, language=language, question=question)


def check(message: str, found: Understanding) -> None:
    """Every operation rests on the message, and its value fits its slot."""
    text = unicodedata.normalize("NFC", message)
    for operation in found.operations:
        assert operation.evidence.strip() in text
        slot = operation.path.removeprefix("/brief/")
        if operation.path.startswith("/brief/") and operation.op in {Op.SET, Op.ADD} and operation.value is not None:
            Brief().holding(slot, Slot(value=operation.value))


@settings(max_examples=400, deadline=None)
@given(message=MESSAGES, path=st.sampled_from(_PATHS))
def test_any_message_gives_grounded_operations_that_fit(message: str, path: str) -> None:
    check(message, understand(message, state(path)))


@settings(max_examples=100, deadline=None)
@given(message=st.text(max_size=200), path=st.sampled_from(_PATHS))
def test_text_that_the_service_would_refuse_is_no_exception_either(message: str, path: str) -> None:
    understand(message, state(path))


@settings(max_examples=100, deadline=None)
@given(message=MESSAGES, path=st.sampled_from(_PATHS))
def test_the_same_message_is_understood_the_same(message: str, path: str) -> None:
    assert understand(message, state(path)) == understand(message, state(path))


@pytest.mark.parametrize(
    "unit",
    ["a", ". ", "a ", "book and ", ", ", '"a ', "never give ", "transfer to ", "if the caller ", "warm, ", "+49 123 ",
     "(", "😀", "Aa ", "english and ", "ask for name, ", "called Bob ", "\n- a: b", "'a ", "https://a.b ", "a@b.c ",
     "open 9 to 5 ", "你好", "that books ", "agent for booking, ", "not a, but ", "->", "x=y, "],
)  # fmt: skip
def test_hostile_characters_take_time_in_proportion(unit: str) -> None:
    """Four times as many take about four times as long; sixteen times would be quadratic."""
    understand("warm up", state("/brief/tone"))
    assert _least_time(unit, 10_000) < 8 * _least_time(unit, 2_500) + 0.005


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("de", "WIR SIND UMZÜGE RADEMACHER UND BRAUCHEN EINE TELEFONISTIN "),
        ("es", "SOMOS MUDANZAS CORDILLERA Y QUEREMOS UN AGENTE "),
        ("en", "WE ARE BRIGHT SMILE DENTAL AND NEED A PHONE AGENT "),
    ],
)
def test_a_message_in_capitals_takes_time_in_proportion(language: str, unit: str) -> None:
    understand(unit, state("/brief/purpose", language))
    assert _least_time(unit, 800, language) < 8 * _least_time(unit, 200, language) + 0.005


def _least_time(unit: str, size: int, language: str = "en") -> float:
    message = (unit * size)[:size]
    held = state("/brief/tone", language)
    taken = []
    for _ in range(3):
        started = time.process_time()
        check(message, understand(message, held))
        taken.append(time.process_time() - started)
    return min(taken)


@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(MESSAGES, st.text("ab1'-_’ \ue000", max_size=30)),
    cuts=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=4),
)
def test_a_sentence_never_denies_a_run_that_stands_in_what_is_left(text: str, cuts: list[tuple[int, int]]) -> None:
    sentence = Sentence(text=text, start=0, left=lowered(text))
    for start, end in cuts:
        if start < end <= len(text):
            sentence.take(start, end)
    for run in re.findall(r"[^\W_]+", sentence.left):
        assert sentence.has(frozenset({run}))


@given(text=st.one_of(MESSAGES, st.text("ab1'-_’é \ue000", max_size=30)))
def test_words_are_the_same_however_they_are_found(text: str) -> None:
    found = re.findall(r"[^\W_]+(?:['’\-][^\W_]+)*", text.lower().replace("’", "'"))
    assert words(text) == list(each_word(text)) == found
