"""What the answers on bodies and departments rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.words import Words

EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="committee",
        title=Words("Who sits in the body"),
        address=lambda answer: reverse("organisation:body", args=[answer.scope]),
    ),
    EvidencePage(
        scope_kind="department",
        title=Words("The department and its head"),
        address=lambda answer: reverse("organisation:department", args=[answer.scope]),
    ),
)
