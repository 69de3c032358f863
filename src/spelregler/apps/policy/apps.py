from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class PolicyConfig(AppConfig):
    """Packages, results per clause and the living policy. Knows the other rooms through the registry only."""

    name = "spelregler.apps.policy"
    label = "policy"

    def ready(self) -> None:
        """Put this room's checks in the registry, and let every room show what the checks answered."""
        from spelregler.apps.acting import addresses, answer_tasks, evidence_pages, menu, searching, work_list
        from spelregler.apps.acting import first_page as shown
        from spelregler.apps.policy import checks  # noqa: F401
        from spelregler.apps.policy.findings import recounting  # noqa: F401
        from spelregler.apps.policy.packages.in_force import borrowed_on, rules_on, terms_on
        from spelregler.apps.policy.pages import evidence, first_page, tasks
        from spelregler.apps.policy.queries.findings import StoredFindings
        from spelregler.apps.policy.registered import SEARCHED
        from spelregler.domain.roles import Beside, Role
        from spelregler.platform import access, clock, findings, own_words

        menu.register(
            menu.MenuEntry(
                2, gettext_lazy("The policy"), "policy:documents", errands=frozenset(Role) - {Role.CI, Role.EM}
            ),
            menu.MenuEntry(
                10, gettext_lazy("Who may do what"), "policy:roles", errands={Role.SE, Role.RE, Beside.ADMINISTRATOR}
            ),
        )
        addresses.provide(clause="policy:clause", policy="policy:documents")
        answer_tasks.register(*tasks.ANSWER_TASKS)
        evidence_pages.register(*evidence.EVIDENCE_PAGES)
        work_list.register(tasks.occasions_ahead)
        findings.provide(StoredFindings())
        access.provide(rules_on, borrowed_on=borrowed_on)
        own_words.provide(lambda: terms_on(clock.today()))
        shown.register_panel(first_page.PLACE, first_page.card)
        shown.register_list(first_page.PLACE_OF_LISTS, first_page.chapters)
        shown.register_list(first_page.PLACE_OF_BROKEN, first_page.broken_longest)
        shown.register_list(first_page.PLACE_OF_LISTS, first_page.decisions_to_come)
        shown.register_action_pages(policy_parameters="policy:documents")
        searching.register(*SEARCHED)
