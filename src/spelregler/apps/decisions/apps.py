from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """What political bodies decide: body, date, § and text; assignments and their addressees."""

    name = "spelregler.apps.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Put this room's checks in the registry."""
        from spelregler.apps.decisions import checks  # noqa: F401
        from spelregler.apps.decisions.handover import ROOM
        from spelregler.apps.organisation.handover import register

        register(ROOM)
