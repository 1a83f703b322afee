"""The tool catalogue: the integrations that ship as data files, which of them a text calls for, which a job wants.

The files are read at the first call and kept for the life of the process. Nothing here touches a session.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from parley.agents.schemas import Kind
from parley.tools.mentions import PhraseIndex
from parley.tools.schemas import CatalogueEntry, Mention

FOLDER = Path(__file__).parent / "catalogue"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def catalogue() -> Mapping[str, CatalogueEntry]:
    """Every entry by id, in the order of the ids. A wrong file raises ValidationError: it is our own bug."""
    entries = (_read(path) for path in sorted(FOLDER.glob("*.yaml")))
    return MappingProxyType({entry.id: entry for entry in entries})


def entry(entry_id: str) -> CatalogueEntry | None:
    """The entry, None when the catalogue has none of that id."""
    return catalogue().get(entry_id)


def mentioned(text: str) -> list[Mention]:
    """The entries a text calls for, each once, in the order of the text. Negation is not looked at."""
    return resolve(spotted(text))


def spotted(text: str) -> list[Mention]:
    """Every occurrence of a name or phrase in the text, in order, none overlapping another."""
    return _index().find(text)


def resolve(mentions: Iterable[Mention]) -> list[Mention]:
    """One mention an entry (where it is named, else the first); a phrase gives way to a named product of its category.

    "Book into our calendar, we use Outlook" names Outlook, so "calendar" is not Google's. Callers who drop negated
    mentions do it before: spotted, filter, resolve.
    """
    chosen: dict[str, Mention] = {}
    for mention in mentions:
        held = chosen.get(mention.entry_id)
        if held is None or (mention.explicit and not held.explicit):
            chosen[mention.entry_id] = mention
    named = {_category(mention) for mention in chosen.values() if mention.explicit}
    kept = (mention for mention in chosen.values() if mention.explicit or _category(mention) not in named)
    return sorted(kept, key=lambda mention: mention.start)


def suggested(kind: Kind) -> list[CatalogueEntry]:
    """What agents of this kind usually want: at most one entry of a category."""
    return [entry for entry in catalogue().values() if kind in entry.kinds]


def alternatives(entry_id: str) -> list[CatalogueEntry]:
    """Other entries for the same need (Outlook, Cal.com for "google_calendar"); none for an unknown id."""
    held = entry(entry_id)
    if held is None:
        return []
    return [other for other in catalogue().values() if other.category == held.category and other.id != entry_id]


@cache
def _index() -> PhraseIndex:
    return PhraseIndex(catalogue().values())


def _category(mention: Mention) -> str:
    return catalogue()[mention.entry_id].category


def _read(path: Path) -> CatalogueEntry:
    """Parse a file. What each of its tools would repeat is filled in: the entry's id and page, the usual kind."""
    data: dict[str, Any] = yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506 - a safe loader, in C where built
    page = data.get("page", "")
    data["tools"] = [_completed(tool, data["id"], page) for tool in data["tools"]]
    return CatalogueEntry.model_validate(data)


def _completed(tool: dict[str, Any], entry_id: str, page: str) -> dict[str, Any]:
    parameters = [_with_example(parameter) for parameter in tool.get("parameters", [])]
    return {"kind": "webhook", "source_page": page} | tool | {"catalogue_id": entry_id, "parameters": parameters}


def _with_example(parameter: dict[str, Any]) -> dict[str, Any]:
    """The files write an example once; platforms that know only descriptions get it at the end of the description."""
    example = parameter.get("example")
    if not example:
        return parameter
    return parameter | {"description": f"{parameter['description'].removesuffix('.')}, e.g. {example}"}
