"""Questions that should not have been put: asked again after an answer, or about what was said already."""

from dataclasses import dataclass

from parley.builder.schemas import BuildState
from parley.evals import values
from parley.evals.invention import is_datum_said
from parley.evals.play import Play
from parley.evals.schemas import Style

_GOALS = "/brief/goals"


@dataclass(slots=True)
class _Put:
    """How a question has fared."""

    times: int = 0
    is_answered: bool = False
    basis: str = ""


def judge(play: Play) -> tuple[list[str], list[str]]:
    """The repeated and the needless questions, each as "turn 3: hours".

    A question that the user passed over is open still, so it may come again. Goals that have been told may be asked
    about once more for the data they need, where fewer than half of those were named. Where the user said two things
    that do not go together, it may be asked once which of them holds.
    """
    repeated: list[str] = []
    needless: list[str] = []
    known: dict[str, _Put] = {}
    told: list[str] = []
    may_clarify = Style.CONTRADICTION in play.case.style
    for turn, exchange in enumerate(play.exchanges, 1):
        told += exchange.said.tells
        for path in exchange.said.answers:
            known.setdefault(path, _Put()).is_answered = True
        for path in exchange.asked:
            slot, put = path.removeprefix("/brief/"), known.setdefault(path, _Put())
            basis = _basis(path, exchange.after)
            if basis != put.basis:
                put.times, put.is_answered, put.basis = 0, False, basis
            put.times += 1
            if put.is_answered:
                repeated.append(f"turn {turn}: {slot}")
            elif path == _GOALS and exchange.after.brief.goals is not None:
                needless += [f"turn {turn}: data of {slot}"] if _are_data_told(play, turn) else []
            elif slot in told and not (may_clarify and put.times == 1 and told.count(slot) > 1):
                needless.append(f"turn {turn}: {slot}")
    return repeated, needless


def _are_data_told(play: Play, turn: int) -> bool:
    """Whether at least half of the data that the goals need were named up to a turn."""
    said = "\n".join(exchange.said.text for exchange in play.exchanges[:turn])
    data = [value for value in values.wanted(play.case) if value.part == values.COLLECT]
    named = [any(is_datum_said(name, play.case.language, said, share=1) for name in value.options) for value in data]
    return 2 * sum(named) >= len(named)


def _basis(path: str, state: BuildState) -> str:
    """What a question is about beyond its path: other tools or another workflow make it another question."""
    if path == "/tools":
        return " ".join(
            [*(item.catalogue_id + item.status for item in state.proposals), *(t.name for t in state.tools)]
        )
    if path == "/workflow":
        return state.workflow_basis
    return " ".join(tool.name for tool in state.tools) if path.startswith("/tools/") else "-"
