"""An MCP server that does what it should: `python honest.py` over standard input and output, or with a transport and a
port over HTTP. Run by the tests as a process of its own.
"""

import os
import sys
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp_types import CallToolResult, ImageContent, TextContent, ToolAnnotations
from pydantic import BaseModel, Field

server = MCPServer("shop", log_level="CRITICAL")


class Line(BaseModel):
    """One line of an order."""

    sku: str = Field(description="Article number", examples=["S-1"])
    count: int = Field(default=1, ge=1, le=99)


@server.tool(title="Order lookup", annotations=ToolAnnotations(read_only_hint=True))
def order_lookup(
    order_number: Annotated[str, Field(description="The order's number", examples=["A-1042"])],
    full: Annotated[bool, Field(description="With its lines")] = False,
) -> dict[str, Any]:
    """Looks up where an order is."""
    return {"order": order_number, "state": "shipped", "full": full}


@server.tool(name="cancel-order", annotations=ToolAnnotations(destructive_hint=True))
def cancel_order(order_number: str, reason: str | None = None) -> str:
    """Cancels an order for good."""
    return f"cancelled {order_number} ({reason})"


@server.tool()
def place_order(customer: str, lines: list[Line], tags: list[str] | None = None) -> str:
    """Places an order."""
    return f"{customer}: {[line.model_dump() for line in lines]} {tags}"


@server.tool(annotations=ToolAnnotations(read_only_hint=True))
def surroundings(name: str) -> str:
    """Tells a variable of the server's environment."""
    return os.environ.get(name, "(unset)")


@server.tool(annotations=ToolAnnotations(read_only_hint=True))
def fails() -> str:
    """Always fails."""
    raise RuntimeError("the shop is closed")


@server.tool(annotations=ToolAnnotations(read_only_hint=True))
def picture() -> CallToolResult:
    """Answers with a picture and a word."""
    image = ImageContent(type="image", data="aGVsbG8=", mime_type="image/png")
    return CallToolResult(content=[image, TextContent(type="text", text="hello")])


@server.tool(annotations=ToolAnnotations(read_only_hint=True))
def long_text(size: int) -> str:
    """Answers with so many letters."""
    return "x" * size


if __name__ == "__main__":
    transport, *port = [*sys.argv[1:], "stdio"][:2] if len(sys.argv) < 3 else sys.argv[1:3]
    server.run(transport, **({} if transport == "stdio" else {"port": int(port[0])}))  # type: ignore[arg-type]  # the port alone
