"""The municipality's own Word templates. Reads only."""

from __future__ import annotations

from spelregler.apps.meetings.models import WordTemplate
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


def templates_now() -> list[WordTemplate]:
    """Those used and those that wait, by kind; at most two of each. One query."""
    rows = WordTemplate.objects.filter(retired_on__isnull=True).select_related("file")
    return list(rows.order_by("kind", "pk"))


def template_used(kind: str) -> WordTemplate | None:
    """What documents of the kind are made in; None for the product's own layout. One query."""
    rows = WordTemplate.objects.filter(kind=kind, used_from__isnull=False, retired_on__isnull=True)
    return rows.select_related("file").first()


def template_by_pk(pk: int) -> WordTemplate:
    """The template with its file. Refuses with `NotVisible` a number that none has. One query."""
    found = WordTemplate.objects.select_related("file").filter(pk=pk).first()
    if found is None:
        raise NotVisible(Words("There is no such template."), way=Words("Go to Templates and choose there."))
    return found
