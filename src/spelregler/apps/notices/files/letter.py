"""The letter about what waits, in Swedish: titles, last days and links, and never the facts behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from spelregler.domain.notices import Told
from spelregler.domain.work_list import Task
from spelregler.platform.accounts.operations import whole
from spelregler.ui import formatting


@dataclass(frozen=True)
class ToldForAnother:
    """What a letter tells of the list of somebody who is away until a day."""

    name: str
    last_day: date
    tasks: list[Task]


def subject_of(told: Told) -> str:
    """How much is late and how much is due this week, else how much comes."""
    near = [
        f"{len(told.late)} försenat" if told.late else "",
        f"{len(told.this_week)} den här veckan" if told.this_week else "",
    ]
    said = ", ".join(filter(None, near)) or (f"{len(told.ahead)} på väg" if told.tasks else "")
    return f"Väntas av dig: {said}" if said else "Väntas av den som du bevakar åt"


def text_of(told: Told, *, name: str, watched: Sequence[ToldForAnother] = ()) -> str:
    """The tasks by how near they are, what waits for those who are away, and how to get fewer letters."""
    groups = [("Försenat", told.late), ("Den här veckan", told.this_week), ("Snart", told.ahead)]
    parts = [f"Hej {name}!", *(_group(title, tasks) for title, tasks in groups if tasks)]
    parts += [_for_another(each) for each in watched]
    parts.append(f"Allt som väntar på dig: {whole(reverse('home:tasks'))}")
    parts.append(f"Oftare, mer sällan eller aldrig? Välj det här: {whole(reverse('notices:settings'))}")
    return "\n\n".join(parts) + "\n"


def _for_another(told: ToldForAnother) -> str:
    """Titles and last days. Whose matter it is stands first; where it is done is its owner's."""
    title = f"FÖR {told.name.upper()}, SOM ÄR BORTA TILL {formatting.long_date(told.last_day, 'sv').upper()}"
    lines = [f"{each.title}{_last_day(each)}" for each in told.tasks]
    return "\n\n".join([title, "Du ser vad som väntar, men gör det inte i den andras ställe.", *lines])


def _group(title: str, tasks: Sequence[Task]) -> str:
    return "\n\n".join([title.upper(), *(_line(each) for each in tasks)])


def _line(task: Task) -> str:
    return f"{task.title}{_last_day(task)}\n{whole(task.url)}"


def _last_day(task: Task) -> str:
    return f" – senast {formatting.long_date(task.last_day, 'sv')}" if task.last_day else ""
