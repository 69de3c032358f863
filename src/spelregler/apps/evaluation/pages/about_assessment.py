"""Which rule and place a page of an assessment is about, and the shell of such a page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.evaluation.access.rights import is_seen
from spelregler.apps.evaluation.pages.words import address
from spelregler.apps.evaluation.queries import places
from spelregler.apps.evaluation.queries.places import AssessedAt
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.findings import AssessedRule, assessed_rules
from spelregler.ui.page import Page


def asked(request: Request, kind: str, code: str, clause: str) -> tuple[AssessedRule, AssessedAt]:
    """The rule and the place that the address names."""
    acting_role, wanted = request.acting_role, places.kind_called(kind)
    rules = {each.clause: each for each in assessed_rules(as_of=acting_role.as_of) if each.place == wanted}
    place = places.place_called(wanted, code, as_of=acting_role.as_of) if clause in rules else None
    if place is None or not is_seen(acting_role, clause, place):
        raise NotVisible(
            Words("No such rule is assessed there on that day."),
            way=Words("Go to Assessments and choose there."),
        )
    return rules[clause], place


def page_of(request: Request, rule: AssessedRule, place: AssessedAt, *, last: str = "") -> Page:
    language = request.acting_role.language
    here = address(place.kind, place.code, rule.clause)
    title = rule.title.text(language)
    crumbs = [(_("Assessments"), reverse("evaluation:list")), (title, here if last else "")]
    return page_shell(
        request,
        title=title,
        lead=rule.text.text(language),
        crumbs=[*crumbs, *([(last, "")] if last else [])],
        current="evaluation:list",
        scope_kind=place.kind,
        scope=place.code,
        can_travel=not last,
    )
