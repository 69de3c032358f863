from django.apps import AppConfig


class HelpConfig(AppConfig):
    """The manual, and which of its chapters each page has. Owns no facts and asks no database."""

    name = "spelregler.apps.help"
    label = "help"

    def ready(self) -> None:
        """Let the manual be searched with all else."""
        from spelregler.apps.acting import searching
        from spelregler.apps.help.registered import SEARCHED

        searching.register(*SEARCHED)
