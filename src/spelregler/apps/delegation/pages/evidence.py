"""What the answers of this room rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.delegation import EMPLOYER, FURTHEST_OUT
from spelregler.domain.words import Words

EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="committee",
        checks=(FURTHEST_OUT,),
        title=Words("The delegation order"),
        address=lambda answer: reverse("delegation:order", args=[answer.scope]),
    ),
    EvidencePage(
        scope_kind="department",
        checks=(EMPLOYER,),
        title=Words("What is delegated"),
        address=lambda _answer: reverse("delegation:start"),
    ),
)
