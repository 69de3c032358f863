from django.apps import AppConfig


class FramesConfig(AppConfig):
    """Council total → committee frame → unit frame; ledger, forecast, free moves inside a frame."""

    name = "spelregler.apps.frames"
    label = "frames"

    def ready(self) -> None:
        """Put this room's checks in the registry."""
        from spelregler.apps.frames import checks  # noqa: F401
        from spelregler.apps.frames.registered.post_belongings import ROOM
        from spelregler.apps.frames.registered.unit_belongings import ROOM as RESTING
        from spelregler.apps.organisation.handover import register
        from spelregler.apps.organisation.resting import register as register_resting

        register(ROOM)
        register_resting(RESTING)
