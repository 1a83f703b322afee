"""One small call, to learn whether a configured model answers in the shape it is asked for."""

import time

from pydantic import BaseModel

from parley.llm.pool import ModelPool
from parley.llm.schemas import Role, Said, StructuredRequest


class Pong(BaseModel):
    """What the model is asked to say."""

    answer: str


async def probe(pool: ModelPool) -> float:
    """The seconds the model took; a ModelError says why it did not answer."""
    request = StructuredRequest("Answer with JSON.", (Said(Role.USER, 'Put the word "ready" into answer.'),), Pong, 50)
    started = time.perf_counter()
    await pool.structured(request)
    return time.perf_counter() - started
