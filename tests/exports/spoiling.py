"""Good bundles spoiled in one place each: any field renamed, removed, mistyped or pointed elsewhere."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Spoiled:
    """A bundle with one fault: the files, and what was done where."""

    files: dict[str, str]
    deed: str


def spoiled(files: Mapping[str, str]) -> Iterator[Spoiled]:
    """Every fault of every field of the JSON and YAML files, in their order."""
    trees = {path: tree for path, text in files.items() if (tree := _tree(path, text)) is not None}
    names = {value for tree in trees.values() for value in _names(tree)} | set(files)
    for path, tree in trees.items():
        for place in _places(tree):
            for deed, changed in _faults(tree, place, names):
                text = _text(path, changed)
                yield Spoiled({**files, path: text}, f"{path}#/{'/'.join(map(str, place))}: {deed}")


def _tree(path: str, text: str) -> Any:
    if path.endswith(".json"):
        return json.loads(text)
    if path.endswith((".yaml", ".yml")):
        return yaml.safe_load(text)
    return None


def _text(path: str, tree: Any) -> str:
    return json.dumps(tree, ensure_ascii=False) if path.endswith(".json") else yaml.safe_dump(tree, allow_unicode=True)


def _places(tree: Any, at: Path = ()) -> Iterator[Path]:
    """Every member of every object, however deep."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        if isinstance(tree, dict):
            yield (*at, key)
        yield from _places(value, (*at, key))


def _names(tree: Any) -> Iterator[str]:
    """What other fields may point at: the keys of objects, and what is called id, name or tool_id."""
    for place in _places(tree):
        value = _at(tree, place)
        yield str(place[-1])
        if place[-1] in {"id", "name", "tool_id", "label"} and isinstance(value, str):
            yield value


def _at(tree: Any, place: Path) -> Any:
    for key in place:
        tree = tree[key]
    return tree


def _faults(tree: Any, place: Path, names: set[str]) -> Iterator[tuple[str, Any]]:
    value, key = _at(tree, place), place[-1]

    def changed(**new: Any) -> Any:
        copy = deepcopy(tree)
        parent = _at(copy, place[:-1])
        del parent[key]
        parent.update(new)
        return copy

    yield "renamed", changed(**{f"{key}_x": value})
    yield "removed", changed()
    yield "mistyped", changed(**{str(key): 7 if isinstance(value, str | dict | list | bool) else {"odd": 1}})
    if isinstance(value, str) and value in names:
        yield "pointed elsewhere", changed(**{str(key): f"{value}_gone"})
