"""`parley push vapi` over real HTTP: what arrives, linked by ids, and what is said when it goes wrong."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.exports.loopback import served
from tests.exports.pushing import Pushed
from tests.exports.samples import minimal
from tests.exports.shelf import KEY, Aisle, Shelf
from tests.exports.vapi_samples import in_full
from tests.exports.vendor import judged

PATHS = {
    "tools": "/tool",
    "structuredOutputs": "/structured-output",
    "assistants": "/assistant",
    "personalities": "/eval/simulation/personality",
    "scenarios": "/eval/simulation/scenario",
    "simulations": "/eval/simulation",
    "suites": "/eval/simulation/suite",
    "evals": "/eval",
    "credentials": "/credential",
}
FIXED = {"tools": ("type",), "structuredOutputs": ("type",), "evals": ("type",)}
CREDENTIALS = ("NOTES_TOKEN", "SHOP_KEY", "SHOP_LOGIN", "SHOP_TOKEN", "MAP_KEY")


def numbered_pages(entries: list[dict[str, Any]], start: int, size: int) -> Any:
    """Pages by number, as Vapi has them where it does not list everything at once."""
    number = max(1, start)
    more = len(entries) > number * size
    return {
        "results": entries[(number - 1) * size : number * size],
        "metadata": {"currentPage": number, "itemsPerPage": size, "hasNextPage": more},
    }


@pytest.fixture
def there(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Pushed]:
    aisles = {
        role: Aisle(path, f"{path}/", ("PATCH", f"{path}/"), path, fixed=FIXED.get(role, ()))
        for role, path in PATHS.items()
    }
    shelf = Shelf(aisles, listed=numbered_pages)
    shelf.held["credentials"] = {f"id-of-{name}": {"id": f"id-of-{name}", "name": name} for name in CREDENTIALS}
    with served(shelf.app()) as url:
        monkeypatch.setenv("VAPI_API_KEY", KEY)
        monkeypatch.setenv("VAPI_BASE_URL", url)
        monkeypatch.setenv("HTTP_ALLOW_HOSTS", "127.0.0.1")
        yield Pushed("vapi", tmp_path / "bundle", shelf, capsys, monkeypatch)


@pytest.fixture
def filled(there: Pushed) -> Pushed:
    """The full sample with nothing left to fill in among the resources; its other bodies are not sent."""
    for path in (there.unpack(in_full()).folder / "resources").rglob("*.*"):
        text = path.read_text().replace("to-fill.invalid", "shop.example").replace("{shop}", "north")
        path.write_text(text)
    return there


def only(there: Pushed, role: str, name: str) -> dict[str, Any]:
    return there.shelf.held[role][there.ids(role)[name]]


def test_everything_arrives_linked_by_ids_and_as_the_vendor_types_it(filled: Pushed) -> None:
    code, told = filled.push("--yes")
    assert code == 0, told
    roles = list(dict.fromkeys(role for role, _ in filled.shelf.sent))
    assert roles == [role for role in PATHS if role != "credentials"]
    agent = only(filled, "assistants", "lina-kundendienst")
    assert set(agent["model"]["toolIds"]) == set(filled.ids("tools").values())
    assert set(agent["artifactPlan"]["structuredOutputIds"]) == set(filled.ids("structuredOutputs").values())
    simulation = only(filled, "simulations", "talks-it-through")
    assert simulation["scenarioId"] == filled.ids("scenarios")["talks-it-through"]
    assert simulation["personalityId"] == filled.ids("personalities")["caller"]
    assert set(only(filled, "suites", "lina-kundendienst")["simulationIds"]) == set(filled.ids("simulations").values())
    assert only(filled, "tools", "order-lookup")["credentialId"] == "id-of-SHOP_TOKEN"
    assert "assistant_ids" not in only(filled, "structuredOutputs", "polite")
    folders = {"simulations": "tests"}
    bodies = {
        f"resources/{folders.get(role, role)}/{at}": json.dumps(body)
        for at, (role, body) in enumerate(filled.shelf.sent)
    }
    assert judged("vapi", [bodies]) == [[]]


def test_dry_run_asks_only_for_credentials_and_pushing_twice_changes_nothing(filled: Pushed) -> None:
    code, told = filled.push()
    assert code == 0, told
    assert set(filled.shelf.requests) == {("GET", "/credential")}
    assert filled.push("--yes")[0] == 0
    code, told = filled.push("--yes")
    assert (code, filled.shelf.writes()) == (0, {})


def test_a_changed_prompt_tool_and_output_are_updated_without_what_updates_refuse(filled: Pushed) -> None:
    assert filled.push("--yes")[0] == 0
    base = filled.folder / "resources" / "parley"
    for path, old, new in [
        ("assistants/lina-kundendienst.md", "Du bist Lina.", "Du bist Lina, freundlich."),
        ("tools/refund.yml", "method: PATCH", "method: PUT"),
        ("structuredOutputs/polite.yml", "stayed polite", "was polite throughout"),
        ("evals/at-all.yml", "name: At all", "name: At all, once"),
    ]:
        text = (base / path).read_text()
        assert old in text
        (base / path).write_text(text.replace(old, new))
    code, told = filled.push("--yes")
    assert code == 0, told
    assert filled.shelf.writes() == {"PATCH": 4}
    assert "freundlich" in json.dumps(only(filled, "assistants", "lina-kundendienst"))


@pytest.mark.parametrize("role", ["tools", "structuredOutputs", "evals"])
def test_an_answer_that_is_lost_makes_nothing_twice_however_long_the_list(filled: Pushed, role: str) -> None:
    lost = {"tools": "order_lookup", "structuredOutputs": "Polite", "evals": "Searches"}[role]
    filled.shelf.held[role] = {f"other-{at}": {"id": f"other-{at}", "name": f"Other {at}"} for at in range(5)}
    filled.shelf.lost, filled.shelf.page = {lost}, 2
    code, told = filled.push("--yes")
    assert filled.shelf.lost == set()
    assert code == 0, told
    assert filled.shelf.names(role).count(lost) == 1


def test_a_refused_tool_stops_the_push_before_the_assistant(filled: Pushed) -> None:
    filled.shelf.refused = {"refund"}
    code, told = filled.push("--yes")
    assert code == 1
    assert "resources/parley/tools/refund.yml (tools refund) was not taken: status 400" in told
    assert "assistants" not in filled.shelf.held
    filled.shelf.refused = set()
    assert filled.push("--yes")[0] == 0
    assert len(filled.shelf.held["tools"]) == len(list(filled.folder.glob("resources/parley/tools/*.yml")))


def test_a_field_that_is_not_there_afterwards_is_told_with_its_place(filled: Pushed) -> None:
    filled.shelf.dropped = {"credentialId"}
    code, told = filled.push("--yes")
    assert code == 1
    assert "resources/parley/tools/order-lookup.yml#/credentialId is not there" in told


def test_a_credential_that_is_not_there_is_named_and_left_out_where_it_may_be(filled: Pushed) -> None:
    del filled.shelf.held["credentials"]["id-of-SHOP_TOKEN"]
    code, told = filled.push("--yes")
    assert code == 1
    assert "open: credential SHOP_TOKEN: create it in the dashboard under this name" in told
    assert not filled.shelf.writes()
    code, told = filled.push("--yes", "--allow-unfilled")
    assert code == 0, told
    assert "credentialId" not in only(filled, "tools", "order-lookup")


def test_addresses_that_nobody_gave_hold_the_push_back(there: Pushed) -> None:
    code, told = there.unpack(in_full()).push("--yes")
    assert code == 1
    assert "resources/parley/tools/refund.yml#/url" in told
    assert not there.shelf.writes()


def test_a_folder_with_an_assistants_body_alone_is_pushed(there: Pushed) -> None:
    folder = there.unpack(minimal()).folder
    for path in (folder / "resources").rglob("*.md"):
        path.unlink()
    code, told = there.push("--yes")
    assert code == 0, told
    assert there.shelf.names("assistants") == ["Opening hours"]
