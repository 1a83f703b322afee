"""Prompts that came from elsewhere, in sections: every word stays, bounds hold, nothing is dug out at length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.agents.sections import MAX_CHARACTERS, MAX_LINES, MAX_SECTIONS, UNTITLED, prompt

ROWS = st.lists(
    st.sampled_from(["# Goal", "## Tone", "### Small", "#hash", "Be kind.", "  - indented", ""]), max_size=40
)


def outline(text: str) -> list[tuple[str, list[str]]]:
    return [(one.heading, [line.text for line in one.lines]) for one in prompt(text).sections]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n", []),
        ("Be kind.", [(UNTITLED, ["Be kind."])]),
        ("# Goal\n\nHelp.\n", [("Goal", ["Help."])]),
        ("Hi.\n# Goal\nHelp.", [(UNTITLED, ["Hi."]), ("Goal", ["Help."])]),
        ("## Goal\nHelp.\n### How\nFast.", [("Goal", ["Help.", "### How", "Fast."])]),
        ("# Goal\n## How\n  - fast\n# End", [("Goal", ["## How", "  - fast"]), ("End", [])]),
        ("#tag\n# \nx", [(UNTITLED, ["#tag", "# ", "x"])]),
        ("# Go\x00al \r\nHe\x07lp.", [("Goal", ["Help."])]),
    ],
)
def test_headings_of_the_highest_level_part_a_prompt(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert outline(text) == expected


@given(ROWS)
def test_every_word_stays_in_its_order(rows: list[str]) -> None:
    text = "\n".join(rows)
    told = " ".join(" ".join([heading, *lines]) for heading, lines in outline(text) if heading != UNTITLED or lines)
    without_marks = [word for word in told.split() if word.strip("#") and word != UNTITLED]
    assert without_marks == [word for word in text.split() if word.strip("#")]


def test_rows_beyond_the_lines_share_them() -> None:
    rows = [f"Row {at}." for at in range(MAX_LINES * 2 + 1)]
    ((_, lines),) = outline("# Goal\n" + "\n".join(rows))
    assert len(lines) <= MAX_LINES
    assert "\n".join(lines).split("\n") == rows


def test_more_headings_than_sections_stay_lines() -> None:
    sections = prompt("\n".join(f"# Part {at}" for at in range(MAX_SECTIONS + 3))).sections
    assert len(sections) == MAX_SECTIONS
    assert [line.text for line in sections[-1].lines] == ["# Part 30", "# Part 31", "# Part 32"]


def test_overlong_line_is_cut() -> None:
    assert len(outline("x" * (MAX_CHARACTERS + 1))[0][1][0]) == MAX_CHARACTERS
