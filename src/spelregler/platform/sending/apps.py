from django.apps import AppConfig


class SendingConfig(AppConfig):
    """Forms that have been sent, each once, and what they were answered (ADR 43)."""

    name = "spelregler.platform.sending"
    label = "sending"
