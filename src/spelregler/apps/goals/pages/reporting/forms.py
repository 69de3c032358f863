"""The forms in which values are reported: one for each value asked for, and one in which many are pasted.

It is no formset of Django's. That one counts its rows, so where something more or less is asked for between reading and
sending, what was typed would come to stand for another value. A row here is named by what is asked: what is no longer
asked is left out, and the rows of other pages stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.goals.models import ReportedValue
from spelregler.apps.goals.operations import Entry, Fault
from spelregler.apps.goals.queries.reporting import Asked
from spelregler.domain.goals.values import NotANumber, read_cells, read_number
from spelregler.platform.forms import ButtonForm, LongField, PlainForm, status_of

COLUMNS = ("value", "numerator", "denominator")
CELLS = (*COLUMNS, "comment")
LONGEST_COMMENT = 400


class CellField(forms.CharField):
    """A number as it stands in a cell; nothing where the cell is empty."""

    def __init__(self) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "ds-input short"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs))

    def clean(self, value: Any) -> Decimal | None:
        """By the reader of cells."""
        typed = super().clean(value)
        try:
            return read_number(typed)
        except NotANumber as refused:
            words = _("“%(typed)s” cannot be read as a number. Write for example 1200 or 37,5.")
            raise ValidationError(words % {"typed": typed}) from refused


class ValueForm(PlainForm):
    """One value asked for. It is bound where something was typed or pasted in its row; else it shows what is stored."""

    value = CellField()
    numerator = CellField()
    denominator = CellField()
    comment = forms.CharField(required=False, max_length=LONGEST_COMMENT)

    def __init__(self, typed: Mapping[str, str] | None, *, asked: Asked, number: int) -> None:
        self.asked, self.number = asked, number
        data = None if typed is None else {f"{asked.key}:{name}": text for name, text in typed.items()}
        super().__init__(data, prefix=asked.key, auto_id="%s", initial=_as_stored(asked.last))

    def add_prefix(self, field_name: str) -> str:
        """A cell's name: what is asked, and the column."""
        return f"{self.prefix}:{field_name}"

    @property
    def is_waiting(self) -> bool:
        """Submitted: nothing is typed until the approver has had a look."""
        return _is_waiting(self.asked)

    @property
    def entry(self) -> Entry:
        """What was typed, when it is valid."""
        series, period = self.asked.series, self.asked.period
        return Entry(
            indicator=series.indicator,
            unit=series.unit,
            period_start=period.start,
            period_end=period.end,
            sex=self.asked.sex,
            **{name: self.cleaned_data[name] for name in CELLS},
        )


class PasteForm(PlainForm):
    """Cells from a spreadsheet, for the rows in order or for those that their first cell names."""

    pasted = LongField(
        label=gettext_lazy("Cells from Excel, a line for each row above"),
        help_text=gettext_lazy(
            "Value, numerator, denominator, comment. The first cell may be the measure's name. Decimal comma is fine, "
            "and an empty line leaves its row as it is."
        ),
        rows=6,
        required=False,
        strip=False,
    )


class ActForm(ButtonForm):
    """Which of the grid's buttons was pressed: what is pasted is put in the rows, saved as a draft, or submitted."""

    FILL, SAVE, SUBMIT = "fill", "save", "submit"
    act = forms.ChoiceField(choices=[(each, each) for each in (FILL, SAVE, SUBMIT)])


class TakeBackForm(PlainForm):
    """Which of the submitted values is taken back, by the button beside its name."""

    value = forms.ChoiceField(
        label=gettext_lazy("Awaits approval"),
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": gettext_lazy("The value no longer awaits approval, so it cannot be taken back.")
        },
    )

    def __init__(self, *args: Any, asked: Sequence[Asked], **more: Any) -> None:
        super().__init__(*args, **more)
        self.waiting = {str(each.last.pk): each for each in asked if each.last is not None and _is_waiting(each)}
        self.offer("value", [(key, key) for key in self.waiting])


@dataclass(frozen=True)
class Grid:
    """What is asked, a form for each that was typed in or is shown, and where many are pasted."""

    asked: Sequence[Asked]
    typed: Mapping[str, ValueForm]
    paste: PasteForm

    @property
    def status(self) -> int:
        """How the page answers."""
        return status_of([*self.typed.values(), self.paste])

    def rows(self, start: int, most: int) -> list[ValueForm]:
        """At most so many rows from a place in the list, as they stand or as they were typed."""
        shown = enumerate(self.asked[start : start + most], start + 1)
        return [self.typed.get(each.key) or ValueForm(None, asked=each, number=number) for number, each in shown]

    def entries(self) -> list[tuple[ValueForm, Entry]]:
        """What was typed, row by row; a row that cannot be read is left out, and says so."""
        return [(row, row.entry) for row in self.typed.values() if row.is_valid()]


def grid(asked: Sequence[Asked], posted: Mapping[str, str] | None) -> Grid:
    """The rows as they stand, or as they were typed where it was sent. One that waits keeps what was submitted."""
    typed = {each.key: cells for each in asked if (cells := _typed(each, posted or {}))}
    paste = PasteForm(posted)
    for fault in _paste(asked, typed, paste.cleaned_data["pasted"] if posted is not None and paste.is_valid() else ""):
        paste.add_error("pasted", fault)
    rows = {
        each.key: ValueForm(typed[each.key], asked=each, number=number)
        for number, each in enumerate(asked, 1)
        if each.key in typed
    }
    return Grid(asked, rows, paste if paste.errors else PasteForm())


def blame(rows: Sequence[ValueForm], faults: Iterable[Fault], language: str) -> None:
    """Put each fault at its row and column; what is about the period stands at the value."""
    for fault in faults:
        column = fault.column if fault.column in COLUMNS else "value"
        rows[fault.row].add_error(column, fault.words.text(language))


def _is_waiting(asked: Asked) -> bool:
    return asked.last is not None and asked.last.state == ReportedValue.State.SUBMITTED


def _typed(asked: Asked, posted: Mapping[str, str]) -> dict[str, str] | None:
    """The row's cells as they were sent, where the row was on the page."""
    if _is_waiting(asked) or f"{asked.key}:value" not in posted:
        return None
    return _as_stored(asked.last) | {
        name: posted[f"{asked.key}:{name}"] for name in CELLS if f"{asked.key}:{name}" in posted
    }


def _paste(asked: Sequence[Asked], typed: dict[str, dict[str, str]], text: str) -> list[str]:
    """Cells from a spreadsheet fill the rows in order, or the row that the first cell names; what did not fit is told.

    A line is: value, numerator, denominator, comment. An empty line leaves its row as it is.
    """
    faults = []
    named = {name.casefold(): each for each in asked for name in (each.series.indicator.title, each.key)}
    for number, line in enumerate(read_cells(text)):
        is_named = line[0].casefold() in named
        row = named[line[0].casefold()] if is_named else asked[number] if number < len(asked) else None
        cells = line[1:] if is_named else line
        if not any(cells):
            continue
        if row is None:
            faults.append(_("Line %(line)s: there is no row left to put it in.") % {"line": number + 1})
        elif _is_waiting(row):
            faults.append(_("Line %(line)s: the row is submitted and waits for approval.") % {"line": number + 1})
        else:
            said = {name: cell for name, cell in zip(CELLS, cells, strict=False) if cell}
            typed[row.key] = typed.get(row.key, _as_stored(row.last)) | said
    return faults


def _as_stored(last: ReportedValue | None) -> dict[str, str]:
    numbers = {column: _plain(getattr(last, column) if last else None) for column in COLUMNS}
    return {**numbers, "comment": last.comment if last else ""}


def _plain(number: Decimal | None) -> str:
    """As it would be typed, with a decimal comma and without zeros at the end."""
    if number is None:
        return ""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
