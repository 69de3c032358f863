from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """What people assess about the rules that no recorded fact answers for."""

    name = "spelregler.apps.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        """Put this room in the registry of checks."""
        from spelregler.apps.evaluation import checks  # noqa: F401
