"""Somebody else sees what waits for one while one is away: named, ended, undone (ADR 67)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, only_sent, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.notices.access import Action, own_list
from spelregler.apps.notices.operations import watches
from spelregler.apps.notices.pages.watch.forms import WatchForm
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.pages.person_field import answer_while_typing
from spelregler.apps.organisation.queries.people import person_by_code
from spelregler.platform import clock
from spelregler.ui import formatting


def _owner(request: Request) -> Person:
    """Whoever acts, on their own list."""
    acting_role = request.acting_role
    must(acting_role, Action.SHOW_OWN_LIST, own_list(acting_role.person_code))
    return person_by_code(acting_role.person_code)


@login_required
def watch(request: Request) -> HttpResponse:
    """Somebody else is named, for some days."""
    acting_role, person = request.acting_role, _owner(request)
    held = [each for each in acting_role.role_assignments if not each.is_resident]
    duties = [(each.code, each.label(acting_role.language)) for each in held]
    form = WatchForm(sent(request), acting_role=acting_role, address=reverse("notices:find_watcher"), duties=duties)

    def name(said: dict[str, Any]) -> object:
        return watches.name_watcher(person=person, today=acting_role.today, who=acting_role.who, **said)

    if form.carried_out(name):
        row = form.result
        words = {
            "name": row.watcher.name,
            "first": formatting.long_date(row.start, acting_role.language),
            "last": formatting.long_date(row.last_day, acting_role.language),
        }
        told = _("%(name)s sees what waits for you from %(first)s to %(last)s.") % words
        return done(request, told, f"{reverse('notices:settings')}#watch")
    title = _("Somebody sees your list while you are away")
    page = page_shell(
        request,
        title=title,
        lead=_(
            "Whoever you choose sees the title, the last day and the rule of what waits for you, and may do nothing in "
            "your place. What their own role may not see is left out."
        ),
        crumbs=[
            (_("Home"), reverse("home:home")),
            (_("My account"), reverse("identity_account")),
            (_("Notices"), reverse("notices:settings")),
            (title, ""),
        ],
        can_travel=False,
    )
    return form_page(request, page, form, button=_("Let them see the list"), back=reverse("notices:settings"))


@login_required
def find_watcher(request: Request) -> HttpResponse:
    """At most twenty people whose names hold what is typed."""
    _owner(request)
    return answer_while_typing(request, as_of=request.acting_role.today)


@only_sent
@login_required
def end(request: Request) -> HttpResponse:
    """Back before the last day: nothing is seen any more."""
    person, acting_role = _owner(request), request.acting_role
    watches.end_watch(person=person, now=clock.now(), today=acting_role.today, who=acting_role.who)
    return done(request, _("Nobody sees your list any more."), f"{reverse('notices:settings')}#watch")


@only_sent
@login_required
def undo(request: Request) -> HttpResponse:
    """What has not begun is taken away."""
    person, acting_role = _owner(request), request.acting_role
    watches.undo_watch(person=person, today=acting_role.today, who=acting_role.who)
    return done(request, _("Your choice is undone."), f"{reverse('notices:settings')}#watch")
