"""Tools under test: the call that is due, none before the caller's yes, and what if a tool fails."""

from collections.abc import Iterator

from parley.agents.schemas import (
    ArgumentCheck,
    CheckKind,
    ExpectedCall,
    Parameter,
    ParameterSource,
    Scenario,
    ScenarioKind,
    ScenarioMessage,
    ToolMock,
    ToolSpec,
)
from parley.builder.language.data import DataKind, datum, kind_of
from parley.builder.language.wording import clip
from parley.builder.scenarios.callers import caller as caller_of
from parley.builder.scenarios.setting import Request, Setting, agent, sampled, title, user

_SAID = (ParameterSource.CALLER, ParameterSource.MODEL)
_GAP = r"[\s().-]*"
_JUDGED_KINDS = {DataKind.DATE, DataKind.TIME, DataKind.ADDRESS, DataKind.MONEY}


def expected(at: Setting) -> Iterator[Scenario]:
    """For each tool of each request: once the data are there, and a yes where it needs one, it is called."""
    for request in at.requests:
        for place, tool in enumerate(request.tools):
            yield Scenario(
                name=title(at.words.tell("Calls `{tool}`: {goal}", tool=tool.name, goal=request.name)),
                kind=ScenarioKind.CALL,
                history=_agreed(at, request, tool) if tool.confirm else request.told,
                success=[at.words.tell("Calls `{tool}` with what the caller said.", tool=tool.name)],
                call=ExpectedCall(tool=tool.name, arguments=_checks(at, request, tool)),
                mocks=at.mocked(request.tools[: place + 1]),
                sources=[*request.pointers, f"/tools/{tool.name}"],
            )


def consents(at: Setting) -> Iterator[Scenario]:
    """No tool that needs a yes is called before it was given."""
    for request in at.requests:
        for tool in (tool for tool in request.tools if tool.confirm):
            yield Scenario(
                name=title(at.words.tell("No `{tool}` before a yes: {goal}", tool=tool.name, goal=request.name)),
                kind=ScenarioKind.CALL,
                history=request.told,
                success=[at.words.tell("Does not call `{tool}` before the caller has agreed.", tool=tool.name)],
                call=ExpectedCall(tool=tool.name, is_absent=True),
                mocks=at.mocked(request.tools),
                sources=[*request.pointers, f"/tools/{tool.name}"],
            )


def failures(at: Setting) -> Iterator[Scenario]:
    """Each tool once as it fails: the agent says so, claims nothing, and offers what comes next."""
    tell, served = at.words.tell, set[str]()
    for request in at.requests:
        caller = caller_of(at, request)
        for tool in (tool for tool in request.tools if tool.name not in served):
            served.add(tool.name)
            yield _failure(at, tool, caller, _failing(at, request.tools, tool), request.pointers)
    for tool in at.known.tools:
        if tool.builtin is None and tool.name not in served:
            caller = tell("You need this: {matter}. Ask for it, and give what you are asked for.", matter=tool.title)
            yield _failure(at, tool, caller, _failing(at, [tool], tool), [])


def _failure(at: Setting, tool: ToolSpec, caller: str, held: list[ToolMock], pointers: list[str]) -> Scenario:
    tell = at.words.tell
    return Scenario(
        name=title(tell("`{tool}` fails", tool=tool.name)),
        kind=ScenarioKind.CONVERSATION,
        caller=caller,
        max_turns=12,
        success=[
            tell("Says that it did not work, and never that what `{tool}` does was done.", tool=tool.name),
            tell("Says what comes next: a person, a message, or another way."),
        ],
        mocks=held,
        sources=[*pointers, f"/tools/{tool.name}"],
    )


def _failing(at: Setting, tools: list[ToolSpec], broken: ToolSpec) -> list[ToolMock]:
    error = ToolMock(tool=broken.name, answer="HTTP 503: service unavailable", fails=True)
    return [error if mock.tool == broken.name else mock for mock in at.mocked(tools)]


def _agreed(at: Setting, request: Request, tool: ToolSpec) -> list[ScenarioMessage]:
    """The talk up to a yes; what is looked up before has been, as far as the agent says."""
    said = at.known.said
    before = request.tools[: request.tools.index(tool)]
    found = said.checked if any(not other.writes for other in before) else ""
    read_back = said.readback.format(items=request.known) if request.data else said.proceed
    return [*request.told, agent(at.words.joined(found, read_back)), user(said.agree)]


def _checks(at: Setting, request: Request, tool: ToolSpec) -> list[ArgumentCheck]:
    """A check for each argument that follows from what was said; those the model works out may be anything."""
    kinds = {kind_of(name) for name in request.goal.collect}
    return [
        _check(at, parameter, kinds)
        for parameter in tool.parameters
        if parameter.source in _SAID and parameter.required
    ]


def _check(at: Setting, parameter: Parameter, told: set[DataKind]) -> ArgumentCheck:
    name = datum(parameter)
    kind, held = kind_of(name), sampled(at.known, name)
    if held is None or kind not in told or parameter.source is ParameterSource.MODEL:
        return ArgumentCheck(parameter=parameter.name)
    if kind in _JUDGED_KINDS:
        wanted = at.words.tell("Means the same as “{value}”.", value=held.written)
        return ArgumentCheck(parameter=parameter.name, kind=CheckKind.JUDGED, value=wanted)
    if kind is DataKind.COUNT:
        return ArgumentCheck(parameter=parameter.name, kind=CheckKind.EXACT, value=held.written)
    return ArgumentCheck(
        parameter=parameter.name, kind=CheckKind.PATTERN, value=clip(_pattern(kind, held.written), 300)
    )


def _pattern(kind: DataKind, written: str) -> str:
    """A pattern in the dialect that Python and JavaScript share: a number in any grouping, any part of a name."""
    if kind is DataKind.NAME:
        return "|".join(written.split())
    if kind is DataKind.EMAIL:
        return f"^{written.replace('.', '[.]')}$"
    signs = [sign for sign in written if sign.isalnum()]
    if kind is DataKind.PHONE:
        return f"{_GAP.join(signs[-7:])}$"
    return f"^{_GAP.join(signs)}$"
