"""What happened at a meeting: who was there and served, and each item's paragraph with what was recorded at it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.decisions.models import Decision
from spelregler.apps.meetings.models.meetings import AgendaItem, Meeting
from spelregler.apps.organisation.models import Body, Membership, Seat

LONGEST = 20_000


class Attendance(models.Model):
    """A member or substitute who was there. `seat` is the one served in; None for a substitute who did not serve."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_remote = models.BooleanField(default=False)
    leads = models.BooleanField(default=False)
    adjusts = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="meetings_there_once"),
            models.UniqueConstraint(fields=["meeting", "seat"], name="meetings_one_in_each_seat"),
            models.UniqueConstraint(fields=["meeting"], condition=Q(leads=True), name="meetings_one_leads"),
        ]

    def __str__(self) -> str:
        return str(self.membership.person)


class Adjustment(models.Model):
    """That somebody who led, or was chosen to adjust, has confirmed the minutes: by an act of their own, or on paper.

    One that was taken back stays, with the day: the minutes were to be changed.
    """

    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="adjustments")
    adjusted_on = models.DateField()
    is_on_paper = models.BooleanField(default=False)
    taken_back_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attendance"], condition=Q(taken_back_on__isnull=True), name="meetings_adjusted_once_by_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.attendance} {self.adjusted_on}"


class Paragraph(models.Model):
    """An item's paragraph in the minutes. Its number runs through the body's year, without a gap and never twice.

    `text` is what happened, `outcome` what was decided, of the kind `decision_kind`; empty where nothing was.
    `touches_staff` is what the minutes say of it, None where nobody has said. `version` grows by each writing.
    `public_text` takes the text's place in what is published, for the reason `withheld_for`.
    """

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="paragraph")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=LONGEST, blank=True)
    outcome = models.TextField(max_length=LONGEST, blank=True)
    decision_kind = models.CharField(max_length=20, blank=True, choices=Decision.Kind.choices)
    touches_staff = models.BooleanField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    adjusted_at_once_on = models.DateField(null=True, blank=True)
    public_text = models.TextField(max_length=LONGEST, blank=True)
    withheld_for = models.CharField(max_length=400, blank=True)
    decision = models.OneToOneField(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="minuted")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "number"], name="meetings_paragraph_once"),
            models.CheckConstraint(
                condition=Q(decision_kind="") | ~Q(outcome=""), name="meetings_decided_kind_has_outcome"
            ),
            models.CheckConstraint(
                condition=Q(public_text="", withheld_for="") | (~Q(public_text="") & ~Q(withheld_for="")),
                name="meetings_left_out_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} § {self.number}/{self.year}"

    @property
    def is_withheld(self) -> bool:
        """Whether what is published says something else than the paragraph."""
        return bool(self.withheld_for)


class OtherText(models.Model):
    """What somebody wrote in a paragraph that had become another meanwhile: kept beside until it is settled."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="other_texts")
    text = models.TextField(max_length=LONGEST, blank=True)
    outcome = models.TextField(max_length=LONGEST, blank=True)
    written_by = models.CharField(max_length=200)
    kept_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.paragraph}: {self.written_by}"


class AtItem(models.Model):
    """What was recorded at an item. What was recorded by mistake is taken back and stays, with the day."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="%(class)ss")
    taken_back_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Disqualification(AtItem):
    """Somebody who takes no part in an item, for what it has to do with them (jäv)."""

    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="disqualifications")
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "attendance"],
                condition=Q(taken_back_on__isnull=True),
                name="meetings_disqualified_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="meetings_disqualified_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.attendance}: {self.reason}"


class Motion(AtItem):
    """What a member moved at an item."""

    mover = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="motions")
    text = models.CharField(max_length=1000)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="meetings_motion_says_something")]

    def __str__(self) -> str:
        return f"{self.mover}: {self.text}"


class Second(models.Model):
    """A member who joined somebody else's motion."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="seconds")
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="seconds")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["motion", "attendance"], name="meetings_seconded_once")]

    def __str__(self) -> str:
        return f"{self.attendance}: {self.motion}"


class Vote(AtItem):
    """A vote at an item: what yes and no meant, and how many said each. Who said what is not kept.

    Where as many said yes as no, `tie_for` says which of them it became, and `tie_by` whose vote settled it; None where
    it was by lot. Votes from before that was asked for may lack it.
    """

    class Tie(models.TextChoices):
        YES = "yes"
        NO = "no"

    about = models.CharField(max_length=400)
    yes = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField()
    abstained = models.PositiveSmallIntegerField(default=0)
    tie_for = models.CharField(max_length=3, blank=True, choices=Tie.choices)
    tie_by = models.ForeignKey(Attendance, null=True, blank=True, on_delete=models.PROTECT, related_name="settled")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(about=""), name="meetings_vote_is_about_something"),
            models.CheckConstraint(
                condition=Q(tie_for="", tie_by__isnull=True) | (~Q(tie_for="") & Q(yes=F("no"))),
                name="meetings_only_a_tie_is_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.yes}–{self.no}"


class RecordedDissent(AtItem):
    """Somebody who took part and would not stand behind what was decided (reservation)."""

    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="dissents")
    text = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "attendance"],
                condition=Q(taken_back_on__isnull=True),
                name="meetings_dissent_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.attendance}: {self.paragraph}"
