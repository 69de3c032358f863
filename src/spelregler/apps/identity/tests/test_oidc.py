"""Signing in through the municipality's own provider: an honest one, an independent one, and forged tokens."""

import base64
import hashlib
import json
import time
from datetime import date
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from spelregler.apps.identity.operations.groups import decide_mapping
from spelregler.apps.identity.tests.forging_provider import serving
from spelregler.apps.identity.tests.test_sign_in import PASSWORD, acts, is_in
from spelregler.apps.organisation.models import Appointment, Body, Post
from spelregler.platform import clock
from spelregler.platform.accounts.models import Account
from spelregler.platform.accounts.operations import close_account
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def agreed(issuer, **more):
    """The provider as the identity file describes it."""
    told = {"server_url": issuer, "groups_claim": "groups", "opens_accounts": True, **more}
    app = {"provider_id": "kommunen", "name": "Kommunen", "client_id": "spelregler", "secret": "s", "settings": told}
    return {"oidc": {"APPS": [app]}}


@pytest.fixture
def provider(settings):
    with serving() as forging:
        settings.SOCIALACCOUNT_PROVIDERS = agreed(forging.issuer)
        yield forging


@pytest.fixture
def mapping(db):
    """The provider's group of head teachers gives the controller's post."""
    board = Body.objects.create(code="un", name="UN", kind=Body.Kind.COMMITTEE, start=date(2026, 1, 1))
    post = Post.objects.create(code="ctrl", title="Controller", kind=Post.Kind.CONTROLLER)
    day = date(2026, 1, 1)
    decided = {"post": post, "body": board, "decided_on": day, "paragraph": "1", "start": day}
    return decide_mapping(source="kommunen", group="rektorer", who=SYSTEM, **decided)


def leave_for(client, provider, **more):
    """Press the button; the provider learns this sign-in's nonce. Gives what was asked for."""
    answer = client.post(reverse("oidc_login", args=["kommunen"]), more)
    asked = {name: each[0] for name, each in parse_qs(urlsplit(answer.url).query).items()}
    provider.nonce = asked["nonce"]
    return asked


def come_back(client, asked, **more):
    return client.get(reverse("oidc_callback", args=["kommunen"]), {"code": "c", "state": asked["state"], **more})


def sign_in(client, provider):
    return come_back(client, leave_for(client, provider))


class TestAnHonestProvider:
    def test_lets_in_and_opens_the_account(self, client, provider):
        sign_in(client, provider)
        assert is_in(client)
        assert Account.objects.get().email == "eva@kommun.example"
        assert AuditRow.objects.get(act="sign-in").details == {"with": ["kommunen"]}

    def test_the_same_person_gets_the_same_account(self, client, provider):
        sign_in(client, provider)
        provider.facts["email"] = "eva.nygift@kommun.example"
        sign_in(again := Client(), provider)
        assert is_in(again)
        assert Account.objects.count() == 1

    def test_the_code_is_bound_to_this_browser_by_pkce(self, client, provider):
        asked = leave_for(client, provider)
        come_back(client, asked)
        verifier = provider.asked_for_token["code_verifier"].encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        assert (asked["code_challenge_method"], asked["code_challenge"]) == ("S256", challenge)

    def test_each_sign_in_has_its_own_nonce_and_state(self, client, provider):
        first, second = leave_for(client, provider), leave_for(client, provider)
        assert first["nonce"] != second["nonce"]
        assert first["state"] != second["state"]

    def test_the_visitor_cannot_choose_the_nonce_or_the_scope(self, client, provider):
        address = reverse("oidc_login", args=["kommunen"]) + "?auth_params=nonce%3Dchosen&scope=admin"
        asked = parse_qs(urlsplit(client.post(address).url).query)
        assert asked["nonce"] != ["chosen"]
        assert "admin" not in asked["scope"][0]

    def test_keeps_groups_and_nothing_else_of_the_person(self, client, provider):
        sign_in(client, provider)
        assert SocialAccount.objects.get().extra_data == {"groups": ["rektorer"]}

    def test_looking_at_the_page_alone_signs_nobody_in(self, client, provider):
        assert client.get(reverse("oidc_login", args=["kommunen"])).status_code == 200

    def test_stands_as_a_button_on_the_sign_in_page(self, client, provider):
        assert "Kommunen" in client.get(reverse("account_login")).content.decode()

    def test_an_unknown_provider_is_not_found(self, client, provider):
        assert client.post(reverse("oidc_login", args=["annan"])).status_code == 404


def changed(provider, **claims):
    return lambda honest: provider.signed({**honest, **claims})


def unsigned(honest):
    return jwt.encode(honest, None, algorithm="none", headers={"kid": "k1"})


def cut_signature(provider):
    return lambda honest: provider.signed(honest).rpartition(".")[0] + "."


def signed_by_another(provider):
    return lambda honest: jwt.encode(honest, provider.other_key, algorithm="RS256", headers={"kid": "k1"})


def signed_with_the_public_key(provider):
    """The old trick: the published key used as if it were a shared secret."""
    public = json.dumps(provider.answer("/keys", {})["keys"][0]).encode()
    return lambda honest: jwt.encode(honest, public, algorithm="HS256", headers={"kid": "k1"})


def signed_with_the_shared_secret(honest):
    return jwt.encode(honest, "s" * 32, algorithm="HS256", headers={"kid": "k1"})


def altered(provider):
    def forge(honest):
        head, _, signature = provider.signed(honest).split(".")
        body = base64.urlsafe_b64encode(json.dumps({**honest, "sub": "chefen"}).encode()).rstrip(b"=").decode()
        return f"{head}.{body}.{signature}"

    return forge


class TestForgedTokens:
    FORGERIES = {
        "wrong nonce": lambda p: changed(p, nonce="another sign-in's"),
        "no nonce": lambda p: lambda honest: p.signed({k: v for k, v in honest.items() if k != "nonce"}),
        "wrong audience": lambda p: changed(p, aud="another system"),
        "several audiences, meant for another": lambda p: changed(p, aud=["spelregler", "x"], azp="x"),
        "several audiences, meant for nobody": lambda p: changed(p, aud=["spelregler", "x"]),
        "expired": lambda p: changed(p, exp=int(time.time()) - 3600),
        "never expires": lambda p: lambda honest: p.signed({k: v for k, v in honest.items() if k != "exp"}),
        "not yet issued": lambda p: changed(p, iat=int(time.time()) + 3600),
        "another issuer": lambda p: changed(p, iss="https://annan.example"),
        "unsigned": lambda p: unsigned,
        "signature cut off": cut_signature,
        "signed by another": signed_by_another,
        "signed with the public key": signed_with_the_public_key,
        "signed with the shared secret": lambda p: signed_with_the_shared_secret,
        "altered after signing": altered,
        "no token at all": lambda p: lambda honest: "",
    }

    @pytest.mark.parametrize("name", FORGERIES)
    def test_are_refused_and_leave_a_row(self, client, provider, name):
        provider.forge = self.FORGERIES[name](provider)
        assert sign_in(client, provider).status_code == 401
        assert not is_in(client)
        assert not Account.objects.exists()
        assert acts() == [("sign-in-failed", "kommunen")]

    def test_facts_about_another_person_are_refused(self, client, provider):
        provider.facts["sub"] = "chefen"
        assert sign_in(client, provider).status_code == 401

    def test_a_provider_that_says_it_is_another_is_refused(self, client, provider):
        provider.published_issuer = "https://annan.example"
        assert client.post(reverse("oidc_login", args=["kommunen"])).status_code == 401

    def test_a_provider_that_does_not_answer_is_said_and_not_a_fault_of_ours(self, client, settings):
        settings.SOCIALACCOUNT_PROVIDERS = agreed("http://127.0.0.1:1")
        assert client.post(reverse("oidc_login", args=["kommunen"])).status_code == 401

    def test_an_answer_that_names_another_provider_is_refused(self, client, provider):
        asked = leave_for(client, provider)
        assert come_back(client, asked, iss="https://annan.example").status_code == 401

    def test_an_answer_nobody_asked_for_is_refused(self, client, provider):
        leave_for(client, provider)
        assert come_back(client, {"state": "made up"}).status_code == 401
        assert not is_in(client)

    def test_an_answer_works_once(self, client, provider):
        asked = leave_for(client, provider)
        come_back(client, asked)
        client.logout()
        assert come_back(client, asked).status_code == 401

    def test_an_answer_works_only_in_the_browser_that_asked(self, client, provider):
        asked = leave_for(client, provider)
        assert come_back(Client(), asked).status_code == 401

    def test_whoever_presses_cancel_is_told_so(self, client, provider):
        asked = leave_for(client, provider)
        answer = client.get(
            reverse("oidc_callback", args=["kommunen"]),
            {"error": "access_denied", "state": asked["state"]},
            follow=True,
        )
        assert answer.status_code == 200
        assert not is_in(client)


class TestGroups:
    def test_told_at_the_sign_in_give_the_posts_that_the_table_says(self, client, provider, mapping):
        sign_in(client, provider)
        assert "Controller" in client.get("/mal/").content.decode()
        provider.forge = lambda honest: provider.signed({**honest, "groups": []})
        sign_in(again := Client(), provider)
        assert "Controller" not in again.get("/mal/").content.decode()


class TestWhoseAccount:
    def test_an_address_is_not_enough_to_take_over_an_account(self, client, provider):
        Account.objects.create_account(email="eva@kommun.example", name="Eva", password=PASSWORD)
        assert sign_in(client, provider).status_code == 403
        assert not is_in(client)

    def test_where_that_is_agreed_the_account_with_the_address_is_theirs(self, client, provider, settings):
        settings.SOCIALACCOUNT_PROVIDERS = agreed(provider.issuer, links_by_email=True)
        Account.objects.create_account(email="eva@kommun.example", name="Eva", password=PASSWORD)
        sign_in(client, provider)
        assert is_in(client)
        assert Account.objects.count() == 1

    def test_a_provider_that_may_not_open_accounts_opens_none(self, client, provider, settings):
        settings.SOCIALACCOUNT_PROVIDERS = agreed(provider.issuer, opens_accounts=False)
        answer = sign_in(client, provider)
        assert answer.status_code == 403
        assert "systemförvaltaren" in answer.content.decode()
        assert acts() == [("sign-in-without-account", "eva@kommun.example")]

    def test_without_an_address_there_is_no_account(self, client, provider):
        del provider.facts["email"]
        assert sign_in(client, provider).status_code == 403

    def test_a_closed_account_stays_closed(self, client, provider):
        sign_in(client, provider)
        close_account(account=Account.objects.get(), who=SYSTEM)
        sign_in(again := Client(), provider)
        assert not is_in(again)


class TestWhatAProviderLeavesOut:
    @pytest.mark.parametrize(
        "overage",
        [
            {"_claim_names": {"groups": "src1"}, "_claim_sources": {"src1": {"endpoint": "https://prov.example/g"}}},
            {"hasgroups": True},
            {},
        ],
    )
    def test_groups_that_are_not_told_take_nothing_away(self, client, provider, mapping, overage):
        sign_in(client, provider)
        held = Appointment.objects.get()
        provider.forge = lambda honest: provider.signed({**without(honest, "groups"), **overage})
        sign_in(Client(), provider)
        assert Appointment.objects.get() == held
        assert AuditRow.objects.get(act="groups-not-told").details == {"source": "kommunen"}

    def test_where_no_claim_means_no_groups_it_takes_the_posts(self, client, provider, mapping, settings):
        sign_in(client, provider)
        settings.SOCIALACCOUNT_PROVIDERS = agreed(provider.issuer, no_claim_means_no_groups=True)
        provider.forge = lambda honest: provider.signed(without(honest, "groups"))
        sign_in(Client(), provider)
        assert not Appointment.objects.on(clock.today()).exists()

    def test_another_claim_may_hold_the_address(self, client, provider, settings):
        provider.facts = {"sub": "eva", "upn": "eva@kommun.example", "name": "Eva Ek"}
        provider.forge = lambda honest: provider.signed(without(honest, "email"))
        answer = sign_in(client, provider)
        assert answer.status_code == 403
        assert "talade inte om någon e-postadress" in answer.content.decode()
        assert [act for act, _ in acts()] == ["sign-in-without-address"]
        settings.SOCIALACCOUNT_PROVIDERS = agreed(provider.issuer, email_claim="upn")
        sign_in(client, provider)
        assert Account.objects.get().email == "eva@kommun.example"


def without(claims, name):
    return {key: value for key, value in claims.items() if key != name}
