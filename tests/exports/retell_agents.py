"""Agents as people have them on Retell, with ids and settings of the platform's own."""

from typing import Any

PROMPT = """## Identity
You are Mia.
It is {{current_time_Europe/London}}.

## Guardrails
- Never diagnose."""


def condition(prompt: str) -> dict[str, str]:
    return {"type": "prompt", "prompt": prompt}


def clinic() -> dict[str, Any]:
    """A conversation flow as a clinic would have it, with ids and settings of the platform's own."""
    nodes = [
        {
            "id": "start-node-17",
            "type": "conversation",
            "name": "Welcome",
            "instruction": {"type": "static_text", "text": "Hello, this is the clinic's virtual assistant."},
            "always_edge": {
                "id": "e-1",
                "destination_node_id": "node-18",
                "transition_condition": condition("Always"),
            },
            "interruption_sensitivity": 0.2,
        },
        {
            "id": "node-18",
            "type": "subagent",
            "instruction": {"type": "prompt", "text": "Find out what it is about.\nAsk one thing at a time."},
            "tool_ids": ["tool-1"],
            "edges": [
                {"id": "e-2", "destination_node_id": "node-19", "transition_condition": condition("Wants to book")},
                {
                    "id": "e-3",
                    "destination_node_id": "node-20",
                    "transition_condition": {
                        "type": "equation",
                        "operator": "&&",
                        "equations": [{"left": "{{visits}}", "operator": ">", "right": "3"}],
                    },
                },
            ],
        },
        {
            "id": "node-19",
            "type": "function",
            "name": "Book",
            "tool_id": "tool-1",
            "tool_type": "local",
            "wait_for_result": True,
            "else_edge": {"id": "e-4", "destination_node_id": "node-20", "transition_condition": condition("Else")},
        },
        {"id": "node-20", "type": "end", "name": "Goodbye"},
    ]
    tool = {
        "type": "custom",
        "tool_id": "tool-1",
        "name": "book",
        "description": "Books an appointment.",
        "url": "https://clinic.example/book",
        "headers": {"Authorization": "Bearer {{secret__CLINIC}}"},
        "parameters": {
            "type": "object",
            "properties": {"day": {"type": "string", "format": "date", "description": "The day"}},
            "required": ["day"],
        },
        "max_retry": 2,
    }
    flow = {
        "start_speaker": "agent",
        "start_node_id": "start-node-17",
        "global_prompt": PROMPT,
        "model_choice": {"type": "cascading", "model": "gpt-5.1"},
        "default_dynamic_variables": {"visits": "0"},
        "nodes": nodes,
        "tools": [tool],
    }
    engine = {"type": "conversation-flow", "conversation_flow_id": "flow_1"}
    agent = {
        "agent_name": "Mia",
        "voice_id": "11labs-Adrian",
        "response_engine": engine,
        "ambient_sound": "call-center",
    }
    return {"conversation-flow.json": flow, "agent.json": agent}


def front_desk() -> dict[str, Any]:
    """A Retell LLM with states."""
    states = [
        {"name": "greet", "state_prompt": "Greet.\nAsk what for.", "edges": [_to("book", "Wants to book")]},
        {
            "name": "book",
            "state_prompt": "Book it.",
            "edges": [_to("greet", "Something else")],
            "tools": [{"type": "end_call", "name": "hang_up", "description": "Ends the call."}],
        },
    ]
    llm = {
        "start_speaker": "agent",
        "begin_message": "Hello!",
        "general_prompt": "You are Mia.\nBe brief.",
        "states": states,
        "starting_state": "greet",
        "model": "gpt-5.1",
        "general_tools": [{"type": "code", "name": "count", "code": "return 1"}],
    }
    engine = {"type": "retell-llm", "llm_id": "llm_1"}
    return {"retell-llm.json": llm, "agent.json": {"voice_id": "v", "agent_name": "Mia", "response_engine": engine}}


def _to(state: str, when: str) -> dict[str, Any]:
    parameters = {"type": "object", "properties": {"why": {"type": "string", "description": "Why"}}}
    return {"description": when, "destination_state_name": state, "parameters": parameters}
