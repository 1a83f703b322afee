"""The emitted push script with the real CLI against a loopback stand-in for the platform."""

import copy

import pytest

from tests.exports.project import CANARY, KEYS, URLS, Project
from tests.exports.sample_tools import order_lookup
from tests.exports.samples import calendar, chat, full, minimal


def test_everything_is_pushed_linked_and_accepted(project: Project) -> None:
    project.unpack(full()).fill(**URLS)
    done = project.push(**KEYS)
    assert done.returncode == 0, done.stderr
    (agent,) = project.platform.held["agent"].values()
    tools = project.platform.held["tool"]
    assert agent["conversation_config"]["agent"]["prompt"]["tool_ids"] == list(project.ids("tools").values())
    assert {one["tool_config"]["name"] for one in tools.values()} == set(project.ids("tools"))
    attached = [one["test_id"] for one in agent["platform_settings"]["testing"]["attached_tests"]]
    assert attached == list(project.ids("tests").values()) == list(project.platform.held["test"])
    assert tools[str(project.ids("tools")["refund"])]["tool_config"]["api_schema"]["url"] == URLS["refund"]
    tests = {one["name"].split(": ")[1]: one for one in project.platform.held["test"].values()}
    changed, looked_up = project.ids("tools")["change_address"], project.ids("tools")["order_lookup"]
    asked = tests["Changes the address"]["tool_call_parameters"]["referenced_tool"]
    assert asked == {"id": changed, "type": "webhook"}
    assert set(tests["Moves house"]["tool_mock_overrides"]) == {changed, looked_up}


def test_the_bare_minimum_is_pushed_too(project: Project) -> None:
    done = project.unpack(minimal()).push()
    assert done.returncode == 0, done.stderr
    assert list(project.platform.held["agent"]) == list(project.ids("agents").values())


def test_pushing_again_updates_what_is_there(project: Project) -> None:
    project.unpack(chat())
    assert project.push(**KEYS).returncode == 0
    held = {kind: list(items) for kind, items in project.platform.held.items()}
    project.platform.requests.clear()
    assert project.push().returncode == 0
    assert {kind: list(items) for kind, items in project.platform.held.items()} == held
    assert {method for method, _ in project.platform.requests} == {"GET", "PATCH", "PUT"}


@pytest.mark.parametrize(
    ("refused", "named"),
    [
        ("order_lookup", "tool_configs/order_lookup.json"),
        ("Order chat: Greets", "test_configs/greets.json"),
        ("Order chat", "agent_configs/order-chat.json"),
    ],
)
def test_a_refused_item_stops_the_push_and_is_named(project: Project, refused: str, named: str) -> None:
    project.unpack(chat())
    project.platform.refused = {refused}
    done = project.push(**KEYS)
    assert done.returncode == 1
    assert named in done.stderr
    project.platform.refused = set()
    assert project.push().returncode == 0
    assert all(one for kind in ("tools", "tests", "agents") for one in project.ids(kind).values())


def test_an_update_that_is_refused_stops_the_push_although_the_item_has_an_id(project: Project) -> None:
    assert project.unpack(chat()).push(**KEYS).returncode == 0
    project.platform.refused = {"order_lookup"}
    done = project.push()
    assert done.returncode == 1
    assert "tool_configs/order_lookup.json" in done.stderr


def test_nothing_is_sent_while_a_url_is_missing(project: Project) -> None:
    done = project.unpack(full()).push(**KEYS)
    assert done.returncode == 1
    assert "refund: URL (the refunds endpoint of your shop" in done.stderr
    assert "{shop}" in done.stderr
    assert project.platform.requests == []


@pytest.mark.parametrize(
    "url", ["shop.example/refunds", "https://api.shop.example/refunds", "https://a.example/{order_id}/{x}"]
)
def test_a_url_that_does_not_fit_is_refused(project: Project, url: str) -> None:
    project.unpack(full()).fill(**(URLS | {"refund": url}))
    done = project.push("--check", **KEYS)
    assert done.returncode == 1
    assert "refund" in done.stderr


@pytest.mark.parametrize("flag", ["--check", "--dry-run"])
def test_checking_sends_nothing_and_lists_what_is_open(project: Project, flag: str) -> None:
    project.unpack(full()).fill(**URLS)
    done = project.push(flag)
    assert done.returncode == 0
    assert "SHOP_TOKEN" in done.stdout
    assert "Emergency line" in done.stdout
    assert project.platform.requests == []


def test_a_phone_number_that_is_filled_in_arrives_beside_the_known_one(project: Project) -> None:
    project.unpack(full()).fill(number="+4930123456", **URLS)
    assert project.push(**KEYS).returncode == 0
    assert project.push().returncode == 0
    (agent,) = project.platform.held["agent"].values()
    transfer = agent["conversation_config"]["agent"]["prompt"]["built_in_tools"]["transfer_to_number"]
    numbers = [one["transfer_destination"]["phone_number"] for one in transfer["params"]["transfers"]]
    assert numbers == ["+15550123456", "+4930123456"]


def test_values_that_are_filled_in_become_constants_and_can_be_changed(project: Project) -> None:
    project.unpack(calendar())
    for number in ("7", "8"):
        project.set_values(type_id=number, site="north", tags="a, b")
        assert project.push().returncode == 0
        (tool,) = project.platform.held["tool"].values()
        api = tool["tool_config"]["api_schema"]
        assert api["query_params_schema"]["properties"]["type_id"] == {"type": "integer", "constant_value": int(number)}
        assert api["request_headers"] == {"X-Site": "north"}
        tags = api["request_body_schema"]["properties"]["about"]["properties"]["tags"]
        assert tags["constant_value"] == ["a", "b"]


def test_a_newer_bundle_over_a_pushed_one_updates_the_same_items_with_what_was_filled_in(project: Project) -> None:
    project.unpack(full()).fill(number="+4930123456", **URLS)
    assert project.push(**KEYS).returncode == 0
    before = copy.deepcopy(project.platform.held)
    filled = project.tree("fill.json")
    project.platform.requests.clear()
    done = project.unpack(full()).push()
    assert done.returncode == 0, done.stderr
    assert {method for method, _ in project.platform.requests} == {"GET", "PATCH", "PUT"}
    assert project.platform.held == before
    assert project.tree("fill.json") == filled


def test_values_set_once_outlive_a_newer_bundle(project: Project) -> None:
    project.unpack(calendar()).set_values(type_id="7", site="north", tags="a, b")
    assert project.push().returncode == 0
    before = copy.deepcopy(project.platform.held)
    assert project.unpack(calendar()).push().returncode == 0
    assert project.platform.held == before
    project.unpack(calendar()).set_values(type_id="8", site="", tags="")
    assert project.push().returncode == 0
    assert [slot["value"] for slot in project.tree("fill.json")["values"]] == ["8", "north", "a, b"]


def test_what_a_refused_push_left_behind_is_not_made_twice(project: Project) -> None:
    project.unpack(chat())
    project.platform.refused = {"Order chat"}
    assert project.push(**KEYS).returncode == 1
    project.platform.refused = set()
    assert project.unpack(chat()).push().returncode == 0
    held = {kind: len(items) for kind, items in project.platform.held.items()}
    assert held == {"tool": 1, "test": 1, "agent": 1, "secret": 1, "env": 1}


def test_what_a_newer_version_no_longer_has_is_ignored_and_comes_back_with_it(project: Project) -> None:
    project.unpack(full()).fill(number="+4930123456", **URLS)
    assert project.push(**KEYS).returncode == 0
    before = copy.deepcopy(project.platform.held)
    fewer = full().model_copy(update={"tools": [order_lookup()], "tests": []})
    done = project.unpack(fewer).push()
    assert done.returncode == 0, done.stderr
    (agent,) = project.platform.held["agent"].values()
    assert agent["conversation_config"]["agent"]["prompt"]["tool_ids"] == list(project.ids("tools").values())
    assert len(project.ids("tools")) == 1
    assert project.unpack(full()).push().returncode == 0
    assert {kind: list(items) for kind, items in project.platform.held.items()} == {
        kind: list(items) for kind, items in before.items()
    }


def test_an_address_that_now_replaces_another_one_is_asked_for_again(project: Project) -> None:
    project.unpack(full()).fill(**URLS)
    assert project.push("--check").returncode == 0
    moved = [
        tool.model_copy(update={"url": "https://{shop}.example/v2/orders"}) if tool.name == "cancel_order" else tool
        for tool in full().tools
    ]
    done = project.unpack(full().model_copy(update={"tools": moved})).push("--check")
    assert done.returncode == 1
    assert "cancel_order: put the URL with {shop} replaced into fill.json" in done.stderr
    assert "refund" not in done.stderr


def test_checking_again_changes_no_file(project: Project) -> None:
    project.unpack(full()).fill(number="+4930123456", **URLS)
    assert project.push("--check", **KEYS).returncode == 0
    before = {path: path.read_bytes() for path in project.folder.rglob("*") if path.is_file()}
    assert project.push("--check", **KEYS).returncode == 0
    assert {path: path.read_bytes() for path in project.folder.rglob("*") if path.is_file()} == before


def test_values_that_stay_open_are_told_and_do_not_stop_the_push(project: Project) -> None:
    done = project.unpack(calendar()).push()
    assert done.returncode == 0
    assert "type_id: The event type's number, set once" in done.stdout


def test_a_value_of_the_wrong_type_is_refused(project: Project) -> None:
    project.unpack(calendar()).set_values(type_id="seven", site="", tags="")
    done = project.push("--check")
    assert done.returncode == 1
    assert "'seven' is no integer" in done.stderr


def test_a_word_in_place_of_a_phone_number_is_refused(project: Project) -> None:
    project.unpack(full()).fill(number="reception", **URLS)
    done = project.push("--check")
    assert done.returncode == 1
    assert "'reception'" in done.stderr


def test_a_secret_that_nobody_gave_is_named_and_stops_the_push(project: Project) -> None:
    done = project.unpack(chat()).push()
    assert done.returncode == 1
    assert "SHOP_TOKEN" in done.stderr
    assert project.platform.held["tool"] == {}


def test_secrets_come_from_dotenv_reach_the_platform_once_and_no_other_place(project: Project) -> None:
    project.unpack(full()).fill(**URLS)
    lines = "".join(f"{name}={value}\n" for name, value in KEYS.items())
    (project.folder / ".env").write_text(f"# mine\n{lines}", encoding="utf-8")
    done = project.push()
    assert done.returncode == 0, done.stderr
    values = {one["name"]: one["value"] for one in project.platform.held["secret"].values()}
    assert values["SHOP_TOKEN_BEARER"] == f"Bearer {CANARY}"
    assert values["SHOP_LOGIN_BASIC"] == "Basic bWU6Y2FuYXJ5LTViMWY="
    assert sum(CANARY in body for body in project.platform.bodies) == len(KEYS) - 1
    assert CANARY not in done.stdout + done.stderr
    holding = [path.name for path in project.folder.rglob("*") if path.is_file() and CANARY in path.read_text()]
    assert holding == [".env"]


def test_a_missing_key_or_cli_is_told_plainly(project: Project) -> None:
    project.unpack(minimal())
    without_key = project.push(ELEVENLABS_API_KEY="")
    assert without_key.returncode == 1
    assert "ELEVENLABS_API_KEY" in without_key.stderr
    without_cli = project.push(ELEVENLABS_CLI="no-such-program")
    assert without_cli.returncode == 1
    assert "npm install -g @elevenlabs/cli" in without_cli.stderr


def test_an_unreachable_platform_stops_the_push(project: Project) -> None:
    done = project.unpack(minimal()).push(ELEVENLABS_BASE_URL="http://127.0.0.1:9")
    assert done.returncode == 1
    assert "agent_configs/opening-hours.json" in done.stderr or "agents push" in done.stderr
