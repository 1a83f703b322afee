"""Every project runs by Pipecat's own loaders; whatever is spoiled in one, they notice."""

import re

import pytest

from parley.exports import service
from tests.exports.pipecat_projects import GOOD, files_of, spec_of
from tests.exports.samples import full
from tests.exports.varied import varied
from tests.exports.vendor import judged


def spoiled() -> dict[str, dict[str, str]]:
    """Projects that are wrong in one place each, by what is wrong."""
    good = files_of(full())
    faults = {
        "an unknown key of a node": ("flow.yaml", r"    respond_immediately: false", "    respond_at_once: false"),
        "a way to nowhere": ("flow.yaml", r"transition_to: understand", "transition_to: nowhere"),
        "no function of that name": ("handlers.py", r"async def refund", "async def refunds"),
        "a function that is no handler": ("handlers.py", r"async def refund\(flow_manager", "async def refund(manager"),
        "a description of code": ("flow.yaml", r"- name: refund\n", "- name: refund\n  description: Pays back.\n"),
        "a tool without an entry": ("tools.json", r'"log_note": \{', '"log_notes": {'),
        "another method": ("calls.py", r'tool\["method"\], url', '"GET", url'),
        "an unknown value in a prompt": ("settings.json", r'"customer_name"', '"customer"'),
        "an unknown key of an eval": ("evals.yaml", r"  - user: Hallo", "  - users: Hallo"),
        "an expectation without an event": ("evals.yaml", r"- event: response\n +eval", "- eval"),
        "a bot that does not start": ("bot.py", r"pipecat\.pipeline\.worker", "pipecat.pipeline.task_worker"),
        "an argument that is not told of": ("handlers.py", r" +order_id: Order\.\n", ""),
    }
    found = {}
    for what, (path, pattern, instead) in faults.items():
        changed, count = re.subn(pattern, instead, good[path], count=1)
        assert count == 1, what
        found[what] = {**good, path: changed}
    return found


def test_pipecat_takes_every_project_and_notices_every_fault() -> None:
    wrong = spoiled()
    good = varied()
    answers = judged("pipecat", [*map(files_of, good.values()), *wrong.values()])
    assert dict(zip(good, answers, strict=False)) == dict.fromkeys(good, [])
    unnoticed = [what for what, found in zip(wrong, answers[len(good) :], strict=True) if not found]
    assert unnoticed == []


@pytest.mark.parametrize("sample", GOOD)
def test_equal_agents_give_equal_projects(sample: str) -> None:
    assert service.render(spec_of(sample), "pipecat") == service.render(spec_of(sample), "pipecat")
