"""What the answers on goals rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.words import Words
from spelregler.platform.findings import Answer


def _goals(_answer: Answer) -> str:
    return reverse("goals:tree")


EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="municipality",
        checks=("goals.vision_in_dialogue",),
        title=Words("The vision and its dialogues"),
        address=lambda _answer: reverse("goals:vision"),
    ),
    EvidencePage(
        scope_kind="municipality",
        checks=("goals.shared_goals_coordinated", "goals.decided_by_political_body"),
        title=Words("The goals"),
        address=_goals,
    ),
    EvidencePage(
        scope_kind="committee",
        checks=("goals.decided_by_political_body", "goals.followed_up"),
        title=Words("The goals"),
        address=_goals,
    ),
    EvidencePage(
        scope_kind="department",
        checks=("goals.action_plan_covers_goals", "goals.units_steered"),
        title=Words("Goals and plans"),
        address=_goals,
    ),
)
