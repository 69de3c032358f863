"""What the answers on assignments and questions rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.apps.decisions.queries.questions import ANSWERED
from spelregler.domain.words import Words

EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="committee",
        checks=(ANSWERED,),
        title=Words("The questions"),
        address=lambda answer: reverse("decisions:questions") + f"?organ={answer.scope}",
    ),
    EvidencePage(
        scope_kind="committee",
        checks=("decisions.assignments_addressed", "decisions.assignments_executed", "decisions.effect_known"),
        title=Words("The assignments"),
        address=lambda answer: reverse("decisions:assignments") + f"?organ={answer.scope}",
    ),
)
