"""What a test call came back with, as it is shown: bounded, a safe part of the headers, secrets masked."""

import json

from parley.core.http import Answered
from parley.tools.calls import CallAnswer, McpSaid
from parley.tools.masks import Masks

_TOLD = frozenset(
    {"content-type", "content-length", "content-encoding", "date", "etag", "last-modified", "location", "allow"}
    | {"retry-after", "www-authenticate", "x-request-id", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"}
)
_LONGEST_HEADER = 300


def of_http(answered: Answered, masks: Masks, max_bytes: int) -> CallAnswer:
    """An HTTP answer; a redirect is shown, since it was not followed."""
    headers = {name.lower(): value for name, value in answered.headers.items()}
    notes = [_cut(max_bytes)] if answered.is_cut else []
    body = masks.body(answered.content, is_cut=answered.is_cut) if answered.content else None
    if headers.get("content-encoding", "identity") != "identity":
        body, notes = None, ["The body is left out: it came compressed, although that was not asked for."]
    shown = {name: masks.text(value)[:_LONGEST_HEADER] for name, value in headers.items() if name in _TOLD}
    is_error = answered.status >= 400
    return CallAnswer(status=answered.status, is_error=is_error, headers=shown, body=body, note=" ".join(notes))


def of_mcp(said: McpSaid, masks: Masks, max_bytes: int) -> CallAnswer:
    """What an MCP server answered: its structured content, or else its text."""
    if said.structured is not None:
        content = json.dumps(said.structured, ensure_ascii=False).encode()
    else:
        content = "\n".join(said.texts).encode("utf-8", "replace")
    is_cut = len(content) > max_bytes
    notes = [_cut(max_bytes)] if is_cut else []
    if said.others and said.structured is None:
        notes.append(f"Left out, being no text: {', '.join(said.others)}.")
    body = masks.body(content[:max_bytes], is_cut=is_cut) if content else None
    return CallAnswer(status=None, is_error=said.is_error, headers={}, body=body, note=" ".join(notes))


def _cut(max_bytes: int) -> str:
    return f"The body is cut: the first {max_bytes:,} bytes are shown (TOOL_ANSWER_BYTES)."
