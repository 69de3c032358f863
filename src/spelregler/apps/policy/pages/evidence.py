"""What the answers on a document rest on, and where it is seen."""

from __future__ import annotations

from django.urls import reverse

from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.apps.policy.pages.beside.presenters import anchor_of
from spelregler.domain.policy import MANAGER_POLICY, PERSONNEL_PROGRAMME
from spelregler.domain.words import Words

EVIDENCE_PAGES = (
    EvidencePage(
        scope_kind="document",
        title=Words("The document and its decision"),
        address=lambda answer: reverse("policy:document", args=[answer.scope]) + "#versions",
    ),
    EvidencePage(
        scope_kind="municipality",
        title=Words("The programme in the register"),
        address=lambda _answer: f"{reverse('policy:beside')}#{anchor_of(PERSONNEL_PROGRAMME, '')}",
        checks=("policy.programme_in_force",),
    ),
    EvidencePage(
        scope_kind="department",
        title=Words("The department's policy in the register"),
        address=lambda answer: f"{reverse('policy:beside')}#{anchor_of(MANAGER_POLICY, answer.scope)}",
        checks=("policy.manager_policies_in_force",),
    ),
    EvidencePage(
        scope_kind="municipality",
        title=Words("Who may do what"),
        address=lambda _answer: reverse("policy:roles"),
        checks=("policy.parties_apart",),
    ),
)
