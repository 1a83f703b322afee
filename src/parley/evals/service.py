"""The benchmark as the command line calls it: which cases, by which engine, and their scores."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.core.http import fetch_json
from parley.evals import cases
from parley.evals.play import House, open_house
from parley.evals.schemas import Case, Style, Tongue
from parley.evals.score import Score, score
from parley.llm import models
from parley.llm.pool import open_pool
from parley.llm.schemas import ModelConfig

_TOGETHER = {False: 16, True: 4}
"""As many cases are played at once, without and with a model."""


class Engine(StrEnum):
    """Who understands the messages."""

    GUIDED = "guided"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which cases of the files and folders to play; an empty criterion takes all. Without paths: the corpus."""

    paths: Sequence[Path] = ()
    languages: Sequence[Tongue] = ()
    styles: Sequence[Style] = ()
    ids: Sequence[str] = ()


def select(selection: Selection) -> list[Case]:
    """The cases in the order of their ids. ConfigError: a file is wrong, or nothing fits."""
    found = cases.load(list(selection.paths) or [cases.corpus()])
    kept = [case for case in found if _fits(case, selection)]
    if not kept:
        raise ConfigError(f"none of the {len(found)} cases fits --language, --style and --only")
    return kept


def _fits(case: Case, selection: Selection) -> bool:
    return (
        (not selection.languages or case.language in selection.languages)
        and (not selection.styles or bool(set(selection.styles) & set(case.style)))
        and (not selection.ids or case.id in selection.ids)
    )


async def configured(settings: Settings, engine: Engine) -> ModelConfig | None:
    """The model that `serve` would use, None for the guided engine. ConfigError: there is none to run against."""
    if engine is Engine.GUIDED:
        return None
    found = await models.configured(settings, fetch_json)
    if not found:
        raise ConfigError("--engine model needs a model: set LLM_MODEL, or start Ollama; `parley doctor` says more")
    return found[0]


async def run(
    settings: Settings,
    chosen: Iterable[Case],
    model: ModelConfig | None,
    done: Callable[[Score], None] = lambda _: None,
) -> list[Score]:
    """Play and score the cases, several at once; `done` is told of each. The scores keep the cases' order."""
    gate = asyncio.Semaphore(_TOGETHER[model is not None])
    pool = open_pool(model)

    async def one(house: House, case: Case) -> Score:
        async with gate:
            result = score(await house.play(case))
        done(result)
        return result

    try:
        async with open_house(settings, pool) as house, asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(house, case)) for case in chosen]
    finally:
        if pool is not None:
            await pool.close()
    return [task.result() for task in tasks]
