"""A post that is to decide something by its task, as whoever leads it has said (CP-26)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.delegation.models.orders import CODE
from spelregler.apps.organisation.models import Body, Dated, Post

TASK = 200


class DecidingTask(Dated):
    """The post is to decide what the task asks; by a type of a body's order where that is named, else by any."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="deciding_tasks")
    task = models.CharField(max_length=TASK)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=CODE, blank=True)
    entered_on = models.DateField()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["post", "task"], condition=Q(end__isnull=True), name="delegation_task_of_post_once"
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=True, code="") | (Q(body__isnull=False) & ~Q(code="")),
                name="delegation_task_names_body_and_type",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}: {self.task}"
