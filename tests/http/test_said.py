"""Messages that say nothing are refused before anything answers them."""

import httpx
import pytest

from tests.http.calls import SESSIONS, start


@pytest.mark.parametrize("message", ["   ", "\n\t ", "\u200b\u200d", "\u3000", "\ufeff \u2060"])
async def test_message_without_anything_to_read_gets_422(client: httpx.AsyncClient, message: str) -> None:
    turn = await start(client)
    path = f"{SESSIONS}/{turn['session_id']}/message"
    for refused in (
        await client.post(path, json={"message": message}),
        await client.post(f"{SESSIONS}/create", json={"initial_message": message}),
    ):
        assert refused.status_code == 422
        assert "says nothing" in refused.text


@pytest.mark.parametrize("message", ["👍", "?", "2", "是", " ok "])
async def test_message_of_a_single_sign_is_answered(client: httpx.AsyncClient, message: str) -> None:
    turn = await start(client)
    answer = await client.post(f"{SESSIONS}/{turn['session_id']}/message", json={"message": message})
    assert answer.status_code == 200
