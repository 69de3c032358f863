"""What the answers on bodies and departments rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.words import Words

EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="committee",
        checks=("organisation.members_introduced", "organisation.term_trained"),
        title=Words("Who sits in the body"),
        address=lambda answer: reverse("organisation:body", args=[answer.scope]),
    ),
    EvidencePage(
        scope_kind="department",
        checks=("organisation.one_head_per_department",),
        title=Words("The department and its head"),
        address=lambda answer: reverse("organisation:department", args=[answer.scope]),
    ),
    EvidencePage(
        scope_kind="municipality",
        checks=("organisation.heads_covered",),
        title=Words("The departments and their heads"),
        address=lambda _answer: reverse("organisation:overview"),
    ),
)
