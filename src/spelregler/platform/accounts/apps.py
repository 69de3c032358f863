from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who can sign in. What a person may do comes from the acting role, never from the account."""

    name = "spelregler.platform.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to every sign-in, however it is made, so that each leaves a row in the trail."""
        from spelregler.platform.accounts import trail

        trail.listen()
