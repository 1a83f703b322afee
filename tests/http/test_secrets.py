"""Secrets over HTTP: set, shown by their last characters, deleted; sealed for one owner and one name."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from parley.core.config import Settings
from parley.core.db import Database, open_database
from parley.core.errors import NotFound, Unavailable
from parley.core.statements import Unit, Update
from parley.secrets.models import Secret
from parley.secrets.service import Vault, new_key
from tests.conftest import make_settings, serving
from tests.http.calls import get, refused

PATH = "/api/v1/secrets"
TOKEN = "sk_live_0123456789abcdef"


def keyed(settings: Settings, *keys: str, **changed: Any) -> Settings:
    return Settings(
        _env_file=None, **{**settings.model_dump(), "secrets_key": ",".join(keys or [new_key()]), **changed}
    )


@pytest.fixture
async def vault(settings: Settings) -> AsyncIterator[tuple[Vault, Database]]:
    """The secrets of an empty database."""
    db = await open_database(settings)
    yield Vault(keyed(settings), db), db
    await db.close()


async def test_secret_is_set_shown_in_part_replaced_and_forgotten(settings: Settings) -> None:
    async with serving(keyed(settings)) as client:
        made = await client.put(f"{PATH}/STRIPE_KEY", json={"value": TOKEN})
        assert (made.status_code, made.json()["value"]) == (201, "***cdef")
        assert TOKEN not in made.text
        again = await client.put(f"{PATH}/STRIPE_KEY", json={"value": "whsec_another_value"})
        assert (again.status_code, again.json()["value"]) == (200, "***alue")
        assert again.json()["created_at"] == made.json()["created_at"] < again.json()["updated_at"]
        assert (await client.put(f"{PATH}/PIN", json={"value": "123456"})).json()["value"] == "***"
        assert (await get(client, f"{PATH}/STRIPE_KEY")) == again.json()
        assert [item["name"] for item in (await get(client, PATH))["items"]] == ["PIN", "STRIPE_KEY"]
        assert (await client.delete(f"{PATH}/STRIPE_KEY")).status_code == 204
        for answer in (await client.get(f"{PATH}/STRIPE_KEY"), await client.delete(f"{PATH}/STRIPE_KEY")):
            refused(answer, 404)


async def test_secrets_are_listed_in_pages(settings: Settings) -> None:
    async with serving(keyed(settings)) as client:
        for number in range(5):
            await client.put(f"{PATH}/KEY_{number}", json={"value": TOKEN})
        first = await get(client, PATH, limit=3)
        assert first["next_cursor"] == "KEY_2"
        rest = await get(client, PATH, limit=3, cursor="KEY_2")
        assert [item["name"] for item in rest["items"]] == ["KEY_3", "KEY_4"]
        assert rest["next_cursor"] is None


async def test_what_is_no_secret_is_refused_and_never_repeated(settings: Settings) -> None:
    async with serving(keyed(settings)) as client:
        for value in ("", "a\x00b", "x" * 8_193, "\ud800", 5, None, ["a"]):
            body = json.dumps({"value": value})
            refused(await client.put(f"{PATH}/KEY", content=body, headers={"Content-Type": "application/json"}), 422)
        refused(await client.put(f"{PATH}/KEY", json={"value": TOKEN, "more": 1}), 422, TOKEN)
        for name in ("lower", "1KEY", "K" * 65, "KEY-A", "KEY%00"):
            refused(await client.put(f"{PATH}/{name}", json={"value": TOKEN}), 422, TOKEN)
        assert (await get(client, PATH))["items"] == []


async def test_server_without_a_key_says_how_to_make_one(client: httpx.AsyncClient) -> None:
    problem = refused(await client.put(f"{PATH}/KEY", json={"value": TOKEN}), 503, TOKEN)
    assert "parley secrets key" in problem["detail"]
    assert (await get(client, PATH))["items"] == []


async def test_an_owner_has_so_many_secrets(settings: Settings) -> None:
    async with serving(keyed(settings, max_secrets=1)) as client:
        assert (await client.put(f"{PATH}/ONE", json={"value": TOKEN})).status_code == 201
        assert "MAX_SECRETS" in refused(await client.put(f"{PATH}/TWO", json={"value": TOKEN}), 409)["detail"]
        assert (await client.put(f"{PATH}/ONE", json={"value": TOKEN})).status_code == 200


async def test_value_is_opened_to_the_letter_for_its_owner_alone(vault: tuple[Vault, Database]) -> None:
    secrets, _ = vault
    value = " e\u0301 -----BEGIN KEY-----\nabc\n"
    await secrets.put("ann", "KEY", value)
    assert await secrets.value("ann", "KEY") == value
    with pytest.raises(NotFound):
        await secrets.value("bob", "KEY")


async def test_nothing_readable_is_stored(vault: tuple[Vault, Database]) -> None:
    secrets, db = vault
    await secrets.put("ann", "KEY", TOKEN)
    async with db.reading() as session:
        row = await session.get_one(Secret, ("ann", "KEY"))
    assert TOKEN[:-4] not in f"{row.sealed}{row.hint}"


@pytest.mark.parametrize(("owner", "name"), [("bob", "KEY"), ("ann", "OTHER")])
async def test_text_of_another_row_opens_nothing(vault: tuple[Vault, Database], owner: str, name: str) -> None:
    secrets, db = vault
    await secrets.put("ann", "KEY", TOKEN)
    await secrets.put(owner, name, "something else")
    async with db.reading() as session:
        sealed = (await session.get_one(Secret, ("ann", "KEY"))).sealed
    await db.apply(Unit((), Update(Secret, {"owner": owner, "name": name}, {"sealed": sealed})))
    with pytest.raises(Unavailable):
        await secrets.value(owner, name)


async def test_keys_can_be_changed(settings: Settings) -> None:
    old, new = new_key(), new_key()
    db = await open_database(settings)
    await Vault(keyed(settings, old), db).put("ann", "KEY", TOKEN)
    both = Vault(keyed(settings, new, old), db)
    assert await both.value("ann", "KEY") == TOKEN
    with pytest.raises(Unavailable):
        await Vault(keyed(settings, new), db).value("ann", "KEY")
    await both.put("ann", "KEY", TOKEN)
    assert await Vault(keyed(settings, new), db).value("ann", "KEY") == TOKEN
    await db.close()


def test_wrong_key_stops_the_start() -> None:
    with pytest.raises(ValueError, match="parley secrets key"):
        make_settings(secrets_key="too short")
