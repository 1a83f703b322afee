"""What does not fit is refused with the documented status, says nothing of what was sent, and stores nothing."""

import itertools
from typing import Any

import httpx
import pytest

from tests.http.calls import SESSIONS, UNKNOWN_ID, assert_unknown_session, finish, get, refused, say, start

CANARY = "canary-4711"
ODD_IDS = [
    UNKNOWN_ID,
    UNKNOWN_ID.upper(),
    "x" * 5_000,
    "%00",
    "%ED%A0%80",
    "%FF",
    "..%2F..%2Fetc%2Fpasswd",
    "'%3B%20DROP%20TABLE%20sessions%3B%20--",
    "%E2%80%AE%F0%9F%92%A9",
    "{id}",
    "-1",
    "null",
]
UNFIT_MESSAGES: list[Any] = [
    {},
    {"message": None},
    {"message": 7},
    {"message": ["hi"]},
    {"message": {"text": "hi"}},
    {"message": ""},
    {"message": "x" * 10_001},
    {"message": f"{CANARY}\x00"},
    {"message": f"{CANARY}\x1b[31m"},
    {"message": "hi", CANARY: True},
    {"message": "hi", "<script>": CANARY},
    [],
    "hi",
    7,
    None,
]
UNREADABLE = [
    b"",
    b"{",
    b"\xff\xfe\x00",
    b'{"message": "canary-4711" "}',
    b'{"message": "\\ud800"}',
    b'{"message": "canary-4711 \\udfff\\ud800"}',
    b'{"\\ud800": "canary-4711", "message": "hi"}',
    b'{"message": NaN}',
    b'{"message": Infinity}',
    b'{"message": "hi", "n": NaN}',
    b'{"message": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    b"[" * 200_000,
    b'{"message": 1' + b"0" * 5_000 + b"}",
    b"message=hi",
]


UNFIT_SESSIONS: list[dict[str, Any]] = [
    {"initial_message": "x" * 10_001},
    {"initial_message": "\x00"},
    {"initial_message": ""},
    {"language": "Klingon!"},
    {"agent_id": "\x00"},
    {"agent_id": 7},
    {"budget": 5},
    {"budget": {"max_turns": 0}},
    {"budget": {"max_turns": -1}},
    {"budget": {"max_turns": True}},
    {"budget": {"max_tokens": "30"}},
    {"budget": {"max_tokens": 10**30}},
    {"budget": {"max_tokens": 1.5}},
    {"budget": {"max_tokens": "many"}},
    {"budget": {"max_money": 1}},
    {"owner": "eve"},
    {"session_id": UNKNOWN_ID},
]
ODD_TEXTS = [
    "{{ 7 * 7 }} {% for x in y %}",
    "<script>alert(1)</script>",
    "'; DROP TABLE messages; --",
    "../../../etc/passwd",
    "مرحبا بالعالم 👩‍👩‍👧‍👦 \u202e",
    "line one\r\n\tline two",
    "%s %d {0} $(id) `id`",
    "?",
]


@pytest.fixture
async def session_id(client: httpx.AsyncClient) -> str:
    """A session with one answered turn."""
    return str((await start(client, "A receptionist for a hotel."))["session_id"])


async def stored(client: httpx.AsyncClient, session_id: str) -> Any:
    """All that a client can see of a session."""
    base = f"{SESSIONS}/{session_id}"
    return [await get(client, path) for path in (base, f"{base}/messages", f"{base}/brief", f"{base}/tools")]


async def test_unfit_messages_are_refused(
    client: httpx.AsyncClient, session_id: str, subtests: pytest.Subtests
) -> None:
    before = await stored(client, session_id)
    for body in UNFIT_MESSAGES:
        with subtests.test(body=repr(body)[:40]):
            problem = refused(await client.post(f"{SESSIONS}/{session_id}/message", json=body), 422, "<script>")
            assert problem["errors"]
            assert f"{CANARY}\\u0000" not in str(problem)
    assert await stored(client, session_id) == before


async def test_unreadable_bodies_are_refused(
    client: httpx.AsyncClient, session_id: str, subtests: pytest.Subtests
) -> None:
    before = await stored(client, session_id)
    for content, path in itertools.product(UNREADABLE, (f"{SESSIONS}/{session_id}/message", f"{SESSIONS}/create")):
        with subtests.test(content=content[:40], path=path):
            answer = await client.post(path, content=content, headers={"Content-Type": "application/json"})
            refused(answer, 422, CANARY)
    assert await stored(client, session_id) == before


async def test_body_of_another_type_is_refused(api: httpx.AsyncClient, subtests: pytest.Subtests) -> None:
    path = f"{SESSIONS}/{(await start(api))['session_id']}/message"
    for kind in ("text/plain", "application/xml", "application/x-www-form-urlencoded", "garbage", ""):
        with subtests.test(kind=kind):
            refused(await api.post(path, content=b'{"message": "hi"}', headers={"Content-Type": kind}), 422)


async def test_refusals_say_in_words_what_would_fit(api: httpx.AsyncClient, subtests: pytest.Subtests) -> None:
    path = f"{SESSIONS}/{(await start(api))['session_id']}"
    json_sent = {"Content-Type": "application/json"}
    for content, headers, words in (
        (b'{"msg": "hi"}', json_sent, ("body.message: Field required", "body.msg: Extra inputs are not permitted")),
        (b'{"message": ""}', json_sent, ("at least 1 character",)),
        (b'{"message": "\\u0000"}', json_sent, ("contains control characters",)),
        (b"{message: hi}", json_sent, ("JSON decode error",)),
        (b'{"message": "hi"}', {}, ("Content-Type: application/json",)),
    ):
        with subtests.test(content=content):
            problem = refused(await api.post(f"{path}/message", content=content, headers=headers), 422)
            assert [said for said in words if said not in problem["detail"]] == []
    answer = await api.patch(f"{path}/brief", json={"channel": "telepathy", "tone": "warm"})
    problem = refused(answer, 422, "telepathy")
    assert "body.channel: Input should be 'voice', 'chat' or 'both'" in problem["detail"]
    assert "body.tone: Input should be a valid list" in problem["detail"]


async def test_unfit_sessions_are_not_created(client: httpx.AsyncClient, subtests: pytest.Subtests) -> None:
    for body in UNFIT_SESSIONS:
        with subtests.test(body=str(body)[:40]):
            refused(await client.post(f"{SESSIONS}/create", json=body), 422, "Klingon", "eve")
    assert (await get(client, SESSIONS))["items"] == []


async def test_message_of_ten_thousand_characters_is_taken(client: httpx.AsyncClient, session_id: str) -> None:
    message = ("It answers the phone. " * 500)[:10_000]
    assert len(message) == 10_000
    await say(client, session_id, message)
    messages = await get(client, f"{SESSIONS}/{session_id}/messages")
    assert messages["items"][2]["content"] == message


async def test_odd_text_is_data_and_comes_back_as_it_was(client: httpx.AsyncClient, session_id: str) -> None:
    for message in ODD_TEXTS:
        await say(client, session_id, message)
    messages = (await get(client, f"{SESSIONS}/{session_id}/messages"))["items"]
    assert [item["content"] for item in messages[2::2]] == ODD_TEXTS
    assert "49" not in messages[3]["content"]


async def test_odd_ids_are_not_found(client: httpx.AsyncClient, subtests: pytest.Subtests) -> None:
    for odd in ODD_IDS:
        with subtests.test(id=odd[:40]):
            await assert_unknown_session(client, f"{SESSIONS}/{odd}")
            for path in ("", "/versions", "/versions/1", "/export/native", f"/export/{odd}"):
                refused(await client.get(f"/api/v1/agents/{odd}{path}"), 404)


async def test_text_that_normalising_makes_too_long_is_refused(client: httpx.AsyncClient, session_id: str) -> None:
    path = f"{SESSIONS}/{session_id}/brief"
    refused(await client.patch(path, json={"name": "\u0958" * 300}), 422)
    assert (await client.patch(path, json={"name": "\u0958" * 150})).status_code == 200
    assert (await get(client, path))["name"]["value"] == "\u0915\u093c" * 150
    await say(client, session_id, "By phone.")


async def test_controls_and_length_count_before_blanks_are_cut_off(
    client: httpx.AsyncClient, session_id: str, subtests: pytest.Subtests
) -> None:
    path = f"{SESSIONS}/{session_id}/brief"
    for odd in ("\n\f", "\x0bnoon", "noon\x1c", "\x85noon", "noon" + " " * 2_000):
        with subtests.test(odd=repr(odd[:9])):
            refused(await client.patch(path, json={"hours": odd}), 422)
    assert (await client.patch(path, json={"hours": " \n noon\t"})).status_code == 200
    assert (await get(client, path))["hours"]["value"] == "noon"


async def test_unknown_platform_is_not_found(client: httpx.AsyncClient) -> None:
    agent_id = (await finish(client))["agent_id"]
    problem = refused(await client.get(f"/api/v1/agents/{agent_id}/export/nokia"), 404, "nokia")
    assert {"native", "elevenlabs", "pipecat"} <= set(problem["platforms"])
    for version in ("0", "-1", "x", "1e9", "9" * 30):
        answer = await client.get(f"/api/v1/agents/{agent_id}/export/native", params={"version": version})
        refused(answer, 422)


async def test_tools_with_blanks_or_controls_in_their_address_are_refused(
    client: httpx.AsyncClient, session_id: str, subtests: pytest.Subtests
) -> None:
    tool = {"name": "stock", "kind": "webhook", "title": "Stock", "description": "Looks up the stock."}
    path = f"{SESSIONS}/{session_id}/tools/stock"
    for odd in (
        "\x00",
        "\t",
        "\n",
        "\x1c",
        " ",
        "\x7f",
        "\x85",
        "\xa0",
        "\u1680",
        "\u2003",
        "\u2028",
        "\u3000",
        "\ufeff",
    ):
        with subtests.test(odd=repr(odd)):
            refused(await client.put(path, json={**tool, "url": f"https://example.com/{odd}items"}), 422)
    refused(await client.put(path, json={**tool, "description": "Looks\x00 it up."}), 422)
    taken = {**tool, "url": "https://büro.example.com/{item}?q=größe&at[]=1"}
    assert (await client.put(path, json=taken)).status_code == 200
    assert (await get(client, path))["url"] == taken["url"]


async def test_header_values_that_would_begin_another_header_are_refused(
    client: httpx.AsyncClient, session_id: str, subtests: pytest.Subtests
) -> None:
    tool = {"name": "stock", "kind": "webhook", "title": "Stock", "description": "Looks up the stock."}
    path = f"{SESSIONS}/{session_id}/tools/stock"
    for odd in ("\r\nX-Admin: yes", "\n", "\x00", "\x85"):
        with subtests.test(odd=repr(odd)):
            refused(await client.put(path, json={**tool, "headers": {"X-Shop": f"leeds{odd}"}}), 422)
            refused(await client.put(path, json={**tool, "auth": {"kind": "bearer", "prefix": f"Bearer{odd}"}}), 422)
    taken = {**tool, "headers": {"X-Shop": "Zürich, 1"}}
    assert (await client.put(path, json=taken)).status_code == 200
    assert (await get(client, path))["headers"] == taken["headers"]


async def test_body_over_the_limit_is_too_large(client: httpx.AsyncClient, session_id: str) -> None:
    before = await stored(client, session_id)
    huge = b'{"message": "' + b"x" * 2_000_000 + b'"}'

    async def chunks() -> Any:
        for begin in range(0, len(huge), 65_536):
            yield huge[begin : begin + 65_536]

    for content in (huge, chunks()):
        answer = await client.post(
            f"{SESSIONS}/{session_id}/message", content=content, headers={"Content-Type": "application/json"}
        )
        assert refused(answer, 413)["max_bytes"] == 1_000_000
    refused(await client.put(f"{SESSIONS}/{session_id}/tools/x", content=huge), 413)
    assert await stored(client, session_id) == before


async def test_chunked_body_within_the_limit_is_read_whole(client: httpx.AsyncClient, session_id: str) -> None:
    async def chunks() -> Any:
        for piece in (b'{"mess', b'age": ', b'"By phone."}'):
            yield piece

    path = f"{SESSIONS}/{session_id}/message"
    answer = await client.post(path, content=chunks(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 200
    assert (await get(client, f"{SESSIONS}/{session_id}/messages"))["items"][2]["content"] == "By phone."
