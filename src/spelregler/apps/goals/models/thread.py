"""The thread from vision to action, and what is measured along it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.decisions.models import Decision, Recorded
from spelregler.apps.organisation.models import Body, Dated, Department, Post, Unit


class Vision(Dated):
    """What the municipality wants to become; decided by the council."""

    text = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return self.text


class Goal(Dated):
    """A goal on one of three levels. Without a decision it is a proposal and does not count (MR-17)."""

    class Level(models.TextChoices):
        MUNICIPAL = "municipal"
        COMMITTEE = "committee"
        UNIT = "unit"

    class Aggregate(models.TextChoices):
        MEAN = "mean"
        WORST = "worst"
        WEIGHTED = "weighted"

    code = models.SlugField(max_length=60, unique=True)
    level = models.CharField(max_length=12, choices=Level.choices)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=400, blank=True)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="goals")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="goals")
    vision = models.ForeignKey(Vision, null=True, blank=True, on_delete=models.PROTECT, related_name="goals")
    parents = models.ManyToManyField("self", symmetrical=False, related_name="children", blank=True)
    coordinated_by = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    coordination = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="goals")
    aggregate = models.CharField(max_length=10, choices=Aggregate.choices, default=Aggregate.MEAN)
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    continues = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(level="unit") & Q(unit__isnull=False)) | (~Q(level="unit") & Q(body__isnull=False)),
                name="goals_goal_has_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class GoalJudgement(Recorded):
    """A person's judgement that overrules the computed one, with the reason; a body's rests on its decision."""

    class Level(models.TextChoices):
        MET = "met"
        PARTLY_MET = "partly_met"
        NOT_MET = "not_met"
        NOT_MEASURABLE = "not_measurable"

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="judgements")
    year = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=16, choices=Level.choices)
    reason = models.CharField(max_length=400)
    judged_by = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="goals_judgement_has_reason")]

    def __str__(self) -> str:
        return f"{self.goal}: {self.level}"


class Action(models.Model):
    """Something done to reach goals, or because the law demands it."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="actions")
    goals = models.ManyToManyField(Goal, related_name="actions", blank=True)
    statutory_duty = models.CharField(max_length=120, blank=True)
    responsible = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    effect = models.CharField(max_length=400, blank=True)
    continues = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=models.F("start")), name="goals_action_due_after_start")
        ]

    def __str__(self) -> str:
        return self.title


class Plan(models.Model):
    """A unit's plan or a department's action plan for a year, decided by the manager responsible.

    Taken up again it is a proposal until it is decided anew, and that is a row of its own: both decisions are kept.
    """

    year = models.PositiveSmallIntegerField()
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="plans")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="plans")
    decided_on = models.DateField()
    reopened_on = models.DateField(null=True, blank=True)
    reopened_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "unit"],
                condition=Q(unit__isnull=False, reopened_on__isnull=True),
                name="goals_unit_plan_once",
            ),
            models.UniqueConstraint(
                fields=["year", "department"],
                condition=Q(unit__isnull=True, reopened_on__isnull=True),
                name="goals_action_plan_once",
            ),
            models.CheckConstraint(
                condition=Q(reopened_on__isnull=True)
                | (Q(reopened_on__gte=models.F("decided_on")) & ~Q(reopened_by="") & ~Q(reason="")),
                name="goals_reopened_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.department} {self.year}"
