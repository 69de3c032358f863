from django.apps import AppConfig


class SamlConfig(AppConfig):
    """SAML 2.0; found by the sign-in library through `provider`."""

    name = "spelregler.platform.accounts.saml"
    label = "accounts_saml"

    def ready(self) -> None:
        """A provider's key is changed without anybody being shut out."""
        from spelregler.platform.accounts.saml.certificates import take_every_certificate

        take_every_certificate()
