"""What routers of any feature take as parameters from the process."""

from typing import Annotated

from fastapi import Depends, Query, Request

from parley.core.db import Database


async def database(request: Request) -> Database:
    """The process's database."""
    db: Database = request.app.state.resources.db
    return db


UsesDatabase = Annotated[Database, Depends(database)]
Limit = Annotated[int, Query(ge=1, le=100, description="How many items at most")]
