"""What the answers of this room rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.commissioned import USED
from spelregler.domain.reports import PLANNED_FOR, TOLD, VALUED
from spelregler.domain.scans import INFORMED_OF_BOTH, SCANNED
from spelregler.domain.words import Words
from spelregler.platform.findings import Answer


def reports_of_body(_answer: Answer) -> str:
    """The occasions, each with what is in and what bodies have said."""
    return reverse("followup:reports")


def evaluations_of_body(answer: Answer) -> str:
    """What the body has commissioned."""
    return reverse("followup:evaluations_of", args=[answer.scope])


def every_scan(_answer: Answer) -> str:
    """The scans, each with where it was used."""
    return reverse("followup:scans")


EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="committee", checks=(SCANNED,), title=Words("The scans of the surroundings"), address=every_scan
    ),
    EvidencePage(
        scope_kind="committee",
        checks=(INFORMED_OF_BOTH,),
        title=Words("The body's meetings"),
        address=lambda answer: f"{reverse('meetings:list')}?organ={answer.scope}",
    ),
    EvidencePage(
        scope_kind="committee",
        checks=(USED,),
        title=Words("The commissioned evaluations"),
        address=evaluations_of_body,
    ),
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
