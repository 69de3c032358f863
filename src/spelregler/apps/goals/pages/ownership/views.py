"""Who answers for what, and handing it on."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, only_sent, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.goals import operations
from spelregler.apps.goals.access.afar import things_seen
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.ownership import presenters
from spelregler.apps.goals.pages.ownership.forms import HandOnForm, ThingForm
from spelregler.apps.goals.queries import ownership
from spelregler.apps.organisation.queries.leavings import posts_being_left
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import page_asked


def owners(request: Request) -> HttpResponse:
    """Who answers for each indicator and open action; what nobody answers for stands first."""
    return _page(request)


@only_sent
def hand_on(request: Request) -> HttpResponse:
    """A manager hands an indicator or an action on to another post."""
    acting_role, typed = request.acting_role, ThingForm(request.POST)
    asked = typed.said("kind") or "", typed.said("code") or ""
    named = ownership.Things.on(acting_role.today).one(*asked)
    thing = next(iter(ownership.owned(named, as_of=acting_role.today)), None)
    if thing is None:
        raise NotVisible(Words("No such indicator or action."))
    must(acting_role, *ownership.right(acting_role, thing, left=posts_being_left(as_of=acting_role.today)))
    takers = presenters.taker_choices(thing, acting_role)
    title = acting_role.say(thing.title, thing.title_en)
    form = HandOnForm(sent(request), kind=thing.kind, code=thing.code, title=title, takers=takers)

    if form.carried_out(lambda said: operations.hand_on(**said, on=acting_role.today, who=acting_role.who)):
        return done(request, _("It has a new owner."), reverse("goals:owners"))
    return _page(request, form)


def _page(request: Request, typed: HandOnForm | None = None) -> HttpResponse:
    acting_role = request.acting_role
    shown = presenters.owner_page(
        things_seen(acting_role),
        acting_role,
        which=request.GET.get("visa", ""),
        page=page_asked(request.GET.get("sida", "")),
        typed=typed,
    )
    page = page_shell(
        request,
        title=_("Owners"),
        lead=_("Every indicator and open action has a post as its owner. What is left behind is handed on."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Owners"), "")],
        current="goals:tree",
        modules=MODULES,
    )
    context = {"page": page, "shown": shown, "form": typed}
    return render(request, "goals/owners.html", context, status=typed.status if typed else 200)
