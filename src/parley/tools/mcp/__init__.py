"""MCP servers as a source of tools. They come from the operator's file (MCP_SERVERS), never from a user."""
