"""The Jinja2 environment of `prompts/`: templates are files of ours, what users wrote is only ever a variable."""

from functools import cache
from typing import TYPE_CHECKING

from parley.core.paths import shipped

if TYPE_CHECKING:
    from jinja2 import Environment, Template


@cache
def environment() -> "Environment":
    """One environment a process. Undefined names are errors; nothing is escaped, since the output is no HTML."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # not needed before a model is asked

    return Environment(
        loader=FileSystemLoader(shipped("prompts")),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - prompts are plain text
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def template(name: str) -> "Template":
    """The compiled template `name`, a path below `prompts/` chosen by code, never by a request."""
    return environment().get_template(name)
