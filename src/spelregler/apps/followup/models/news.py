"""That a body was told bad news by other than a report of results."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.followup.models.reports import WHY
from spelregler.apps.organisation.models import Body
from spelregler.domain.bad_news import Kind

WHERE = 300


class NewsTold(models.Model):
    """Somebody told the body, on a day, what was known since another: at a meeting, by mail or in an answer.

    `kind`, `code` and `known_on` name the news, which is never a row of its own: it stands where it was recorded.
    """

    class Way(models.TextChoices):
        """As `domain.bad_news.Way` knows what people record."""

        MEETING = "meeting"
        MAIL = "mail"
        QUESTION = "question"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="news_told")
    kind = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Kind])
    code = models.CharField(max_length=100)
    known_on = models.DateField()
    told_on = models.DateField()
    way = models.CharField(max_length=10, choices=Way.choices)
    where = models.CharField(max_length=WHERE)
    recorded_on = models.DateField()
    recorded_by = models.CharField(max_length=200)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=WHY, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(told_on__gte=F("known_on")), name="followup_told_once_known"),
            models.CheckConstraint(condition=~Q(where=""), name="followup_told_somewhere"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_for="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_for="")),
                name="followup_told_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.code} {self.known_on}"
