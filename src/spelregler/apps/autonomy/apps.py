from django.apps import AppConfig


class AutonomyConfig(AppConfig):
    """Six conditions and six grounds per unit; signal → statement → dialogue → intervention → closing."""

    name = "spelregler.apps.autonomy"
    label = "autonomy"

    def ready(self) -> None:
        """Put this room's checks in the registry."""
        from spelregler.apps.autonomy import checks  # noqa: F401
        from spelregler.apps.autonomy.resting import ROOM
        from spelregler.apps.organisation.resting import register

        register(ROOM)
