from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What waits for somebody, brought to where they are: their calendar and their mail."""

    name = "spelregler.apps.notices"
    label = "notices"

    def ready(self) -> None:
        """What is kept about somebody's notices goes with the name, when they are made anonymous."""
        from spelregler.apps.notices.operations import forgetting
        from spelregler.apps.organisation.operations import anonymity

        anonymity.register(forgetting.forget)
