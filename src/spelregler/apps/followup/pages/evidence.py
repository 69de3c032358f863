"""What the answers on dialogues rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.words import Words

EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="committee",
        checks=("followup.dialogues_held",),
        title=Words("The dialogues"),
        address=lambda answer: reverse("followup:dialogues_of", args=[answer.scope]),
    ),
)
