"""A turn's first request to its model, sent while the turn is still being taken up: a commit takes about as long as a
provider's first word, and neither needs the other.

Nothing of the answer is heard before the reply is asked for, which is after the commit. Where the turn is refused in
the end, the request is taken back.
"""

import asyncio
from dataclasses import replace
from types import TracebackType
from typing import Self

from parley.chat.loop import Part
from parley.llm.schemas import Piece, Talked, TalkRequest


class Early:
    """One turn's, and the model that its reply is made with. `async with`: at the end no request is left.

    `asked_at` is the event loop's time when the request was sent: from then on the reply takes its time.
    """

    __slots__ = ("_asking", "_hear", "_held", "_part", "asked_at")
    _part: Part

    def __init__(self) -> None:
        self.asked_at = 0.0
        self._asking: asyncio.Task[Talked] | None = None
        self._held: list[str] = []
        self._hear: Piece = self._held.append

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._take_back()

    @property
    def part(self) -> Part:
        """What the reply is made with, once something was asked: its model is this one."""
        return replace(self._part, model=self)

    async def ask(self, part: Part) -> None:
        """Send the part's request, in place of one that was sent before."""
        await self._take_back()
        self._part = part
        self.asked_at = asyncio.get_running_loop().time()
        self._held = []
        self._hear = self._held.append
        self._asking = asyncio.create_task(self._ask(part))

    async def stream(self, request: TalkRequest, hear: Piece) -> Talked:
        """As StreamingModel: the answer to what was sent ahead, and after that to each request its own."""
        asking, self._asking = self._asking, None
        if asking is None:
            return await self._part.model.stream(request, hear)
        for piece in self._held:
            hear(piece)
        self._hear = hear
        return await asking

    async def _ask(self, part: Part) -> Talked:
        await asyncio.sleep(0)  # who commits sends first: that is what the first word waits for
        return await part.model.stream(part.request, self._listen)

    def _listen(self, piece: str) -> None:
        self._hear(piece)

    async def _take_back(self) -> None:
        asking, self._asking = self._asking, None
        if asking is None:
            return
        asking.cancel()
        await asyncio.wait([asking])
        if not asking.cancelled():
            asking.exception()  # nobody asks for the reply any more, so nobody wants to know
