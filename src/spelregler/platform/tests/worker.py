"""The worker for long work, in a test's own process."""

from __future__ import annotations

from unittest.mock import patch

from django.core.management import call_command
from django_tasks_db.management.commands import db_worker


def let_the_worker_work() -> None:
    """Do what lies in the queue, on the test's own connection: that one is not let go of."""
    with patch.object(db_worker, "close_old_connections"):
        call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
