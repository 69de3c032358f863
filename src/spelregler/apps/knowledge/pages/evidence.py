"""What the answers of this room rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.apps.knowledge.queries.bodies import BODIES
from spelregler.apps.knowledge.queries.units import UNITS
from spelregler.domain.words import Words

EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="unit",
        checks=(UNITS,),
        title=Words("What the unit has gone through"),
        address=lambda answer: reverse("knowledge:unit", args=[answer.scope]),
    ),
    EvidencePage(
        scope_kind="committee",
        checks=(BODIES,),
        title=Words("The body's training and self-check"),
        address=lambda answer: reverse("knowledge:body", args=[answer.scope]),
    ),
)
