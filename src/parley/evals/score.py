"""What a played case is worth: every measure of `evals/README.md`, for one conversation."""

from dataclasses import dataclass, field

from parley.agents.schemas import REQUIRED
from parley.builder.schemas import BuildState
from parley.evals import invention, matching, questions, truth, values
from parley.evals.matching import Matching
from parley.evals.play import Play
from parley.evals.schemas import ANYWHERE, Absent, Correction, Style
from parley.evals.values import Found


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of so many."""

    good: int = 0
    of: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.good + other.good, self.of + other.of)

    @property
    def share(self) -> float | None:
        """The share, None where there was nothing to count."""
        return self.good / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of one case; lists name what was found at fault."""

    play: Play
    matching: Matching
    invented: list[Found]
    corrected: list[Correction]
    dishonoured: list[Correction]
    present: list[Absent]
    repeated: list[str]
    needless: list[str]
    assumed: list[str]
    tools_missed: list[str]
    tools_extra: list[str]
    tools_right: int
    findings: list[str]
    false_claims: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)

    @property
    def corrections(self) -> Tally:
        """Corrections honoured, of those that were made."""
        return Tally(len(self.corrected) - len(self.dishonoured), len(self.corrected))

    @property
    def absent(self) -> Tally:
        """Values absent that must be."""
        of = len(self.play.case.absent)
        return Tally(of - len(self.present), of)

    @property
    def assumptions(self) -> Tally:
        """Required slots assumed without being asked to."""
        return Tally(len(self.assumed), len(REQUIRED))


def score(play: Play) -> Score:
    """Measure a case as it was played."""
    case, state = play.case, play.final
    found = values.found(state)
    matched = matching.match(values.wanted(case), found, case.language)
    repeated, needless = questions.judge(play)
    right, missed, extra = _tools(play)
    numbered = list(enumerate(play.exchanges, 1))
    corrected = [item for item in case.corrections if _is_made(item, play)]
    return Score(
        play=play,
        matching=matched,
        invented=invented(play, matched),
        corrected=corrected,
        dishonoured=[item for item in corrected if not _is_honoured(item, play, found)],
        present=[item for item in case.absent if _is_present(item, play, found)],
        repeated=repeated,
        needless=needless,
        assumed=_assumed(play),
        tools_missed=missed,
        tools_extra=extra,
        tools_right=right,
        findings=_findings(state),
        false_claims=[f"turn {n}: {item}" for n, turn in numbered for item in truth.false_claims(turn)],
        untold=[f"turn {n}: {item}" for n, turn in numbered for item in truth.untold(turn)],
        unasked=[f"turn {n}: {item}" for n, turn in numbered for item in truth.unasked(turn, case)],
    )


def invented(play: Play, matched: Matching, upto: int | None = None) -> list[Found]:
    """The values among the extra ones that nobody spoke of, in the first `upto` turns or the whole conversation."""
    exchanges = play.exchanges[:upto]
    said = "\n".join(turn.said.text for turn in exchanges)
    told = frozenset(slot for turn in exchanges for slot in turn.said.tells)
    return [held for held in matched.extra if invention.is_invented(held, play.case, said, told)]


def _is_made(item: Correction, play: Play) -> bool:
    """Whether the right value was said: one on the card for a slot that nobody asks about is never said."""
    said = [turn.said for turn in play.exchanges]
    if item.right is None or item.slot in values.CLOSED or item.slot == "tone":
        return any(item.slot in message.tells for message in said)
    text = "\n".join(message.text for message in said)
    is_hours = item.slot == "hours"
    return any(matching.speaks_of(text, right, play.case.language, is_hours=is_hours) for right in item.right.options)


def _is_honoured(item: Correction, play: Play, found: list[Found]) -> bool:
    """Whether the right value is there and the wrong one is not; where the right one holds the wrong one's words
    ("until eight" and "until eight on Mondays"), the value must be more like the right one."""
    right = item.right.options if item.right else ()
    wrong = item.wrong.options if item.wrong else ()
    texts = _texts(item.slot, found)
    if right and not any(_likeness(right, text, item.slot, play) for text in texts):
        return False
    is_within = any(_likeness(wrong, text, item.slot, play) for text in right)
    for text in texts:
        likeness = _likeness(wrong, text, item.slot, play)
        if likeness > (_likeness(right, text, item.slot, play) if is_within else 0):
            return False
    return True


def _texts(slot: str, found: list[Found]) -> list[str]:
    """A slot's values; what belongs to one item also as a whole."""
    here = [held for held in found if held.slot == slot]
    groups: dict[int, list[str]] = {}
    for held in here:
        groups.setdefault(held.group, []).append(f"{held.context} {held.text}".strip())
    return [*(held.text for held in here), *(" ".join(parts) for parts in groups.values() if len(parts) > 1)]


def _likeness(options: tuple[str, ...], text: str, slot: str, play: Play) -> float:
    """How well a text says one of the wordings, 0 for not at all."""
    is_hours, tongue = slot == "hours", play.case.language
    if slot in values.CLOSED:
        return float(any(matching.is_same(option, text) for option in options))
    if slot == "tone" and any(matching.is_same_tone(option, text, tongue) for option in options):
        return 1
    best = 0.0
    for option in options:
        if matching.speaks_of(text, option, tongue, is_hours=is_hours):
            best = max(best, 0.01 + matching.resemblance(option, text, tongue, is_hours))
    return best


def _is_present(item: Absent, play: Play, found: list[Found]) -> bool:
    state = play.final
    if item.slot != ANYWHERE:
        return any(_likeness((item.text,), text, item.slot, play) for text in _texts(item.slot, found))
    texts = [held.text for held in found]
    texts += [goal.description for goal in (state.brief.goals.value if state.brief.goals else [])]
    texts += [text for tool in state.tools for text in (tool.name, tool.title, tool.description, tool.url or "")]
    nodes = state.workflow.nodes if state.workflow else []
    texts += [text for node in nodes for text in (node.label, node.text)]
    return any(matching.speaks_of(text, item.text, play.case.language) for text in texts if text)


def _assumed(play: Play) -> list[str]:
    """Required slots that stand on an assumption which the user did not ask for."""
    if Style.JUDGEMENT in play.case.style:
        return []
    left = {path for turn in play.exchanges for path in turn.said.left}
    paths = {item.path for item in play.final.assumptions}
    return [slot for slot in REQUIRED if f"/brief/{slot}" in paths - left]


def _tools(play: Play) -> tuple[int, list[str], list[str]]:
    """How many tools are right, and which are missing and too many; those that a platform brings itself are free."""
    if play.case.tools is None:
        return 0, [], []
    chosen = {tool.catalogue_id or tool.name: tool.kind == "builtin" for tool in play.final.tools}
    right, missed = set(), []
    for tool in play.case.tools:
        hit = next((name for name in tool.options if name in chosen and name not in right), None)
        if hit is None:
            missed.append(tool.options[0])
        else:
            right.add(hit)
    return len(right), missed, [name for name, is_free in chosen.items() if not is_free and name not in right]


def _findings(state: BuildState) -> list[str]:
    """What the linter says of the graph; a missing graph is a finding."""
    if state.workflow is None:
        return ["no workflow"]
    return [finding.rule for finding in state.findings if not finding.rule.startswith("prompt.")]
