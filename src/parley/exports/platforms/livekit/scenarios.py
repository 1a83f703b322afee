"""Tests: answers and calls for pytest and LiveKit's judge, conversations as a scenario file of its simulations."""

from collections.abc import Mapping, Sequence

from parley.agents.schemas import Scenario, ScenarioKind, Speaker
from parley.exports import variables
from parley.exports.carrying import Carrying, Json
from parley.exports.json_schema import nodes
from parley.exports.naming import unique
from parley.exports.platforms.livekit.carried.definition import Check, ExpectedCall, Message, Mock, Test, Tests

_ROLES: dict[Speaker, str] = {Speaker.USER: "user", Speaker.AGENT: "assistant"}


def documents(carrying: Carrying, tools: Sequence[Json]) -> dict[str, Json]:
    """`tests.json` and `scenarios.yaml`, each where there is something for it; `tools` are those of `agent.json`."""
    spec, notes = carrying.spec, carrying.notes
    answers = [one for one in spec.tests if one.kind is not ScenarioKind.CONVERSATION]
    talks = [one for one in spec.tests if one.kind is ScenarioKind.CONVERSATION]
    found: dict[str, Json] = {}
    if tests := _tests(carrying, answers, {tool["name"]: _arguments(tool) for tool in tools}):
        found["tests.json"] = Tests(tests=tests).model_dump(exclude_none=True)
        notes.mapped.append("Tests of an answer or a call, each with LiveKit's judge")
        if any(one.good or one.bad for one in answers):
            notes.dropped.append("Tests: example answers, good and bad; the judge is told what must hold")
    if talks:
        found["scenarios.yaml"] = {"name": spec.name or spec.slug, "scenarios": _scenarios(talks)}
        notes.mapped.append("Tests of whole conversations, as scenarios of LiveKit's simulations")
        if any(one.mocks for one in talks):
            notes.dropped.append("Tests of conversations: what tools answer; a simulation calls the real ones")
    return {path: variables.neutral_tree(tree, carrying.known) for path, tree in found.items()}


def _arguments(tool: Json) -> set[str]:
    return {node.name for node in nodes(tool["parameters"])}


def _tests(carrying: Carrying, scenarios: list[Scenario], arguments: Mapping[str, set[str]]) -> list[Test]:
    found: list[Test] = []
    for one in scenarios:
        history = [
            Message.model_validate({"role": _ROLES[said.role], "text": said.text}) for said in one.history if said.text
        ]
        if not history or history[-1].role != "user":
            carrying.notes.dropped.append(f"Test “{one.name}”: its history does not end with the user")
            continue
        if one.call and one.call.tool not in arguments:
            carrying.notes.dropped.append(f"Test “{one.name}”: the agent has no tool {one.call.tool} here")
            continue
        found.append(
            Test(
                name=unique(one.name or "Test", [other.name for other in found]),
                history=history,
                success=[text for text in one.success if text] or ["The answer serves the user."],
                call=_call(one, arguments),
                mocks=[
                    Mock(tool=mock.tool, answer=mock.answer, fails=mock.fails)
                    for mock in one.mocks
                    if mock.tool in arguments
                ],
            )
        )
    return found


def _call(one: Scenario, arguments: Mapping[str, set[str]]) -> ExpectedCall | None:
    """The call, with checks of what the model gives; what is fixed needs none."""
    if one.call is None:
        return None
    checks = [
        Check.model_validate({"parameter": check.parameter, "kind": check.kind.value, "value": check.value})
        for check in one.call.arguments
        if check.parameter in arguments[one.call.tool]
    ]
    return ExpectedCall(tool=one.call.tool, arguments=checks, is_absent=one.call.is_absent)


def _scenarios(talks: list[Scenario]) -> list[Json]:
    """https://docs.livekit.io/agents/build/testing/ : the caller's part, and what must hold in the end."""
    labels: list[str] = []
    for one in talks:
        labels.append(unique(one.name or "Conversation", labels))
    return [
        {
            "label": label,
            "instructions": f"{one.caller}\nEnd the conversation after {one.max_turns} turns of yours at most.",
            "agent_expectations": "\n".join(f"- {text}" for text in one.success),
        }
        for label, one in zip(labels, talks, strict=True)
    ]
