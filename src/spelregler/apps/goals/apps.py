from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Vision → municipal goal → committee goal → unit goal → action; indicators, targets, measurements."""

    name = "spelregler.apps.goals"
    label = "goals"

    def ready(self) -> None:
        """Put this room's checks in the registry."""
        from spelregler.apps.goals.registered.post_belongings import ROOM
        from spelregler.apps.goals.registered.unit_belongings import ROOM as RESTING
        from spelregler.apps.organisation.handover import register
        from spelregler.apps.organisation.resting import register as register_resting

        register(ROOM)
        register_resting(RESTING)
