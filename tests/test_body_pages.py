"""Political bodies by page: made, named and ended, their terms and seats, who sits, and who serves in which order."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from spelregler.apps.organisation.models import Body, CallIn, Membership, Person, Seat, Term
from spelregler.platform.audit.models import AuditRow

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

TODAY = date(2026, 11, 2)
DECISION = {"decided_by": "Kommunfullmäktige", "decided_on": "2026-10-28", "paragraph": "112"}
OUTSIDERS = ["CI", "KF", "KFp", "Np", "KC", "FC", "EC", "HR", "RE"]
ABOUT_A_BODY = [
    "rename_body",
    "end_body",
    "set_seats",
    "add_term",
    "give_seat",
    "change_function",
    "call_in",
    "order_substitutes",
    "end_seat",
]


def at(name: str, *arguments: object) -> str:
    return reverse(f"organisation:{name}", args=arguments)


def text(response) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


@pytest.mark.once
@pytest.mark.parametrize("name", ABOUT_A_BODY)
def test_only_the_secretary_reaches_what_is_entered_about_a_body(wearing, name):
    address = at(name, "un")
    for role in OUTSIDERS:
        client = wearing(role)
        assert client.get(address).status_code == 403, role
        assert client.post(address, {}).status_code == 403, role
        assert address not in client.get(at("body", "un")).content.decode()
    client = wearing("SE")
    assert client.get(address).status_code == 200
    assert client.post(address, {"x": "y"}).status_code == 400
    assert address in client.get(at("body", "un")).content.decode()


class TestTheBody:
    NEW = {"name": "Valnämnden", "name_en": "Election committee", "kind": "committee", "first_day": "2027-01-01"}

    def test_is_made_with_its_seats_and_undone_until_something_rests_on_it(self, wearing):
        client = wearing("SE")
        assert wearing("HR").post(at("new_body"), self.NEW).status_code == 403
        assert client.post(at("new_body"), self.NEW).status_code == 400
        assert client.post(at("new_body"), {**self.NEW, "members": "7", "substitutes": "3"}).status_code == 302
        body = Body.objects.get(name="Valnämnden")
        assert body.seats.count() == 10
        assert wearing("HR").post(at("undo", "organ", body.code), {"reason": "Fel"}).status_code == 403
        assert client.post(at("undo", "organ", body.code), {"reason": " "}).status_code == 400
        assert client.post(at("undo", "organ", body.code), {"reason": "Fel namn"}).status_code == 302
        assert not Body.objects.filter(name="Valnämnden").exists()
        assert [row.act for row in AuditRow.objects.filter(subject="Valnämnden").order_by("id")] == [
            "add-body",
            "undo-body",
        ]

    def test_may_have_a_name_as_long_as_they_come(self, wearing):
        name = "Nämnden för barn, ungdom, livslångt lärande och kultur i hela kommunen"
        for nth in ("", " norr"):
            said = {**self.NEW, "name": name + nth, "members": "1", "substitutes": "0"}
            assert wearing("SE").post(at("new_body"), said).status_code == 302
            assert wearing("CI").get(at("body", Body.objects.get(name=name + nth).code)).status_code == 200

    @pytest.mark.parametrize(("field", "there"), [("name", "Utbildningsnämnden"), ("kind", "council")])
    def test_that_is_there_already_is_told_at_its_field(self, wearing, field, there):
        page = text(wearing("SE").post(at("new_body"), {**self.NEW, "members": "1", "substitutes": "0", field: there}))
        assert f'id="id_{field}_error"' in page

    def test_one_that_begins_later_has_its_page_and_seats_are_given_in_it(self, wearing):
        client = wearing("SE")
        client.post(at("new_body"), {**self.NEW, "members": "2", "substitutes": "1"})
        body = Body.objects.get(name="Valnämnden")
        for role in ("SE", "CI"):
            page = text(wearing(role).get(at("body", body.code)))
            assert "Börjar 1 januari 2027" in page
        assert at("body", body.code) in text(client.get(at("overview")))
        assert client.get(at("body", body.code) + "?per=2026-10-01").status_code == 404
        said = {"seat": str(body.seats.filter(number=1)[0].pk), "function": "member", **DECISION}
        said |= {"person": Person.objects.order_by("pk")[0].code, "first_day": "2026-12-01"}
        client = wearing("SE")
        assert "finns inte den 1 december 2026" in text(client.post(at("give_seat", body.code), said))
        assert wearing("HR").post(at("give_seat", body.code), said).status_code == 403
        said["first_day"] = "2027-01-01"
        assert wearing("SE").post(at("give_seat", body.code), said).status_code == 302
        assert Membership.objects.get(seat__body=body).start == date(2027, 1, 1)

    def test_one_that_others_rest_on_is_neither_ended_nor_undone(self, wearing):
        client = wearing("SE")
        response = client.post(at("end_body", "un"), {"last_day": "2026-12-31"})
        assert response.status_code == 400
        assert "Utbildningsnämnden kan inte upphöra då" in text(response)
        assert client.post(at("undo", "organ", "un"), {"reason": "Fel"}).status_code == 400
        assert Body.objects.get(code="un").end is None

    def test_ends_when_nothing_rests_on_it(self, wearing):
        Body.objects.create(code="prov", name="Provnämnden", kind="committee", start=date(2024, 1, 1))
        assert wearing("SE").post(at("end_body", "prov"), {"last_day": "2026-12-31"}).status_code == 302
        assert Body.objects.get(code="prov").end == date(2027, 1, 1)

    def test_gets_another_name_in_both_languages(self, wearing):
        said = {"name": "Barn- och skolnämnden", "name_en": "School committee", "on": "2026-11-02"}
        assert wearing("SE").post(at("rename_body", "un"), said).status_code == 302
        assert Body.objects.get(code="un").name_en == "School committee"

    @pytest.mark.both
    def test_there_is_one_council(self, wearing):
        said = {**self.NEW, "kind": "council", "members": "7", "substitutes": "0"}
        assert "finns redan" in text(wearing("SE").post(at("new_body"), said))

    def test_one_that_is_entered_ahead_or_twice_is_told_on_a_page_that_is_there(self, wearing):
        client = wearing("SE")
        said = {**self.NEW, "members": "7", "substitutes": "3", "first_day": "2027-01-01"}
        entered = client.post(at("new_body"), said, follow=True)
        assert entered.status_code == 200
        assert "Börjar 1 januari 2027" in text(entered)
        again = client.post(at("new_body"), said)
        assert again.status_code == 400
        assert "Valnämnden finns redan, från 1 januari 2027" in text(again)
        assert Body.objects.filter(name="Valnämnden").count() == 1


class TestTermsAndSeats:
    def test_a_term_is_entered_and_one_that_overlaps_refused(self, wearing):
        client = wearing("SE")
        days = {"first_day": "2031-01-01", "last_day": "2034-12-31"}
        assert client.post(at("add_term", "un"), days).status_code == 302
        assert Term.objects.get(body__code="un", start=date(2031, 1, 1)).end == date(2035, 1, 1)
        assert "har redan en mandatperiod" in text(client.post(at("add_term", "un"), days))
        term = Term.objects.get(body__code="un", start=date(2031, 1, 1))
        assert client.post(at("undo", "mandatperiod", term.pk), {"reason": "Fel år"}).status_code == 302
        running = Term.objects.on(TODAY).get(body__code="un")
        response = client.get(at("undo", "mandatperiod", running.pk))
        assert "uppdrag som börjar under den" in text(response)
        assert '<form method="post" data-keep' not in response.content.decode()

    def test_seats_are_added_and_empty_ones_taken_away(self, wearing):
        client = wearing("SE")
        counts = {which: Seat.objects.filter(body__code="un", is_substitute=which).count() for which in (False, True)}
        more = {"members": str(counts[False] + 2), "substitutes": str(counts[True])}
        assert client.post(at("set_seats", "un"), more).status_code == 302
        assert Seat.objects.filter(body__code="un", is_substitute=False).count() == counts[False] + 2
        same = {"members": str(counts[False]), "substitutes": str(counts[True])}
        assert client.post(at("set_seats", "un"), same).status_code == 302
        fewer = {"members": str(counts[False] - 1), "substitutes": str(counts[True])}
        assert "Någon sitter på plats" in text(client.post(at("set_seats", "un"), fewer))
        shown = client.get(at("body", "un")).context["seats"]
        assert len(shown) == sum(counts.values())


class TestWhoSits:
    def test_a_name_that_is_typed_is_searched_for_and_then_chosen(self, wearing):
        client = wearing("SE")
        for code in ("karin-prov-1", "karin-prov-2"):
            Person.objects.create(code=code, name="Karin Prov")
        seat = Seat.objects.filter(body__code="un", is_substitute=False).order_by("number").last()
        Membership.objects.filter(seat=seat).update(end=date(2026, 11, 10))
        said = {"seat": str(seat.pk), "function": "member", "first_day": "2026-11-10", **DECISION}
        shown = client.post(at("give_seat", "un"), {**said, "person_sok": "karin prov", "sok": "person"})
        assert shown.status_code == 200
        assert text(shown).count('name="person" value="karin-prov-') == 2
        assert client.post(at("give_seat", "un"), {**said, "person_sok": "Karin Prov"}).status_code == 400
        assert client.post(at("give_seat", "un"), {**said, "person": "karin-prov-2"}).status_code == 302
        row = Membership.objects.get(seat=seat, start=date(2026, 11, 10))
        assert row.person.code == "karin-prov-2"
        assert client.post(at("undo", "plats", row.pk), {"reason": "Fel Karin"}).status_code == 302
        assert not Membership.objects.filter(pk=row.pk).exists()

    def test_a_seat_held_for_long_is_history(self, wearing):
        row = Membership.objects.filter(seat__body__code="un", introduced_on__isnull=True)[0]
        response = wearing("SE").post(at("undo", "plats", row.pk), {"reason": "Fel"})
        assert response.status_code == 400
        assert "en tid som har gått" in text(response)

    def test_people_are_found_while_one_types_by_whoever_may_choose(self, wearing):
        address = at("find_people", "organ", "un")
        asked = {"falt": "person", "person_sok": "anna lind"}
        assert "Utbildningsnämnden" in text(wearing("SE").get(address, asked))
        for role in ("CI", "Np", "FC", "HR"):
            assert wearing(role).get(address, asked).status_code == 403
        post = at("find_people", "tjanst", "chef-oxeloskolan")
        assert wearing("FC", department="utbildningsforvaltningen").get(post, asked).status_code == 200
        assert wearing("EM").get(post, asked).status_code == 403
        assert wearing("SE").get(at("find_people", "annat", "un"), asked).status_code == 404

    def test_another_becomes_chair_when_the_chair_is_not(self, wearing):
        client = wearing("SE")
        seated = Membership.objects.on(TODAY).filter(seat__body__code="un", seat__is_substitute=False)
        chair, member = seated.get(function="chair"), seated.filter(function="member")[0]
        said = {"function": "chair", "first_day": "2026-11-16", **DECISION}
        first = client.post(at("change_function", "un"), {**said, "membership": str(member.pk)})
        assert "är redan ordförande i Utbildningsnämnden" in text(first)
        down = {**said, "function": "member", "membership": str(chair.pk)}
        assert client.post(at("change_function", "un"), down).status_code == 302
        assert client.post(at("change_function", "un"), {**said, "membership": str(member.pk)}).status_code == 302
        new = Membership.objects.get(seat__body__code="un", function="chair", start=date(2026, 11, 16))
        assert (new.person, new.introduced_on) == (member.person, member.introduced_on)

    def test_somebody_new_is_entered_and_a_namesake_only_knowingly(self, wearing):
        client = wearing("SE")
        assert wearing("KC").get(at("new_person")).status_code == 403
        assert client.post(at("new_person"), {"name": "Nils Ny"}).status_code == 302
        again = client.post(at("new_person"), {"name": "Nils Ny"})
        assert again.status_code == 400
        assert 'type="checkbox"' in text(again)
        assert client.post(at("new_person"), {"name": "Nils Ny", "is_another": "on"}).status_code == 302
        assert at("undo", "person", "nils-ny-2") in text(client.get(at("new_person")))
        assert wearing("KC").post(at("undo", "person", "nils-ny-2"), {"reason": "Fel"}).status_code == 403
        assert set(Person.objects.filter(name="Nils Ny").values_list("code", flat=True)) == {"nils-ny", "nils-ny-2"}
        assert client.post(at("undo", "person", "nils-ny-2"), {"reason": "Samma Nils"}).status_code == 302
        assert not Person.objects.filter(code="nils-ny-2").exists()


class TestWhoServes:
    def substitutes(self) -> list[Membership]:
        rows = Membership.objects.on(TODAY).filter(seat__body__code="un", seat__is_substitute=True)
        return sorted(rows, key=lambda each: each.order)

    def test_the_next_in_order_is_proposed_and_another_needs_a_reason(self, wearing):
        client, order = wearing("SE"), self.substitutes()
        form = client.get(at("call_in", "un")).context["form"]
        assert form["substitute"].value() == str(order[0].pk)
        member = Membership.objects.on(TODAY).filter(seat__body__code="un", seat__is_substitute=False)[0]
        said = {"seat": str(member.seat_id), "first_day": "2026-11-10", "substitute": str(order[1].pk)}
        refused = client.post(at("call_in", "un"), said)
        assert f"{order[0].person} står näst i tur" in text(refused)
        assert client.post(at("call_in", "un"), {**said, "reason": "Den första är sjuk"}).status_code == 302
        assert CallIn.objects.get().reason == "Den första är sjuk"

    def test_whoever_serves_already_is_passed_over(self, wearing):
        client, order = wearing("SE"), self.substitutes()
        members = Membership.objects.on(TODAY).filter(seat__body__code="un", seat__is_substitute=False)
        for member, substitute in zip(members[:2], order, strict=False):
            said = {"seat": str(member.seat_id), "first_day": "2026-11-10", "substitute": str(substitute.pk)}
            assert client.post(at("call_in", "un"), said).status_code == 302
        assert CallIn.objects.count() == 2

    @pytest.mark.both
    def test_the_order_is_changed(self, wearing):
        client, order = wearing("SE"), self.substitutes()
        places = {f"place_{each.pk}": str(len(order) - number) for number, each in enumerate(order)}
        assert client.post(at("order_substitutes", "un"), places).status_code == 302
        assert [each.pk for each in self.substitutes()] == [each.pk for each in reversed(order)]
        form = client.get(at("call_in", "un")).context["form"]
        assert form["substitute"].value() == str(order[-1].pk)
