"""Bundles as archives: equal bundles give equal bytes, on every machine and at every time."""

import io
import zipfile

from parley.exports.schemas import Bundle, BundleFile

EARLIEST = (1980, 1, 1, 0, 0, 0)
UNIX = 3
REGULAR_FILE = 0o100000


def zip_bytes(bundle: Bundle) -> bytes:
    """The bundle as a zip: one top folder, entries sorted, fixed times, Unix modes with the executable bit."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for file in sorted(bundle.files, key=lambda file: file.path):
            archive.writestr(_entry(bundle.folder, file), file.content.encode())
    return buffer.getvalue()


def _entry(folder: str, file: BundleFile) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{folder}/{file.path}", EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = UNIX
    entry.external_attr = (REGULAR_FILE | (0o755 if file.executable else 0o644)) << 16
    return entry
