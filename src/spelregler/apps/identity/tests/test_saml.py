"""Signing in by SAML 2.0: an honest answer, and those that are refused."""

import copy

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from spelregler.apps.identity.tests import signing_provider as provider
from spelregler.apps.identity.tests.test_sign_in import acts, is_in
from spelregler.platform.accounts.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def keys():
    return provider.key_pair(), provider.key_pair()


@pytest.fixture
def key(settings, keys):
    """The provider as it is set up, with an attempt to ask for less; gives its private key."""
    (private, certificate), _ = keys
    idp = {"entity_id": provider.ENTITY, "sso_url": f"{provider.ENTITY}/sso", "x509cert": certificate}
    told = {"idp": idp, "opens_accounts": True, "advanced": {"strict": False, "want_assertion_signed": False}}
    app = {"provider_id": "kommunen", "client_id": "kommunen", "name": "Kommunen", "settings": told}
    settings.SOCIALACCOUNT_PROVIDERS = {"saml": {"APPS": [app]}}
    return private


def a_browser():
    return Client(headers={"host": provider.HOST})


@pytest.fixture
def client():
    return a_browser()


def leave(client):
    return provider.asked_in(client.post(reverse("saml_login", args=["kommunen"])).url)


def come_back(client, tree):
    return client.get(client.post(reverse("saml_acs", args=["kommunen"]), provider.posted(tree)).url)


class TestAnHonestAnswer:
    def test_lets_in_and_opens_the_account(self, client, key):
        come_back(client, provider.signed(provider.answer(asked=leave(client)), key))
        assert is_in(client)
        assert (Account.objects.get().email, Account.objects.get().name) == ("eva@kommun.example", "Eva Ek")
        assert acts() == [("sign-in", "eva@kommun.example")]

    def test_keeps_groups_and_nothing_else_of_the_person(self, client, key):
        come_back(client, provider.signed(provider.answer(asked=leave(client)), key))
        assert SocialAccount.objects.get().extra_data == {"groups": ["rektorer"]}

    def test_our_own_description_is_published_for_the_provider(self, client, key):
        text = client.get(reverse("saml_metadata", args=["kommunen"])).content.decode()
        assert 'WantAssertionsSigned="true"' in text
        assert provider.ACS in text


class TestRefused:
    def refused(self, client, tree):
        assert come_back(client, tree).status_code == 401
        assert not is_in(client)
        assert not Account.objects.exists()
        assert [act for act, _ in acts()] == ["sign-in-failed"]

    def test_unsigned(self, client, key):
        self.refused(client, provider.answer(asked=leave(client)))

    def test_signed_by_another(self, client, key, keys):
        self.refused(client, provider.signed(provider.answer(asked=leave(client)), keys[1][0]))

    def test_altered_after_signing(self, client, key):
        tree = provider.signed(provider.answer(asked=leave(client)), key)
        tree.find(".//{*}NameID").text = "chefen"
        self.refused(client, tree)

    def test_a_second_unsigned_assertion_put_first(self, client, key):
        tree = provider.signed(provider.answer(asked=leave(client)), key)
        assertion = tree.find("{*}Assertion")
        false = copy.deepcopy(assertion)
        false.set("ID", "_false")
        false.remove(false.find("{*}Signature"))
        false.find(".//{*}NameID").text = "chefen"
        assertion.addprevious(false)
        self.refused(client, tree)

    def test_expired(self, client, key):
        self.refused(client, provider.signed(provider.answer(asked=leave(client), minutes=-60), key))

    @pytest.mark.parametrize(
        "changed",
        [
            {"audience": "https://annat.example"},
            {"acs": "https://annat.example/acs"},
            {"issuer": "https://annan.example"},
        ],
        ids=["wrong audience", "wrong recipient", "wrong issuer"],
    )
    def test_meant_for_or_made_by_another(self, client, key, changed):
        self.refused(client, provider.signed(provider.answer(asked=leave(client), **changed), key))

    def test_nobody_asked(self, client, key):
        leave(client)
        self.refused(client, provider.signed(provider.answer(asked="_made_up"), key))

    def test_asked_in_another_browser(self, client, key):
        self.refused(a_browser(), provider.signed(provider.answer(asked=leave(client)), key))


class TestReplay:
    def test_an_answer_works_once(self, client, key):
        tree = provider.signed(provider.answer(asked=leave(client)), key)
        come_back(client, tree)
        client.logout()
        assert come_back(client, tree).status_code == 401
        assert not is_in(client)

    def test_nor_may_the_same_assertion_answer_a_question_that_still_waits(self, client, key):
        """Were a question left in the session, the assertion's own number still shows that it was used."""
        tree = provider.signed(provider.answer(asked=leave(client)), key)
        waiting = dict(client.session["socialaccount_states"])
        come_back(client, tree)
        client.logout()
        client.get(reverse("account_login"))
        session = client.session
        session["socialaccount_states"] = waiting
        session.save()
        client.cookies["sessionid"] = session.session_key
        assert come_back(client, tree).status_code == 401
        assert not is_in(client)


class TestWhatAProviderDoesInUse:
    def test_either_of_two_certificates_is_taken_while_a_key_is_changed(self, client, key, keys, settings):
        settings.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"][0]["settings"]["idp"]["x509cert"] = keys[0][1] + keys[1][1]
        for number, browser, pair in ((1, client, keys[0]), (2, a_browser(), keys[1])):
            tree = provider.answer(asked=leave(browser), number=number)
            come_back(browser, provider.signed(tree, pair[0]))
            assert is_in(browser), number

    def test_the_address_may_stand_as_the_name_alone(self, client, key):
        emails = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
        tree = provider.answer(asked=leave(client), person="eva@kommun.example", format=emails)
        come_back(client, provider.signed(provider.without_attribute(tree, "mail"), key))
        assert Account.objects.get().email == "eva@kommun.example"

    def test_a_missing_attribute_that_names_the_person_is_refused_in_words(self, client, key, settings):
        settings.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"][0]["settings"]["uid_attribute"] = "eduPersonPrincipalName"
        answer = come_back(client, provider.signed(provider.answer(asked=leave(client)), key))
        assert answer.status_code == 401
        assert [act for act, _ in acts()] == ["sign-in-failed"]

    def test_groups_that_are_not_told_are_not_none(self, client, key):
        tree = provider.without_attribute(provider.answer(asked=leave(client)), "groups")
        come_back(client, provider.signed(tree, key))
        assert SocialAccount.objects.get().extra_data == {"groups": None}
