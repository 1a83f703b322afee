"""The native bundle: the whole agent, and pages that people can read."""

import json

import pytest

from parley.agents.schemas import AgentSpec
from parley.exports import service
from parley.exports.markdown import plain
from tests.exports.samples import SAMPLES, full


def files(spec: AgentSpec) -> dict[str, str]:
    return {file.path: file.content for file in service.render(spec, "native").files}


@pytest.mark.parametrize("sample", SAMPLES)
def test_agent_json_round_trips_to_an_equal_agent(sample: str) -> None:
    assert AgentSpec.model_validate_json(files(SAMPLES[sample])["agent.json"]) == SAMPLES[sample]


def test_agent_json_tells_its_format_first_and_then_its_fields_in_order() -> None:
    text = files(full())["agent.json"]
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
    assert text.startswith('{\n  "schema": "parley.agent/1",\n  "name": ')


def test_prompt_and_workflow_stand_in_files_of_their_own() -> None:
    found = files(full())
    assert found["prompt.md"] == full().prompt.text
    assert found["workflow.mmd"].startswith("flowchart")


def test_readme_tells_what_to_fill_which_secrets_to_set_and_what_was_assumed() -> None:
    page = files(full())["README.md"]
    assert "refund: URL (the refunds endpoint of your shop)" in page
    assert "`SHOP_TOKEN`, for `order_lookup`" in page
    assert "Callers speak German." in page


def test_readme_shows_what_users_wrote_as_text_and_never_as_markup() -> None:
    spec = full().model_copy(
        update={"name": "<script>alert(1)</script>", "assumptions": ["[x](javascript:y) | `z`\n# H"]}
    )
    page = files(spec)["README.md"]
    assert "<script" not in page.replace("\\<script", "")
    assert r"\[x\](javascript:y) \| \`z\` # H" in page


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("order_lookup at a_b", "order_lookup at a_b"),
        ("_soft_ and *loud*", r"\_soft\_ and \*loud\*"),
        ("# not a heading", r"\# not a heading"),
        ("- no list", r"\- no list"),
        ("12. no list", r"12\. no list"),
        ("a # b - 3. c", "a # b - 3. c"),
        ("<img> | &", r"\<img\> \| &"),
        ("two\nlines", "two lines"),
    ],
)
def test_plain_text_is_escaped_only_where_markdown_would_act(written: str, shown: str) -> None:
    assert plain(written) == shown
