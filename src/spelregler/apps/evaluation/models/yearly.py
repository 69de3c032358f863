"""A body's evaluation of how the policy was followed in a year, and what each side says in it (MR-9)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.decisions.models import Decision
from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.evaluation import ANSWERS, SIDES

LONGEST = 4000

EVALUATING = (Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)
"""The bodies that evaluate the policy (MR-9)."""


class Evaluation(models.Model):
    """A body's evaluation of a year. Once it is decided it is never overwritten: a correction is one more, by `number`.

    It counts as decided from `entered_on`, when the secretary entered the decision.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="evaluations")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    opened_on = models.DateField()
    improvements = models.CharField(max_length=LONGEST, blank=True)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="evaluations")
    entered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "number"], name="evaluation_yearly_once"),
            models.UniqueConstraint(
                fields=["body", "year"], condition=Q(decision__isnull=True), name="evaluation_yearly_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True, entered_on__isnull=True)
                | Q(decision__isnull=False, entered_on__isnull=False),
                name="evaluation_yearly_decided_with_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.year}"

    @property
    def is_decided(self) -> bool:
        """Whether the body has decided it."""
        return self.entered_on is not None


class SidePart(models.Model):
    """What the head of a department, or a union representative, says of the year: the post, and nobody by name."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="parts")
    side = models.CharField(max_length=5, choices=[(each, each) for each in SIDES])
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=LONGEST)
    written_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "post"], name="evaluation_part_once"),
            models.CheckConstraint(condition=~Q(text=""), name="evaluation_part_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.post}"


class QuestionAnswer(models.Model):
    """What the body answered to one of the package's questions, as one. No member's answer is kept.

    The question is kept as it was asked: the package may have another next year.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    asked_sv = models.CharField(max_length=200)
    asked_en = models.CharField(max_length=200)
    answer = models.CharField(max_length=6, choices=[(each, each) for each in ANSWERS])
    words = models.CharField(max_length=1000, blank=True)
    written_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evaluation", "question"], name="evaluation_answer_once")]

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.question}"


class EvaluatedRule(models.Model):
    """What was computed of a rule in the body's field in the year, as it read when the body decided."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="rules")
    place = models.PositiveSmallIntegerField()
    clause = models.CharField(max_length=20)
    title_sv = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    breach = models.PositiveIntegerField(default=0)
    not_assessed = models.PositiveIntegerField(default=0)
    attention = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    ensured = models.PositiveIntegerField(default=0)
    not_applicable = models.PositiveIntegerField(default=0)
    breached_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evaluation", "clause"], name="evaluation_rule_once")]

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.clause}"
