"""What is imported later than it could be, or not at all: an idle server holds only what it uses."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


def modules(package: str) -> Callable[[str], ModuleType]:
    """The `__getattr__` of a package whose modules are imported when they are first used, not with the package.

    It gives a module by its name; type checkers are shown the names apart.
    """

    def load(name: str) -> ModuleType:
        try:
            return import_module(f"{package}.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"{package}.{name}":
                raise
            raise AttributeError(f"module {package!r} has no attribute {name!r}") from None

    return load


@contextmanager
def without(package: str) -> Iterator[None]:
    """What is imported meanwhile does not find that package, unless it is loaded already.

    For libraries that take a package along wherever it is installed, and do without it where it is not.
    """
    if package in sys.modules:
        yield
        return
    sys.modules[package] = None  # type: ignore[assignment]  # how the import system is told that there is none
    try:
        yield
    finally:
        del sys.modules[package]
