"""What the answers of this room rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.domain.delegated_tasks import TASKS
from spelregler.domain.delegation import EMPLOYER, FURTHEST_OUT
from spelregler.domain.union_records import RECORDS
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
    *(
        EvidencePage(
            scope_kind=kind,
            checks=(check,),
            title=title,
            address=lambda _answer, name=name: reverse(name),  # type: ignore[misc]  # bound as it is now
        )
        for kind in ("department", "municipality")
        for check, title, name in (
            (TASKS, Words("Posts that are to decide"), "delegation:tasks"),
            (RECORDS, Words("Information and negotiation with unions"), "delegation:union"),
        )
    ),
)
