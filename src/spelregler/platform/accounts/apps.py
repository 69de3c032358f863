from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who can sign in. What a person may do comes from the role worn, never from the account."""

    name = "spelregler.platform.accounts"
    label = "accounts"
