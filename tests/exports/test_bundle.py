"""Archives: deterministic, with safe names and Unix modes; platforms by name."""

import io
import stat
import subprocess
import sys
import zipfile
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
from pydantic import ValidationError

from parley.core.errors import AppError
from parley.exports import service
from parley.exports.bundle import zip_bytes
from parley.exports.schemas import BundleFile
from tests.exports.samples import SAMPLES, full

ROOT = Path(__file__).resolve().parents[2]
PLATFORMS = [one.name for one in service.platforms()]


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_equal_specs_give_equal_bytes(sample: str, platform: str) -> None:
    spec = SAMPLES[sample]
    again = type(spec).model_validate_json(spec.model_dump_json(by_alias=True))
    assert zip_bytes(service.render(spec, platform)) == zip_bytes(service.render(again, platform))


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_bundle_has_the_file_in_which_push_keeps_ids_and_values(sample: str) -> None:
    assert "kept.json" not in {file.path for file in service.render(SAMPLES[sample], "elevenlabs").files}


def test_bytes_do_not_depend_on_the_process() -> None:
    program = (
        "import hashlib; from tests.exports.samples import full; from parley.exports import bundle, service;"
        "print(hashlib.sha256(bundle.zip_bytes(service.render(full(), 'elevenlabs'))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed},
            cwd=ROOT,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(digests) == 1


def test_archive_has_one_sorted_folder_with_fixed_times_and_modes() -> None:
    archive = zipfile.ZipFile(io.BytesIO(zip_bytes(service.render(full(), "elevenlabs"))))
    names = archive.namelist()
    assert names == sorted(names)
    assert {name.split("/")[0] for name in names} == {"lina-kundendienst"}
    modes = {entry.filename: stat.S_IMODE(entry.external_attr >> 16) for entry in archive.infolist()}
    assert {name for name, mode in modes.items() if mode == 0o755} == {"lina-kundendienst/push.py"}
    assert set(modes.values()) == {0o755, 0o644}
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("path", ["../up", "/root", "a//b", "a/../b", "c:\\x", "a b", "", ".", "..", "a/", "x\n"])
def test_paths_that_could_leave_the_bundle_are_refused(path: str) -> None:
    with pytest.raises(ValidationError):
        BundleFile(path=path, content="")


def test_unknown_platform_is_not_found_and_names_those_that_exist() -> None:
    with pytest.raises(AppError) as caught:
        service.render(full(), "nowhere")
    assert caught.value.status == 404
    assert caught.value.facts == {"platforms": service.names()}


def test_every_platform_says_what_it_carries_and_what_its_files_are() -> None:
    for one in service.platforms():
        assert one.title
        assert one.carries
        assert all(file.purpose for file in one.files)


def test_described_files_are_those_that_are_rendered() -> None:
    for one in service.platforms():
        described = {name.strip() for file in one.files for name in file.path.split(",")}
        rendered = {file.path for file in service.render(full(), one.name).files}
        for name in described:
            assert any(path == name or path.startswith(name) for path in rendered), name


def test_exports_load_without_web_framework_database_or_network() -> None:
    program = (
        "import sys; from parley.exports import service; service.platforms();"
        "print([m for m in ('fastapi', 'sqlalchemy', 'redis', 'httpx', 'elevenlabs') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_platform_of_another_package_joins_ours_and_takes_no_place_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = [EntryPoint("native", "parley.exports.platforms.native:PLATFORM", service.GROUP)]
    theirs = [EntryPoint(name, "acme.parley:PLATFORM", service.GROUP) for name in ("native", "acme")]
    monkeypatch.setattr(service, "entry_points", lambda group: EntryPoints([*ours, *theirs]))
    monkeypatch.setattr(service, "_entries", service._entries.__wrapped__)
    assert service.names() == ["native", "acme"]
    assert service.platform("native").title == "Parley"
