"""Somebody whom an assessment concerns does not share it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.evaluation.models import Assessment, Objection
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class ObjectionRefused(DomainError):
    """An objection says why, and is about an assessment that holds."""

    code = "objection-refused"


def object_to_assessment(*, assessment: Assessment, text: str, role: str, on: date, who: Who) -> Objection:
    """The objection stands beside the assessment, and in its answer, until another takes its place (MR-8).

    Refuses with `ObjectionRefused` one that says nothing, and one about an assessment that has ended.
    """
    if not text.strip():
        raise ObjectionRefused(
            Words("An objection says why."),
            clause="MR-8",
            way=Words("Write in a sentence or two what you see differently. Write no names."),
            field="text",
        )
    with transaction.atomic():
        held = Assessment.objects.select_for_update().get(pk=assessment.pk)
        if held.ended_on is not None:
            raise ObjectionRefused(
                Words("The assessment has ended already."), clause="MR-8", way=Words("Read what holds now.")
            )
        objection = Objection(assessment=held, text=text.strip(), role=role, made_on=on)
        store(objection, act="object-to-overruling" if held.overruled else "object-to-assessment", who=who)
    return objection
