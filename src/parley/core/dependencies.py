"""What routers of any feature take as parameters from the process."""

from typing import Annotated

from fastapi import Depends, Request

from parley.core.db import Database


async def database(request: Request) -> Database:
    """The process's database."""
    db: Database = request.app.state.resources.db
    return db


UsesDatabase = Annotated[Database, Depends(database)]
