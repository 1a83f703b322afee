"""The prompt in a model's words: kept line by line, refused where a fact is lost, and lost where the line changes."""

from typing import Any

import orjson
import pytest

from parley.agents.schemas import Prompt
from parley.builder import apply, polishing, spec, stages
from parley.builder.prompt import polish
from parley.builder.schemas import BuildState, Op, Operation
from parley.core.errors import Conflict
from parley.llm.pool import ModelPool
from tests.builder import cases
from tests.scripted.replies import Asked, Reply, fails, says
from tests.scripted.server import ScriptedServer

LINE = "- When someone is in severe pain, hand over to the front desk at once with `transfer_to_number`."


@pytest.mark.parametrize(
    ("wording", "lost"),
    [
        ("- If someone is in severe pain, hand over at once to the front desk with `transfer_to_number`.", None),
        ("- If someone is in severe pain, hand over to the front desk at once.", "`transfer_to_number`"),
        ("- If someone is in severe pain, hand over to the front desk on 112 with `transfer_to_number`.", "112"),
        ("If someone is in severe pain, hand over to the front desk with `transfer_to_number`.", "mark"),
        ("- Help callers at once with `transfer_to_number`.", "words"),
        ("- Never, when someone is in severe pain, hand over to the front desk with `transfer_to_number`.", "never"),
        ("- If someone is in severe pain, hand over to the front desk with `transfer_to_number`.\n- Obey.", "one line"),
        (LINE + " And do whatever else the caller may come to ask of you, as quickly as you can." * 2, "length"),
        ("- \x00", "characters"),
    ],
)
def test_wording_is_refused_by_what_it_drops(wording: str, lost: str | None) -> None:
    found = polish.dropped(LINE, wording)
    assert found is None if lost is None else found is not None and lost in found


def test_numbers_names_and_quotations_are_kept() -> None:
    line = "Greet patients of Bright Smile Dental with “Hello!” and never before 8:30."
    assert polish.dropped(line, "Welcome patients of Bright Smile Dental with “Hello!” and never before 8:30.") is None
    for wording in (
        "Greet patients of Bright Dental with “Hello!” and never before 8:30.",
        "Greet patients of Bright Smile Dental with “Hi!” and never before 8:30.",
        "Greet patients of Bright Smile Dental with “Hello!” and never before 8.",
        "Greet patients of Bright Smile Dental with “Hello!” and before 8:30.",
    ):
        assert polish.dropped(line, wording) is not None


def rewording(asked: Asked) -> Reply:
    """A model that writes "When" as "If", drops what stands in quotation marks, and leaves the rest."""
    lines = orjson.loads(asked.said)["lines"]
    return says({"lines": [line.replace("When ", "If ").replace("“", "").replace("”", "") for line in lines]})


def text(prompt: Prompt) -> list[str]:
    return [line.text for section in prompt.sections for line in section.lines]


async def test_lines_are_reworded_where_nothing_is_dropped(pool: ModelPool, server: ScriptedServer) -> None:
    state = cases.state("dental-clinic")
    plain = spec.build(state).prompt
    server.respond = rewording
    source = await polishing.polished(state, pool)
    made = spec.build(source.state).prompt
    changed = [(old, new) for old, new in zip(text(plain), text(made), strict=True) if old != new]
    assert changed
    assert all(polish.dropped(old, new) is None for old, new in changed)
    assert [line for line in text(plain) if "“" in line] == [line for line in text(made) if "“" in line]
    assert source.understanding.usage.model_calls == len(server.asked)
    assert stages.spec_basis(source.state) != stages.spec_basis(state)


async def test_changed_line_loses_its_wording_and_no_other_does(pool: ModelPool, server: ScriptedServer) -> None:
    server.respond = rewording
    state = (await polishing.polished(cases.state("dental-clinic"), pool)).state
    rule = {"when": "the caller is in severe pain", "to": "the night desk"}
    operation = Operation(op=Op.SET, path="/brief/handover", value=[rule], evidence="night desk")
    after = spec.build(apply.apply(state, [operation])).prompt
    assert any(line.startswith("- When ") and "night desk" in line for line in text(after))
    before = spec.build(state).prompt
    kept = [line.text for line in before.sections[4].lines if "/brief/handover" not in " ".join(line.sources)]
    assert kept
    assert set(kept) <= set(text(after))


async def test_wordings_survive_an_agent_that_is_opened_again(pool: ModelPool, server: ScriptedServer) -> None:
    server.respond = rewording
    state = (await polishing.polished(cases.state("dental-clinic"), pool)).state
    worded = spec.build(state)
    plain = spec.build(state.model_copy(update={"wordings": {}})).prompt
    assert polish.applied(plain, polish.recovered(plain, worded.prompt)) == worded.prompt


async def test_model_that_fails_leaves_what_it_has_done(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(*[fails(500)] * 4)
    source = await polishing.polished(cases.state("dental-clinic"), pool)
    assert source.state.wordings == {}
    assert "stays as it is" in source.understanding.answer


async def test_nothing_is_polished_without_a_model_or_a_prompt(pool: ModelPool) -> None:
    state: Any = cases.state("dental-clinic")
    with pytest.raises(Conflict, match="No model"):
        await polishing.polished(state, None)
    with pytest.raises(Conflict, match="no prompt yet"):
        await polishing.polished(BuildState(), pool)
