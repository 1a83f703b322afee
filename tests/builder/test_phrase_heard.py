"""The question while it is being written: what is heard, joined, is the reply, and never holds a claim."""

import asyncio

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.builder.phrase import Voice, phrased
from parley.builder.schemas import BuildState, EngineKind, Option, Question, Usage
from parley.builder.understand.claims import _CLAIM, claims_a_change, unclaimed
from parley.llm.errors import ModelTimeout
from parley.llm.pool import ModelPool
from parley.llm.schemas import Heard, Shape, Spent, Structured, StructuredRequest
from tests.scripted.replies import Fault, Reply, says
from tests.scripted.server import ScriptedServer

QUESTION = Question(path="/brief/tone", text="How should it sound?")
REPLY = "Name: Mia.\n\nHow should it sound?"
ONE_CALL = Usage(model_calls=1, input_tokens=900, output_tokens=80, engine=EngineKind.MODEL)
_WORDS = (
    *(
        "I",
        "we",
        "has",
        "have",
        "been",
        "is",
        "are",
        "was",
        "were",
        "now",
        "not",
        "added",
        "set",
        "done",
        "saved",
        "it",
        "tone",
        "warm",
        "ich",
        "wir",
        "habe",
        "haben",
        "wurde",
        "wurden",
    ),
    *(
        "geändert",
        "he",
        "se",
        "ha",
        "han",
        "cambiado",
        "puesto",
        "j'ai",
        "ajouté",
        "I've",
        "we'll",
        "已",
        "经",
        "语气",
        "How",
        "Which",
        "should",
        "?",
        ".",
        ",",
        "…",
        "\n",
        "I’ve",
        "WE",
        "Done",
    ),
    *("Ist", "sind", "jetzt", "gespeichert", "Erledigt", "habe ich", "hab", "worden", "alles", "eingetragen", "Sie"),
    *("Lo", "he", "añadido", "Ya", "quedó", "guardado", "Se", "agregó", "Listo", "está", "¿", "¡", "ha sido", "cambié"),
    *("帮", "您", "加", "上", "改", "好", "了", "吗", "完成", "添加", "为", "否", "客户", "。", "！"),
)
texts = st.one_of(
    st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(_WORDS), max_size=14).map("".join),
    st.text(max_size=40),
)


@given(text=texts)
def test_no_beginning_shows_a_word_of_what_becomes_a_claim(text: str) -> None:
    claim = _CLAIM.search(text)
    for length in range(len(text) + 1):
        shown = unclaimed(text[:length])
        assert not claims_a_change(text[:shown])
        assert claim is None or shown <= claim.start(), (text, text[:length])


@pytest.mark.parametrize("length", range(1, len("Gut. Ist gespeichert") + 1))
def test_claim_in_another_language_is_held_back_from_its_first_letter(length: int) -> None:
    assert unclaimed("Gut. Ist gespeichert"[:length]) <= len("Gut. ")


def test_what_cannot_become_a_claim_is_not_held_back() -> None:
    assert unclaimed("How shou") == len("How shou")
    assert unclaimed("Which tone is") == len("Which tone ")
    assert unclaimed("Which tone is n") == len("Which tone ")
    assert unclaimed("Which tone is b") == len("Which tone ")  # "is built" would be a claim
    assert unclaimed("Which tone is be") == len("Which tone is be")
    assert unclaimed("W") == 0
    assert unclaimed("您希望语") == len("您希望语")


class Typist:
    """A model that writes what it is given, a few characters at a time, and may break off."""

    timeout_s = 5.0

    def __init__(self, text: str, *, piece: int, breaks_off: bool) -> None:
        self._answer = orjson.dumps({"question": text}).decode()
        self._piece = piece
        self._breaks_off = breaks_off

    async def structured(self, request: StructuredRequest[Shape], heard: Heard | None = None) -> Structured[Shape]:
        assert heard is not None
        for end in range(self._piece, len(self._answer) + self._piece, self._piece):
            heard(self._answer[:end])
        if self._breaks_off:
            raise ModelTimeout("told to", spent=Spent(1))
        return Structured(request.shape.model_validate_json(self._answer), self._answer, Spent(1, 50, 10))


@given(text=texts.map(lambda text: f"{text}?"), piece=st.integers(1, 20), breaks_off=st.booleans())
def test_heard_joined_is_the_reply_and_claims_nothing(text: str, piece: int, *, breaks_off: bool) -> None:
    heard: list[str] = []
    model = Typist(text, piece=piece, breaks_off=breaks_off)
    reply, usage = asyncio.run(phrased(REPLY, QUESTION, BuildState(), Voice(model, heard.append), ONE_CALL))
    assert "".join(heard) == reply
    assert "" not in heard
    assert reply.startswith("Name: Mia.\n\n")
    assert not claims_a_change(reply.removeprefix("Name: Mia.\n\n"))
    assert usage.model_calls == 2


async def spoken(pool: ModelPool, question: Question = QUESTION) -> list[str]:
    """What is heard of the reply."""
    heard: list[str] = []
    reply, _ = await phrased(
        f"Name: Mia.\n\n{question.text}", question, BuildState(), Voice(pool, heard.append), ONE_CALL
    )
    assert "".join(heard) == reply
    return heard


async def test_question_is_heard_in_pieces(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(Reply(says({"question": "Und wie soll Mia am Telefon klingen?"}).text, piece=5))
    heard = await spoken(pool)
    assert heard[0] == "Name: Mia.\n\n"
    assert len(heard) > 4
    assert server.asked[0].is_stream


async def test_claim_after_a_question_is_left_out(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(Reply(says({"question": "How should it sound? I have added a warm tone, right?"}).text, piece=4))
    assert "".join(await spoken(pool)) == "Name: Mia.\n\nHow should it sound?"


async def test_words_that_go_astray_end_in_the_template(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(Reply(says({"question": "Tell me the tone, I have added a warm one."}).text, piece=4))
    assert "".join(await spoken(pool)) == "Name: Mia.\n\nTell me the tone, …\n\nHow should it sound?"


async def test_model_that_breaks_off_is_not_asked_again(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(Reply(says({"question": "Which sound would fit Mia and her callers?"}).text, fault=Fault.CUT_MIDWAY))
    assert "".join(await spoken(pool)).endswith("How should it sound?")
    assert len(server.asked) == 1


async def test_question_that_must_keep_a_label_is_heard_when_it_is_whole(
    pool: ModelPool, server: ScriptedServer
) -> None:
    options = [Option(label="Voice", value="voice")]
    question = Question(path="/brief/channel", text="Voice or something else?", options=options)
    server.say(Reply(says({"question": "Is it the phone?"}).text, piece=3))
    assert await spoken(pool, question) == ["Name: Mia.\n\n", "Voice or something else?"]


async def test_tokens_are_estimated_where_the_server_does_not_count(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(Reply(says({"question": "Wie soll Mia klingen?"}).text, input_tokens=0, output_tokens=0))
    _, usage = await phrased(REPLY, QUESTION, BuildState(), Voice(pool, lambda _: None), ONE_CALL)
    assert usage.input_tokens > 900 + 50
    assert usage.output_tokens > 80 + 5
