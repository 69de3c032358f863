from django.apps import AppConfig


class ActingConfig(AppConfig):
    """The role that somebody acts in, its rights, what it sees, and the shell of every page."""

    name = "spelregler.apps.acting"
    label = "acting"
