"""Which package the council decided, and what each clause's check found, as intervals."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.decisions.models import Decision
from spelregler.apps.organisation.models import Dated, Department


class Adoption(Dated):
    """The package that judges from `start`. Its digest tells whether the folder has changed since the decision.

    `base` is the version of the product's base of role rules that it was decided with, and it stays that one (ADR 49).
    """

    package = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    base = models.PositiveSmallIntegerField(default=1, db_default=1)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.package} {self.version}"


class DocumentVersion(Dated):
    """A policy document in force: when, by whom and in which § it was adopted, and when it was last reviewed.

    `document` is the id of one of the package's documents, or what `domain.policy` calls one beside them; only a
    department's own has a department. `review_by` is the day that the next review was set to, where one was.
    """

    document = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=20)
    adopted_by = models.CharField(max_length=120, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=12, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    owner = models.CharField(max_length=120, blank=True)
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="governing_documents"
    )
    review_by = models.DateField(null=True, blank=True)

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class LocalRule(models.Model):
    """What a department's own manager policy says of a rule of the central one, where it says something (CP-5).

    Every other rule holds as the central policy has it. Without text it says nothing of the rule any more. That it
    takes nothing away from the central rule is somebody's word, in a role and on a day; no program judges it.
    """

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="local_rules")
    clause = models.CharField(max_length=20)
    text = models.CharField(max_length=1000, blank=True)
    written_on = models.DateField()
    stated_on = models.DateField(null=True, blank=True)
    stated_role = models.CharField(max_length=6, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "clause"], name="policy_one_local_rule"),
            models.CheckConstraint(
                condition=Q(stated_on__isnull=True, stated_role="") | (Q(stated_on__isnull=False) & ~Q(stated_role="")),
                name="policy_statement_has_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.clause}"


class Finding(models.Model):
    """What a clause's check answered for one scope, from `seen_from` until another answer took its place."""

    clause = models.CharField(max_length=20)
    scope_kind = models.CharField(max_length=20)
    scope = models.CharField(max_length=60)
    scope_name = models.CharField(max_length=200)
    status = models.CharField(max_length=16)
    since = models.DateField(null=True)
    reason_sv = models.TextField()
    reason_en = models.TextField()
    inputs = models.JSONField(default=dict)
    parameters = models.JSONField(default=dict)
    expected_of = models.CharField(max_length=8, blank=True)
    seen_from = models.DateField()
    seen_to = models.DateField(null=True)
    # Tells one answer from another without reading it; empty in answers from before that was kept.
    digest = models.CharField(max_length=32, default="", db_default="", editable=False)
    # The last row of the trail that the answer was computed from; 0 in answers from before that was kept.
    trail_number = models.PositiveBigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "scope_kind", "scope"],
                condition=Q(seen_to__isnull=True),
                name="policy_one_answer_now",
            ),
            models.CheckConstraint(
                condition=Q(seen_to__isnull=True) | Q(seen_to__gt=F("seen_from")), name="policy_finding_period"
            ),
        ]
        indexes = [
            models.Index(fields=["scope_kind", "scope", "clause"], name="policy_finding_scope"),
            # A rule's year and history read every answer that it has given, also those that have ended.
            models.Index(fields=["clause", "seen_from"], name="policy_finding_clause"),
            # Whether a day has answers that have ended since.
            models.Index(fields=["seen_to"], condition=Q(seen_to__isnull=False), name="policy_finding_end"),
            # Counting what the answers say reads this index and no rows; without its last field SQLite reads them too.
            models.Index(
                fields=["clause", "scope_kind", "status", "scope_name", "scope", "seen_from", "seen_to"],
                condition=Q(seen_to__isnull=True),
                name="policy_finding_tally",
            ),
            models.Index(
                fields=["expected_of", "status", "since"],
                condition=Q(seen_to__isnull=True) & ~Q(expected_of=""),
                name="policy_finding_expected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clause} {self.scope}: {self.status}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What the answer is about: clause and scope."""
        return self.clause, self.scope_kind, self.scope


class AnswerTally(models.Model):
    """How many of the answers that hold say the same about a clause and a kind of place, and the first place by name.

    Written by whoever writes the answers, in the same transaction (ADR 89). `newest` is the last day that one of them
    began, so that a day before it is counted and not read here.
    """

    clause = models.CharField(max_length=20)
    scope_kind = models.CharField(max_length=20)
    status = models.CharField(max_length=16)
    count = models.PositiveIntegerField()
    first = models.CharField(max_length=200)
    newest = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clause", "scope_kind", "status"], name="policy_one_tally"),
            models.CheckConstraint(condition=Q(count__gt=0), name="policy_tally_of_some"),
        ]

    def __str__(self) -> str:
        return f"{self.clause} {self.scope_kind}: {self.count} {self.status}"


class Asked(models.Model):
    """How far the checks of a room have been asked; all rooms alike since they are asked together (ADR 56). Whoever
    stores answers locks these rows: that is the turn.

    `known` is the last row of the trail that the stored answers know of, `wanted` the last that they should know of.
    """

    room = models.CharField(max_length=40, unique=True)
    known = models.PositiveBigIntegerField(default=0)
    wanted = models.PositiveBigIntegerField(default=0)
    as_of = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.room}: {self.known}"


class MovedOccasion(models.Model):
    """An occasion of the municipality's year is moved to another day of the same year, and why.

    `event` and `planned_on` are the package's own name and day, by which the occasion is known. Each move is a row, and
    the last one holds; back to the package's day is one more. It counts from `recorded_on`.
    """

    event = models.CharField(max_length=40)
    planned_on = models.DateField()
    moved_to = models.DateField()
    reason = models.CharField(max_length=400)
    revision = models.PositiveSmallIntegerField()
    recorded_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "planned_on", "revision"], name="policy_occasion_moved_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="policy_occasion_moved_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.planned_on}: {self.moved_to}"
