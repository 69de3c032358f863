"""A body's yearly evaluation is written, decided and accounted for on pages, and the rules' answers follow."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.evaluation.models import Account, Evaluation
from spelregler.apps.evaluation.pages.yearly.forms import ANSWER
from spelregler.apps.organisation.models import Municipality
from spelregler.platform.findings import Wanted, answers, evaluation_questions
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
YEAR, LATE, DONE, HEAD = 2025, "kfn", "un", "utbildningsforvaltningen"
MINUTES = {"decided_on": "2026-10-27", "paragraph": "51", "text": "Nämnden godkänner utvärderingen."}


def at(name: str, code: str = LATE, year: int = YEAR) -> str:
    return reverse(f"evaluation:{name}", args=[year, code])


def of_account(name: str = "account") -> str:
    return reverse(f"evaluation:{name}", args=[YEAR])


def answered() -> dict[str, str]:
    return {f"{ANSWER}{name}": "partly" for name, _asked in evaluation_questions(as_of=TODAY)}


def stored(clause: str, scope: str | None = None) -> str:
    found = answers(Wanted(clauses=[clause]), as_of=TODAY)
    return next(each.status for each in found if scope in (None, each.scope))


class TestTheSecretaryRunsTheEvaluation:
    def test_finds_it_among_what_waits_and_sees_what_is_left(self, wearing):
        client = wearing("SE")
        listed = text_of(client.get(reverse("home:tasks")))
        assert "Förbered utvärderingen av policyn 2025: Kultur- och fritidsnämnden" in listed
        assert "Utbildningsnämnden: utvärdering" not in listed
        told = text_of(client.get(at("yearly")))
        assert "Det här återstår" in told
        assert at("yearly_decision") not in told, "the body answers first"

    def test_what_was_to_be_done_before_the_start_day_waits_for_nobody(self, wearing):
        Municipality.objects.update(start_day=date(2026, 6, 1))
        for client in (wearing("SE"), wearing("FC"), wearing("CT")):
            listed = text_of(client.get(reverse("home:tasks")))
            assert "utvärderingen av 2025" not in listed
            assert "utvärderingen av policyn 2025" not in listed
            assert "redogörelsen för 2025" not in listed

    def test_writes_the_bodys_answers_enters_the_decision_and_the_rule_answers_anew(self, wearing):
        client = wearing("SE")
        assert stored("MR-9", LATE) == "breach"
        early = client.post(at("yearly_decision"), MINUTES)
        assert (early.status_code, "egna frågor" in text_of(early)) == (400, True)
        client.post(at("yearly_answers"), answered())
        client.post(at("yearly_improvements"), {"text": "Två öppna möten."})
        assert at("yearly_decision") in text_of(client.get(at("yearly")))
        assert "För in beslutet om utvärderingen av 2025" in text_of(client.get(reverse("home:tasks")))
        told = text_of(client.post(at("yearly_decision"), MINUTES, follow=True))
        assert "Beslutad 27 oktober 2026, § 51." in told
        assert stored("MR-9", LATE) == "attention", "it was decided late"
        assert client.post(at("yearly_improvements"), {"text": "Mer."}).status_code == 400

    def test_what_lacks_an_answer_is_said_at_the_question_and_the_rest_stays(self, wearing):
        left = dict(list(answered().items())[1:])
        answer = wearing("SE").post(at("yearly_answers"), left)
        assert (answer.status_code, text_of(answer).count("checked")) == (400, 4)
        assert not Evaluation.objects.get(body__code=LATE).answers.exists()

    def test_corrects_what_is_decided_and_everybody_else_goes_on_reading_it(self, wearing):
        client = wearing("SE")
        client.post(at("yearly_correct", DONE))
        client.post(at("yearly_improvements", DONE), {"text": "Bara i rättelsen."})
        assert "Bara i rättelsen." in text_of(client.get(at("yearly", DONE)))
        told = text_of(wearing("CI").get(at("yearly", DONE)))
        assert "Bara i rättelsen." not in told
        assert "Två öppna möten med invånare" in told

    def test_a_year_that_runs_shows_how_it_stands_so_far_and_is_not_written_in(self, wearing):
        client = wearing("SE")
        told = text_of(client.get(at("yearly", DONE, 2026)))
        assert "Året 2026 är inte slut" in told
        assert "Dagar med brott" in told
        answer = client.post(at("yearly_answers", DONE, 2026), answered())
        assert (answer.status_code, "när det är slut" in text_of(answer)) == (400, True)


@pytest.fixture
def opened(db: None) -> Evaluation:
    """The education committee's evaluation, not decided and without a part from the department."""
    Evaluation.objects.filter(body__code=DONE).update(decision=None, entered_on=None)
    found = Evaluation.objects.get(body__code=DONE)
    found.parts.filter(side="staff").delete()
    found.answers.all().delete()
    return found


@pytest.mark.usefixtures("opened")
class TestEachSideWritesItsOwn:
    def test_the_department_head_writes_on_the_page_that_the_work_list_leads_to(self, wearing):
        client = wearing("FC", department=HEAD)
        assert at("yearly_part", DONE) in text_of(client.get(reverse("home:tasks")))
        told = text_of(client.post(at("yearly_part", DONE), {"text": "Vi styrs av mål."}, follow=True))
        assert "Vi styrs av mål." in told
        assert at("yearly_part", DONE) not in text_of(client.get(reverse("home:tasks")))
        assert client.post(at("yearly_part", DONE), {"text": " "}).status_code == 400

    def test_the_union_changes_its_own_and_no_other(self, wearing, opened):
        client = wearing("UN")
        assert "Samverkan före budgeten fungerade." in text_of(client.get(at("yearly_part", DONE)))
        client.post(at("yearly_part", DONE), {"text": "Vi fick veta sent."})
        assert [(each.side, each.text) for each in opened.parts.all()] == [("union", "Vi fick veta sent.")]
        assert client.post(at("yearly_part"), {"text": "Nej."}).status_code == 403

    def test_the_administration_never_decides_or_answers_for_the_body(self, wearing):
        client = wearing("FC", department=HEAD)
        for name, form in (("decision", MINUTES), ("answers", answered()), ("improvements", {"text": "x"})):
            assert client.post(at(f"yearly_{name}", DONE), form).status_code == 403, name
        assert client.post(at("yearly_part"), {"text": "Nej."}).status_code == 403

    def test_the_presidium_gathers_the_answers_and_the_secretary_alone_enters(self, wearing):
        client = wearing("Np", body=DONE)
        assert at("yearly_answers", DONE) in text_of(client.get(reverse("home:tasks")))
        assert client.post(at("yearly_answers", DONE), answered()).status_code == 302
        assert "Besluta om utvärderingen av policyn 2025" in text_of(client.get(reverse("home:tasks")))
        assert client.post(at("yearly_decision", DONE), MINUTES).status_code == 403

    def test_a_member_is_told_that_it_is_on_its_way(self, wearing):
        told = text_of(wearing("N", body=DONE).get(reverse("home:tasks")))
        assert "Utvärdera hur policyn följdes 2025" in told


@pytest.mark.parametrize("role", ["CI", "EM", "KF", "EC", "HR"])
def test_an_open_one_is_not_read_by_others_and_a_decided_one_is(wearing, role):
    client = wearing(role)
    assert "Enheterna arbetar inom sin ram" not in text_of(client.get(at("yearly")))
    assert "Nämnden höll sig till målen" in text_of(client.get(at("yearly", DONE)))
    listed = text_of(client.get(reverse("evaluation:years")))
    assert "Inte beslutad, försenad" in listed
    for name in ("answers", "improvements", "decision", "correct", "part"):
        assert client.get(at(f"yearly_{name}")).status_code == 403


class TestTheAccount:
    def test_names_loudly_what_is_missing_and_everybody_reads_it_when_it_is_handed_over(self, wearing):
        told = text_of(wearing("CI").get(of_account()))
        assert "Utvärdering saknas från: Kultur- och fritidsnämnden." in told
        assert "Policyn följs i stora drag." in told

    def test_is_begun_anew_with_the_body_that_was_missing_and_the_rule_follows(self, wearing):
        client = wearing("SE")
        client.post(at("yearly_answers"), answered())
        client.post(at("yearly_decision"), MINUTES)
        client.post(of_account("account_correct"))
        assert "Policyn följs i stora drag." in text_of(wearing("CI").get(of_account())), "the first holds till then"
        client = wearing("SE")
        client.post(of_account("account_answer"), {"text": "Nu är alla med."})
        board = {**MINUTES, "decided_on": "2026-10-28", "paragraph": "180"}
        client.post(of_account("account_decision"), board)
        assert "Nu är alla med." not in text_of(wearing("CI").get(of_account()))
        council = {**MINUTES, "decided_on": "2026-10-29", "paragraph": "99"}
        told = text_of(wearing("SE").post(of_account("account_handed_over"), council, follow=True))
        assert "Utvärdering saknas" not in told
        assert Account.objects.get(number=2).evaluations.count() == 5
        found = next(each for each in answers(Wanted(clauses=["MR-10"]), as_of=TODAY))
        assert (found.status, found.inputs["evaluations_lacking"]) == ("attention", 0)

    @pytest.mark.parametrize("role", ["KC", "FC", "KF", "CI", "RE"])
    def test_is_written_by_the_board_and_its_secretary_alone(self, wearing, role):
        client = wearing(role)
        for name in ("answer", "decision", "handed_over", "correct"):
            assert client.post(of_account(f"account_{name}"), {"text": "x", **MINUTES}).status_code == 403

    def test_the_board_is_asked_for_it_from_two_months_before(self, wearing):
        Account.objects.update(handed_over=None, handed_over_entered_on=None, decision=None, entered_on=None)
        assert "Ställ samman redogörelsen för 2025 till fullmäktige" in text_of(
            wearing("SE").get(reverse("home:tasks"))
        )
        assert "Skriv styrelsens svar i redogörelsen för 2025" in text_of(wearing("KSp").get(reverse("home:tasks")))
        assert "Policyn följs" not in text_of(wearing("CI").get(of_account()))
        assert wearing("CI").get(of_account("account_word")).status_code == 404


@pytest.mark.parametrize("name", ["word", "pdf"])
def test_both_are_documents_that_the_worker_makes(wearing, name):
    client = wearing("CI")
    assert client.get(at(f"yearly_{name}", DONE)).status_code == 202
    assert client.get(of_account(f"account_{name}")).status_code == 202


@pytest.mark.parametrize(
    "address",
    [
        at("yearly", "kf"),
        at("yearly", "finnsinte"),
        at("yearly", DONE, 2027),
        "/utvardering/1999/",
        "/redogorelse/2026/",
    ],
)
def test_what_is_not_there_is_not_found(wearing, address):
    assert wearing("KC").get(address).status_code == 404


def test_the_rules_lead_to_the_evaluation_and_to_the_account(wearing):
    client = wearing("CI")
    assert at("yearly", DONE) in text_of(client.get(reverse("policy:clause", args=["MR-9"])))
    assert of_account() in text_of(client.get(reverse("policy:clause", args=["MR-10"])))
