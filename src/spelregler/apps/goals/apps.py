from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class GoalsConfig(AppConfig):
    """Vision → municipal goal → committee goal → unit goal → action; indicators, targets, measurements."""

    name = "spelregler.apps.goals"
    label = "goals"

    def ready(self) -> None:
        """Put this room's checks in the registry."""
        from spelregler.apps.acting import menu
        from spelregler.apps.goals import checks  # noqa: F401
        from spelregler.apps.goals.registered.post_belongings import ROOM
        from spelregler.apps.goals.registered.unit_belongings import ROOM as RESTING
        from spelregler.apps.organisation.registries.post_belongings import register
        from spelregler.apps.organisation.registries.unit_belongings import register as register_resting

        menu.register(menu.MenuEntry(3, gettext_lazy("Goals"), "goals:tree"))
        register(ROOM)
        register_resting(RESTING)
