"""The scans of the surroundings that had been recorded by a day, and where each was used. Reads only."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from spelregler.apps.followup.models import EnvironmentScan, ScanUse
from spelregler.apps.followup.queries.for_checks import GETTING
from spelregler.apps.frames.queries.frame_rows import budgets_decided
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.domain.findings import Scope
from spelregler.domain.scans import BodyScans, Scan

MOST = 100


def _counts(as_of: date) -> Q:
    return Q(recorded_on__lte=as_of) & (Q(ended_on__isnull=True) | Q(ended_on__gt=as_of))


def _rows(as_of: date) -> QuerySet[EnvironmentScan]:
    uses = ScanUse.objects.filter(_counts(as_of)).select_related("body").order_by("-year", "body__name")
    rows = EnvironmentScan.objects.filter(recorded_on__lte=as_of).select_related("body", "file")
    return rows.prefetch_related(Prefetch("uses", uses))


def scans(*, as_of: date) -> list[EnvironmentScan]:
    """All recorded by the day and where it was used, taken back too; the latest first, 100 at most. Two queries."""
    return list(_rows(as_of).order_by("-held_on", "-pk")[:MOST])


def scan_by_pk(*, pk: int, as_of: date) -> EnvironmentScan | None:
    """One scan with where it was used, as known on the day. Two queries."""
    return _rows(as_of).filter(pk=pk).first()


def use_by_pk(*, pk: int) -> ScanUse | None:
    """What a body said of a scan, for an operation to work on. One query."""
    return ScanUse.objects.filter(pk=pk).select_related("body", "scan").first()


def bodies_for_scans(*, as_of: date) -> list[Body]:
    """The council, the board and every committee on the day. One query."""
    return [each for each in bodies(as_of=as_of) if each.kind in GETTING]


def bodies_scans(*, as_of: date) -> list[BodyScans]:
    """Each of them with its own scans and the municipality's, known by the day and with the years that it used them
    in, and the day of each year's budget. Four queries.
    """
    used: dict[tuple[int, int], list[int]] = defaultdict(list)
    for scan, body, year in ScanUse.objects.filter(_counts(as_of)).values_list("scan", "body", "year"):
        used[scan, body].append(year)
    made = EnvironmentScan.objects.filter(_counts(as_of), held_on__lte=as_of).order_by("held_on", "pk")
    known = list(made.values_list("pk", "body", "held_on"))
    budgets = tuple(budgets_decided(as_of=as_of).items())
    return [
        BodyScans(
            Scope("committee", each.code, each.name),
            GETTING[Body.Kind(each.kind)][1],
            tuple(Scan(on, tuple(used[pk, each.pk])) for pk, body, on in known if body in (None, each.pk)),
            budgets,
        )
        for each in bodies_for_scans(as_of=as_of)
    ]


def last_scans(*, as_of: date) -> dict[str, date]:
    """The day of the last scan of each body by its code, and of the municipality under no code. One query."""
    made = EnvironmentScan.objects.filter(_counts(as_of), held_on__lte=as_of).order_by("held_on", "pk")
    return {code or "": on for code, on in made.values_list("body__code", "held_on")}
