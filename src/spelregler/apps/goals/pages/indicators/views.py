"""Indicators: the list, one indicator with its definition over time, and the form in which it is defined."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.goals import operations
from spelregler.apps.goals.access import definition_rights
from spelregler.apps.goals.models import Indicator
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.indicators import presenters, sums_presenters
from spelregler.apps.goals.pages.indicators.forms import DefinitionForm, IndicatorSearch
from spelregler.apps.goals.pages.post_search import shown_search, sought_by
from spelregler.apps.goals.pages.reporting.presenters import ROWS
from spelregler.apps.goals.queries import indicators, lookups
from spelregler.apps.goals.queries.ownership import Offered
from spelregler.apps.goals.queries.unit_totals import units_together
from spelregler.apps.organisation.queries.departments import departments
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page, Pager, page_asked


def indicator_list(request: Request) -> HttpResponse:
    """What is measured, open to all: searched by words, by whose it is, by source, and what nobody has used."""
    acting_role, said = request.acting_role, request.GET
    search = IndicatorSearch(
        said,
        departments=[
            (each.code, acting_role.say(each.name, each.name_en)) for each in departments(as_of=acting_role.as_of)
        ],
    )
    found = indicators.listed(search.wanted, as_of=acting_role.as_of)
    kept = {key: str(value) for key, value in said.items() if key != "sida"}
    pager = Pager.of(
        page_asked(said.get("sida", "")), total=found.count(), most=ROWS, address=reverse("goals:indicators"), **kept
    )
    context = {
        "page": _page(request, _("Indicators"), lead=_("What is measured, how, and who answers for it.")),
        "search": search,
        "rows": presenters.listed_rows(found[pager.start : pager.start + ROWS], acting_role),
        "pager": pager,
        "may_define": definition_rights.may_define(acting_role, definition_rights.own_matter(acting_role)),
    }
    return render(request, "goals/indicators.html", context)


def one(request: Request, code: str) -> HttpResponse:
    """One indicator: what it means, which goals use it, and what it has meant before."""
    acting_role, indicator = request.acting_role, _indicator(code)
    found, uses = indicators.defined(indicator, as_of=acting_role.as_of), indicators.uses(acting_role, indicator)
    pager = Pager.of(
        page_asked(request.GET.get("sida", "")), total=uses.count(), most=ROWS, per=request.GET.get("per", "")
    )
    matter = definition_rights.matters([indicator], as_of=acting_role.today)[code]
    refused = definition_rights.why_not(acting_role, matter)
    together = units_together([indicator], as_of=acting_role.as_of)
    context = {
        "page": _page(
            request, acting_role.say(indicator.title, indicator.title_en), indicator=indicator, can_travel=True
        ),
        "indicator": indicator,
        "facts": presenters.facts(found, acting_role),
        "uses": presenters.use_rows(uses[pager.start : pager.start + ROWS], acting_role),
        "pager": pager,
        "sums": sums_presenters.sums_of_indicator(together.get(code), acting_role),
        "changes": presenters.change_rows(found.changes),
        "may_define": definition_rights.may_define(acting_role, matter),
        "refused": refused.text(acting_role.language) if refused else "",
        "plans": presenters.plan_links(
            indicators.plans_to_use_in(acting_role), indicator, acting_role.today.year, acting_role.language
        ),
    }
    return render(request, "goals/indicator.html", context)


def new(request: Request) -> HttpResponse:
    """A new indicator is defined by a role that may."""
    acting_role = request.acting_role
    must(acting_role, definition_rights.DEFINE, definition_rights.own_matter(acting_role))
    offered = definition_rights.near_posts(acting_role, sought_by(request, by_key=True))
    form = DefinitionForm(sent(request), posts=offered.posts, acting_role=acting_role)
    made: list[Indicator] = []

    def act(_said: dict[str, Any]) -> None:
        owner = form.definition.owner
        if owner is not None:
            matters = definition_rights.matters_by_post(as_of=acting_role.today, which=Q(pk=owner.pk))
            must(acting_role, definition_rights.DEFINE, matters[owner.code])
        made.append(operations.new_indicator(definition=form.definition, on=acting_role.today, who=acting_role.who))

    if form.carried_out(act):
        words = _("The indicator is defined. Choose it for a goal, with a target.")
        return done(request, words, reverse("goals:indicator", args=[made[0].code]))
    page = _page(request, _("Define an indicator"), lead=_("What it means is settled here; values are reported."))
    back, words = reverse("goals:indicators"), _("Define the indicator")
    return _definition_page(request, page, form, offered, button=words, back=back)


def change(request: Request, code: str) -> HttpResponse:
    """A definition is changed by a role that may, and that has not reported its values."""
    acting_role, indicator = request.acting_role, _indicator(code)
    must(acting_role, definition_rights.DEFINE, definition_rights.matters([indicator], as_of=acting_role.today)[code])
    offered = definition_rights.near_posts(acting_role, sought_by(request, by_key=True))
    form = _change_form(request, indicator, offered)

    def act(_said: dict[str, Any]) -> None:
        operations.define_indicator(
            indicator=indicator,
            definition=form.definition,
            reason=form.why,
            on=acting_role.today,
            who=acting_role.who,
        )

    back = reverse("goals:indicator", args=[code])
    if form.carried_out(act):
        return done(request, _("The definition is changed, and what it was is kept."), back)
    page = _page(request, _("Change the definition"), indicator=indicator, lead=form.lead)
    return _definition_page(request, page, form, offered, button=_("Change the definition"), back=back)


def _definition_page(
    request: Request, page: Page, form: DefinitionForm, offered: Offered, *, button: str, back: str
) -> HttpResponse:
    search = shown_search(request, has_more=offered.has_more)
    return form_page(
        request, page, form, button=button, back=back, template="goals/definition.html", post_search=search
    )


def _change_form(request: Request, indicator: Indicator, offered: Offered) -> DefinitionForm:
    acting_role = request.acting_role
    return DefinitionForm(
        sent(request),
        instance=copy(indicator),
        posts=offered.posts,
        acting_role=acting_role,
        has_values=indicator.measurements.exists(),
    )


def _indicator(code: str) -> Indicator:
    found = lookups.indicator_by_code(code=code)
    if found is None:
        raise NotVisible(
            Words("No such indicator."),
            way=Words("Go to Indicators and search there."),
        )
    return found


def _page(
    request: Request, title: str, *, lead: str = "", indicator: Indicator | None = None, can_travel: bool = False
) -> Page:
    """The frame, with the way back to the list and to the indicator."""
    here = reverse("goals:indicators")
    crumbs = [(_("Goals"), reverse("goals:tree")), (_("Indicators"), here if request.path != here else "")]
    if indicator is not None:
        own = reverse("goals:indicator", args=[indicator.code])
        words = request.acting_role.say(indicator.title, indicator.title_en)
        crumbs.append((words, own if request.path != own else ""))
    if request.path != here and (indicator is None or crumbs[-1][1]):
        crumbs.append((title, ""))
    return page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=crumbs,
        current="goals:tree",
        modules=MODULES,
        can_travel=can_travel or request.path == here,
    )
