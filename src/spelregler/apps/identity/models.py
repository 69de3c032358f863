"""Which of the municipality's own groups give which posts, by whose decision; and what has been given by it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from spelregler.apps.organisation.models import Appointment, Body, Dated, Post


class GroupMapping(Dated):
    """A group at a provider gives a post, from a day, by a minuted decision. Ended, never changed."""

    source = models.SlugField(max_length=40)
    group = models.CharField(max_length=200)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=12)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["source", "group", "post"], condition=Q(end__isnull=True), name="identity_group_gives_post_once"
            ),
            models.CheckConstraint(condition=~Q(paragraph=""), name="identity_mapping_is_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.group} – {self.post}"


class GivenPost(models.Model):
    """An appointment that a group gave, so that the group may end it and no other."""

    appointment = models.OneToOneField(Appointment, on_delete=models.CASCADE, related_name="+")
    mapping = models.ForeignKey(GroupMapping, on_delete=models.PROTECT, related_name="given")

    def __str__(self) -> str:
        return f"{self.appointment} ({self.mapping.source})"


class ScimToken(models.Model):
    """A key to provisioning. Only its digest is kept; it is shown once."""

    name = models.CharField(max_length=80, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    audit_secret = ("digest",)

    def __str__(self) -> str:
        return self.name


class ScimUser(models.Model):
    """An account as the provisioning system knows it. Removed there, the account here is closed and stays."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="scim")
    user_name = models.CharField(max_length=200, unique=True)
    external_id = models.CharField(max_length=200, blank=True)
    told = models.JSONField(default=dict, blank=True)
    removed = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    # What the directory tells of a person stands in the account's own fields; the trail needs it no second time.
    audit_secret = ("told",)

    def __str__(self) -> str:
        return self.user_name


class ScimGroup(models.Model):
    """A group as the provisioning system keeps it. What it gives stands in the table of groups."""

    name = models.CharField(max_length=200, unique=True)
    external_id = models.CharField(max_length=200, blank=True)
    members = models.ManyToManyField(ScimUser, related_name="groups", blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
