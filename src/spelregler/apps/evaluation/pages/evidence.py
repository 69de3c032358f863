"""What an answer rests on in this room: the assessment, the yearly evaluation, or the account of it."""

from __future__ import annotations

from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.apps.evaluation.pages.words import accounted_at, address, evaluated_at
from spelregler.domain.assessment import ASSESSED_FOR, CHECKS
from spelregler.domain.evaluation import ACCOUNTED, EVALUATED
from spelregler.domain.words import Words
from spelregler.platform.findings import Answer
from spelregler.platform.overrulings import PLACE_IN_ADDRESS


def _address(answer: Answer) -> str:
    return address(answer.scope_kind, answer.scope, answer.clause)


ASSESSMENTS = tuple(
    EvidencePage(scope_kind=kind, title=Words("The assessment"), address=_address, checks=(f"{CHECKS}{kind}",))
    for kind in ASSESSED_FOR
    if kind in PLACE_IN_ADDRESS
)

EVIDENCE_PAGES = (
    *ASSESSMENTS,
    EvidencePage(
        scope_kind="municipality",
        title=Words("The rules and how each is answered"),
        address=lambda _answer: address_of("policy"),
        checks=("evaluation.looked_at",),
    ),
    EvidencePage(scope_kind="committee", title=Words("The evaluation"), address=evaluated_at, checks=(EVALUATED,)),
    EvidencePage(scope_kind="municipality", title=Words("The account"), address=accounted_at, checks=(ACCOUNTED,)),
)
