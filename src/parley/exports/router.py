"""Bundles over HTTP."""

from typing import Annotated, Literal

from fastapi import APIRouter, Header, Path, Query, Request, Response
from pydantic import Field

from parley.agents.dependencies import UsesAgents
from parley.core.auth import Owner
from parley.core.idempotency import CLAIMED, once_of, respond
from parley.core.problems import documented
from parley.exports import bundle, imports, intake, service
from parley.exports.platforms.native import notation
from parley.exports.schemas import Bundle, ImportOut, LintOut, PlatformOut

AgentName = Annotated[str, Path(description="The agent's id or slug")]
VersionNumber = Annotated[int, Field(ge=1, le=1_000_000)]
VersionQuery = Annotated[
    VersionNumber | Literal["published"] | None,
    Query(description="A version's number, or the published one; the newest when left out"),
]

router = APIRouter(prefix="/api/v1", tags=["exports"], responses=documented(401, 503))


@router.get("/platforms")
async def list_platforms(_owner: Owner) -> list[PlatformOut]:
    """Where agents can go: what each platform's bundle carries, and its files."""
    return service.platforms()


@router.get(
    "/agents/{agent}/export/{platform}",
    responses={
        200: {"content": {"application/zip": {}, "application/json": {}, "application/yaml": {}}},
        **documented(404),
    },
    response_model=Bundle,
)
async def export_agent(  # noqa: PLR0913 - FastAPI hands each part of the request over on its own
    agents: UsesAgents,
    owner: Owner,
    agent: AgentName,
    platform: Annotated[str, Path(description="A name from /api/v1/platforms")],
    *,
    version: VersionQuery = None,
    accept: Annotated[str, Header()] = "application/zip",
) -> Response:
    """A version as a bundle: a zip, or with `Accept: application/json` the files and the report as JSON.

    The JSON has the errors that the platform's linter finds in it, too. They hold nothing back: what is to be filled in
    is no error, and a bundle with one may be mended by hand. From `native`, `Accept: application/yaml` is answered with
    the definition alone, which an import takes again.
    """
    found = await agents.version(owner, agent, version)
    if "application/yaml" in accept and platform == "native":
        return Response(notation.dump(found.spec), media_type="application/yaml")
    made = service.checked(found.spec, platform)
    if "application/json" in accept and "application/zip" not in accept:
        return Response(made.model_dump_json(), media_type="application/json")
    name = f"{made.folder}-v{found.number}-{made.platform}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(bundle.zip_bytes(made), headers=headers, media_type="application/zip")


@router.post(
    "/agents/import",
    status_code=201,
    response_model=ImportOut,
    responses=documented(404, 409, 413),
    openapi_extra=CLAIMED | {"requestBody": intake.BODY},
)
async def import_agent(
    request: Request,
    agents: UsesAgents,
    owner: Owner,
    *,
    platform: Annotated[str | None, Query(max_length=40, description="Found by the files when left out")] = None,
    agent: Annotated[
        str | None, Query(max_length=60, description="An agent of yours, by id or slug, that gets its next version")
    ] = None,
) -> Response:
    """An agent in a platform's form (its project or bundle as a zip, or a configuration as JSON) becomes one of yours.

    The report says what was understood; what was not is kept, and goes back with an export to the same platform.
    """
    once, settings = await once_of(request, owner), request.app.state.resources.settings
    files = await intake.read(request, imports.limits(settings))
    return respond(await imports.take_in(agents, once, files, platform=platform, agent=agent))


@router.post("/agents/{agent}/lint", responses=documented(404))
async def lint_agent(
    agents: UsesAgents,
    owner: Owner,
    agent: AgentName,
    *,
    platform: Annotated[str, Query(max_length=40, description="A name from /api/v1/platforms")] = "native",
    version: VersionQuery = None,
) -> LintOut:
    """What is wrong with a version's bundle for a platform: each with its rule, its place and how to mend it."""
    found = await agents.version(owner, agent, version)
    findings = service.lint(service.render(found.spec, platform).texts, platform)
    return LintOut(platform=platform, version=found.number, findings=findings)
