"""Judges bundles by the types of the official Python SDK; runs in the environment of that name."""

import json
import sys
from typing import Any

from conforming import faults
from retell.types.agent_create_params import AgentCreateParams
from retell.types.chat_agent_create_params import ChatAgentCreateParams
from retell.types.conversation_flow_create_params import ConversationFlowCreateParams
from retell.types.llm_create_params import LlmCreateParams
from retell.types.test_create_test_case_definition_params import TestCreateTestCaseDefinitionParams

BODIES: dict[str, Any] = {
    "retell-llm.json": LlmCreateParams,
    "conversation-flow.json": ConversationFlowCreateParams,
    "agent.json": AgentCreateParams,
    "chat-agent.json": ChatAgentCreateParams,
}


def judged(bundle: dict[str, str]) -> list[str]:
    """The faults of the bodies among the files."""
    found = []
    for path, text in bundle.items():
        kind = TestCreateTestCaseDefinitionParams if path.startswith("tests/") else BODIES.get(path)
        if kind is not None:
            found += faults(json.loads(text), kind, path)
    return found


if __name__ == "__main__":
    json.dump([judged(bundle) for bundle in json.load(sys.stdin)], sys.stdout)
