"""A report: written in sections while it is open, kept as it was each time it is handed in, and valued by a body."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.followup.models.occasions import TITLE, Occasion, Section
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.domain.reports import Outcome
from spelregler.platform.attachments.models import Attachment

LONGEST, WHY, SOURCE = 8000, 600, 200


class Report(models.Model):
    """A unit's, a department's, a committee's or the municipality's report at an occasion.

    It belongs to whoever leads the place. `body` is the body that the place answers to, and that gets every report but
    a unit's. `adopter` is the body that decides about the report before it goes on: the committee whose it is, or the
    executive board of the report of the whole to the council.
    """

    class Level(models.TextChoices):
        UNIT = "unit"
        DEPARTMENT = "department"
        COMMITTEE = "committee"
        MUNICIPALITY = "municipality"

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="reports")
    level = models.CharField(max_length=12, choices=Level.choices)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="results_reports")
    adopter = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "unit"], condition=Q(level="unit"), name="followup_one_report_a_unit"
            ),
            models.UniqueConstraint(
                fields=["occasion", "department"],
                condition=Q(level="department"),
                name="followup_one_report_a_department",
            ),
            models.UniqueConstraint(
                fields=["occasion", "adopter"],
                condition=Q(level="committee"),
                name="followup_one_report_a_committee",
            ),
            models.UniqueConstraint(
                fields=["occasion"], condition=Q(level="municipality"), name="followup_one_report_of_the_whole"
            ),
            models.CheckConstraint(
                condition=Q(level="unit", unit__isnull=False, department__isnull=False, adopter__isnull=True)
                | Q(level="department", unit__isnull=True, department__isnull=False, adopter__isnull=True)
                | Q(level="committee", unit__isnull=True, department__isnull=True, adopter__isnull=False)
                | Q(level="municipality", unit__isnull=True, department__isnull=True),
                name="followup_report_has_its_place",
            ),
        ]

    def __str__(self) -> str:
        of = self.unit or self.department or (self.adopter if self.level == self.Level.COMMITTEE else None)
        return f"{self.occasion}: {of or 'kommunen'}"

    @property
    def whose(self) -> Body:
        """The body whose matter it is: a committee's own report is the committee's, others that of who gets them."""
        return self.adopter if self.level == self.Level.COMMITTEE and self.adopter else self.body


class Text(models.Model):
    """What is written in a section of a report. `version` grows by each writing."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="texts")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="texts")
    text = models.TextField(max_length=LONGEST, blank=True)
    version = models.PositiveIntegerField(default=0)
    written_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "section"], name="followup_text_once")]

    def __str__(self) -> str:
        return f"{self.report}: {self.section}"


class OtherText(models.Model):
    """What somebody wrote in a section that had become another meanwhile: kept beside until it is settled."""

    of = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="others")
    text = models.TextField(max_length=LONGEST, blank=True)
    written_by = models.CharField(max_length=200)
    kept_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.of}: {self.written_by}"


class HandedIn(models.Model):
    """A report as it was handed in: its texts and figures as of the day, never changed. `number` counts them.

    It is written again where the level above returns it, or where something in it is corrected (`reopened_for`).
    `adopted` is the decision by which the report's own body adopted it. The document is made once, and kept by its
    digest.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="handed_in")
    number = models.PositiveSmallIntegerField()
    handed_on = models.DateField()
    role = models.CharField(max_length=6)
    correction = models.CharField(max_length=WHY, blank=True)
    reopened_on = models.DateField(null=True, blank=True)
    reopened_for = models.CharField(max_length=WHY, blank=True)
    is_returned = models.BooleanField(default=False)
    adopted = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    adoption_entered_on = models.DateField(null=True, blank=True)
    word = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="followup_handed_in_once"),
            models.UniqueConstraint(
                fields=["report"], condition=Q(reopened_on__isnull=True), name="followup_one_that_holds"
            ),
            models.CheckConstraint(
                condition=Q(reopened_on__isnull=True, reopened_for="")
                | (Q(reopened_on__isnull=False) & ~Q(reopened_for="")),
                name="followup_reopened_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(adopted__isnull=True, adoption_entered_on__isnull=True)
                | Q(adopted__isnull=False, adoption_entered_on__isnull=False),
                name="followup_adopted_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.number}"


class KeptText(models.Model):
    """A section as it was handed in; with a `source`, a text from below that was taken up in it."""

    handed_in = models.ForeignKey(HandedIn, on_delete=models.PROTECT, related_name="texts")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE)
    text = models.TextField(max_length=LONGEST, blank=True)
    source = models.CharField(max_length=TITLE, blank=True)
    figures = models.CharField(max_length=10, choices=Section.Figures.choices, default=Section.Figures.NONE)

    def __str__(self) -> str:
        return self.title


class KeptFigure(models.Model):
    """A figure as it was on the day of handing in: an amount in öre, or a value in words, and where it is from."""

    handed_in = models.ForeignKey(HandedIn, on_delete=models.PROTECT, related_name="figures")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    amount_ore = models.BigIntegerField(null=True, blank=True)
    value = models.CharField(max_length=100, blank=True)
    target = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=SOURCE, blank=True)
    day = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class TakenUp(models.Model):
    """A text from below that the level above has taken up in a section, whose it is with it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="taken_up")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(KeptText, on_delete=models.PROTECT, related_name="taken_up")
    taken_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "kept"], name="followup_taken_up_once")]

    def __str__(self) -> str:
        return f"{self.report}: {self.kept}"


class Valuation(models.Model):
    """What a body decided about a report that it had got, by its decision. What it is asked again is one more."""

    handed_in = models.ForeignKey(HandedIn, on_delete=models.PROTECT, related_name="valuations")
    outcome = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Outcome])
    reason = models.CharField(max_length=WHY, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handed_in", "decision"], name="followup_valued_once_by_a_decision"),
            models.CheckConstraint(
                condition=Q(outcome__in=[Outcome.SATISFIED.value, Outcome.FILED.value]) | ~Q(reason=""),
                name="followup_valued_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.ACTS.value) | Q(assignment__isnull=True),
                name="followup_assigned_when_it_acts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handed_in}: {self.outcome}"
