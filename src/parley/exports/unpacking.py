"""Somebody's archive or folder as text files: bounded, and never a path that could lead anywhere.

What editors, systems, package managers and `parley push` leave in folders is passed over, and so is what begins with
a dot: an .env may hold secrets. Nothing is ever written.
"""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from parley.core.errors import TooLarge
from parley.exports.faults import fault
from parley.exports.schemas import Files
from parley.exports.shaped import shown

_PASSED_OVER = frozenset({"__MACOSX", "node_modules", "__pycache__", "pushed.json"})
_MAX_PATH = 300
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


@dataclass(frozen=True, slots=True)
class Limits:
    """How many files, and how many bytes of them unpacked."""

    files: int
    size: int


Opened = tuple[str, Callable[[int], bytes]]
"""A file's path, and what reads so many bytes of it at most."""


def unzipped(data: bytes, limits: Limits) -> Files:
    """The archive's text files by path; ImportFault or TooLarge where it is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _gathered(_entries(archive), limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OverflowError) as error:
        raise fault("the archive", "", "it is no zip, or a damaged one. Pack the files again") from error


def gathered(path: Path, limits: Limits) -> Files:
    """The text files of a folder by path, or a single file; links are not followed."""
    if path.is_file():
        return _gathered([(path.name, partial(_read, path))], limits)
    return _gathered(((file.relative_to(path).as_posix(), partial(_read, file)) for file in _walk(path)), limits)


def _walk(path: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(path):
        folders[:] = sorted(folder for folder in folders if not _is_passed_over(folder))
        yield from (file for file in (Path(parent, name) for name in sorted(files)) if not file.is_symlink())


def _read(file: Path, room: int) -> bytes:
    with file.open("rb") as opened:
        return opened.read(room)


def _entries(archive: zipfile.ZipFile) -> Iterator[Opened]:
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        path = shown(entry.filename)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise fault(path, "", "it is a link. Pack the file itself")
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
            raise fault(path, "", "it is encrypted, or packed in a way that is not read. Pack it plainly")
        yield entry.filename, partial(_unpacked, archive, entry)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    with archive.open(entry) as opened:
        return opened.read(room)


def _gathered(files: Iterable[Opened], limits: Limits) -> Files:
    found: dict[str, str] = {}
    left = limits.size
    for path, read in files:
        if _is_passed_over(path):
            continue
        if len(found) >= limits.files:
            raise TooLarge(f"There are more than {limits.files} files (BUNDLE_MAX_FILES).", max_files=limits.files)
        data = read(left + 1)
        left -= len(data)
        if left < 0:
            raise TooLarge(f"The files have more than {limits.size:,} bytes (BUNDLE_MAX_BYTES).", max_bytes=limits.size)
        if safe(path) in found:
            raise fault(shown(path), "", "there are two files of this name")
        found[path] = _text(path, data)
    if not found:
        raise fault("the bundle", "", "there is no file in it")
    return found


def _is_passed_over(path: str) -> bool:
    return any(part.startswith(".") and part not in {".", ".."} or part in _PASSED_OVER for part in path.split("/"))


def safe(path: str) -> str:
    """The path itself, where it stays within a bundle; ImportFault where it might not."""
    parts = path.split("/")
    is_odd = len(path) > _MAX_PATH or not path.isprintable() or "\\" in path or ":" in parts[0]
    if is_odd or any(part in {"", ".", ".."} for part in parts):
        raise fault(shown(path), "", "a path must be relative, with plain names and forward slashes")
    return path


def _text(path: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fault(shown(path), "", "it is no UTF-8 text. Leave out what is not part of the agent") from error


def without_top(files: Files) -> Files:
    """The files with the one folder that all of them are in taken off their paths; as they are where there is none."""
    if len({path.partition("/")[0] for path in files}) > 1 or any("/" not in path for path in files):
        return files
    return {path.partition("/")[2]: text for path, text in files.items()}
