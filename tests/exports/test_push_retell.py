"""`parley push retell` over real HTTP: what arrives, what is repeated, and what is said when it goes wrong."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exports.loopback import served
from tests.exports.pushing import Pushed
from tests.exports.samples import chat, full, minimal
from tests.exports.shelf import KEY, Aisle, Shelf
from tests.exports.vendor import judged

CANARY = "canary-91af"
SECRETS = dict.fromkeys(("NOTES_TOKEN", "SHOP_KEY", "SHOP_LOGIN", "SHOP_TOKEN"), CANARY)


def aisle(path: str, id_key: str, listing: str, method: str = "PATCH", name_key: str = "name") -> Aisle:
    return Aisle(f"/create-{path}", f"/get-{path}/", (method, f"/update-{path}/"), f"/v2/{listing}", id_key, name_key)


AISLES = {
    "llm": aisle("retell-llm", "llm_id", "list-retell-llms", name_key="-"),
    "flow": aisle("conversation-flow", "conversation_flow_id", "list-conversation-flows", name_key="-"),
    "agent": aisle("agent", "agent_id", "list-agents", name_key="agent_name"),
    "chat_agent": aisle("chat-agent", "agent_id", "list-chat-agents", name_key="agent_name"),
    "test": aisle("test-case-definition", "test_case_definition_id", "list-test-case-definitions", "PUT"),
}


@pytest.fixture
def there(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Pushed]:
    shelf = Shelf(AISLES)
    with served(shelf.app()) as url:
        monkeypatch.setenv("RETELL_API_KEY", KEY)
        monkeypatch.setenv("RETELL_BASE_URL", url)
        monkeypatch.setenv("HTTP_ALLOW_HOSTS", "127.0.0.1")
        for name, value in SECRETS.items():
            monkeypatch.setenv(name, value)
        yield Pushed("retell", tmp_path / "bundle", shelf, capsys, monkeypatch)


def unpacked(there: Pushed) -> None:
    """The full sample, without the mock of a tool that the platform does not have."""
    there.unpack(full())
    mocks = there.tree("tests/moves_house.json")["tool_mocks"]
    there.change("tests/moves_house.json", tool_mocks=mocks[:2])


@pytest.fixture
def filled(there: Pushed) -> Pushed:
    """The full sample with nothing left to fill in."""
    unpacked(there)
    flow = there.tree("conversation-flow.json")
    given = {"refund_url": "https://shop.example/refunds", "cancel_order_shop": "north"}
    given |= {"use_transfer_to_number_number_2": "+4930123456"}
    there.change("conversation-flow.json", default_dynamic_variables=flow["default_dynamic_variables"] | given)
    return there


def test_dry_run_sends_nothing_and_tells_what_it_would_create(filled: Pushed) -> None:
    code, told = filled.push()
    assert code == 0, told
    assert filled.shelf.requests == []
    assert "create     flow conversation-flow.json" in told
    assert "9 create. Nothing was sent" in told
    assert not (filled.folder / "pushed.json").exists()


def test_everything_arrives_in_order_linked_and_as_the_vendor_types_it(filled: Pushed) -> None:
    code, told = filled.push("--yes")
    assert code == 0, told
    assert [role for role, _ in filled.shelf.sent] == ["flow", "agent", *["test"] * 7]
    engine = {"type": "conversation-flow", "conversation_flow_id": filled.ids("flow")["flow"]}
    linked = [body["response_engine"] for role, body in filled.shelf.sent if role != "flow"]
    assert linked == [engine] * 8
    paths = {"flow": "conversation-flow.json", "agent": "agent.json"}
    bodies = {
        paths.get(role, f"tests/{at}.json"): json.dumps(body) for at, (role, body) in enumerate(filled.shelf.sent)
    }
    assert judged("retell", [bodies]) == [[]]


def test_secrets_arrive_and_are_written_nowhere_else(filled: Pushed) -> None:
    code, told = filled.push("--yes")
    assert code == 0
    (flow,) = filled.shelf.held["flow"].values()
    assert CANARY in json.dumps(flow)
    assert "secret__" not in json.dumps(flow)
    assert CANARY not in told
    assert KEY not in told
    assert CANARY not in (filled.folder / "pushed.json").read_text()
    assert "secret SHOP_TOKEN: from the environment, sent with calls of https://api.shop.example" in told


def test_pushing_again_changes_nothing_and_what_differs_alone_is_updated(filled: Pushed) -> None:
    assert filled.push("--yes")[0] == 0
    code, told = filled.push("--yes")
    assert (code, filled.shelf.writes()) == (0, {})
    assert "9 left alone" in told
    filled.change("agent.json", voice_speed=1.4)
    assert "change     agent agent.json" in filled.push()[1]
    assert filled.push("--yes")[0] == 0
    assert filled.shelf.writes() == {"PATCH": 1}
    (agent,) = filled.shelf.held["agent"].values()
    assert agent["voice_speed"] == 1.4


def test_what_was_changed_on_the_platform_is_told_and_put_back(filled: Pushed) -> None:
    assert filled.push("--yes")[0] == 0
    (test, *_) = filled.shelf.held["test"].values()
    test["user_prompt"] = "somebody else's"
    code, told = filled.push()
    assert code == 0
    assert "(changed there since; #/user_prompt)" in told
    assert filled.push("--yes")[0] == 0
    assert filled.shelf.writes() == {"PUT": 1}


def test_what_is_gone_is_created_again(filled: Pushed) -> None:
    assert filled.push("--yes")[0] == 0
    filled.shelf.held["agent"].clear()
    assert filled.push("--yes")[0] == 0
    assert filled.shelf.writes() == {"POST": 1}
    assert list(filled.shelf.held["agent"]) == [filled.ids("agent")["agent"]]


def test_what_a_newer_bundle_no_longer_has_is_named(filled: Pushed) -> None:
    assert filled.push("--yes")[0] == 0
    (filled.folder / "tests" / "searches.json").unlink()
    assert "no longer in the bundle, still there: test searches" in filled.push()[1]


def test_a_refused_item_stops_the_push_is_named_and_what_came_before_is_not_made_twice(filled: Pushed) -> None:
    name = filled.tree("tests/hangs_up.json")["name"]
    filled.shelf.refused = {name}
    code, told = filled.push("--yes")
    assert code == 1
    assert "tests/hangs_up.json (test hangs_up) was not taken: status 400" in told
    assert "is not welcome" in told
    assert "6 created; not reached: 3" in told
    filled.shelf.refused = set()
    code, told = filled.push("--yes")
    assert code == 0, told
    assert "6 left alone, 3 created" in told
    assert {role: len(items) for role, items in filled.shelf.held.items()} == {"flow": 1, "agent": 1, "test": 7}


def test_a_refusal_that_repeats_the_secrets_is_told_without_them(filled: Pushed) -> None:
    filled.shelf.refused = {"flow"}
    code, told = filled.push("--yes")
    assert code == 1
    assert "status 400" in told
    assert CANARY not in told
    assert len(told) < 2_000


@pytest.mark.parametrize("role", ["flow", "agent", "test"])
def test_an_answer_that_is_lost_makes_nothing_twice(filled: Pushed, role: str) -> None:
    names = {"flow": "flow", "agent": filled.tree("agent.json")["agent_name"]}
    filled.shelf.lost = {names.get(role) or filled.tree("tests/searches.json")["name"]}
    code, told = filled.push("--yes")
    assert code == 0, told
    assert {one: len(items) for one, items in filled.shelf.held.items()} == {"flow": 1, "agent": 1, "test": 7}
    assert set(filled.ids("test").values()) == set(filled.shelf.held["test"])


def test_a_push_that_broke_off_before_its_answer_finds_what_it_made(filled: Pushed) -> None:
    assert filled.push("--yes")[0] == 0
    record = filled.tree("pushed.json")
    del record["items"]["flow"]["flow"]["id"], record["items"]["test"]
    filled.change("pushed.json", **record)
    filled.shelf.held["test"].clear()
    filled.shelf.page = 1
    code, told = filled.push("--yes")
    assert code == 0, told
    assert len(filled.shelf.held["flow"]) == 1
    assert filled.shelf.writes() == {"POST": 7}


def test_another_agent_of_the_same_name_is_not_taken_over(filled: Pushed) -> None:
    name = filled.tree("agent.json")["agent_name"]
    filled.shelf.held["agent"] = {"theirs": {"agent_id": "theirs", "agent_name": name, "voice_id": "own"}}
    filled.shelf.lost = {name}
    assert filled.push("--yes")[0] == 0
    assert filled.shelf.held["agent"]["theirs"]["voice_id"] == "own"
    assert len(filled.shelf.held["agent"]) == 2


def test_too_many_requests_and_passing_failures_are_waited_out(filled: Pushed) -> None:
    filled.shelf.busy, filled.shelf.failing = 4, 2
    code, told = filled.push("--yes")
    assert code == 0, told
    assert {role: len(items) for role, items in filled.shelf.held.items()} == {"flow": 1, "agent": 1, "test": 7}


def test_a_server_that_keeps_failing_is_given_up(filled: Pushed) -> None:
    filled.shelf.failing = 1_000
    code, told = filled.push("--yes")
    assert code == 1
    assert "conversation-flow.json (flow flow) was not taken: status 503: later" in told


def test_a_field_that_is_not_there_afterwards_is_told_with_its_place(filled: Pushed) -> None:
    filled.shelf.dropped = {"voice_speed", "metrics"}
    code, told = filled.push("--yes")
    assert code == 1
    assert "agent.json#/voice_speed is not there" in told
    assert "tests/searches.json#/metrics is not there" in told
    assert "not everything is there as it was sent" in told


def test_secrets_that_the_platform_masks_are_no_difference_afterwards(filled: Pushed) -> None:
    filled.shelf.masked = CANARY
    code, told = filled.push("--yes")
    assert code == 0, told


def test_what_is_open_is_named_and_holds_the_push_back_unless_it_may_stay_open(
    there: Pushed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHOP_TOKEN")
    unpacked(there)
    code, told = there.push("--yes")
    assert code == 1
    assert "open: secret SHOP_TOKEN: set it in the environment" in told
    assert "refund_url" in told
    assert there.shelf.requests == []
    code, told = there.push("--yes", "--allow-unfilled")
    assert code == 0, told
    assert "{{secret__SHOP_TOKEN}}" in json.dumps(there.shelf.held["flow"])


def test_a_bundle_that_cannot_work_is_not_sent(filled: Pushed) -> None:
    filled.change("agent.json", language="klingon")
    code, told = filled.push("--yes")
    assert code == 1
    assert "agent.json#/language" in told
    assert filled.shelf.requests == []


def test_chat_agents_and_the_bare_minimum_are_pushed_too(there: Pushed) -> None:
    assert there.unpack(minimal()).push("--yes")[0] == 0
    assert [role for role, _ in there.shelf.sent] == ["llm", "agent"]


def test_chat_agents_go_where_chat_agents_are(there: Pushed) -> None:
    code, told = there.unpack(chat()).push("--yes", "--allow-unfilled")
    assert code == 0, told
    assert len(there.shelf.held["chat_agent"]) == 1


def test_a_wrong_key_is_told_without_it(filled: Pushed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETELL_API_KEY", "wrong-key-55e0")
    code, told = filled.push("--yes")
    assert code == 1
    assert "status 401" in told
    assert "wrong-key-55e0" not in told


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("RETELL_API_KEY", None, "RETELL_API_KEY is not set"),
        ("HTTP_ALLOW_HOSTS", None, "begins with http://"),
    ],
)
def test_wrong_use_is_exit_code_two(
    filled: Pushed, monkeypatch: pytest.MonkeyPatch, name: str, value: str | None, said: str
) -> None:
    monkeypatch.delenv(name)
    code, told = filled.push("--yes")
    assert code == 2, told
    assert said in told


def test_a_record_that_is_not_one_is_not_written_over(filled: Pushed) -> None:
    (filled.folder / "pushed.json").write_text("{}")
    code, told = filled.push("--yes")
    assert code == 2
    assert "pushed.json cannot be read" in told
    assert (filled.folder / "pushed.json").read_text() == "{}"
    assert filled.shelf.requests == []
