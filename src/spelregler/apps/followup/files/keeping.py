"""The documents of what was handed in, made by the worker and kept by their digest (ADR 29, 83)."""

from __future__ import annotations

import logging

from django.db.models import Q
from django.utils import translation
from django_tasks import task

from spelregler.apps.followup.models import HandedIn
from spelregler.apps.followup.operations import keep_document
from spelregler.apps.followup.pages.report.report_presenters import document
from spelregler.apps.followup.queries.reports import state_by_pk
from spelregler.apps.followup.queries.templates import looks
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.platform import clock
from spelregler.platform.errors import DomainError

MOST_AT_ONCE = 200
logger = logging.getLogger(__name__)


@task()
def keep_documents() -> int:
    """Each report that was handed in and has no document yet gets one, in Swedish; how many.

    One that is refused, as when the virus scanner does not answer, stops no other and is tried again the next time.
    """
    lacks, kept = HandedIn.objects.filter(Q(word__isnull=True) | Q(pdf__isnull=True)).order_by("pk"), 0
    for each in list(lacks[:MOST_AT_ONCE]):
        try:
            keep(each)
        except DomainError as refused:
            logger.warning("The document of %s: %s", each.pk, refused.text("en"))
        else:
            kept += 1
    return kept


def keep(handed_in: HandedIn) -> None:
    """One report's document."""
    state, place = state_by_pk(handed_in.report_id, as_of=handed_in.handed_on), municipality()
    if state is None:
        return
    with translation.override("sv"):
        made = document(state, handed_in, municipality=place.name if place else "", language="sv", looks=looks())
        keep_document(handed_in=handed_in, document=made, on=clock.today())
