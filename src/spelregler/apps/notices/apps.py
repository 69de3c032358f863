from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What waits for somebody, brought to where they are: their calendar and their mail."""

    name = "spelregler.apps.notices"
    label = "notices"

    def ready(self) -> None:
        """Tell the first page whose list is seen; what is kept about somebody's notices goes with the name."""
        from spelregler.apps.acting import first_page
        from spelregler.apps.notices.operations import forgetting
        from spelregler.apps.notices.pages import first_page as shown
        from spelregler.apps.organisation.operations import anonymity

        anonymity.register(forgetting.forget)
        first_page.register_note(shown.whose_list_is_seen)
