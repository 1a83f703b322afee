"""Brings the catalogues in `locales/` up to the code: new messages are added empty, those that are gone are dropped.

`python scripts/locales.py` writes the files and says how many messages wait for a translation.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from parley.builder import defaults
from parley.builder.guided import lexicon
from parley.builder.guided.english import nouns
from parley.builder.phrases import SPOKEN
from parley.tools.candidates import Point
from parley.tools.service import catalogue

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = tuple(language for language in SPOKEN if language != "en")
KEYWORDS = {"N_": None, "tell": None, "count": (1, 2)}
_METHODS = [("**.py", "python")]


def path(language: str) -> Path:
    """A language's catalogue."""
    return ROOT / "locales" / language / "LC_MESSAGES" / "parley.po"


def template() -> Catalog:
    """Every message that has to be translated: the code's, the tools' titles, and the values that the rules write."""
    found = Catalog(project="parley", charset="utf-8")
    builder = ROOT / "src" / "parley" / "builder"
    for name, _line, message, _comments, _context in extract_from_dir(builder, _METHODS, keywords=KEYWORDS):
        found.add(message, locations=[(f"src/parley/builder/{name}", 1)])
    for message in _data():
        found.add(message)
    return found


def _data() -> Iterator[str]:
    for entry in catalogue().values():
        yield entry.title
        yield from (tool.title for tool in entry.tools)
    yield from (point.value for point in Point)
    yield from sorted(set(lexicon.TONES_ABROAD.values()))
    names = {name for goals in defaults.GOALS.values() for _, data in goals for name in data}
    yield from sorted({name.replace("_", " ") for name in names | set(nouns.DATA_NAMES.values())})


def read(language: str) -> Catalog:
    """A catalogue as it is kept; an empty one where there is none."""
    if not path(language).exists():
        return Catalog(locale=language, project="parley", charset="utf-8", fuzzy=False)
    with path(language).open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> int:
    """Write the catalogue anew and return how many messages it lacks."""
    kept = read(language)
    made = kept.creation_date
    kept.update(template(), no_fuzzy_matching=True)
    kept.creation_date = made  # or every run would change the file
    kept.header_comment = "# What the builder says; `python scripts/locales.py` brings the messages up to the code."
    kept.fuzzy = False
    kept.obsolete.clear()
    path(language).parent.mkdir(parents=True, exist_ok=True)
    with path(language).open("wb") as file:
        write_po(file, kept, width=120, omit_header=False, no_location=True, sort_output=True)
    return sum(1 for message in kept if message.id and not is_translated(message))


def is_translated(message: Message) -> bool:
    """Whether a message has all its forms."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    return all(forms)


def main() -> int:
    """Exit code 1 while a message waits for its translation."""
    waiting = {language: update(language) for language in LANGUAGES}
    for language, count in waiting.items():
        sys.stdout.write(f"{language}: {count} to translate\n")
    return 1 if any(waiting.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
