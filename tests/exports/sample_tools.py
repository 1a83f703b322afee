"""Tools made by hand for the export tests: every source, place, kind and built-in."""

from parley.agents.schemas import (
    Auth,
    AuthKind,
    BuiltinTool,
    McpTool,
    Method,
    Parameter,
    ParameterPlace,
    ParameterSource,
    ParameterType,
    ResultField,
    ToolKind,
    ToolSpec,
    Transfer,
)

P = Parameter
PLACE = ParameterPlace
SOURCE = ParameterSource
TYPE = ParameterType


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


def _everywhere() -> list[Parameter]:
    """Parameters of every source and place, with names that nest."""
    return [
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
    ]


def change_address() -> ToolSpec:
    """A POST with every source and place, nested names, lists of objects and each type of constant."""
    return ToolSpec(
        name="change_address",
        kind=ToolKind.WEBHOOK,
        title="Change of address",
        description="Changes where an order goes.",
        url="https://api.shop.example/orders/{order_number}/address",
        headers={"Accept": "application/json"},
        parameters=_everywhere(),
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


def _show_map() -> ToolSpec:
    """A client tool with a secret among its values."""
    return ToolSpec(
        name="show_map",
        kind=ToolKind.CLIENT,
        title="Map",
        description="Shows the way to the shop.",
        parameters=[
            P(name="place.city", description="City", enum=["Berlin", "Bonn"]),
            P(name="key", description="Key", source=SOURCE.SECRET, value="secret:MAP_KEY"),
        ],
        results=[ResultField(name="is_shown", path="ok")],
    )


def _mcp_search() -> ToolSpec:
    """One that no CLI project can carry."""
    return ToolSpec(
        name="mcp_search",
        kind=ToolKind.MCP,
        title="Search",
        description="Searches.",
        mcp=McpTool(server="library", tool="full-text search"),
    )


def _cancel_order() -> ToolSpec:
    """A DELETE with a body, its address with a part that nobody fills."""
    return ToolSpec(
        name="cancel_order",
        kind=ToolKind.WEBHOOK,
        title="Cancel",
        description="Cancels an order.",
        method=Method.DELETE,
        url="https://{shop}.example/orders",
        parameters=[P(name="order_id", description="Order"), P(name="why", description="Why", place=PLACE.PATH)],
    )


def _log_note() -> ToolSpec:
    """A PUT of an unusual content type."""
    return ToolSpec(
        name="log_note",
        kind=ToolKind.WEBHOOK,
        title="Note",
        description="Keeps a note.",
        method=Method.PUT,
        url="https://api.shop.example/notes",
        content_type="text/plain",
        auth=Auth(kind=AuthKind.OAUTH2, secret="secret:NOTES_TOKEN"),
    )


def other_tools() -> list[ToolSpec]:
    """A client tool, one that no CLI project can carry, a DELETE with a body, an unusual content type."""
    return [_show_map(), _mcp_search(), _cancel_order(), _log_note()]


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


def book() -> ToolSpec:
    """Values set once, before the first call: a number in the query, a text in a header, a list in the body."""
    return ToolSpec(
        name="book",
        kind=ToolKind.WEBHOOK,
        title="Book",
        description="Books.",
        url="https://api.calendar.example/bookings",
        parameters=[
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
        ],
        results=[ResultField(name="booking_id", path="id")],
    )
