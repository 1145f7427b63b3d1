"""Headers that bring no code along, so that a server can take them from people who do not know each other."""

from __future__ import annotations

import re

from data_pipeline import core_header

_MODULE = r"[^\W\d][\w'!?]*(?:\.[^\W\d][\w'!?]*)*"
_NAMESPACE = r"[A-Z][\w']*(?:\.[A-Z][\w']*)*"  # none of Lean's commands begins with a capital letter
_PLAIN = re.compile(
    rf"""\s*
    (?: import\s+{_MODULE}
      | open(?:\s+scoped)?(?:\s+{_NAMESPACE})+
      | set_option\s+{_MODULE}\s+(?:true|false|\d+)
      | universes?(?:\s+[a-z](?:_?\d+)?)+
      | noncomputable\s+section
    )?\s*(?:--.*)?""",
    re.VERBOSE,
)


def is_plain(header: str) -> bool:
    """Whether a header is the core header, or has only imports, openings, options and universes, one a line.

    Lean runs what a header defines (macros, ``run_cmd``) in the process that judges afterwards: it could change how
    another's proof is judged. A line that cannot be told to be harmless counts as one that is not.
    """
    text = header.replace("\r\n", "\n")
    return text.strip() == core_header().strip() or all(_PLAIN.fullmatch(line) for line in text.split("\n"))
