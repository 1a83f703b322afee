"""The operator's MCP servers as other parts use them. The MCP library is loaded by the first conversation."""

from parley.core.config import Settings
from parley.core.errors import InvalidInput
from parley.tools.calls import McpRequest, McpSaid
from parley.tools.mcp import servers
from parley.tools.mcp.servers import Server
from parley.tools.mcp.source import McpSource


class McpServers:
    """Finds servers by name and talks with them. ConfigError when the file is wrong; it is read once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._servers = servers.load(settings)

    def __contains__(self, name: str) -> bool:
        return name in self._servers

    @property
    def told(self) -> str:
        """Which there are, in words."""
        if not self._servers:
            return "this server has no MCP servers; its operator lists them in the file MCP_SERVERS"
        return f"there are: {', '.join(self._servers)}"

    async def source(self, name: str) -> McpSource:
        """What a server offers now; InvalidInput, Unavailable."""
        from parley.tools.mcp import client

        server, settings = self._find(name), self._settings
        timeout_s, max_tools = settings.mcp_timeout_seconds, settings.mcp_max_tools
        return McpSource(name, await client.list_tools(server, timeout_s=timeout_s, max_tools=max_tools))

    async def call(self, request: McpRequest, *, timeout_s: float) -> McpSaid:
        """Call a tool once; InvalidInput, Unavailable."""
        from parley.tools.mcp import client

        server = self._find(request.server)
        return await client.call_tool(server, request.name, request.arguments, timeout_s=timeout_s)

    def _find(self, name: str) -> Server:
        if name not in self._servers:
            raise InvalidInput(f"There is no MCP server of that name: {self.told}.")
        return self._servers[name]
