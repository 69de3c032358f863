"""One look before what cannot be undone: what will happen and what was typed, on a page of its own (ADR 33).

The page's form asks for it by a hidden field, so whoever sends the form from the page always meets the look; a program
that sends the same without the field has said what it wants.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from spelregler.platform.forms import PlainForm

LOOK, ASK, CHANGE, DONE = "look", "ask", "change", "done"
"""The field, and what it says: look first, back to the form, or looked at."""


class LookFirst(Exception):
    """The form is whole and asks to be looked at before it is carried out."""

    def __init__(self, form: PlainForm) -> None:
        self.form = form


class _AskInput(forms.HiddenInput):
    """Asks anew each time that the form is shown, whatever was sent."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, ASK, attrs)


def look_field() -> forms.Field:
    """What a form that asks for a look has beside its own fields."""
    # Several forms of a page may have one, so it has no id.
    return forms.CharField(required=False, widget=_AskInput(attrs={"id": False}))


def as_typed(form: forms.Form) -> Iterator[tuple[str, Any]]:
    """Each field that somebody filled in, by its label: a day, a yes, the words of a choice, or what was typed."""
    for bound in form.visible_fields():
        said = form.cleaned_data.get(bound.name)
        if said in (None, "", [], False):
            continue
        yield str(bound.label), _said(bound, said)


def _said(bound: forms.BoundField, said: Any) -> Any:
    choices = getattr(bound.field, "choices", None)
    if choices is not None:
        known = {str(key): str(words) for key, words in _flat(choices)}
        chosen = said if isinstance(said, list) else [said]
        return ", ".join(known.get(str(each), str(each)) for each in chosen)
    if isinstance(said, bool | date):
        return said
    typed = bound.data
    return typed.strip() if isinstance(typed, str) else str(said)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, words in choices:
        if isinstance(words, list | tuple):
            yield from _flat(words)
        else:
            yield key, words
