"""What is known of the vendors without their packages: addresses, and what their models take."""

from parley.llm.schemas import Vendor

ADDRESSES = {
    Vendor.OPENAI: "https://api.openai.com/v1",
    Vendor.DEEPSEEK: "https://api.deepseek.com",
    Vendor.QWEN: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
    Vendor.ANTHROPIC: "https://api.anthropic.com",
    Vendor.OLLAMA: "http://127.0.0.1:11434",
}
OLLAMA_CONTEXT_TOKENS = 8_192
"""Ollama's own default context is smaller than prompt, message and answer, and it cuts silently. It never
varies: for another size Ollama loads the model anew."""
_REASONING = ("gpt-5", "gpt-6", "o1", "o3", "o4")


def is_openai(address: str) -> bool:
    """Whether OpenAI itself answers there; it knows only `max_completion_tokens`, many others only `max_tokens`."""
    return address.rstrip("/") == ADDRESSES[Vendor.OPENAI]


def is_reasoning(model: str) -> bool:
    """Whether a model of OpenAI's thinks first; such a one refuses a temperature."""
    return model.startswith(_REASONING) and "chat" not in model
