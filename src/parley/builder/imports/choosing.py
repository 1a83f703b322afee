"""Which of a source's candidates become tools: for each wish the best one that fits, and what else was looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parley.agents.schemas import ToolSpec
from parley.builder.imports import foreign
from parley.builder.schemas import BuildState, Usage
from parley.core.errors import InvalidInput
from parley.tools.candidates import Candidate, Reasons, ToolSource

if TYPE_CHECKING:
    from parley.tools.ranking import Ranked

SHORT_LIST = 20
"""As many candidates a model is shown, over all wishes."""
_MAX_WISHES = 20
_PER_WISH = 6
_CONSIDERED = 2


@dataclass(frozen=True, slots=True)
class Contender:
    """A candidate for a wish, with what speaks for and against it; `is_fit` by the ranking's judgement."""

    candidate: Candidate
    reasons: Reasons
    is_fit: bool


@dataclass(frozen=True, slots=True)
class Shortlist:
    """A wish and its contenders, best first."""

    wish: str
    contenders: tuple[Contender, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a model made of the short lists: for each wish, by its place, a candidate's key, None for none of them."""

    picks: dict[int, str | None] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was found for a wish: the pick, why it cannot be used where it cannot, and what came next."""

    wish: str
    pick: Contender | None
    others: tuple[Contender, ...]
    fault: str = ""
    is_judged: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """The tools with the wishes they serve, how each wish was decided, and what it cost."""

    tools: list[tuple[ToolSpec, list[str]]]
    choices: list[Choice]
    usage: Usage
    left_out: list[tuple[str, Sequence[str]]] = field(default_factory=list)
    """Titles of tools, with the optional values that they go without."""
    silenced: list[str] = field(default_factory=list)
    """Titles of tools in whose texts something read like a command to an AI and was left out."""


def wishes(wanted: Sequence[str] | None, state: BuildState) -> list[str]:
    """What is wished for: the words given, else the brief's goals; InvalidInput where there are neither."""
    goals = state.brief.goals.value if state.brief.goals else []
    found = list(dict.fromkeys(filter(None, wanted if wanted is not None else [goal.name for goal in goals])))
    if not found:
        raise InvalidInput("The brief has no goals yet that tools could serve; say what is wanted, in `wanted`.")
    return found[:_MAX_WISHES]


def shortlists(source: ToolSource, wanted: list[str]) -> list[Shortlist]:
    """The best candidates for each wish."""
    from parley.tools.ranking import Ranking  # with numpy, which only an import needs

    ranking = Ranking(source.candidates)
    found = []
    for wish in wanted:
        best = ranking.best(wish, _PER_WISH)
        found.append(Shortlist(wish, tuple(_contender(one) for one in best)))
    return found


def _contender(one: "Ranked") -> Contender:
    return Contender(foreign.plain(one.candidate), one.reasons, one.is_fit)


def make(source: ToolSource, lists: list[Shortlist], verdict: Verdict) -> Made:
    """The chosen candidates as tools; InvalidInput, with the first reason, where not one could be made."""
    chosen = [_chosen(at, one, verdict) for at, one in enumerate(lists)]
    serving: dict[str, list[str]] = {}
    for one, pick in zip(lists, chosen, strict=True):
        if pick is not None:
            serving.setdefault(pick.candidate.key, []).append(one.wish)
    found: dict[str, ToolSpec] = {}
    faults: dict[str, str] = {}
    for key, served in serving.items():
        try:
            found[key] = source.tool(key, "; ".join(served))
        except InvalidInput as error:
            faults[key] = error.detail
    tools = _quiet(source, found, serving)
    if not tools:
        none = f"None of the {len(source.candidates):,} operations there does what is wanted; say it in other words."
        raise InvalidInput(next(iter(faults.values()), none))
    choices = [_choice(one, chosen[at], faults, is_judged=at in verdict.picks) for at, one in enumerate(lists)]
    left_out = [(tool.title, names) for key, tool in tools.items() if (names := source.left_out(key))]
    silenced = [tool.title for key, tool in tools.items() if tool is not found[key]]
    return Made([(tool, serving[key]) for key, tool in tools.items()], choices, verdict.usage, left_out, silenced)


def _quiet(source: ToolSource, found: dict[str, ToolSpec], serving: dict[str, list[str]]) -> dict[str, ToolSpec]:
    """The tools without commands to an AI; those that had none are the same objects."""
    candidates = {one.key: one for one in source.candidates if one.key in found}
    return {key: foreign.quiet(tool, candidates[key], "; ".join(serving[key])) for key, tool in found.items()}


def _chosen(at: int, one: Shortlist, verdict: Verdict) -> Contender | None:
    if at in verdict.picks:
        return next((each for each in one.contenders if each.candidate.key == verdict.picks[at]), None)
    return next((each for each in one.contenders[:1] if each.is_fit), None)


def _choice(one: Shortlist, pick: Contender | None, faults: dict[str, str], *, is_judged: bool) -> Choice:
    others = tuple(each for each in one.contenders if each is not pick)[:_CONSIDERED]
    return Choice(one.wish, pick, others, faults.get(pick.candidate.key, "") if pick else "", is_judged)
