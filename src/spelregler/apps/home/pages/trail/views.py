"""The trail: what concerns oneself, and that of an organisation."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.home.pages.trail import presenters as trail_presenters
from spelregler.apps.home.pages.trail import whole
from spelregler.ui.page import page_asked


def my_trail(request: Request) -> HttpResponse:
    """Who read or changed what is about me, and what I did myself; for the roles that the rules give it to."""
    acting_role = request.acting_role
    must(acting_role, trail_presenters.READ, trail_presenters.matter(acting_role))
    shown = trail_presenters.my_trail(
        acting_role, which=request.GET.get("vad", ""), page=page_asked(request.GET.get("sida", ""))
    )
    page = page_shell(
        request,
        title=_("My trail"),
        lead=trail_presenters.lead(by_me=shown.is_by_me),
        crumbs=[(_("Home"), reverse("home:home")), (_("My trail"), "")],
        can_travel=False,
    )
    return render(request, "home/trail.html", {"page": page, "trail": shown})


def whole_trail_page(request: Request) -> HttpResponse:
    """Who did what in the organisation, for the roles that the rules give it to; each sees the places it may."""
    shown = whole.whole_trail(request.acting_role, request.GET.dict())
    lead = _(
        "Who did what, in which role and when. The trail cannot be changed, by you or by anyone. "
        "You see the acts of the organisation that your role may see."
    )
    crumbs = [(_("Home"), reverse("home:home")), (_("The trail"), "")]
    page = page_shell(request, title=_("The trail"), lead=lead, crumbs=crumbs, can_travel=False)
    return render(request, "home/whole_trail.html", {"page": page, "shown": shown}, status=shown.search.status)
