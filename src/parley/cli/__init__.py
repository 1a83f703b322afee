"""The command line: `parley serve | build | export | doctor | db | keys`."""

from parley.cli.main import main

__all__ = ["main"]
