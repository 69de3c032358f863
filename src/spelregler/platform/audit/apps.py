from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The trail: who did what, in which role. Append-only, hash-chained; no feature reads it."""

    name = "spelregler.platform.audit"
    label = "audit"
