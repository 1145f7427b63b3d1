"""A draft: a made theorem before it has a name of its own."""

from __future__ import annotations

from dataclasses import dataclass

# Stands for the name of the theorem in every draft.
NAME = "NAME"


@dataclass(frozen=True, slots=True)
class Draft:
    """A theorem called ``NAME``, its proof, and what it says in plain English.

    ``statement`` ends in ``:= by``; ``proof`` is what follows, and empty where the draft leaves it to others.
    """

    statement: str
    proof: str
    informal: str
    header: str = ""
