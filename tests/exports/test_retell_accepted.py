"""The vendor's own types accept every body of a Retell bundle, with unknown keys refused, and notice spoiled ones."""

import json
from collections.abc import Callable
from typing import Any

from parley.exports import service
from tests.exports.specimens import bundle
from tests.exports.varied import varied
from tests.exports.vendor import judged


def files(sample: str) -> dict[str, str]:
    return {file.path: file.content for file in service.render(varied()[sample], "retell").files}


def changed(bundle: dict[str, str], path: str, change: Callable[[Any], object]) -> dict[str, str]:
    tree = json.loads(bundle[path])
    change(tree)
    return {**bundle, path: json.dumps(tree)}


def spoiled() -> list[dict[str, str]]:
    """Bundles that are wrong in one place each, deep inside."""
    flow, llm = files("full"), files("calendar")
    graph, agent = "conversation-flow.json", "agent.json"
    test = next(path for path in flow if path.startswith("tests/"))
    return [
        changed(flow, graph, lambda tree: tree["nodes"][1]["instruction"].update(type="spoken")),
        changed(flow, graph, lambda tree: tree["nodes"][1]["edges"][0].pop("id")),
        changed(flow, graph, lambda tree: tree["nodes"][1]["edges"][0]["transition_condition"].update(bogus=1)),
        changed(flow, graph, lambda tree: tree["tools"][0].update(timeout_ms="soon")),
        changed(flow, graph, lambda tree: tree.pop("nodes")),
        changed(flow, agent, lambda tree: tree.update(language="de")),
        changed(flow, agent, lambda tree: tree["post_call_analysis_data"][0].pop("description")),
        changed(flow, agent, lambda tree: tree["response_engine"].pop("conversation_flow_id")),
        changed(flow, test, lambda tree: tree.update(metrics="all")),
        changed(flow, test, lambda tree: tree["response_engine"].update(type="custom-llm")),
        changed(llm, "retell-llm.json", lambda tree: tree["general_tools"][0]["parameters"].update(type="array")),
        changed(llm, "retell-llm.json", lambda tree: tree["general_tools"][0].update(method="FETCH")),
    ]


def test_the_vendors_types_accept_every_body_and_notice_each_that_is_spoiled() -> None:
    good, bad = list(varied()), spoiled()
    full = [bundle(*roles, turn=turn) for turn in range(3) for roles in (("llm", "agent"), ("flow", "chat_agent"))]
    filled = [{path: json.dumps(body) for path, body in one.items()} for one in full]
    found = judged("retell", [*map(files, good), *bad, *filled])
    assert found[len(good) + len(bad) :] == [[] for _ in filled], (
        "our shapes know a field or value that the SDK has not"
    )
    assert dict(zip(good, found, strict=False)) == {name: [] for name in good}
    assert all(found[len(good) :][: len(bad)]), found[len(good) :]
