"""The table of groups as a page: which group gives which post, by whose decision. Kept by central HR."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.identity import queries
from spelregler.apps.identity.access import TABLE, Action
from spelregler.apps.identity.operations import groups as operations
from spelregler.platform.errors import NotVisible
from spelregler.platform.numbers import read_day


def groups(request: Request) -> HttpResponse:
    """Which groups give which posts on the day, and by whose decision. To a stranger the page is not there."""
    acting_role = request.acting_role
    if not acting_role.person_code:
        raise NotVisible(
            sv="Sidan finns inte här.",
            en="The page is not here.",
            way_sv="Logga in först.",
            way_en="Log in first.",
        )
    must(acting_role, Action.SEE, TABLE)
    keeps = may(acting_role, Action.KEEP, TABLE) and acting_role.as_of == acting_role.today
    page = page_shell(
        request,
        title=_("Groups that give posts"),
        lead=_("What the municipality's own sign-in says is turned into posts here, and only by a decision."),
    )
    context = {
        "page": page,
        "rows": queries.mappings(as_of=acting_role.as_of),
        "keeps": keeps,
        "bodies": queries.bodies_to_choose() if keeps else [],
        "posts": queries.posts_to_choose() if keeps else [],
    }
    return render(request, "identity/groups.html", context)


@require_POST
def give(request: Request) -> HttpResponse:
    """A decision on what a group gives is entered: body, date and paragraph."""
    acting_role, said = request.acting_role, request.POST
    must(acting_role, Action.KEEP, TABLE)
    body, post = queries.body_and_post(body=said.get("body", ""), post=said.get("post", ""))
    operations.decide_mapping(
        source=said.get("source", "").strip(),
        group=said.get("group", "").strip(),
        post=post,
        body=body,
        decided_on=read_day(said.get("decided_on", "")),
        paragraph=said.get("paragraph", ""),
        start=read_day(said.get("start", "")),
        who=acting_role.who,
    )
    return _done(request, _("The group gives the post from the day."))


@require_POST
def stop(request: Request, number: int) -> HttpResponse:
    """A row ends today, and with it every post that it has given."""
    must(request.acting_role, Action.KEEP, TABLE)
    operations.end_mapping(
        mapping=queries.mapping_by_number(number), on=request.acting_role.today, who=request.acting_role.who
    )
    return _done(request, _("The row has ended, and what it gave."))


def _done(request: Request, message: str) -> HttpResponse:
    messages.success(request, message)
    return HttpResponseRedirect(reverse("identity_groups"))
