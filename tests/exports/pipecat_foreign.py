"""A Pipecat project as somebody else would write it; with its eval file it uses every documented field."""

FLOW = r"""
initial_node: Take order
nodes:
  Take order:
    role_message: |
      You take orders for {{ restaurant_name }}.

      # Personality
      Friendly and quick.
      Never rude.

      # Goal
      1. Ask what the caller wants.
      2. Read it back.
    task_messages:
      - role: system
        content: Ask whether the caller wants pizza or sushi.
      - role: user
        content: "(the phone rings)"
    pre_actions:
      - type: tts_say
        text: Hi, this is {{ restaurant_name }}, your virtual assistant speaking.
        append_text_to_context: false
      - type: function
        handler: start_clock
        zone: Europe/Berlin
    functions:
      - name: choose_pizza
        transition_only: true
        description: The caller wants pizza.
        transition_to: pizza
      - name: choose_sushi
        transition_only: true
        description: |-
          The caller wants sushi.
          Or asks for fish.
        transition_to: sushi-bar
    respond_immediately: false
    context_strategy: reset
  pizza:
    task_messages:
      - role: developer
        content: |-
          Take a pizza order: size and kind.
          Small ones cost ten.
    functions:
      - name: select_pizza
        transition_to:
          field: availability
          cases: {in_stock: confirm, sold_out: Take order}
          default: confirm
      - name: list_pizzas
    context_strategy: append
  sushi-bar:
    task_messages:
      - {role: developer, content: Take a sushi order.}
    functions:
      - name: order_sushi
        transition_to:
          field: status
          cases: {ok: confirm, error: Take order}
  confirm:
    task_messages:
      - {role: developer, content: Read the order back and say goodbye.}
    functions:
      - name: hand_over
    post_actions:
      - type: notify_kitchen
        handler: notify_kitchen
        urgency: 3
      - type: end_conversation
        text: Bye!
        append_text_to_context: true
global_functions:
  - name: delivery_estimate
"""

HANDLERS = '''\
"""What the flow calls."""

from calls import call
from pipecat.flows import TRANSITION_IN_YAML, FlowManager, flows_tool_options


async def start_clock(action: dict, flow_manager: FlowManager):
    flow_manager.state["started"] = action["zone"]


async def notify_kitchen(action: dict, flow_manager: FlowManager):
    print("order!")


# The menu is short.
@flows_tool_options(timeout_secs=30)
async def select_pizza(flow_manager: FlowManager, size: str, extra: list[str] | None = None):
    """Select a pizza.

    Args:
        size (str): "small", "medium"
            or "large".
        extra: Toppings.

    Returns:
        What was ordered.
    """
    price = {"small": 10, "medium": 15, "large": 20}.get(size, 20)
    flow_manager.state["price"] = price
    return {"availability": "in_stock", "price": price}, TRANSITION_IN_YAML


async def list_pizzas(flow_manager: FlowManager):
    return ["margherita"], TRANSITION_IN_YAML


async def order_sushi(flow_manager: FlowManager, pieces: int):
    """Order sushi.

    Args:
        pieces: How many.
    """
    return await call(flow_manager, "order_sushi", {"pieces": pieces})


async def hand_over(flow_manager: FlowManager):
    """Hand over to the kitchen."""
    return await call(flow_manager, "hand_over", {})


async def delivery_estimate(flow_manager: FlowManager):
    """Say how long delivery takes."""
    return {"minutes": 30}, TRANSITION_IN_YAML
'''

TOOLS = """\
{
  "order_sushi": {
    "kind": "webhook", "method": "POST", "url": "https://sushi.example/{branch}/orders",
    "content_type": "application/json", "timeout_s": 12, "headers": {"Accept": "application/json"},
    "auth": {"kind": "bearer", "header": "Authorization", "prefix": "Bearer ", "secret": "SUSHI_TOKEN"},
    "parameters": [
      {"name": "branch", "place": "path", "type": "string", "constant": "north"},
      {"name": "count", "place": "body", "type": "integer", "argument": "pieces"},
      {"name": "phone", "place": "body", "type": "string", "variable": "caller_number"},
      {"name": "key", "place": "query", "type": "string", "secret": "SUSHI_KEY"}
    ],
    "results": [{"name": "sushi_id", "path": "data.id"}]
  },
  "hand_over": {
    "kind": "transfer",
    "destinations": [{"label": "Kitchen", "condition": "asks for the cook", "number": "+15550123456"}]
  }
}
"""

SETTINGS = """\
{
  "language": "en-GB", "speed": 1.05, "voice_description": "cheerful", "turn_timeout_s": 8.5, "max_duration_s": 700,
  "variables": {"restaurant_name": "Da Mario", "sushi_id": "", "caller_number": "unknown"}
}
"""

EVALS = """\
name: ordering
user:
  modality: audio
  speech: {service: kokoro, voice: af_heart, language: en, speed: 1.0, sample_rate: 16000, api_key: none}
judge:
  modality: audio
  eval: {service: ollama, model: "gemma4:12b", endpoint: "http://localhost:11434", extra: {reasoning_effort: none},
    explainer: {service: ollama}}
  transcription: {factory: my_evals.ears, padding_secs: 0}
trigger_disconnect: false
scenarios:
  - name: Wants pizza
    stop_on_failure: false
    context:
      - {role: assistant, content: Hi!}
    turns:
      - user: [Hello, {pause_ms: 500}, there]
        image: cat.png
      - dtmf: "12#"
        send_after: {event: llm_started, delay_ms: 200}
        expect:
          - {event: llm_marker, marker: complete, marker_first: true, markers: 1, text_after: true}
      - user: A large pizza.
        audio: pizza.wav
        expect:
          - event: function_call
            calls:
              - name: select_pizza
                args: {size: large}
              - choose_pizza
            eval: The size is large.
            check_from: turn_start
          - {event: response, within_ms: 9000, text_contains: large, text_excludes: small, eval: It says what it costs.}
          - {event: image, absent: true, within_ms: 500}
          - {event: function_call_stopped, name: select_pizza, args: {cancelled: false}}
  - name: Wants sushi
    turns:
      - user: Eight pieces of sushi, please.
        expect:
          - {event: response, eval: It takes the order of eight pieces.}
  - name: A hungry caller
    persona: Jamie, friendly and to the point.
    goal: Order a small pizza.
    success: A small pizza was ordered.
    simulator: {service: ollama}
    metrics:
      - {name: polite, criterion: The reply is polite., min_score: 0.9}
      - {measure: latency, min_value: 0, max_value: 3.5}
      - {measure: function_calls, calls: [select_pizza]}
    max_turns: 9
    max_duration_s: 120
    max_silence_s: 20
    runs: 2
"""

PROJECT = {
    "flow.yaml": FLOW,
    "handlers.py": HANDLERS,
    "tools.json": TOOLS,
    "settings.json": SETTINGS,
    "evals.yaml": EVALS,
    "bot.py": "import handlers  # somebody's own bot\n",
    "Dockerfile": "FROM python:3.12\n",
}
