"""Values that the platform's bodies share: numbers, names, lists of allowed words, and what a stored resource has."""

from pydantic import AfterValidator, JsonValue

from parley.exports.shaped import Shape

Number = int | float
Json = dict[str, JsonValue]
TOOL_NAME = r"^[a-zA-Z0-9_-]{1,40}$"
FUNCTION_NAME = r"^[a-zA-Z0-9_-]{1,64}$"


class Stored(Shape):
    """What the platform adds to a resource that it keeps."""

    id: str | None = None
    orgId: str | None = None
    createdAt: str | None = None
    updatedAt: str | None = None


def one_of(words: str) -> AfterValidator:
    """Any of the words, which are parted by blanks."""
    allowed = frozenset(words.split())

    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError("This value is not one of those allowed.")
        return value

    return AfterValidator(check)
