"""What a report was handed in with: computed again years later it is equal, whatever was corrected since (MR-31)."""

from __future__ import annotations

import re
from datetime import date

import pytest

from spelregler.apps.followup.models import HandedIn, Report
from spelregler.apps.followup.queries.figures import figures_of, kept_figures
from spelregler.apps.frames.models import Forecast
from spelregler.apps.frames.operations import report_forecast
from spelregler.apps.goals.models import Measurement
from spelregler.apps.goals.operations.measurements import Correction, correct_measurements
from spelregler.apps.goals.pages.words import scale_on
from spelregler.platform.audit.operations import Who
from tests.conftest import text_of
from tests.test_report_pages import UTB, hand_in, page, write

pytestmark = pytest.mark.django_db
LATER, WHO = date(2029, 3, 1), Who(name="Controllern", role="CT")


def interim(**of: str) -> HandedIn:
    """The interim as it was handed in, of a level."""
    reports = Report.objects.select_related("occasion", "unit", "department", "body", "adopter")
    return HandedIn.objects.get(report=reports.get(occasion__kind="interim", **of), number=1)


EACH = (
    {"level": "unit", "unit__code": "oxeloskolan"},
    {"level": "department", "department__code": UTB},
    {"level": "committee", "adopter__code": "un"},
    {"level": "municipality"},
)


@pytest.fixture
def corrected() -> None:
    """Years later a forecast and a measured value that the reports rest on are corrected."""
    was = Forecast.objects.get(unit__code="oxeloskolan", month=date(2026, 8, 1))
    said = {"year": 2026, "month": was.month, "amount_ore": was.amount_ore + 1, "method": "Rättad"}
    report_forecast(**said, recorded_on=LATER, replaces=was, unit=was.unit, comment="Fel belopp.", who=WHO)
    value = Measurement.objects.filter(
        indicator__targets__goal__body__code="un", sex="T", numerator=None, replaced_by=None, unit=None
    ).first()
    correct_measurements(corrections=[Correction(value, value.value + 1, comment="Fel.")], recorded_on=LATER, who=WHO)


@pytest.mark.parametrize("of", EACH, ids=[each["level"] for each in EACH])
def test_the_figures_computed_again_are_those_that_were_kept(of, corrected):
    handed = interim(**of)
    kept = kept_figures(handed.pk)
    assert kept
    anew = figures_of(handed.report, as_of=handed.handed_on, scale=scale_on(handed.handed_on), is_over_years=True)
    assert anew == kept


def test_as_of_the_later_day_they_are_others(corrected):
    handed = interim(**EACH[0])
    assert figures_of(handed.report, as_of=LATER, scale=scale_on(LATER)) != kept_figures(handed.pk)


def test_the_fields_begin_with_what_the_same_place_wrote_the_last_time(wearing):
    wearing("CT").post(
        page("open"),
        {
            "kind": "tertial",
            "title": "Tertial tre",
            "first": "2026-09-01",
            "last": "2026-10-31",
            "units_by": "2026-11-02",
            "due_on": "2026-11-02",
        },
    )
    own = Report.objects.get(occasion__title="Tertial tre", department__code=UTB, level="department").pk
    told = text_of(wearing("FC", department=UTB).get(page("write", own)))
    assert "Läsningen i årskurs 3 går framåt." in told
    assert "Fälten börjar med det" in told


def test_two_versions_are_compared_by_text_and_figure(wearing):
    head = wearing("FC", department=UTB)
    pk = interim(level="department", department__code=UTB).report_id
    head.post(page("correct", pk), {"reason": "Fel ord."})
    write(head, pk, "Läsningen går framåt i fyra av fyra skolor.")
    hand_in(head, pk)
    told = text_of(head.get(page("compare", pk, 1, 2)))
    assert re.search(r"<del>tre</del>\s*<ins>fyra</ins>", told)
    assert "Prognos för året" in told, "the forecasts of October were not known in September"
    turned = text_of(head.get(page("compare", pk, 2, 1)))
    assert re.search(r"<del>tre</del>\s*<ins>fyra</ins>", turned), "the earlier version is the older"
    assert page("compare", pk, 1, 2) in text_of(head.get(page("report", pk)))
    assert wearing("EM").get(page("compare", pk, 1, 2)).status_code == 403
    assert head.get(page("compare", pk, 1, 9)).status_code == 404
