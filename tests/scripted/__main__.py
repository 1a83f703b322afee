"""`python -m tests.scripted [port]`: a model for manual trials; it prints how to point Parley at it."""

import contextlib
import sys

from tests.scripted.extraction import Extraction
from tests.scripted.protocols import MODEL
from tests.scripted.server import ScriptedServer


def main() -> None:
    """Serve until interrupted."""
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 11_500
    with ScriptedServer(Extraction(), port=port) as server, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(
            f"OpenAI-compatible: OPENAI_BASE_URL={server.url}/v1 LLM_MODEL=openai:{MODEL}\n"
            f"Ollama:            OLLAMA_HOST={server.url} LLM_MODEL=ollama:{MODEL}\n"
            f"Anthropic:         ANTHROPIC_BASE_URL={server.url} ANTHROPIC_API_KEY=any LLM_MODEL=anthropic:{MODEL}\n"
        )
        sys.stdout.flush()
        server.wait()


if __name__ == "__main__":
    main()
