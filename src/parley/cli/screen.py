"""The terminal: one console for what is said, one for what goes wrong."""

from rich.console import Console
from rich.markup import escape

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def fail(reason: str) -> None:
    """Say in one line what is wrong."""
    errors.print(f"[red]parley:[/] {escape(reason)}", soft_wrap=True)
