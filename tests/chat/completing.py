"""What a client of OpenAI's chat API sends, and how it reads answers, chunks and errors."""

from typing import Any

import httpx
import orjson

COMPLETIONS = "/v1/chat/completions"
JSON = dict[str, Any]


def asking(*messages: JSON | str, **more: Any) -> JSON:
    """A request's body; texts are what the user says."""
    said = [{"role": "user", "content": one} if isinstance(one, str) else one for one in messages or ("Hello",)]
    return {"model": "miki", "messages": said, **more}


async def asked(client: httpx.AsyncClient, *messages: JSON | str, **more: Any) -> JSON:
    """The answer to a good request."""
    answer = await client.post(COMPLETIONS, json=asking(*messages, **more))
    assert answer.status_code == 200, answer.text
    found: JSON = answer.json()
    return found


async def streamed(client: httpx.AsyncClient, *messages: JSON | str, **more: Any) -> list[JSON]:
    """The chunks of a good request, which ends as it should."""
    answer = await client.post(COMPLETIONS, json=asking(*messages, stream=True, **more))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    frames = answer.text.removesuffix("\n\n").split("\n\n")
    assert frames.pop() == "data: [DONE]"
    return [orjson.loads(frame.removeprefix("data: ")) for frame in frames]


def refused(answer: httpx.Response, status: int, code: str | None, *unspoken: str) -> JSON:
    """The error of a refusal, in OpenAI's shape and without a trace of what was sent."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.headers["x-request-id"]
    [(name, error)] = answer.json().items()
    assert name == "error"
    assert error.keys() == {"message", "type", "param", "code"}
    assert error["code"] == code
    for words in ("Traceback", "site-packages", *unspoken):
        assert words not in answer.text
    found: JSON = error
    return found


def joined(chunks: list[JSON]) -> str:
    return "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks if chunk["choices"])
