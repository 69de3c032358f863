"""One field for choosing a person: type a part of the name, then choose among those found.

Without JavaScript the list comes with the page after *Search*; with it, while one types. Used by every form that names
a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.queries.person_search import Found, called, find_people, told_apart

SEARCH = "sok"
"""The button that only searches: nothing is stored and nothing else in the form is judged."""

LONGEST_FIELD, LONGEST_WORDS = 60, 100
"""Letters of the name of the field that asks, and of what is typed in it."""


class PersonInput(forms.Widget):
    """A search field, and the people found to choose among. `address` is where what is typed is searched for."""

    template_name = "organisation/person_input.html"

    def __init__(self, *, as_of: date, address: str = "", tells_units: bool = False) -> None:
        super().__init__()
        self.as_of, self.address, self.tells_units = as_of, address, tells_units

    def use_required_attribute(self, initial: Any) -> bool:
        """Who is chosen in the list needs no words in the field."""
        return False

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, str]:
        """The code that was chosen, and the words that were typed."""
        return str(data.get(name, "")), str(data.get(f"{name}_{SEARCH}", ""))[:LONGEST_WORDS]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Typed is not chosen, but it is no omission."""
        return name not in data and f"{name}_{SEARCH}" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What was typed, who was found and who is chosen."""
        code, words = value if isinstance(value, tuple) else (str(value or ""), "")
        found, more = find_people(words, as_of=self.as_of, tells_units=self.tells_units)
        one = list(Person.objects.filter(code=code)) if code else []
        chosen = told_apart(one, as_of=self.as_of, tells_units=self.tells_units)
        context = super().get_context(name, words, attrs)
        others = [each for each in found if each.code != code]
        asked = {"words": words, "chosen": code, "address": self.address, "search": SEARCH}
        context["widget"] |= people_found(name, [*chosen, *others], more=more, **asked)
        return context


def answer_while_typing(request: HttpRequest, *, as_of: date, tells_units: bool = False) -> HttpResponse:
    """At most twenty people whose names hold what is typed, as the list under the field that asks."""
    name = request.GET.get("falt", "")[:LONGEST_FIELD]
    words = request.GET.get(f"{name}_{SEARCH}", "")[:LONGEST_WORDS]
    found, more = find_people(words, as_of=as_of, tells_units=tells_units)
    context = {"widget": people_found(name, found, more=more, words=words, chosen="")}
    return render(request, "organisation/_people_found.html", context)


def people_found(name: str, found: list[Found], *, more: bool, words: str, **asked: str) -> dict[str, Any]:
    """What the list of those found prints, on the page and as the answer while one types."""
    return {"name": name, "found": found, "more": more, "words": words, **asked}


class PersonField(forms.Field):
    """A person, chosen in the list or named so that only one is meant."""

    widget: PersonInput

    def __init__(self, *, as_of: date, address: str = "", tells_units: bool = False, **more: Any) -> None:
        more.setdefault("label", gettext_lazy("Person"))
        super().__init__(widget=PersonInput(as_of=as_of, address=address, tells_units=tells_units), **more)
        self.as_of = as_of

    def clean(self, value: Any) -> Person | None:
        """The person; a name that several have, or nobody, is told with what to do."""
        code, words = value if isinstance(value, tuple) else (str(value or ""), "")
        found = list(Person.objects.filter(code=code)) if code else called(words) if words.strip() else []
        if len(found) == 1:
            return found[0]
        if not code and not words.strip():
            if self.required:
                raise forms.ValidationError(_("Type a part of the name, search and choose the person."))
            return None
        if find_people(words, as_of=self.as_of)[0]:
            raise forms.ValidationError(_("Choose the person in the list below the field."))
        raise forms.ValidationError(
            _("Nobody by that name is entered. Type a shorter part of the name, or enter the person first.")
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether somebody else is named."""
        return bool(data) and data != (initial or "", "")
