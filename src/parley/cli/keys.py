"""`parley keys`: make, list and revoke stored API keys."""

from rich.table import Table

from parley.cli.screen import console
from parley.core import auth
from parley.core.clock import now
from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.core.resources import open_resources


async def create_key(settings: Settings, owner: str, days: int | None) -> None:
    """Store a new key and show it."""
    if not (owner.isascii() and owner.isalnum() and len(owner) <= 64):
        raise ConfigError("--owner: takes up to 64 letters and digits")
    async with open_resources(settings) as resources:
        key = await auth.create_key(resources.db, owner, days=days)
    console.print(key, soft_wrap=True)
    console.print("[dim]Keep it: it is not shown again. Send it as  Authorization: Bearer …[/]")


async def list_keys(settings: Settings) -> None:
    """Show the stored keys as a table."""
    async with open_resources(settings) as resources:
        keys = await auth.list_keys(resources.db)
    if not keys:
        console.print("No stored keys. Make one with: parley keys create --owner NAME")
        return
    table = Table("id", "owner", "created", "expires", "revoked")
    for key in keys:
        times = [f"{time:%Y-%m-%d %H:%M}" if time else "–" for time in (key.created_at, key.expires_at, key.revoked_at)]
        table.add_row(key.id, key.owner, *times)
    console.print(table)


async def revoke_key(settings: Settings, key_id: str) -> None:
    """Revoke a key; servers stop trusting it within API_KEY_CACHE_SECONDS."""
    async with open_resources(settings) as resources:
        await auth.revoke_key(resources.db, key_id, at=now())
    console.print(f"Revoked {key_id}; servers refuse it within {settings.api_key_cache_seconds} seconds.")
