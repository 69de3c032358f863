"""The ground of the forms: figures, days and money by the one reader of each kind, and an act refused in the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES
from django.forms.boundfield import BoundWidget
from django.utils.translation import get_language, gettext, gettext_lazy

from spelregler.domain import reading
from spelregler.domain.money import Money
from spelregler.domain.words import Bilingual
from spelregler.platform import looking
from spelregler.platform.errors import DomainError, NotVisible, Refused
from spelregler.platform.looking import LOOK, LookFirst, look_field


class PlainForm(forms.Form):
    """The one way of a form: what is typed → an operation → the same form, with the fault at its field.

    A form reads what is typed and nothing more; an operation decides.
    """

    result: Any = None
    """What the operation gave, once it has done what was asked."""
    look: Bilingual | None = None
    """What is said before it is done, where it cannot be undone: the form is then looked at once more first."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in self.fields.items():
            self.add(name, field)
        if self.look is not None:
            self.add(LOOK, look_field())

    def full_clean(self) -> None:
        """The look is no part of what was said."""
        super().full_clean()
        if self.look is not None and hasattr(self, "cleaned_data"):
            self.cleaned_data.pop(LOOK, None)

    def add(self, name: str, field: forms.Field) -> None:
        """A field of the form, also one that is known only when the form is made."""
        if not isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect):
            field.widget.attrs.setdefault("class", "ds-input")
        self.fields[name] = field

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]], *, first: str = "") -> None:
        """What may be chosen in a field, known only when the form is made.

        Where a choice must be made and there is nothing to choose, the field says so, and what is to be done `first`.
        """
        field: Any = self.fields[name]
        field.choices = list(choices)
        if field.required and all(value in EMPTY_VALUES for value, _label in field.choices):
            field.help_text = first or gettext("There is nothing to choose yet.")

    def boxes(self, name: str) -> dict[str, BoundWidget]:
        """The boxes of a field by what each stands for, for a table where each stands in a row of its own."""
        return {str(each.data["value"]): each for each in self[name]}

    @property
    def status(self) -> int:
        """How the page with the form answers."""
        return 400 if self.is_bound and self.errors else 200

    def carried_out(self, act: Callable[[dict[str, Any]], object]) -> bool:
        """Whether the form was sent, could be read and the operation did it. A refusal stands in the form.

        A refusal that names a field stands at it, any other above the form; nothing is stored and what was typed stays.
        That the role may not, or that the thing is not there for it, is no fault in the form and has a page. So has the
        look before what cannot be undone (`look`).
        """
        if not self.is_bound or not self.is_valid():
            return False
        match self.data.get(self.add_prefix(LOOK)) if self.look is not None else "":
            case looking.ASK:
                raise LookFirst(self)
            case looking.CHANGE:
                return False
        try:
            self.result = act(self.cleaned_data)
        except (NotVisible, Refused):
            raise
        except DomainError as refused:
            clause = f" ({refused.clause})" if refused.clause else ""
            self.add_error(self._field_of(refused.field), refused.text(language_of_reader()) + clause)
        except ValidationError as refused:
            for field, messages in _by_field(refused).items():
                self.add_error(self._field_of(field), forms.ValidationError(messages))
        else:
            return True
        return False

    def _field_of(self, name: str) -> str | None:
        return name if name in self.fields else None


class SearchForm(PlainForm):
    """What is looked for, as the address has it. What cannot be found finds nothing; an unreadable day is told."""

    def __init__(self, asked: Mapping[str, str], **more: Any) -> None:
        super().__init__(asked, **{"auto_id": "%s", **more})

    def add(self, name: str, field: forms.Field) -> None:
        """A field of the search, none of which must be filled in."""
        field.required = False
        super().add(name, field)

    def full_clean(self) -> None:
        """A day is written by hand, and what is wrong in it stands at its field. Nothing else is told as wrong."""
        super().full_clean()
        days = {name: told for name, told in self.errors.items() if isinstance(self.fields[name], DayField)}
        self._errors = forms.utils.ErrorDict(days)

    def said(self, name: str) -> str:
        """What stands in a field, as it was written, cut where it is longer than the field holds."""
        typed = str(self.data.get(name, "")).strip()
        return typed[: getattr(self.fields[name], "max_length", None)]


class ButtonForm(PlainForm):
    """What a button says, by its value or hidden beside it. Nobody writes it, so what is odd in it says nothing."""

    def said(self, name: str) -> Any:
        """What a field says, as it is read; None where it says nothing or cannot be read."""
        self.is_valid()
        return self.cleaned_data.get(name) or None


class WordsField(forms.CharField):
    """Some words to search for."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"type": "search"}), **more)


def _by_field(refused: ValidationError) -> dict[str, list[str]]:
    """What a model would not take, by its field; under no name what is about the whole."""
    return refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}


def language_of_reader() -> str:
    """Swedish, or English for whoever has chosen it."""
    return "en" if (get_language() or "sv").startswith("en") else "sv"


def read_typed(reader: Callable[..., Any], typed: Any, **bounds: Any) -> Any:
    """What a reader of `domain` makes of a field; its refusal is the field's error, None where nothing is typed."""
    if typed in EMPTY_VALUES:
        return None
    try:
        return reader(str(typed), **bounds)
    except reading.Unreadable as refused:
        raise ValidationError(refused.text(language_of_reader())) from refused


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


class YearField(forms.CharField):
    """A year in four digits."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), max_length=8, **more)

    def clean(self, value: Any) -> int | None:
        """By the reader, from the first municipal ordinance to as far ahead as anybody decides."""
        found: int | None = read_typed(reading.year, super().clean(value))
        return found


FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)
"""The days that anybody enters by hand lie between these: another year is a slip of the pen. A file may tell more."""


class DayField(forms.DateField):  # noqa: TID251  the same
    """A day, as a date field sends it, between `FIRST_DAY` and `LAST_DAY`; the browser is told the same bounds."""

    def __init__(self, **more: Any) -> None:
        bounds = {"min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()}
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **bounds})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **more)

    def to_python(self, value: Any) -> date | None:
        """By the reader; a slip of the pen in the year is told at the field."""
        if isinstance(value, date):
            return value
        found: date | None = read_typed(reading.day, value, first=FIRST_DAY, last=LAST_DAY)
        return found


class MonthField(forms.DateField):  # noqa: TID251  the same
    """A month by its first day, as a month field sends it: 2026-08."""

    def __init__(self, **more: Any) -> None:
        bounds = {"min": f"{FIRST_DAY:%Y-%m}", "max": f"{LAST_DAY:%Y-%m}"}
        super().__init__(widget=forms.DateInput(format="%Y-%m", attrs={"type": "month", **bounds}), **more)

    def to_python(self, value: Any) -> date | None:
        """By the reader."""
        if isinstance(value, date):
            return value
        found: date | None = read_typed(reading.month, value, first=FIRST_DAY, last=LAST_DAY)
        return found


class IdentityField(forms.CharField):
    """The number that a row has, as a page tells it to the form that is sent back."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.HiddenInput, **more)

    def clean(self, value: Any) -> int | None:
        """By the reader."""
        found: int | None = read_typed(reading.identity, super().clean(value))
        return found


class LongField(forms.CharField):
    """Some sentences."""

    def __init__(self, *, rows: int = 3, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **more)


class AmountField(forms.CharField):
    """An amount in its `unit` as people write it, the unit after it or not; None where nothing is written."""

    unit = "kr"

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), max_length=24, **more)

    def clean(self, value: Any) -> Money | None:
        """The amount to the öre."""
        found: Money | None = read_typed(reading.amount, super().clean(value), unit=self.unit)
        return found


class KrField(AmountField):
    """An amount in kronor."""


class TkrField(AmountField):
    """An amount in thousands of kronor."""

    unit = "tkr"


class MnkrField(AmountField):
    """An amount in millions of kronor."""

    unit = "mnkr"


class PercentField(FigureField):
    """A share in percent, as people write it, the sign after it or not."""

    def to_python(self, value: Any) -> Any:
        """The figure without its sign."""
        return super().to_python(str(value).strip().removesuffix("%") if value not in EMPTY_VALUES else value)


class CodeField(forms.CharField):
    """The code of a body, a unit, a goal …; empty where nothing is written."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("max_length", reading.LONGEST_CODE)
        super().__init__(**more)

    def clean(self, value: Any) -> str:
        """One word of a–z, digits, hyphen and underscore."""
        return read_typed(reading.code, super().clean(value)) or ""


def status_of(sent: Iterable[PlainForm | None]) -> int:
    """How a page of several forms answers: as the one that was sent."""
    return max((form.status for form in sent if form), default=200)


def not_later(day: date, today: date) -> date:
    """What has been decided was decided by today."""
    if day > today:
        raise ValidationError(gettext_lazy("The day has not come yet."))
    return day
