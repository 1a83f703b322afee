"""What the builder says in each language: messages, plural forms, lists and names of languages."""

import subprocess
import sys

import pytest

from parley.builder.phrases import SPOKEN, phrases
from parley.core.paths import PACKAGE

QUESTION = "How should it sound?"
LEFT = ("{n} thing to fill in before it works: {things}.", "{n} things to fill in before it works: {things}.")


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", QUESTION),
        ("de-AT", "Wie soll er klingen?"),
        ("es-MX", "¿Cómo debe sonar?"),
        ("zh-Hans-CN", "它的语气应该是怎样的？"),
        ("fr", QUESTION),
        ("x", QUESTION),
    ],
)
def test_a_message_is_in_the_language_or_else_in_english(tag: str, said: str) -> None:
    assert phrases(tag).tell(QUESTION) == said


@pytest.mark.parametrize(
    ("tag", "one", "two"),
    [
        ("en", "1 thing to fill in before it works: x.", "2 things to fill in before it works: x."),
        ("de", "1 Angabe fehlt noch, bevor es funktioniert: x.", "2 Angaben fehlen noch, bevor es funktioniert: x."),
        ("es", "Falta 1 dato para que funcione: x.", "Faltan 2 datos para que funcione: x."),
        ("zh", "还有 1 项需要填写才能使用：x。", "还有 2 项需要填写才能使用：x。"),
    ],
)
def test_numbers_take_the_plural_of_the_language(tag: str, one: str, two: str) -> None:
    assert phrases(tag).count(*LEFT, 1, things="x") == one
    assert phrases(tag).count(*LEFT, 2, things="x") == two


@pytest.mark.parametrize(
    ("tag", "both", "either"),
    [
        ("en", "a, b and c", "a or b"),
        ("de", "a, b und c", "a oder b"),
        ("es", "a, b y c", "a o b"),
        ("zh", "a、b和c", "a或b"),
    ],
)
def test_lists_are_joined_as_the_language_does(tag: str, both: str, either: str) -> None:
    assert phrases(tag).listed(["a", "b", "c"]) == both
    assert phrases(tag).listed(["a", "b"], style="or") == either
    assert phrases(tag).listed(["a"]) == "a"
    assert phrases(tag).listed([]) == ""


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("en", ["Spanish", "British English", "Basque", "qqq"]),
        ("de", ["Spanisch", "Englisch (Vereinigtes Königreich)", "Baskisch", "qqq"]),
        ("es", ["español", "inglés británico", "euskera", "qqq"]),
        ("zh", ["西班牙语", "英国英语", "巴斯克语", "qqq"]),
    ],
)
def test_languages_are_named_in_the_language(tag: str, names: list[str]) -> None:
    assert [phrases(tag).name_of(each)[:2] for each in ("es", "en-GB", "eu", "qqq")] == [name[:2] for name in names]


@pytest.mark.parametrize("tag", SPOKEN)
def test_braces_in_the_users_words_stay(tag: str) -> None:
    assert "{secret} %s" in phrases(tag).tell("Address of {tool} removed.", tool="{secret} %s")
    assert phrases(tag).known("{secret} %s") == "{secret} %s"


def test_an_english_conversation_loads_no_babel() -> None:
    code = f"""
import sys
sys.path.insert(0, {str(PACKAGE.parent)!r})
from parley.builder import ask, reply
from parley.builder.schemas import BuildState
state = BuildState()
state = state.model_copy(update={{"question": ask.next_question(state)}})
assert reply.opening(state).startswith("What should")
assert "babel" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
