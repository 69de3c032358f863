"""The ground of the forms: days and money as people write them, and an act whose refusal is shown in the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from spelregler.domain.money import Money
from spelregler.platform.errors import DomainError, NotVisible, Refused
from spelregler.platform.numbers import is_reasonable, read_tkr


class PlainForm(forms.Form):
    """A form that looks like the others. What was typed stays when something has to be put right."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect):
                field.widget.attrs.setdefault("class", "ds-input")


class DayField(forms.DateField):
    """A day, as a date field sends it."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **more)

    def validate(self, value: date | None) -> None:
        """A slip of the pen in the year is told at the field."""
        super().validate(value)
        if value is not None and not is_reasonable(value):
            raise ValidationError(_("The year %(year)d is not reasonable. Check the day.") % {"year": value.year})


class LongField(forms.CharField):
    """Some sentences."""

    def __init__(self, *, rows: int = 3, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **more)


class TkrField(forms.CharField):
    """An amount in thousands of kronor as people write it; None where nothing is written."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), max_length=24, **more)

    def clean(self, value: Any) -> Money | None:
        """The amount to the öre."""
        typed = super().clean(value)
        try:
            return read_tkr(typed) if typed else None
        except DomainError as error:
            raise ValidationError(error.text(get_language() or "sv")) from error


def not_later(day: date, today: date) -> date:
    """What has been decided was decided by today."""
    if day > today:
        raise ValidationError(gettext_lazy("The day has not come yet."))
    return day


def done(form: forms.Form, act: Callable[[], object], *, language: str) -> bool:
    """The act is done, or its refusal stands above the form with all that was typed still there.

    That the role may not, or that the thing does not exist for it, is no fault in the form and goes on to its own page.
    """
    try:
        act()
    except (NotVisible, Refused):
        raise
    except DomainError as refused:
        form.add_error(None, refused.text(language))
        return False
    return True
