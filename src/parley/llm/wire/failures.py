"""What a provider's refusals and its errors within a stream mean to us. Its own words go to the log only, as causes."""

from collections.abc import Mapping

import orjson

from parley.llm.errors import ModelBusy, ModelError, ModelMisconfigured, ModelRefused, ModelUnavailable
from parley.llm.refusals import OVERLOADED, retry_after

_LONGEST_TEXT = 500
_LASTING = frozenset({401, 402, 403, 404, 405})
_REFUSED = frozenset({400, 413, 415, 422, 501})
_TOO_LONG = ("context length", "context_length", "context window", "context size", "prompt is too long")
_PATIENCE = ("rate_limit", "rate limit", "too many requests", "insufficient_quota")
_LASTING_KINDS = ("authentication", "permission", "not_found", "invalid_api_key", "billing")


class Refusal(Exception):
    """A provider's own words, for the log."""


def overflows(text: str) -> bool:
    """Whether a provider says that the prompt is longer than the model takes."""
    lowered = text.lower()
    return any(words in lowered for words in _TOO_LONG)


def of_status(status: int, headers: Mapping[str, str], text: str) -> ModelError:
    """The error for an answer that is no 200, its cause set."""
    error: ModelError
    if status == 429:
        error = ModelBusy("The model's provider limits the rate.", retry_after_s=retry_after(headers))
    elif status == 413 or (status in _REFUSED and overflows(text)):
        error = ModelRefused("The prompt does not fit the model's context.")
    elif status in _REFUSED:
        error = ModelRefused(f"The model's server refused the request (HTTP {status}).")
    elif status in _LASTING or status < 400:
        error = ModelMisconfigured(f"The model's server refused the request (HTTP {status}).")
    else:
        wait_s = retry_after(headers) if status in OVERLOADED else None
        error = ModelUnavailable(f"The model's server failed (HTTP {status}).", retry_after_s=wait_s)
    error.__cause__ = Refusal(f"HTTP {status}: {text[:_LONGEST_TEXT]}")
    return error


def of_object(said: object) -> ModelError:
    """The error for an error object in the middle of a stream, its cause set."""
    text = orjson.dumps(said).decode()
    kind = _kind(said)
    error: ModelError
    if "429" in kind or any(word in kind for word in _PATIENCE):
        error = ModelBusy("The model's provider limits the rate.")
    elif overflows(text):
        error = ModelRefused("The prompt does not fit the model's context.")
    elif any(word in kind for word in _LASTING_KINDS):
        error = ModelMisconfigured("The model's server refused the request.")
    else:
        error = ModelUnavailable("The model's server failed in the middle of its answer.")
    error.__cause__ = Refusal(text[:_LONGEST_TEXT])
    return error


def _kind(said: object) -> str:
    """Code and type of an error as one lower-case text; of a bare text, itself (Ollama)."""
    if isinstance(said, dict):
        return " ".join(str(said.get(name, "")) for name in ("code", "type", "status")).lower()
    return str(said).lower()


def unreadable(what: object) -> ModelUnavailable:
    """The error for bytes that are not of the protocol."""
    error = ModelUnavailable("The model's server sent something that cannot be read.")
    error.__cause__ = Refusal(repr(what)[:_LONGEST_TEXT])
    return error
