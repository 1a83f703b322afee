"""From a configuration to an open channel. A vendor's packages are imported when the first call needs them."""

import importlib
import importlib.util
from typing import TYPE_CHECKING

from parley.llm.errors import ModelMisconfigured
from parley.llm.schemas import ModelConfig, Vendor

if TYPE_CHECKING:
    from parley.llm.chat import Channel
    from parley.llm.wire import Wire

_MODULES = {
    Vendor.OPENAI: "openai",
    Vendor.DEEPSEEK: "openai",
    Vendor.QWEN: "openai",
    Vendor.OLLAMA: "ollama",
    Vendor.ANTHROPIC: "anthropic",
}


def missing_extra(vendor: Vendor) -> str | None:
    """The extra to install before this vendor can be used; None when it is there. Imports nothing."""
    module = f"langchain_{_MODULES[vendor]}"
    return None if importlib.util.find_spec(module) else _MODULES[vendor]


def open_channel(config: ModelConfig) -> "Channel":
    """Import the vendor and make its client: 0.1 to 1.5 s the first time, so call it in a thread.

    ModelMisconfigured names the extra that is missing, or says that address or key cannot be used.
    """
    extra = missing_extra(config.vendor)
    if extra is not None:
        raise ModelMisconfigured(f"{config.name} needs an optional package: pip install 'parley[{extra}]'")
    module = importlib.import_module(f"parley.llm.vendors.{_MODULES[config.vendor]}")
    try:
        channel: Channel = module.open_channel(config)
    except Exception as error:  # the clients check addresses and keys each in their own way
        raise ModelMisconfigured(f"{config.name} cannot be set up: check its address and key") from error
    return channel


def open_wire(config: ModelConfig) -> "Wire":
    """What reads this model's streams; needs no vendor's package. As slow the first time as `open_channel`."""
    wire = importlib.import_module("parley.llm.wire")
    opened: Wire = wire.Wire(config)
    return opened
