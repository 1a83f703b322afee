"""Good bundles spoiled in one place each: any field renamed, removed, mistyped or pointed elsewhere."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import yaml

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Spoiled:
    """A bundle with one fault, and what was done where. Its files are made when they are asked for."""

    deed: str
    _good: Mapping[str, str]
    _path: str
    _tree: Callable[[], Any]

    @property
    def files(self) -> dict[str, str]:
        """The bundle's files, one of them spoiled."""
        return {**self._good, self._path: _text(self._path, self._tree())}


def spoiled(files: Mapping[str, str]) -> Iterator[Spoiled]:
    """Every fault of every field of the JSON and YAML files, in their order."""
    trees = {path: tree for path, text in files.items() if (tree := _tree(path, text)) is not None}
    names = {value for tree in trees.values() for value in _names(tree)} | set(files)
    for path, tree in trees.items():
        for place in _places(tree):
            for deed, members in _faults(_at(tree, place), place[-1], names):
                told = f"{path}#/{'/'.join(map(str, place))}: {deed}"
                yield Spoiled(told, files, path, partial(_changed, tree, place, members))


def _tree(path: str, text: str) -> Any:
    if path.endswith(".json"):
        return json.loads(text)
    if path.endswith((".yaml", ".yml")):
        return yaml.load(text, Loader=yaml.CSafeLoader)
    return None


def _text(path: str, tree: Any) -> str:
    if path.endswith(".json"):
        return json.dumps(tree, ensure_ascii=False)
    return yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True)


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


def _faults(value: Any, key: str | int, names: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is done to a member of an object, and the members that take its place."""
    yield "renamed", {f"{key}_x": value}
    yield "removed", {}
    yield "mistyped", {str(key): 7 if isinstance(value, str | dict | list | bool) else {"odd": 1}}
    if isinstance(value, str) and value in names:
        yield "pointed elsewhere", {str(key): f"{value}_gone"}


def _changed(tree: Any, place: Path, members: dict[str, Any]) -> Any:
    """The tree with others in place of one member; what is on the way to it is copied, the rest shared."""
    copy = tree.copy()
    if len(place) == 1:
        del copy[place[0]]
        copy.update(members)
    else:
        copy[place[0]] = _changed(tree[place[0]], place[1:], members)
    return copy
