"""How well a platform's lint notices faults: what it misses of good bundles spoiled in one place each."""

from collections.abc import Iterable

from parley.agents.schemas import AgentSpec, Finding, Severity
from parley.exports import service
from tests.exports.spoiling import spoiled


def clean(spec: AgentSpec, platform: str) -> tuple[dict[str, str], list[Finding]]:
    """The bundle's files, and what the lint says of them as they are."""
    files = {file.path: file.content for file in service.render(spec, platform).files}
    return files, service.lint(files, platform)


def errors(spec: AgentSpec, platform: str) -> list[Finding]:
    """The findings of a good bundle that would stop it."""
    return [one for one in clean(spec, platform)[1] if one.severity is Severity.ERROR]


def missed(specs: Iterable[AgentSpec], platform: str) -> tuple[int, list[str]]:
    """How many faults there were, and those without a finding that the clean bundle has not."""
    count, unseen = 0, []
    for spec in specs:
        files, before = clean(spec, platform)
        known = {(one.rule, one.where, one.message) for one in before}
        for fault in spoiled(files):
            count += 1
            after = {(one.rule, one.where, one.message) for one in service.lint(fault.files, platform)}
            if not after - known:
                unseen.append(fault.deed)
    return count, unseen
