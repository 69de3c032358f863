"""Reports and what waits: an occasion opened for a large municipality, and the work list of somebody with much to do.

The occasion is opened in the demo enlarged to so many units. Processor time.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bench.governed import page, secretary
from bench.measuring import spent
from bench.pages import clients, counted, home_of

UNITS, TASKS = 2500, 500
TODAY = date(2026, 11, 2)


def opened() -> list[dict[str, Any]]:
    """A report for every unit and department, every committee and the whole, in one act."""
    home_of(UNITS)
    from spelregler.apps.followup.models import Report
    from spelregler.apps.followup.operations import OccasionSaid, open_occasion
    from spelregler.apps.organisation.models import Body
    from spelregler.domain.reports import Kind

    said = OccasionSaid(
        kind=Kind.TERTIAL,
        title="Tertial",
        first=date(2026, 9, 1),
        last=date(2026, 12, 31),
        units_by=TODAY,
        due_on=TODAY,
        committees_by=TODAY,
        top=Body.objects.get(code="kf"),
        top_by=TODAY,
    )
    with counted() as tally:
        seconds, occasion = spent(lambda: open_occasion(said=said, today=TODAY, who=secretary()))
    reports = Report.objects.filter(occasion=occasion).count()
    return [{"what": f"open an occasion, {reports} reports", "s": seconds, "statements": tally["queries"]}]


def listed() -> list[dict[str, Any]]:
    """The work list of a department head with so many assignments to report back."""
    home_of(0)
    from spelregler.apps.decisions.models import Assignment, Decision
    from spelregler.apps.organisation.models import Post

    decision = Decision.objects.filter(body__code="un").order_by("pk")[0]
    post = Post.objects.get(code="chef-utbildningsforvaltningen")
    Assignment.objects.bulk_create(
        Assignment(decision=decision, addressee=post, text=f"Uppdrag {n}", due_on=TODAY + timedelta(days=n % 50))
        for n in range(TASKS)
    )
    return [{"what": f"work list of {TASKS} items, FC", **page(clients()["FC"], "/att-gora/", {})}]
