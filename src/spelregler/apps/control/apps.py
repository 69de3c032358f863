from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ControlConfig(AppConfig):
    """Internal control: risks, the plan that each body decides, what the controls found and what is done about it."""

    name = "spelregler.apps.control"
    label = "control"

    def ready(self) -> None:
        """Put this room in the registry of checks, in the menu, in the search and on the work list."""
        from spelregler.apps.acting import answer_tasks, evidence_pages, menu, searching, work_list
        from spelregler.apps.control import checks  # noqa: F401
        from spelregler.apps.control.pages import evidence, tasks
        from spelregler.apps.control.registered import SEARCHED

        menu.register(menu.MenuEntry(11, gettext_lazy("Internal control"), "control:start", errands=frozenset()))
        evidence_pages.register(*evidence.EVIDENCE_PAGES)
        answer_tasks.register(*tasks.ANSWER_TASKS)
        work_list.register(tasks.controls_to_see_to, tasks.risks_to_value)
        searching.register(*SEARCHED)
