"""What the two sides of our own API must agree on."""

from __future__ import annotations

PROTOCOL = 1
LINES = "application/x-ndjson"
SILENCE_SECONDS = 10.0  # after which the server says something, if only an empty line
