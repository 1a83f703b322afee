"""Documents over HTTP: JSON, a file or plain text; what they add, what they cost, and what is refused."""

import httpx
import pytest

from tests.http.calls import SESSIONS, get, refused, say, start

FAQ = "# Opening hours\nMonday to Friday, 9 to 17\n\nQ: Where do you park?\nA: Behind the house.\n"


async def test_document_adds_to_the_brief_and_the_question_stays_open(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A friendly phone receptionist for a dental clinic that books appointments.")
    base = f"{SESSIONS}/{turn['session_id']}"
    answer = await client.post(f"{base}/documents", json={"text": FAQ})
    assert answer.status_code == 200, answer.text
    added = answer.json()
    assert {change["path"] for change in added["changes"]} == {"/brief/facts", "/brief/hours"}
    assert all(change["because"] in FAQ for change in added["changes"])
    assert (added["stage"], added["options"]) == (turn["stage"], turn["options"])
    messages = (await get(client, f"{base}/messages"))["items"]
    assert [item["content"] for item in messages if item["role"] == "user"][-1] == FAQ
    await say(client, turn["session_id"], "undo")
    assert (await get(client, f"{base}/brief"))["facts"] is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
async def test_file_and_plain_text_are_read_alike(client: httpx.AsyncClient, encoding: str) -> None:
    for body in (
        {"files": {"file": ("faq.md", FAQ.encode(encoding))}},
        {"content": FAQ.encode(encoding), "headers": {"Content-Type": "text/markdown"}},
    ):
        base = f"{SESSIONS}/{(await start(client))['session_id']}"
        answer = await client.post(f"{base}/documents", **body)  # type: ignore[arg-type] - a union of two calls
        assert answer.status_code == 200, answer.text
        assert (await get(client, f"{base}/brief"))["hours"]["value"] == "Monday to Friday, 9 to 17"


async def test_same_document_under_one_key_is_taken_once(client: httpx.AsyncClient) -> None:
    base = f"{SESSIONS}/{(await start(client))['session_id']}"
    sent = [
        await client.post(f"{base}/documents", json={"text": FAQ}, headers={"Idempotency-Key": "faq"}) for _ in range(2)
    ]
    assert sent[0].content == sent[1].content
    assert (await get(client, f"{base}/status"))["turns"] == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"json": {"text": ""}}, ""),
        ({"json": {"text": "x" * 200_001}}, ""),
        ({"json": {"words": "x"}}, ""),
        ({"json": [1]}, ""),
        ({"content": b"%PDF-1.7 \xff", "headers": {"Content-Type": "text/plain"}}, "PDF"),
        ({"files": {"file": ("a.docx", b"PK\x03\x04....")}}, "office document"),
        ({"files": {"file": ("a.txt", b"\xff\xfa\xfb")}}, "UTF-8"),
        ({"files": {"other": ("a.txt", b"hello")}}, "`file`"),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data; boundary=y"}}, "`file`"),
        ({"content": b"hello", "headers": {"Content-Type": "application/pdf"}}, "text/plain"),
        ({"content": b"a\x00b", "headers": {"Content-Type": "text/plain"}}, ""),
    ],
)
async def test_what_is_no_text_is_refused_and_changes_nothing(
    client: httpx.AsyncClient, body: dict[str, object], words: str
) -> None:
    base = f"{SESSIONS}/{(await start(client))['session_id']}"
    problem = refused(await client.post(f"{base}/documents", **body), 422)  # type: ignore[arg-type] - httpx's own types
    assert words in problem["detail"]
    assert (await get(client, f"{base}/status"))["turns"] == 0


async def test_200_000_characters_are_read(client: httpx.AsyncClient) -> None:
    base = f"{SESSIONS}/{(await start(client))['session_id']}"
    text = ("Q: Where do you park number {}?\nA: Behind the house.\n\n" * 3_000)[:200_000]
    answer = await client.post(f"{base}/documents", json={"text": text})
    assert answer.status_code == 200, answer.text
    assert len((await get(client, f"{base}/brief"))["facts"]["value"]) <= 50
