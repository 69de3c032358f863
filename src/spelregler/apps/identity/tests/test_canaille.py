"""A whole sign-in at an independent provider (Canaille), over HTTP on loopback: its pages, its token, its signature."""

import logging
import os
import re
import threading
import uuid
import wsgiref.simple_server
from urllib.parse import urlsplit

import pytest
import requests
from django.urls import reverse

from spelregler.apps.identity.tests.test_sign_in import acts, is_in
from spelregler.platform import clock
from spelregler.platform.accounts.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CALLBACK = "http://testserver/konto/oidc/canaille/svar/"


class QuietHandler(wsgiref.simple_server.WSGIRequestHandler):
    def log_message(self, *words):
        """Tests are quiet."""


@pytest.fixture(scope="module")
def canaille():
    """Canaille with one person, one group and one client, in memory."""
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    from canaille import create_app
    from canaille.app import models
    from canaille.backends import Backend
    from joserfc.jwk import JWKRegistry

    logging.disable(logging.WARNING)
    server = wsgiref.simple_server.make_server("localhost", 0, None, handler_class=QuietHandler)
    key = JWKRegistry.generate_key("RSA", 2048)
    key.ensure_kid()
    app = create_app(
        config={
            "TESTING": True,
            "ENV_FILE": None,
            "SECRET_KEY": str(uuid.uuid4()),
            "WTF_CSRF_ENABLED": False,
            "PREFERRED_URL_SCHEME": "http",
            "SERVER_NAME": f"localhost:{server.server_port}",
            "CANAILLE": {"DATABASE": "memory", "JAVASCRIPT": False},
            "CANAILLE_OIDC": {"ACTIVE_JWKS": [key.as_dict(private=True)], "REQUIRE_NONCE": True},
        }
    )
    server.set_app(app)
    with app.app_context():
        person = models.User(
            user_name="eva", formatted_name="Eva Ek", family_name="Ek", given_name="Eva",
            emails=["eva@kommun.example"], password="grodor äter plommon",
        )  # fmt: skip
        Backend.instance.save(person)
        Backend.instance.save(models.Group(display_name="rektorer", members=[person]))
        client = models.Client(
            client_id="spelregler", client_secret="hemlig", client_name="Spelregler", redirect_uris=[CALLBACK],
            grant_types=["authorization_code"], response_types=["code"],
            token_endpoint_auth_method="client_secret_post",
            scope=["openid", "profile", "email", "groups"],
            client_id_issued_at=clock.now(), id_token_signed_response_alg="RS256",
        )  # fmt: skip
        Backend.instance.save(client)
        Backend.instance.update(client, audience=[client])
        Backend.instance.save(client)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    logging.disable(logging.NOTSET)


@pytest.fixture
def browser():
    """Follows the provider's pages and stops where they lead back to us."""
    with requests.Session() as session:
        yield session


def walk_through(browser, address, password):
    """Fill in each form of the provider until it sends the visitor back; gives the address back to us."""
    answer = browser.get(address, allow_redirects=False)
    for _ in range(12):
        if answer.is_redirect:
            onward = requests.compat.urljoin(answer.url, answer.headers["Location"])
            if onward.startswith(CALLBACK):
                return onward
            answer = browser.get(onward, allow_redirects=False)
        elif 'name="login"' in answer.text:
            answer = browser.post(answer.url, {"login": "eva"}, allow_redirects=False)
        elif 'name="password"' in answer.text:
            answer = browser.post(answer.url, {"password": password}, allow_redirects=False)
        elif 'value="accept"' in answer.text:
            answer = browser.post(answer.url, {"answer": "accept"}, allow_redirects=False)
        else:
            raise AssertionError(re.sub(r"<[^>]+>|\s+", " ", answer.text)[:600])
    return None


@pytest.fixture
def agreed(settings, canaille):
    told = {"server_url": canaille, "opens_accounts": True, "scope": ["openid", "profile", "email", "groups"]}
    app = {"provider_id": "canaille", "name": "C", "client_id": "spelregler", "secret": "hemlig", "settings": told}
    settings.SOCIALACCOUNT_PROVIDERS = {"oidc": {"APPS": [app]}}


def test_the_whole_way_in_through_an_independent_provider(client, browser, agreed):
    leaving = client.post(reverse("oidc_login", args=["canaille"])).url
    back = urlsplit(walk_through(browser, leaving, "grodor äter plommon"))
    client.get(f"{back.path}?{back.query}")
    assert is_in(client)
    assert Account.objects.get().email == "eva@kommun.example"
    assert acts() == [("sign-in", "eva@kommun.example")]


def test_a_wrong_password_at_the_provider_leads_nowhere(client, browser, agreed):
    leaving = client.post(reverse("oidc_login", args=["canaille"])).url
    assert walk_through(browser, leaving, "fel lösenord helt") is None
    assert not is_in(client)


def test_the_provider_refuses_a_stolen_code_without_our_verifier(client, browser, agreed, canaille):
    leaving = client.post(reverse("oidc_login", args=["canaille"])).url
    code = re.search(r"code=([^&]+)", walk_through(browser, leaving, "grodor äter plommon"))[1]
    stolen = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK,
        "client_id": "spelregler", "client_secret": "hemlig", "code_verifier": "x" * 43,
    }  # fmt: skip
    assert requests.post(f"{canaille}/oauth/token", stolen, timeout=10).status_code == 400
