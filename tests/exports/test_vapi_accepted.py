"""Every bundle for Vapi passes the official SDK's types, unknown keys refused, and the GitOps tool's own rules."""

import json
from copy import deepcopy
from typing import Any

from parley.agents.schemas import AgentSpec
from parley.exports import service
from tests.exports import gitops, vendor
from tests.exports.vapi_samples import MORE, in_full
from tests.exports.varied import varied


def agents() -> dict[str, AgentSpec]:
    return varied() | MORE


def files(spec: AgentSpec) -> dict[str, str]:
    return {file.path: file.content for file in service.render(spec, "vapi").files}


def as_json(texts: dict[str, str]) -> dict[str, str]:
    """The bodies and the resources as JSON, which the checker's environment can read."""
    bodies = {path: text for path, text in texts.items() if path.startswith("bodies/")}
    resources = gitops.load(texts)
    return bodies | {
        f"resources/{folder}/{name}": json.dumps(body)
        for folder, found in resources.items()
        for name, body in found.items()
    }


def test_gitops_tool_finds_nothing_to_mend() -> None:
    found = {name: gitops.faults(files(spec)) for name, spec in agents().items()}
    assert found == dict.fromkeys(agents(), [])


def _changed(path: str, place: tuple[str | int, ...], value: Any) -> dict[str, str]:
    texts = as_json({file.path: file.content for file in service.render(in_full(), "vapi").files})
    tree = json.loads(texts[path])
    here = tree
    for step in place[:-1]:
        here = here[step]
    here[place[-1]] = value
    return {**texts, path: json.dumps(tree)}


SPOILED = [
    ("bodies/assistant.json", ("model", "tools", 0, "method"), "FETCH"),
    ("bodies/assistant.json", ("model", "bogus"), 1),
    ("bodies/assistant.json", ("hooks", 0, "options", "timeoutSeconds"), "long"),
    ("bodies/assistant.json", ("model", "tools", 0, "body", "additionalProperties"), False),
    ("bodies/simulations.json", ("simulations", 0, "scenario", "evaluations", 0, "comparator"), "~"),
    ("resources/tools/order-lookup", ("variableExtractionPlan", "aliases", 0, "value"), 7),
    ("resources/tools/order-lookup", ("type",), "webhook"),
    ("resources/structuredOutputs/polite", ("schema", "type"), "truth"),
    ("resources/evals/finds-an-order", ("messages", 0, "content"), None),
    ("resources/simulations/suites/lina-kundendienst", ("tests",), []),
]


def test_sdk_types_accept_every_body_and_resource_and_notice_what_is_spoiled() -> None:
    good = agents()
    bundles = [*(as_json(files(spec)) for spec in good.values()), *(_changed(*case) for case in SPOILED)]
    told = vendor.judged("vapi", bundles)
    assert dict(zip(good, told, strict=False)) == dict.fromkeys(good, [])
    assert [case for case, found in zip(SPOILED, told[len(good) :], strict=True) if not found] == []


def test_gitops_rules_notice_what_is_wrong() -> None:
    texts = {file.path: file.content for file in service.render(in_full(), "vapi").files}
    assistant = "resources/parley/assistants/lina-kundendienst.md"
    for old, new in [
        ("  - order-lookup\n", "  - gone\n"),
        ("  - polite\n", ""),
        ("name: Lina, Kundendienst", f"name: {'x' * 41}"),
        ("firstMessage: ", "firstMessage: '{{hello}}'\nx: "),
        ("maxTokens: 1000", "maxTokens: 30"),
    ]:
        spoiled = deepcopy(texts)
        assert old in spoiled[assistant], old
        spoiled[assistant] = spoiled[assistant].replace(old, new)
        assert gitops.faults(spoiled), old
