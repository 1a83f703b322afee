"""A slice of the corpus in guided mode: what the builder understands must not get worse.

The floors stand a little under what was measured last; whoever makes the builder better raises them.
"""

from parley.core.config import Settings
from parley.evals import service, totals
from parley.evals.service import Selection

SLICE = (
    *("en-dental-01", "en-restaurant-01", "en-vet-01"),
    *("de-dental-01", "de-telecom-05"),
    *("es-dental-01", "es-restaurant-02"),
    *("zh-dental-01", "zh-returns-02"),
)
F1 = {"en": 0.88, "de": 0.97, "es": 0.97, "zh": 0.97}
INVENTED = 0.005


async def test_builder_understands_as_much_as_it_did(embedded: Settings) -> None:
    scores = await service.run(embedded, service.select(Selection(ids=SLICE)), None)
    assert len(scores) == len(SLICE)
    groups = totals.by_tongue(scores)
    assert {name: held.f1 for name, held in groups.items() if (held.f1 or 0) < F1.get(name, 0)} == {}
    held = groups["all"]
    assert held.invented.share is not None
    assert held.invented.share <= INVENTED
    assert (held.false_claims, held.untold, held.unasked) == (0, 0, 0)
