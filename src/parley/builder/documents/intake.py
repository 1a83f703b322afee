"""A document as a request brings it: JSON, a form with one file, or plain text."""

import codecs
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from parley.builder.answers import DocumentIn
from parley.core.errors import InvalidInput

BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {"schema": DocumentIn.model_json_schema()},
        "text/plain": {"schema": DocumentIn.model_json_schema()["properties"]["text"]},
    },
}
"""What the API's document says of two of the ways; a form is said in words, since its file has no schema."""
_FORMS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "an office document or an archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)


async def text_of(request: Request) -> str:
    """The document's text; InvalidInput, or FastAPI's own validation error, where it is none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    match kind:
        case "multipart/form-data":
            return _checked({"text": _decoded(await _file(request))})
        case "application/json" | "":
            try:
                return DocumentIn.model_validate_json(await request.body()).text
            except ValidationError as error:
                raise RequestValidationError(error.errors()) from error
        case _ if kind.startswith("text/"):
            return _checked({"text": _decoded(await request.body())})
        case _:
            raise InvalidInput("Send JSON with `text`, a form with one `file`, or the text itself as text/plain.")


async def _file(request: Request) -> bytes:
    try:
        async with request.form(max_files=1, max_fields=1) as form:
            file = form.get("file")
            if isinstance(file, UploadFile):
                return await file.read()
    except HTTPException as error:
        raise InvalidInput("The form cannot be read; it takes one file, in the field `file`.") from error
    raise InvalidInput("The form has no file in the field `file`.")


def _decoded(data: bytes) -> str:
    for opening, what in _FORMS:
        if data.startswith(opening):
            raise InvalidInput(f"This is {what}; save it as plain text or Markdown, and send that.")
    is_utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("The document is not text in UTF-8; save it as UTF-8 text, and send that.") from error


def _checked(value: dict[str, str]) -> str:
    try:
        return DocumentIn.model_validate(value).text
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
