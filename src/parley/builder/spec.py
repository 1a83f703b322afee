"""Puts an agent together from a finished build: the spec, deterministic, and its digest."""

import hashlib
from itertools import chain, count

from parley.agents import dumps
from parley.agents.schemas import (
    AgentSpec,
    Brief,
    Criterion,
    DataPoint,
    Guardrail,
    Parameter,
    ParameterSource,
    Prompt,
    Variable,
    Voice,
)
from parley.builder.kept import kept
from parley.builder.language.data import data_type, distinct, kind_of, label, variable
from parley.builder.language.people import business, role
from parley.builder.language.speech import agent_name, languages
from parley.builder.language.wording import clip, is_clause, lowered, one_line, sentence
from parley.builder.prompt import amended, polish, view, writing
from parley.builder.scenarios import scenarios
from parley.builder.schemas import BuildState
from parley.builder.workflow.outline import Outline, outlined
from parley.builder.workflow.synthesis import synthesise

_DEFAULTS: dict[str, tuple[str, str]] = {
    "current_time": ("The date, time and time zone of the conversation.", "Thursday 15 January 2026, 10:00, UTC"),
    "caller_number": ("The number the caller rings from, in E.164; “unknown” when withheld.", "unknown"),
}


def build(state: BuildState) -> AgentSpec:
    """The agent of a build state. Any state will do; a workflow the state lacks is synthesised."""
    if state.origin is None:
        return _written(state)
    plain = state.model_copy(update={"wordings": {}, "assumptions": []})
    came = {"brief": state.origin.brief, "tools": state.origin.tools, "workflow": state.origin.workflow}
    made = kept(state.origin, _written(plain.model_copy(update=came)), _written(plain))
    return made.model_copy(update={"prompt": polish.applied(made.prompt, state.wordings)})


def _written(state: BuildState) -> AgentSpec:
    graph = state.workflow or synthesise(state)
    brief, known = state.brief, outlined(state)
    written = polish.applied(writing.write(known, graph), state.wordings)
    data = view.collected(graph)
    name, first_message = _name(brief), amended.first_message(brief, graph)
    return AgentSpec.model_validate(
        {
            "schema": "parley.agent/1",
            "name": name,
            "slug": slug(name),
            "description": _description(brief),
            "brief": brief,
            "tools": state.tools,
            "workflow": graph,
            "prompt": written,
            "first_message": first_message,
            "voice": _voice(brief),
            "variables": _variables(known, data),
            "data_collection": _data_collection(known, data),
            "criteria": _criteria(known),
            "guardrails": _guardrails(written),
            "tests": scenarios(state, graph, first_message),
            "assumptions": [assumption.text for assumption in state.assumptions],
        }
    )


def digest(spec: AgentSpec) -> str:
    """SHA-256, in hex, of the spec as canonical JSON: equal specs, equal digests, on any machine."""
    return hashlib.sha256(dumps.canonical(spec)).hexdigest()


def slug(name: str) -> str:
    """A name for addresses and folders, never empty, at most 60 characters."""
    plain = variable(name).replace("_", "-")[:60].strip("-")
    return "agent" if plain == "value" else plain


def _name(brief: Brief) -> str:
    name, shop = agent_name(brief), business(brief)
    if name and shop and shop not in name:
        return clip(f"{name} – {shop}", 120)
    return name or (f"{shop} {role(brief)}" if shop else role(brief).capitalize())


def _description(brief: Brief) -> str:
    return sentence(one_line(brief.purpose.value, 1_500)) if brief.purpose else sentence(role(brief))


def _voice(brief: Brief) -> Voice:
    tags = languages(brief)
    described = one_line(brief.voice.value, 280) if brief.voice else ""
    return Voice(description=described, language=tags[0], extra_languages=list(dict.fromkeys(tags[1:])))


def _variables(known: Outline, data: list[str]) -> list[Variable]:
    """What the prompt uses, then what tools take from the session, each once, each with a default for tests."""
    found = {
        name: Variable(name=name, description=_DEFAULTS[name][0], default=_DEFAULTS[name][1])
        for name in view.variables(known.brief, data)
    }
    for tool in known.tools:
        for parameter in tool.parameters:
            if parameter.source is ParameterSource.SESSION and parameter.value:
                found.setdefault(parameter.value, _session_variable(parameter))
    return list(found.values())[:50]


def _session_variable(parameter: Parameter) -> Variable:
    name = variable(parameter.value or "") if not (parameter.value or "").isidentifier() else parameter.value or ""
    return Variable(name=name[:64], description=parameter.description, default=parameter.example or "unknown")


def _data_collection(known: Outline, data: list[str]) -> list[DataPoint]:
    """What to extract from each conversation: the goals' data, then what else the workflow collects."""
    about = {variable(item): goal.name for goal in reversed(known.goals) for item in goal.collect}
    asked = [variable(name) for goal in known.goals for name in goal.collect]
    return [
        DataPoint(name=variable(name), type=data_type(name), description=_describe(name, about))
        for name in distinct([*asked, *data])[:40]
    ]


def _describe(name: str, about: dict[str, str]) -> str:
    purpose = f", asked for: {one_line(about[name], 120)}" if name in about else ""
    return f"The {label(name)} ({kind_of(name)}) as the caller gave it{purpose}. Leave empty when it was not given."


def _criteria(known: Outline) -> list[Criterion]:
    caller, success = known.caller, known.brief.success
    found: dict[str, Criterion] = {}
    for item in success.value if success else []:
        plain = one_line(item).rstrip(".")
        wanted = sentence(plain) if is_clause(plain) else f"Success means: {sentence(plain)}"
        _keep(found, f"success_{plain}", clip(plain, 120), wanted)
    for served in known.goals:
        name = one_line(served.name, 120)
        text = (
            f"If the {caller} came for “{name}”, it was completed, or the {caller} was told clearly what happens next."
        )
        _keep(found, f"goal_{name}", name, text)
    rules = "The agent kept to its guardrails and said nothing that neither its instructions nor a tool gave it."
    _keep(found, "kept_to_rules", "Kept to the rules", rules)
    return list(found.values())[:30]


def _keep(found: dict[str, Criterion], wanted: str, name: str, goal: str) -> None:
    """Add a criterion under the id `wanted`, or with the next free number where that is taken."""
    stem = variable(wanted)[:64]
    free = next(key for key in chain([stem], (f"{stem[:60]}_{n}" for n in count(2))) if key not in found)
    found[free] = Criterion(id=free, name=name, goal=goal)


def _guardrails(written: Prompt) -> list[Guardrail]:
    """The prompt's own guardrails, so that a platform's guard and the prompt never differ."""
    section = next((part for part in written.sections if part.heading == "Guardrails"), None)
    lines = [line.text.removeprefix("- ") for line in section.lines if line.text] if section else []
    return [Guardrail(name=clip(lowered(line), 80), rule=clip(line, 1_900)) for line in lines[:40]]
