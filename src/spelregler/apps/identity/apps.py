from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """How people come in: pages for signing in, and what the municipality's own sign-in tells about them."""

    name = "spelregler.apps.identity"
    label = "identity"

    def ready(self) -> None:
        """Whoever comes through the municipality's own sign-in has from then on what their groups give."""
        from allauth.account.signals import user_logged_in

        from spelregler.apps.acting import addresses

        addresses.provide(account="identity_account")
        from spelregler.apps.identity.operations import joining, provisioning
        from spelregler.apps.organisation.operations import anonymity

        user_logged_in.connect(joining.came_through_provider, dispatch_uid="identity-groups")
        anonymity.register(provisioning.forget)
