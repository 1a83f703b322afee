"""The corpus: cases read from YAML files, each checked for sense before anything is played."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from parley.core.errors import ConfigError
from parley.core.paths import shipped
from parley.evals import matching, values
from parley.evals.schemas import Case
from parley.tools import service as tools

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_CASES = 2_000


def corpus() -> Path:
    """The folder of the cases that ship with Parley."""
    return shipped("evals") / "corpus"


def load(paths: list[Path]) -> list[Case]:
    """The cases in files and folders, in the order of their ids. ConfigError: names every wrong file and field."""
    found: dict[str, Case] = {}
    wrong: list[str] = []
    for path in _files(paths):
        try:
            case = _read(path)
        except ConfigError as error:
            wrong.append(str(error))
            continue
        wrong += [f"{path}: {problem}" for problem in problems(case, path)]
        if case.id in found:
            wrong.append(f"{path}: id: {case.id} is another file's, too")
        found[case.id] = case
    if wrong:
        raise ConfigError("\n".join(wrong))
    if not found:
        raise ConfigError(f"no cases (*.yaml) in {', '.join(map(str, paths))}")
    return [found[id_] for id_ in sorted(found)]


def problems(case: Case, path: Path) -> list[str]:
    """What makes no sense in a case whose form is right."""
    wrong = [] if case.id == path.stem else [f"id: {case.id} differs from the file's name"]
    if not case.id.startswith(f"{case.language}-"):
        wrong.append(f"id: {case.id} does not begin with the language, {case.language}")
    wanted = values.wanted(case)
    for place, item in enumerate(case.corrections):
        here = [value for value in wanted if value.slot == item.slot or item.slot in value.slots]
        if item.right and not any(matching.says(value, item.right.options, case.language) for value in here):
            wrong.append(f"corrections.{place}.right: no such value in expected.{item.slot}")
    for place, tool in enumerate(case.tools or []):
        unknown = [name for name in tool.options if tools.entry(name) is None]
        wrong += [f"tools.{place}: the catalogue has no {name}" for name in unknown]
    return wrong


def _files(paths: list[Path]) -> Iterator[Path]:
    count = 0
    for path in paths:
        if not path.exists():
            raise ConfigError(f"{path} does not exist")
        for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
            count += 1
            if count > MOST_CASES:
                raise ConfigError(f"more than {MOST_CASES:,} cases")
            yield file


def _read(path: Path) -> Case:
    try:
        data = yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506 - a safe loader, in C where built
    except (OSError, yaml.YAMLError) as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 1}" if where else ""
        raise ConfigError(f"{path}{line}: cannot be read as YAML ({type(error).__name__})") from error
    try:
        return Case.model_validate(data)
    except ValidationError as error:
        wrong = (f"{path}: {_field(item['loc'])}: {item['msg']}" for item in error.errors(include_url=False))
        raise ConfigError("\n".join(wrong)) from error


def _field(loc: tuple[int | str, ...]) -> str:
    return ".".join(map(str, loc)) or "the whole file"
