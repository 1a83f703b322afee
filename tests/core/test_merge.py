"""The three-way merge: nothing of theirs is lost, every change of ours lands."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.core.merge import merged

Json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


@given(base=Json, theirs=Json)
def test_without_a_change_theirs_stays(base: Any, theirs: Any) -> None:
    assert merged(base, theirs, base) == theirs


@given(base=Json, ours=Json)
def test_where_they_hold_what_we_rendered_the_result_is_ours(base: Any, ours: Any) -> None:
    assert merged(base, base, ours) == ours


@given(
    base=st.lists(st.text(min_size=1, max_size=3), unique=True),
    extra=st.lists(st.integers(), max_size=3),
    new=st.lists(st.text(min_size=4, max_size=6), max_size=3, unique=True),
)
def test_what_only_they_have_in_a_list_is_kept(base: list[str], extra: list[int], new: list[str]) -> None:
    found = merged(base, [*base, *extra], [*base[1:], *new])
    assert sorted(map(str, found)) == sorted(map(str, [*base[1:], *extra, *new]))


TOOL = {"name": "book", "description": "Books.", "url": "https://a.example"}
THEIRS = {**TOOL, "response_mocks": [1], "headers": {"x": "1"}}


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "found"),
    [
        pytest.param({"a": 1}, {"a": 1, "z": {"deep": 1}}, {"a": 2}, {"a": 2, "z": {"deep": 1}}, id="a member"),
        pytest.param({"a": 1}, {"a": 1, "z": 2}, {}, {"z": 2}, id="a member taken out"),
        pytest.param({"a": {"b": 1}}, {"a": {"b": 1, "z": 2}}, {}, {"a": {"z": 2}}, id="an object taken out"),
        pytest.param({"a": 1}, {"z": 1}, {"a": 1, "b": 2}, {"z": 1, "b": 2}, id="what they left out stays out"),
        pytest.param(
            [TOOL],
            [{**THEIRS}, {"name": "other"}],
            [{**TOOL, "description": "Books a slot."}],
            [{**THEIRS, "description": "Books a slot."}, {"name": "other"}],
            id="an object in a list, found by its name",
        ),
        pytest.param(
            [TOOL], [THEIRS], [{**TOOL, "name": "reserve"}], [{**THEIRS, "name": "reserve"}], id="an object renamed"
        ),
        pytest.param(
            [{"name": "a"}, {"name": "b"}],
            [{"name": "a", "z": 1}, {"name": "b", "z": 2}],
            [{"name": "b"}, {"name": "c"}],
            [{"name": "b", "z": 2}, {"name": "c"}],
            id="one out, one in",
        ),
        pytest.param(
            "# Tone\nwarm\n# Goal\nbook",
            "# Tone\nwarm\n\nextra\n# Goal\nbook\nmore",
            "# Tone\nformal\n# Goal\nbook\nconfirm",
            "# Tone\nformal\n\nextra\n# Goal\nbook\nconfirm\nmore",
            id="lines of a text",
        ),
        pytest.param([1, True, 1.0], [1, True, 1.0, "z"], [True, 1.0], [True, 1.0, "z"], id="1, true and 1.0"),
        pytest.param({"a": [1]}, {"a": "odd"}, {"a": [2]}, {"a": [2]}, id="ours wins over another type"),
    ],
)
def test_a_change_lands_beside_what_only_they_have(base: Any, theirs: Any, ours: Any, found: Any) -> None:
    assert merged(base, theirs, ours) == found
