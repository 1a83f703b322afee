"""The page for whoever deploys the bundle: the calls in their order, with what each has to be given."""

from collections.abc import Sequence

from parley.agents.schemas import AgentSpec, AuthKind
from parley.exports.markdown import bullets, code, plain
from parley.exports.platforms.retell.agent import VOICE
from parley.exports.platforms.retell.export import SECRET

API = "https://api.retellai.com"
LOSS = "What the agent is, against what Retell AI can hold. Nothing listed as dropped reaches the platform."

_BEFORE = """\
1. Have `curl` and `jq`, and put your API key into the environment: `export RETELL_API_KEY=…`.
2. Give a value to each name listed under "To fill", in `{engine}` under `default_dynamic_variables`.
3. Put each secret into the environment under its name (see Secrets), then create what answers:

```sh
post() {{ curl -sSf "{api}/$1" -H "Authorization: Bearer $RETELL_API_KEY" -H "Content-Type: application/json" -d @-; }}
{secrets}ENGINE=$({source} | post {call} | jq -er .{id})
```

4. Create {agents} that use{s} it:

```sh
{create}
```"""

_TESTS = """\

5. Create the tests, and run them in the dashboard under the agent's simulations:

```sh
for test in tests/*.json; do
  jq --arg id "$ENGINE" '.response_engine.{id} = $id' "$test" | post create-test-case-definition
done
```"""

_AFTER = """\

Each `post` prints what was created, or stops with the status of the refusal. To change the agent later, send the same
bodies to `update-…` with the ids. {voice}Publish the agent in the dashboard, or with `publish-agent/<id>`."""


def steps(files: Sequence[str], *, has_secrets: bool) -> str:
    """The commands that deploy these files, in their order."""
    is_flow = "conversation-flow.json" in files
    engine = "conversation-flow.json" if is_flow else "retell-llm.json"
    id_ = "conversation_flow_id" if is_flow else "llm_id"
    call = "create-conversation-flow" if is_flow else "create-retell-llm"
    agents = [name for name in ("agent.json", "chat-agent.json") if name in files]
    create = "\n".join(
        f"jq --arg id \"$ENGINE\" '.response_engine.{id_} = $id' {name} | post create-{name.removesuffix('.json')}"
        for name in agents
    )
    many = len(agents) != 1
    source = f"filled {engine}" if has_secrets else f"cat {engine}"
    before = _BEFORE.format(
        engine=engine,
        api=API,
        call=call,
        id=id_,
        source=source,
        create=create,
        secrets=_filling() if has_secrets else "",
        agents="the agents" if many else "the agent",
        s="" if many else "s",
    )
    voice = f"The voice is {VOICE} until you set another `voice_id`. " if "agent.json" in files else ""
    tests = _TESTS.format(id=id_) if any(name.startswith("tests/") for name in files) else ""
    return f"{before}{chr(10) if tests else ''}{tests}\n{_AFTER.format(voice=voice)}"


def _filling() -> str:
    """A shell function that puts secrets in their places."""
    pattern = rf"\\{{\\{{{SECRET}(?<n>[A-Z0-9_]+)\\}}\\}}"
    return f'filled() {{ jq \'walk(if type == "string" then gsub("{pattern}"; env[.n]) else . end)\' "$1"; }}\n'


def secrets(spec: AgentSpec, names: Sequence[str]) -> list[str]:
    """Which secret goes where; names only."""
    if not names:
        return []
    lead = "Headers and queries hold the places of secrets; step 3 puts the values there, and they are no part of this"
    basic = {tool.auth.secret for tool in spec.tools if tool.auth.kind is AuthKind.BASIC}
    named = []
    for name in names:
        used = ", ".join(code(tool.name) for tool in spec.tools if name in tool.secrets)
        notes = " ".join(dict.fromkeys(plain(tool.auth.note) for tool in spec.tools if name in tool.secrets))
        encoded = " Give `user:password` in Base64." if f"secret:{name}" in basic else ""
        named.append(f"{code(name)}, for {used}.{encoded} {notes}".rstrip())
    return [f"{lead} bundle. Whoever may see the agent's tools on the platform sees them, too.", "", *bullets(named)]
