from django.apps import AppConfig


class OidcConfig(AppConfig):
    """OpenID Connect; found by the sign-in library through `provider`."""

    name = "spelregler.platform.accounts.oidc"
    label = "accounts_oidc"
