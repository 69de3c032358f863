"""What the answers on money rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.words import Words
from spelregler.platform.findings import Answer


def _committee(answer: Answer) -> str:
    return reverse("frames:committee", args=[answer.scope])


EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="committee",
        checks=("frames.deviation_answered",),
        title=Words("The forecasts"),
        address=lambda answer: reverse("frames:forecasts_of", args=[answer.scope]),
    ),
    EvidencePage(
        scope_kind="committee",
        checks=("frames.every_committee_steered", "frames.sums_hold"),
        title=Words("The committee's frame"),
        address=_committee,
    ),
    EvidencePage(
        scope_kind="municipality",
        checks=("frames.every_committee_steered", "frames.sums_hold"),
        title=Words("The frames"),
        address=lambda _answer: reverse("frames:overview"),
    ),
    EvidencePage(
        scope_kind="unit",
        checks=("frames.unit_within_frame", "autonomy.overrun_signal_answered"),
        title=Words("The unit's forecast"),
        address=lambda answer: reverse("frames:forecast", args=[answer.scope]),
    ),
)
