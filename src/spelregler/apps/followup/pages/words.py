"""What the pages of reports say in one way."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.decisions.models import Decision
from spelregler.apps.followup.models import Occasion, Report, Section
from spelregler.apps.followup.queries.reports import State
from spelregler.domain.reports import Kind, Outcome
from spelregler.ui import formatting
from spelregler.ui.formatting import NBSP
from spelregler.ui.names import named
from spelregler.ui.page import Page

MODULES = ("REP",)
KINDS = {
    Kind.MONTHLY: gettext_lazy("Monthly report"),
    Kind.TERTIAL: gettext_lazy("Four-month report"),
    Kind.INTERIM: gettext_lazy("Interim report"),
    Kind.ANNUAL: gettext_lazy("Annual report"),
    Kind.PLANNING: gettext_lazy("Planning material"),
}
OUTCOMES = {
    Outcome.SATISFIED: gettext_lazy("The body is satisfied"),
    Outcome.ASKS: gettext_lazy("The body asks to know more"),
    Outcome.ACTS: gettext_lazy("The body acts: it gives an assignment"),
    Outcome.ACCEPTS: gettext_lazy("The body accepts it, with a reason"),
    Outcome.FILED: gettext_lazy("Filed, without saying what the body thinks"),
}
FIGURES = {
    Section.Figures.NONE: gettext_lazy("No figures"),
    Section.Figures.MONEY: gettext_lazy("The money"),
    Section.Figures.GOALS: gettext_lazy("Goals and measures"),
}


def place_of(report: Report, language: str) -> str:
    """Whose report it is."""
    place = report.unit or report.department or (report.adopter if report.level == Report.Level.COMMITTEE else None)
    return named(place.name, place.name_en, language) if place else str(_("The whole municipality"))


def standing(state: State, acting_role: ActingRole) -> tuple[str, str]:
    """How far a report has come, as a mark and in words; late is late, whoever it waits for."""
    language, day = acting_role.language, acting_role.as_of
    if state.is_open:
        last = state.last
        if last is not None and last.is_returned:
            words = _("returned %(day)s") % {"day": formatting.long_date(last.reopened_on, language)}
            return "attention" if day <= state.due_on else "breach", words
        if last is not None:
            return "attention", _("a correction is being written")
        if state.is_missed:
            words = _("did not come in in time; the department handed in without it on %(day)s")
            return "breach", words % {"day": formatting.long_date(state.above_on, language)}
        if day > state.due_on:
            return "breach", _("missing since %(day)s") % {"day": formatting.long_date(state.due_on, language)}
        return "not_assessed", _("to be in by %(day)s") % {"day": formatting.long_date(state.due_on, language)}
    on = state.delivered_on
    if state.proposed and not on:
        words = _("waits to be adopted since %(day)s") % {
            "day": formatting.long_date(state.proposed.handed_on, language)
        }
        return "attention" if day <= state.due_on else "breach", words
    words = _("in since %(day)s") % {"day": formatting.long_date(on, language)}
    late = (on - state.due_on).days if on else 0
    if late <= 0:
        return "kept", words
    days = ngettext("%(n)d day late", "%(n)d days late", late) % {"n": late}
    return "attention", f"{words}, {days}"


def valued_words(state: State, language: str) -> str:
    """What the body decided last; of a report that its own body has adopted, that; empty before."""
    if not state.valuations:
        made = state.seen.adopted if state.seen else None
        return _("adopted by %(decision)s") % {"decision": decided_words(made, language)} if made else ""
    last = state.valuations[-1]
    day = formatting.long_date(last.decision.decided_on, language)
    return f"{OUTCOMES[Outcome(last.outcome)]}, {day}, §{NBSP}{last.decision.paragraph}"


def decided_words(decision: Decision, language: str) -> str:
    """The body, day and paragraph of a decision."""
    day = formatting.long_date(decision.decided_on, language)
    return f"{named(decision.body.name, decision.body.name_en, language)} {day}, §{NBSP}{decision.paragraph}"


def period_words(occasion: Occasion, language: str) -> str:
    """The days that it covers."""
    return formatting.period(occasion.period_start, occasion.period_end, language)


def reports_page(
    request: Request,
    title: str,
    *,
    lead: str = "",
    occasion: Occasion | None = None,
    between: tuple[tuple[str, str], ...] = (),
    can_travel: bool = True,
) -> Page:
    """A page of reports, under the occasion that it is about."""
    crumbs = [(_("Reports"), reverse("followup:reports"))]
    if occasion is not None:
        crumbs.append((occasion.title, reverse("followup:occasion", args=[occasion.pk])))
    return page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=[*crumbs, *between, (title, "")],
        current="followup:reports",
        modules=MODULES,
        can_travel=can_travel,
    )
