from django.apps import AppConfig


class MailConfig(AppConfig):
    """Mail on its way out: stored with the act that it tells of, sent by the worker, forgotten when it has gone."""

    name = "spelregler.platform.mail"
    label = "mail"
