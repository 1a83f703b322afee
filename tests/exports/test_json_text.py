"""JSON that we write is laid out as Python's own writer does it, whatever is in it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.exports.json_text import dumped

TREE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(TREE)
def test_any_value_is_laid_out_alike(tree: object) -> None:
    assert dumped(tree) == json.dumps(tree, indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("odd", [10**30, "\ud800", {1: "one"}])
def test_what_the_fast_writer_refuses_is_written(odd: object) -> None:
    assert dumped([odd]) == json.dumps([odd], indent=2, ensure_ascii=False) + "\n"
