"""Where somebody's dates are fetched, when they want mail, and what they have been told."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from spelregler.apps.organisation.models import Person
from spelregler.domain.notices import MailDays
from spelregler.domain.period import ONE_DAY
from spelregler.platform.mail.models import Letter


class CalendarAddress(models.Model):
    """A secret address where a calendar fetches somebody's own dates. Only its digest is kept; it is shown once."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    given_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True, blank=True)

    audit_secret = ("digest",)

    def __str__(self) -> str:
        return f"{self.account}"


class MailChoice(models.Model):
    """On which days somebody wants mail about what waits. Without a row it is Mondays."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    days = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(days__in=[str(each) for each in MailDays]), name="notices_known_days")
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.days}"


class Notice(models.Model):
    """A letter about what waited for somebody on a day, and how much; kept as long as the letter's own line."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, related_name="+")
    told_on = models.DateField()
    late = models.PositiveSmallIntegerField()
    this_week = models.PositiveSmallIntegerField()
    ahead = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["account", "told_on"], name="notices_account_day")]

    def __str__(self) -> str:
        return f"{self.account} {self.told_on}"


class ToldTask(models.Model):
    """A task that a letter told of, by the digest of its title and address, so that it is not told again too soon."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="tasks")
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.digest


class Watch(models.Model):
    """Somebody who is away lets somebody else see what waits for them, from a day to a day (half-open)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    watcher = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    start = models.DateField()
    end = models.DateField()
    # Set when it is ended before its last day; from that moment nothing is seen.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="notices_watch_has_days"),
            models.CheckConstraint(condition=~Q(person=F("watcher")), name="notices_watch_by_another"),
        ]
        indexes = [models.Index(fields=["watcher", "end"], name="notices_watcher_end")]

    def __str__(self) -> str:
        return f"{self.person}, {self.watcher}"

    @property
    def last_day(self) -> date:
        """The last day on which the list is seen."""
        return self.end - ONE_DAY


class WatchedDuty(models.Model):
    """A seat or a post whose list is seen, by the code of its role assignment. One that has ended shows nothing."""

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="duties")
    code = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["watch", "code"], name="notices_duty_once")]

    def __str__(self) -> str:
        return self.code
