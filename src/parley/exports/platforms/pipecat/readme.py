"""The pages of a project for people: how to run it, which secrets to set, what did not come across."""

from parley.agents.schemas import AgentSpec
from parley.exports import pages
from parley.exports.markdown import bullets, code
from parley.exports.schemas import Report

STEPS = """\
1. `pip install -r requirements.txt` (Python 3.11 or later).
2. Copy `.env.example` to `.env` and fill it in; the bot hears, thinks and speaks with OpenAI until you choose others in
   `bot.py`.
3. Fill in what is listed under "To fill": addresses (`url`) and numbers (`number`) in `tools.json`, values in
   `settings.json`.
4. `python bot.py` and open http://localhost:7860; `python bot.py -t daily` or `-t twilio -x HOST` for telephones.
5. With the bot running, `pipecat eval run evals.yaml` holds the tests against it (the judge is a local Ollama model
   unless `evals.yaml` names another)."""

FILES = [
    "`flow.yaml`: the conversation as a graph, for `pipecat.flows.FlowConfig`",
    "`handlers.py`: a function for each tool; `calls.py` carries it out as `tools.json` says",
    "`settings.json`: language, voice, timeouts and the values that the flow starts with",
    "`bot.py`: the pipeline, with the services of your choice",
    "`evals.yaml`: the tests, where there are any",
    "`LOSS.md`: what could not be carried over",
]

LOSS = "What the agent is, against what a Pipecat flow can hold. Nothing listed as dropped reaches the bot."
KEYS = ("OPENAI_API_KEY",)


def readme(spec: AgentSpec, report: Report) -> str:
    """How to get the bot running."""
    own = [("Secrets", _secrets(report)), ("Files", bullets(FILES))]
    return pages.readme(spec, report, "Pipecat project", STEPS, own)


def env_example(report: Report) -> str:
    """The variables that the bot reads; values stay with whoever runs it."""
    lines = ["# Copy to .env and fill in. Never commit .env.", *(f"{name}=" for name in KEYS)]
    lines += ["# OPENAI_MODEL=", "# OPENAI_VOICE=", *(f"{name}=" for name in report.secrets if name not in KEYS)]
    return "\n".join(lines) + "\n"


def _secrets(report: Report) -> list[str]:
    if not report.secrets:
        return []
    return ["The tools read these from the environment; no value is part of this project.", ""] + bullets(
        map(code, report.secrets)
    )
