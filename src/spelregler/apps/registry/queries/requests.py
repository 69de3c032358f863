"""The cases that are asked for. Reads only."""

from __future__ import annotations

from datetime import date

from spelregler.apps.registry.models import CaseRequest

MOST = 100


def waiting_requests(*, as_of: date, most: int = MOST) -> list[CaseRequest]:
    """What the registrar has been asked for and not answered, the oldest first. One query."""
    rows = CaseRequest.objects.filter(ended_on__isnull=True, asked_on__lte=as_of)
    return list(rows.select_related("body", "asked_by").order_by("asked_on", "pk")[:most])


def requests_of(*, post: int, as_of: date) -> list[CaseRequest]:
    """What a post has asked for, the latest first; at most 100. One query."""
    rows = CaseRequest.objects.filter(asked_by=post, asked_on__lte=as_of).select_related("body", "case_file")
    return list(rows.order_by("-asked_on", "-pk")[:MOST])


def request_by_pk(pk: int) -> CaseRequest | None:
    """A request with its body and post. One query."""
    return CaseRequest.objects.select_related("body", "asked_by").filter(pk=pk).first()
