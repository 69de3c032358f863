"""What the acting role is to assess, with its state and last day, and what everybody has assessed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.evaluation.access.rights import kept_from, to_assess
from spelregler.apps.evaluation.pages.overruling.presenters import overruled_rows
from spelregler.apps.evaluation.pages.overview import presenters
from spelregler.apps.evaluation.pages.overview.forms import AssessmentSearch
from spelregler.apps.evaluation.queries.history import counting_assessments, overrulings_now
from spelregler.apps.evaluation.queries.places import kind_called
from spelregler.platform.findings import assessed_rules
from spelregler.ui.page import Pager, page_asked

PER_PAGE = 50


def assessments(request: Request) -> HttpResponse:
    """First what is mine to assess, then what is assessed, the newest first, by rule or by kind of place."""
    acting_role, asked = request.acting_role, request.GET
    hidden = kept_from(acting_role)
    rules = [each for each in assessed_rules(as_of=acting_role.as_of) if each.clause not in hidden]
    search = AssessmentSearch(asked, rules=[(each.clause, each.title.text(acting_role.language)) for each in rules])
    rule, word = search.said("regel"), search.said("plats")
    here = page_asked(asked.get("sida", ""))
    total, rows = counting_assessments(
        as_of=acting_role.as_of,
        clause=rule,
        kind=kind_called(word),
        besides=hidden,
        start=(here - 1) * PER_PAGE,
        limit=PER_PAGE,
    )
    own = presenters.own_rows(to_assess(acting_role), acting_role.language)
    page = page_shell(
        request,
        title=_("Assessments"),
        lead=_("How the rules are followed that nothing recorded can answer for. Somebody says it, with a reason."),
        current="evaluation:list",
    )
    context = {
        "page": page,
        "own": own,
        "waiting": sum(each.waits for each in own),
        "rows": presenters.recorded_rows(rows, acting_role),
        "pager": Pager.of(here, total=total, most=PER_PAGE, regel=rule, plats=word, per=asked.get("per", "")),
        "search": search,
        "overruled": overruled_rows(
            overrulings_now(as_of=acting_role.as_of, besides=hidden, limit=PER_PAGE), acting_role
        ),
    }
    return render(request, "evaluation/list.html", context)
