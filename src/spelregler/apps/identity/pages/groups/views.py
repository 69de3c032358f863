"""The table of groups as a page: which group gives which post, by whose decision. Kept by central HR."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.identity import queries
from spelregler.apps.identity.access import TABLE, Action
from spelregler.apps.identity.operations import groups as operations
from spelregler.apps.identity.pages.groups.forms import GroupForm
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


def groups(request: Request) -> HttpResponse:
    """Which groups give which posts on the day, and by whose decision. To a stranger the page is not there."""
    acting_role = request.acting_role
    if not acting_role.person_code:
        raise NotVisible(
            Words("The page is not here."),
            way=Words("Log in first."),
        )
    must(acting_role, Action.SEE, TABLE)
    return _shown(request)


@require_POST
def give(request: Request) -> HttpResponse:
    """A decision on what a group gives is entered: body, date and paragraph."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP, TABLE)
    form = _form(request, request.POST)

    def act(said: dict[str, Any]) -> None:
        body, post = queries.body_and_post(body=said["body"], post=said["post"])
        operations.decide_mapping(who=acting_role.who, **{**said, "body": body, "post": post})

    if form.carried_out(act):
        return done(request, _("The group gives the post from the day."), reverse("identity_groups"))
    return _shown(request, form)


@require_POST
def stop(request: Request, number: int) -> HttpResponse:
    """A row ends today, and with it every post that it has given."""
    must(request.acting_role, Action.KEEP, TABLE)
    operations.end_mapping(
        mapping=queries.mapping_by_number(number), on=request.acting_role.today, who=request.acting_role.who
    )
    return done(request, _("The row has ended, and what it gave."), reverse("identity_groups"))


def _form(request: Request, said: QueryDict | None = None) -> GroupForm:
    posts, bodies = queries.posts_to_choose(), queries.bodies_to_choose()
    return GroupForm(said, posts=posts, bodies=bodies, today=request.acting_role.today)


def _shown(request: Request, sent: GroupForm | None = None) -> HttpResponse:
    """The table, with the form as it was sent where something is to be put right."""
    acting_role = request.acting_role
    keeps = may(acting_role, Action.KEEP, TABLE) and acting_role.as_of == acting_role.today
    page = page_shell(
        request,
        title=_("Groups that give posts"),
        lead=_("What the municipality's own sign-in says is turned into posts here, and only by a decision."),
        path=reverse("identity_groups"),
    )
    context = {
        "page": page,
        "rows": queries.mappings(as_of=acting_role.as_of),
        "form": sent or (_form(request) if keeps else None),
    }
    return render(request, "identity/groups.html", context, status=sent.status if sent else 200)
