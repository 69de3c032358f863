from django.apps import AppConfig


class SamlConfig(AppConfig):
    """SAML 2.0; found by the sign-in library through `provider`."""

    name = "spelregler.platform.accounts.saml"
    label = "accounts_saml"
