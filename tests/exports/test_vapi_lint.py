"""What the lint of Vapi's bundles finds in good ones, in spoiled ones, and in what nobody should send."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.agents.schemas import Severity
from parley.exports import service
from tests.exports.spoiling import spoiled
from tests.exports.vapi_samples import ALL, files

HARMLESS = ("bodies/overrides.json#/variableValues/",)
"""Values for tests alone: a text of another kind or a name that nothing uses leaves every call as it was."""


def marks(texts: dict[str, str]) -> set[tuple[str, str, str]]:
    return {(one.rule, one.where, one.message) for one in service.lint(texts, "vapi")}


@pytest.mark.parametrize("name", ALL)
def test_our_own_bundles_have_no_error(name: str) -> None:
    found = service.lint(files(name), "vapi")
    assert [one for one in found if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", ["minimal", "chat", "calendar", "in_full"])
def test_nearly_every_fault_is_found(name: str) -> None:
    good = files(name)
    clean = marks(good)
    faults = [one for one in spoiled(good) if not one.deed.startswith(HARMLESS)]
    faults = faults[:: max(1, len(faults) // 400)]
    missed = [one.deed for one in faults if not marks(one.files) - clean]
    assert len(missed) <= len(faults) * 0.05, f"{len(missed)} of {len(faults)}: {missed}"


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        ("assistants/lina-kundendienst.md", "- order-lookup", "- gone", "vapi.dangling-reference"),
        ("assistants/lina-kundendienst.md", "firstMessage:", "first_message:", "vapi.unknown-field"),
        ("assistants/lina-kundendienst.md", "model: eleven_v3", "model: eleven_v9", "vapi.not-allowed"),
        ("assistants/lina-kundendienst.md", "maxTokens: 1000", "maxTokens: 30", "vapi.tokens"),
        ("assistants/lina-kundendienst.md", "timeoutSeconds: 10", "timeoutSeconds: 1", "vapi.out-of-bounds"),
        (
            "assistants/lina-kundendienst.md",
            "{{customer_name}} ruft",
            "{{nobody}} ruft",
            "vapi.prompt-undeclared-variable",
        ),
        ("tools/order-lookup.yml", "name: order_lookup", "name: order lookup!", "vapi.wrong-form"),
        ("tools/order-lookup.yml", "- fields\n", "- filds\n", "vapi.unknown-required"),
        ("tools/order-lookup.yml", "{{order_number", "{{number", "vapi.unset-variable"),
        ("tools/use-transfer-to-number.yml", "+15550123456", "0555 12", "vapi.phone-number"),
        ("tools/show-map.yml", "show_map", "own_code", "vapi.duplicate-name"),
        ("evals/by-its-number.yml", "name: order_lookup", "name: other", "vapi.unknown-tool"),
        ("evals/finds-an-order.yml", "judgePlan", "content", "vapi.no-judge"),
        ("simulations/scenarios/talks-it-through.yml", "comparator: '='", "comparator: '>'", "vapi.evaluation"),
        ("structuredOutputs/polite.yml", "- lina-kundendienst", "- other", "vapi.one-sided-output"),
    ],
)
def test_each_rule_finds_its_fault(path: str, old: str, new: str, rule: str) -> None:
    good = files("in_full")
    whole = f"resources/parley/{path}"
    assert old in good[whole]
    assert rule in {found[0] for found in marks({**good, whole: good[whole].replace(old, new)}) - marks(good)}


def test_bodies_of_others_are_linted_by_what_they_are() -> None:
    texts = {
        "assistant.json": json.dumps({"name": "x" * 41, "model": {"provider": "openai", "model": "gpt-4.1"}}),
        "tool.json": json.dumps({"type": "apiRequest", "url": "https://a.example"}),
    }
    found = {(one.rule, one.where) for one in service.lint(texts, "vapi")}
    assert ("vapi.out-of-bounds", "assistant.json#/name") in found
    assert ("vapi.missing-field", "tool.json#/method") in found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 5_000,
        '{"model": ' * 900,
        "null",
        "[[]]",
        "x" * 3_000_000,
        "---\n",
        "---\n- a\n---\n",
        "\ud800",
        "a: &a [*a]",
    ],
)
@pytest.mark.parametrize(
    "path", ["a.json", "resources/o/tools/a.yml", "resources/o/assistants/a.md", "bodies/assistant.json"]
)
def test_nothing_that_files_hold_raises(path: str, text: str) -> None:
    service.lint({path: text}, "vapi")


trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["model", "tools", "toolIds", "messages", "schema", "type", "evaluations", "name", "url", "on"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["resources/o/tools/a.yml", "resources/o/assistants/b.yml", "c.json"]), trees))
def test_no_tree_raises(given_trees: dict[str, object]) -> None:
    service.lint({path: json.dumps(tree) for path, tree in given_trees.items()}, "vapi")
