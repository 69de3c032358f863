"""What a member of a body asks its department head, and the answer, which goes to the whole body (CP-12)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.organisation.models import Body, Post


class MemberQuestion(models.Model):
    """A question from a member of a body to a leading official. It is answered once.

    `is_open` says whether anybody may read it once it is answered; until then, and otherwise, those of the matrix do.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="member_questions")
    addressee = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120)
    text = models.TextField(max_length=2000)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=200)
    answer = models.TextField(max_length=4000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    is_open = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True, is_open=False)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="decisions_answer_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=models.F("asked_on")),
                name="decisions_answered_after_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
