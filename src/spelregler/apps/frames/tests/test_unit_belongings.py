"""Units that become others: every krona counts once on every day, and all of it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames import operations as op
from spelregler.apps.frames.models import (
    BudgetLine,
    CommitteeFrame,
    LedgerBatch,
    LedgerMonth,
    LedgerSum,
    ResponsibilityCode,
    UnitFrame,
)
from spelregler.apps.frames.operations.ledger_nets import add_up
from spelregler.apps.frames.queries import frame_rows, frames
from spelregler.apps.frames.queries.responsibility_codes import codes_of_units
from spelregler.apps.frames.registered.unit_money import MoneyInTheWay
from spelregler.apps.frames.tests.small_town import NOW, SHARED_OUT, START, TKR, WHO, Town
from spelregler.apps.organisation.files.organisation_import import Plan, import_organisation
from spelregler.apps.organisation.models import (
    Appointment,
    Body,
    Department,
    Employment,
    Person,
    Placement,
    Post,
    Unit,
    UnitChange,
)
from spelregler.apps.organisation.operations import refused_changes, unit_changes
from spelregler.apps.organisation.operations.holdings import Decided
from spelregler.apps.organisation.operations.tenure import employ
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.apps.organisation.registries.unit_belongings import Sketch, Taker
from spelregler.domain.checks import Load, registry
from spelregler.domain.money import Money
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.taking_back import SomethingRests
from spelregler.platform.audit.verification import broken_rows

pytestmark = pytest.mark.django_db
JUL, MAY = date(2026, 7, 1), date(2026, 5, 20)
ONE_DAY = timedelta(days=1)
DECIDED = Decided(by="Förvaltningschefen", on=MAY, paragraph="12", today=MAY)
NEW = Taker(code="nya", name="Nya skolan", name_en="The new school")


def framed(town: Town, code: str, tkr: int) -> Unit:
    unit = town.unit(code)
    op.set_unit_frame(unit=unit, committee_frame=town.frame, amount_ore=tkr * TKR, decided_on=SHARED_OUT, who=WHO)
    return unit


@pytest.fixture
def ek(town: Town) -> Unit:
    return framed(town, "ekskolan", 400)


@pytest.fixture
def bok(town: Town) -> Unit:
    return framed(town, "bokskolan", 365)


def sketch(town: Town, *units: Unit, takers: tuple[Taker, ...] = (NEW,), kind: str = "merge", **more: Any) -> Sketch:
    return Sketch(kind=kind, units=units, takers=takers, on=more.pop("on", JUL), department=town.department, **more)


def change(drawn: Sketch, decided: Decided = DECIDED) -> UnitChange:
    return unit_changes.change_units(drawn, decided=decided, who=WHO)


def tkr(on: date, year: int = 2026) -> dict[str, int]:
    return {each.unit.code: each.amount_ore // TKR for each in frame_rows.unit_frames(year=year, as_of=on)}


def every_day(year: int = 2026) -> set[int]:
    """The sum of all unit frames on each day of the year from the first decision."""
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    return {sum(each.amount_ore for each in frame_rows.unit_frames(year=year, as_of=day)) for day in days}


def book(unit: Unit | None, month: int, kronor: int, code: str = "1") -> None:
    first = date(2026, month, 1)
    counted = LedgerMonth.objects.filter(month=first).select_related("batch").first()
    if counted is None:
        batch = LedgerBatch.objects.create(
            file_name=f"{month}.se",
            sha256=f"{month}",
            first_month=first,
            last_month=first,
            vouchers=1,
            rows=1,
            ksumma="absent",
            imported_on=date(2026, month, 28),
            imported_by="x",
        )
        counted = LedgerMonth.objects.create(batch=batch, month=first, start=date(2026, month, 28))
    LedgerSum.objects.create(
        batch=counted.batch, unit=unit, responsibility=code, month=first, account="4000", amount_ore=kronor * 100
    )
    add_up(months=[counted])


class TestMerge:
    def test_the_sum_is_the_same_on_every_day(self, town: Town, ek: Unit, bok: Unit) -> None:
        before = every_day()
        change(sketch(town, ek, bok))
        assert every_day() == before == {765 * TKR}
        assert tkr(JUL - ONE_DAY) == {"ekskolan": 400, "bokskolan": 365}
        assert tkr(JUL) == {"ekskolan": 198, "bokskolan": 181, "nya": 386}

    def test_into_a_unit_that_is_there(self, town: Town, ek: Unit, bok: Unit) -> None:
        change(sketch(town, ek, takers=(Taker("bokskolan", "Bokskolan", bok),)))
        assert tkr(JUL) == {"ekskolan": 198, "bokskolan": 567}
        assert every_day() == {765 * TKR}

    def test_the_amounts_that_a_person_wrote(self, town: Town, ek: Unit) -> None:
        change(sketch(town, ek, kept={2026: {"ekskolan": Money.from_tkr(250)}}))
        assert tkr(JUL) == {"ekskolan": 250, "nya": 150}

    def test_a_new_unit_has_its_names_in_both_languages_and_so_has_its_post(self, town: Town, ek: Unit) -> None:
        made = change(sketch(town, ek))
        new = Unit.objects.get(code="nya")
        assert (new.name, new.name_en) == ("Nya skolan", "The new school")
        assert new.posts.get().title_en == "Unit manager The new school"
        assert [part.name_en for part in made.parts.order_by("pk")] == ["", "The new school"]

    def test_refuses_amounts_that_do_not_add_up_and_stores_nothing(self, town: Town, ek: Unit) -> None:
        takers = (NEW, Taker("annan", "Andra skolan"))
        given = {2026: {"nya": Money.from_tkr(100), "annan": Money.from_tkr(100)}}
        with pytest.raises(MoneyInTheWay, match="skillnaden är 2"):
            change(sketch(town, ek, takers=takers, kind="split", given=given))
        assert not UnitChange.objects.exists()
        assert not Unit.objects.filter(code="nya").exists()

    def test_the_plan_tells_the_same_before_anything_is_stored(self, town: Town, ek: Unit, bok: Unit) -> None:
        plan = unit_changes.plan_change(sketch(town, ek, bok), today=MAY)
        [year] = plan.money
        assert [(span.first, span.last, span.before.tkr, span.after.tkr) for span in year.spans] == [
            (date(2026, 1, 1), JUL - ONE_DAY, 765, 765),
            (JUL, date(2026, 12, 31), 765, 765),
        ]
        assert UnitFrame.objects.count() == 2

    def test_next_years_frame_goes_along_whole(self, town: Town, ek: Unit) -> None:
        shared = op.set_committee_frame(body=town.committee, year=2027, amount_ore=900 * TKR, decision=None, who=WHO)
        op.set_unit_frame(unit=ek, committee_frame=shared, amount_ore=410 * TKR, decided_on=MAY, who=WHO)
        CommitteeFrame.objects.filter(pk=shared.pk).update(start=MAY)
        change(sketch(town, ek))
        assert tkr(JUL, 2027) == {"nya": 410}

    def test_outcome_is_counted_once_also_when_it_comes_late_on_the_old_code(
        self, town: Town, ek: Unit, bok: Unit
    ) -> None:
        for code, unit in (("1", ek), ("2", bok)):
            ResponsibilityCode.objects.create(code=code, unit=unit)
            for month in range(1, 9):
                book(unit, month, 10_000, code)
        total = frames.frames_overview(year=2026, as_of=NOW).outcome_ore
        decided = Decided(by="Förvaltningschefen", on=MAY, paragraph="12", today=NOW)
        change(sketch(town, ek, bok), decided)
        overview = frames.frames_overview(year=2026, as_of=NOW)
        assert {each.code: each.outcome_ore for each in frames.unit_rows(year=2026, as_of=NOW)} == {
            "ekskolan": 6_000_000,
            "bokskolan": 6_000_000,
            "nya": 4_000_000,
        }
        assert overview.outcome_ore == total == 16_000_000
        codes = codes_of_units()
        assert codes.unit("1", date(2026, 6, 1)) == ek
        assert codes.unit("1", JUL).code == "nya"  # type: ignore[union-attr]

    def test_who_has_ended_owes_no_forecast_and_who_took_over_does(self, town: Town, ek: Unit, bok: Unit) -> None:
        for unit in (ek, bok):
            op.report_forecast(
                unit=unit,
                year=2026,
                month=date(2026, 4, 1),
                amount_ore=400 * TKR,
                method="hand",
                recorded_on=date(2026, 5, 10),
                who=WHO,
            )
        change(sketch(town, ek, takers=(Taker("bokskolan", "Bokskolan", bok),)))
        for check in ("frames.unit_within_frame", "frames.moves_are_free", "frames.one_net_frame"):
            facts = registry.get(check).load(Load(as_of=JUL))
            assert [each.unit.key for each in facts] == ["bokskolan"], check
        [fact] = registry.get("frames.unit_within_frame").load(Load(as_of=JUL))
        assert fact.forecasts == ()
        assert [each.unit.key for each in registry.get("frames.unit_within_frame").load(Load(as_of=JUL - ONE_DAY))] == [
            "bokskolan",
            "ekskolan",
        ]
        [committee] = frames.frames_overview(year=2026, as_of=JUL).committees
        expected = [unit.expected_ore for unit in frames.unit_rows(year=2026, as_of=JUL)]
        assert committee.units_forecast_ore is None or expected.count(None) == 1

    def test_what_it_had_when_it_ended_is_history(self, town: Town, ek: Unit) -> None:
        change(sketch(town, ek))
        ek.refresh_from_db()
        with pytest.raises(op.UnitHasEnded, match="Nya skolan tog över"):
            op.set_unit_frame(unit=ek, committee_frame=town.frame, amount_ore=TKR, decided_on=date(2026, 8, 1), who=WHO)

    def test_the_units_own_lines_are_divided_as_the_frame_is(self, town: Town, ek: Unit) -> None:
        frame = UnitFrame.objects.get(unit=ek)
        op.set_line(unit_frame=frame, label="Lokaler", amount_ore=300 * TKR, who=WHO)
        change(sketch(town, ek, kept={2026: {"ekskolan": Money.from_tkr(100)}}))
        lines = {
            each.unit_frame.unit.code: each.amount_ore // TKR for each in BudgetLine.objects.filter(end__isnull=True)
        }
        assert lines == {"ekskolan": 75, "nya": 225}


class TestTheTree:
    def test_a_new_unit_takes_the_place_that_the_old_ones_had(self, town: Town, ek: Unit, bok: Unit) -> None:
        area = town.unit("omradet")
        Placement.objects.filter(unit__in=[ek, bok]).update(parent=area)
        change(sketch(town, ek, bok))
        assert {place.code: place.parent for place in unit_places(as_of=JUL)} == {"omradet": "", "nya": "omradet"}

    def test_units_inside_go_along_and_one_may_take_over_what_it_lay_in(self, town: Town, ek: Unit, bok: Unit) -> None:
        small = town.unit("lilla")
        Placement.objects.filter(unit__in=[bok, small]).update(parent=ek)
        change(sketch(town, ek, takers=(Taker("bokskolan", "Bokskolan", bok),)))
        assert {place.code: place.parent for place in unit_places(as_of=JUL)} == {"bokskolan": "", "lilla": "bokskolan"}


class TestPeople:
    def test_everybody_goes_on_and_whoever_was_in_two_units_is_in_one(self, town: Town, ek: Unit, bok: Unit) -> None:
        anna, bo = (Person.objects.create(code=code, name=code.title()) for code in ("anna", "bo"))
        for unit, person in ((ek, anna), (bok, anna), (bok, bo)):
            employ(person=person, unit=unit, start=START, who=WHO)
        change(sketch(town, ek, bok))
        assert sorted(Employment.objects.on(JUL).values_list("person__code", "unit__code")) == [
            ("anna", "nya"),
            ("bo", "nya"),
        ]
        assert Employment.objects.on(JUL - ONE_DAY).count() == 3

    def test_a_manager_gets_the_new_units_post_by_appointment(self, town: Town, ek: Unit) -> None:
        anna = Person.objects.create(code="anna", name="Anna")
        post = Post.objects.create(code="rektor", title="Rektor", kind="unit_manager", unit=ek)
        Appointment.objects.create(post=post, person=anna, start=START)
        change(sketch(town, ek, managers={"nya": "anna"}))
        [held] = Appointment.objects.on(JUL)
        assert (held.post.unit.code, held.post.kind, held.person) == ("nya", "unit_manager", anna)
        assert str(held.basis) == "Förvaltningschefen 2026-05-20 12"
        assert {place.code: place.manager for place in unit_places(as_of=JUL)} == {"nya": "Anna"}


class TestSplitAndClose:
    def test_a_split_gives_each_its_part(self, town: Town, ek: Unit) -> None:
        takers = (NEW, Taker("annan", "Andra skolan"))
        given = {2026: {"nya": Money.from_tkr(150), "annan": Money.from_tkr(52)}}
        change(sketch(town, ek, takers=takers, kind="split", given=given))
        assert tkr(JUL) == {"ekskolan": 198, "nya": 150, "annan": 52}
        assert every_day() == {400 * TKR}

    def test_what_a_closed_unit_leaves_goes_back_to_the_committee(self, town: Town, ek: Unit) -> None:
        change(sketch(town, ek, takers=(), kind="close"))
        [committee] = frames.frames_overview(year=2026, as_of=JUL).committees
        assert (committee.distributed_ore, committee.undistributed_ore) == (198 * TKR, 802 * TKR)
        assert unit_places(as_of=JUL) == []
        assert [place.code for place in unit_places(as_of=JUL - ONE_DAY)] == ["ekskolan"]


class TestMove:
    @pytest.fixture
    def council(self) -> Body:
        return Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=START)

    @pytest.fixture
    def vf(self, town: Town) -> Department:
        decision = town.decide(on=date(2025, 11, 20), body=town.other)
        op.set_committee_frame(body=town.other, year=2026, amount_ore=500 * TKR, decision=decision, who=WHO)
        return Department.objects.create(code="vf", name="Vårdförvaltningen", body=town.other, start=START)

    def test_to_another_committee_takes_the_councils_decision(
        self, town: Town, ek: Unit, vf: Department, council: Body
    ) -> None:
        drawn = Sketch(kind="move", units=(ek,), takers=(), on=JUL, department=vf)
        with pytest.raises(MoneyInTheWay, match="Det beslutar fullmäktige"):
            change(drawn)
        assert not UnitChange.objects.exists()
        assert [place.department for place in unit_places(as_of=JUL)] == ["uf"]

    def test_the_frame_goes_along_and_each_krona_counts_once(
        self, town: Town, ek: Unit, bok: Unit, vf: Department, council: Body
    ) -> None:
        book(ek, 3, 10_000)
        before = {day: _committees(day) for day in (JUL - ONE_DAY, JUL)}
        by_council = Decided(by="kommunfullmäktige", on=MAY, paragraph="§ 40", today=MAY)
        change(Sketch(kind="move", units=(ek,), takers=(), on=JUL, department=vf), by_council)
        assert before[JUL - ONE_DAY] == _committees(JUL - ONE_DAY) == {"un": 1_000, "von": 500}
        assert _committees(JUL) == {"un": 600, "von": 900}
        units = {
            row.code: {
                unit.code: unit.outcome_ore for unit in frames.unit_rows(year=2026, as_of=JUL, body_code=row.code)
            }
            for row in frames.frames_overview(year=2026, as_of=JUL).committees
        }
        assert units == {"un": {"bokskolan": 0}, "von": {"ekskolan": 1_000_000}}
        assert Decision.objects.get(body=council).kind == "frames"

    def test_by_file_as_by_page(self, town: Town, ek: Unit, vf: Department, council: Body) -> None:
        row = _as_stored(MOVED, ek)
        seen = by_file(row)
        assert seen.changes[0].money[0].carry.after == {"un": Money(600 * TKR), "von": Money(900 * TKR)}
        assert (seen.stored, _committees(JUL), UnitChange.objects.count()) == (False, {"un": 1_000, "von": 500}, 0)
        wrong = by_file(row.replace("kommunfullmäktige", "Nämnden"), store=True)
        assert "Det beslutar fullmäktige" in wrong.faults[0].text("sv")
        assert (wrong.faults[0].row, UnitChange.objects.count()) == (2, 0)
        assert by_file(row, store=True).stored
        assert _committees(JUL) == {"un": 600, "von": 900}
        assert UnitChange.objects.get().basis.paragraph == "§ 40"
        assert by_file(row, store=True).changes_nothing

    def test_a_unit_ends_by_its_last_day_and_a_decision(self, town: Town, ek: Unit) -> None:
        row = _as_stored(CLOSED, ek)
        assert by_file(row, store=True).stored
        ek.refresh_from_db()
        assert (ek.end, tkr(JUL)) == (JUL, {"ekskolan": 198})
        assert by_file(row, store=True).changes_nothing

    def test_without_a_decision_the_file_says_where(self, town: Town, ek: Unit) -> None:
        row = _as_stored(CLOSED, ek).replace("Nämnden;2026-05-20;12", ";;")
        assert "/organisationen/enhet/ekskolan/" in by_file(row, store=True).faults[0].text("sv")
        ek.refresh_from_db()
        assert ek.end is None

    def test_within_the_committee_moves_no_money(self, town: Town, ek: Unit) -> None:
        other = Department.objects.create(code="kult", name="Kulturförvaltningen", body=town.committee, start=START)
        drawn = Sketch(kind="move", units=(ek,), takers=(), on=JUL, department=other)
        assert unit_changes.plan_change(drawn, today=MAY).money == ()
        change(drawn)
        assert [place.department for place in unit_places(as_of=JUL)] == ["kult"]
        assert tkr(JUL) == {"ekskolan": 400}


HEADING = (
    "Slag;Kod;Namn;Hör till;Från och med;Till och med;Flyttas från och med;Beslutat av;Beslutsdag;Paragraf;"
    "Typ;Plats nr;Person"
)
MOVED = "enhet;ekskolan;NAMN;vf;START;;2026-07-01;kommunfullmäktige;2026-05-20;§ 40;;;"
CLOSED = "enhet;ekskolan;NAMN;uf;START;2026-06-30;;Nämnden;2026-05-20;12;;;"


def by_file(row: str, *, store: bool = False) -> Plan:
    data = f"{HEADING}\n{row}\n".encode()
    return import_organisation(data=data, file_name="k.csv", on=MAY, today=MAY, store=store, who=WHO)


def _as_stored(row: str, unit: Unit) -> str:
    return row.replace("NAMN", unit.name).replace("START", f"{unit.start}")


def _committees(on: date) -> dict[str, int]:
    return {each.body.code: each.amount_ore // TKR for each in frame_rows.committee_frames(year=2026, as_of=on)}


class TestRename:
    def test_earlier_days_keep_the_earlier_name(self, town: Town, ek: Unit) -> None:
        decided = Decided(by="Förvaltningschefen", on=MAY, paragraph="3", today=NOW)
        unit_changes.rename_unit(
            unit=ek, name="Ekbackens skola", name_en="Oak Hill School", on=JUL, decided=decided, who=WHO
        )
        places = {day: unit_places(as_of=day)[0] for day in (JUL - ONE_DAY, JUL, NOW)}
        new = "Ekbackens skola", "Oak Hill School"
        names = {day: (place.name, place.name_en) for day, place in places.items()}
        assert names == {JUL - ONE_DAY: ("Ekskolan", ""), JUL: new, NOW: new}
        assert frame_rows.unit_frames(year=2026, as_of=JUL - ONE_DAY)[0].unit.name == "Ekskolan"

    @pytest.mark.parametrize(
        ("name", "on"), [("", JUL), ("Ekskolan", JUL), ("Ny", NOW + ONE_DAY), ("Ny", START)], ids=str
    )
    def test_refuses_no_name_the_same_name_or_a_day_to_come(self, town: Town, ek: Unit, name: str, on: date) -> None:
        decided = Decided(by="Förvaltningschefen", on=MAY, paragraph="3", today=NOW)
        with pytest.raises(refused_changes.ChangeRefused):
            unit_changes.rename_unit(unit=ek, name=name, name_en="", on=on, decided=decided, who=WHO)


class TestRefusals:
    def test_a_unit_is_not_merged_with_itself(self, town: Town, ek: Unit) -> None:
        with pytest.raises(refused_changes.ChangeRefused, match="med sig själv"):
            change(sketch(town, ek, takers=(Taker("ekskolan", "Ekskolan", ek),)))

    def test_nor_into_one_that_has_ended(self, town: Town, ek: Unit, bok: Unit) -> None:
        change(sketch(town, bok, takers=(), kind="close"))
        bok.refresh_from_db()
        with pytest.raises(refused_changes.ChangeRefused, match="upphör 2026-07-01"):
            change(sketch(town, ek, takers=(Taker("bokskolan", "Bokskolan", bok),)))

    def test_nor_on_a_day_before_what_has_been_decided(self, town: Town, ek: Unit) -> None:
        op.set_unit_frame(
            unit=ek, committee_frame=town.frame, amount_ore=390 * TKR, decided_on=date(2026, 9, 1), who=WHO
        )
        with pytest.raises(MoneyInTheWay, match="2026-09-01"):
            change(sketch(town, ek), Decided(by="FC", on=MAY, paragraph="1", today=NOW))

    def test_nor_in_a_closed_year(self, town: Town, ek: Unit) -> None:
        with pytest.raises(refused_changes.ChangeRefused, match="avslutat års"):
            change(sketch(town, ek, on=date(2025, 7, 1)))

    def test_nor_without_a_decision_that_has_been_taken(self, town: Town, ek: Unit) -> None:
        with pytest.raises(Exception, match="beslut som är fattat"):
            change(sketch(town, ek), Decided(by="", on=MAY, paragraph="", today=MAY))
        assert Unit.objects.get(code="ekskolan").end is None


class TestPlannedAhead:
    JUN = date(2026, 6, 10)

    def decides(self, town: Town, unit: Unit, tkr: int) -> None:
        op.set_unit_frame(unit=unit, committee_frame=town.frame, amount_ore=tkr * TKR, decided_on=self.JUN, who=WHO)

    def test_only_the_units_of_the_change_stand_until_its_day_and_undoing_frees_them(
        self, town: Town, ek: Unit, bok: Unit
    ) -> None:
        made = change(sketch(town, ek, takers=(), kind="close"))
        self.decides(town, bok, 366)
        with pytest.raises(op.FrameOutOfOrder, match="ligger fast till och med dagen före") as refused:
            self.decides(town, ek, 390)
        assert f"/organisationen/enhetsandring/{made.pk}/" in refused.value.text("sv")
        unit_changes.undo_change(change=made, reason="Ramen ändras först", today=self.JUN, who=WHO)
        self.decides(town, ek, 390)
        assert tkr(self.JUN) == {"ekskolan": 390, "bokskolan": 366}


class TestUndo:
    @pytest.mark.parametrize("takers", [(NEW,), ()], ids=["merge", "close"])
    def test_everything_stands_as_before(self, town: Town, ek: Unit, bok: Unit, takers: tuple[Taker, ...]) -> None:
        op.set_line(unit_frame=UnitFrame.objects.get(unit=ek), label="Lokaler", amount_ore=300 * TKR, who=WHO)
        if takers:
            employ(person=Person.objects.create(code="anna", name="Anna"), unit=ek, start=START, who=WHO)
        before = _picture()
        made = change(sketch(town, ek, bok, takers=takers, kind="merge" if takers else "close"))
        assert _picture() != before
        unit_changes.undo_change(change=made, reason="Fel dag", today=MAY, who=WHO)
        assert _picture() == before
        made.refresh_from_db()
        assert (made.undone_on, made.undone_reason) == (MAY, "Fel dag")
        assert [part.name for part in made.parts.filter(is_after=True)] == [taker.name for taker in takers]
        assert AuditRow.objects.filter(act=f"{made.kind}-units").exists()
        assert AuditRow.objects.filter(act="undo-unit-change").exists()
        assert not list(broken_rows())

    def test_late_rows_go_back_to_the_old_unit(self, town: Town, ek: Unit) -> None:
        ResponsibilityCode.objects.create(code="1", unit=ek)
        book(ek, 8, 500)
        made = change(sketch(town, ek), Decided(by="FC", on=MAY, paragraph="1", today=NOW))
        assert LedgerSum.objects.get().unit.code == "nya"  # type: ignore[union-attr]
        unit_changes.undo_change(change=made, reason="Fel dag", today=NOW, who=WHO)
        assert LedgerSum.objects.get().unit == ek

    def test_until_somebody_is_employed_in_the_new_unit(self, town: Town, ek: Unit) -> None:
        made = change(sketch(town, ek))
        new = Unit.objects.get(code="nya")
        employ(person=Person.objects.create(code="bo", name="Bo"), unit=new, start=JUL, who=WHO)
        with pytest.raises(SomethingRests):
            unit_changes.undo_change(change=made, reason="Fel", today=JUL, who=WHO)
        assert Unit.objects.get(code="ekskolan").end == JUL

    def test_until_it_has_forecast(self, town: Town, ek: Unit, bok: Unit) -> None:
        made = change(sketch(town, ek, takers=(Taker("bokskolan", "Bokskolan", bok),)))
        op.report_forecast(
            unit=bok, year=2026, month=JUL, amount_ore=TKR, method="hand", recorded_on=date(2026, 8, 10), who=WHO
        )
        with pytest.raises(SomethingRests, match="prognos"):
            unit_changes.undo_change(change=made, reason="Fel", today=date(2026, 8, 11), who=WHO)

    def test_until_its_frame_is_decided_anew(self, town: Town, ek: Unit) -> None:
        made = change(sketch(town, ek))
        op.set_unit_frame(
            unit=Unit.objects.get(code="nya"),
            committee_frame=town.frame,
            amount_ore=210 * TKR,
            decided_on=date(2026, 8, 1),
            who=WHO,
        )
        with pytest.raises(SomethingRests):
            unit_changes.undo_change(change=made, reason="Fel", today=date(2026, 8, 2), who=WHO)

    def test_not_twice_and_not_without_a_reason(self, town: Town, ek: Unit) -> None:
        made = change(sketch(town, ek))
        for reason in (" ", "Fel dag", "Fel dag"):
            wrong = reason == " " or UnitChange.objects.get().undone_on is not None
            undo: Callable[[], UnitChange] = lambda reason=reason: unit_changes.undo_change(  # type: ignore[misc]  # noqa: E731
                change=made, reason=reason, today=MAY, who=WHO
            )
            if wrong:
                with pytest.raises(refused_changes.ChangeRefused):
                    undo()
            else:
                undo()

    def test_a_move_between_committees(self, town: Town, ek: Unit) -> None:
        Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=START)
        op.set_committee_frame(
            body=town.other, year=2026, amount_ore=500 * TKR, decision=town.decide(on=MAY, body=town.other), who=WHO
        )
        vf = Department.objects.create(code="vf", name="Vård", body=town.other, start=START)
        before = _picture()
        drawn = Sketch(kind="move", units=(ek,), takers=(), on=JUL, department=vf)
        made = change(drawn, Decided(by="Kommunfullmäktige", on=MAY, paragraph="40", today=MAY))
        unit_changes.undo_change(change=made, reason="Återkallat", today=MAY, who=WHO)
        assert _picture() == before


def _picture() -> list[Any]:
    """Every row that a change touches."""
    found: list[Any] = []
    for model in (Unit, Placement, UnitFrame, CommitteeFrame, BudgetLine, Employment, Appointment, Post):
        found += sorted(model.objects.values_list(), key=str)
    return found
