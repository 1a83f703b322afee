"""The operator's file of MCP servers: what other programs' files hold is taken, and what is wrong is one line."""

import json
from pathlib import Path
from typing import Any

import pytest

from parley.core.errors import ConfigError
from parley.tools.mcp import servers
from tests.conftest import make_settings


def written(folder: Path, held: Any) -> str:
    """The path of a file that holds this."""
    file = folder / "mcp.json"
    file.write_text(held if isinstance(held, str) else json.dumps(held))
    return str(file)


def loaded(folder: Path, held: Any) -> dict[str, servers.Server]:
    return dict(servers.load(make_settings(mcp_servers=written(folder, held))))


def test_without_a_file_there_are_none() -> None:
    assert servers.load(make_settings()) == {}


def test_every_usual_form_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_TOKEN", "t0ken")
    found = loaded(
        tmp_path,
        {
            "mcpServers": {
                "files": {"command": "npx", "args": ["-y", "x"], "env": {"A": "b"}, "cwd": "/srv", "alwaysAllow": []},
                "far": {"url": "https://mcp.example.com/v1", "headers": {"Authorization": "Bearer ${SHOP_TOKEN}"}},
                "old": {"type": "sse", "url": "${BASE:-https://old.example.com}/sse"},
                "new": {"type": "streamable-http", "url": "https://new.example.com/mcp", "timeout": 5},
                "off": {"disabled": True},
            },
            "theme": "dark",
        },
    )
    assert {name: server.type for name, server in found.items()} == {
        "files": "stdio",
        "far": "http",
        "old": "sse",
        "new": "http",
    }
    assert (found["files"].args, found["files"].env, found["files"].cwd) == (["-y", "x"], {"A": "b"}, "/srv")
    assert found["far"].headers == {"Authorization": "Bearer t0ken"}
    assert found["old"].url == "https://old.example.com/sse"
    assert [server.place for server in found.values()] == [
        "npx",
        "mcp.example.com",
        "old.example.com",
        "new.example.com",
    ]


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("not JSON", "is not a JSON object"),
        ("[]", "is not a JSON object"),
        ("[" * 100_000, "is not a JSON object"),
        ("{}", "has no object “mcpServers”"),
        ({"mcpServers": []}, "has no object “mcpServers”"),
        ({"mcpServers": {str(number): {"command": "x"} for number in range(101)}}, "at most 100 servers"),
        ({"mcpServers": {"shop": "npx"}}, "server shop: takes an object with a command or a url"),
        ({"mcpServers": {"shop": {}}}, "server shop: needs a command, or a url"),
        ({"mcpServers": {"shop": {"type": "http"}}}, "server shop: needs a url"),
        ({"mcpServers": {"shop": {"type": "carrier pigeon", "command": "x"}}}, "server shop: type"),
        ({"mcpServers": {"shop": {"command": "x", "args": "y"}}}, "server shop: args"),
        ({"mcpServers": {"shop": {"url": "ftp://x"}}}, "server shop: url"),
        ({"mcpServers": {"shop": {"url": "http://x", "headers": {"A": "b\r\nC: d"}}}}, "server shop: headers"),
        ({"mcpServers": {"shop": {"command": "${UNHEARD_OF}"}}}, "server shop: the environment has no UNHEARD_OF"),
        ({"mcpServers": {"a\nb": {"command": "x"}}}, "server with a name that is no name"),
    ],
)
def test_wrong_file_is_one_line_that_says_where(tmp_path: Path, held: Any, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, held)
    assert str(caught.value).startswith("MCP_SERVERS: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        servers.load(make_settings(mcp_servers=str(tmp_path / "none.json")))
