from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class HomeConfig(AppConfig):
    """Each role's own picture, put together from every room. Owns no facts."""

    name = "spelregler.apps.home"
    label = "home"

    def ready(self) -> None:
        """Put this room in the menu, and tell where its things have their pages."""
        from spelregler.apps.acting import addresses, answer_tasks, menu, searching, work_list
        from spelregler.apps.acting import first_page as shown
        from spelregler.apps.home.pages.trail import whole
        from spelregler.apps.home.registered import SEARCHED

        menu.register(menu.MenuEntry(1, gettext_lazy("Home"), "home:home", tells_waiting=True))
        work_list.register(answer_tasks.own_answers)
        work_list.register_for_leaders(answer_tasks.others_answers)
        addresses.provide(
            home="home:home",
            search="home:search",
            tasks="home:tasks",
            language="home:language",
            change_role="home:wear",
            sign_in="home:log_in",
            sign_out="home:log_out",
            accessibility="home:accessibility",
        )
        shown.register_errand(whole.PLACE, whole.following)
        searching.register(*SEARCHED)
