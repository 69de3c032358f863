"""What the answers on meetings rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.meetings.judges import INFORMED, ON_TIME, ON_TIME_DEPARTMENT, THEMES
from spelregler.domain.words import Words

EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="committee",
        checks=(ON_TIME, INFORMED, THEMES),
        title=Words("The meetings"),
        address=lambda answer: reverse("meetings:list") + f"?organ={answer.scope}&visa=hallna",
    ),
    EvidencePage(
        scope_kind="department",
        checks=(ON_TIME_DEPARTMENT,),
        title=Words("The meetings"),
        address=lambda _answer: reverse("meetings:list") + "?visa=hallna",
    ),
)
