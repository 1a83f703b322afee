"""`parley secrets`: set, list and delete the secrets that tools' credentials name."""

from pydantic import TypeAdapter, ValidationError
from rich.table import Table

from parley.cli.screen import console
from parley.core.auth import LOCAL
from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.core.resources import open_resources
from parley.core.text import Secret
from parley.secrets.schemas import SecretName
from parley.secrets.service import Vault

_PAGE = 100


async def set_secret(settings: Settings, owner: str | None, name: str, value: str) -> None:
    """Store it, new or in place of an older value."""
    try:
        TypeAdapter(SecretName).validate_python(name)
        checked = TypeAdapter(Secret).validate_python(value)
    except ValidationError as error:
        raise ConfigError(
            "takes a name of capitals, digits and underscores, and a value of 1 to 8,192 characters without controls"
        ) from error
    async with open_resources(settings) as resources:
        shown, is_new = await Vault(settings, resources.db).put(owner or LOCAL, name, checked.get_secret_value())
    console.print(f"{'Set' if is_new else 'Replaced'} {shown.name}, {shown.value}")


async def show_secrets(settings: Settings, owner: str | None) -> None:
    """Show them as a table."""
    table = Table("name", "value", "set")
    cursor = None
    async with open_resources(settings) as resources:
        vault = Vault(settings, resources.db)
        while True:
            page = await vault.list(owner or LOCAL, limit=_PAGE, cursor=cursor)
            for item in page.items:
                table.add_row(item.name, item.value, f"{item.updated_at:%Y-%m-%d %H:%M}")
            cursor = page.next_cursor
            if cursor is None:
                break
    if not table.rows:
        console.print("No secrets. Set one with: parley secrets set NAME")
        return
    console.print(table)


async def delete_secret(settings: Settings, owner: str | None, name: str) -> None:
    """Forget it."""
    async with open_resources(settings) as resources:
        await Vault(settings, resources.db).delete(owner or LOCAL, name)
    console.print(f"Deleted {name}")
