"""Parley's own form on its way in: JSON, YAML and whole bundles, read back equal; what is wrong with them is found."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from parley.agents import formats
from parley.agents.schemas import AgentSpec, Severity
from parley.builder import spec as building
from parley.exports import service
from parley.exports.faults import ImportFault
from parley.exports.platforms.native import notation
from parley.exports.schemas import Importer
from tests.builder import cases
from tests.exports.samples import SAMPLES, full, minimal
from tests.exports.spoiling import spoiled
from tests.exports.test_laws import specs

AGENTS = {**SAMPLES, **{name: building.build(cases.state(name)) for name in cases.NAMES}}


def importer() -> Importer:
    found = service.platform("native").importer
    assert found is not None
    return found


def bundle(spec: AgentSpec) -> dict[str, str]:
    return {file.path: file.content for file in service.render(spec, "native").files}


def rules(files: dict[str, str]) -> set[str]:
    return {found.rule for found in service.lint(files, "native")}


def changed(spec: AgentSpec, **values: Any) -> dict[str, str]:
    """The definition alone, with other members at the top."""
    tree = spec.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {"agent.json": json.dumps({**tree, **values})}


@pytest.mark.parametrize("name", AGENTS)
def test_an_agent_comes_back_as_it_went(name: str) -> None:
    spec = AGENTS[name]
    whole = bundle(spec)
    yaml_file = {"agent.yaml": notation.dump(spec)}
    for files in (whole, {"agent.json": whole["agent.json"]}, yaml_file, {"mia.yml": yaml_file["agent.yaml"]}):
        assert importer().recognises(files)
        read = importer().read(files)
        assert read.spec == spec
        assert read.report.dropped == []
        assert service.render(read.spec, "native") == service.render(spec, "native")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(specs())
def test_any_agent_loads_back_equal_from_yaml(spec: AgentSpec) -> None:
    text = notation.dump(spec)
    assert importer().read({"agent.yaml": text}).spec == spec
    assert text == notation.dump(spec)


@pytest.mark.parametrize("text", ["1e3", "-.5", "0x1F", "null", "~", "", "yes", "12:30", "a\nb", " a\n\n b \n", "- x"])
def test_texts_that_look_like_something_else_stay_texts(text: str) -> None:
    lines = [line.model_copy(update={"text": text}) for line in minimal().prompt.sections[0].lines]
    section = minimal().prompt.sections[0].model_copy(update={"lines": lines})
    spec = minimal().model_copy(update={"prompt": minimal().prompt.model_copy(update={"sections": [section]})})
    assert importer().read({"agent.yaml": notation.dump(spec)}).spec == spec


def test_yaml_says_only_what_is_not_as_by_default_and_in_blocks() -> None:
    spec = full().model_copy(update={"description": "Helps.\nAlways."})
    text = notation.dump(spec)
    assert text.startswith(
        "schema: parley.agent/1\nname: Lina, Kundendienst\nslug: lina-kundendienst\ndescription: |-\n"
    )
    assert "provenance" not in text
    assert list(yaml.safe_load(text))[:4] == ["schema", "name", "slug", "description"]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "the definition is not there"),
        ({"agent.json": "{}"}, "the definition is not there"),
        ({"agent.json": '{"schema": "parley.agent/1"'}, "it is not JSON"),
        ({"agent.json": '[{"schema": "parley.agent/1"}]'}, "a definition is an object"),
        ({"agent.json": '{"schema": "parley.agent/2"}'}, "The format parley.agent/2 is not known"),
        ({"agent.json": '{"schema": "parley.agent/new <b>"}'}, "The schema is none of Parley's"),
        ({"agent.yaml": "schema: parley.agent/1\nname: &a x\nslug: *a\n"}, "anchors or aliases"),
        ({"agent.yaml": "schema: parley.agent/1\nname: !!python/name:os.system x\n"}, "it is not YAML"),
        (changed(minimal(), voice={"speed": 9}), "agent.json at /voice/speed"),
        (changed(minimal(), surprise=1), "agent.json at /surprise: The platform knows no such field."),
        ({**changed(minimal()), "agent.yaml": notation.dump(full())}, "agent.yaml: it differs from agent.json"),
    ],
)
def test_what_is_no_agent_is_refused_with_its_place(files: dict[str, str], told: str) -> None:
    with pytest.raises(ImportFault) as caught:
        importer().read(files)
    assert told in caught.value.detail


@pytest.mark.parametrize(
    "files",
    [
        {"agent.json": '{"schema": "parley.agent/1", "x": ' + "[" * 100_000},
        {"agent.yaml": "schema: parley.agent/1\nx: " + "[" * 10_000},
        {"agent.json": '{"schema": "parley.agent/1", "name": "\\ud800"}'},
        {"agent.yaml": "schema: parley.agent/1\n\x00"},
        {"agent.json": "x" * 3_000_000 + '"schema": "parley.agent/1"'},
        {"agent.json": '{"schema": 7}', "agent.yaml": "7", "b.json": "null"},
    ],
)
def test_hostile_files_are_refused_and_never_break_the_linter(files: dict[str, str]) -> None:
    with pytest.raises(ImportFault):
        importer().read(files)
    assert [found for found in service.lint(files, "native") if found.severity is Severity.ERROR]


def test_foreign_files_are_not_recognised() -> None:
    for files in ({}, {"agent.json": '{"agent_name": "x"}'}, {"a/agent.json": bundle(full())["agent.json"]}):
        assert not importer().recognises(files)


def test_pages_that_say_something_else_are_told_and_not_read() -> None:
    files = {**bundle(full()), "prompt.md": "# Personality\n\nYou are Max.\n"}
    read = importer().read(files)
    assert read.spec == full()
    assert read.report.dropped == ["prompt.md: it is not what agent.json makes it, and was not read"]
    assert "native.stale-page" in rules(files)


@pytest.mark.parametrize("name", cases.NAMES)
def test_a_built_agent_has_nothing_wrong(name: str) -> None:
    found = service.lint(bundle(AGENTS[name]), "native")
    assert [one for one in found if one.severity is not Severity.WARNING] == []
    assert [one for one in found if not one.rule.startswith("native.prompt-")] == []


def test_parts_are_held_against_each_other() -> None:
    tree = json.loads(bundle(full())["agent.json"])
    broken = {
        "native.unknown-tool": {"tests": [{**tree["tests"][0], "mocks": [{"tool": "gone", "answer": "{}"}]}]},
        "native.duplicate-name": {"tools": [*tree["tools"], tree["tools"][0]]},
        "native.workflow-tool-not-configured": {"tools": tree["tools"][1:]},
        "native.workflow-dangling-edge": {"workflow": {**tree["workflow"], "nodes": tree["workflow"]["nodes"][:-1]}},
        "native.prompt-undeclared-variable": {"variables": []},
        "native.missing-server": {"tools": [{key: value for key, value in tree["tools"][4].items() if key != "mcp"}]},
        "native.lost-source": {"tests": [{**tree["tests"][0], "sources": ["/brief/goals/7"]}]},
    }
    clean = rules(changed(full()))
    for rule, values in broken.items():
        assert rule not in clean
        assert rule in rules(changed(full(), **values))


@pytest.mark.parametrize("name", [*SAMPLES, "restaurant-booking"])
def test_nearly_every_fault_is_found(name: str) -> None:
    files = bundle(AGENTS[name])
    clean = {(found.rule, found.where) for found in service.lint(files, "native")}
    steps = {"full": 5, "restaurant-booking": 20}.get(name, 1)
    tried = [fault for at, fault in enumerate(spoiled(files)) if at % steps == 0]
    missed = [
        fault.deed
        for fault in tried
        if not {(found.rule, found.where) for found in service.lint(fault.files, "native")} - clean
    ]
    assert len(missed) <= 0.05 * len(tried), "\n".join(missed)


def test_an_older_format_is_read_by_way_of_its_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = json.loads(bundle(minimal())["agent.json"])
    older = {**tree, "schema": "parley.agent/0", "title": tree["name"]}
    del older["name"]

    def renamed(given: dict[str, Any]) -> dict[str, Any]:
        rest = {key: value for key, value in given.items() if key != "title"}
        return {**rest, "name": given["title"], "schema": "parley.agent/1"}

    with pytest.raises(formats.UnknownFormat, match="parley.agent/0"):
        formats.stored(json.dumps(older))
    monkeypatch.setattr(formats, "MIGRATIONS", {"parley.agent/0": renamed})
    assert formats.stored(json.dumps(older)) == minimal()
    assert importer().read({"agent.json": json.dumps(older)}).spec == minimal()


def test_errors_of_a_bundle_are_in_it_and_hold_nothing_back() -> None:
    spec = full().model_copy(update={"variables": []})
    made = service.checked(spec, "native")
    assert {"native.prompt-undeclared-variable"} <= {found.rule for found in made.findings}
    assert {found.severity for found in made.findings} == {Severity.ERROR}
    assert made.files == service.render(spec, "native").files
