from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """How people come in: pages for signing in, and what the municipality's own sign-in tells about them."""

    name = "spelregler.apps.identity"
    label = "identity"
