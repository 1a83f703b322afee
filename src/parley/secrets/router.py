"""Secrets over HTTP: set, listed without their values, deleted."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from parley.core.auth import Owner
from parley.core.dependencies import Limit
from parley.core.problems import documented
from parley.secrets.schemas import SecretIn, SecretName, SecretOut, SecretPage
from parley.secrets.service import Vault

router = APIRouter(prefix="/api/v1/secrets", tags=["secrets"], responses=documented(401, 503))

Name = Annotated[SecretName, Path(description="The name that tools refer to", examples=["STRIPE_API_KEY"])]
NameCursor = Annotated[SecretName | None, Query(description="next_cursor of the page before")]
_PUT = {201: {"model": SecretOut, "description": "Set for the first time"}, **documented(409)}


async def vault_of(request: Request) -> Vault:
    """The process's secrets; async, or FastAPI would ask a thread for it."""
    resources = request.app.state.resources
    return Vault(resources.settings, resources.db)


UsesVault = Annotated[Vault, Depends(vault_of)]


@router.get("")
async def list_secrets(vault: UsesVault, owner: Owner, *, limit: Limit = 50, cursor: NameCursor = None) -> SecretPage:
    """Your secrets by name, each with its last four characters at most."""
    return await vault.list(owner, limit=limit, cursor=cursor)


@router.get("/{name}", responses=documented(404))
async def get_secret(vault: UsesVault, owner: Owner, name: Name) -> SecretOut:
    """A secret as far as it is shown."""
    return await vault.get(owner, name)


@router.put("/{name}", responses=_PUT)
async def put_secret(vault: UsesVault, owner: Owner, name: Name, body: SecretIn, response: Response) -> SecretOut:
    """Set a secret that a tool's credentials name as `secret:NAME`; an older value is gone. Safe to repeat."""
    shown, is_new = await vault.put(owner, name, body.value.get_secret_value())
    response.status_code = 201 if is_new else 200
    return shown


@router.delete("/{name}", status_code=204, responses=documented(404))
async def delete_secret(vault: UsesVault, owner: Owner, name: Name) -> None:
    """Forget a secret. Tools that name it can no longer be called from here; exported bundles hold no values anyway."""
    await vault.delete(owner, name)
