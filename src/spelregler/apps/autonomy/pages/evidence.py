"""What the answers on a unit rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.autonomy.how_limits import GROUNDED
from spelregler.domain.words import Words

EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="unit",
        title=Words("The unit's page"),
        address=lambda answer: reverse("autonomy:unit", args=[answer.scope]),
    ),
    *(
        EvidencePage(
            scope_kind=kind,
            checks=(GROUNDED,),
            title=Words("The register of limits"),
            address=lambda _answer: f"{reverse('autonomy:limits')}#how",
        )
        for kind in ("department", "municipality")
    ),
)
