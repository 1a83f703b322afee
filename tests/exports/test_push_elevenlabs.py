"""`parley push elevenlabs` with the vendor's real CLI against a loopback stand-in: compared, sent, read back."""

import pytest

from tests.exports.project import KEYS, URLS, Project
from tests.exports.pushing import Pushed
from tests.exports.samples import full
from tests.exports.shelf import Shelf


@pytest.fixture
def there(project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Pushed:
    for name, value in {**project.env, **KEYS, "HTTP_ALLOW_HOSTS": "127.0.0.1"}.items():
        monkeypatch.setenv(name, value)
    project.unpack(full()).fill(number="+4930123456", **URLS)
    return Pushed("elevenlabs", project.folder, Shelf({}), capsys, monkeypatch)


def test_everything_is_sent_and_compared_and_the_folders_own_script_and_settings_are_not_obeyed(
    there: Pushed, project: Project
) -> None:
    (project.folder / "push.py").write_text("raise SystemExit('not this one')")
    (project.folder / ".env").write_text("ELEVENLABS_CLI=/bin/false\nELEVENLABS_BASE_URL=http://127.0.0.1:9\n")
    code, told = there.push()
    assert code == 0, told
    assert "14 create. Nothing was sent" in told
    assert {method for method, _ in project.platform.requests} == {"GET"}
    code, told = there.push("--yes")
    assert code == 0, told
    (agent_id,) = project.platform.held["agent"]
    assert there.ids("agents") == {"agent_configs/lina-kundendienst.json": agent_id}
    assert set(there.ids("tools").values()) == set(project.platform.held["tool"])
    assert "14 keep. Nothing was sent" in there.push()[1]
    project.platform.held["agent"][agent_id]["conversation_config"]["agent"]["first_message"] = "Somebody else's"
    code, told = there.push()
    assert code == 0
    assert "changed there since; #/conversation_config/agent/first_message" in told


def test_a_refused_item_is_exit_code_one_and_what_was_taken_is_on_record(there: Pushed, project: Project) -> None:
    project.platform.refused = {"order_lookup"}
    code, told = there.push("--yes")
    assert code == 1
    assert "tool_configs/order_lookup.json" in told
    assert set(there.ids("tools").values()) == set(project.platform.held["tool"])
    assert len(there.ids("tools")) == 5


def test_an_open_number_holds_the_push_back(there: Pushed, project: Project) -> None:
    project.fill(**URLS)
    code, told = there.push("--yes")
    assert code == 1
    assert "open: phone number for Emergency line" in told
    assert {method for method, _ in project.platform.requests} == {"GET"}
