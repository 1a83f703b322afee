"""Events out of bytes: the same ones, however the bytes were cut on their way."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.client import Unreadable
from parley.client.frames import Decoder, Frame

LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=20)
TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), min_size=1, max_size=6)


def decoded(stream: bytes, cuts: list[int]) -> list[Frame]:
    """The frames of a stream that comes in pieces."""
    decoder, frames, last = Decoder(), [], 0
    for cut in [*sorted(cut % (len(stream) + 1) for cut in cuts), len(stream)]:
        frames += decoder.feed(stream[last:cut])
        last = cut
    return frames


@given(TEXTS, st.lists(st.integers(min_value=0), max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_texts_arrive_whole_however_they_are_cut(texts: list[str], cuts: list[int], end: str) -> None:
    """Among them texts with U+2028, U+0085 and the like, which end a line for str.splitlines."""
    datas = [json.dumps({"text": text}, ensure_ascii=False) for text in texts]
    lines = [f"event: delta{end}data: {data}{end}id: {seq}{end}{end}" for seq, data in enumerate(datas, 1)]
    expected = [Frame("delta", data, str(seq)) for seq, data in enumerate(datas, 1)]
    assert decoded("".join(lines).encode(), cuts) == expected


@given(st.lists(LINE, min_size=1, max_size=4), st.lists(st.integers(min_value=0), max_size=8))
def test_lines_of_data_are_joined(lines: list[str], cuts: list[int]) -> None:
    stream = "".join(f"data: {line}\n" for line in lines) + "\n"
    assert decoded(stream.encode(), cuts) == [Frame("message", "\n".join(lines), "")]


@pytest.mark.parametrize(
    ("stream", "frames"),
    [
        (b"\xef\xbb\xbfdata: a\n\n", [Frame("message", "a", "")]),
        (b": a comment\n\n", []),
        (b"event: x\n\ndata:b\n\n", [Frame("message", "b", "")]),
        (b"id: 7\ndata: a\n\ndata: b\n\n", [Frame("message", "a", "7"), Frame("message", "b", "7")]),
        (b"id: 7\ndata: a\n\nid: 8\0\ndata: b\n\n", [Frame("message", "a", "7"), Frame("message", "b", "7")]),
        (b"retry: 10\nfoo: bar\ndata\n\n", [Frame("message", "", "")]),
        (b"data: unfinished\n", []),
    ],
)
def test_what_the_specification_says(stream: bytes, frames: list[Frame]) -> None:
    assert decoded(stream, []) == frames
    assert decoded(stream, list(range(len(stream)))) == frames


def test_event_without_end_is_refused() -> None:
    decoder = Decoder(most_bytes=1_000)
    decoder.feed(b"data: " + b"x" * 900)
    with pytest.raises(Unreadable):
        decoder.feed(b"x" * 200)
    lines = Decoder(most_bytes=1_000)
    with pytest.raises(Unreadable):
        lines.feed(b"data: xxxxx\n" * 200)
