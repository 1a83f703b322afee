"""The model phrases the question and nothing else: what it may not write is replaced by the template's words."""

import pytest

from parley.builder.phrase import Voice, is_fit, phrased
from parley.builder.schemas import BuildState, EngineKind, Option, Question, Usage
from parley.builder.understand.claims import claims_a_change
from parley.llm.pool import ModelPool
from scripts import locales
from tests.scripted.replies import fails, says
from tests.scripted.server import ScriptedServer

QUESTION = Question(path="/brief/tone", text="How should it sound?")
REPLY = "Name: Mia.\n\nHow should it sound?"
ONE_CALL = Usage(model_calls=1, input_tokens=900, output_tokens=80, engine=EngineKind.MODEL)


async def test_question_is_replaced_and_the_rest_of_the_reply_stays(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(says({"question": "Wie soll Mia klingen?"}))
    reply, usage = await phrased(REPLY, QUESTION, BuildState(language="de"), Voice(pool), ONE_CALL)
    assert reply == "Name: Mia.\n\nWie soll Mia klingen?"
    assert (usage.model_calls, usage.input_tokens, usage.output_tokens) == (2, 1_000, 100)
    assert '"language":"de"' in server.asked[0].said
    assert "How should it sound?" not in server.asked[0].system


@pytest.mark.parametrize(
    "text",
    ["", "Tell me the tone.", "I have added a warm tone. Anything else?", "Which of 4711 tones?", "x" * 500 + "?"],
)
async def test_unfit_wording_leaves_the_template(text: str, pool: ModelPool, server: ScriptedServer) -> None:
    server.say(says({"question": text}))
    reply, usage = await phrased(REPLY, QUESTION, BuildState(), Voice(pool), ONE_CALL)
    assert reply == REPLY
    assert usage.model_calls == 2


async def test_failing_model_leaves_the_template_and_counts(pool: ModelPool, server: ScriptedServer) -> None:
    server.respond = lambda asked: fails(401)
    reply, usage = await phrased(REPLY, QUESTION, BuildState(), Voice(pool), ONE_CALL)
    assert reply == REPLY
    assert usage.model_calls == 2


@pytest.mark.parametrize(
    ("question", "usage"),
    [
        (QUESTION, ONE_CALL.model_copy(update={"model_calls": 2})),
        (QUESTION, Usage(model_calls=1)),
        (Question(path="/workflow", text=QUESTION.text), ONE_CALL),
        (Question(path="/brief/tone", text="Not in the reply?"), ONE_CALL),
    ],
    ids=["two calls spent", "guided turn", "facts to approve", "another question"],
)
async def test_no_call_is_made(question: Question, usage: Usage, pool: ModelPool, server: ScriptedServer) -> None:
    assert await phrased(REPLY, question, BuildState(), Voice(pool), usage) == (REPLY, usage)
    assert server.asked == []


def test_labels_named_in_the_question_have_to_stay() -> None:
    options = [Option(label="Voice", value="voice"), Option(label="Chat", value="chat")]
    question = Question(path="/brief/channel", text="Voice or Chat?", options=options)
    assert is_fit("Would you like Voice, or rather Chat?", question)
    assert not is_fit("How do people reach it?", question)


@pytest.mark.parametrize(
    "text",
    [
        "I've added German.",
        "We have now changed the tone.",
        "German has been added.",
        "Your tone is now warm.",
        "Done!",
        "Ich habe Deutsch hinzugefügt.",
        "He añadido el alemán.",
        "已添加德语。",
        "Wurde hinzugefügt.",
        "Ist gespeichert.",
        "Erledigt!",
        "Das habe ich geändert. Noch etwas?",
        "Gut, gespeichert. Wie soll er klingen?",
        "Die Zeiten sind nun eingetragen.",
        "Deutsch ist hinzugefügt worden.",
        "Lo he añadido.",
        "Ya quedó guardado.",
        "Se agregó el horario.",
        "¡Listo! ¿Algo más?",
        "Cambié el tono, ¿algo más?",
        "El tono está configurado.",
        "Se ha actualizado el horario.",
        "改好了",
        "帮您加上了",
        "完成了",
        "已经为您修改好了，还需要什么？",
        "语气已改为温暖，还有吗？",
        "好的，已保存。",
        "搞定！还有吗？",
    ],
)
def test_claim_is_recognised(text: str) -> None:
    assert claims_a_change(text)


@pytest.mark.parametrize(
    "text",
    [
        "Which languages should it speak?",
        "Who should be called in an emergency?",
        "¿Cómo debe sonar?",
        "您希望语气如何？",
        "Haben Sie schon einen Kalender eingerichtet?",
        "Ist Ihr Kalender schon eingerichtet?",
        "Sollen Termine gebucht, geändert oder gelöscht werden?",
        "Habe ich richtig verstanden, dass Sie sonntags schließen?",
        "¿Ha pensado en el tono?",
        "¿Ha añadido usted ya un calendario?",
        "¿Está configurado su calendario?",
        "¿Listo para seguir?",
        "您已经有预约系统了吗？",
        "您是否已经添加了日历？",
        "您改好了吗？",
        "客户取消了预约怎么办？",
        "完成预约后要做什么？",
        "系统设置好了吗？",
    ],
)
def test_question_is_no_claim(text: str) -> None:
    assert not claims_a_change(text)


@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_no_question_of_the_catalogues_is_a_claim(language: str) -> None:
    texts = [text for message in locales.read(language) for text in [message.string] if isinstance(text, str)]
    questions = [text for text in texts if text.endswith(("?", "？"))]
    assert len(questions) >= 20
    assert [text for text in questions if claims_a_change(text)] == []
