"""What a first message wants is taken from it however it is said, and the kind of job is never asked for."""

import pytest

from parley.agents.schemas import Channel, Kind
from parley.builder import apply, ask
from parley.builder.guided import engine, jobs
from parley.builder.schemas import BuildState, Op, Operation, Stage


@pytest.mark.parametrize(
    ("message", "purpose"),
    [
        (
            "Lovely day! Our lads lose jobs up on scaffolds, so, somebody robotic to mind the phone, please.",
            "the phone",
        ),
        ("Moin. Wir kommen mit dem Backen nicht hinterher, drum etwas, das uns das Telefon vom Hals hält.", "Telefon"),
        ("Buenas, que no llego, necesito algo que me quite de encima los mensajes de la web", "los mensajes de la web"),
        ("哈喽，我这边花店太忙啦，就想弄个在微信里招呼客人的东西。", "招呼客人"),
    ],
)
def test_wish_is_the_purpose_however_it_is_said(message: str, purpose: str) -> None:
    understood = engine.understand(message, BuildState())
    [told] = [each for each in understood.operations if each.path == "/brief/purpose"]
    assert purpose in str(told.value)
    assert told.evidence in message


@pytest.mark.parametrize("message", ["Hello!", "What can you do?", "How does this work?", "42"])
def test_message_without_a_wish_tells_no_purpose(message: str) -> None:
    understood = engine.understand(message, BuildState())
    assert all(each.op is not Op.SET for each in understood.operations)


@pytest.mark.parametrize(
    ("message", "channel"),
    [
        ("Nobody here hears the telephone over the saws; a helper for that, please.", Channel.VOICE),
        ("People leave us notes on the website all night and nobody answers them.", Channel.CHAT),
        ("Bei uns klingelt es dauernd und keiner kommt zum Abheben.", Channel.VOICE),
        ("no damos abasto con los mensajes de la página", Channel.CHAT),
        ("公众号里老有人问东问西，我们回不过来。", Channel.CHAT),
        ("They ring us or write in the chat, and both go unanswered.", Channel.BOTH),
    ],
)
def test_first_message_that_speaks_of_one_place_tells_the_channel(message: str, channel: Channel) -> None:
    told = {each.path: each.value for each in engine.understand(message, BuildState()).operations}
    assert told.get("/brief/channel", Channel.BOTH) == channel


def told(slot: str, value: object) -> Operation:
    return Operation(op=Op.SET, path=f"/brief/{slot}", value=value, evidence="x")


@pytest.mark.parametrize(
    ("language", "purpose", "goals", "kind"),
    [
        ("en", "answers the phone for a ferry", ["Book a crossing", "Cancel a booking"], Kind.BOOKING),
        ("de", "nimmt Anrufe an", ["Termin vereinbaren", "Termin absagen"], Kind.BOOKING),
        ("es", "contesta el teléfono", ["Reservar una mesa"], Kind.BOOKING),
        ("zh", "接电话", ["预约看牙", "取消预约"], Kind.BOOKING),
    ],
)
def test_kind_follows_from_what_callers_get_done(language: str, purpose: str, goals: list[str], kind: Kind) -> None:
    state = BuildState(stage=Stage.COLLECTING_BASICS, turn=1, language=language)
    listed = [{"name": name, "description": "", "collect": []} for name in goals]
    built = apply.with_kind(apply.apply(state, [told("purpose", purpose), told("goals", listed)]))
    assert built.brief.value("kind") is kind
    assert "/brief/kind" in {item.path for item in built.assumptions}
    assert "kind" not in ask.missing(built)


def test_kind_that_nothing_tells_is_that_of_who_answers_there() -> None:
    state = BuildState(stage=Stage.COLLECTING_BASICS, turn=1)
    assert jobs.usual(apply.apply(state, [told("channel", "voice")]).brief) is Kind.RECEPTION
    assert jobs.usual(apply.apply(state, [told("channel", Channel.CHAT)]).brief) is Kind.SUPPORT
