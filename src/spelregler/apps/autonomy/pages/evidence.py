"""What the answers on a unit rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.words import Words

EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="unit",
        title=Words("The unit's page"),
        address=lambda answer: reverse("autonomy:unit", args=[answer.scope]),
    ),
)
