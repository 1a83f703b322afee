"""Token counts without a vendor's tables: rather too high than too low, whatever the script."""

import pytest

from parley.llm import tokens


@pytest.mark.parametrize(
    "text", ["你好世界", "こんにちは", "カタカナ", "한국어입니다", "漢字とかな", "𠮷野家", "👍🏽🎉", "你好, world"]
)
def test_signs_of_east_asia_and_emoji_are_a_token_each_or_more(text: str) -> None:
    assert tokens.count(text) >= len([sign for sign in text if not sign.isascii()])


def test_signs_beyond_the_basic_plane_are_two_tokens_each() -> None:
    assert tokens.count("😀") == 2
    assert tokens.count("👨‍👩‍👧") == 8


def test_english_is_counted_by_letters() -> None:
    assert tokens.count("a" * 35) == 10
    assert tokens.count("") == 0
