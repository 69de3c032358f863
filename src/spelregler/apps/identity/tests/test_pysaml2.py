"""A whole sign-in at an independent SAML provider (pysaml2), over HTTP, and the answers that are refused."""

import re
from html import unescape

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from saml2.xmldsig import SIG_RSA_SHA1

from spelregler.apps.identity.tests import independent_saml
from spelregler.apps.identity.tests.independent_saml import Faults, Provider
from spelregler.apps.identity.tests.signing_provider import key_pair
from spelregler.apps.identity.tests.test_sign_in import acts
from spelregler.platform.accounts.models import Account

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    private, certificate = key_pair()
    made = Provider(folder=tmp_path_factory.mktemp("idp"), private=private, certificate=certificate)
    yield made
    made.close()


@pytest.fixture
def ours(settings, provider, live_server):
    """Our own address, with the provider agreed on as the identity file would tell it."""
    idp = {"entity_id": provider.entity, "sso_url": f"{provider.address}/sso", "x509cert": provider.certificate}
    names = {
        "email_attribute": independent_saml.MAIL,
        "name_attribute": independent_saml.NAME,
        "groups_attribute": independent_saml.GROUPS,
    }
    told = {"idp": idp, "opens_accounts": True, **names}
    app = {"provider_id": "kommunen", "client_id": "kommunen", "name": "Kommunen", "settings": told}
    settings.SOCIALACCOUNT_PROVIDERS = {"saml": {"APPS": [app]}}
    provider.our_description = live_server.url + reverse("saml_metadata", args=["kommunen"])
    provider.faults = Faults()
    return live_server.url


@pytest.fixture
def browser():
    with requests.Session() as session:
        yield session


def form_in(page):
    """The page's form: where it leads and what it carries."""
    fields = re.findall(r'<input [^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', page)
    return unescape(re.search(r'<form[^>]*action="([^"]+)"', page)[1]), {n: unescape(v) for n, v in fields}


def asked(browser, ours):
    """Our page of ways in, and the press of the provider's button: gives the provider's own page."""
    page = browser.get(ours + reverse("account_login")).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    return browser.post(ours + reverse("saml_login", args=["kommunen"]), {"csrfmiddlewaretoken": token}).text


def answered(browser, page, password=independent_saml.PASSWORD):
    """The password given at the provider: where its answer goes, and the answer."""
    where, fields = form_in(page)
    return form_in(browser.post(where, {**fields, "password": password}).text)


def is_in(browser, ours):
    return browser.get(ours + reverse("identity_account"), allow_redirects=False).status_code == 200


def test_the_whole_way_in_through_an_independent_provider(browser, ours):
    where, answer = answered(browser, asked(browser, ours))
    assert where == ours + reverse("saml_acs", args=["kommunen"])
    browser.post(where, answer)
    assert is_in(browser, ours)
    assert (Account.objects.get().email, Account.objects.get().name) == ("eva@kommun.example", "Eva Ek")
    assert SocialAccount.objects.get().extra_data == {"groups": ["rektorer"]}
    assert acts() == [("sign-in", "eva@kommun.example")]


def test_a_wrong_password_at_the_provider_gives_no_answer(browser, ours, provider):
    where, fields = answered(browser, asked(browser, ours), password="fel lösenord helt")
    assert where == f"{provider.address}/sso"
    assert "SAMLResponse" not in fields
    assert not is_in(browser, ours)


@pytest.mark.parametrize(
    ("faults", "why"),
    [
        (Faults(signs=False), "not signed"),
        (Faults(key=key_pair()[0]), "Signature validation failed"),
        (Faults(algorithm=SIG_RSA_SHA1), "Deprecated signature algorithm"),
        (Faults(minutes=-60), "expired"),
        (Faults(audience="https://annat.example/metadata"), "not a valid audience"),
    ],
    ids=["unsigned", "signed by another", "signed by SHA-1", "expired", "wrong audience"],
)
def test_an_answer_that_does_not_hold_lets_nobody_in(browser, ours, provider, caplog, faults, why):
    provider.faults = faults
    where, answer = answered(browser, asked(browser, ours))
    assert browser.post(where, answer).status_code == 401
    assert why in caplog.text
    assert not is_in(browser, ours)
    assert not Account.objects.exists()
    assert [act for act, _ in acts()] == ["sign-in-failed"]


def test_an_answer_works_once_in_any_browser(browser, ours):
    where, answer = answered(browser, asked(browser, ours))
    with requests.Session() as thief:
        asked(thief, ours)
        browser.post(where, answer)
        assert thief.post(where, answer).status_code == 401
        assert not is_in(thief, ours)
    browser.cookies.clear()
    asked(browser, ours)
    assert browser.post(where, answer).status_code == 401
    assert not is_in(browser, ours)
