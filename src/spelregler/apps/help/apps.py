from django.apps import AppConfig


class HelpConfig(AppConfig):
    """The manual, and which of its chapters each page has. Owns no facts and asks no database."""

    name = "spelregler.apps.help"
    label = "help"
