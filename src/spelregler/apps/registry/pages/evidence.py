"""What the answers on cases rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.words import Words

EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="committee",
        checks=("registry.matters_raised",),
        title=Words("The cases"),
        address=lambda answer: f"{reverse('registry:list')}?organ={answer.scope}",
    ),
)
