from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Bodies, terms, seats, departments, units, posts, people; who holds what on a date."""

    name = "spelregler.apps.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Put this room's checks in the registry."""
        from spelregler.apps.organisation import checks  # noqa: F401
