"""What the answers on a document rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.words import Words

EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="document",
        title=Words("The document and its decision"),
        address=lambda answer: reverse("policy:document", args=[answer.scope]) + "#versions",
    ),
    EvidencePage(
        scope_kind="municipality",
        title=Words("Who may do what"),
        address=lambda _answer: reverse("policy:roles"),
        checks=("policy.parties_apart",),
    ),
)
