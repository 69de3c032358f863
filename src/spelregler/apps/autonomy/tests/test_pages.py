"""The pages of a unit: what is done there, what is refused at its field with the text kept, and who is an outsider."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.autonomy import operations
from spelregler.apps.autonomy.models import Intervention, Signal, Stand, Statement
from spelregler.apps.autonomy.tests.conftest import TKR, WHO
from spelregler.apps.frames.models import BudgetLine, Forecast, LineMove
from spelregler.apps.organisation.models import Post
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import holder, member, resident
from spelregler.platform.audit.operations import Who

pytestmark = pytest.mark.once
HEAD = Who(name="Förvaltningschef", role="FC")
BAD = "Två tusen och lite till"


@pytest.fixture
def manager(place):
    return holder(Post.Kind.UNIT_MANAGER, unit=place.unit)


@pytest.fixture
def head(place):
    return holder(Post.Kind.DEPARTMENT_HEAD, department=place.town.department)


@pytest.fixture
def outsiders(place):
    """Another unit's manager, an elected member of the committee, and somebody who has not signed in."""
    return [holder(Post.Kind.UNIT_MANAGER, unit=place.other), member(place.town.committee), resident()]


def at(name: str, *args: object) -> str:
    return reverse(f"autonomy:{name}", args=args)


def amounts() -> dict[str, int]:
    return {each.label: each.amount_ore // TKR for each in BudgetLine.objects.filter(end__isnull=True)}


class TestTheUnitsPage:
    def test_it_is_open_to_all_and_a_unit_that_is_not_there_is_not_found(self, place, outsiders):
        for client in outsiders:
            assert "Skolan" in words(client.get(at("unit", "skolan")), 200)
            words(client.get(at("unit", "finns-inte")), 404)

    def test_the_field_shows_every_unit_to_all(self, outsiders):
        for client in outsiders:
            text = words(client.get(at("field")), 200)
            assert "Skolan" in text
            assert "Badet" in text

    def test_the_field_is_a_page_at_a_time_and_counts_them_all(self, outsiders, monkeypatch):
        monkeypatch.setattr("spelregler.apps.autonomy.pages.field.views.ROWS", 1)
        for client in outsiders:
            text = words(client.get(at("field"), {"sida": "1"}), 200)
            assert "Badet" in text
            assert "Skolan" not in text
            assert "sida=2" in text
            assert "Skolan" in words(client.get(at("field"), {"sida": "2"}), 200)

    def test_the_field_of_one_department_keeps_it_in_its_addresses(self, place, outsiders, monkeypatch):
        monkeypatch.setattr("spelregler.apps.autonomy.pages.field.views.ROWS", 1)
        code = place.town.department.code
        text = words(outsiders[0].get(at("field"), {"forvaltning": code}), 200)
        assert f"forvaltning={code}&amp;sida=2" in text
        nowhere = words(outsiders[0].get(at("field"), {"forvaltning": "finns-inte"}), 200)
        assert "Badet" not in nowhere.partition("<main")[2]

    def test_the_forms_are_there_for_those_who_may_and_for_nobody_else(self, place, manager, head, outsiders):
        assert at("move_money", "skolan") in words(manager.get(at("unit", "skolan")), 200)
        assert at("stand", place.signal.pk) in words(head.get(at("unit", "skolan")), 200)
        for client in outsiders:
            assert '<form method="post" action="/enheter' not in words(client.get(at("unit", "skolan")), 200)


class TestMovingMoney:
    SAID = {"from_line": "1", "to_line": "2", "amount": "20", "reason": "Fler böcker"}

    @pytest.mark.parametrize(("name", "then"), [("move_money", "unit"), ("move_between_lines", "lines")])
    def test_it_is_moved_at_once_and_told_where_it_was_asked(self, manager, name, then):
        answer = manager.post(at(name, "skolan"), self.SAID)
        assert (answer.status_code, answer.headers["Location"]) == (302, at(then, "skolan"))
        assert amounts() == {"Personal": 280, "Läromedel": 70}

    @pytest.mark.parametrize("name", ["move_money", "move_between_lines"])
    def test_a_slip_stands_at_its_field_and_nothing_typed_is_lost(self, manager, name):
        text = words(manager.post(at(name, "skolan"), {**self.SAID, "amount": BAD}), 400)
        assert BAD in error_at(text, "move-amount")
        assert 'value="Fler böcker"' in text
        assert '<option value="1" selected>' in text
        assert amounts() == {"Personal": 300, "Läromedel": 50}

    @pytest.mark.parametrize(
        ("said", "field", "told"),
        [
            ({"amount": "301"}, "amount", "under noll"),
            ({"amount": "-5"}, "amount", "över noll"),
            ({"to_line": "1"}, "to_line", "två olika poster"),
        ],
    )
    def test_what_the_rule_refuses_stands_at_its_field(self, manager, said, field, told):
        text = words(manager.post(at("move_money", "skolan"), {**self.SAID, **said}), 400)
        assert told in error_at(text, f"move-{field}")
        assert 'value="Fler böcker"' in text
        assert not LineMove.objects.exists()

    def test_a_limit_on_moves_is_told_above_the_form(self, place, manager):
        limit(place)
        text = words(manager.post(at("move_money", "skolan"), self.SAID), 400)
        assert "Inköp stäms av" in text.split('class="ds-alert errors"')[1].split("</ul>")[0]
        assert 'value="Fler böcker"' in text

    def test_outsiders_move_nothing(self, outsiders):
        for client in outsiders:
            for name in ("move_money", "move_between_lines"):
                words(client.post(at(name, "skolan"), self.SAID), 403)
            words(client.post(at("move_money", "finns-inte"), self.SAID), 404)
        assert amounts() == {"Personal": 300, "Läromedel": 50}


class TestLines:
    def test_a_line_is_added_and_another_is_renamed(self, manager):
        assert manager.post(at("set_line", "skolan"), {"label": "Resor", "amount": "12,5"}).status_code == 302
        assert manager.post(at("rename_line", "skolan", 3), {"label": "Studieresor"}).status_code == 302
        assert BudgetLine.objects.get(label="Studieresor").amount_ore == 1_250_000

    def test_a_slip_in_a_line_stands_at_its_field(self, manager):
        text = words(manager.post(at("set_line", "skolan"), {"label": "Resor", "amount": BAD}), 400)
        assert BAD in error_at(text, "line-amount")
        assert 'value="Resor"' in text
        assert "under noll" in error_at(
            words(manager.post(at("set_line", "skolan"), {"label": "Resor", "amount": "-1"}), 400), "line-amount"
        )
        assert "Resor" not in amounts()

    def test_a_name_that_is_taken_stands_at_the_line_that_would_have_it(self, manager):
        text = words(manager.post(at("rename_line", "skolan", 2), {"label": "Personal"}), 400)
        assert "redan en post" in error_at(text, "rename-2-label")
        assert 'id="rename-1-label_error"' not in text
        assert error_at(words(manager.post(at("rename_line", "skolan", 2), {"label": " "}), 400), "rename-2-label")
        words(manager.post(at("rename_line", "skolan", 9), {"label": "Ny"}), 404)

    def test_a_move_is_undone_and_where_it_cannot_be_the_page_says_why(self, place, manager):
        manager.post(at("move_between_lines", "skolan"), TestMovingMoney.SAID)
        back = at("move_back", "skolan", LineMove.objects.get().pk)
        assert manager.post(back, {}).status_code == 302
        assert amounts() == {"Personal": 300, "Läromedel": 50}
        limit(place)
        assert "Inköp stäms av" in words(manager.post(back, {"sending": "x"}), 400)
        assert amounts() == {"Personal": 300, "Läromedel": 50}

    def test_they_are_the_units_own(self, manager, outsiders):
        assert "Personal" in words(manager.get(at("lines", "skolan")), 200)
        for client in outsiders:
            words(client.get(at("lines", "skolan")), 403)
            words(client.post(at("set_line", "skolan"), {"label": "x", "amount": "1"}), 403)
            words(client.post(at("rename_line", "skolan", 1), {"label": "x"}), 403)
            words(client.post(at("move_back", "skolan", 1)), 403)


class TestForecast:
    def test_it_is_reported(self, manager):
        assert manager.post(at("forecast", "skolan"), {"amount": "398", "comment": "Vikarier"}).status_code == 302
        assert Forecast.objects.get().amount_ore == 398 * TKR

    def test_a_slip_opens_the_form_again_with_what_was_typed(self, manager):
        text = words(manager.post(at("forecast", "skolan"), {"amount": BAD, "comment": "Vikarier i höst"}), 400)
        assert BAD in error_at(text, "forecast-amount")
        assert 'value="Vikarier i höst"' in text
        assert "<details open>" in text

    def test_outsiders_report_none(self, outsiders):
        for client in outsiders:
            words(client.post(at("forecast", "skolan"), {"amount": "1"}), 403)
        assert not Forecast.objects.exists()


class TestSignal:
    SAID = {"ground": "MR-48", "evidence": "Prognosen har varit röd i tre månader."}

    def test_the_head_opens_one(self, head):
        assert head.post(at("open_signal", "badet"), self.SAID).status_code == 302
        assert Signal.objects.get(unit__code="badet").evidence == self.SAID["evidence"]

    def test_what_was_seen_is_kept_where_no_ground_is_chosen(self, head):
        text = words(head.post(at("open_signal", "badet"), {"evidence": self.SAID["evidence"]}), 400)
        assert error_at(text, "id_ground")
        assert self.SAID["evidence"] in text
        assert not Signal.objects.filter(unit__code="badet").exists()

    def test_outsiders_open_none(self, place, outsiders):
        for client in (member(place.town.committee), resident()):
            words(client.get(at("open_signal", "badet")), 403)
            words(client.post(at("open_signal", "badet"), self.SAID), 403)
        assert not Signal.objects.filter(unit__code="badet").exists()


class TestDialogue:
    def test_the_unit_gives_its_own_words(self, place, manager):
        assert manager.post(at("statement", place.signal.pk), {"text": "Två vikarier"}).status_code == 302
        assert Statement.objects.get().text == "Två vikarier"

    def test_the_signals_own_form_says_what_is_missing(self, place, manager, head):
        text = words(manager.post(at("statement", place.signal.pk), {"text": " "}), 400)
        assert error_at(text, f"statementform-{place.signal.pk}-text")
        text = words(head.post(at("stand", place.signal.pk), {"choice": "intervene", "reason": "x" * 401}), 400)
        assert error_at(text, f"standform-{place.signal.pk}-reason")
        assert "x" * 401 in text
        assert 'value="intervene"' in text.split("checked")[0].rsplit("<input", 1)[1]
        assert not Stand.objects.exists()

    def test_only_the_form_about_that_signal_is_filled_in(self, place, head):
        other = operations.open_signal(
            unit=place.unit, ground="MR-47", opened_on=date(2026, 10, 2), evidence="Klagomål", who=WHO
        )
        text = words(head.post(at("stand", other.pk), {"choice": "punish", "reason": "Bara här"}), 400)
        assert text.count("Bara här") == 1
        assert error_at(text, f"standform-{other.pk}-choice")
        assert f'id="standform-{place.signal.pk}-choice_error"' not in text

    def test_a_closed_signal_takes_no_more_words_and_the_page_says_so(self, place, head):
        operations.close_signal(signal=place.signal, closed_on=date(2026, 11, 1), who=WHO)
        for name, said in (("stand", {"choice": "dialogue", "reason": "x"}), ("close", {"sending": "x"})):
            assert "Signalen avslutades" in words(head.post(at(name, place.signal.pk), said), 400)

    def test_outsiders_take_no_part(self, place, manager, head, outsiders):
        for client in outsiders:
            for name in ("statement", "stand", "intervene", "close"):
                words(client.post(at(name, place.signal.pk), {"text": "x", "choice": "dialogue", "reason": "x"}), 403)
                words(client.post(at(name, 999_999), {"text": "x"}), 404)
        words(manager.post(at("stand", place.signal.pk), {"choice": "dialogue", "reason": "x"}), 403)
        words(head.post(at("statement", place.signal.pk), {"text": "x"}), 403)
        assert not Stand.objects.exists()
        assert not Statement.objects.exists()


def limit(place) -> Intervention:
    """The unit has been heard, and management has stepped in."""
    day = date(2026, 10, 20)
    operations.give_statement(signal=place.signal, text="Vår syn", given_on=day, who=WHO)
    operations.take_stand(signal=place.signal, choice="intervene", reason="Räcker inte", decided_on=day, who=HEAD)
    return operations.start_intervention(
        signal=place.signal,
        limits="Inköp stäms av",
        limits_money_moves=True,
        exit_criterion="Ramen hålls",
        start=day,
        end=date(2027, 1, 1),
        who=HEAD,
    )


class TestIntervention:
    SAID = {"limits": "Inköp över 50 tkr stäms av", "exit_criterion": "Ramen hålls", "end": "2027-01-31"}

    @pytest.fixture
    def decided(self, place):
        operations.give_statement(signal=place.signal, text="Vår syn", given_on=date(2026, 10, 20), who=WHO)
        operations.take_stand(
            signal=place.signal, choice="intervene", reason="Räcker inte", decided_on=date(2026, 10, 21), who=WHO
        )
        return at("intervene", place.signal.pk)

    def test_the_last_day_that_is_named_is_a_day_of_it(self, head, decided):
        assert head.post(decided, self.SAID).status_code == 302
        assert Intervention.objects.get().end == date(2027, 2, 1)

    @pytest.mark.parametrize(
        ("said", "field", "told"),
        [
            ({"end": "i vår"}, "end", "går inte att läsa"),
            ({"end": "2028-01-31"}, "end", "inom 5 månader"),
            ({"exit_criterion": ""}, "exit_criterion", ""),
        ],
    )
    def test_what_is_wrong_stands_at_its_field_and_the_rest_is_kept(self, place, head, decided, said, field, told):
        text = words(head.post(decided, {**self.SAID, **said}), 400)
        assert told in error_at(text, f"interveneform-{place.signal.pk}-{field}")
        assert f'value="{self.SAID["limits"]}"' in text
        assert not Intervention.objects.exists()

    def test_a_review_that_is_refused_keeps_what_was_seen(self, place, head):
        review = at("review", limit(place).pk)
        said = {"seen": "Bättre, men inte bra.", "outcome": "renew", "end": "2026-12-01"}
        text = words(head.post(review, said), 400)
        assert "senare slutdatum" in error_at(text, "id_end")
        assert "Bättre, men inte bra." in text
        assert head.post(review, {**said, "end": "2027-03-01"}).status_code == 302
        assert Intervention.objects.get().end == date(2027, 3, 2)

    def test_outsiders_review_none_and_are_told_only_that_it_is_in_force(self, place, head, outsiders):
        review = at("review", limit(place).pk)
        assert "Inköp stäms av" in words(head.get(at("limits")), 200)
        for client in outsiders:
            words(client.post(review, {"seen": "x", "outcome": "end"}), 403)
        told = ["Inköp stäms av" in words(client.get(at("limits")), 200) for client in outsiders]
        assert told == [False, True, False], "the committee that the department answers to is told why"
        words(head.get(at("review", 999_999)), 404)
        assert Intervention.objects.get().end == date(2027, 1, 1)
