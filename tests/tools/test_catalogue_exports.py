"""Every tool of the catalogue leaves for a platform whole, in the form its official SDK knows."""

import json

import pytest

from parley.exports import service as exports
from parley.tools import service
from parley.tools.schemas import CatalogueEntry
from tests.exports import sdk
from tests.exports.samples import minimal


@pytest.mark.parametrize("entry", service.catalogue().values(), ids=lambda entry: entry.id)
def test_tools_export_to_elevenlabs_without_loss(entry: CatalogueEntry) -> None:
    bundle = exports.render(minimal().model_copy(update={"tools": list(entry.tools)}), "elevenlabs")
    configs = [json.loads(file.content) for file in bundle.files if file.path.startswith("tool_configs/")]
    assert bundle.report.dropped == []
    assert [fault for config in configs for fault in sdk.tool_faults(config)] == []
    assert set(bundle.report.secrets) >= {name for tool in entry.tools for name in tool.secrets}
