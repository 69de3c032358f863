"""The file that describes the municipality's own sign-in."""

import pytest

from spelregler.config.environment import ConfigurationError
from spelregler.config.identity_file import read_identity

GOOD = """
[[oidc]]
id = "kommunen"
name = "Kommunens inloggning"
issuer = "https://login.kommun.example/v2"
client_id = "spelregler"
client_secret_file = "{secret}"
groups_claim = "roles"
"""
SAML = """
[[saml]]
id = "federationen"
name = "Federationen"
entity_id = "https://idp.kommun.example"
sso_url = "https://idp.kommun.example/sso"
certificate_file = "{secret}"
groups_attribute = "roles"
"""


@pytest.fixture
def write(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hemlig\n")

    def write(text):
        file = tmp_path / "identity.toml"
        file.write_text(text.replace("{secret}", str(secret)))
        return file

    return write


def test_no_file_means_no_provider(tmp_path):
    assert read_identity(tmp_path / "identity.toml").origins == []


def test_the_secret_is_read_from_its_file_and_forms_may_lead_to_the_provider(write):
    identity = read_identity(write(GOOD))
    (app,) = identity.providers["oidc"]["APPS"]
    assert app["secret"] == "hemlig"
    assert app["settings"] == {"server_url": "https://login.kommun.example/v2", "groups_claim": "roles"}
    assert identity.origins == ["https://login.kommun.example"]


def test_a_saml_providers_certificate_is_read_from_its_file(write):
    identity = read_identity(write(SAML))
    (app,) = identity.providers["saml"]["APPS"]
    assert app["settings"]["idp"]["x509cert"] == "hemlig\n"
    assert app["settings"]["groups_attribute"] == "roles"
    assert identity.origins == ["https://idp.kommun.example"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("https", "http"), "https://"),
        (GOOD.replace('id = "kommunen"', ""), "id is missing"),
        (GOOD + 'trusts_everyone = "yes"', "trusts_everyone is not known"),
        (SAML.replace("https://idp.kommun.example/sso", "http://idp.kommun.example/sso"), "https://"),
        (SAML + "strict = false", "strict is not known"),
        ("[[ldap]]", "[[ldap]] is not known"),
        ("[[oidc]", "identity.toml"),
    ],
)
def test_what_cannot_be_used_stops_the_start_and_is_named(write, text, told):
    with pytest.raises(ConfigurationError) as refused:
        read_identity(write(text))
    assert told in str(refused.value)
