"""A new term after an election, and who is to be introduced, through their pages."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from spelregler.apps.organisation.models import Membership, Term, Training

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

TERM, WAITING = reverse("organisation:new_term"), reverse("organisation:introductions")
NEW = date(2027, 1, 1)
DAYS = {
    "first_day": "2027-01-01",
    "last_day": "2030-12-31",
    "decided_by": "Kommunfullmäktige",
    "decided_on": "2026-10-28",
    "paragraph": "112",
}
OTHERS = ["CI", "KF", "KFp", "Np", "KC", "FC", "EC", "HR", "RE"]


def text(response) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


def filled_in(response, **more: str) -> dict[str, str]:
    """What the page's form holds as it comes, with the days and the decision, and what is changed."""
    form = response.context["form"]
    typed = {name: str(form[name].value() or "") for name in form.fields if form[name].value()}
    return {**typed, **DAYS, **more}


class TestNewTerm:
    def test_the_secretary_sees_what_will_be_entered_and_then_enters_it(self, wearing):
        client = wearing("SE")
        first = client.get(TERM)
        un = first.context["form"]["members_un"].value().splitlines()
        assert un[0] == "Anna Lind, ordförande"
        typed = filled_in(first, members_un="\n".join([*un[:-1], "Nils Nykomling (S)"]))
        shown = client.post(TERM, typed)
        assert shown.status_code == 200
        assert not Membership.objects.filter(start=NEW).exists()
        page = text(shown)
        assert "inte inlagda tidigare, och läggs upp: Nils Nykomling" in page
        assert client.post(TERM, {**typed, "sett": shown.context["seal"]}).status_code == 302
        seated = Membership.objects.filter(start=NEW, seat__body__code="un", seat__is_substitute=False)
        assert seated.count() == len(un)
        assert Term.objects.filter(start=NEW, body__code="un").count() == 1
        page = text(client.get(f"{WAITING}?per=2026-11-02"))
        assert "Anna Lind" not in page

    @pytest.mark.both
    def test_an_election_entered_after_the_old_term_has_ended_begins_with_those_who_sat(self, wearing):
        ended = date(2026, 10, 15)
        was = Membership.objects.on(date(2026, 10, 14)).filter(seat__body__code="kf")
        names = {each.person.name for each in was.select_related("person")}
        Membership.objects.filter(seat__body__code="kf", start__gte=ended).delete()
        Term.objects.filter(body__code="kf", start__gte=ended).delete()
        Term.objects.filter(body__code="kf").update(end=ended)
        client = wearing("SE")
        form = client.get(TERM).context["form"]
        lines = f"{form['members_kf'].value()}\n{form['substitutes_kf'].value()}".splitlines()
        assert len(lines) == len(names) > 30
        assert {line.split(" (")[0].split(",")[0] for line in lines} == names
        assert form["with_kf"].value() is True
        assert not form["with_un"].value()
        assert (form["first_day"].value(), form["last_day"].value()) == (ended, date(2030, 10, 14))
        typed = {name: str(form[name].value() or "") for name in form.fields if form[name].value()}
        shown = client.post(TERM, {**typed, "decided_on": "2026-10-14"})
        [change] = shown.context["changes"]
        assert (len(change.stay), change.new, change.leave) == (len(names), (), ())
        assert (
            client.post(TERM, {**typed, "decided_on": "2026-10-14", "sett": shown.context["seal"]}).status_code == 302
        )
        assert Membership.objects.filter(seat__body__code="kf", start=ended).count() == len(names)
        assert not client.get(TERM).context["form"]["with_kf"].value()

    def test_what_was_changed_after_it_was_shown_is_shown_again(self, wearing):
        client = wearing("SE")
        typed = filled_in(client.get(TERM))
        seal = client.post(TERM, typed).context["seal"]
        again = client.post(TERM, {**typed, "paragraph": "113", "sett": seal})
        assert again.status_code == 200
        assert not Membership.objects.filter(start=NEW).exists()

    def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(self, wearing):
        client = wearing("SE")
        typed = filled_in(client.get(TERM), members_un="Anna Lind, kassör\nBo Ny")
        response = client.post(TERM, typed)
        assert response.status_code == 400
        assert "Rad 1: ”Anna Lind”" in text(response) or "Rad 1: ”Anna Lind, kassör”" in text(response)
        assert "Bo Ny" in text(response)
        assert not Membership.objects.filter(start=NEW).exists()

    @pytest.mark.once
    @pytest.mark.parametrize("role", OTHERS)
    def test_nobody_else_reaches_it(self, wearing, role):
        client = wearing(role)
        assert client.get(TERM).status_code == 403
        assert client.post(TERM, DAYS).status_code == 403
        assert TERM not in client.get(reverse("organisation:overview")).content.decode()

    @pytest.mark.once
    def test_it_is_reached_from_the_first_page(self, wearing):
        assert TERM in wearing("SE").get(reverse("organisation:overview")).content.decode()


class TestIntroductions:
    def test_the_secretary_records_who_took_part(self, wearing):
        client = wearing("SE")
        waiting = client.get(WAITING).context["waiting"]
        assert waiting[0].is_late
        ticked = [each.key for each in waiting[:3]]
        assert client.post(WAITING, {"took_part": ticked, "held_on": "2026-11-02"}).status_code == 302
        assert len(client.get(WAITING).context["waiting"]) == len(waiting) - 3

    def test_nobody_ticked_or_a_day_to_come_is_told_and_what_was_ticked_stays(self, wearing):
        client = wearing("SE")
        assert client.post(WAITING, {"held_on": "2026-11-02"}).status_code == 400
        key = client.get(WAITING).context["waiting"][0].key
        response = client.post(WAITING, {"took_part": [key], "held_on": "2026-12-24"})
        assert response.status_code == 400
        assert "har inte varit än" in text(response)
        assert "checked" in response.context["waiting"][0].box.tag()

    @pytest.mark.once
    @pytest.mark.parametrize("role", OTHERS)
    def test_nobody_else_reaches_it(self, wearing, role):
        client = wearing(role)
        assert client.get(WAITING).status_code == 403
        assert client.post(WAITING, {"held_on": "2026-11-02"}).status_code == 403

    def test_a_training_is_recorded_for_its_body(self, wearing):
        address, said = reverse("knowledge:body", args=["un"]), {"is_catch_up": "utbildning", "took_part": "5"}
        assert wearing("Np", body="un").post(address, {**said, "held_on": "2026-11-02"}).status_code == 403
        client = wearing("SE")
        assert client.post(address, {**said, "held_on": "2026-12-02"}).status_code == 400
        assert client.post(address, {**said, "held_on": "2026-11-02"}).status_code == 302
        assert Training.objects.filter(body__code="un", held_on=date(2026, 11, 2)).count() == 1
