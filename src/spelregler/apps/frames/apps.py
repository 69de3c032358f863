from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class FramesConfig(AppConfig):
    """Council total → committee frame → unit frame; ledger, forecast, free moves inside a frame."""

    name = "spelregler.apps.frames"
    label = "frames"

    def ready(self) -> None:
        """Put this room's checks in the registry."""
        from spelregler.apps.acting import menu
        from spelregler.apps.frames import checks  # noqa: F401
        from spelregler.apps.frames.registered.post_belongings import ROOM
        from spelregler.apps.frames.registered.unit_belongings import ROOM as RESTING
        from spelregler.apps.organisation.registries.post_belongings import register
        from spelregler.apps.organisation.registries.unit_belongings import register as register_resting

        menu.register(menu.MenuEntry(5, gettext_lazy("Frames"), "frames:overview"))
        register(ROOM)
        register_resting(RESTING)
