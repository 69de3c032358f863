"""The course on the policy, one slide at an address; the handout; and what one says of one's own reading."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.form_page import done, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import is_offered, may
from spelregler.apps.knowledge import operations
from spelregler.apps.knowledge.access.rights import AUDIENCES, Action, own_reading
from spelregler.apps.knowledge.pages.course import presenters
from spelregler.apps.knowledge.pages.course.forms import ReadingForm
from spelregler.apps.knowledge.pages.words import HERE
from spelregler.apps.knowledge.queries import readings
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page


def start(request: Request) -> HttpResponse:
    """What the course holds, and what one has said of one's own reading; said here."""
    acting_role = request.acting_role
    version = readings.version_in_force(as_of=acting_role.as_of)
    own = readings.own_reading(person=acting_role.person_code, as_of=acting_role.as_of)
    has_read = bool(own and version and own.version_from == version.since)
    form = _form(request) if version and not has_read else None
    if form is not None and form.carried_out(
        lambda said: operations.sign_reading(
            person=readings.person_itself(acting_role.person_code),
            version_from=version.since if version else None,
            today=acting_role.today,
            who=acting_role.who,
            **said,
        )
    ):
        return done(request, _("Thank you. It is recorded, for you alone to see."), reverse("knowledge:course"))
    lead = _("A short course on the rules of the game: to read by yourself, or to show at a meeting.")
    context = {
        "page": _page(request, _("The course"), lead),
        "slides": presenters.slides(acting_role),
        "version": version,
        "own": own if has_read else None,
        "form": form,
        "policy_url": address_of("policy"),
        "leads": may(acting_role, Action.SEE_AUDIENCES, AUDIENCES),
    }
    return render(request, "knowledge/course.html", context, status=form.status if form else 200)


def _form(request: Request) -> ReadingForm | None:
    """For whoever has a seat or a post."""
    is_shown = is_offered(request, Action.SIGN, own_reading(request.acting_role.person_code))
    return ReadingForm(sent(request)) if is_shown else None


def slide(request: Request, number: int) -> HttpResponse:
    """One slide, with the way back and on."""
    found = presenters.slides(request.acting_role)
    if not 1 <= number <= len(found):
        raise NotVisible(Words("There is no such slide."), way=Words("Begin with the first one."))
    shown = found[number - 1]
    context = {"page": _page(request, shown.title, below=True), "slide": shown, "in_all": len(found)}
    return render(request, "knowledge/slide.html", context)


def handout(request: Request) -> HttpResponse:
    """All slides on one page, to print and hand out."""
    page = _page(request, _("The course as a handout"), below=True)
    return render(request, "knowledge/handout.html", {"page": page, "slides": presenters.slides(request.acting_role)})


def _page(request: Request, title: str, lead: str = "", *, below: bool = False) -> Page:
    crumbs = [(_("The course"), reverse(HERE)), (title, "")] if below else [(title, "")]
    return page_shell(request, title=title, lead=lead, crumbs=crumbs, current=HERE, can_travel=request.method == "GET")
