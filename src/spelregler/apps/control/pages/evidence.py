"""What the answers of this room rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.control import PLANNED
from spelregler.domain.words import Words
from spelregler.platform.findings import Answer


def plan_of_answer(answer: Answer) -> str:
    """The plan of the year that was judged; all the bodies where none is decided, for not everybody reads it then."""
    year = answer.inputs.get("year")
    if isinstance(year, int) and answer.inputs.get("decided_on"):
        return reverse("control:plan", args=[year, answer.scope])
    return reverse("control:start")


EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="committee",
        checks=(PLANNED,),
        title=Words("The plan for internal control"),
        address=plan_of_answer,
    ),
)
