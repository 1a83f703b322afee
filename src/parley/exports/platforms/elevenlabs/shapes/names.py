"""Names that several shapes share: language models and tools."""

from typing import Annotated

from pydantic import Field

ModelName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._@:/-]{0,99}$")]
"""A language model. The vendor's list changes each month, so only the form is held here."""

ToolName = Annotated[str, Field(pattern=r"^[a-zA-Z0-9_-]{1,64}$")]
