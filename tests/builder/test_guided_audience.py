"""Who calls or writes, told in any way; sentences about callers that do not say who they are."""

import pytest

from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState


def _callers(message: str) -> str | None:
    operations = understand(message, BuildState()).operations
    return next((each.value for each in operations if each.path == "/brief/callers"), None)


@pytest.mark.parametrize(
    ("message", "callers"),
    [
        (
            "Our customers are mostly allotment holders and the odd school.",
            "Mostly allotment holders and the odd school",
        ),
        ("Most of our callers are pensioners and their carers.", "Pensioners and their carers"),
        (
            "Callers will be garages, body shops and dealers, together with our own fitters.",
            "Garages, body shops and dealers, together with our own fitters",
        ),
        ("It's parents who ring, mainly in the morning.", "Parents"),
        ("It's mostly growers that call us, plus a few florists in May.", "Mostly growers, plus a few florists in May"),
        ("We mainly hear from landlords and letting agents.", "Landlords and letting agents"),
        ("Calls come mostly from nurses on night shift.", "Nurses on night shift"),
        ("We get a lot of students ringing, and their mums.", "A lot of students, and their mums"),
        ("The people phoning us are truckers stuck on the motorway.", "Truckers stuck on the motorway"),
        ("Who writes us? Crafters, quilting groups, the odd museum.", "Crafters, quilting groups, the odd museum"),
        ("WHO WILL USE IT\nJunior doctors and the night porters.", "Junior doctors and the night porters"),
        (
            "A phone bot.\n- Who rings: owners of horses; also the occasional farmer",
            "Owners of horses; also the occasional farmer",
        ),
        ("Anglers call us about permits.", "Anglers"),
        ("Members will use it, and people thinking about joining.", "Members, and people thinking about joining"),
        ("People who've lost a pet ring us at all hours.", "People who've lost a pet"),
        ("We need a phone bot so beekeepers can order jars.", "Beekeepers"),
    ],
)
def test_callers_are_found(message: str, callers: str) -> None:
    assert _callers(message) == callers


@pytest.mark.parametrize(
    "message",
    [
        "Callers are told the price first. Callers are put on hold for a minute.",
        "When people ring about a refund, ask for the order number.",
        "If a tenant calls about an emergency it goes to the care team.",
        "Customers are asked for their name.",
        "Never call customers by their first name.",
        "It should call people back.",
        "Our callers are often nervous.",
        "We serve Italian food. We deal with blocked drains. It's for a dental practice in Leeds.",
        "Only the electrics thing comes to me, the smell of gas shouldn't come to me at all.",
    ],
)
def test_what_happens_to_callers_does_not_say_who_they_are(message: str) -> None:
    assert _callers(message) is None


@pytest.mark.parametrize(
    ("message", "callers"),
    [
        ("It's growers, florists and garden centres who get in touch.", "Growers, florists and garden centres"),
        (
            "A phone agent for our night line, for people who've lost their keys.",
            "People who've lost their keys",
        ),
        ("It's mostly ratepayers ringing in.", "Mostly ratepayers ringing in"),
        ("The other lot ring to join the course.", None),
    ],
)
def test_callers_are_people_and_all_of_a_list(message: str, callers: str | None) -> None:
    assert _callers(message) == callers
