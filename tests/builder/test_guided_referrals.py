"""Who gets which calls, told in any way: the case, whoever takes it, and the number that stands beside them."""

import pytest

from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState, Question, Stage

ASKED = BuildState(stage=Stage.COLLECTING_BASICS, question=Question(path="/brief/handover", text="?"), turn=3)


def _rules(message: str, state: BuildState) -> list[tuple[str, str]]:
    operations = understand(message, state).operations
    told = [each.value for each in operations if each.path == "/brief/handover" and isinstance(each.value, list)]
    return [(rule["when"], rule["to"]) for value in told for rule in value]


@pytest.mark.parametrize(
    ("answer", "rules"),
    [
        (
            "When the boiler is leaking give to Stefan 07700 900111. When customer is angry, give to my wife Joan.",
            [("the boiler is leaking", "Stefan, 07700 900111"), ("customer is angry", "wife Joan")],
        ),
        (
            "Horse loose on the road: Dale, 520-555-0177, right away. Vet at the gate: Dale too.",
            [
                ("the call is about horse loose on the road", "Dale, 520-555-0177"),
                ("the call is about vet at the gate", "Dale, 520-555-0177"),
            ],
        ),
        (
            "If a sail tears they must speak with me, Enzo, 0161 496 0577. If the club asks, with my nephew Luca.",
            [("a sail tears", "Enzo, 0161 496 0577"), ("the club asks", "nephew Luca")],
        ),
        (
            "Anything over 200 plates I wanna handle personally, Darla, 512-555-0164.",
            [("it is anything over 200 plates", "Darla, 512-555-0164")],
        ),
        (
            "Only wake Zed if a cow is calving, 01234 555666. Everything else can wait for Monday.",
            [("a cow is calving", "Zed, 01234 555666")],
        ),
        (
            "ring me on 07700 900333 if the alarm company calls, and send press people to Omar",
            [("the alarm company calls", "07700 900333"), ("the call is about press people", "Omar")],
        ),
        ("Maureen deals with refunds, ext 12.", [("the call is about refunds", "Maureen, ext 12")]),
        (
            "Someone smells gas - put them through to the duty engineer (01632 960111).",
            [("Someone smells gas", "the duty engineer, 01632 960111")],
        ),
        (
            "For orders over 50 trays the head baker has to decide.",
            [("the call is about orders over 50 trays", "the head baker")],
        ),
        ("Anyone rude gets me, Ravi.", [("anyone rude", "Ravi")]),
        ("If they ask for a human, reception.", [("callers ask for a human", "reception")]),
        (
            "Warranty claims. My partner Ola, 020 7946 0555.",
            [("the call is about warranty claims", "partner Ola, 020 7946 0555")],
        ),
    ],
)
def test_answer_binds_case_and_person(answer: str, rules: list[tuple[str, str]]) -> None:
    assert [(when.lower(), to) for when, to in _rules(answer, ASKED)] == [(when.lower(), to) for when, to in rules]


@pytest.mark.parametrize(
    ("message", "rules"),
    [
        (
            "It won't end contracts: anyone wanting out goes to Craig, craig@barn.example. Someone hurt, duty manager, "
            "0491 570 110.",
            [("anyone wanting out", "Craig, craig@barn.example"), ("someone hurt", "duty manager, 0491 570 110")],
        ),
        (
            "Calls from the court are to be put through to Mr Odum on 0131 496 0822; callers who report abuse, to Ms "
            "Ade in the family team.",
            [
                ("the call is about calls from the court", "Mr Odum, 0131 496 0822"),
                ("callers who report abuse", "Ms Ade in the family team"),
            ],
        ),
        (
            "WHEN TO BRING IN A PERSON\n- Diver reports the bends: Dr. Okafor, medical lead, (847) 555-0129\n"
            "- Insurance cases: billing coordinator",
            [
                ("the call is about diver reports the bends", "Dr. Okafor, medical lead, (847) 555-0129"),
                ("the call is about insurance cases", "billing coordinator"),
            ],
        ),
        (
            "If a grower reports blight, get our agronomist Pia on 01223 555 010 straight away.",
            [("a grower reports blight", "agronomist Pia, 01223 555 010")],
        ),
    ],
)
def test_message_binds_case_and_person(message: str, rules: list[tuple[str, str]]) -> None:
    assert [(when.lower(), to) for when, to in _rules(message, BuildState())] == [
        (when.lower(), to) for when, to in rules
    ]


@pytest.mark.parametrize(
    ("answer", "rules"),
    [
        (
            "if an order is over 40 trays, or somebody's cross about a crushed cake, put em thru to Jo, 503-555-0142",
            [
                ("an order is over 40 trays", "Jo, 503-555-0142"),
                ("somebody's cross about a crushed cake", "Jo, 503-555-0142"),
            ],
        ),
        (
            "Ring the yard at 937-555-0164 when a lorry is late or when a pallet is broken.",
            [("a lorry is late", "the yard, 937-555-0164"), ("a pallet is broken", "the yard, 937-555-0164")],
        ),
        (
            "If a guest needs a cot, or complains about the noise, please pass them to the night porter, ext 4.",
            [
                ("a guest needs a cot", "the night porter, ext 4"),
                ("a guest complains about the noise", "the night porter, ext 4"),
            ],
        ),
        (
            "Groups of more than 9 go to Ada, she's our events manager, 614-555-0142.",
            [("the call is about groups of more than 9", "Ada, events manager, 614-555-0142")],
        ),
        (
            "Insurance goes to Meera, she does our claims, 01632 960222. Same if anyone mentions a solicitor.",
            [
                ("the call is about insurance", "Meera, 01632 960222"),
                ("anyone mentions a solicitor", "Meera, 01632 960222"),
            ],
        ),
        (
            "If it's torn, that's our wardrobe mistress, bless her, 0491 570 157.",
            [("it's torn", "wardrobe mistress, 0491 570 157")],
        ),
        (
            "if they want to donate thats the workshop team, 01632 960347",
            [("callers want to donate", "the workshop team, 01632 960347")],
        ),
        (
            "Reporters go to the director on (02) 5550 0143.",
            [("the call is about reporters", "the director, (02) 5550 0143")],
        ),
        (
            "Fee disputes are for the box office on 01632 960441.",
            [("the caller has fee disputes", "the box office, 01632 960441")],
        ),
        ("Straight to Erin (0113 496 0101) if a horse is injured.", [("a horse is injured", "Erin, 0113 496 0101")]),
    ],
)
def test_answer_tells_a_rule_for_every_case(answer: str, rules: list[tuple[str, str]]) -> None:
    assert [(when.lower(), to) for when, to in _rules(answer, ASKED)] == rules


def test_a_case_or_another_of_one_clause_is_one_rule() -> None:
    assert _rules("If a boat is sinking or on fire, ring Jo on 07700 900412.", ASKED) == [
        ("a boat is sinking or on fire", "Jo, 07700 900412")
    ]


@pytest.mark.parametrize(
    "message",
    [
        "Wait please, my wife says a service is 50 pounds now, 45 is the old price.",
        "Quick question before I answer that, how long does this usually take? I've got a pick-up in twenty minutes.",
        "Goodness, it's pouring down here now.",
        "Excuse me, for the hem I have made a mistake, it is 20 pounds.",
        "Delivery is 55. Not 45, that was 2023. Also our fitter checks the wall before drilling.",
        "Juniper House, good evening, how may I help?",
    ],
)
def test_what_is_no_answer_makes_no_rule(message: str) -> None:
    assert _rules(message, ASKED) == []


@pytest.mark.parametrize(
    "message",
    [
        "Our shop is at 12 Mill Lane, Bath, 01225 555 010. Opening hours: 9-5.",
        "Book a table: name, phone number, date. Cancel a table: name and 4-digit code.",
        "The fee is 60 euro, and you get that back off the bill if you go with us.",
        "Leads go into HubSpot. We're there from noon Tues to Sun.",
        "Parents pay the teacher in cash. Send a text to the customer afterwards.",
    ],
)
def test_what_goes_elsewhere_is_no_hand_over(message: str) -> None:
    assert _rules(message, BuildState()) == []
