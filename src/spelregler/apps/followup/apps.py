from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """What a committee got for its money: its frame beside its goals. Owns no facts."""

    name = "spelregler.apps.followup"
    label = "followup"
