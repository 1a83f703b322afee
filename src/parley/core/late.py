"""Packages whose modules are imported when they are first used, not by whoever imports the package."""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType


def modules(package: str) -> Callable[[str], ModuleType]:
    """The `__getattr__` of such a package: a module of it by its name; type checkers are shown the names apart."""

    def load(name: str) -> ModuleType:
        try:
            return import_module(f"{package}.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"{package}.{name}":
                raise
            raise AttributeError(f"module {package!r} has no attribute {name!r}") from None

    return load
