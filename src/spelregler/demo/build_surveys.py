"""What surveys answered in the demo. All of it is made up, and the surveys' names say so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from spelregler.apps.evaluation.operations import Surveyed, record_results
from spelregler.apps.organisation.models import Department
from spelregler.demo.made import DEMO, Made
from spelregler.demo.organisation import AOF, KFF, UTB
from spelregler.domain.surveys import CLIMATE, GOALS, INFLUENCE, SERVICE, SHARE, USERS

STAFF, RESIDENTS, USERS_ASKED = "Medarbetarenkät (påhittad)", "Invånarenkät (påhittad)", "Brukarenkät (påhittad)"
SPRING_BEFORE, SPRING, AUTUMN_BEFORE, AUTUMN = (
    date(2025, 4, 11),
    date(2026, 4, 10),
    date(2025, 10, 3),
    date(2026, 10, 2),
)
FIGURES = (
    (INFLUENCE, UTB, STAFF, SPRING_BEFORE, 402, 71),
    (INFLUENCE, UTB, STAFF, SPRING, 418, 74),
    (INFLUENCE, AOF, STAFF, SPRING_BEFORE, 210, 66),
    (INFLUENCE, AOF, STAFF, SPRING, 198, 63),
    (GOALS, UTB, STAFF, SPRING_BEFORE, 402, 78),
    (GOALS, UTB, STAFF, SPRING, 418, 79),
    (GOALS, KFF, STAFF, SPRING_BEFORE, 31, 84),
    (GOALS, KFF, STAFF, SPRING, 29, 80),
    (CLIMATE, UTB, STAFF, SPRING_BEFORE, 402, 69),
    (CLIMATE, UTB, STAFF, SPRING, 418, 65),
    (SERVICE, "", RESIDENTS, AUTUMN_BEFORE, 611, 58),
    (SERVICE, "", RESIDENTS, AUTUMN, 590, 61),
    (USERS, AOF, USERS_ASKED, AUTUMN_BEFORE, 154, 88),
    (USERS, AOF, USERS_ASKED, AUTUMN, 161, 89),
)
"""Theme, department, survey, last day, answers and the share who agree. The other departments have told nothing."""


def build_surveys(made: Made) -> None:
    """Each survey as whoever had it brought its figures; so a year can be compared with the one before."""
    places = {each.code: each for each in Department.objects.all()}
    for theme, code, survey, held_on, answers, share in FIGURES:
        said = Surveyed(theme, places.get(code), survey, held_on, answers, SHARE, Decimal(share))
        role = "CT" if theme in (SERVICE, USERS) else "HR"
        record_results(said=[said], today=held_on, role=role, who=DEMO)
