"""Pipecat projects as tests look at them: files by path, of the samples and of the kept briefs."""

from functools import cache

from parley.agents.schemas import AgentSpec
from parley.builder import spec as builder_spec
from parley.exports import service
from tests.builder import cases
from tests.exports.samples import SAMPLES

GOOD = [*SAMPLES, *cases.NAMES]


def files_of(spec: AgentSpec) -> dict[str, str]:
    return {file.path: file.content for file in service.render(spec, "pipecat").files}


@cache
def spec_of(sample: str) -> AgentSpec:
    return SAMPLES[sample] if sample in SAMPLES else builder_spec.build(cases.state(sample))
