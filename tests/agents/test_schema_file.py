"""The JSON Schema of a definition: equal to the code, with every field described, and as strict as the model."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from parley.agents import schema
from parley.agents.schemas import AgentSpec
from parley.exports.platforms.native import notation
from tests.exports.samples import SAMPLES, full
from tests.exports.spoiling import spoiled

FILE = Path(__file__).resolve().parents[2] / "docs" / "agent.schema.json"
VALIDATOR = Draft202012Validator(schema.document())


def plain(spec: AgentSpec) -> Any:
    return spec.model_dump(mode="json", by_alias=True, exclude_none=True)


def test_the_file_is_what_the_code_gives() -> None:
    assert FILE.read_text("utf-8") == schema.text(), "write it anew: parley schema > docs/agent.schema.json"


def test_every_object_and_every_field_is_described() -> None:
    document = schema.document()
    parts = {"AgentSpec": document, **document["$defs"]}
    bare = [
        f"{name}.{field}"
        for name, part in parts.items()
        for field, shape in part.get("properties", {}).items()
        if not shape.get("description")
    ]
    assert bare == []
    for name, told in schema.FIELDS.items():
        assert told.keys() <= parts[name]["properties"].keys(), name


@pytest.mark.parametrize("name", SAMPLES)
def test_agents_are_valid_by_it_in_both_notations(name: str) -> None:
    Draft202012Validator.check_schema(schema.document())
    assert list(VALIDATOR.iter_errors(plain(SAMPLES[name]))) == []
    assert list(VALIDATOR.iter_errors(notation.load("a.yaml", notation.dump(SAMPLES[name])))) == []


def test_what_the_model_refuses_is_mostly_invalid_by_it() -> None:
    faults = [json.loads(fault.files["agent.json"]) for fault in spoiled({"agent.json": json.dumps(plain(full()))})]
    refused = [tree for at, tree in enumerate(faults) if at % 8 == 0 and not fits(tree)]
    assert len(refused) > 50
    missed = [tree for tree in refused if VALIDATOR.is_valid(tree)]
    assert len(missed) <= 0.05 * len(refused)


def fits(tree: Any) -> bool:
    try:
        AgentSpec.model_validate(tree)
    except ValueError:
        return False
    return True
