"""What an answer rests on in this room: the assessment, the yearly evaluation, or the account of it."""

from __future__ import annotations

from functools import partial

from django.urls import reverse

from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.evidence_pages import EvidencePage
from spelregler.apps.evaluation.pages.words import accounted_at, address, evaluated_at
from spelregler.domain.assessment import ASSESSED_FOR, CHECKS
from spelregler.domain.evaluation import ACCOUNTED, EVALUATED
from spelregler.domain.surveys import OF_THE_WHOLE, THEMES
from spelregler.domain.words import Words
from spelregler.platform.findings import Answer
from spelregler.platform.overrulings import PLACE_IN_ADDRESS


def _address(answer: Answer) -> str:
    return address(answer.scope_kind, answer.scope, answer.clause)


def _surveys(theme: str, _answer: Answer) -> str:
    return f"{reverse('evaluation:surveys')}?fraga={theme}"


ASSESSMENTS = tuple(
    EvidencePage(scope_kind=kind, title=Words("The assessment"), address=_address, checks=(f"{CHECKS}{kind}",))
    for kind in ASSESSED_FOR
    if kind in PLACE_IN_ADDRESS
)

SURVEYS = tuple(
    EvidencePage(
        scope_kind="municipality" if theme in OF_THE_WHOLE else "department",
        title=Words("The survey results"),
        address=partial(_surveys, theme),
        checks=(f"surveys.{theme}",),
    )
    for theme in THEMES
)

EVIDENCE_PAGES = (
    *ASSESSMENTS,
    *SURVEYS,
    EvidencePage(
        scope_kind="municipality",
        title=Words("The rules and how each is answered"),
        address=lambda _answer: address_of("policy"),
        checks=("evaluation.looked_at",),
    ),
    EvidencePage(scope_kind="committee", title=Words("The evaluation"), address=evaluated_at, checks=(EVALUATED,)),
    EvidencePage(scope_kind="municipality", title=Words("The account"), address=accounted_at, checks=(ACCOUNTED,)),
)
