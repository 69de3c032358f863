"""What an assessed answer rests on is the assessment itself, which has a page."""

from __future__ import annotations

from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.apps.evaluation.pages.words import address
from spelregler.apps.evaluation.queries.places import WORDS
from spelregler.domain.assessment import ASSESSED_FOR, CHECKS
from spelregler.domain.words import Words
from spelregler.platform.findings import Answer


def _address(answer: Answer) -> str:
    return address(answer.scope_kind, answer.scope, answer.clause)


EVIDENCE_PAGES = (
    *(
        EvidencePage(scope_kind=kind, title=Words("The assessment"), address=_address, checks=(f"{CHECKS}{kind}",))
        for kind in ASSESSED_FOR
        if kind in WORDS
    ),
    EvidencePage(
        scope_kind="municipality",
        title=Words("The rules and how each is answered"),
        address=lambda _answer: address_of("policy"),
        checks=("evaluation.looked_at",),
    ),
)
