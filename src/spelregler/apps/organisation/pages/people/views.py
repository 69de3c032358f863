"""Searching for a person to choose, and entering somebody new."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import may, must
from spelregler.apps.organisation.access.actions import ADMINISTRATION, BODIES, ELECTION, Action, must_fill
from spelregler.apps.organisation.files.names_in_minutes import code_of
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.operations import structure
from spelregler.apps.organisation.pages.forms import RoomForm
from spelregler.apps.organisation.pages.person_field import answer_while_typing
from spelregler.apps.organisation.pages.shell import done, form_page
from spelregler.apps.organisation.queries import people, posts_now
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


def find(request: Request, purpose: str, code: str) -> HttpResponse:
    """At most twenty people whose names hold what is typed, for whoever is to choose one for a place."""
    _must_choose(request.acting_role, purpose, code)
    return answer_while_typing(request, as_of=request.acting_role.today, tells_units=purpose != "organ")


def _must_choose(acting_role: ActingRole, purpose: str, code: str) -> None:
    """Whoever may fill the place may search for who is to have it."""
    match purpose:
        case "organ":
            must(acting_role, Action.REGISTER_SEAT, ELECTION)
        case "tjanst":
            must_fill(acting_role, posts_now.post_now(code, as_of=acting_role.today).matter)
        case "enhet":
            must(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
        case _:
            raise NotVisible(Words("There is nothing to search here."))


class NewPersonForm(RoomForm):
    """Somebody's name."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    is_another = forms.BooleanField(
        label=gettext_lazy("Somebody else than those of the same name"), required=False, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, object]:
        """A name that somebody has is entered again only when it is said to be somebody else."""
        said = super().clean() or {}
        if Person.objects.filter(name=said.get("name", "")).exists() and not said.get("is_another"):
            self.fields["is_another"].widget = forms.CheckboxInput()
            self.add_error("is_another", _("Somebody by that name is entered already. Tick if this is somebody else."))
        return said


def new_person(request: Request) -> HttpResponse:
    """Whoever enters seats or employees enters somebody who is to have one."""
    acting_role = request.acting_role
    if not may(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION):
        must(acting_role, Action.KEEP_STRUCTURE, BODIES)
    form = NewPersonForm(sent(request), acting_role=acting_role)
    made: list[Person] = []

    def make(said: dict[str, str]) -> None:
        name = " ".join(said["name"].split())
        made.append(structure.add_person(code=code_of(name), name=name, who=acting_role.who))

    if form.carried_out(make):
        words = {"name": made[0].name, "code": made[0].code}
        return done(request, _("%(name)s is entered, with the code %(code)s.") % words, "new_person")
    lead = _("Only the name is kept. Search first: somebody entered twice is two people here.")
    return form_page(
        request,
        form,
        title=_("New person"),
        lead=lead,
        button=_("Enter the person"),
        template="organisation/new_person.html",
        waiting=people.people_with_nothing(),
    )
