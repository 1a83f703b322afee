"""`parley tools search` shows what an import would choose, or one line that says what is wrong."""

from pathlib import Path

from tests.cli.test_commands import parley
from tests.tools.openapi.samples import SHOP


def test_operations_are_ranked_with_reasons(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(SHOP)
    done = parley("tools", "search", "shop.yaml", "cancel an order", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    head, first, *_ = done.stdout.splitlines()
    assert head == "4 operations, 4 shown"
    assert "DELETE /orders/{order_id}" in first
    assert "(about orders, removes)" in first


def test_what_cannot_be_searched_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "bomb.yaml").write_text("a: &a [*a]")
    for place in ("none.yaml", "bomb.yaml", "https://127.0.0.1/openapi.json"):
        done = parley("tools", "search", place, "an order", cwd=tmp_path)
        assert done.returncode == 2
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
