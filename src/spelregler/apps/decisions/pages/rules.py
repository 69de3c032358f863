"""Which rule of the package in force asks a check of this room, whatever the package calls it."""

from __future__ import annotations

from datetime import date

from spelregler.platform.findings import checks_of, texts


def clause_asking(check: str, *, as_of: date) -> str:
    """The first such rule; empty where no rule asks the check."""
    found = checks_of(texts(as_of=as_of), as_of=as_of).items()
    return next((clause for clause, (asked, _given) in found if asked == check), "")
