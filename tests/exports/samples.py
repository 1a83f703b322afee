"""Agents made by hand for the export tests: from no tools at all to all of `sample_tools`."""

from parley.agents.schemas import (
    AgentSpec,
    ArgumentCheck,
    Brief,
    Channel,
    CheckKind,
    Criterion,
    DataPoint,
    DataType,
    Edge,
    EdgeKind,
    ExpectedCall,
    Goal,
    Guardrail,
    Node,
    NodeKind,
    Prompt,
    PromptLine,
    PromptSection,
    Scenario,
    ScenarioKind,
    ScenarioMessage,
    Slot,
    Speaker,
    ToolMock,
    Variable,
    Voice,
    Workflow,
)
from tests.exports.sample_tools import book, builtin_tools, change_address, open_tool, order_lookup, other_tools


def prompt(*lines: str) -> Prompt:
    return Prompt(sections=[PromptSection(heading="Personality", lines=[PromptLine(text=line) for line in lines])])


def minimal() -> AgentSpec:
    """Nothing but what is required: no tools, one step."""
    return AgentSpec(
        name="Opening hours",
        slug="opening-hours",
        brief=Brief(),
        workflow=Workflow(start="answer", nodes=[Node(id="answer", kind=NodeKind.SAY, label="Answer")], edges=[]),
        prompt=prompt("You tell callers when the shop is open."),
        first_message="Hello! When would you like to come by?",
    )


def steps() -> Workflow:
    """Every kind of node and edge, two goals."""
    return Workflow(
        start="greet",
        nodes=[
            Node(id="greet", kind=NodeKind.SAY, label="Greeting", text="Greet the caller"),
            Node(id="understand", kind=NodeKind.ASK, label="Request", text="What can I do for you?"),
            Node(
                id="number", kind=NodeKind.COLLECT, label="Order", collects=["order_number"], goal="Where is my order"
            ),
            Node(id="look", kind=NodeKind.TOOL, label="Look it up", tool="order_lookup", goal="Where is my order"),
            Node(id="judge", kind=NodeKind.DECIDE, label="Found?", goal="Where is my order"),
            Node(id="address", kind=NodeKind.COLLECT, label="Address", collects=["street"], goal="Change the address"),
            Node(id="person", kind=NodeKind.TRANSFER, label="Hand over", to="Front desk"),
            Node(id="bye", kind=NodeKind.END, label="Goodbye"),
        ],
        edges=[
            Edge(source="greet", target="understand"),
            Edge(source="understand", target="number", kind=EdgeKind.WHEN, condition="asks where an order is"),
            Edge(source="understand", target="address", kind=EdgeKind.OTHERWISE),
            Edge(source="number", target="look"),
            Edge(source="look", target="judge", kind=EdgeKind.OK),
            Edge(source="look", target="person", kind=EdgeKind.FAILED),
            Edge(source="judge", target="bye"),
            Edge(source="address", target="bye"),
        ],
    )


def _scenarios() -> list[Scenario]:
    """Two of one name: with replies to learn from, and in the middle of a talk."""
    return [
        Scenario(
            name="Finds an order",
            history=[ScenarioMessage(role=Speaker.USER, text="Where is my order A-1042?")],
            success=["Looks the order up."],
            good=["Let me look that up."],
            bad=["I do not know."],
        ),
        Scenario(
            name="Finds an order",
            history=[
                ScenarioMessage(role=Speaker.AGENT, text="Guten Tag!"),
                ScenarioMessage(role=Speaker.USER, text="Hallo"),
            ],
            success=["Asks what it is about."],
        ),
        *_call_tests(),
        *_conversations(),
    ]


def _call_tests() -> list[Scenario]:
    """Every kind of check; a call that must not come, one of the platform's own, one of a tool that is elsewhere."""
    asked = [ScenarioMessage(role=Speaker.USER, text="Please send order A-1042 to 12 High Street.")]
    checks = [
        ArgumentCheck(parameter="order_number", kind=CheckKind.EXACT, value="A-1042"),
        ArgumentCheck(parameter="customer.address.street", kind=CheckKind.PATTERN, value="^12 High"),
        ArgumentCheck(parameter="customer.name", kind=CheckKind.JUDGED, value="The caller's name, or empty"),
        ArgumentCheck(parameter="items[].sku", kind=CheckKind.JUDGED, value="as ordered"),
        ArgumentCheck(parameter="items[].count"),
        ArgumentCheck(parameter="notes"),
    ]
    calls = {
        "Changes the address": ExpectedCall(tool="change_address", arguments=checks),
        "Changes nothing unasked": ExpectedCall(tool="change_address", is_absent=True),
        "Hangs up": ExpectedCall(tool="use_end_call"),
        "Searches": ExpectedCall(tool="mcp_search"),
    }
    return [
        Scenario(name=name, kind=ScenarioKind.CALL, history=asked, success=["It does so."], call=call)
        for name, call in calls.items()
    ]


def _conversations() -> list[Scenario]:
    mocks = [
        ToolMock(tool="order_lookup", answer='{"data": {"status": "sent"}}'),
        ToolMock(tool="change_address", answer="The order has left.", fails=True),
        ToolMock(tool="mcp_search", answer="[]"),
    ]
    return [
        Scenario(
            name="Moves house",
            kind=ScenarioKind.CONVERSATION,
            caller="You moved house and want order A-1042 to follow you.",
            max_turns=8,
            success=["The agent says that the order has left.", "It offers a way on."],
            mocks=mocks,
        )
    ]


def full() -> AgentSpec:
    """A German shop agent that uses everything there is."""
    return AgentSpec(
        name="Lina, Kundendienst",
        slug="lina-kundendienst",
        description="Hilft bei Bestellungen.",
        brief=Brief(
            channel=Slot(value=Channel.VOICE),
            goals=Slot(
                value=[Goal(name="Where is my order", collect=["order_number"]), Goal(name="Change the address")]
            ),
        ),
        tools=[order_lookup(), change_address(), open_tool(), *other_tools(), *builtin_tools()],
        workflow=steps(),
        prompt=prompt("Du bist Lina. {{customer_name}} ruft an von {{caller_number}}.", "End with `use_end_call`."),
        first_message="Guten Tag, {{customer_name}}! Worum geht es?",
        voice=Voice(
            description="ruhig und warm",
            language="de-DE",
            extra_languages=["en", "pt-BR", "he"],
            speed=1.1,
            turn_timeout_s=10,
            max_duration_s=900,
        ),
        variables=[Variable(name="customer_name", default="Alex"), Variable(name="caller_number")],
        data_collection=[DataPoint(name="solved", type=DataType.BOOLEAN, description="Was it solved?")],
        criteria=[Criterion(id="polite", name="Polite", goal="The agent stayed polite.")],
        guardrails=[
            Guardrail(name="No legal advice", rule="Never give legal advice."),
            Guardrail(name="Consent", rule="Ask before you store anything."),
        ],
        tests=_scenarios(),
        assumptions=["Callers speak German."],
    )


def calendar() -> AgentSpec:
    """A tool that needs values set once: a number in the query, a text in a header, a list in the body."""
    variables = [Variable(name="type_id", description="The event type's number, set once", default="123456")]
    return minimal().model_copy(update={"slug": "calendar", "tools": [book()], "variables": variables})


def chat() -> AgentSpec:
    """An English text agent with one tool and one test."""
    greeting = Scenario(
        name="Greets",
        history=[ScenarioMessage(role=Speaker.USER, text="Hello")],
        success=["Asks for the order number."],
    )
    brief = Brief(channel=Slot(value=Channel.CHAT))
    update = {
        "name": "Order chat",
        "slug": "order-chat",
        "brief": brief,
        "tools": [order_lookup()],
        "tests": [greeting],
    }
    return minimal().model_copy(update=update)


SAMPLES = {"minimal": minimal(), "full": full(), "chat": chat(), "calendar": calendar()}
