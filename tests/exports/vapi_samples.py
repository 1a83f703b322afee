"""Agents for the tests of Vapi: every kind of test and tool, and names as odd as users make them."""

from functools import cache

from parley.agents.schemas import (
    AgentSpec,
    ArgumentCheck,
    CheckKind,
    ExpectedCall,
    Scenario,
    ScenarioKind,
    ScenarioMessage,
    Speaker,
    ToolKind,
    ToolMock,
    ToolSpec,
)
from parley.builder.spec import build
from parley.exports import service
from tests.builder import cases
from tests.exports.samples import SAMPLES, full, minimal

ASKED = [ScenarioMessage(role=Speaker.USER, text="Where is A-1042?")]


def _call(name: str, *checks: ArgumentCheck, is_absent: bool = False) -> Scenario:
    call = ExpectedCall(tool="order_lookup", arguments=list(checks), is_absent=is_absent)
    return Scenario(name=name, kind=ScenarioKind.CALL, history=ASKED, success=["Looks it up."], call=call)


def _check(kind: CheckKind, value: str = "A-1042") -> ArgumentCheck:
    return ArgumentCheck(parameter="order_number", kind=kind, value=value)


def in_full() -> AgentSpec:
    """The full sample with a test of each kind and judgement, and a function."""
    talk = Scenario(
        name="Talks it through",
        kind=ScenarioKind.CONVERSATION,
        caller="You want to know where order A-1042 is.",
        success=["Tells where the order is.", "Says goodbye."],
        mocks=[
            ToolMock(tool="order_lookup", answer='{"data": {"status": "sent"}}'),
            ToolMock(tool="cancel_order", answer="no such order", fails=True),
        ],
    )
    tests = [
        _call("By its number", _check(CheckKind.EXACT)),
        _call("By a pattern", _check(CheckKind.PATTERN, "^A-\\d+$"), ArgumentCheck(parameter="fields")),
        _call("By a judge", _check(CheckKind.JUDGED, "the number of the order")),
        _call("At all"),
        _call("Not yet", is_absent=True),
        talk,
    ]
    own = ToolSpec(name="own_code", kind=ToolKind.FUNCTION, title="Own", description="Does something of our own.")
    spec = full()
    return spec.model_copy(update={"tests": [*spec.tests, *tests], "tools": [*spec.tools, own]})


def odd() -> AgentSpec:
    """Names with emoji, in Chinese, of 200 characters, and ones that are equal once they are cut."""
    tools = [
        ToolSpec(
            name=f"{'look_up_something_very_long_' * 2}{last}"[:60],
            kind=ToolKind.CLIENT,
            title="🙂",
            description="{{x}} {% raw %} 看",
        )
        for last in ("one", "two")
    ]
    tests = [
        Scenario(name=name, history=ASKED, success=["{{secret}}"])
        for name in ("预约 🙂", "预约 🙁", "a b", "A-B", "x" * 200)
    ]
    return minimal().model_copy(
        update={"name": "预约 " * 60, "slug": "odd", "tools": tools, "tests": tests, "first_message": "{{hello}}"}
    )


MORE = {"in_full": in_full(), "odd": odd()}
ALL = [*SAMPLES, *cases.NAMES, *MORE]


@cache
def spec(name: str) -> AgentSpec:
    return MORE[name] if name in MORE else SAMPLES[name] if name in SAMPLES else build(cases.state(name))


@cache
def files(name: str) -> dict[str, str]:
    return {file.path: file.content for file in service.render(spec(name), "vapi").files}
