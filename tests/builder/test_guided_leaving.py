"""What the user leaves to us: what was asked, one thing by its name, or all that is still open; in four languages."""

import pytest

from parley.builder.guided import leaving, understand
from parley.builder.schemas import BuildState, Op, Option, Question, Stage

TONE = Question(path="/brief/tone", text="How should it sound?", options=[Option(label="Warm", value="warm")])
KIND = Question(path="/brief/kind", text="Which comes closest?", options=[Option(label="Booking", value="booking")])


def operations(message: str, question: Question) -> list[tuple[str, str]]:
    """What a message asks for, in mid-conversation."""
    state = BuildState(stage=Stage.COLLECTING_BASICS, turn=3, question=question)
    return [(str(each.op), each.path) for each in understand(message, state).operations if not each.inferred]


@pytest.mark.parametrize(
    "message",
    [
        "That's up to you.",
        "The other one is up to you.",
        "I'd leave that one with you",
        "Oh, you can decide that.",
        "Honestly, I don't mind.",
        "No strong preference here.",
        "Das überlasse ich Ihnen.",
        "Das andere überlasse ich Ihnen.",
        "Das dürfen Sie gern selbst bestimmen.",
        "Hm, entscheiden Sie.",
        "Da habe ich keine Vorgaben.",
        "Das bleibt ganz dir überlassen",
        "entscheide du",
        "Eso lo dejo a su criterio.",
        "Lo otro lo dejo a su criterio.",
        "Pues elija usted.",
        "Eso decídalo usted mismo",
        "vos decidís",
        "Lo dejo en tus manos",
        "tú decides",
        "这个由您决定。",
        "另一个由您决定。",
        "你看着办吧",
        "这一点你来定就好",
        "都听你的",
        "這個你決定就行",
        "随便",
    ],
)
def test_what_was_asked_is_left_to_us_and_nothing_else(message: str) -> None:
    assert operations(message, TONE) == [("skip", "/brief/tone")]


@pytest.mark.parametrize(
    "message",
    [
        "The rest is entirely up to you.",
        "You can pick everything else yourself.",
        "I'll happily leave the rest to you",
        "Alles Weitere überlasse ich Ihnen.",
        "Was noch fehlt, entscheiden Sie bitte.",
        "Beim Rest könnt ihr selbst entscheiden",
        "Lo demás lo dejo en sus manos.",
        "El resto decídelo tú.",
        "Todo lo demás como usted prefiera",
        "其余的都由你决定",
        "剩下的您看着办就行",
        "别再问我了",
    ],
)
def test_the_rest_is_left_to_us(message: str) -> None:
    assert operations(message, TONE)[0] == ("use_defaults", "")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Warm and brief. The other one is up to you.", "/brief/tone"),
        ("Freundlich und knapp. Das andere überlasse ich Ihnen.", "/brief/tone"),
        ("Cercano y breve. Lo otro lo dejo a su criterio.", "/brief/tone"),
        ("亲切、简短。另一个由您决定。", "/brief/tone"),
    ],
)
def test_an_answer_stands_beside_what_is_left_to_us(message: str, told: str) -> None:
    assert operations(message, TONE) == [("set", told)]


def test_an_answer_to_another_question_leaves_the_open_one_to_us() -> None:
    assert operations("Chat only. The other one is up to you.", KIND) == [
        ("set", "/brief/channel"),
        ("skip", "/brief/kind"),
    ]


@pytest.mark.parametrize(
    ("message", "slot"),
    [
        ("The greeting is your choice.", "greeting"),
        ("Den Ton überlasse ich euch", "tone"),
        ("El saludo lo decide usted", "greeting"),
    ],
)
def test_one_thing_is_left_to_us_by_its_name(message: str, slot: str) -> None:
    assert operations(message, KIND) == [("skip", f"/brief/{slot}")]


@pytest.mark.parametrize(
    "message",
    [
        "Callers can choose the date.",
        "Sie können den Termin wählen",
        "Eso lo decide el cliente",
        "这个由客户决定",
        "我们随时可以接电话",
        "Anything urgent goes to Sam",
        "Either way, we open at nine",
    ],
)
def test_what_others_decide_is_not_left_to_us(message: str) -> None:
    assert leaving.split(message) == leaving.Left(message)


def test_words_in_the_middle_leave_the_rest_and_keep_what_was_said() -> None:
    asked = BuildState(stage=Stage.COLLECTING_BASICS, turn=1, question=TONE)
    found = understand("Lo que falte, decídelo tú, en serio. Que sea amable.", asked).operations
    assert [each.op for each in found][-1] is Op.USE_DEFAULTS
    assert "/brief/tone" in {each.path for each in found}
