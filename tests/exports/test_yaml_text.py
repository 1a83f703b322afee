"""YAML that we write reads back to the same value, by the readers of YAML 1.1 and of 1.2."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parley.exports.yaml_text import dumped
from parley.tools.openapi import yaml_events

TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t"), max_size=60)
TREE = st.dictionaries(
    TEXT.filter(lambda key: key != "<<"),
    st.recursive(st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXT, lambda inner: st.lists(inner)),
    max_size=5,
)


@given(TREE)
def test_every_value_reads_back(tree: object) -> None:
    text = dumped(tree)
    assert yaml.safe_load(text) == tree
    assert yaml_events.load(text) == tree


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "null", "~", "1e3", "007", "0o7", "1_000", "12:30", "2026-01-15", "=", "<<", "-", ".5"]
)
def test_a_word_stays_a_word(word: str) -> None:
    assert yaml.safe_load(dumped({"x": word})) == yaml_events.load(dumped({"x": word})) == {"x": word}


def test_several_lines_stand_as_they_are() -> None:
    assert dumped({"prompt": "# Goal\n\nBook.\n"}) == "prompt: |\n  # Goal\n\n  Book.\n"


def test_what_stands_twice_is_written_twice() -> None:
    shared = {"a": 1}
    assert "&" not in dumped([shared, shared])
