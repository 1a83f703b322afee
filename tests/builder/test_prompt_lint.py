"""Each rule of the prompt linter fires on the fault it is for; the prompts of the five briefs have none."""

from collections.abc import Callable

import pytest

from parley.agents.schemas import AgentSpec, DataPoint, Prompt, PromptLine, PromptSection
from parley.builder import spec
from parley.builder.prompt.lint import lint
from tests.builder import cases

_Change = Callable[[AgentSpec], AgentSpec]


def _without(heading: str) -> _Change:
    return lambda built: _with_sections(built, [part for part in built.prompt.sections if part.heading != heading])


def _with_sections(built: AgentSpec, sections: list[PromptSection]) -> AgentSpec:
    return built.model_copy(update={"prompt": Prompt(sections=sections)})


def _adding(heading: str, *texts: str) -> _Change:
    def change(built: AgentSpec) -> AgentSpec:
        added = [PromptLine(text=text, sources=["/rules/test"]) for text in texts]
        return _with_sections(
            built,
            [
                part.model_copy(update={"lines": [*part.lines, *added]}) if part.heading == heading else part
                for part in built.prompt.sections
            ],
        )

    return change


def _dropping(*words: str) -> _Change:
    """Without the lines that contain one of the words."""

    def change(built: AgentSpec) -> AgentSpec:
        def kept(part: PromptSection) -> list[PromptLine]:
            return [line for line in part.lines if not any(word in line.text for word in words)]

        return _with_sections(built, [part.model_copy(update={"lines": kept(part)}) for part in built.prompt.sections])

    return change


def _section(heading: str, *texts: str) -> _Change:
    lines = [PromptLine(text=text, sources=["/rules/test"]) for text in texts]
    return lambda built: _with_sections(built, [*built.prompt.sections, PromptSection(heading=heading, lines=lines)])


def _setting(**values: object) -> _Change:
    return lambda built: built.model_copy(update=values)


def _slot(**values: object) -> _Change:
    return lambda built: built.model_copy(update={"brief": built.brief.model_copy(update=_slots(values))})


def _slots(values: dict[str, object]) -> dict[str, object]:
    made = cases.brief(**values)
    return {slot: getattr(made, slot) for slot in values}


def _tool(**values: object) -> _Change:
    return lambda built: built.model_copy(
        update={"tools": [built.tools[0].model_copy(update=values), *built.tools[1:]]}
    )


def _bare_parameter(built: AgentSpec) -> AgentSpec:
    first = built.tools[0]
    bare = [item.model_copy(update={"example": ""}) for item in first.parameters]
    return _tool(parameters=bare)(built)


_FAULTS: dict[str, _Change] = {
    "missing-section": _without("Guardrails"),
    "heading-case": _section("Further Rules Here", "Be kind."),
    "stray-heading": _adding("Goal", "# Tools"),
    "no-identity": _without("Personality"),
    "no-name": _slot(name="Somebody Else"),
    "no-medium": _without("Environment"),
    "too-long": _adding("Environment", *(f"- Fact {number}: {'word ' * 60}" for number in range(40))),
    "tone-missing": _dropping("Sound "),
    "tone-repeated": _adding("Goal", "Sound warm."),
    "tone-contradiction": _slot(tone=["formal", "locker"]),
    "emphasis-overused": _adding("Goal", "This step is important.", "So. This step is important."),
    "emphasis-missing": _dropping("This step is important."),
    "goal-without-steps": _dropping("1. ", "2. ", "3. ", "4. ", "5. ", "6. "),
    "goal-without-close": _dropping("anything else"),
    "goal-without-success": _dropping("went well"),
    "goal-unmentioned": _dropping("## Move an appointment"),
    "guardrail-missing": _dropping("abusive"),
    "guardrail-outside": _adding("Tone", "Never shout."),
    "repeated-line": _adding("Environment", "The car park is behind the house.", "The car park is behind the house."),
    "contradiction": _adding("Guardrails", "- Always give medical advice."),
    "too-few-examples": _dropping("## Edge case"),
    "undeclared-variable": _adding("Environment", "Their plan: {{plan}}."),
    "variable-without-default": lambda built: _setting(
        variables=[item.model_copy(update={"default": ""}) for item in built.variables]
    )(built),
    "no-ending": _without("Ending"),
    "ending-too-eager": _dropping("no goodbye"),
    "setting-in-prompt": _adding("Tone", "The turn timeout is seven."),
    "no-first-message": _setting(first_message=""),
    "no-disclosure": _setting(first_message="Hello, Bright Smile Dental, how can I help?"),
    "long-greeting": _setting(first_message="Hello. I am an AI. It is nice. It is late. It is cold."),
    "unspeakable": _setting(first_message="Hi, I am the AI of https://smile.example. How can I help?"),
    "speech-rule-in-chat": _slot(channel="chat"),
    "speech-rule-missing": _dropping("one question at a time"),
    "normalization-missing": lambda built: _setting(
        data_collection=[*built.data_collection, DataPoint(name="email", description="Email.")]
    )(built),
    "normalization-example": _adding("Character normalization", "- Plates: Say “A B one”."),
    "no-spelling": _dropping("Spell back"),
    "no-unclear-rule": _dropping("did not understand"),
    "no-silence-rule": _dropping("Silence"),
    "language-missing": _slot(languages=["de"]),
    "tool-untold": _dropping("## `appointment_book`"),
    "tool-unknown": _adding("Goal", "Call `crystal_ball`."),
    "unconfirmed-write": _dropping("yes", "confirm"),
    "unconfirmed-delete": _tool(writes=True, confirm=False, method="DELETE"),
    "no-failure-rule": _dropping("tool fails"),
    "tool-without-failure": _tool(on_failure=""),
    "tool-description": _tool(description="Finds."),
    "parameter-example": _bare_parameter,
    "no-wait-message": _tool(wait_message=""),
    "ending-without-tool": _dropping("then call `end_call`"),
}


@pytest.mark.parametrize("rule", _FAULTS)
def test_a_fault_is_found_by_its_rule(rule: str) -> None:
    sound = spec.build(cases.state("dental-clinic"))
    found = lint(_FAULTS[rule](sound))
    assert f"prompt.{rule}" in {finding.rule for finding in found}
    assert all(finding.message and finding.mend for finding in found)
    assert lint(sound) == []


def test_a_spoken_example_must_be_speakable() -> None:
    changed = _adding("Examples", "You: “See www.smile.example for that.”")(spec.build(cases.state("dental-clinic")))
    assert [finding.rule for finding in lint(changed)] == ["prompt.unspeakable"]
