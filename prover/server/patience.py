"""How long a client bears with a server that is away or busy."""

from __future__ import annotations

import asyncio
import random
import time

from prover.server.connection import AgainError

PATIENCE_SECONDS = 300.0  # without a sign of the server
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 20.0


class Patience:
    """Pauses between tries: at once, then twice as long each time, or as long as the server asks for."""

    def __init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        """The server has given a sign."""
        self._since = time.monotonic()
        self._tries = 0

    async def bear(self, error: AgainError) -> bool:
        """Pause before the next try; False when there should be none."""
        if time.monotonic() - self._since > PATIENCE_SECONDS:
            return False
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (self._tries - 1)) if self._tries else 0.0
        self._tries += 1
        # Clients that were refused together should not come back together.
        await asyncio.sleep((error.seconds or pause) * random.uniform(0.75, 1.25))
        return True
