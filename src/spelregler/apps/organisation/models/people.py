"""People, the posts that they hold and where they are employed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from spelregler.apps.organisation.models.dated import Dated
from spelregler.apps.organisation.models.departments import Department, Unit


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


class Basis(models.Model):
    """The decision that carries a change of holders: who decided, when, and where it is written."""

    decided_by = models.CharField(max_length=120)
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return " ".join(part for part in (self.decided_by, str(self.decided_on), self.paragraph) if part)


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
