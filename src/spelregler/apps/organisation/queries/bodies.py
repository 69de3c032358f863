"""Who existed and who held what on a date."""

from __future__ import annotations

from datetime import date

from spelregler.apps.organisation.models import (
    Body,
    Municipality,
    Term,
)
from spelregler.platform import memory


def municipality() -> Municipality | None:
    """The municipality of this installation, or None before one is set up. One query in a page."""
    return memory.once_while_reading(("municipality",), Municipality.objects.first)


def the_council(*, as_of: date) -> Body | None:
    """The council on the day. One query."""
    found: Body | None = Body.objects.on(as_of).filter(kind=Body.Kind.COUNCIL).first()
    return found


def council_term(*, as_of: date) -> Term | None:
    """The council's term of office on the day. One query."""
    found: Term | None = Term.objects.on(as_of).filter(body__kind=Body.Kind.COUNCIL).first()
    return found


def bodies(*, as_of: date, ahead: bool = False) -> list[Body]:
    """Every body on the day, `ahead` those that begin later too: council, executive board, committees, auditors. One
    query.
    """
    order = {
        Body.Kind.COUNCIL: 0,
        Body.Kind.EXECUTIVE_BOARD: 1,
        Body.Kind.COMMITTEE: 2,
        Body.Kind.AUDITORS: 3,
    }
    rows = Body.objects.on_or_after(as_of) if ahead else Body.objects.on(as_of)
    return sorted(rows, key=lambda body: (order[Body.Kind(body.kind)], body.name))
