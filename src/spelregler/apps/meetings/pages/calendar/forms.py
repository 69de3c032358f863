"""A body's meetings for a year as they are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.decisions.pages.forms import named
from spelregler.apps.meetings.models import Meeting
from spelregler.apps.meetings.operations import Planned
from spelregler.apps.organisation.models import Body
from spelregler.domain import reading
from spelregler.domain.meetings.by_rule import LAST, MOST_YEARS, DayRule, days_by_rule
from spelregler.domain.meetings.times import time_of_day
from spelregler.domain.period import add_months
from spelregler.platform.forms import DayField, LongField, PlainForm, language_of_reader, read_typed

EXTRA = "extra"


def _how_days_are_typed() -> str:
    """With what is to be copied told apart from what is read."""
    said = _("A day on each line: {day}. Another time after the day: {timed}. The word {extra} for an extra meeting.")
    day, timed, extra = (format_html("<code>{}</code>", each) for each in ("2027-02-09", "2027-02-09 18:30", EXTRA))
    return format_html(said, day=day, timed=timed, extra=extra)


def offered(bodies: Mapping[str, Body]) -> list[tuple[str, str]]:
    """The bodies to choose among; where there is more than one, none is chosen by standing first."""
    found = [(code, named(each)) for code, each in bodies.items()]
    return [("", "–"), *found] if len(found) > 1 else found


class PlanForm(PlainForm):
    """A body's meetings for a year, a day on each line."""

    body = forms.ChoiceField(label=gettext_lazy("Body"))
    days = LongField(
        label=gettext_lazy("Days"),
        rows=8,
        max_length=4000,
        help_text=lazy(_how_days_are_typed, str)(),
    )
    starts_at = forms.CharField(label=gettext_lazy("Begins at"), max_length=5, initial="13:00")
    place = forms.CharField(label=gettext_lazy("Place"), max_length=120)

    def __init__(self, *args: Any, bodies: Sequence[Body], **more: Any) -> None:
        super().__init__(*args, **more)
        self.bodies = {each.code: each for each in bodies}
        self.offer("body", offered(self.bodies))

    def clean_starts_at(self) -> time | None:
        """A time as people write one."""
        found: time | None = read_typed(time_of_day, self.cleaned_data["starts_at"])
        return found

    def clean(self) -> dict[str, Any]:
        """Each line as a meeting; every line that cannot be read, or says what one before it says, is told."""
        said = super().clean() or {}
        usual = said.get("starts_at")
        if usual is not None and "days" in said:
            planned, faults = dict[tuple[date, time], tuple[int, Planned]](), list[ValidationError]()
            for number, line in enumerate(map(str.strip, said["days"].splitlines()), start=1):
                try:
                    if line:
                        read = self._read(line, number, usual, said.get("place", ""))
                        first, _same = planned.setdefault((read.held_on, read.starts_at), (number, read))
                        _refuse_again(number, first)
                except ValidationError as fault:
                    faults.append(fault)
            if faults:
                self.add_error("days", ValidationError(faults))
            said["planned"] = [each for _number, each in planned.values()]
        return said

    def _read(self, line: str, number: int, usual: time, place: str) -> Planned:
        day, *rest = line.replace(",", " ").split()
        try:
            held_on: date = reading.day(day)
            kind = Meeting.Kind.EXTRA if EXTRA in rest else Meeting.Kind.ORDINARY
            times = [time_of_day(each) for each in rest if each != EXTRA]
        except reading.Unreadable as fault:
            raise ValidationError(_told(number, fault.text(language_of_reader()))) from fault
        return Planned(held_on, times[0] if times else usual, place, kind)


A_WORKING_WEEK = range(5)
WHICH = (
    (1, gettext_lazy("the first")),
    (2, gettext_lazy("the second")),
    (3, gettext_lazy("the third")),
    (4, gettext_lazy("the fourth")),
    (LAST, gettext_lazy("the last")),
)


class RuleForm(PlainForm):
    """Which days of the months a body meets on. It is read from the address, and stores nothing."""

    organ = forms.ChoiceField(label=gettext_lazy("Body"))
    fran = DayField(label=gettext_lazy("From"))
    till = DayField(label=gettext_lazy("To"), help_text=gettext_lazy("A whole term of office, if you like."))
    vilken = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which in the month?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    veckodag = forms.TypedChoiceField(label=gettext_lazy("Weekday"), coerce=int)
    utan = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Months without a meeting"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "short-choices"}),
    )

    def __init__(self, data: QueryDict | None, *, bodies: Sequence[Body], own: str, today: date) -> None:
        begun = {
            "organ": own,
            "fran": today.replace(year=today.year + 1, month=1, day=1),
            "till": today.replace(year=today.year + 1, month=12, day=31),
            "vilken": [2],
            "veckodag": 1,
            "utan": [7],
        }
        super().__init__(data, initial=begun)
        self.bodies = {each.code: each for each in bodies}
        self.offer("organ", offered(self.bodies))
        self.offer("vilken", WHICH)
        self.offer("veckodag", [(each, WEEKDAYS[each]) for each in A_WORKING_WEEK])
        self.offer("utan", MONTHS.items())

    def clean(self) -> dict[str, Any]:
        """From and to are in order, and no more than a term with a margin apart."""
        said = super().clean() or {}
        first, last = said.get("fran"), said.get("till")
        if first and last and not first <= last <= add_months(first, 12 * MOST_YEARS):
            self.add_error("till", _("To comes after from, and within %(years)d years.") % {"years": MOST_YEARS})
        return said

    @property
    def days(self) -> list[date]:
        """The days of the rule; none where it is not asked for, or cannot be read."""
        if not self.is_bound or not self.is_valid():
            return []
        said = self.cleaned_data
        rule = DayRule(said["veckodag"], said["vilken"], said["utan"])
        return days_by_rule(rule, first=said["fran"], last=said["till"])


def _refuse_again(number: int, first: int) -> None:
    if number != first:
        raise ValidationError(
            _told(number, _("The same as line %(number)d. Take one of them away.") % {"number": first})
        )


def _told(number: int, words: str) -> str:
    return _("Line %(number)d: %(words)s") % {"number": number, "words": words}
