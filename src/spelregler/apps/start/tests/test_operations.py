"""The first acts: the municipality once, a start day that is near, and who runs the system, never doubled."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from spelregler.apps.organisation.models import Appointment, Municipality, Person
from spelregler.apps.organisation.operations.refusals import MunicipalityThere
from spelregler.apps.organisation.operations.structure import add_person
from spelregler.apps.start.operations import beginning
from spelregler.apps.start.tests.conftest import TODAY, WHO
from spelregler.platform.accounts.models import Account
from spelregler.platform.accounts.operations import close_account, password_address
from spelregler.platform.audit.models import AuditRow

pytestmark = pytest.mark.django_db


def make(**said):
    given = {"email": "eva.ek@kommun.example", "name": "Eva Ek", "today": TODAY, "who": WHO, **said}
    return beginning.make_administrator(**given)


@pytest.mark.parametrize(("code", "day"), [("48", date(2027, 1, 1)), ("0481", date(2027, 11, 3))])
def test_a_wrong_code_or_a_day_more_than_a_year_ahead_begins_nothing(code, day):
    with pytest.raises(beginning.BeginningRefused):
        beginning.begin(code=code, name="Strandby", start_day=day, today=TODAY, who=WHO)
    assert not Municipality.objects.exists()


def test_an_installation_is_begun_once(begun):
    with pytest.raises(MunicipalityThere):
        beginning.begin(code="0482", name="Flen", start_day=TODAY, today=TODAY, who=WHO)


def test_the_start_day_is_changed_with_a_reason_that_stands_in_the_trail(begun):
    with pytest.raises(beginning.ReasonMissing):
        beginning.set_start_day(place=begun, day=date(2027, 2, 1), reason=" ", today=TODAY, who=WHO)
    begun.refresh_from_db()
    beginning.set_start_day(place=begun, day=date(2027, 2, 1), reason="Senare budget", today=TODAY, who=WHO)
    row = AuditRow.objects.filter(act="set-start-day").last()
    assert "Senare budget" in row.content
    assert "2027-01-01" in row.content
    begun.refresh_from_db()
    assert begun.start_day == date(2027, 2, 1)


def test_whoever_runs_the_system_has_an_account_without_a_password_and_is_never_two(begun):
    account = make(email="EVA.EK@kommun.example")
    assert not account.has_usable_password()
    assert (Account.objects.count(), Person.objects.count(), Appointment.objects.count()) == (1, 1, 1)


def test_a_namesake_is_asked_about_and_a_person_of_the_organisation_is_not_doubled(begun):
    add_person(code="bo-by", name="Bo By", who=WHO)
    with pytest.raises(beginning.PersonUnclear, match="bo-by"):
        make(email="bo@kommun.example", name="bo by")
    make(email="bo@kommun.example", name="Bo By", person="bo-by")
    assert Person.objects.filter(name="Bo By").count() == 1
    make(email="bo2@kommun.example", name="Bo By", is_namesake=True)
    assert set(Person.objects.filter(name="Bo By").values_list("code", flat=True)) == {"bo-by", "bo-by-2"}
    with pytest.raises(beginning.PersonUnclear, match="bo@kommun"):
        make(email="bo3@kommun.example", name="Bo By", person="bo-by")


def test_a_closed_account_that_gets_the_way_back_is_opened_again(begun):
    account = Account.objects.get()
    close_account(account=account, who=WHO)
    assert make().is_active


@pytest.mark.parametrize(
    ("days", "later", "works"), [(1, 23, True), (1, 25, False), (14, 13 * 24, True), (14, 15 * 24, False)]
)
def test_a_link_lasts_for_its_days_and_no_longer(begun, client, monkeypatch, days, later, works):
    address = password_address(account=Account.objects.get(), who=WHO, days=days)
    then = datetime.now() + timedelta(hours=later)  # noqa: DTZ005, TID251  as the library counts
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self: then)
    answer = client.get(address, follow=True)
    assert ('type="password"' in answer.content.decode()) is works
