"""Every bundle runs with LiveKit's own package: the program is imported, the agent made, its tools called."""

import json
from typing import Any

import yaml

from parley.agents.schemas import (
    AgentSpec,
    ArgumentCheck,
    CheckKind,
    ExpectedCall,
    Scenario,
    ScenarioKind,
    ScenarioMessage,
    Speaker,
    ToolMock,
)
from parley.exports import service
from tests.exports.samples import full
from tests.exports.varied import varied
from tests.exports.vendor import judged

SPOILED: list[tuple[str, tuple[str | int, ...], str, Any]] = [
    ("agent.json", (), "prompt", "x"),
    ("agent.json", ("speaking",), "pitch", 1),
    ("agent.json", ("speaking",), "speed", "fast"),
    ("agent.json", ("tools", 0), "strict", True),
    ("agent.json", ("tools", 0, "action"), "retries", 3),
    ("agent.json", ("tools", 0, "action", "values", 0), "source", "caller"),
    ("agent.json", ("tools", 0, "action", "credential"), "secret", "x"),
    ("agent.json", ("tools", 0, "action"), "method", "FETCH"),
    ("tests.json", ("tests", 0), "max_turns", 3),
    ("scenarios.json", ("scenarios", 0), "persona", "x"),
]


def with_every_test() -> AgentSpec:
    """The full sample with tests of every kind."""
    user = [ScenarioMessage(role=Speaker.USER, text="Where is my order A-1042?")]
    checks = [ArgumentCheck(parameter="order_number", kind=CheckKind.EXACT, value="A-1042")]
    return full().model_copy(
        update={
            "tests": [
                Scenario(name="Answers", history=user, success=["Helps."]),
                Scenario(
                    name="Looks up",
                    kind=ScenarioKind.CALL,
                    history=user,
                    success=["Looks it up."],
                    call=ExpectedCall(tool="order_lookup", arguments=checks),
                    mocks=[ToolMock(tool="order_lookup", answer="{}")],
                ),
                Scenario(
                    name="Talks",
                    kind=ScenarioKind.CONVERSATION,
                    caller="You want to know where your order is.",
                    success=["The caller knows where the order is."],
                ),
            ]
        }
    )


def files(spec: AgentSpec) -> dict[str, str]:
    found = {file.path: file.content for file in service.render(spec, "livekit").files}
    if "scenarios.yaml" in found:
        found["scenarios.json"] = json.dumps(yaml.safe_load(found["scenarios.yaml"]))
    return found


def spoiled(path: str, place: tuple[str | int, ...], key: str, value: Any) -> dict[str, str]:
    found = files(with_every_test())
    tree = json.loads(found[path])
    node = tree
    for step in place:
        node = node[step]
    node[key] = value
    return {**found, path: json.dumps(tree)}


def test_livekit_runs_every_bundle_and_refuses_unknown_keys_and_wrong_values() -> None:
    good = {**varied(), "with every test": with_every_test()}
    verdicts = judged("livekit", [*map(files, good.values()), *(spoiled(*one) for one in SPOILED)])
    assert {name: faults for name, faults in zip(good, verdicts, strict=False) if faults} == {}
    assert [one for one, faults in zip(SPOILED, verdicts[len(good) :], strict=True) if not faults] == []


def test_bundle_says_which_tests_run_how() -> None:
    found = files(with_every_test())
    assert [test["name"] for test in json.loads(found["tests.json"])["tests"]] == ["Answers", "Looks up"]
    assert [one["label"] for one in json.loads(found["scenarios.json"])["scenarios"]] == ["Talks"]
    assert "scenarios.yaml" in found["README.md"]
    assert "test_agent.py" in found["README.md"]
