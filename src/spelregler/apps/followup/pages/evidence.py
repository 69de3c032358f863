"""What the answers on dialogues and reports rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.reports import PLANNED_FOR, TOLD, VALUED
from spelregler.domain.words import Words
from spelregler.platform.findings import Answer


def reports_of_body(_answer: Answer) -> str:
    """The occasions, each with what is in and what bodies have said."""
    return reverse("followup:reports")


EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="committee",
        checks=("followup.dialogues_held",),
        title=Words("The dialogues"),
        address=lambda answer: reverse("followup:dialogues_of", args=[answer.scope]),
    ),
    EvidencePage(
        scope_kind="committee",
        checks=(VALUED, PLANNED_FOR),
        title=Words("The reports"),
        address=reports_of_body,
    ),
    EvidencePage(
        scope_kind="committee",
        checks=(TOLD,),
        title=Words("What the body was told, and when"),
        address=lambda answer: reverse("followup:told", args=[answer.scope]),
    ),
)
