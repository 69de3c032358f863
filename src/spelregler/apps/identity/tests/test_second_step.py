"""A second step: authenticator app, recovery codes; what is kept, and what works only once."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from spelregler.apps.identity.tests.test_sign_in import PASSWORD, eva, is_in, sign_in  # noqa: F401  (eva: a fixture)
from spelregler.platform.accounts.operations import drop_second_steps, password_address
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM

pytestmark = pytest.mark.django_db


def code_now(secret):
    """The code of this half-minute; waits for the next one if this is about to end."""
    if time.time() % 30 > 28.5:
        time.sleep(2)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def shown_again(client, name):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client.get(reverse(name))


@pytest.fixture
def secret(client, eva):  # noqa: F811
    """Eva has an authenticator app and has signed out."""
    sign_in(client)
    page = shown_again(client, "mfa_activate_totp").content.decode()
    secret = re.search(r"\b[A-Z2-7]{32}\b", page)[0]
    assert client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}).status_code == 302
    client.logout()
    return secret


class TestAuthenticatorApp:
    def test_the_password_alone_is_no_longer_enough(self, secret):
        answer = sign_in(late := Client())
        assert answer.url == reverse("mfa_authenticate")
        assert not is_in(late)

    def test_password_and_code_let_in(self, secret, forgets_codes):
        sign_in(later := Client())
        later.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
        assert is_in(later)

    def test_a_code_works_once(self, secret, forgets_codes):
        code = code_now(secret)
        sign_in(first := Client())
        first.post(reverse("mfa_authenticate"), {"code": code})
        sign_in(second := Client())
        second.post(reverse("mfa_authenticate"), {"code": code})
        assert is_in(first)
        assert not is_in(second)

    def test_the_code_of_the_half_minute_before_is_too_old(self, secret):
        sign_in(late := Client())
        earlier = format_hotp_value(hotp_value(secret, int(time.time()) // 30 - 1))
        late.post(reverse("mfa_authenticate"), {"code": earlier})
        assert not is_in(late)

    def test_a_wrong_code_leaves_a_row_and_many_are_stopped(self, secret):
        sign_in(guesser := Client())
        for number in range(12):
            answer = guesser.post(reverse("mfa_authenticate"), {"code": f"{number:06}"})
        assert "För många" in answer.content.decode()
        assert 0 < AuditRow.objects.filter(act="second-step-failed").count() <= 11
        assert not is_in(guesser)

    def test_the_seed_cannot_be_read_in_the_database(self, secret):
        assert secret not in str(list(Authenticator.objects.values("data")))

    def test_adding_asks_for_the_password_again(self, client, eva):  # noqa: F811
        sign_in(client)
        answer = client.get(reverse("mfa_activate_totp"))
        assert answer.url.startswith(reverse("account_reauthenticate"))

    def test_a_new_password_does_not_take_it_away(self, secret, eva):  # noqa: F811
        client, new = Client(), "plommon äter grodor"
        eva.refresh_from_db()
        page = client.get(password_address(account=eva, who=SYSTEM), follow=True)
        client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
        assert sign_in(client, password=new).url == reverse("mfa_authenticate")
        assert not is_in(client)


class TestRecoveryCodes:
    @pytest.mark.both
    def test_are_shown_once_and_each_works_once(self, secret, forgets_codes):
        sign_in(client := Client())
        client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        page = client.post(reverse("mfa_generate_recovery_codes"), follow=True).content.decode()
        codes = re.findall(r"\b\d{8}\b", page)
        assert len(codes) == 10
        assert codes[0] not in client.get(reverse("mfa_view_recovery_codes"), follow=True).content.decode()
        for expected in (True, False):
            sign_in(other := Client())
            other.post(reverse("mfa_authenticate"), {"code": codes[0]})
            assert is_in(other) is expected


class TestDemanded:
    def test_whoever_has_no_second_step_is_led_to_choosing_one(self, client, eva, settings):  # noqa: F811
        settings.SPELREGLER_SECOND_STEP = True
        sign_in(client)
        assert client.get("/mal/").url == reverse("mfa_index")
        assert client.get(reverse("mfa_index")).status_code == 200

    def test_whoever_has_one_goes_on(self, secret, settings, forgets_codes):
        settings.SPELREGLER_SECOND_STEP = True
        sign_in(client := Client())
        client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
        assert client.get("/mal/").status_code == 200

    def test_a_resident_needs_none(self, client, settings):
        settings.SPELREGLER_SECOND_STEP = True
        assert client.get("/mal/").status_code == 200


class TestLosingThem:
    def test_an_administrator_takes_them_away_and_the_trail_says_so(self, secret, eva):  # noqa: F811
        assert drop_second_steps(account=eva, who=SYSTEM) >= 1
        assert AuditRow.objects.latest("id").act == "drop-second-steps"
        sign_in(client := Client())
        assert is_in(client)


@pytest.fixture
def forgets_codes(secret):
    """Setting up used this half-minute's code; the next sign-in is some time later."""
    from django.core.cache import cache

    cache.clear()
