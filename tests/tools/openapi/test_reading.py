"""Documents are read as JSON or YAML within bounds; whatever cannot be read is told with its line."""

import contextlib
import json

import orjson
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parley.core.errors import AppError, TooLarge
from parley.tools.openapi.faults import DocumentFault
from parley.tools.openapi.reading import read
from tests.tools.openapi.samples import MAX_BYTES


def bomb(first: str, level: str) -> str:
    """Lines of which each names the one before ten times: 10^25 values, written out."""
    names = [f"a{number}" for number in range(26)]
    lines = [f"{names[0]}: &{names[0]} {first}"]
    lines += [
        f"{name}: &{name} {level.format(', '.join([f'*{before}'] * 10))}"
        for before, name in zip(names, names[1:], strict=False)
    ]
    return "\n".join(lines)


def test_json_and_yaml_give_the_same() -> None:
    data = {"openapi": "3.0.0", "x": [1, -2.5, True, None, "ü", {"a": []}], "y": "1.0", "z": "null"}
    text = yaml.safe_dump(data, allow_unicode=True)
    assert read(text, max_bytes=MAX_BYTES) == read(orjson.dumps(data), max_bytes=MAX_BYTES) == data
    assert read(b"\xef\xbb\xbf" + orjson.dumps(data), max_bytes=MAX_BYTES) == data


def test_yaml_words_stay_words() -> None:
    text = "on: no\nday: 2026-01-31\n200: {a: 010, b: ~, c: .5, d: 1e3, e: '1', f: !!str 1, g: 0o7, 1.5: x}"
    assert read(text, max_bytes=MAX_BYTES) == {
        "on": "no",
        "day": "2026-01-31",
        "200": {"a": "010", "b": None, "c": 0.5, "d": 1000.0, "e": "1", "f": "1", "g": "0o7", "1.5": "x"},
    }


def test_aliases_and_merges_are_followed() -> None:
    text = "base: &b {a: 1, c: 1}\nother: {<<: *b, c: 2}\nboth: {<<: [{a: 3}, *b]}\nlist: [*b]"
    found = read(text, max_bytes=MAX_BYTES)
    assert found["other"] == {"a": 1, "c": 2}
    assert found["both"] == {"a": 3, "c": 1}
    assert found["list"] == [found["base"]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (bomb("[x, x]", "[{}]"), 6),
        (bomb("{x: 1}", "{{<<: [{}]}}"), 6),
        ("a: &a [*a]", 1),
        ("a: 1\nb: *c", 2),
        ("a: " + "[" * 100_000, 1),
        ("- " * 100_000, 1),
        ("a: " + "{" * 100_000, 1),
        ("a: 1\nb: !!python/object/apply:os.system [ls]", 2),
        ("a: !custom x", 1),
        ("? [a]\n: b", 1),
        ("a: {<<: 1}", 1),
        ("a: b: c", 1),
        ('{"a": NaN}', 1),
        ('{"a":\n "\\ud800"}', 2),
        ("[" * 100_000, 1),
        ('{"a": ' * 5_000, 1),
        ('{"a": 1', 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(DocumentFault) as refused:
        read(text, max_bytes=MAX_BYTES)
    assert abs(refused.value.facts["line"] - line) <= 1
    assert "python" not in refused.value.detail


@pytest.mark.parametrize(
    "content", [b"", b"   \n", b"# nothing", b"a: \x00", b"\xff\xfe", b"just words", b"[]", b"7", "\ud800"]
)
def test_what_is_no_object_is_refused(content: bytes | str) -> None:
    with pytest.raises(DocumentFault):
        read(content, max_bytes=MAX_BYTES)


def test_documents_of_too_many_bytes_or_values_are_too_large() -> None:
    with pytest.raises(TooLarge):
        read(b"x" * 101, max_bytes=100)
    with pytest.raises(TooLarge):
        read(b'{"a": [' + b"{}," * 1_000_001 + b"{}]}", max_bytes=MAX_BYTES)
    with pytest.raises(DocumentFault, match="more than 1,000,000 values"):
        read("a: [" + "1," * 1_000_001 + "1]", max_bytes=MAX_BYTES)


@given(st.text(alphabet=st.sampled_from(list("ab:-?&*<>!|{}[],#'\"\n 01~%@`")), max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(AppError):
        assert isinstance(read(text, max_bytes=MAX_BYTES), dict)


_CHARACTERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=20)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(-1e9, 1e9) | _CHARACTERS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_CHARACTERS, inner, max_size=4),
        max_leaves=12,
    )
)
def test_json_within_yaml_is_read_as_json(value: object) -> None:
    assert read("value: " + json.dumps(value, ensure_ascii=False), max_bytes=MAX_BYTES) == {"value": value}
