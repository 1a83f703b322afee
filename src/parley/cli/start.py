"""How every command begins: the settings, a log that keeps quiet beside them, and the event loop."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from parley.core import config, log
from parley.core.config import LogLevel, Settings

T = TypeVar("T")


def settings() -> Settings:
    """The settings of the environment, with the log set up; ConfigError when one is wrong."""
    found = config.load()
    log.configure(found.model_copy(update={"log_level": max_level(found.log_level)}))
    return found


def max_level(level: LogLevel) -> LogLevel:
    """Commands talk on the same terminal as the log: they keep it to warnings unless DEBUG is asked for."""
    return level if level in {LogLevel.DEBUG, LogLevel.ERROR} else LogLevel.WARNING


def run(work: Coroutine[Any, Any, T]) -> T:
    """Do the work of a command."""
    return asyncio.run(work)
