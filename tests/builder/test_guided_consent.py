"""Consent in anybody's words, with a system named beside it, with details put off; and what is none."""

import pytest

from parley.builder.guided import consent, understand
from parley.builder.schemas import BuildState, Option, Proposal, Question, Stage

TOOLS = Question(path="/tools", text="Shall I?", options=[Option(label="Yes, use them", value="yes")])
WORKFLOW = Question(path="/workflow", text="Build it?", options=[Option(label="Yes", value="yes")])
CONFIG = Question(path="/tools/config", text="URLs?", options=[Option(label="Later", value="later")])
OFFERS = [Proposal(catalogue_id=name, title=name, reason="x") for name in ("google_calendar", "transfer_to_number")]


def operations(message: str, question: Question, also: Question | None = None) -> list[tuple[str, str]]:
    """What a message asks for where tools or the whole are on offer."""
    stage = Stage.EXPLORING_TOOLS if question is TOOLS else Stage.REVIEWING_WORKFLOW
    state = BuildState(stage=stage, turn=5, question=question, also=also, proposals=OFFERS)
    return [(str(each.op), each.path) for each in understand(message, state).operations if not each.inferred]


@pytest.mark.parametrize(
    "message",
    [
        "Looks good to me.",
        "Aye, that's grand.",
        "Sounds about right, go for it.",
        "That is approved.",
        "Oh, lovely, yes.",
        "Bravo. Yes.",
        "She'll be right, build it.",
        "Spot on, thank you very much!",
        "That'll do nicely",
        "Yep that's exactly what we wanted",
        "Passt, machen wir so.",
        "Von mir aus gern.",
        "Sieht alles gut aus, danke!",
        "Jo, so hab ich das gemeint",
        "Perfecto, tira.",
        "Dale nomás.",
        "Así está bien, adelante",
        "Me parece muy bien todo",
        "行，就这样。",
        "看起来不错，开始吧",
        "嗯，没意见",
        "好的，謝謝，就這樣",
    ],
)
def test_approval_in_any_words_builds_it(message: str) -> None:
    assert operations(message, WORKFLOW) == [("confirm", "/workflow")]
    assert ("confirm", "/tools") in operations(message, TOOLS)


@pytest.mark.parametrize(
    ("message", "tool"),
    [
        ("Airtable, yes.", "airtable"),
        ("Zendesk for the tickets, yes.", "zendesk"),
        ("HubSpot yes", "hubspot"),
        ("Quite right. Deals go into Pipedrive.", "pipedrive"),
        ("our bookings are in Outlook", "outlook_calendar"),
        ("Genau, Tickets laufen bei uns über Zendesk.", "zendesk"),
        ("Perfecto, pero usamos HubSpot.", "hubspot"),
    ],
)
def test_naming_the_system_agrees_to_the_tools_with_it(message: str, tool: str) -> None:
    assert operations(message, TOOLS) == [("add", f"/tools/{tool}"), ("confirm", "/tools")]


@pytest.mark.parametrize(
    "message", ["Could it use Airtable?", "No, we use Airtable", "no", "Das passt so nicht", "不行"]
)
def test_doubt_or_refusal_is_no_consent_to_the_tools(message: str) -> None:
    assert ("confirm", "/tools") not in operations(message, TOOLS)


@pytest.mark.parametrize(
    "message",
    [
        "Passt so, aber wir nutzen Outlook",
        "That's not what I meant",
        "yes, but make it formal",
        "Is that right?",
        "No está bien",
        "不对",
    ],
)
def test_a_yes_with_a_change_builds_nothing_yet(message: str) -> None:
    assert ("confirm", "/workflow") not in operations(message, WORKFLOW)


@pytest.mark.parametrize(
    "message",
    [
        "The delivery fee is 9 dollars now, not 8. Rest is fine, yes.",
        "Die Anfahrt kostet 9 Euro, nicht 8. Der Rest passt so.",
        "El envío cuesta 9 euros, no 8. Lo demás está bien.",
        "运费是9元，不是8元。其他没问题。",
    ],
)
def test_a_change_that_ends_in_a_yes_builds_it_with_the_change(message: str) -> None:
    assert operations(message, TOOLS, WORKFLOW)[-3:] == [
        ("confirm", "/tools"),
        ("confirm", "/workflow"),
        ("skip", "/tools/config"),
    ]


def test_a_yes_before_a_change_agrees_to_the_tools_alone() -> None:
    found = operations("Yes. The delivery fee is 9 dollars now, not 8.", TOOLS, WORKFLOW)
    assert found[-1] == ("confirm", "/tools")


@pytest.mark.parametrize(
    "message", ["Later. Looks good to me.", "Später. Passt so.", "Más tarde. Sí.", "以后再说。是的。"]
)
def test_details_are_put_off_and_the_whole_is_agreed_to(message: str) -> None:
    assert operations(message, CONFIG, WORKFLOW) == [("confirm", "/workflow"), ("skip", "/tools/config")]


@pytest.mark.parametrize(
    "message", ["Right now we close at five", "I want German", "Good morning, Acme here", "Gut, aber förmlicher"]
)
def test_words_of_approval_within_a_statement_are_none(message: str) -> None:
    assert not consent.is_all(message)
