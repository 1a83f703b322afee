"""Bundles in which one value is of a kind that nobody expects: told of or refused, never a crash, on any platform."""

import json
from copy import deepcopy
from typing import Any

import pytest
import yaml

from parley.exports import imports, service
from parley.exports.faults import ImportFault
from tests.exports.test_accepted import spec_of

ODD: tuple[Any, ...] = ([], {}, [["x"]], {"a": []}, None, -1.5, "", True)
MOST = 60


def places(tree: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [place for key, value in items for place in ((*at, key), *places(value, (*at, key)))]


def replaced(tree: Any, place: tuple[Any, ...], value: Any) -> Any:
    changed = deepcopy(tree)
    here = changed
    for key in place[:-1]:
        here = here[key]
    here[place[-1]] = value
    return changed


def kind(path: str, place: tuple[Any, ...]) -> tuple[Any, ...]:
    """Places alike but for their indices are looked at once."""
    return (path.partition("/")[0], *("*" if isinstance(step, int) else step for step in place))


@pytest.mark.parametrize("platform", service.names())
def test_no_odd_value_makes_lint_or_import_crash(platform: str) -> None:
    files = {file.path: file.content for file in service.render(spec_of("full"), platform).files}
    loaders = {"json": json.loads, "yml": yaml.safe_load, "yaml": yaml.safe_load}
    trees = {path: load(text) for path, text in files.items() if (load := loaders.get(path.rpartition(".")[2]))}
    found = {kind(path, place): (path, place) for path, tree in trees.items() for place in places(tree)}
    every = list(found.values())
    for number, (path, place) in enumerate(every[:: len(every) // MOST + 1]):
        odd = {**files, path: json.dumps(replaced(trees[path], place, ODD[number % len(ODD)]))}
        assert all(one.rule.startswith(platform.partition("-")[0]) for one in service.lint(odd, platform))
        if platform in imports.importers():
            try:
                spec = imports.read(odd, platform)[1].spec
            except ImportFault:
                continue
            assert service.render(spec, platform).files


CROWDS: dict[str, dict[str, Any]] = {
    "retell": {
        "nodes": [{"id": str(at), "type": "conversation", "edges": []} for at in range(20_000)],
        "start_node_id": "0",
        "global_prompt": "x",
    },
    "vapi": {"voice": {"provider": "vapi"}, "model": {"tools": [{"name": str(at)} for at in range(20_000)]}},
}


@pytest.mark.parametrize("platform", CROWDS)
def test_crowds_are_refused_and_told_of_at_no_great_length(platform: str) -> None:
    files = {"agent.json": json.dumps(CROWDS[platform])}
    with pytest.raises(ImportFault, match="more than"):
        imports.read(files, platform)
    assert 0 < len(service.lint(files, platform)) <= service.MAX_FINDINGS


def test_file_of_too_many_values_is_not_read() -> None:
    (found,) = service.lint({"a.json": json.dumps([0] * 200_000)}, "retell")
    assert "100,000 values" in found.message
