"""Test calls of tools, outside of any agent: what would be sent, and the sending. They are no turns."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import assert_never

from parley.agents.schemas import Method, ToolKind, ToolSpec
from parley.core import http
from parley.core.config import Settings
from parley.core.errors import Busy, Conflict, InvalidInput
from parley.core.http import Outgoing, Reach
from parley.secrets.service import Vault
from parley.tools import arguments, outcome, webhook
from parley.tools.arguments import Given
from parley.tools.calls import CallAnswer, CallIn, CallOut, Fault, HttpRequest, McpRequest
from parley.tools.masks import Masks
from parley.tools.mcp.service import McpServers

_CHANGING = {Method.PUT, Method.PATCH, Method.DELETE}


class Trials:
    """Calls tools with the owner's secrets, `most` at a time: MAX_TOOL_CALLS unless given."""

    def __init__(self, settings: Settings, vault: Vault, servers: McpServers, *, most: int | None = None) -> None:
        self._settings = settings
        self._vault = vault
        self._servers = servers
        self._most = settings.max_tool_calls if most is None else most
        self._under_way = 0

    async def plan(self, owner: str, tool: ToolSpec, call: CallIn) -> CallOut:
        """What would be sent, secrets as references; Conflict for a tool that is not called from here."""
        request, faults = _request(tool, _given(call))
        unset = await self._vault.unset(owner, tool.secrets)
        to_fill = [*tool.lacking.values(), *(f"secret {name} (PUT /api/v1/secrets/{name})" for name in unset)]
        if isinstance(request, McpRequest) and request.server not in self._servers:
            to_fill.append(f"MCP server {request.server} ({self._servers.told})")
        return CallOut(tool=tool.name, kind=tool.kind, request=request, faults=faults, to_fill=to_fill)

    async def send(self, owner: str, tool: ToolSpec, call: CallIn, once: str | None = None) -> CallOut:
        """Send it, and what came back; with `once` as its Idempotency-Key where it may change something over HTTP.

        Conflict: something is still to be set, or a call that writes is not confirmed. InvalidInput: the values do not
        fit. Busy: too many under way. Unavailable: no answer, or not in time.
        """
        plan = await self.plan(owner, tool, call)
        if plan.faults:
            raise InvalidInput(f"The call cannot be sent. {arguments.told(plan.faults)}")
        self._check_ready(tool, plan, is_confirmed=call.confirm)
        secrets = {f"secret:{name}": await self._vault.value(owner, name) for name in tool.secrets}
        request, faults = _request(tool, _given(call, secrets))
        if faults:
            raise InvalidInput(f"A secret does not fit its place. {arguments.told(faults)}")
        if once is not None and isinstance(request, HttpRequest):
            request = _keyed(request, once)
        with self._place():
            answer = await self._sent(tool, request, Masks(secrets))
        return plan.model_copy(update={"answer": answer})

    def _check_ready(self, tool: ToolSpec, plan: CallOut, *, is_confirmed: bool) -> None:
        if plan.to_fill:
            hint = "" if self._settings.secrets_key or not tool.secrets else " This server needs SECRETS_KEY first."
            raise Conflict(f"The tool cannot be called yet; still to be set: {'; '.join(plan.to_fill)}.{hint}")
        if not is_confirmed and changes_something(tool, plan.request):
            is_mcp = tool.kind is ToolKind.MCP  # what its server does not declare as reading counts as writing
            deed = "may write: the server does not say otherwise" if is_mcp else "really writes"
            raise Conflict(f'This call {deed}; send it with "confirm": true in the body if that is meant.')

    @contextmanager
    def _place(self) -> Iterator[None]:
        if self._under_way >= self._most:
            limits = "MAX_TOOL_CALLS, in chats CHAT_TOOL_CALLS"
            raise Busy(f"As many calls of tools are under way as may be ({limits}); try again in a moment.")
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1

    async def _sent(self, tool: ToolSpec, request: HttpRequest | McpRequest, masks: Masks) -> CallAnswer:
        timeout_s = min(float(tool.timeout_s), self._settings.tool_timeout_seconds)
        max_bytes = self._settings.tool_answer_bytes
        began = time.perf_counter()
        if isinstance(request, McpRequest):
            said = await self._servers.call(request, timeout_s=timeout_s)
            answer = outcome.of_mcp(said, masks, max_bytes)
        else:
            reach = Reach(self._settings.http_allow_hosts, timeout_s, max_bytes)
            address, content = webhook.address(request), webhook.content(request)
            outgoing = Outgoing(request.method.value, address, request.headers, content)
            answer = outcome.of_http(await http.send(outgoing, reach), masks, max_bytes)
        return answer.model_copy(update={"elapsed_ms": round(1_000 * (time.perf_counter() - began))})


def changes_something(tool: ToolSpec, request: HttpRequest | McpRequest) -> bool:
    """Whether a call may do more than read: the tool says so, or its method."""
    return tool.writes or (isinstance(request, HttpRequest) and request.method in _CHANGING)


def _keyed(request: HttpRequest, once: str) -> HttpRequest:
    if request.method is Method.GET or any(name.lower() == "idempotency-key" for name in request.headers):
        return request
    return request.model_copy(update={"headers": {**request.headers, "Idempotency-Key": once}})


def _given(call: CallIn, secrets: Mapping[str, str] | None = None) -> Given:
    values = call.model_dump(include={"arguments", "variables"})
    return Given(**values) if secrets is None else Given(**values, secret=secrets.__getitem__)


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
