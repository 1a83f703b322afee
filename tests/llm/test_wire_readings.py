"""Bytes to messages, without a network: however they are cut, and whatever servers make of their protocols."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.llm.errors import ModelBusy, ModelError, ModelMisconfigured, ModelNonsense, ModelRefused, ModelUnavailable
from parley.llm.schemas import Finish, ModelConfig, Offer, Role, Said, Talked, TalkRequest, Vendor
from parley.llm.wire import anthropic, ollama, openai
from parley.llm.wire.dialect import Dialect
from parley.llm.wire.frames import Events, Frames, Lines
from tests.scripted import protocols, streaming
from tests.scripted.replies import Protocol, Reply

REQUEST = TalkRequest("You book.", (Said(Role.USER, "Tuesday?"),), (Offer("find", "Finds.", {"type": "object"}),))
DIALECTS = {
    Protocol.OPENAI: openai.DIALECT,
    Protocol.OLLAMA: ollama.DIALECT,
    Protocol.ANTHROPIC: anthropic.DIALECT,
}
VENDORS = {Protocol.OPENAI: Vendor.DEEPSEEK, Protocol.OLLAMA: Vendor.OLLAMA, Protocol.ANTHROPIC: Vendor.ANTHROPIC}
NAMES = st.text("abc_", min_size=1, max_size=5)
ARGUMENTS = st.dictionaries(NAMES, st.text(st.characters(codec="utf-8"), max_size=8) | st.integers(-9, 9), max_size=3)
CALLS = st.lists(st.tuples(NAMES, ARGUMENTS), max_size=3).map(tuple)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)


def cut(whole: bytes, places: list[int]) -> list[bytes]:
    """The same bytes in chunks."""
    ends = sorted(place % (len(whole) + 1) for place in places)
    pairs = zip([0, *ends], [*ends, len(whole)], strict=True)
    return [chunk for start, end in pairs if (chunk := whole[start:end])]


def read(dialect: Dialect, chunks: list[bytes]) -> tuple[Talked, list[str]]:
    """As the client reads them."""
    frames, reading = dialect.frames(), dialect.reading()
    heard = [reading.read(frames.feed(chunk)) for chunk in chunks]
    if not reading.is_over:
        heard.append(reading.rest(frames.rest()))
    reading.end()
    return reading.talked(REQUEST), heard


def written(protocol: Protocol, reply: Reply) -> bytes:
    """A whole stream."""
    config = ModelConfig(vendor=VENDORS[protocol], model="m")
    asked = protocols.read(protocol, DIALECTS[protocol].body(config, REQUEST), {})
    return b"".join(streaming.write(asked, reply)[1])


@pytest.mark.parametrize("protocol", list(Protocol))
@given(text=TEXTS, calls=CALLS, size=st.integers(1, 9), places=st.lists(st.integers(0, 10_000), max_size=40))
def test_chunks_do_not_matter(
    protocol: Protocol, text: str, calls: tuple[tuple[str, dict[str, Any]], ...], size: int, places: list[int]
) -> None:
    whole = written(protocol, Reply(text, calls=calls, piece=size))
    talked, heard = read(DIALECTS[protocol], cut(whole, places))
    assert "".join(heard) == talked.text == text
    assert tuple((call.name, call.arguments) for call in talked.calls) == calls
    assert talked.finish is (Finish.CALLS if calls else Finish.STOP)
    assert (talked.spent.input_tokens, talked.spent.output_tokens) == (100, 20)


@pytest.mark.parametrize("made", [Events, Lines])
@given(
    whole=st.binary(max_size=80) | st.text("data: \r\n{}x", max_size=80).map(str.encode), places=st.lists(st.integers())
)
def test_payloads_are_the_same_in_any_chunks(made: Callable[[], Frames], whole: bytes, places: list[int]) -> None:
    at_once, bit_by_bit = made(), made()
    expected = at_once.feed(whole) + at_once.rest()
    assert [found for chunk in cut(whole, places) for found in bit_by_bit.feed(chunk)] + bit_by_bit.rest() == expected


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"data: 1\n\ndata:2\n\n", [b"1", b"2"]),
        (b"data: 1\r\n\r\ndata: 2\r\n\r\n", [b"1", b"2"]),
        (b"data: 1\r\rdata: 2\r\r", [b"1", b"2"]),
        (b": hello\nid: 7\nevent: a\nretry: 5\ndata: 1\n\n:\n\n", [b"1"]),
        (b"data: {\ndata: }\n\n", [b"{\n}"]),
        (b"\xef\xbb\xbfdata: 1\n\n\xef\xbb\xbfdata: 2\n\n", [b"1"]),
        (b"datas: 1\n\ndata\n\nevent: x\n\n", []),
        (b"data: 1\n\ndata: 2", [b"1", b"2"]),
    ],
    ids=["usual", "crlf", "cr", "other fields", "several lines", "mark", "no data", "unended"],
)
def test_events_are_read_as_the_standard_has_them(sent: bytes, expected: list[bytes]) -> None:
    events = Events()
    assert events.feed(sent) + events.rest() == expected


def test_lines_may_be_blank_and_end_as_they_like() -> None:
    lines = Lines()
    assert lines.feed(b'{"a":1}\r\n\n  \n{"b"') + lines.rest() == [b'{"a":1}\r', b'{"b"']


def openai_stream(*events: object, done: bool = True) -> list[bytes]:
    """Such events as chunks, and the end."""
    said = [event if isinstance(event, bytes) else orjson.dumps(event) for event in events]
    return [b"data: " + event + b"\n\n" for event in (*said, *([b"[DONE]"] if done else []))]


def delta(finish: str | None = None, **fields: Any) -> dict[str, Any]:
    """An event of OpenAI's."""
    return {"choices": [{"index": 0, "delta": fields, "finish_reason": finish}]}


def fragment(arguments: Any, name: str | None = None, **fields: Any) -> dict[str, Any]:
    """A part of a call."""
    return delta(tool_calls=[{**fields, "function": {"name": name, "arguments": arguments}}])


@pytest.mark.parametrize(
    "events",
    [
        [delta(content="Hi"), delta(content=" you", finish="stop")],
        [delta(role="assistant", content=""), delta(content="Hi"), delta(content=" you"), delta("stop")],
        [delta(reasoning_content="Hm"), delta(reasoning="Hm"), delta(content="Hi you"), delta("eos")],
        [delta(content=[{"type": "thinking", "thinking": []}, {"type": "text", "text": "Hi you"}]), delta("stop")],
        [delta(refusal="Hi"), delta(content=None, refusal=" you"), delta("stop")],
        [{"choices": []}, delta(content="Hi you"), {"choices": None, "usage": None}],
        [b'{"choices":[{"delta":{"content":"H\\u0069\\u0000 you"}}]}', delta("stop")],
    ],
    ids=["with finish", "role first", "thoughts", "parts", "refusal", "no finish", "escapes and NUL"],
)
def test_words_of_compatible_servers_are_found(events: list[object]) -> None:
    talked, heard = read(openai.DIALECT, openai_stream(*events))
    assert talked.text == "".join(heard) == "Hi you"
    assert talked.finish is Finish.STOP


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<think>Hm</think>\n\nHi you", "Hi you"),
        ("\n<think>\n\n</think>\n\nHi < you", "Hi < you"),
        ("<think>Hm < </thi </think>Hi <think>you</think>", "Hi <think>you</think>"),
        ("<think>Hm", ""),
        ("<think>Hm</think> \n", ""),
        ("<thin", "<thin"),
        ("<thinking> of you", "<thinking> of you"),
        (" \n<p>Hi", " \n<p>Hi"),
        (" ", " "),
    ],
)
@pytest.mark.parametrize("protocol", list(Protocol))
@pytest.mark.parametrize("size", [1, 4, 99])
def test_thoughts_among_the_words_are_not_heard(protocol: Protocol, size: int, text: str, expected: str) -> None:
    talked, heard = read(DIALECTS[protocol], [written(protocol, Reply(text, piece=size))])
    bits, pieces = read(DIALECTS[protocol], [bytes([byte]) for byte in written(protocol, Reply(text, piece=size))])
    assert "".join(heard) == talked.text == bits.text == "".join(pieces) == expected


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b'"a\\ud83d\\ude00b"', "a😀b"),
        (b'"a\\ud83db"', "a\ufffdb"),
        (b'"a\xffb"', "a\ufffdb"),
    ],
    ids=["pair", "lone", "not UTF-8"],
)
def test_broken_characters_are_replaced(sent: bytes, expected: str) -> None:
    event = b'{"choices":[{"delta":{"content":' + sent + b"}}]}"
    assert read(openai.DIALECT, openai_stream(event, delta("stop")))[0].text == expected


@pytest.mark.parametrize(
    "events",
    [
        [fragment("", "one", index=0, id="a"), fragment('{"x":', index=0), fragment("1}", index=0)],
        [fragment('{"x":', "one", index=0, id="a"), fragment("1}", "one", index=0, id="")],
        [fragment({"x": 1}, "one", index=0, id="a")],
        [fragment('{"x":1}', "one", id="a")],
        [fragment(None, "one", index=3), fragment('{"x":', index=3), fragment("1}", index=3)],
        [fragment('{"x":', "one", id="a"), fragment("1}")],
    ],
    ids=["usual", "name repeated", "object", "no index", "no id", "nothing to go by"],
)
def test_fragments_become_a_call(events: list[object]) -> None:
    talked, _ = read(openai.DIALECT, openai_stream(*events, delta("stop")))
    assert [(call.name, call.arguments) for call in talked.calls] == [("one", {"x": 1})]
    assert talked.calls[0].id
    assert talked.finish is Finish.CALLS


@pytest.mark.parametrize(
    "events",
    [
        [fragment("{}", "one", index=0, id="a"), fragment("{}", "two", index=0, id="b")],
        [fragment("{}", "one", id="a"), fragment("{}", "two", id="b")],
        [fragment("{}", "one", index=0, id="a"), fragment("{}", "two", index=1, id="a")],
        [fragment("", "one", index=0), fragment("", "two", index=1), fragment("{}", index=0), fragment("{}", index=1)],
    ],
    ids=["one index", "no index", "one id", "interleaved"],
)
def test_several_calls_keep_apart(events: list[object]) -> None:
    talked, _ = read(openai.DIALECT, openai_stream(*events, delta("tool_calls")))
    assert [call.name for call in talked.calls] == ["one", "two"]
    assert len({call.id for call in talked.calls}) == 2


@pytest.mark.parametrize("arguments", ['{"x":', "[1]", '"x"', "{} {}", '{"x":' * 300 + "1" + "}" * 300])
def test_arguments_that_are_no_object_are_nonsense(arguments: str) -> None:
    with pytest.raises(ModelNonsense):
        read(openai.DIALECT, openai_stream(fragment(arguments, "one", index=0, id="a"), delta("tool_calls")))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ({"message": "Slow down", "type": "requests", "code": "rate_limit_exceeded"}, ModelBusy),
        ({"message": "Slow down", "code": 429}, ModelBusy),
        ({"message": "maximum context length is 8", "code": 400}, ModelRefused),
        ({"message": "no", "type": "authentication_error"}, ModelMisconfigured),
        ({"message": "Overloaded", "type": "overloaded_error"}, ModelUnavailable),
        ("out of memory", ModelUnavailable),
    ],
)
@pytest.mark.parametrize("protocol", list(Protocol))
def test_error_within_a_stream_is_told_by_its_kind(
    protocol: Protocol, error: object, expected: type[ModelError]
) -> None:
    line = orjson.dumps({"type": "error", "error": error})
    sent = line + b"\n" if protocol is Protocol.OLLAMA else b"data: " + line + b"\n\n"
    with pytest.raises(ModelError) as caught:
        read(DIALECTS[protocol], [sent])
    assert type(caught.value) is expected


@pytest.mark.parametrize("reason", ["abort", "error", "insufficient_system_resource"])
def test_server_that_gives_up_is_unavailable(reason: str) -> None:
    with pytest.raises(ModelUnavailable):
        read(openai.DIALECT, openai_stream(delta(content="Hi"), delta(reason)))


NAMED = ("choices", "message", "type", "delta", "usage", "error", "done", "content_block", "prompt_eval_count")


@pytest.mark.parametrize("protocol", list(Protocol))
@given(sent=st.recursive(st.none() | st.integers() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=3)))
def test_misshapen_stream_never_breaks_the_reader(protocol: Protocol, sent: object) -> None:
    for name in NAMED:
        for value in (
            sent,
            [sent],
            [{"delta": sent}],
            {"content": sent, "tool_calls": sent},
            {"usage": {"prompt_tokens": sent}},
        ):
            line = json.dumps({"type": "content_block_delta", "index": 0, "done": True, name: value}).encode()
            chunk = line + b"\n" if protocol is Protocol.OLLAMA else b"data: " + line + b"\n\n"
            with suppress(ModelError):
                talked, _ = read(DIALECTS[protocol], [chunk])
                assert isinstance(talked.text, str)
                assert talked.spent + talked.spent
