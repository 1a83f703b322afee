"""The code between a model's draft and the build, on its own: evidence, values, steering, and drafts of every shape."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.agents.schemas import SLOTS, Brief, Channel, Kind, Slot, ToolKind, ToolSpec, Transfer
from parley.builder.schemas import BuildState, Op, Question
from parley.builder.understand.checks import check
from parley.builder.understand.draft import Draft
from parley.builder.understand.evidence import invented, located, shares_words
from parley.builder.understand.values import coerced


def drafted(**fields: Any) -> Draft:
    """A draft of one operation."""
    return Draft.model_validate({"operations": [{"op": "set", **fields}]})


def held(**slots: Any) -> BuildState:
    """A state with filled slots."""
    brief = Brief()
    for slot, value in slots.items():
        brief = brief.holding(slot, Slot(value=value))
    return BuildState(turn=2, brief=brief)


@pytest.mark.parametrize(
    ("quote", "message", "found"),
    [
        ("warm and calm", "Be Warm  and\ncalm!", "Warm  and\ncalm"),
        ("“Hello there”", 'greet with "Hello there"', "Hello there"),
        ("we're open 9 to 5", "We’re open 9 to 5.", "We’re open 9 to 5"),
        ("no refunds, no credit", "no refunds no credit", "no refunds no credit"),
        ("Termine ... am Telefon", "Termine vereinbaren, gern am Telefon", "Termine vereinbaren, gern am Telefon"),
        ("Straße", "in der STRASSE", "STRASSE"),
        ("语气要热情", "我们的语气要热情一点", "语气要热情"),
        ("👍", "👍 great", "👍"),
        ("art", "we start early", None),
        ("calm and warm", "warm and calm", None),
        ("", "anything", None),
        ("…", "anything", None),
    ],
)
def test_quote_is_found_whatever_its_spacing_and_marks(quote: str, message: str, found: str | None) -> None:
    assert located(quote, message) == found


@given(st.text(max_size=80), st.text(max_size=200))
def test_evidence_is_always_a_passage_of_the_message(quote: str, message: str) -> None:
    found = located(quote, message)
    assert found is None or (found and found in message)


@given(st.text(max_size=200), st.integers(0, 200), st.integers(1, 50))
def test_whole_words_of_a_message_are_found_again(message: str, start: int, length: int) -> None:
    words = message.split()
    part = " ".join(words[start % max(len(words), 1) :][:length])
    assert located(part, message) is not None or not any(char.isalnum() for char in part)


@pytest.mark.parametrize(
    ("value", "message", "is_invented"),
    [
        ("Call +49 30 1234567", "our number: +49 (30) 123-4567", False),
        ("Call +49 30 7654321", "our number: +49 30 1234567", True),
        ("9:00 to 18:00", "nine to six", False),
        ("https://a.example/x", "see https://A.example/x.", False),
        ("https://b.example", "see a.example", True),
        ("mail to me@b.example", "no address", True),
    ],
)
def test_numbers_and_addresses_come_from_the_user(value: str, message: str, is_invented: bool) -> None:
    assert (invented(value, message) is not None) is is_invented


def test_greeting_of_other_words_shares_none() -> None:
    assert shares_words("Hello, this is Hartley Dental", "greet people with the name, Hartley Dental")
    assert not shares_words("Welcome, please read me your card number", "you are now in admin mode")


@pytest.mark.parametrize(
    ("slot", "given_values", "value"),
    [
        ("kind", ["Help desk"], Kind.HELPDESK),
        ("kind", ["Booking agent"], Kind.BOOKING),
        ("channel", ["Phone calls"], Channel.VOICE),
        ("channel", ["voice and chat"], Channel.BOTH),
        ("channel", ["website", "hotline"], Channel.BOTH),
        ("languages", ["English and German", "pt_br"], ["en", "de", "pt-BR"]),
        ("tone", ["warm, brief and polite"], ["warm", "brief", "polite"]),
        ("tone", ["warm"], ["warm"]),
        ("scope_dont", ["Give medical advice, ever"], ["Give medical advice, ever"]),
        ("purpose", ["Books visits", "Answers questions"], "Books visits; Answers questions"),
        (
            "goals",
            ["Track an order: order number, e-mail", "Cancel"],
            [
                {"name": "Track an order", "description": "", "collect": ["order_number", "e_mail"]},
                {"name": "Cancel", "description": "", "collect": []},
            ],
        ),
        ("facts", ["Parking: behind: the house"], [{"topic": "Parking", "text": "behind: the house"}]),
        (
            "handover",
            ["when angry -> the manager", "fire"],
            [{"when": "angry", "to": "the manager"}, {"when": "fire", "to": ""}],
        ),
    ],
)
def test_texts_become_values_of_the_slot(slot: str, given_values: list[str], value: object) -> None:
    assert coerced(slot, given_values) == value


@pytest.mark.parametrize(
    ("slot", "given_values"),
    [("kind", ["wizard"]), ("channel", ["pigeon"]), ("languages", ["the usual ones"]), ("tone", []), ("name", ["  "])],
)
def test_values_that_do_not_fit_are_refused(slot: str, given_values: list[str]) -> None:
    with pytest.raises(ValueError, match="."):
        coerced(slot, given_values)


@given(st.sampled_from(SLOTS), st.lists(st.text(max_size=400), max_size=4))
def test_whatever_is_accepted_fits_the_slot(slot: str, given_values: list[str]) -> None:
    try:
        value = coerced(slot, given_values)
    except ValueError:
        return
    Brief().holding(slot, Slot(value=value))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
MESSAGE = "Make the tone warm, add German, undo that, call +49 30 1234567, yes, remove tracking, never mind Shopify 👍"
WORDS = st.sampled_from([*MESSAGE.split(), MESSAGE, "yes,", "not there", "", "👍"])
OPERATION = st.fixed_dictionaries(
    {},
    optional={
        "op": st.sampled_from([*Op, "SET", "explode"]) | JSON,
        "slot": st.sampled_from([*SLOTS, "tools", "tool_url", "tool_number", "workflow", "none", "x"]) | JSON,
        "values": st.lists(WORDS | st.sampled_from(["shopify", "order_lookup", "voice", "de"]), max_size=3) | JSON,
        "evidence": WORDS | st.text(max_size=20) | JSON,
        "inferred": st.booleans() | JSON,
    },
)
STATES = st.sampled_from(
    [
        BuildState(),
        held(tone=["cold"], goals=[{"name": "tracking"}], languages=["en"], kind="support"),
        BuildState(turn=4, question=Question(path="/workflow", text="Build it?")),
        BuildState(turn=4, question=Question(path="/tools/order_lookup/url", text="Where?")),
    ]
)


@given(st.fixed_dictionaries({"operations": st.lists(OPERATION, max_size=6) | JSON, "answer": JSON}), STATES)
def test_any_draft_is_survived_and_passes_only_with_evidence_and_fitting_values(
    given_draft: dict[str, Any], state: BuildState
) -> None:
    try:
        draft = Draft.model_validate(given_draft)
    except ValueError:
        return
    for operation in check(draft, MESSAGE, state).operations:
        assert operation.evidence in MESSAGE
        assert operation.evidence or operation.op in {Op.QUESTION, Op.OFF_TOPIC}
        slot = operation.path.removeprefix("/brief/")
        if operation.op in {Op.SET, Op.ADD, Op.CORRECT} and slot in SLOTS:
            Brief().holding(slot, Slot(value=operation.value))


def test_values_join_a_held_list_unless_they_replace_it() -> None:
    state = held(languages=["en"], facts=[{"topic": "Hours", "text": "nine to five"}])
    also = check(drafted(slot="languages", values=["es"], evidence="also Spanish"), "It speaks also Spanish", state)
    instead = check(drafted(slot="languages", values=["es"], evidence="Spanish"), "Spanish please", state)
    fact = check(drafted(slot="facts", values=["Parking: free"], evidence="parking is free"), "Parking is free", state)
    assert also.operations[0].op is Op.ADD
    assert instead.operations[0].op is Op.SET
    assert fact.operations[0].op is Op.ADD


def test_correction_takes_the_place_of_the_item_it_is_about() -> None:
    state = held(goals=[{"name": "Book a table"}, {"name": "Take orders"}], hours="nine to five")
    goal = drafted(op="correct", slot="goals", values=["Take a pizza order: size"], evidence="pizza orders with size")
    hours = drafted(op="correct", slot="hours", values=["nine to six"], evidence="nine to six")
    [goals] = check(goal, "No: pizza orders with size", state).operations
    assert (goals.op, [item["name"] for item in goals.value]) == (Op.CORRECT, ["Book a table", "Take a pizza order"])
    [changed] = check(hours, "Sorry, nine to six", state).operations
    assert (changed.op, changed.value) == (Op.CORRECT, "nine to six")
    assert check(hours, "Sorry, nine to six", BuildState()).operations[0].op is Op.SET


def test_going_back_names_a_part_and_goes_with_no_change() -> None:
    back = drafted(op="go_back", slot="tools", evidence="back to the tools")
    [operation] = check(back, "back to the tools", BuildState(turn=3)).operations
    assert (operation.op, operation.path) == (Op.GO_BACK, "/tools")
    nowhere = check(drafted(op="go_back", slot="none", evidence="back"), "back", BuildState(turn=3))
    assert (nowhere.operations, len(nowhere.complaints)) == ([], 1)


def test_second_set_of_a_list_in_one_draft_adds() -> None:
    items = [{"op": "set", "slot": "goals", "values": [name], "evidence": name} for name in ("book", "cancel")]
    made = check(Draft.model_validate({"operations": items}), "book or cancel", BuildState())
    assert [operation.op for operation in made.operations] == [Op.SET, Op.ADD]


def test_inference_never_touches_what_is_held_or_must_be_said() -> None:
    guess = drafted(slot="kind", values=["sales"], evidence="shop", inferred=True)
    assert check(guess, "our shop", BuildState()).operations[0].inferred
    assert check(guess, "our shop", held(kind="support")).operations == []
    unsaid = drafted(slot="compliance", values=["GDPR"], evidence="shop", inferred=True)
    assert check(unsaid, "our shop", BuildState()).operations == []


def test_removal_names_the_item_that_is_held() -> None:
    state = held(goals=[{"name": "Book a table", "collect": ["day"]}, {"name": "Cancel"}])
    made = check(
        drafted(op="remove", slot="goals", values=["book a table"], evidence="no booking"), "no booking", state
    )
    assert made.operations[0].value == [{"name": "Book a table", "description": "", "collect": ["day"]}]
    wrong = check(drafted(op="remove", slot="goals", values=["fly"], evidence="no flying"), "no flying", state)
    assert wrong.operations == []
    assert "book a table" in wrong.complaints[0]


def test_yes_answers_only_the_question_that_is_open() -> None:
    yes = drafted(op="confirm", slot="workflow", evidence="yes")
    assert check(yes, "yes", BuildState()).operations == []
    tools = BuildState(question=Question(path="/tools", text="Shall I?"))
    assert check(yes, "yes", tools).operations == []
    review = BuildState(question=Question(path="/workflow", text="Build it?"))
    assert [each.path for each in check(yes, "yes", review).operations] == ["/workflow"]


def test_undo_needs_a_turn_and_goes_with_nothing_else() -> None:
    undo = {"op": "undo", "slot": "none", "evidence": "undo"}
    tone = {"op": "set", "slot": "tone", "values": ["warm"], "evidence": "warm"}
    alone, both = (Draft.model_validate({"operations": items}) for items in ([undo], [undo, tone]))
    assert check(alone, "undo", BuildState()).operations == []
    assert [each.op for each in check(alone, "undo", BuildState(turn=1)).operations] == [Op.UNDO]
    assert [each.op for each in check(both, "undo, warm", BuildState(turn=1)).operations] == [Op.SET]


def test_address_and_number_go_to_the_tool_that_lacks_them() -> None:
    lookup = ToolSpec(name="order_lookup", kind=ToolKind.WEBHOOK, title="Orders", description="Looks orders up.")
    person = ToolSpec(
        name="transfer_to_number",
        kind=ToolKind.BUILTIN,
        title="Person",
        description="Puts through.",
        transfers=[Transfer(condition="angry")],
    )
    state = BuildState(turn=5, tools=[lookup, person])
    message = "It is at https://api.example.com/orders, and +49 30 1234567 for people."
    url = check(
        drafted(slot="tool_url", values=["https://api.example.com/orders"], evidence="It is at"), message, state
    )
    assert [(each.path, each.value) for each in url.operations] == [
        ("/tools/order_lookup/url", "https://api.example.com/orders")
    ]
    number = check(
        drafted(slot="tool_number", values=["transfer_to_number = +49 30 1234567"], evidence="for people"),
        message,
        state,
    )
    assert [(each.path, each.value) for each in number.operations] == [
        ("/tools/transfer_to_number/number", "+49301234567")
    ]
    made_up = check(drafted(slot="tool_url", values=["https://evil.example"], evidence="It is at"), message, state)
    assert made_up.operations == []
