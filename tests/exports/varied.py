"""More than twenty agents as unlike each other as people's are: for what every platform must take.

Briefs of the benchmark's corpus in four languages, with none to twelve tools of the catalogue and with odd names; the
five kept briefs; and those made by hand, which have every kind of node and of tool.
"""

from functools import cache
from typing import Any

from parley.agents.schemas import AgentSpec, ToolSpec
from parley.builder import spec
from parley.builder.schemas import BuildState, Stage
from parley.evals.cases import corpus, load
from parley.evals.schemas import Case, Expected
from parley.tools.service import catalogue
from tests.builder import cases
from tests.exports.samples import SAMPLES

_NAMES = (
    "Zoë & Søn's “Café” – №1",
    "小智🤖",
    "{{owner}} {% raw %}",
    "A" * 200,
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "Ünïcödé | Größe: 3/4 #yes",
    "null",
    "- yes: no",
    'O\'Reilly "the" `agent`',
    "٣٤ שלום",
    "1",
)
_CASES = (
    *("insurance-01", "legal-01", "school-office-100", "pest-control-94", "hotel-01"),
    *("tax-adviser-93", "property-203", "driving-401", "forestry-503", "funeral-207"),
    *("museum-92", "boat-charter-91", "municipal-12", "carworkshop-401", "luthier-501"),
    *("blood-donation-95", "hearing-aids-92", "catering-94", "course-12", "clocks-601"),
)
"""Those that say most; five of each language."""
_LANGUAGES = ("en", "de", "es", "zh")


@cache
def varied() -> dict[str, AgentSpec]:
    """The agents by a name of ours."""
    found = {case.id: _built(number, case) for number, case in enumerate(_chosen())}
    found |= {name: spec.build(state) for name, state in cases.states().items()}
    return found | SAMPLES


def _chosen() -> list[Case]:
    places = [(_LANGUAGES[number // 5], name) for number, name in enumerate(_CASES)]
    return load([corpus() / language / f"{language}-{name}.yaml" for language, name in places])


def _built(number: int, case: Case) -> AgentSpec:
    values = _values(case.expected)
    if number % 2:
        values["name"] = _NAMES[number // 2 % len(_NAMES)]
    state = BuildState(
        stage=Stage.REVIEWING_WORKFLOW,
        turn=3,
        brief=cases.brief(**values),
        tools=_tools(number),
        are_tools_settled=True,
    )
    return spec.build(state)


def _values(expected: Expected) -> dict[str, Any]:
    """The brief of a case: of several wordings of a value the first."""
    found = {slot: _bare(value) for slot, value in expected.model_dump(exclude_defaults=True).items()}
    facts = [{"topic": fact.topic, "text": fact.options[0]} for fact in expected.facts]
    return found | ({"facts": facts} if facts else {})


def _bare(value: Any) -> Any:
    match value:
        case list():
            return [_bare(item) for item in value]
        case {"text": _} | {"any": _}:
            return value.get("text") or value["any"][0]
        case dict():
            return {key: _bare(item) for key, item in value.items() if key != "within"}
    return value


def _tools(number: int) -> list[ToolSpec]:
    """From none to twelve, other ones each time."""
    every = [tool for entry in catalogue().values() for tool in entry.tools]
    start = number * 7 % len(every)
    names: dict[str, ToolSpec] = {}
    for tool in (every * 2)[start : start + number % 13]:
        names[tool.name] = tool
    return list(names.values())
