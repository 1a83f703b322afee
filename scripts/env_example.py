"""Writes .env.example from the settings, so that every variable, its default and its meaning stand there."""

from pathlib import Path

from pydantic_core import PydanticUndefined

from parley.core.config import Settings

HEAD = """\
# Parley's settings. Copy to .env and change what you need: everything has a default that works on a laptop.
# Environment variables win over this file. `parley doctor` says what is configured and reachable.
"""


def render() -> str:
    """The file's text; a test holds the file equal to it."""
    lines = [HEAD]
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = "" if default in (None, PydanticUndefined, ()) else getattr(default, "value", default)
        lines += [f"# {field.description}", f"#{name.upper()}={shown}", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    (Path(__file__).resolve().parent.parent / ".env.example").write_text(render(), encoding="utf-8")
