"""Cases: what is in the corpus is coherent, and what is wrong in a file is said with the file and the field."""

from pathlib import Path

import pytest

from parley.core.errors import ConfigError
from parley.evals import cases

OWN = Path(__file__).parent / "cases"


def test_every_case_of_the_corpus_is_coherent() -> None:
    assert cases.load([OWN])
    if any(cases.corpus().rglob("*.yaml")):
        assert cases.load([cases.corpus()])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("tone: [friendly]", "tone: friendly", "expected.tone: "),
        ("kind: {any: [booking, reception]}", "kind: bookings", "expected.kind: "),
        ("tells: [hours]", "tells: [horus]", "interrupts.0.tells.0: "),
        ('handover: "If', 'handovers: "If', "card.handovers"),
        ("id: en-dental-01", "id: en-dental-02", "id: en-dental-02 differs from the file's name"),
        ("[outlook_calendar]", "[outlook]", "tools.0: the catalogue has no outlook"),
        ('right: "nine to six"', 'right: "nine to seven"', "corrections.0.right: no such value in expected.hours"),
        ("language: en", "language: fr", "language: "),
        ('/tools: "Yes, but we use Outlook."', "/tools: yes", "card./tools"),
        ("domain:", "domain: [", "cannot be read as YAML"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_field(old: str, new: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "en-dental-01.yaml"
    text = (OWN / path.name).read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(ConfigError) as caught:
        cases.load([path])
    assert str(caught.value).startswith(str(path))
    assert expected in str(caught.value)


def test_two_files_may_not_bear_the_same_id(tmp_path: Path) -> None:
    text = (OWN / "en-dental-01.yaml").read_text()
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "en-dental-01.yaml").write_text(text)
    with pytest.raises(ConfigError, match="another file's"):
        cases.load([tmp_path])


def test_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no cases"):
        cases.load([tmp_path])
