"""Comparison with other municipalities: the followed key figures, each one's own page, and the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.comparison import access, presenters
from spelregler.apps.comparison.forms import CatalogueSearch, FollowForm, GroupSearch
from spelregler.apps.comparison.operations import following
from spelregler.apps.comparison.queries import followed as queries
from spelregler.apps.comparison.queries import standing
from spelregler.apps.comparison.queries.followed import GroupChoice
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Pager, page_asked

MODULES = ("GOAL",)
MOST = 20


def _own() -> str:
    place = municipality()
    return place.code if place else ""


def overview(request: Request) -> HttpResponse:
    """The followed key figures with our own value, the group's median, positions and change."""
    acting_role, own = request.acting_role, _own()
    search, total = _group_search(request, own), standing.followed_count(as_of=acting_role.as_of)
    group = search.said("grupp")
    asked, here = page_asked(request.GET.get("sida", "")), reverse("comparison:list")
    pager = Pager.of(asked, total=total, most=MOST, address=here, grupp=group)
    rows = standing.rows(own=own, as_of=acting_role.as_of, group=group, start=pager.start, most=MOST)
    context = {
        "page": page_shell(
            request,
            title=_("Comparison"),
            lead=_(
                "Our key figures beside those of other municipalities. A number raises a question; it is no answer."
            ),
            current="comparison:list",
            modules=MODULES,
        ),
        "rows": presenters.list_rows(rows, group=group, language=acting_role.language),
        "fetched": presenters.fetched_words([each.fetched_on for each in rows], acting_role.language),
        "group_search": search,
        "pager": pager,
        "may_follow": access.may_follow(acting_role),
    }
    return render(request, "comparison/list.html", context)


def kpi(request: Request, kolada_id: str) -> HttpResponse:
    """One key figure year by year, as picture, words and table."""
    acting_role, own = request.acting_role, _own()
    search = _group_search(request, own)
    group = search.said("grupp")
    detail = standing.detail(kolada_id=kolada_id, own=own, as_of=acting_role.as_of, group=group)
    if detail is None:
        raise _not_followed()
    crumbs = [(_("Comparison"), reverse("comparison:list")), (kolada_id, "")]
    context = {
        "page": page_shell(request, title=detail.row.title, crumbs=crumbs, current="comparison:list", modules=MODULES),
        "shown": presenters.kpi_page(detail, group=group, language=acting_role.language),
        "detail": detail,
        "group_search": search,
        "form": FollowForm(groups=search.groups, initial=_as_followed(detail, search.groups)),
        "direction_words": presenters.direction_words(detail.row.direction),
        "scale": presenters.scale_words(detail.row.direction),
        "fetched": presenters.fetched_words([detail.row.fetched_on], acting_role.language),
        "may_follow": access.may_follow(acting_role) and acting_role.as_of == acting_role.today,
    }
    return render(request, "comparison/kpi.html", context)


def _as_followed(detail: standing.Detail, choices: Sequence[GroupChoice]) -> dict[str, str]:
    group = next((each.kolada_id for each in choices if each.title == detail.row.group_title), "")
    return {"kpi": detail.row.kolada_id, "direction": detail.row.direction, "group": group}


def catalogue(request: Request) -> HttpResponse:
    """Search in Kolada's catalogue, and follow."""
    acting_role, search = request.acting_role, CatalogueSearch(request.GET)
    words = search.said("q")
    _first, total = queries.search(words=words, most=0) if words else ([], 0)
    asked, here = page_asked(request.GET.get("sida", "")), reverse("comparison:catalogue")
    pager = Pager.of(asked, total=total, most=MOST, address=here, q=words)
    found, total = queries.search(words=words, start=pager.start, most=MOST) if words else ([], 0)
    context = {
        "page": page_shell(
            request,
            title=_("Key figures in Kolada"),
            lead=_("Search for what you want to compare. What is followed is fetched for every municipality."),
            crumbs=[(_("Comparison"), reverse("comparison:list")), (_("Key figures in Kolada"), "")],
            current="comparison:list",
            modules=MODULES,
        ),
        "words": words,
        "search": search,
        "hits": [(hit, _form_of(hit.found.kolada_id, hit.found.title)) for hit in presenters.hits(found)],
        "total": total,
        "fetched_on": queries.catalogue_day(),
        "pager": pager,
        "may_follow": access.may_follow(acting_role),
    }
    return render(request, "comparison/catalogue.html", context)


def _group_search(request: Request, own: str) -> GroupSearch:
    return GroupSearch(request.GET, groups=queries.groups(own=own))


def _form_of(kolada_id: str, title: str) -> FollowForm:
    return FollowForm(auto_id=f"{kolada_id}-%s", initial={"kpi": kolada_id}, title=title)


@require_POST
def follow(request: Request) -> HttpResponse:
    """Follow a key figure, or choose anew which way is good and with whom it is compared."""
    acting_role, told = request.acting_role, list[tuple[str, str]]()
    access.must_follow(acting_role)
    form = FollowForm(request.POST, groups=queries.groups(own=_own()))

    def act(said: dict[str, Any]) -> None:
        kpi = {"kolada_id": said["kpi"], "direction": said["direction"], "group": said["group"]}
        followed, is_new = following.follow_kpi(today=acting_role.today, who=acting_role.who, **kpi)
        words = _("It is followed, and fetched the next time.") if is_new else _("It is changed.")
        told.append((words, reverse("comparison:kpi", args=[followed.kpi.kolada_id])))

    if form.carried_out(act):
        return done(request, *told[0])
    back = reverse("comparison:list")
    crumbs = [(_("Comparison"), back), (_("How it is followed"), "")]
    page = page_shell(request, title=_("How it is followed"), crumbs=crumbs, current="comparison:list", path=back)
    return form_page(request, page, form, button=_("Save"), back=back)


@require_POST
def unfollow(request: Request, kolada_id: str) -> HttpResponse:
    """Follow a key figure no more."""
    acting_role = request.acting_role
    access.must_follow(acting_role)
    following.unfollow_kpi(kolada_id=kolada_id, today=acting_role.today, who=acting_role.who)
    return done(request, _("It is followed no more. What was fetched is kept."), reverse("comparison:list"))


def _not_followed() -> NotVisible:
    return NotVisible(
        Words("The key figure is not followed on that day."),
        way=Words("Go to Comparison and choose there."),
    )
