"""A scan is recorded, a body says how it used it, and the budget rests on it (MR-12)."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.followup import operations
from spelregler.apps.followup.models import EnvironmentScan, ScanUse
from spelregler.apps.followup.operations import Seen
from spelregler.apps.followup.queries import scans as queries
from spelregler.apps.followup.tests import small_town
from spelregler.apps.frames.models import CouncilBudget
from spelregler.apps.organisation.models import Membership, Post
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import WHO, holder, member, resident

HELD, TODAY = date(2026, 2, 12), small_town.TODAY


@pytest.fixture
def town(db) -> small_town.Town:
    return small_town.build()


def record(body=None, **more) -> EnvironmentScan:
    said = Seen(**{"title": "Omvärldsdag", "held_on": HELD, "points": "Färre barn.\n\n Fler äldre. "} | more)
    return operations.record_scan(body=body, said=said, today=TODAY, who=WHO)


def use(scan: EnvironmentScan, body, **more) -> ScanUse:
    return operations.use_scan(
        scan=scan, body=body, today=TODAY, who=WHO, **{"year": 2027, "how": "Färre platser."} | more
    )


def test_the_municipalitys_scan_is_every_bodys_and_used_by_each(town, django_assert_num_queries):
    CouncilBudget.objects.create(year=2027, total_ore=1, start=date(2026, 6, 15))
    scan = record()
    assert scan.points == "Färre barn.\nFler äldre."
    use(scan, town.committee)
    record(town.council, title="Fullmäktiges egen")
    with django_assert_num_queries(4):
        found = {each.body.key: each for each in queries.bodies_scans(as_of=TODAY)}
    assert [each.used_in for each in found["un"].scans] == [(2027,)]
    assert [each.used_in for each in found["kf"].scans] == [(), ()]
    assert found["un"].budgets == ((2027, date(2026, 6, 15)),)
    assert queries.last_scans(as_of=TODAY) == {"": HELD, "kf": HELD}
    assert queries.last_scans(as_of=date(2026, 9, 9)) == {}


@pytest.mark.parametrize(
    ("field", "said"),
    [("held_on", {"held_on": date(2026, 9, 11)}), ("title", {"title": " "}), ("points", {"points": " \n"})],
)
def test_a_scan_that_cannot_be_is_refused_at_its_field(town, field, said):
    with pytest.raises(operations.SurroundingsRefused) as refused:
        record(**said)
    assert refused.value.field == field


@pytest.mark.parametrize(("field", "said"), [("how", {"how": " "}), ("year", {"year": 1999}), ("year", {})])
def test_a_use_that_cannot_be_is_refused_at_its_field(town, field, said):
    scan = record()
    if not said:
        use(scan, town.committee)
    with pytest.raises(operations.SurroundingsRefused) as refused:
        use(scan, town.committee, **said)
    assert refused.value.field == field


def test_a_body_uses_no_other_bodys_scan_and_none_that_is_taken_back(town):
    with pytest.raises(operations.SurroundingsRefused):
        use(record(town.council), town.committee)
    scan = record()
    said = use(scan, town.committee)
    operations.withdraw_use(use=said, on=TODAY, who=WHO)
    with pytest.raises(operations.SurroundingsRefused):
        operations.withdraw_use(use=said, on=TODAY, who=WHO)
    operations.withdraw_scan(scan=scan, reason="Fel dag.", on=TODAY, who=WHO)
    with pytest.raises(operations.SurroundingsRefused):
        use(scan, town.committee)
    with pytest.raises(operations.SurroundingsRefused):
        operations.withdraw_scan(scan=scan, reason="Fel dag.", on=TODAY, who=WHO)
    assert not any(each.scans for each in queries.bodies_scans(as_of=TODAY) if each.body.key == "un")


@pytest.mark.once
class TestPages:
    SAID = {"title": "Omvärldsdag", "held_on": "2026-02-12", "points": "Färre barn.\nFler äldre.", "place": "kommunen"}

    def at(self, name: str, *args: object) -> str:
        return reverse(f"followup:{name}", args=args)

    def test_it_is_recorded_used_and_read_by_everybody(self, town, settings, tmp_path):
        settings.HOME = tmp_path
        secretary, outsider = holder(Post.Kind.COMMITTEE_SECRETARY), resident()
        assert "Ingen omvärldsanalys" in words(outsider.get(self.at("scans")))
        sent = self.SAID | {"file": SimpleUploadedFile("o.txt", b"Fler.")}
        assert secretary.post(self.at("new_scan"), sent).status_code == 302
        row = EnvironmentScan.objects.get()
        page, chair = self.at("scan", row.pk), member(town.committee, Membership.Function.CHAIR)
        assert self.at("use_scan", row.pk) in words(chair.get(page))
        used = {"place": "un", "year": "2027", "how": "Färre platser."}
        assert chair.post(self.at("use_scan", row.pk), used).status_code == 302
        told = words(outsider.get(page))
        assert "Färre platser." in told
        assert "Fler äldre." in told
        assert "Utbildningsnämnden 2027" in words(outsider.get(self.at("scans")))
        assert self.at("scan_file", row.pk) not in told
        assert outsider.get(self.at("scan_file", row.pk)).status_code == 403
        assert b"".join(chair.get(self.at("scan_file", row.pk))) == b"Fler."
        assert chair.post(self.at("withdraw_scan_use", ScanUse.objects.get().pk)).status_code == 302
        assert secretary.post(self.at("withdraw_scan", row.pk), {"reason": "Fel dag."}).status_code == 302
        assert "Fel dag." in words(outsider.get(page))

    def test_a_presidium_records_its_own_bodys_and_no_others(self, town):
        chair = member(town.committee, Membership.Function.CHAIR)
        assert chair.post(self.at("new_scan"), self.SAID | {"place": "un"}).status_code == 302
        assert EnvironmentScan.objects.get().body == town.committee
        assert chair.post(self.at("new_scan"), self.SAID).status_code == 400
        text = words(chair.post(self.at("new_scan"), self.SAID | {"place": "un", "points": ""}), 400)
        assert error_at(text, "id_points")

    def test_outsiders_record_nothing(self, town):
        row = record()
        said = use(row, town.committee)
        for client in (resident(), member(town.committee), holder(Post.Kind.UNIT_MANAGER, unit=town.units[0])):
            for name, pk in (("use_scan", row.pk), ("withdraw_scan", row.pk), ("withdraw_scan_use", said.pk)):
                assert client.post(self.at(name, pk), {"reason": "x"}).status_code == 403
            assert client.post(self.at("new_scan"), self.SAID).status_code == 403
        words(resident().get(self.at("scan", row.pk + 1)), 404)
