"""The reports of each body as the checks ask about them. Reads only."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Q

from spelregler.apps.followup.models import HandedIn, Report, Valuation
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.domain.findings import Scope
from spelregler.domain.reports import BodyReports, Kind, Outcome, ReportToBody, Valued
from spelregler.domain.roles import Role

GETTING = {
    Body.Kind.COUNCIL: (Role.KC, Role.KF),
    Body.Kind.EXECUTIVE_BOARD: (Role.FC, Role.KS),
    Body.Kind.COMMITTEE: (Role.FC, Role.N),
}
"""The bodies that get reports: who hands in, and who values."""


def bodies_reports(*, as_of: date) -> list[BodyReports]:
    """The council, the board and every committee with the reports that they have got, or are to get, by the day.

    What was returned was never delivered, and what a body adopts is so by its decision. Four queries.
    """
    said: dict[int, list[Valued]] = defaultdict(list)
    valued = Valuation.objects.filter(entered_on__lte=as_of, decision__decided_on__lte=as_of)
    told = valued.order_by("decision__decided_on", "pk").values_list(
        "handed_in__report", "decision__decided_on", "outcome"
    )
    for report, on, outcome in told:
        said[report].append(Valued(on, Outcome(outcome)))
    delivered: dict[int, date] = {}
    rows = HandedIn.objects.filter(handed_on__lte=as_of, is_returned=False).exclude(report__level=Report.Level.UNIT)
    rows = rows.filter(Q(report__adopter=None) | Q(adoption_entered_on__lte=as_of))
    for report, on, adopted in rows.order_by("number").values_list("report", "handed_on", "adopted__decided_on"):
        delivered.setdefault(report, adopted or on)
    found: dict[int, list[ReportToBody]] = defaultdict(list)
    asked = Report.objects.exclude(level=Report.Level.UNIT).filter(occasion__opened_on__lte=as_of)
    for row in asked.select_related("occasion", "department", "adopter").order_by("pk"):
        of = row.occasion
        whose = row.department or (row.adopter if row.level == Report.Level.COMMITTEE else None)
        day = {Report.Level.MUNICIPALITY: of.top_by, Report.Level.COMMITTEE: of.committees_by}
        found[row.body_id].append(
            ReportToBody(
                title=f"{of.title}, {whose}" if whose else of.title,
                kind=Kind(of.kind),
                due_on=day.get(Report.Level(row.level)) or of.due_on,
                delivered_on=delivered.get(row.pk),
                valued=tuple(said[row.pk]),
            )
        )
    return [
        BodyReports(Scope("committee", each.code, each.name), tuple(found[each.pk]), *GETTING[Body.Kind(each.kind)])
        for each in bodies(as_of=as_of)
        if each.kind in GETTING
    ]
