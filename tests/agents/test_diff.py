"""What differs between two agents: the sentences, and edits that make the one into the other."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.agents.diff import Edit, EditOp, SpecChange, difference
from parley.agents.diff.edits import edits
from parley.agents.schemas import AgentSpec, Edge, PromptLine, Provenance, Slot, SlotStatus, Variable, WorkflowShape
from parley.builder import spec as building
from tests.builder import cases
from tests.exports.samples import SAMPLES, full, minimal, prompt
from tests.exports.test_laws import specs

names = st.sampled_from([*SAMPLES, *cases.NAMES])
scalars = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from([0.0, 1.0, "", "a", "b", "a/b~c"])
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(["name", "~/", "x", ""]), inner),
    max_leaves=20,
)
named = st.lists(st.fixed_dictionaries({"name": st.sampled_from("abcdefgh"), "note": scalars, "more": trees}))


def sample(name: str) -> AgentSpec:
    return SAMPLES[name] if name in SAMPLES else building.build(cases.state(name))


def tree(spec: AgentSpec) -> Any:
    return spec.model_dump(mode="json", by_alias=True)


def applied(document: Any, steps: list[Edit]) -> Any:
    """JSON Patch, as RFC 6902 says; what is taken away or replaced must be what `before` says was there."""
    root = {"": document}
    for step in steps:
        if step.op is EditOp.MOVE:
            assert step.source is not None
            parent, key = target(root, step.source)
            value = parent.pop(key)
            parent, key = target(root, step.path)
            parent.insert(key, value)
            continue
        parent, key = target(root, step.path)
        if step.op is EditOp.ADD and isinstance(parent, list):
            assert key <= len(parent)
            parent.insert(key, step.after)
            continue
        if step.op is EditOp.ADD:
            assert key not in parent
        else:
            assert parent[key] == step.before
        if step.op is EditOp.REMOVE:
            del parent[key]
        else:
            parent[key] = step.after
    return root[""]


def target(root: Any, pointer: str) -> tuple[Any, Any]:
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")]
    here = root
    for part in parts[:-1]:
        here = here[int(part) if isinstance(here, list) else part]
    return here, int(parts[-1]) if isinstance(here, list) else parts[-1]


def told(before: AgentSpec, after: AgentSpec) -> list[str]:
    found = difference(before, after)
    assert applied(tree(before), [edit for change in found for edit in change.edits]) == tree(after)
    assert all(change.edits for change in found)
    assert all(len(change.text) <= 300 for change in found)
    return [change.text for change in found]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(specs(), specs() | names.map(sample))
def test_edits_make_any_agent_into_any_other(before: AgentSpec, after: AgentSpec) -> None:
    told(before, after)
    assert difference(after, after) == []


@settings(max_examples=120, deadline=None)
@given(named | trees, named | trees, st.sampled_from([("tools",), ("provenance", "documents")]))
def test_edits_make_any_json_into_any_other(before: Any, after: Any, place: tuple[str, ...]) -> None:
    found = list(edits(before, after, place))
    shortened = [step.model_copy(update={"path": cut(step.path, place)}) for step in found]
    shortened = [step.model_copy(update={"source": step.source and cut(step.source, place)}) for step in shortened]
    made = applied(before, shortened)
    assert repr(ordered(made)) == repr(ordered(after))


def cut(pointer: str, place: tuple[str, ...]) -> str:
    return pointer.removeprefix("".join(f"/{part}" for part in place))


def ordered(value: Any) -> Any:
    match value:
        case dict():
            return {key: ordered(value[key]) for key in sorted(value)}
        case list():
            return [ordered(item) for item in value]
    return value


def changed(**values: Any) -> AgentSpec:
    return full().model_copy(update=values)


def test_single_values_are_told_with_what_they_were() -> None:
    brief = full().brief.model_copy(update={"tone": Slot(value=["warm", "brief"])})
    formal = brief.model_copy(update={"tone": Slot(value=["formal"], status=SlotStatus.EDITED)})
    assert told(changed(brief=brief), changed(brief=formal)) == ["tone: warm, brief → formal"]
    known = brief.model_copy(update={"tone": Slot(value=["warm", "brief"], source_turn=3, status=SlotStatus.EDITED)})
    assert told(changed(brief=brief), changed(brief=known)) == ["tone, how it is known: stated → edited"]
    assert told(full(), changed(name="Lina", description="x" * 200)) == [
        "name: Lina, Kundendienst → Lina",
        "description reworded",
    ]
    assert told(full(), changed(voice=full().voice.model_copy(update={"speed": 0.9}))) == ["voice, speed: 1.1 → 0.9"]


def test_tools_are_matched_by_name_however_they_are_ordered() -> None:
    tools = full().tools
    assert told(changed(tools=tools[1:]), full()) == ["new tool order_lookup"]
    assert told(full(), changed(tools=tools[:-1])) == ["tool use_voicemail_detection removed"]
    assert told(full(), changed(tools=[*tools[1:], tools[0]])) == ["tools in another order: order_lookup moved"]
    slower = tools[1].model_copy(update={"timeout_s": 60, "parameters": tools[1].parameters[1:]})
    [said] = told(full(), changed(tools=[tools[0], slower, *tools[2:]]))
    assert said == f"tool change_address: parameter {tools[1].parameters[0].name} removed; timeout, seconds: 40 → 60"


def test_renamed_tool_is_one_change_and_another_tool_is_two() -> None:
    [first, *rest] = full().tools
    assert told(full(), changed(tools=[first.model_copy(update={"name": "find_order"}), *rest])) == [
        "tool order_lookup renamed to find_order"
    ]
    other = building.build(cases.state("dental-clinic")).tools[0]
    assert told(full(), changed(tools=[other, *rest])) == ["tool order_lookup removed", f"new tool {other.name}"]


def test_nested_parameters_are_told_by_their_names() -> None:
    [first, *rest] = full().tools
    parameter = first.parameters[0].model_copy(update={"example": "B-7"})
    tool = first.model_copy(update={"parameters": [*first.parameters[1:], parameter]})
    [change] = difference(full(), changed(tools=[tool, *rest]))
    assert f"parameter {parameter.name}: example: {first.parameters[0].example} → B-7" in change.text
    assert [edit for edit in change.edits if edit.path.endswith("/example")][0].before == first.parameters[0].example


def test_prompt_sections_are_told_by_their_lines() -> None:
    more = prompt(*(line.text for line in full().prompt.sections[0].lines), "Be kind.", "Be brief.")
    assert told(full(), changed(prompt=more)) == ["the prompt's Personality section gained two lines"]
    assert told(changed(prompt=more), full()) == ["the prompt's Personality section lost two lines"]
    worded = prompt("Du bist Lina. {{customer_name}} ruft jetzt an von {{caller_number}}.", "Close with it.")
    assert told(full(), changed(prompt=worded)) == [
        "the prompt's Personality section gained one line, lost one line and had one line reworded"
    ]
    section = more.sections[0].model_copy(update={"heading": "Rules", "lines": [PromptLine(text="Never guess.")]})
    both = more.model_copy(update={"sections": [section, *more.sections]})
    assert told(changed(prompt=more), changed(prompt=both)) == ["prompt: new section Rules"]


def workflow(*ways: tuple[str, str], **values: Any) -> AgentSpec:
    """The sample's steps in a chain of other ways."""
    edges = [Edge(source=source, target=target) for source, target in ways]
    return changed(workflow=full().workflow.model_copy(update={"edges": edges, **values}))


def test_steps_that_changed_places_are_told_by_what_they_come_before() -> None:
    before = workflow(("greet", "look"), ("look", "number"), ("number", "bye"))
    after = workflow(("greet", "number"), ("number", "look"), ("look", "bye"))
    assert told(before, after) == ["workflow: the step Order now comes before Look it up"]


def test_steps_and_ways_are_told_by_their_labels() -> None:
    old = full().workflow
    ways = [edge.model_copy(update={"target": "bye"}) if edge.target == "judge" else edge for edge in old.edges]
    [said] = told(full(), changed(workflow=old.model_copy(update={"edges": ways})))
    assert said == "workflow: from Look it up the way leads to Goodbye instead of Found? when the call worked"
    nodes = [old.nodes[0].model_copy(update={"text": "Say hello"}), *old.nodes[1:]]
    assert told(full(), changed(workflow=old.model_copy(update={"nodes": nodes}))) == [
        "workflow: step Greeting: text: Greet the caller → Say hello"
    ]
    shaped = old.model_copy(update={"shape": WorkflowShape.GRAPH})
    assert told(full(), changed(workflow=shaped)) == ["workflow: shape: none → graph"]


def test_tests_variables_and_provenance_are_told() -> None:
    tests = [full().tests[0].model_copy(update={"success": ["Finds it.", "Says so."]}), *full().tests[1:]]
    assert told(full(), changed(tests=tests)) == [
        "test Finds an order: success: Looks the order up. → Finds it., Says so."
    ]
    renamed = [Variable(name="caller_name", default="Alex"), full().variables[1]]
    assert told(full(), changed(variables=renamed)) == ["variable customer_name renamed to caller_name"]
    origin = Provenance(platform="vapi", documents={"agent": {"a": [1, True]}})
    assert told(full(), changed(provenance=origin)) == ["the documents it came from (vapi) now kept"]
    other = Provenance(platform="vapi", documents={"agent": {"a": [1.0, 1]}})
    assert told(changed(provenance=origin), changed(provenance=other)) == ["the documents it came from (vapi) changed"]


@pytest.mark.parametrize("name", ["order-support", "it-helpdesk"])
def test_built_agents_differ_in_a_bounded_number_of_sentences(name: str) -> None:
    found = told(sample("dental-clinic"), sample(name))
    assert 20 < len(found) <= 200
    assert not [
        text for text in found if re.search(r"[{}\[\]]", text.replace("{{", "").replace("}}", "")) and "[" not in text
    ]


def test_what_is_too_much_to_tell_is_still_edited() -> None:
    facts = [{"topic": f"t{n}", "text": "x"} for n in range(50)]
    brief = {"facts": {"value": facts}}
    points = [{"name": f"p{n}", "description": "x"} for n in range(40)]
    many = {
        "data_collection": points,
        "criteria": [{"id": f"c{n}", "name": "x", "goal": "y"} for n in range(30)],
        "guardrails": [{"name": f"g{n}", "rule": "x"} for n in range(40)],
        "variables": [{"name": f"v{n}"} for n in range(50)],
        "tests": [{"name": f"t{n}", "history": [{"role": "user", "text": "hi"}], "success": ["x"]} for n in range(60)],
    }
    after = AgentSpec.model_validate({**tree(minimal()), **many, "brief": brief})
    found = told(minimal(), after)
    assert len(found) == 200
    assert re.fullmatch(r"and \d+ more changes", found[-1])


def test_changes_survive_json() -> None:
    for change in difference(minimal(), full()):
        assert SpecChange.model_validate_json(change.model_dump_json(by_alias=True)) == change
