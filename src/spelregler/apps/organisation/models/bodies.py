"""Who exists and who holds what, each with the period in which it holds (half-open: `end` is the first day after)."""

from __future__ import annotations

from django.db import models

from spelregler.apps.organisation.models.dated import Dated


class Municipality(models.Model):
    """The one municipality of this installation."""

    code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=100)
    is_demo = models.BooleanField(default=False)
    # What was decided before it is entered with its true day; answers count from it (ADR 30).
    start_day = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Body(Dated):
    """A political body: the council, the executive board or a committee; or the elected auditors."""

    class Kind(models.TextChoices):
        COUNCIL = "council"
        EXECUTIVE_BOARD = "executive_board"
        COMMITTEE = "committee"
        AUDITORS = "auditors"

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)

    class Meta(Dated.Meta):
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


class Term(Dated):
    """A term of office for one body."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")

    def __str__(self) -> str:
        return f"{self.body} {self.start:%Y}"


class Training(models.Model):
    """A body was trained in the governing documents during a term, with the rules of the game in the programme."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="trainings")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="trainings")
    held_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "held_on"], name="organisation_training_once")]

    def __str__(self) -> str:
        return f"{self.body} {self.held_on}"
