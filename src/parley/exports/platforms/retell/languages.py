"""Languages: the platform's locales, chosen by the BCP 47 tags of the agent."""

from typing import get_args

from parley.exports.platforms.retell.export import Export
from parley.exports.platforms.retell.shapes.words import Locale

LOCALES: tuple[str, ...] = get_args(Locale)
_ALIASES = {"nb": "no", "nn": "no", "tl": "fil", "iw": "he", "in": "id", "cmn": "zh", "yue": "yue"}


def locale(tag: str) -> str | None:
    """The locale of a tag: the same one, else the first of its language; None where the language is not spoken."""
    lowered = tag.lower()
    exact = next((one for one in LOCALES if one.lower() == lowered), None)
    if exact:
        return exact
    bare = lowered.split("-")[0]
    language = _ALIASES.get(bare, bare)
    return next((one for one in LOCALES if one.split("-")[0] == language), None)


def language(export: Export) -> str | list[str] | None:
    """The agent's `language`: one locale, several, or None where it speaks none of them."""
    voice = export.spec.voice
    tags = list(dict.fromkeys([voice.language, *voice.extra_languages]))
    unknown = [tag for tag in tags if locale(tag) is None]
    if unknown:
        export.notes.dropped.append(f"Languages {', '.join(unknown)}: the platform does not speak them")
    found = list(dict.fromkeys(one for tag in tags if (one := locale(tag))))
    if not found:
        return None
    export.notes.mapped.append(f"Languages: {', '.join(found)}")
    return found[0] if len(found) == 1 else found
