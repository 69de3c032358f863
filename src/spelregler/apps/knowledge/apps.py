from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class KnowledgeConfig(AppConfig):
    """That everybody knows the policy: units, bodies, the course, and what each has read."""

    name = "spelregler.apps.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        """Put this room in the registry of checks, in the menu and on the work list."""
        from spelregler.apps.acting import addresses, answer_tasks, evidence_pages, menu, work_list
        from spelregler.apps.knowledge import checks  # noqa: F401
        from spelregler.apps.knowledge.pages import evidence, tasks

        menu.register(menu.MenuEntry(12, gettext_lazy("The course"), "knowledge:course", errands=frozenset()))
        addresses.provide(course="knowledge:course", body_knowledge="knowledge:body", unit_knowledge="knowledge:unit")
        evidence_pages.register(*evidence.EVIDENCE_PAGES)
        answer_tasks.register(*tasks.ANSWER_TASKS)
        work_list.register(tasks.information_to_record, tasks.self_check_to_make, tasks.own_course)
