"""Loads GitHub's document in a process of its own, ranks the labelled requests, and prints what it took, as JSON."""

import json
import sys
import time
from pathlib import Path

from parley.tools.openapi.document import Document
from parley.tools.openapi.reading import read
from parley.tools.openapi.source import OpenApiSource
from parley.tools.ranking import Ranking
from tests.tools.openapi.samples import MAX_BYTES
from tests.tools.openapi.wishes import FURTHER, WISHES


def main(path: str) -> None:
    """One line of JSON: operations, seconds, megabytes, and each request's five best."""
    started = time.perf_counter()
    source = OpenApiSource(Document(read(Path(path).read_bytes(), max_bytes=MAX_BYTES)))
    ranking = Ranking(source.candidates)
    best = {wish: [one.candidate for one in ranking.best(wish, 5)] for wish in WISHES | FURTHER}
    tools = [source.tool(best[wish][0].key, wish).name for wish in WISHES]
    seconds = time.perf_counter() - started
    sys.stdout.write(
        json.dumps(
            {
                "operations": [candidate.name for candidate in source.candidates],
                "best": {wish: [candidate.name for candidate in found] for wish, found in best.items()},
                "tools": tools,
                "seconds": seconds,
                "megabytes": _peak_megabytes(),
            }
        )
    )


def _peak_megabytes() -> float:
    """The most memory this process has held; what the system says of a child includes the parent it was forked from."""
    told = Path("/proc/self/status").read_text()
    return int(told.partition("VmHWM:")[2].split()[0]) / 1_000


if __name__ == "__main__":
    main(sys.argv[1])
