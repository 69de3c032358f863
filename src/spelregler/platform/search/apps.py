from django.apps import AppConfig


class SearchConfig(AppConfig):
    """What can be searched for, under the stems of its words. Rooms tell what they have; nothing is known here."""

    name = "spelregler.platform.search"
    label = "search"
