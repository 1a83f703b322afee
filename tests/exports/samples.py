"""Agents made by hand for the export tests: from no tools at all to every source, place, kind and built-in."""

from parley.agents.schemas import (
    AgentSpec,
    Auth,
    AuthKind,
    Brief,
    BuiltinTool,
    Channel,
    Criterion,
    DataPoint,
    DataType,
    Edge,
    EdgeKind,
    Goal,
    Guardrail,
    McpTool,
    Method,
    Node,
    NodeKind,
    Parameter,
    ParameterPlace,
    ParameterSource,
    ParameterType,
    Prompt,
    PromptLine,
    PromptSection,
    ResultField,
    Scenario,
    ScenarioMessage,
    Slot,
    Speaker,
    ToolKind,
    ToolSpec,
    Transfer,
    Variable,
    Voice,
    Workflow,
)

P = Parameter
PLACE = ParameterPlace
SOURCE = ParameterSource
TYPE = ParameterType


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


def order_lookup() -> ToolSpec:
    """A GET with a path parameter, a query with an enum and a list, and a header secret with a prefix."""
    return ToolSpec(
        name="order_lookup",
        kind=ToolKind.WEBHOOK,
        title="Order lookup",
        description="Finds an order by its number.",
        method=Method.GET,
        url="https://api.shop.example/orders/{order_number}",
        parameters=[
            P(name="order_number", description="As on the receipt", example="A-1042", place=PLACE.PATH),
            P(
                name="fields",
                description="What to return",
                source=SOURCE.MODEL,
                place=PLACE.QUERY,
                enum=["status", "all"],
            ),
            P(name="tags", type=TYPE.ARRAY, description="Tags", required=False, place=PLACE.QUERY),
        ],
        results=[ResultField(name="order_status", path="data.status", description="Where the order is")],
        auth=Auth(kind=AuthKind.BEARER, prefix="Bearer ", secret="secret:SHOP_TOKEN"),
        wait_message="Let me look that up.",
        on_failure="Offer a call back.",
    )


def change_address() -> ToolSpec:
    """A POST with every source and place, nested names, lists of objects and each type of constant."""
    return ToolSpec(
        name="change_address",
        kind=ToolKind.WEBHOOK,
        title="Change of address",
        description="Changes where an order goes.",
        url="https://api.shop.example/orders/{order_number}/address",
        headers={"Accept": "application/json"},
        parameters=[
            P(name="order_number", description="As on the receipt", place=PLACE.PATH),
            P(name="X-Shop", description="Shop", source=SOURCE.CONSTANT, place=PLACE.HEADER, value="north"),
            P(name="X-Call", description="Call", source=SOURCE.SESSION, place=PLACE.HEADER, value="call_id"),
            P(name="X-Key", description="Key", source=SOURCE.SECRET, place=PLACE.HEADER, value="secret:SHOP_KEY"),
            P(name="X-Mood", description="Mood", source=SOURCE.MODEL, place=PLACE.HEADER),
            P(name="api_key", description="Key", source=SOURCE.SECRET, place=PLACE.QUERY, value="secret:SHOP_KEY"),
            P(
                name="dry",
                type=TYPE.BOOLEAN,
                description="Dry run",
                source=SOURCE.CONSTANT,
                place=PLACE.QUERY,
                value="false",
            ),
            P(name="customer.name", description="Full name"),
            P(name="customer.address.street", description="Street and number", example="12 High Street"),
            P(name="customer.address.floor", type=TYPE.INTEGER, description="", required=False, enum=["1", "2"]),
            P(name="customer.phone", description="Phone", source=SOURCE.SESSION, value="caller_number"),
            P(name="items[].sku", description="Article number"),
            P(name="items[].count", type=TYPE.NUMBER, description="How many", required=False),
            P(name="notes", type=TYPE.ARRAY, description="Wishes", required=False, enum=["gift", "fragile"]),
            P(name="version", type=TYPE.INTEGER, description="Version", source=SOURCE.CONSTANT, value="2"),
            P(name="rate", type=TYPE.NUMBER, description="Rate", source=SOURCE.CONSTANT, value="0.5"),
            P(name="odd", type=TYPE.INTEGER, description="Odd", source=SOURCE.CONSTANT, value="two"),
            P(name="empty", description="Empty", source=SOURCE.CONSTANT, value=""),
            P(name="labels", type=TYPE.ARRAY, description="Labels", source=SOURCE.CONSTANT, value="voice, agent"),
            P(name="status", description="Status before", source=SOURCE.SESSION, value="order_status"),
            P(name="customer", description="In the way of its own parts"),
        ],
        writes=True,
        confirm=True,
        timeout_s=40,
        auth=Auth(kind=AuthKind.BASIC, secret="secret:SHOP_LOGIN"),
    )


def open_tool() -> ToolSpec:
    """A form post whose address nobody gave yet."""
    return ToolSpec(
        name="refund",
        kind=ToolKind.WEBHOOK,
        title="Refund",
        description="Pays an order back.",
        method=Method.PATCH,
        url_hint="the refunds endpoint of your shop",
        content_type="application/x-www-form-urlencoded",
        parameters=[
            P(name="order_id", description="Order", place=PLACE.PATH),
            P(name="line[0][amount]", type=TYPE.NUMBER, description="Amount in euros"),
        ],
    )


def other_tools() -> list[ToolSpec]:
    """A client tool, one that no CLI project can carry, a DELETE with a body, an unusual content type."""
    return [
        ToolSpec(
            name="show_map",
            kind=ToolKind.CLIENT,
            title="Map",
            description="Shows the way to the shop.",
            parameters=[
                P(name="place.city", description="City", enum=["Berlin", "Bonn"]),
                P(name="key", description="Key", source=SOURCE.SECRET, value="secret:MAP_KEY"),
            ],
            results=[ResultField(name="is_shown", path="ok")],
        ),
        ToolSpec(
            name="mcp_search",
            kind=ToolKind.MCP,
            title="Search",
            description="Searches.",
            mcp=McpTool(server="library", tool="full-text search"),
        ),
        ToolSpec(
            name="cancel_order",
            kind=ToolKind.WEBHOOK,
            title="Cancel",
            description="Cancels an order.",
            method=Method.DELETE,
            url="https://{shop}.example/orders",
            parameters=[P(name="order_id", description="Order"), P(name="why", description="Why", place=PLACE.PATH)],
        ),
        ToolSpec(
            name="log_note",
            kind=ToolKind.WEBHOOK,
            title="Note",
            description="Keeps a note.",
            method=Method.PUT,
            url="https://api.shop.example/notes",
            content_type="text/plain",
            auth=Auth(kind=AuthKind.OAUTH2, secret="secret:NOTES_TOKEN"),
        ),
    ]


def builtin_tools() -> list[ToolSpec]:
    """Every built-in tool; the hand-over knows one of its two numbers."""
    transfers = [
        Transfer(condition="The caller asks for a person", number="+15550123456", label="Front desk"),
        Transfer(condition="The caller reports an accident", label="Emergency line"),
    ]
    return [
        ToolSpec(
            name=f"use_{builtin.value}"[:60],
            kind=ToolKind.BUILTIN,
            title=builtin.value,
            description=f"The platform's {builtin.value}.",
            builtin=builtin,
            transfers=transfers if builtin is BuiltinTool.TRANSFER_TO_NUMBER else [],
        )
        for builtin in BuiltinTool
    ]


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
        tests=[
            Scenario(
                name="Finds an order",
                history=[ScenarioMessage(role=Speaker.USER, text="Where is my order A-1042?")],
                success="Looks the order up.",
                good=["Let me look that up."],
                bad=["I do not know."],
            ),
            Scenario(
                name="Finds an order",
                history=[
                    ScenarioMessage(role=Speaker.AGENT, text="Guten Tag!"),
                    ScenarioMessage(role=Speaker.USER, text="Hallo"),
                ],
                success="Asks what it is about.",
            ),
        ],
        assumptions=["Callers speak German."],
    )


def calendar() -> AgentSpec:
    """A tool that needs values set once: a number in the query, a text in a header, a list in the body."""
    setup = [
        P(
            name="type_id",
            type=TYPE.INTEGER,
            description="Type",
            source=SOURCE.SESSION,
            place=PLACE.QUERY,
            value="type_id",
        ),
        P(name="X-Site", description="Site", source=SOURCE.SESSION, place=PLACE.HEADER, value="site"),
        P(name="about.tags", type=TYPE.ARRAY, description="Tags", source=SOURCE.SESSION, value="tags"),
    ]
    tool = ToolSpec(
        name="book",
        kind=ToolKind.WEBHOOK,
        title="Book",
        description="Books.",
        url="https://api.calendar.example/bookings",
        parameters=setup,
        results=[ResultField(name="booking_id", path="id")],
    )
    variables = [Variable(name="type_id", description="The event type's number, set once", default="123456")]
    return minimal().model_copy(update={"slug": "calendar", "tools": [tool], "variables": variables})


def chat() -> AgentSpec:
    """An English text agent with one tool and one test."""
    greeting = Scenario(
        name="Greets",
        history=[ScenarioMessage(role=Speaker.USER, text="Hello")],
        success="Asks for the order number.",
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
