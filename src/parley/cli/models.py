"""`parley test-model`: ask every endpoint of the models, and say what is wrong with those that do not answer."""

import asyncio
from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from parley.cli.screen import console
from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.core.http import fetch_json
from parley.llm import detect
from parley.llm.models import NOTHING_CONFIGURED, Models, host, open_models
from parley.llm.probe import Probe, probe_endpoint
from parley.llm.schemas import ModelConfig, Vendor

_AT_ONCE = 8


async def ask(settings: Settings, provider: str | None) -> bool:
    """Whether all endpoints answered in both ways. ConfigError: there is none to ask, or the settings are wrong."""
    chosen, gate = await _chosen(settings, provider), asyncio.Semaphore(_AT_ONCE)

    async def one(config: ModelConfig) -> Probe:
        async with gate:
            return await probe_endpoint(config)

    probes = await asyncio.gather(*(one(config) for _, config in chosen))
    table = Table("model", "endpoint", "address", "stream", "shape", "tokens", box=None, header_style="dim")
    for (name, config), probe in zip(chosen, probes, strict=True):
        spent = probe.spent.input_tokens + probe.spent.output_tokens
        table.add_row(
            escape(name),
            escape(config.name),
            escape(host(config)),
            _told(probe.first_token_s, "first token "),
            _told(probe.shaped_s, ""),
            f"{spent:,}",
        )
    console.print(table)
    for probe in probes:
        _explain(probe)
    return not any(probe.failures for probe in probes)


async def _chosen(settings: Settings, provider: str | None) -> Sequence[tuple[str, ModelConfig]]:
    """The endpoints to ask, each with its model's name: all, those of a vendor, or those of a model."""
    models = await open_models(settings, fetch_json)
    held = [(pool.name, endpoint.config) for pool in models.pools() for endpoint in pool.endpoints]
    if provider is None:
        if not held:
            raise ConfigError(NOTHING_CONFIGURED)
        return held
    if provider not in set(Vendor):
        return _of_name(models, provider)
    vendor = Vendor(provider)
    found = [(name, config) for name, config in held if config.vendor is vendor]
    if not found:
        usual = await detect.usual(vendor, settings, fetch_json)
        if usual is None:
            raise ConfigError(f"{vendor}: no server answers with a model; start it, or check its address")
        found = [(usual.name, usual)]
    return found


def _of_name(models: Models, name: str) -> Sequence[tuple[str, ModelConfig]]:
    return [(name, endpoint.config) for endpoint in models.pool(name).endpoints]


def _told(seconds: float | None, what: str) -> str:
    return "[red]✗[/]" if seconds is None else f"[green]✓[/] {what}{seconds * 1_000:,.0f} ms"


def _explain(probe: Probe) -> None:
    for reason in dict.fromkeys(error.detail for error in probe.failures):
        console.print(f"[red]✗[/] {escape(probe.config.name)}: {escape(reason)}", soft_wrap=True)
    for hint in probe.hints:
        console.print(f"  [dim]→ {escape(hint)}[/]", soft_wrap=True)
