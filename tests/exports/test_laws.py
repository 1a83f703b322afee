"""Whatever users write, bundles stay valid, deterministic and free of variables that nobody declared."""

import io
import json
import re
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.agents.schemas import (
    AgentSpec,
    Criterion,
    DataPoint,
    Guardrail,
    Node,
    NodeKind,
    Parameter,
    ParameterPlace,
    ParameterSource,
    ParameterType,
    Prompt,
    PromptLine,
    PromptSection,
    ResultField,
    Scenario,
    ScenarioMessage,
    Speaker,
    ToolKind,
    ToolSpec,
    Transfer,
    Variable,
    Workflow,
)
from parley.agents.schemas import Method as HttpMethod
from parley.exports import service
from parley.exports.bundle import zip_bytes
from parley.exports.variables import neutral
from tests.exports.samples import full
from tests.exports.test_accepted import SDK, configs

DECLARED = {"customer_name": "customer_name", "caller_number": "system__caller_id"}
VARIABLE = re.compile(r"\{\{([^{}]*)\}\}")

PIECES = [
    "{{x}}",
    "{{customer_name}}",
    "{{ secret__k }}",
    "{{{",
    "}}",
    "{",
    '"',
    "\\",
    "😀",
    "\n",
    "`",
    "<b>",
    "Ä",
    "$",
    "never ",
]
odd = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
)
lines = odd.map(lambda parts: "".join(parts)[:280])
header_names = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,20}", fullmatch=True)
header_values = lines.map(lambda text: text.replace("\n", " "))
paragraphs = (odd.map("".join) | st.just("{{x}}" * 390)).map(lambda text: text[:1990])
names = st.from_regex(r"[a-z][a-z0-9_]{0,11}", fullmatch=True)
fields = st.from_regex(r"[a-z$][a-z_]{0,5}(\.[a-z]{1,4}|\[\]){0,3}", fullmatch=True)


@st.composite
def parameters(draw: st.DrawFn) -> Parameter:
    source = draw(st.sampled_from(ParameterSource))
    values = {
        ParameterSource.SESSION: names | lines.filter(str.strip),
        ParameterSource.CONSTANT: lines | st.sampled_from(["true", "1", "0.5", "nan", "inf"]),
        ParameterSource.SECRET: st.just("secret:SHOP_KEY"),
    }
    return Parameter(
        name=draw(fields),
        type=draw(st.sampled_from(ParameterType)),
        description=draw(paragraphs),
        example=draw(lines),
        required=draw(st.booleans()),
        source=source,
        place=draw(st.sampled_from(ParameterPlace)),
        value=draw(values[source]) if source in values else None,
        enum=draw(st.lists(lines, max_size=2)),
    )


@st.composite
def tools(draw: st.DrawFn) -> ToolSpec:
    return ToolSpec(
        name=draw(names),
        kind=draw(st.sampled_from([ToolKind.WEBHOOK, ToolKind.WEBHOOK, ToolKind.CLIENT])),
        title=draw(lines),
        description=draw(paragraphs)[:900] or "x",
        method=draw(st.sampled_from(HttpMethod)),
        url=draw(st.sampled_from([None, "https://a.example/{id}", "https://a.example/{{x}}", "https://a.example"])),
        url_hint=draw(lines),
        headers=draw(st.dictionaries(header_names, header_values, max_size=2)),
        parameters=draw(st.lists(parameters(), max_size=6)),
        results=[ResultField(name=draw(names), path=draw(lines))],
        transfers=[Transfer(condition=draw(lines))],
        wait_message=draw(lines),
        on_failure=draw(paragraphs),
    )


@st.composite
def specs(draw: st.DrawFn) -> AgentSpec:
    nodes = [Node(id=f"n{at}", kind=kind, label=draw(lines), goal=draw(lines)) for at, kind in enumerate(NodeKind)]
    line = PromptLine(text=draw(paragraphs))
    spec = full().model_copy(
        update={
            "name": draw(lines),
            "description": draw(paragraphs),
            "first_message": draw(paragraphs),
            "tools": draw(st.lists(tools(), max_size=3)),
            "prompt": Prompt(sections=[PromptSection(heading=draw(lines), lines=[line])]),
            "workflow": Workflow(start="n0", nodes=nodes, edges=[]),
            "variables": [Variable(name="customer_name", default=draw(lines)), Variable(name="caller_number")],
            "data_collection": [DataPoint(name=draw(names), description=draw(paragraphs))],
            "criteria": [Criterion(id=draw(names), name=draw(lines), goal=draw(paragraphs))],
            "guardrails": [Guardrail(name=draw(lines), rule=f"Never {draw(paragraphs)}"[:1990])],
            "tests": [
                Scenario(
                    name=draw(lines),
                    history=[ScenarioMessage(role=Speaker.USER, text=draw(paragraphs))],
                    success=[draw(paragraphs)],
                )
            ],
        }
    )
    return AgentSpec.model_validate(spec.model_dump(by_alias=True))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(specs())
def test_any_agent_gives_valid_configs_without_foreign_variables(spec: AgentSpec) -> None:
    for folder, name, config in configs(spec):
        assert SDK[folder](config) == [], name
        allowed = {"customer_name", "system__caller_id"} | {result.name for one in spec.tools for result in one.results}
        found = set(VARIABLE.findall(json.dumps(config, ensure_ascii=False)))
        assert found <= allowed, name


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(specs())
def test_any_agent_gives_equal_bytes_twice_and_round_trips(spec: AgentSpec) -> None:
    for platform in ("native", "elevenlabs", "pipecat"):
        content = zip_bytes(service.render(spec, platform))
        assert content == zip_bytes(service.render(spec, platform))
    archive = zipfile.ZipFile(io.BytesIO(zip_bytes(service.render(spec, "native"))))
    assert AgentSpec.model_validate_json(archive.read(f"{spec.slug}/agent.json")) == spec


@given(odd.map("".join))
def test_neutral_text_holds_declared_variables_only_and_loses_no_other_character(text: str) -> None:
    sent = neutral(text, DECLARED)
    assert set(VARIABLE.findall(sent)) <= set(DECLARED.values())
    assert "{{" not in VARIABLE.sub("", sent)
    if "{{customer_name}}" not in text and "caller_number" not in text:
        assert sent.replace(" ", "") == text.replace(" ", "")
