"""Long work of this room, done by the worker while its page tells how far it has come (ADR 29)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils import translation
from django_tasks import task

from spelregler.apps.goals import reported_file
from spelregler.apps.goals.file_presenters import preview
from spelregler.apps.organisation.worn import worn_again
from spelregler.platform import clock, progress, uploads
from spelregler.platform.errors import DomainError, Refused


@task()
def bring_values(
    *, key: str, file_name: str, person: str, hat: str, account: str, language: str, store: bool
) -> dict[str, Any]:
    """Look a file of values through, or submit it; the answer is what the page shows.

    The role is taken up anew: whoever has left it since may no longer report in it.
    """
    try:
        with translation.override(language), uploads.opened(key) as file:
            worn = worn_again(person_code=person, hat_code=hat, account=account, language=language, today=clock.today())
            if worn is None:
                raise _role_is_gone()
            plan = reported_file.bring_values(
                data=file.read(), file_name=file_name, worn=worn, store=store, stage=progress.told_of(key)
            )
            if plan.stored:
                uploads.forget(key)
            return {"shown": asdict(preview(plan, language, columns=reported_file.COLUMNS)), "stored": plan.stored}
    except DomainError as error:
        return {"error": error.text(language)}
    finally:
        progress.forget(key)


def _role_is_gone() -> Refused:
    return Refused(
        sv="Rollen som arbetet började i är inte längre din.",
        en="The role in which the work began is no longer yours.",
        clause="MR-24",
        way_sv="Välj en roll som du har i dag.",
        way_en="Choose a role that you hold today.",
    )
