"""The ground of the forms: figures, days and money by the one reader of each kind, and an act refused in the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES
from django.utils.translation import get_language, gettext_lazy

from spelregler.domain import reading
from spelregler.domain.money import Money
from spelregler.platform.errors import DomainError, NotVisible, Refused


class PlainForm(forms.Form):
    """A form that looks like the others. What was typed stays when something has to be put right."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect):
                field.widget.attrs.setdefault("class", "ds-input")


def read_typed(reader: Callable[..., Any], typed: Any, **bounds: Any) -> Any:
    """What a reader of `domain` makes of a field; its refusal is the field's error, None where nothing is typed."""
    if typed in EMPTY_VALUES:
        return None
    try:
        return reader(str(typed), **bounds)
    except reading.Unreadable as refused:
        raise ValidationError(refused.text("en" if (get_language() or "sv").startswith("en") else "sv")) from refused


def _bounds(field: Any, least: Any, most: Any) -> tuple[Any, Any]:
    """The field's own range, where it has one."""
    low, high = field.min_value, field.max_value
    return least if low is None else low, most if high is None else high


class CountField(forms.IntegerField):  # noqa: TID251  the one that our reader stands in
    """A whole number within its range, as people write it."""

    def to_python(self, value: Any) -> int | None:
        """By the reader, which takes no sign of an exponent, no underscore and no other digits than ours."""
        low, high = _bounds(self, 0, reading.MOST_COUNT)
        found: int | None = read_typed(reading.count, value, least=low, most=high)
        return found


class FigureField(forms.DecimalField):  # noqa: TID251  the same
    """A number with or without decimals within its range, as people write it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **more)

    def to_python(self, value: Any) -> Any:
        """By the reader, as a Decimal; how many decimals are kept is for the field's own `decimal_places`."""
        low, high = _bounds(self, -reading.MOST_FIGURE, reading.MOST_FIGURE)
        return read_typed(reading.figure, value, least=low, most=high)


class DayField(forms.DateField):  # noqa: TID251  the same
    """A day, as a date field sends it."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **more)

    def to_python(self, value: Any) -> date | None:
        """By the reader; a slip of the pen in the year is told at the field."""
        if isinstance(value, date):
            return value
        found: date | None = read_typed(reading.day, value)
        return found


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
        found: Money | None = read_typed(reading.amount, super().clean(value))
        return found


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
