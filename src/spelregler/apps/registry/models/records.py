"""The records of a case: incoming, outgoing and drawn up within, their files, and the officials' memos among them.

A draft is no record yet: it has no number. It becomes one by an act, and is never changed after that.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.organisation.models import Post
from spelregler.apps.registry.models.cases import LONGEST_GROUND, LONGEST_TITLE, CaseFile
from spelregler.apps.registry.models.disposal import CODE, Disposal, PlanRow
from spelregler.platform.attachments.models import Attachment

LONGEST_PART = 6000


class Record(models.Model):
    """A record with its day, sender or receiver and subject; `number` is its running number in the case.

    A draft has no number and no day on which it was registered. `plan_code` is the kind that it is by the body's
    disposal plan, where somebody has said it. What is disposed of keeps number, days and kind, and the plan's row.
    """

    class Kind(models.TextChoices):
        INCOMING = "incoming"
        OUTGOING = "outgoing"
        INTERNAL = "internal"

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="records")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = models.PositiveIntegerField(null=True, blank=True)
    dated = models.DateField()
    correspondent = models.CharField(max_length=120, blank=True)
    correspondent_ground = models.CharField(max_length=LONGEST_GROUND, blank=True)
    subject = models.CharField(max_length=LONGEST_TITLE, blank=True)
    subject_ground = models.CharField(max_length=LONGEST_GROUND, blank=True)
    begun_on = models.DateField()
    registered_on = models.DateField(null=True, blank=True)
    plan_code = models.CharField(max_length=CODE, blank=True)
    disposal = models.ForeignKey(Disposal, null=True, blank=True, on_delete=models.PROTECT, related_name="records")
    disposed_as = models.ForeignKey(PlanRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    audit_secret = ("correspondent", "subject")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_file", "number"], name="registry_record_number_once"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, registered_on__isnull=True)
                | Q(number__isnull=False, registered_on__isnull=False),
                name="registry_draft_has_no_number",
            ),
            models.CheckConstraint(
                condition=~Q(kind="incoming") | Q(number__isnull=False), name="registry_incoming_is_no_draft"
            ),
            models.CheckConstraint(
                condition=Q(kind="internal") | ~Q(correspondent="") | Q(disposal__isnull=False),
                name="registry_letter_has_correspondent",
            ),
            models.CheckConstraint(
                condition=~Q(subject="") | Q(disposal__isnull=False), name="registry_record_has_subject"
            ),
            models.CheckConstraint(
                condition=Q(disposal__isnull=True, disposed_as__isnull=True)
                | Q(disposal__isnull=False, disposed_as__isnull=False, number__isnull=False),
                name="registry_disposed_of_by_a_plan",
            ),
        ]
        indexes = [
            models.Index(
                fields=["plan_code"],
                condition=Q(disposal__isnull=True) & ~Q(plan_code=""),
                name="registry_kept_by_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_file}–{self.number or 'utkast'}"

    @property
    def is_draft(self) -> bool:
        """Whether it is still written on: no public record yet."""
        return self.number is None


class RecordFile(models.Model):
    """A version of a record's document; the last one is what was registered."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="files")
    version = models.PositiveSmallIntegerField()
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    file_ground = models.CharField(max_length=LONGEST_GROUND, blank=True)
    added_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "version"], name="registry_version_once")]

    def __str__(self) -> str:
        return f"{self.record} v{self.version}"


class Memo(models.Model):
    """An official's memo: a record drawn up within, with the parts that the municipality's template asks for.

    `reason` says why a demanded part is left out. It is signed by a post. No field moves, votes or seconds (MR-34).
    """

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="memo")
    summary = models.TextField(max_length=LONGEST_PART, blank=True)
    background = models.TextField(max_length=LONGEST_PART, blank=True)
    alternatives = models.TextField(max_length=LONGEST_PART, blank=True)
    money = models.TextField(max_length=LONGEST_PART, blank=True)
    staff = models.TextField(max_length=LONGEST_PART, blank=True)
    children = models.TextField(max_length=LONGEST_PART, blank=True)
    environment = models.TextField(max_length=LONGEST_PART, blank=True)
    proposal = models.TextField(max_length=LONGEST_PART, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    signed_by = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    audit_secret = (
        "summary",
        "background",
        "alternatives",
        "money",
        "staff",
        "children",
        "environment",
        "proposal",
    )
    """What stands in a draft is a working note, and becomes no record by way of the trail (domain pitfall 14)."""

    def __str__(self) -> str:
        return str(self.record)
