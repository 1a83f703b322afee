"""Tools that run before and after a session, in the order that they name."""

from typing import Annotated

from pydantic import Field

from parley.exports.platforms.retell.shapes.common import ABSENT, Equations
from parley.exports.platforms.retell.shapes.tools import App, Code, Custom, SendSms
from parley.exports.shaped import Shape


class _Before(Shape):
    depends_on: list[str] = ABSENT


class _After(_Before):
    condition: Equations = ABSENT


class CustomBefore(Custom, _Before):
    """An HTTP request before a session."""


class CodeBefore(Code, _Before):
    """JavaScript run before a session."""


class AppBefore(App, _Before):
    """A call of a connected application before a session."""


class CustomAfter(Custom, _After):
    """An HTTP request after a session."""


class CodeAfter(Code, _After):
    """JavaScript run after a session."""


class AppAfter(App, _After):
    """A call of a connected application after a session."""


class SmsAfter(SendSms, _After):
    """A text message after a session."""


BeforeTool = Annotated[CustomBefore | CodeBefore | AppBefore, Field(discriminator="type")]
AfterTool = Annotated[CustomAfter | CodeAfter | AppAfter | SmsAfter, Field(discriminator="type")]
