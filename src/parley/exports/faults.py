"""What is wrong with files that somebody brings, told with the file and the place in it."""

from parley.core.errors import InvalidInput


class ImportFault(InvalidInput):
    """The files are no agent of that platform, or one that cannot be read; nothing was written."""

    title = "Import refused"


def fault(path: str, pointer: str, what: str) -> ImportFault:
    """A fault at a place: "agent.json at /name: …"; the path and pointer must be shown safely already."""
    place = f"{path} at {pointer}" if pointer else path
    return ImportFault(f"{place}: {what}", file=path, pointer=pointer)
