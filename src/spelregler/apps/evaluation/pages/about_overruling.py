"""Which computed answer a page of an overruling is about, and the shell of such a page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.overruled import address_of_overruling
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.evaluation.access.rights import is_seen
from spelregler.apps.evaluation.queries import places
from spelregler.apps.evaluation.queries.places import AssessedAt
from spelregler.domain.assessment import AWAITED, place_of
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.findings import checks_of, texts, titles
from spelregler.ui.page import Page


def asked(request: Request, kind: str, code: str, clause: str) -> AssessedAt:
    """The place that the address names, where the rule is one that is computed and its answer there is seen."""
    acting_role, wanted = request.acting_role, places.kind_called(kind)
    check, _parameters = checks_of([clause], as_of=acting_role.as_of).get(clause, ("", {}))
    is_computed = bool(check) and check != AWAITED and place_of(check) is None
    place = places.place_called(wanted, code, as_of=acting_role.as_of) if wanted and is_computed else None
    if place is None or not is_seen(acting_role, clause, place):
        raise NotVisible(
            Words("No such rule is computed there on that day."),
            way=Words("Go to the rule's page and choose there."),
        )
    return place


def page_of(request: Request, clause: str, place: AssessedAt, *, last: str = "") -> Page:
    """The shell of the overruling's page, or of a form one step on from it."""
    acting_role = request.acting_role
    language, here = acting_role.language, address_of_overruling((clause, place.kind, place.code))
    title = _said(titles(as_of=acting_role.as_of).get(clause), language)
    steps = [(_("Overrule"), here if last else ""), *([(last, "")] if last else [])]
    return page_shell(
        request,
        title=title,
        lead=_said(texts(as_of=acting_role.as_of).get(clause), language),
        crumbs=[
            (_("Assessments"), reverse("evaluation:list")),
            (title, reverse("policy:clause", args=[clause])),
            *steps,
        ],
        current="evaluation:list",
        scope_kind=place.kind,
        scope=place.code,
        can_travel=not last,
    )


def _said(words: Bilingual | None, language: str) -> str:
    return words.text(language) if words else ""
