"""The worker for long work, in a test's own process."""

from __future__ import annotations

from unittest.mock import patch

from django_tasks_db.management.commands import db_worker

from spelregler.platform import working


def let_the_worker_work() -> None:
    """Do what lies in the queue, on the test's own connection: that one is not let go of."""
    with patch.object(db_worker, "close_old_connections"):
        working.Worker(working.name_of_worker()).run()
