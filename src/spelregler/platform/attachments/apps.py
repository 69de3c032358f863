from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    """Files that people attach to what they record, for every room (ADR 74)."""

    name = "spelregler.platform.attachments"
    label = "attachments"
