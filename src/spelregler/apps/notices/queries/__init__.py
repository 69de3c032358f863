"""What waits for somebody, what they have been told, and whose list somebody sees meanwhile."""

from spelregler.apps.notices.queries.own import calendar_address, letters_to, mail_days, own_tasks
from spelregler.apps.notices.queries.watches import Watched, own_watch, watched_by_account, watched_lists, watching

__all__ = [
    "Watched",
    "calendar_address",
    "letters_to",
    "mail_days",
    "own_tasks",
    "own_watch",
    "watched_by_account",
    "watched_lists",
    "watching",
]
