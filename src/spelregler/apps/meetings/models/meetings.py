"""A body's meetings with their agendas: what is to be taken up, by whom, and what members get to read before."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.decisions.models import Origin
from spelregler.apps.organisation.models import Body, Department, Post
from spelregler.domain.meetings.standing import STANDING
from spelregler.platform import clock
from spelregler.platform.attachments.models import Attachment

MEETING = (Body.Kind.COUNCIL, Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)
"""The bodies that meet and decide."""


class Meeting(models.Model):
    """A meeting of a body: planned, called to, held, and its minutes adjusted and posted, each with its day.

    `noticed_on` is when the notice went to members and substitutes; `opened_on` when the minutes were begun and the
    paragraphs numbered. The public notice is up from `posted_on` to `posted_until`, and down since `taken_down_on`.
    """

    class Kind(models.TextChoices):
        ORDINARY = "ordinary"
        EXTRA = "extra"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    starts_at = models.TimeField()
    place = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ORDINARY)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)
    planned_on = models.DateField()
    noticed_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    others_present = models.CharField(max_length=1000, blank=True)
    adjusted_on = models.DateField(null=True, blank=True)
    posted_on = models.DateField(null=True, blank=True)
    posted_until = models.DateField(null=True, blank=True)
    taken_down_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_for = models.CharField(max_length=400, blank=True)
    # The moments that programs ask for changes by. `changed_at` is the meeting's with all that lies under it.
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        indexes = [models.Index(fields=["changed_at"], name="meetings_changed_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "held_on", "starts_at"],
                condition=Q(cancelled_on__isnull=True),
                name="meetings_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(adjusted_on__isnull=True) | Q(opened_on__isnull=False), name="meetings_adjusted_when_held"
            ),
            models.CheckConstraint(
                condition=Q(posted_on__isnull=True, posted_until__isnull=True)
                | Q(posted_on__isnull=False, posted_until__isnull=False, adjusted_on__isnull=False),
                name="meetings_posted_when_adjusted",
            ),
            models.CheckConstraint(
                condition=Q(taken_down_on__isnull=True) | Q(posted_on__isnull=False),
                name="meetings_taken_down_when_posted",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True, cancelled_for="")
                | (Q(cancelled_on__isnull=False, opened_on__isnull=True) & ~Q(cancelled_for="")),
                name="meetings_cancelled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.held_on}"

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not be held."""
        return self.cancelled_on is not None


class AgendaItem(models.Model):
    """Something to be taken up at a meeting. One that is taken away stays, with the reason.

    `told_on` is the day on which members were told of it where that was after the notice; None for what stood in the
    notice. `area` is the department whose papers or activity it is about. `version` grows by each change, and
    `changed_on` is the day of the latest after the notice.
    """

    class Kind(models.TextChoices):
        DECISION = "decision"
        INFORMATION = "information"
        THEME = "theme"
        STANDING = "standing"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    standing = models.CharField(max_length=20, blank=True, choices=[(each, each) for each in STANDING])
    case_number = models.CharField(max_length=40, blank=True)
    presenter = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items")
    told_on = models.DateField(null=True, blank=True)
    removed_on = models.DateField(null=True, blank=True)
    removed_for = models.CharField(max_length=400, blank=True)
    changed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "standing"], condition=~Q(standing=""), name="meetings_standing_item_once"
            ),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=True, removed_for="")
                | (Q(removed_on__isnull=False) & ~Q(removed_for="")),
                name="meetings_item_removed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Material(models.Model):
    """A paper of an item. `sent_on` is the day on which it was sent where that was after the notice."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="material")
    title = models.CharField(max_length=200)
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="meeting_material")
    sent_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title
