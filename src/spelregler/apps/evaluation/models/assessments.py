"""What people have assessed or overruled about the rules, what it rests on, and who objected."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.decisions.models import Decision
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.domain.assessment import STATES
from spelregler.platform.attachments.models import Attachment


class Evidence(models.Model):
    """Something that an assessment rests on: what it is, and where it is kept: here as a file, or elsewhere.

    One piece serves many rules.
    """

    title = models.CharField(max_length=120)
    reference = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=300, blank=True)
    dated_on = models.DateField()
    fresh_until = models.DateField(null=True, blank=True)
    file = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="evaluation_evidence_is_called_something"),
            models.CheckConstraint(
                condition=~Q(reference="", address="") | Q(file__isnull=False), name="evaluation_evidence_is_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Assessment(models.Model):
    """Somebody's word about how a rule is followed at a place, in a time. It is never overwritten.

    Without unit, department and body it is about the municipality. It counts from `assessed_on` up to, not including,
    `ended_on`, when it was withdrawn or another took its place, and no longer than to and with `holds_to`. `role` is
    the code of the role that assessed; no person is named.

    With `overruled` it is somebody's word beside a computed answer, which said that then (ADR 74). It answers nothing.
    """

    clause = models.CharField(max_length=20)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments")
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments")
    status = models.CharField(max_length=14, choices=[(str(each), str(each)) for each in STATES])
    about_from = models.DateField()
    about_to = models.DateField()
    reason = models.CharField(max_length=2000)
    role = models.CharField(max_length=6)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments")
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="assessments")
    assessed_on = models.DateField()
    holds_to = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=400, blank=True)
    overruled = models.CharField(max_length=14, blank=True, default="", db_default="")

    class Meta:
        indexes = [models.Index(fields=["clause", "assessed_on"], name="evaluation_by_clause")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="evaluation_assessment_has_reason"),
            models.CheckConstraint(
                condition=Q(unit__isnull=True, department__isnull=True)
                | Q(unit__isnull=True, body__isnull=True)
                | Q(department__isnull=True, body__isnull=True),
                name="evaluation_assessment_one_place",
            ),
            models.CheckConstraint(
                condition=Q(about_to__gte=F("about_from")), name="evaluation_assessment_time_in_order"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("assessed_on")),
                name="evaluation_assessment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(overruled="") | ~Q(overruled=F("status")), name="evaluation_overruling_says_another"
            ),
        ]

    def __str__(self) -> str:
        place = self.unit or self.department or self.body
        return f"{self.clause} {place}" if place else self.clause


class Objection(models.Model):
    """Somebody whom it concerns does not share an assessment, and says why."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="objections")
    text = models.CharField(max_length=1000)
    role = models.CharField(max_length=6)
    made_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="evaluation_objection_says_why")]

    def __str__(self) -> str:
        return f"{self.assessment} {self.made_on}"
