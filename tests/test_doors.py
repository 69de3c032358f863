"""What a page shows of units, grounds and proposals to somebody in each kind of role, at the page itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.goals import operations
from spelregler.apps.organisation.models import Body, Unit
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.apps.policy.models import Finding
from spelregler.platform.audit.operations import SYSTEM

TODAY = date(2026, 11, 2)
INSIDERS, TOLD, OUTSIDERS = ("KC", "RE"), ("KS", "N"), ("CI", "KF", "EM")


@pytest.mark.once
@pytest.mark.parametrize("role", [*TOLD, *OUTSIDERS])
def test_the_field_shows_no_state_to_those_whom_the_matrix_does_not_give_it(wearing, role):
    text = wearing(role).get(reverse("autonomy:field")).content.decode()
    assert "stannar mellan de två" in text
    assert "Öppna signaler" not in text
    assert "i dialog" not in text.partition("<main")[2]


@pytest.mark.once
@pytest.mark.parametrize("role", INSIDERS)
def test_the_field_shows_states_to_those_who_follow_them(wearing, role):
    text = wearing(role).get(reverse("autonomy:field")).content.decode()
    assert "Öppna signaler" in text
    assert "stannar mellan de två" not in text


@pytest.mark.once
@pytest.mark.parametrize("role", [*TOLD, *OUTSIDERS])
def test_a_grounds_page_answers_for_the_units_together(wearing, role):
    names = set(Finding.objects.filter(clause="MR-46", scope_kind="unit").values_list("scope_name", flat=True))
    text = wearing(role).get(reverse("policy:clause", args=["MR-46"])).content.decode().partition("<main")[2]
    assert names
    assert not [name for name in names if name in text]
    assert f"Antal enheter: {len(unit_places(as_of=TODAY))}" in text


@pytest.mark.once
def test_a_unit_manager_sees_the_own_unit_among_the_others(wearing):
    client = wearing("EC", unit="oxeloskolan")
    text = client.get(reverse("policy:clause", args=["MR-46"])).content.decode().partition("<main")[2]
    assert Unit.objects.get(code="oxeloskolan").name in text
    assert f"Antal enheter: {len(unit_places(as_of=TODAY)) - 1}" in text


@pytest.mark.once
@pytest.mark.parametrize(("role", "seen"), [("CI", False), ("EM", False), ("KF", True), ("SE", True), ("CT", True)])
def test_a_proposed_goal_is_there_for_those_who_work_on_it(wearing, db, role, seen):
    operations.propose_goal(
        code="prov-forslag",
        level="municipal",
        title="Provförslag om cykelvägar",
        body=Body.objects.get(code="kf"),
        start=date(2026, 1, 1),
        who=SYSTEM,
    )
    client = wearing(role)
    assert client.get(reverse("goals:goal", args=["prov-forslag"])).status_code == (200 if seen else 404)
    assert ("Provförslag" in client.get(reverse("goals:tree")).content.decode()) is seen
    assert "Provförslag" not in client.get(reverse("home:search"), {"q": "cykelvägar"}).content.decode()


@pytest.mark.parametrize(
    ("department", "seen"), [("utbildningsforvaltningen", True), ("aldreomsorgsforvaltningen", False)]
)
def test_another_committees_proposal_is_not_in_the_file_either(wearing, db, department, seen):
    operations.propose_goal(
        code="prov-forslag",
        level="committee",
        title="Provförslag",
        body=Body.objects.get(code="un"),
        start=date(2026, 1, 1),
        who=SYSTEM,
    )
    data = (
        wearing("FC", department=department)
        .get(reverse("goals:plan_download", args=["csv"]))
        .content.decode("utf-8-sig")
    )
    assert ("Provförslag" in data) is seen
    assert "oxeloskolan-trygghet" in data
