"""The pure parts of a push: what counts as a difference, and what a plan may refer to."""

from typing import Any

import pytest

from parley.core.errors import InvalidInput
from parley.exports.push.comparing import differences
from parley.exports.push.plan import Item, Kind, Reference, Sealed, digest, ordered, resolved

KIND = Kind("tools", "/tool", "/tool/{id}", ("PATCH", "/tool/{id}"), "/tool")


def places(sent: Any, there: Any) -> list[str]:
    return ["/".join(map(str, one.at)) for one in differences(sent, there)]


@pytest.mark.parametrize(
    ("sent", "there", "told"),
    [
        ({"a": 1}, {"a": 1, "id": "x"}, []),
        ({"a": 1}, {"a": 1.0}, []),
        ({"a": None}, {}, []),
        ({"a": 1}, {"a": True}, ["a"]),
        ({"a": 0}, {}, ["a"]),
        ({"a": ""}, {"a": None}, ["a"]),
        ({"a": [1, 2]}, {"a": [1]}, ["a"]),
        ({"a": [{"b": 1}, {"c": 2}]}, {"a": [{"b": 1, "d": 3}, {"c": 3}]}, ["a/1/c"]),
        ({"a": {}}, {"a": []}, ["a"]),
    ],
)
def test_a_field_must_be_there_with_its_value_and_others_may_be_added(sent: Any, there: Any, told: list[str]) -> None:
    assert places(sent, there) == told


def test_a_secret_is_compared_by_its_value_unless_the_platform_may_mask_it() -> None:
    sent = {"key": Sealed("Bearer abc", "Bearer {{KEY}}")}
    assert places(sent, {"key": "Bearer abc"}) == []
    assert places(sent, {"key": "***"}) == ["key"]
    assert differences(sent, {"key": "***"}, trusts_secrets=True) == ()
    assert len(differences(sent, {"key": ""}, trusts_secrets=True)) == 1


def test_a_fingerprint_does_not_tell_secrets_apart() -> None:
    assert digest({"key": Sealed("one", "{{KEY}}")}) == digest({"key": Sealed("other", "{{KEY}}")})
    assert digest({"key": "one"}) != digest({"key": "other"})


def test_what_refers_to_something_later_is_named() -> None:
    one = Item(KIND, "one", "one.json", {"toolIds": [Reference("tools", "two")]})
    two = Item(KIND, "two", "two.json", {})
    assert ordered([two, one]) == (two, one)
    with pytest.raises(InvalidInput, match=r"one\.json refers to tools two"):
        ordered([one, two])


def test_what_is_optional_and_unknown_is_left_out() -> None:
    tree = {"a": Reference("credentials", "x", is_optional=True), "b": [Reference("tools", "two")]}
    assert resolved(tree, {("tools", "two"): "id-2"}) == {"b": ["id-2"]}
    assert resolved(tree, {("credentials", "x"): "id-1", ("tools", "two"): "id-2"}) == {"a": "id-1", "b": ["id-2"]}
