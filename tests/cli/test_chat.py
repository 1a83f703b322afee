"""`parley chat` as its users run it: at a terminal and through a pipe, with a server and without."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parley.cli.nearby import Nearby, nearby
from parley.client import Client
from parley.core.config import Settings
from tests.chat.talking import Slow, with_model
from tests.cli.terminal import Terminal
from tests.cli.test_commands import parley
from tests.scripted.replies import Asked, Fault, Protocol, Reply
from tests.scripted.server import ScriptedServer
from tests.servers import free_port


@pytest.fixture
def slow() -> Iterator[Slow]:
    """How the model writes; at the end it is let go on."""
    slow = Slow("stop-here")
    yield slow
    slow.let()


@pytest.fixture
def model(slow: Slow) -> Iterator[ScriptedServer]:
    """A model that says what it was told."""
    with ScriptedServer(slow) as model:
        yield model
        slow.let()


@pytest.fixture
def near(embedded: Settings, model: ScriptedServer) -> Iterator[Nearby]:
    """A server with that model."""
    with nearby(with_model(embedded, model)) as near:
        yield near


@pytest.fixture
def remote(near: Nearby) -> dict[str, str]:
    """The environment of a command that talks with that server."""
    return {"PARLEY_URL": near.url, "PARLEY_API_KEY": near.key}


def alone(model: ScriptedServer) -> dict[str, str]:
    """The environment of a command that finds no server."""
    return {
        "SERVER_PORT": str(free_port()),
        "LLM_MODEL": "openai:scripted",
        "OPENAI_BASE_URL": model.base_url(Protocol.OPENAI),
        "OPENAI_API_KEY": "none",
    }


def test_one_command_is_enough_on_a_machine_without_a_server(tmp_path: Path, model: ScriptedServer) -> None:
    done = parley("chat", "miki", cwd=tmp_path, says="hello\n\nand now?\n", **alone(model))
    assert (done.returncode, done.stdout, done.stderr) == (0, "You said: hello\nYou said: and now?\n", "")
    assert [message for message in model.asked[1].messages if "hello" in message[1]], "forgot the first message"


def test_conversation_is_gone_on_with_by_its_name(tmp_path: Path, remote: dict[str, str], near: Nearby) -> None:
    parley("chat", "miki", "--name", "holiday", cwd=tmp_path, says="I like trains\n", **remote)
    done = parley("chat", "--session", "holiday", cwd=tmp_path, says="/history\nby train\n", **remote)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "I like trains\nYou said: I like trains\nYou said: by train\n"
    with Client(near.url, near.key) as client:
        [chat] = client.sessions.list(kind="chat")
    done = parley("chat", "--session", chat.session_id, cwd=tmp_path, says="/retry\n", **remote)
    assert done.stdout == "You said: by train\n"


def test_commands_steer_through_a_pipe_too(tmp_path: Path, remote: dict[str, str], near: Nearby) -> None:
    says = "hello\n/agent alex\nand you?\n/new\n//new is a word\n/stop\n/quit\nnot said\n"
    done = parley("chat", "miki", cwd=tmp_path, says=says, **remote)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("You said: hello\nYou said: ")
    assert done.stdout.endswith("and you?\nYou said: /new is a word\n")
    assert done.stderr == "alex answers now.\nNothing is being answered.\n"
    with Client(near.url, near.key) as client:
        chats = list(client.sessions.list(kind="chat"))
        assert [chat.turns for chat in chats] == [1, 2]
        said = [(one.agent, one.role) for one in client.sessions.messages(chats[1].session_id)]
    assert said == [("", "user"), ("miki", "assistant"), ("", "user"), ("alex", "assistant")]


def test_nobody_of_that_name_is_told_with_those_there_are(tmp_path: Path, remote: dict[str, str]) -> None:
    done = parley("chat", "nobody", cwd=tmp_path, says="hello\n", **remote)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Nobody here is called nobody" in done.stderr
    assert "miki" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_server_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    done = parley("chat", "miki", "--url", url, cwd=tmp_path, says="hello\n")
    assert (done.returncode, done.stderr) == (2, f"parley: No server answers at {url}.\n")
    assert parley("chat", "--url", "nowhere", cwd=tmp_path).returncode == 2


def test_server_that_wants_a_key_is_told_with_where_to_put_it(tmp_path: Path, near: Nearby) -> None:
    port = near.url.rpartition(":")[2]
    done = parley("chat", "miki", cwd=tmp_path, says="hello\n", SERVER_PORT=port)
    assert done.returncode == 2
    assert "PARLEY_API_KEY" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    done = parley("chat", "miki", cwd=tmp_path, says="hello\n", SERVER_PORT=port, PARLEY_API_KEY=near.key)
    assert done.stdout == "You said: hello\n"


def test_without_a_model_it_says_what_to_configure(tmp_path: Path) -> None:
    done = parley("chat", "miki", cwd=tmp_path, says="hello\nhello\n", SERVER_PORT=str(free_port()))
    assert done.returncode == 1
    assert "LLM_MODEL" in done.stderr
    assert len(done.stderr.splitlines()) == 1, "the first failure ends a pipe"


def test_setting_that_is_wrong_is_told_in_one_line(tmp_path: Path) -> None:
    done = parley("chat", "miki", cwd=tmp_path, says="hello\n", DATABASE_URL="mysql://x")
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_control_c_stops_the_reply_and_not_the_program(
    tmp_path: Path, remote: dict[str, str], slow: Slow, near: Nearby
) -> None:
    with Terminal("chat", "miki", cwd=tmp_path, **remote) as terminal:
        terminal.until("you ›")
        terminal.type("well then stop-here and more")
        terminal.until("You said: well then")
        terminal.press("C")
        terminal.until("(stopped)")
        terminal.until("you ›")
        slow.let()
        terminal.type("still there?")
        terminal.until("You said: still there?")
        terminal.until("you ›")
        terminal.press("D")
        assert terminal.exit_code() == 0
    with Client(near.url, near.key) as client:
        [chat] = client.sessions.list(kind="chat")
        said = [(one.status, one.content) for one in client.sessions.messages(chat.session_id)]
    assert said[1][0] == "cancelled"
    assert said[1][1].strip() == "You said: well then"


def test_what_is_typed_while_a_reply_comes_stops_it_or_is_said_next(
    tmp_path: Path, remote: dict[str, str], slow: Slow
) -> None:
    with Terminal("chat", "miki", cwd=tmp_path, **remote) as terminal:
        terminal.until("you ›")
        terminal.type("/nonsense")
        terminal.until("/help")
        terminal.type("/help")
        terminal.until("/quit")
        terminal.until("you ›")
        terminal.type("a b stop-here c")
        terminal.until("You said: a b")
        terminal.type("said ahead")
        terminal.type("/stop")
        terminal.until("(stopped)")
        slow.let()
        terminal.until("You said: said ahead")
        terminal.until("you ›")
        terminal.until("Ctrl-C again", pressing="C")
        terminal.until("you ›")
        assert terminal.exit_code(pressing="C") == 0


def test_reply_that_breaks_off_is_marked_and_can_be_tried_again(tmp_path: Path, embedded: Settings) -> None:
    def dies_once(asked: Asked) -> Reply:
        fault = Fault.DIES if len(model.asked) == 1 else None
        return Reply("One two three four.", piece=0, fault=fault)

    with (
        ScriptedServer(dies_once) as model,
        nearby(with_model(embedded, model)) as near,
        Terminal("chat", "miki", cwd=tmp_path, PARLEY_URL=near.url, PARLEY_API_KEY=near.key) as terminal,
    ):
        terminal.until("you ›")
        terminal.type("count")
        terminal.until("broken off by the model; /retry")
        terminal.until("you ›")
        terminal.type("/retry")
        terminal.until("One two three four.")


def test_what_a_model_says_cannot_steer_the_terminal(tmp_path: Path, embedded: Settings) -> None:
    with (
        ScriptedServer(lambda _: Reply("a\x1b[2Jb [red]c[/]\x07")) as model,
        nearby(with_model(embedded, model)) as near,
        Terminal("chat", "miki", cwd=tmp_path, PARLEY_URL=near.url, PARLEY_API_KEY=near.key) as terminal,
    ):
        terminal.until("you ›")
        terminal.type("hello")
        terminal.until("a[2Jb [red]c[/]")
