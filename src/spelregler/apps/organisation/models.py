"""Who exists and who holds what, each with the period in which it holds (half-open: `end` is the first day after)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from spelregler.apps.organisation.change_models import UnitChange, UnitName, UnitPart
from spelregler.apps.organisation.later_models import LaterChange
from spelregler.apps.organisation.leaver_models import AnonymityRule

__all__ = [
    "AlsoServes",
    "AnonymityRule",
    "Answering",
    "Appointment",
    "Basis",
    "Body",
    "CallIn",
    "Dated",
    "Department",
    "Employment",
    "Instruction",
    "LaterChange",
    "Leaving",
    "Membership",
    "Municipality",
    "PeriodQuerySet",
    "Person",
    "Placement",
    "Post",
    "Seat",
    "Term",
    "Training",
    "Unit",
    "UnitChange",
    "UnitName",
    "UnitPart",
    "open_on",
]


class PeriodQuerySet(models.QuerySet):  # type: ignore[type-arg]  # generic over the model that uses it
    """Rows that carry a half-open period."""

    def on(self, day: date) -> PeriodQuerySet:
        """The rows that hold on the day."""
        return self.filter(Q(start__lte=day) & (Q(end__isnull=True) | Q(end__gt=day)))

    def on_or_after(self, day: date) -> PeriodQuerySet:
        """The rows that hold on the day, or begin later: what has been entered ahead is there to be prepared."""
        return self.filter(Q(end__isnull=True) | Q(end__gt=day))


def open_on(day: date) -> Q:
    """What has not closed by the day: seats and posts."""
    return Q(closed_on__isnull=True) | Q(closed_on__gt=day)


class Dated(models.Model):
    """A fact that holds from `start` up to, not including, `end`."""

    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
            )
        ]


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


class Department(Dated):
    """An administration that answers to one body through its head."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="departments")
    instruction_decided_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class AlsoServes(Dated):
    """A further body that a department works for. Its head answers to the department's own body alone (CP-6)."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="also_serves")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="also_served_by")
    basis = models.ForeignKey("Basis", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.department} – {self.body}"


class Answering(Dated):
    """To which body a department answered before it came under the one that it answers to now."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="answered")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    # The decision by which it came under another.
    basis = models.ForeignKey("Basis", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.department} – {self.body}"


class Instruction(models.Model):
    """The instruction for a department's head, as a body decided it. A later one takes the place of an earlier."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="instructions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["department", "decided_on", "paragraph"], name="organisation_instruction_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.department}, {self.body} {self.decided_on} § {self.paragraph}"


class Unit(Dated):
    """A unit that is free within its goals and its frame. Where it belongs is a placement."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300, blank=True)
    succeeded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )

    def __str__(self) -> str:
        return self.name


class Placement(Dated):
    """Where a unit belongs: a department and, in the tree, perhaps a parent unit. Never two places at once."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")),
                name="organisation_unit_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.department}"


class FoldedEmailField(models.EmailField):  # type: ignore[type-arg]  # generic to the checker only
    """An address is the same whatever its case: it is kept, and looked for, in small letters."""

    def to_python(self, value: Any) -> Any:
        """As it is kept."""
        return _folded(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        """As it is looked for."""
        return _folded(super().get_prep_value(value))


def _folded(value: Any) -> Any:
    return value.strip().casefold() if isinstance(value, str) else value


class Person(models.Model):
    """Someone who holds seats or posts. Only what the rules need is kept.

    The code is the municipality's own choice, an employee number for instance. The address is where the link to an
    account is sent; nobody shares one.
    """

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = FoldedEmailField(blank=True)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    anonymous_since = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="organisation_one_person_per_email")
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A numbered place in a body."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    is_substitute = models.BooleanField(default=False)
    # From this day the body has no such seat. Who sat in it before stays.
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "number", "is_substitute"], name="organisation_seat_once")
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.number}"


class Basis(models.Model):
    """The decision that carries a change of holders: who decided, when, and where it is written."""

    decided_by = models.CharField(max_length=120)
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return " ".join(part for part in (self.decided_by, str(self.decided_on), self.paragraph) if part)


class Membership(Dated):
    """Who sits in a seat, and as what. One person per seat at a time."""

    class Function(models.TextChoices):
        CHAIR = "chair"
        VICE_CHAIR = "vice_chair"
        MEMBER = "member"
        SUBSTITUTE = "substitute"

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    function = models.CharField(max_length=12, choices=Function.choices, default=Function.MEMBER)
    introduced_on = models.DateField(null=True, blank=True)
    # The order in which substitutes are called in; without one the seat's number is the order.
    call_order = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.ForeignKey(Basis, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.person}, {self.seat}"

    @property
    def order(self) -> int:
        """A substitute's place in the order of call-in; lower is called first."""
        return self.call_order if self.call_order is not None else self.seat.number


class CallIn(Dated):
    """A substitute who serves in a member's seat for a time. The seat stays the member's."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="call_ins")
    substitute = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="call_ins")
    # Why somebody else than the next in order serves.
    reason = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.substitute.person}, {self.seat}"


class Post(models.Model):
    """A job in the organisation. Its kind gives the role; department or unit gives its reach."""

    class Kind(models.TextChoices):
        CHIEF_EXECUTIVE = "chief_executive"
        DEPARTMENT_HEAD = "department_head"
        UNIT_MANAGER = "unit_manager"
        EMPLOYEE = "employee"
        CONTROLLER = "controller"
        HR = "hr"
        COMMITTEE_SECRETARY = "committee_secretary"
        UNION_REPRESENTATIVE = "union_representative"
        SAFETY_REPRESENTATIVE = "safety_representative"
        ADMINISTRATOR = "administrator"

    class Represents(models.TextChoices):
        """The area that a representative's post is registered for."""

        UNIT = "unit"
        DEPARTMENT = "department"
        MUNICIPALITY = "municipality"

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    # Whom a union or safety representative speaks for; None until HR has entered it. SQLite adds a column to a table
    # that triggers read only where it may be null.
    represents = models.CharField(max_length=12, choices=Represents.choices, null=True, blank=True)  # noqa: DJ001
    # From this day nobody can hold it. Who held it before stays.
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="department_head") | Q(department__isnull=False),
                name="organisation_head_has_department",
            ),
            models.UniqueConstraint(
                fields=["department"], condition=Q(kind="department_head"), name="organisation_one_head_post"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_leading(self) -> bool:
        """Leading posts have one holder at a time (CP-6)."""
        return self.kind in (self.Kind.CHIEF_EXECUTIVE, self.Kind.DEPARTMENT_HEAD, self.Kind.UNIT_MANAGER)

    @property
    def is_representative(self) -> bool:
        """Its holder speaks for others: a union or safety representative."""
        return self.kind in (self.Kind.UNION_REPRESENTATIVE, self.Kind.SAFETY_REPRESENTATIVE)


class Appointment(Dated):
    """Who holds a post, ordinary or acting. One holder of a leading post at a time."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    is_acting = models.BooleanField(default=False)
    basis = models.ForeignKey(Basis, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # What was written when it was entered, row by row, so that it can be taken back; no page reads it.
    done = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    # Whoever comes back after somebody acted goes on with the same appointment, also to the group that gave it.
    continues = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by")

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"


class Employment(Dated):
    """Where somebody is employed. Kept to know whom introductions and a unit's size concern; nothing more."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="employments")
    introduced_on = models.DateField(null=True, blank=True)

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.person}, {self.unit}"


class Leaving(models.Model):
    """Somebody leaves their posts after a last day. Closed when nothing of theirs is without an owner."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leavings")
    last_day = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_on__isnull=True), name="organisation_one_open_leaving"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.last_day}"
