"""Signing in with a password: who comes in, who does not, and what is left behind."""

import re
import time

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.platform.accounts.models import Account
from spelregler.platform.accounts.operations import close_account, open_account, password_address
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM

pytestmark = pytest.mark.django_db
PASSWORD = "grodor äter plommon"


@pytest.fixture
def eva():
    return Account.objects.create_account(email="eva@kommun.example", name="Eva Ek", password=PASSWORD)


@pytest.fixture
def outsider():
    return Account.objects.create_account(email="utomstaende@annan.example", name="Utomstående", password=PASSWORD)


def sign_in(client, email="eva@kommun.example", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def show_again(client, answer, password=PASSWORD):
    """What is sensitive asks for the password once more and then goes on with what was asked for."""
    assert answer.url.startswith(reverse("account_reauthenticate"))
    return client.post(answer.url, {"password": password, "next": answer.url.partition("next=")[2].replace("%2F", "/")})


def is_in(client):
    return client.get(reverse("identity_account")).status_code == 200


def acts():
    return list(AuditRow.objects.order_by("id").values_list("act", "subject"))


class TestSignIn:
    def test_the_right_password_lets_in_and_leaves_a_row(self, client, eva):
        assert sign_in(client).status_code == 302
        assert is_in(client)
        assert acts() == [("sign-in", "eva@kommun.example")]

    def test_capitals_in_the_address_do_not_matter(self, client, eva):
        sign_in(client, email="Eva@Kommun.Example")
        assert is_in(client)

    def test_a_wrong_password_does_not_and_leaves_a_row_without_it(self, client, eva):
        sign_in(client, password="fel lösenord helt")
        assert not is_in(client)
        assert acts() == [("sign-in-failed", "eva@kommun.example")]
        assert "fel lösenord" not in str(list(AuditRow.objects.values()))

    def test_an_unknown_address_gets_the_same_answer(self, client, eva):
        wrong = sign_in(client, password="fel lösenord helt").content.decode()
        unknown = sign_in(client, email="ingen@kommun.example", password="fel").content.decode()
        told = re.compile(r'<ul class="field-errors".*?</ul>|<div class="ds-alert errors".*?</div>', re.S)
        assert told.findall(wrong) == told.findall(unknown) != []

    def test_a_closed_account_does_not_come_in(self, client, eva):
        close_account(account=eva, who=SYSTEM)
        sign_in(client)
        assert not is_in(client)

    def test_the_session_gets_a_new_key_so_that_nobody_can_plant_one(self, client, eva):
        client.post(reverse("home:language"), {"language": "sv"})
        session = client.session
        session["planted"] = 1
        session.save()
        before = session.session_key
        client.cookies["sessionid"] = before
        sign_in(client)
        assert client.session.session_key != before

    def test_goes_on_to_a_page_of_ours_and_to_no_other(self, client, eva):
        assert sign_in(client, next="/mal/").url == "/mal/"
        client.logout()
        assert sign_in(client, next="https://annan.example/").url == "/"

    def test_signing_out_leaves_a_row_and_ends_the_session(self, client, eva):
        sign_in(client)
        key = client.session.session_key
        client.post(reverse("home:log_out"))
        client.cookies["sessionid"] = key
        assert not is_in(client)
        assert acts()[-1] == ("sign-out", "eva@kommun.example")

    def test_nobody_can_sign_up(self, client):
        assert client.get("/konto/signup/").status_code == 404


class TestLockOut:
    def test_five_failures_lock_even_the_right_password_and_one_row_says_so(self, client, eva):
        for _ in range(5):
            sign_in(client, password="fel lösenord helt")
        for _ in range(3):
            sign_in(client)
        assert not is_in(client)
        told = acts()
        assert told.count(("sign-in-failed", "eva@kommun.example")) == 5
        assert told.count(("sign-in-locked", "eva@kommun.example")) == 1

    def test_another_process_sees_the_lock_because_it_is_kept_in_the_database(self, client, eva):
        for _ in range(5):
            sign_in(client, password="fel lösenord helt")
        sign_in(other := Client())
        assert not is_in(other)

    def test_somebody_elses_failures_lock_nobody_else(self, client, eva, outsider):
        for _ in range(5):
            sign_in(client, email=outsider.email, password="fel lösenord helt")
        sign_in(client)
        assert is_in(client)

    def test_an_address_that_does_not_exist_locks_alike(self, client):
        answers = [sign_in(client, email="ingen@kommun.example", password="x" * 12) for _ in range(6)]
        assert "För många" in answers[-1].content.decode()

    def test_very_many_attempts_from_one_place_are_turned_away(self, client):
        for number in range(30):
            sign_in(client, email=f"nummer{number}@kommun.example", password="x" * 12)
        answer = sign_in(client, email="en-till@kommun.example", password="x" * 12)
        assert answer.status_code == 429
        assert "Vänta lite" in answer.content.decode()


class TestChoosingAPassword:
    def choose(self, client, address, password):
        page = client.get(address, follow=True)
        return client.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})

    def test_the_address_works_once(self, client):
        account = open_account(email="ny@kommun.example", name="Ny Person", who=SYSTEM)
        address = password_address(account=account, who=SYSTEM)
        assert self.choose(client, address, PASSWORD).status_code == 302
        sign_in(client, email="ny@kommun.example")
        assert is_in(client)
        assert not Client().get(address, follow=True).redirect_chain

    @pytest.mark.parametrize(
        ("password", "why"),
        [
            ("kort ett", "minst 12 tecken"),
            ("password1234", "vanligt"),
            ("ny@kommun.example", "lik"),
            ("spelregler1234", "lätta att gissa"),
        ],
    )
    def test_a_poor_password_is_refused_with_the_reason(self, client, password, why):
        account = open_account(email="ny@kommun.example", name="Ny Person", who=SYSTEM)
        answer = self.choose(client, password_address(account=account, who=SYSTEM), password)
        assert answer.status_code == 200
        assert why in answer.content.decode()

    def test_no_kind_of_character_is_demanded_and_spaces_are_kept(self, client):
        account = open_account(email="ny@kommun.example", name="Ny Person", who=SYSTEM)
        assert (
            self.choose(client, password_address(account=account, who=SYSTEM), "a b c d e f g h i").status_code == 302
        )

    def test_a_long_one_is_kept_whole(self, client):
        account = open_account(email="ny@kommun.example", name="Ny Person", who=SYSTEM)
        long = "grodor äter plommon, " * 5 + "och sedan vilar de"
        self.choose(client, password_address(account=account, who=SYSTEM), long)
        sign_in(client, email="ny@kommun.example", password=long[:-1])
        assert not is_in(client)
        sign_in(client, email="ny@kommun.example", password=long)
        assert is_in(client)

    def test_after_a_day_the_address_is_dead(self, client, settings):
        account = open_account(email="ny@kommun.example", name="Ny Person", who=SYSTEM)
        address = password_address(account=account, who=SYSTEM)
        settings.PASSWORD_RESET_TIMEOUT = -1
        assert "set-password" not in client.get(address, follow=True).request["PATH_INFO"]

    def test_changing_it_asks_for_the_old_one_and_leaves_a_row(self, client, eva):
        sign_in(client)
        new = "plommon äter grodor"
        form = {"oldpassword": "fel lösenord helt", "password1": new, "password2": new}
        assert client.post(reverse("account_change_password"), form).status_code == 200
        assert client.post(reverse("account_change_password"), {**form, "oldpassword": PASSWORD}).status_code == 302
        assert ("change-password", "eva@kommun.example") in acts()
        assert is_in(client)

    def test_changing_it_ends_every_other_session(self, client, eva):
        sign_in(other := Client())
        sign_in(client)
        new = "plommon äter grodor"
        client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
        assert not is_in(other)


class TestSessions:
    def test_are_listed_and_one_can_be_ended(self, client, eva):
        sign_in(other := Client())
        sign_in(client)
        page = client.get(reverse("identity_sessions")).content.decode()
        numbers = re.findall(r'name="number" value="(\d+)"', page)
        assert len(numbers) == 1
        asked = client.post(reverse("identity_end_session"), {"number": numbers[0]})
        assert is_in(other)
        show_again(client, asked)
        assert not is_in(other)
        assert is_in(client)
        assert ("end-sessions", "eva@kommun.example") in acts()

    def test_an_outsider_cannot_end_somebody_elses(self, client, eva, outsider):
        sign_in(client)
        sign_in(stranger := Client(), email=outsider.email)
        number = eva.usersession_set.get().pk
        asked = stranger.post(reverse("identity_end_session"), {"number": number})
        assert show_again(stranger, asked).status_code == 404
        assert is_in(client)

    @pytest.mark.parametrize("name", ["identity_account", "identity_sessions", "mfa_index", "account_change_password"])
    def test_whoever_is_not_signed_in_is_led_to_the_sign_in_page(self, client, name):
        answer = client.get(reverse(name))
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))

    def test_closing_the_account_ends_them_at_once(self, client, eva):
        sign_in(client)
        close_account(account=eva, who=SYSTEM)
        assert not is_in(client)
        assert not eva.usersession_set.exists()

    @pytest.mark.parametrize("mark", ["session-seen", "session-started"])
    def test_end_when_idle_too_long_or_too_old(self, client, eva, mark):
        sign_in(client)
        assert is_in(client)
        session = client.session
        session[mark] = int(time.time()) - 8 * 86400
        session.save()
        assert not is_in(client)

    def test_the_cookie_is_out_of_reach_for_scripts(self, client, eva):
        cookie = sign_in(client).cookies["sessionid"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


class TestDemo:
    def test_the_cast_can_only_be_worn_in_demo_mode(self, client, eva, settings):
        settings.SPELREGLER_DEMO = False
        answer = client.post(reverse("home:log_in"), {"cast": "anna-lind"})
        assert answer.url == reverse("account_login")
        assert not is_in(client)
