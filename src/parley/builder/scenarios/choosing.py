"""Which scenarios an agent carries: every stated rule first, sharing talks where there are too many, then the rest."""

from collections.abc import Iterator, Sequence
from itertools import count, zip_longest

from parley.agents.schemas import Scenario, ScenarioKind
from parley.builder.language.wording import clip
from parley.builder.phrases import Phrases
from parley.builder.scenarios.setting import Rule, bounded, title

LIMIT = 60
_RESERVED = 12
"""Places kept for what covers no rule of its own, as long as the rules can share talks."""
_MOST_SHARING = 10


def chosen(
    first: Sequence[Scenario], rules: Sequence[Sequence[Rule]], others: Sequence[Sequence[Scenario]], words: Phrases
) -> list[Scenario]:
    """At most LIMIT, names unique: `first` and the rules, then the `others` by turns, one of each group."""
    size = _size(first, rules)
    found = [*first, *(scenario for group in rules for scenario in _shared(group, size, words))]
    rest = [scenario for each in zip_longest(*others) for scenario in each if scenario is not None]
    return list(_named_apart([*found, *rest][:LIMIT]))


def _size(first: Sequence[Scenario], rules: Sequence[Sequence[Rule]]) -> int:
    """How many rules of a kind share a talk: as few as leave room for the rest."""
    for size in range(1, _MOST_SHARING):
        if len(first) + sum(-(-len(group) // size) for group in rules) <= LIMIT - _RESERVED:
            return size
    return _MOST_SHARING


def _shared(group: Sequence[Rule], size: int, words: Phrases) -> Iterator[Scenario]:
    for start in range(0, len(group), size):
        together = group[start : start + size]
        yield together[0].scenario if len(together) == 1 else _talk(together, words)


def _talk(together: Sequence[Rule], words: Phrases) -> Scenario:
    """One caller who brings up several matters, one after the other."""
    scenarios = [rule.scenario for rule in together]
    room = 1_500 // len(together)
    brought = words.side_by_side([f"({place}) {clip(rule.brought, room)}" for place, rule in enumerate(together, 1)])
    return Scenario(
        name=title(words.tell("{name}, and {n} more", name=clip(scenarios[0].name, 200), n=len(together) - 1)),
        kind=ScenarioKind.CONVERSATION,
        caller=words.tell("In one talk you do all of this, one after the other: {brought}.", brought=brought),
        max_turns=min(50, 3 * len(together)),
        success=bounded([scenario.success[0] for scenario in scenarios]),
        sources=[scenario.sources[0] for scenario in scenarios],
    )


def _named_apart(scenarios: Sequence[Scenario]) -> Iterator[Scenario]:
    """A number behind a name that is another's, too."""
    used: set[str] = set()
    for scenario in scenarios:
        name, numbers = scenario.name, count(2)
        while name in used:
            name = f"{clip(scenario.name, 270)} ({next(numbers)})"
        used.add(name)
        yield scenario if name == scenario.name else scenario.model_copy(update={"name": name})
