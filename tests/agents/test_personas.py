"""Personas as files: what is read, when it is read again, and what becomes of a file that is broken."""

import os
from datetime import date
from pathlib import Path

import pytest

from parley.agents.personas import Personas
from parley.agents.personas.shelf import Bounds
from parley.core.errors import ConfigError
from parley.exports import service as exports
from tests.conftest import make_settings
from tests.exports.linted import errors

MONDAY = date(2026, 11, 23)
FILE = "---\nname: Nori\ndescription: Keeps it short.\n---\n# Role\n\nYou are {{ name }}. It is {{ today }}.\n"


class Clock:
    """A clock that stands until it is set on."""

    def __init__(self) -> None:
        self.time_s = 0.0

    def __call__(self) -> float:
        return self.time_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "personas"
    found.mkdir()
    return found


@pytest.fixture
def shelf(folder: Path, clock: Clock) -> Personas:
    return Personas([folder], Bounds(files=5, bytes=2_000), clock)


def put(folder: Path, name: str, text: str, *, at_ns: int = 0) -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(at_ns, at_ns))


def shipped() -> Personas:
    return Personas.of(make_settings())


def test_shipped_personas_are_distinct_and_whole() -> None:
    assert shipped().names() == ["alex", "general", "kaito", "miki"]
    systems = {persona.key: persona.system(MONDAY) for persona in shipped().all()}
    for key, system in systems.items():
        assert "Monday, 23 November 2026" in system, key
        assert "{" not in system, key
        assert len(system.split()) > 500, key
    for persona in shipped().all():
        others = [text for key, text in systems.items() if key != persona.key]
        lines = [line.text for part in persona.spec.prompt.sections for line in part.lines if len(line.text) > 60]
        assert not [line for line in lines if any(line in other for other in others)]


@pytest.mark.parametrize("platform", exports.names())
@pytest.mark.parametrize("key", ["alex", "general", "kaito", "miki"])
def test_shipped_persona_has_no_error_on_any_platform(key: str, platform: str) -> None:
    persona = shipped().get(key)
    assert persona is not None
    assert errors(persona.spec, platform) == []


def test_spec_of_a_persona_is_the_same_on_any_day() -> None:
    first, again = shipped().get("miki"), shipped().get("miki")
    assert first is not None
    assert again is not None
    assert first.digest == again.digest
    assert "{{current_time}}" in first.spec.prompt.text
    assert [variable.name for variable in first.spec.variables] == ["current_time"]


def test_file_is_read_again_once_it_was_edited(folder: Path, shelf: Personas, clock: Clock) -> None:
    put(folder, "nori.md.j2", FILE)
    first = shelf.get("nori")
    assert first is not None
    assert first.system(MONDAY) == "# Role\n\nYou are Nori. It is Monday, 23 November 2026."
    put(folder, "nori.md.j2", FILE.replace("Nori", "Noriko"), at_ns=1)
    assert shelf.get("nori") is first
    clock.time_s = 1
    edited = shelf.get("nori")
    assert edited is not None
    assert edited.spec.name == "Noriko"
    assert edited.digest != first.digest
    clock.time_s = 2
    assert shelf.get("nori") is edited


def test_added_and_removed_files_come_and_go(folder: Path, shelf: Personas, clock: Clock) -> None:
    assert shelf.names() == []
    put(folder, "nori.md.j2", FILE)
    clock.time_s = 1
    assert shelf.names() == ["nori"]
    (folder / "nori.md.j2").unlink()
    clock.time_s = 2
    assert shelf.get("nori") is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("You are Nori.", "front matter between two lines"),
        (FILE.replace("name: Nori", "name: [Nori"), "no YAML"),
        (FILE.replace("name: Nori\n", ""), "name: Field required"),
        (FILE.replace("name: Nori", "nmae: x\nname: Nori"), "nmae: Extra inputs"),
        (FILE.replace("name: Nori", "temperature: 9\nname: Nori"), "temperature:"),
        ("---\n- a\n---\nBody", "list of names"),
        (FILE.replace("today", "user_message"), "'user_message' is undefined"),
        (FILE.replace("{{ today }}", "{% if %}"), "no template"),
        (FILE.replace("{{ today }}", "{{ 1 / 0 }}"), "division by zero"),
        (FILE[: FILE.index("# Role")], "empty"),
        (FILE + "x" * 2_000, "2,000 bytes"),
    ],
)
def test_broken_file_is_told_of_and_the_old_version_stays(
    text: str, reason: str, folder: Path, shelf: Personas, clock: Clock
) -> None:
    put(folder, "other.md.j2", text)
    put(folder, "nori.md.j2", FILE)
    assert shelf.names() == ["nori"]
    assert reason in shelf.faults()[folder / "other.md.j2"]
    old = shelf.get("nori")
    put(folder, "nori.md.j2", text, at_ns=1)
    clock.time_s = 1
    assert shelf.get("nori") is old
    assert reason in shelf.faults()[folder / "nori.md.j2"]
    put(folder, "nori.md.j2", FILE, at_ns=2)
    clock.time_s = 2
    assert shelf.get("nori") is not old
    assert list(shelf.faults()) == [folder / "other.md.j2"]


def test_bytes_that_are_no_text_are_skipped(folder: Path, shelf: Personas) -> None:
    (folder / "nori.md.j2").write_bytes(b"---\nname: \xff")
    assert shelf.names() == []


def test_only_fit_names_of_files_are_keys(folder: Path, shelf: Personas) -> None:
    for name in ("Nori.md.j2", "no_ri.md.j2", "-nori.md.j2", "import.md.j2", "nori.md", f"{'n' * 61}.md.j2", ".md.j2"):
        put(folder, name, FILE)
    (folder / "folder.md.j2").mkdir()
    put(folder, "nori-2.md.j2", FILE)
    assert shelf.names() == ["nori-2"]
    for key in ("../personas/nori-2", "nori-2.md.j2", "", "/", "nori-2\x00", "NORI-2"):
        assert shelf.get(key) is None


def test_no_more_files_are_read_than_may_be(folder: Path, shelf: Personas) -> None:
    for number in range(7):
        put(folder, f"nori-{number}.md.j2", FILE)
    assert shelf.names() == [f"nori-{number}" for number in range(5)]


def test_own_file_wins_over_a_shipped_one_and_a_broken_one_does_not(folder: Path) -> None:
    put(folder, "miki.md.j2", FILE)
    put(folder, "alex.md.j2", "broken")
    found = Personas.of(make_settings(personas_dir=str(folder)))
    assert found.names() == ["alex", "general", "kaito", "miki"]
    assert [found.get(key) and found.get(key).spec.name for key in ("miki", "alex")] == ["Nori", "Alex"]  # type: ignore[union-attr]  # none is None


def test_folder_that_vanishes_takes_no_persona_with_it(folder: Path, shelf: Personas, clock: Clock) -> None:
    put(folder, "nori.md.j2", FILE)
    assert shelf.names() == ["nori"]
    folder.rename(folder.with_name("away"))
    clock.time_s = 1
    assert shelf.names() == ["nori"]


def test_folder_that_is_none_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="PERSONAS_DIR"):
        Personas.of(make_settings(personas_dir=str(tmp_path / "nowhere")))
