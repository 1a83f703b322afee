"""Where the files that ship beside the code are: at the top of a checkout, or inside an installed wheel."""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def shipped(name: str) -> Path:
    """The folder or file `name` ("prompts", "locales", "alembic", "alembic.ini"): the wheel's copy if there is one."""
    installed = PACKAGE / "_data" / name
    return installed if installed.exists() else PACKAGE.parent.parent / name
