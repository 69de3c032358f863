from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Each role's own picture, put together from every room. Owns no facts."""

    name = "spelregler.apps.home"
    label = "home"
