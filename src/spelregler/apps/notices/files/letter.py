"""The letter about what waits, in Swedish: titles, last days and links, and never the facts behind."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from spelregler.domain.notices import Told
from spelregler.domain.work_list import Task
from spelregler.platform.accounts.operations import whole
from spelregler.ui import formatting


def subject_of(told: Told) -> str:
    """How much is late and how much is due this week, else how much comes."""
    near = [
        f"{len(told.late)} försenat" if told.late else "",
        f"{len(told.this_week)} den här veckan" if told.this_week else "",
    ]
    said = ", ".join(filter(None, near)) or f"{len(told.ahead)} på väg"
    return f"Väntas av dig: {said}"


def text_of(told: Told, *, name: str) -> str:
    """The tasks by how near they are, and how to get fewer letters."""
    groups = [("Försenat", told.late), ("Den här veckan", told.this_week), ("Snart", told.ahead)]
    parts = [f"Hej {name}!", *(_group(title, tasks) for title, tasks in groups if tasks)]
    parts.append(f"Allt som väntar på dig: {whole(reverse('home:tasks'))}")
    parts.append(f"Oftare, mer sällan eller aldrig? Välj det här: {whole(reverse('notices:settings'))}")
    return "\n\n".join(parts) + "\n"


def _group(title: str, tasks: Sequence[Task]) -> str:
    return "\n\n".join([title.upper(), *(_line(each) for each in tasks)])


def _line(task: Task) -> str:
    day = f" – senast {formatting.long_date(task.last_day, 'sv')}" if task.last_day else ""
    return f"{task.title}{day}\n{whole(task.url)}"
