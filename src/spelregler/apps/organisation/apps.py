from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Bodies, terms, seats, departments, units, posts, people; who holds what on a date."""

    name = "spelregler.apps.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Put this room's checks in the registry, and say to the trail where a row belongs."""
        from spelregler.apps.organisation import checks  # noqa: F401
        from spelregler.apps.organisation.places import place_of
        from spelregler.apps.organisation.resting import register
        from spelregler.apps.organisation.staffing import ROOM
        from spelregler.platform.audit import places

        places.provide(place_of)
        register(ROOM)
