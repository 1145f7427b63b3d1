"""An answer that is no result."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - it is an answer, by a name of HTTP's own sense
    """What the server says instead of a result: an HTTP status, a sentence, and how many seconds to wait if any."""

    def __init__(self, status: int, text: str, retry_after: int | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        if status == 401:
            self.headers["WWW-Authenticate"] = "Bearer"
