"""Test calls of tools, outside of any agent: what would be sent. They are no turns and change nothing."""

from typing import assert_never

from parley.agents.schemas import ToolKind, ToolSpec
from parley.core.errors import Conflict
from parley.secrets.service import Vault
from parley.tools import arguments, webhook
from parley.tools.arguments import Given
from parley.tools.calls import CallIn, CallOut, Fault, HttpRequest, McpRequest


class Trials:
    """Tries tools with the owner's secrets."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def plan(self, owner: str, tool: ToolSpec, call: CallIn) -> CallOut:
        """What would be sent, secrets as references; Conflict for a tool that is not called from here."""
        request, faults = _request(tool, Given(**call.model_dump(include={"arguments", "variables"})))
        unset = await self._vault.unset(owner, tool.secrets)
        to_fill = [*tool.lacking.values(), *(f"secret {name} (PUT /api/v1/secrets/{name})" for name in unset)]
        return CallOut(tool=tool.name, kind=tool.kind, request=request, faults=faults, to_fill=to_fill)


def _request(tool: ToolSpec, given: Given) -> tuple[HttpRequest | McpRequest, list[Fault]]:
    match tool.kind:
        case ToolKind.WEBHOOK:
            return webhook.request(tool, given)
        case ToolKind.MCP:
            return _mcp_request(tool, given)
        case ToolKind.BUILTIN:
            raise Conflict("This tool is the voice platform's own: it runs in calls there and cannot be tested here.")
        case ToolKind.CLIENT:
            raise Conflict("This tool runs in the caller's client and cannot be tested here.")
        case ToolKind.FUNCTION:
            raise Conflict("This tool is code of yours without an address and cannot be tested here.")
    assert_never(tool.kind)


def _mcp_request(tool: ToolSpec, given: Given) -> tuple[McpRequest, list[Fault]]:
    if tool.mcp is None:
        raise Conflict("This tool names no MCP server; put its `mcp` in (server and tool), or import it anew.")
    settled = arguments.settle(tool, given)
    values = arguments.nested(settled.values, settled.faults)
    return McpRequest(server=tool.mcp.server, name=tool.mcp.tool, arguments=values), settled.faults
