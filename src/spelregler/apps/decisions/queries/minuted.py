"""The decision that stands under a paragraph of a body's minutes."""

from __future__ import annotations

from datetime import date

from spelregler.apps.decisions.models import Decision
from spelregler.apps.organisation.models import Body


def decision_under(*, body: Body, decided_on: date, paragraph: str) -> Decision | None:
    """The body's decision under the paragraph, with or without its sign, of that day. One query."""
    number = paragraph.strip().removeprefix("§").strip()
    return Decision.objects.filter(body=body, decided_on=decided_on, paragraph=number).first()


def decision_by_key(typed: str) -> Decision | None:
    """The decision whose key a form sent, or None. One query at most."""
    return (
        Decision.objects.filter(pk=int(typed)).first()
        if typed.isascii() and typed.isdigit() and len(typed) < 19
        else None
    )
