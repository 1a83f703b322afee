"""Archives and folders that people bring: read within bounds, or refused with the reason."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from parley.core.errors import TooLarge
from parley.exports.bundle import zip_bytes
from parley.exports.faults import ImportFault
from parley.exports.service import render
from parley.exports.unpacking import Limits, gathered, unzipped, without_top
from tests.exports.samples import full

LIMITS = Limits(files=20, size=100_000)


def packed(*entries: tuple[str | zipfile.ZipInfo, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def test_a_bundle_comes_out_as_it_went_in() -> None:
    made = render(full(), "native")
    files = unzipped(zip_bytes(made), LIMITS)
    assert without_top(files) == {file.path: file.content for file in made.files}


def test_a_folder_around_everything_is_taken_off_and_no_other() -> None:
    assert without_top({"a/b.json": "1", "a/c/d.json": "2"}) == {"b.json": "1", "c/d.json": "2"}
    assert without_top({"a/b.json": "1", "c/d.json": "2"}) == {"a/b.json": "1", "c/d.json": "2"}
    assert without_top({"a/b.json": "1", "c.json": "2"}) == {"a/b.json": "1", "c.json": "2"}


def test_what_systems_and_editors_leave_is_passed_over() -> None:
    junk = [("__MACOSX/agent.json", b"\xff"), ("x/.env", "KEY=1"), (".git/config", "x"), ("x/node_modules/a.js", "x")]
    assert unzipped(packed(("x/agent.json", "{}"), *junk), LIMITS) == {"x/agent.json": "{}"}


@pytest.mark.parametrize(
    "name", ["../agent.json", "/agent.json", "a//b", "a\\b", "c:x", "a/./b", "x" * 400, "a\u202eb"]
)
def test_a_path_that_might_lead_anywhere_is_refused(name: str) -> None:
    with pytest.raises(ImportFault, match="path must be relative"):
        unzipped(packed((name, "{}")), LIMITS)


def test_links_are_refused() -> None:
    with pytest.raises(ImportFault, match="it is a link"):
        unzipped(packed((link("agent.json"), "/etc/passwd")), LIMITS)


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed(("a.json", "{}"), ("a.json", "[]"))
    with pytest.raises(ImportFault, match="two files of this name"):
        unzipped(data, LIMITS)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"no zip at all", packed(("a.json", "{}" * 90))[:-30]],
    ids=["nothing", "its first letters", "words", "cut short"],
)
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    with pytest.raises(ImportFault, match="no zip"):
        unzipped(data, LIMITS)


def test_a_damaged_entry_is_refused() -> None:
    data = bytearray(packed(("a.json", "content" * 50), method=zipfile.ZIP_STORED))
    data[45] ^= 0xFF
    with pytest.raises(ImportFault, match="damaged"):
        unzipped(bytes(data), LIMITS)


def test_an_odd_packing_is_refused() -> None:
    with pytest.raises(ImportFault, match="Pack it plainly"):
        unzipped(packed(("a.json", "{}"), method=zipfile.ZIP_LZMA), LIMITS)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ImportFault, match="no UTF-8 text"):
        unzipped(packed(("a.json", b"\xff\xfe")), LIMITS)


def test_nothing_in_it_is_refused() -> None:
    with pytest.raises(ImportFault, match="no file in it"):
        unzipped(packed(), LIMITS)


def test_too_many_files_are_refused() -> None:
    with pytest.raises(TooLarge, match="BUNDLE_MAX_FILES"):
        unzipped(packed(*((f"{n}.json", "{}") for n in range(21))), LIMITS)


def test_what_grows_beyond_the_bound_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(TooLarge, match="BUNDLE_MAX_BYTES"):
        unzipped(packed(("a.json", b"0" * 50_000_000)), LIMITS)


def test_a_folder_is_read_without_its_links(tmp_path: Path) -> None:
    tmp_path.joinpath("agents").mkdir()
    tmp_path.joinpath("agents/a.json").write_text("{}")
    tmp_path.joinpath("agents/b.json").symlink_to("/etc/hostname")
    tmp_path.joinpath(".venv").mkdir()
    tmp_path.joinpath(".venv/c.json").write_text("{}")
    assert gathered(tmp_path, LIMITS) == {"agents/a.json": "{}"}
    assert gathered(tmp_path / "agents/a.json", LIMITS) == {"a.json": "{}"}
