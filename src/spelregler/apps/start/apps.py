from django.apps import AppConfig


class StartConfig(AppConfig):
    """How a municipality begins. Owns no facts: what is in stands in the other rooms."""

    name = "spelregler.apps.start"
    label = "start"
