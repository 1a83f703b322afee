"""Vapi as a platform: the bundle for its GitOps tool and its API, with pages for the person who deploys it."""

from typing import Any

from parley.agents.schemas import AgentSpec, Finding
from parley.exports import pages
from parley.exports.json_text import dumped
from parley.exports.markdown import bullets, code, table
from parley.exports.origin import Documents, restored
from parley.exports.platforms.vapi import documents, layout, reading
from parley.exports.platforms.vapi.export import Export
from parley.exports.platforms.vapi.origins import PLATFORM_NAME
from parley.exports.platforms.vapi.push import PUSH
from parley.exports.schemas import Bundle, BundleFile, FileNote, Files, Importer, Platform, Report
from parley.exports.variables import neutral_tree

STEPS = """\
With the vendor's GitOps tool (Node 20 or later), which keeps the agent as files:

1. `git clone https://github.com/VapiAI/gitops && cd gitops && npm install`, then `npm run setup -- {org}` with an API
   key of your organisation (<https://dashboard.vapi.ai>, private key).
2. Copy this bundle's `resources/{org}` into its `resources` folder.
3. Create the credentials listed below in the dashboard, under the same names; `npm run pull -- {org} --bootstrap`
   tells the tool their ids.
4. `npm run validate -- {org}`, then `npm run apply -- {org} --allow-new-files`.
5. Give the assistant a phone number in the dashboard, or try it: `npm run call -- {org} -a {slug}`.
{simulations}
Or with the API alone; `bodies/assistant.json` has the tools and outputs inside, so one call is enough (put the ids of
your credentials in place of their names first):

```sh
curl https://api.vapi.ai/assistant -H "Authorization: Bearer $VAPI_API_KEY" -H 'Content-Type: application/json' \\
  -d @bodies/assistant.json
```"""
RUN = "6. `npm run sim -- {org} --suite {slug} --target {slug}` plays the simulations against it.\n"
LOSS = "What the agent is, against what Vapi can hold. Nothing listed as dropped reaches the platform."


def render(spec: AgentSpec) -> Bundle:
    """The agent as resources and bodies. Nothing has an id: the GitOps tool and the platform give them."""
    export = documents.export_of(spec)
    found = restored(spec, PLATFORM_NAME, lambda one: _rendered(spec, one, export), reading.spec_of)
    report = export.notes.report(spec.secrets)
    files = [
        *layout.files(found),
        *_overrides(export),
        BundleFile(path="README.md", content=_readme(export, report, found)),
        BundleFile(path="LOSS.md", content=pages.loss(report, LOSS)),
    ]
    return Bundle(platform="vapi", folder=spec.slug, files=files, report=report)


def _rendered(spec: AgentSpec, one: AgentSpec, export: Export) -> Documents:
    """The rendition of `one`; only that of the agent itself is told of in the report."""
    return documents.rendition(export if one is spec else documents.export_of(one))


def _overrides(export: Export) -> list[BundleFile]:
    """What a call brings besides the assistant: `assistantOverrides` with a value for each variable."""
    values = export.placeholders
    if not values:
        return []
    tree: Any = neutral_tree({"variableValues": values}, {})
    return [BundleFile(path="bodies/overrides.json", content=dumped(tree))]


def _readme(export: Export, report: Report, found: Documents) -> str:
    org = str(found.get("layout", {}).get("org", layout.ORG))
    has_simulations = "simulations" in found
    run = RUN.format(org=org, slug=export.assistant_id) if has_simulations else ""
    steps = STEPS.format(org=org, slug=export.assistant_id, simulations=run)
    own = [("Credentials", _credentials(export)), ("Files", _files(found))]
    return pages.readme(export.spec, report, "Vapi", steps, own)


def _credentials(export: Export) -> list[str]:
    spec = export.spec
    rows = [
        [code(name), ", ".join(code(tool.name) for tool in spec.tools if name in tool.secrets), _advice(spec, name)]
        for name in spec.secrets
    ]
    if not rows:
        return []
    told = "A tool names its credential; no value is part of this bundle. Create each as a custom credential."
    return [told, "", *table(["Name", "For", "How it is sent"], rows)]


def _advice(spec: AgentSpec, name: str) -> str:
    auths = [tool.auth for tool in spec.tools if tool.auth.secret == f"secret:{name}"]
    if not auths:
        return "as the header that the tool's service asks for"
    return f"header {code(auths[0].header)}, {code(f'{auths[0].lead}…')}"


def _files(found: Documents) -> list[str]:
    told = [
        "`resources/`: the GitOps tool's files; they name each other by file name",
        "`bodies/assistant.json`: the assistant for one call of the API, all inside",
    ]
    if "evals" in found:
        told.append(
            "`bodies/evals/`: each a body for `POST /eval`; run one against the assistant with `POST /eval/run`"
        )
    if "simulations" in found:
        told.append("`bodies/simulations.json`: a body for `POST /eval/simulation/run`")
    return bullets([*told, "`bodies/overrides.json`: `assistantOverrides` of a call, where there are variables"])


def lint(files: Files) -> list[Finding]:
    """What is wrong with anybody's resources and bodies; the shapes take a second to load, so this loads them."""
    from parley.exports.platforms.vapi import lint as rules

    return rules.lint(files)


PLATFORM = Platform(
    name="vapi",
    title="Vapi",
    carries=(
        "system prompt",
        "first message",
        "webhook, client, function and MCP tools",
        "built-in tools",
        "languages, pace and timeouts",
        "data collection",
        "evaluation criteria",
        "tests of replies, calls and conversations",
    ),
    files=(
        FileNote(path="resources/", purpose="assistant, tools, outputs and tests for the vendor's GitOps tool"),
        FileNote(path="bodies/", purpose="the same as bodies for its API, tools and outputs inside the assistant"),
        FileNote(path="README.md, LOSS.md", purpose="how to deploy it, and what was lost"),
    ),
    render=render,
    lint=lint,
    importer=Importer(reading.recognises, reading.read),
    push=PUSH,
)
