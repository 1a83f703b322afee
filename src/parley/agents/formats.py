"""Which formats of an agent's definition are read: the present one, and older ones by way of migrations."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import orjson

from parley.agents.schemas import AgentSpec
from parley.agents.schemas.spec import SCHEMA_NAME
from parley.core.errors import InvalidInput

Json = dict[str, Any]
MIGRATIONS: Mapping[str, Callable[[Json], Json]] = {}
"""By the name of an older format, what makes a definition one of the next format, its `schema` included."""
_NAME = re.compile(r"parley\.agent/([0-9]{1,4})")


class UnknownFormat(InvalidInput):
    """The definition is of a format that is not read here."""

    title = "Unknown format"


def is_named(name: object) -> bool:
    """Whether this is the name of a format of ours, of whatever version."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def migrated(tree: Json) -> Json:
    """The definition in the present format; UnknownFormat, by name, where nothing leads there."""
    name = tree.get("schema", SCHEMA_NAME)
    for _ in range(len(MIGRATIONS)):
        if name == SCHEMA_NAME or name not in MIGRATIONS:
            break
        tree = MIGRATIONS[name](tree)
        name = tree["schema"]
    if name == SCHEMA_NAME:
        return tree
    if not is_named(name):
        raise UnknownFormat(f"The schema is none of Parley's; this version reads {SCHEMA_NAME}.")
    raise UnknownFormat(f"The format {name} is not known to this version of Parley, which reads {SCHEMA_NAME}.")


def stored(text: str) -> AgentSpec:
    """A definition as it was stored, by this version or an older one."""
    return AgentSpec.model_validate(migrated(orjson.loads(text)))
