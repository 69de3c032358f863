from __future__ import annotations

from pathlib import Path

import pytest

from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who, record

WHO = Who(name="Test", role="SE", person="test", account="1")


@pytest.fixture(autouse=True)
def own_heads(settings, tmp_path) -> Path:
    """Each test keeps its heads in a folder of its own."""
    settings.HOME = tmp_path
    return tmp_path / "audit-heads.jsonl"


@pytest.fixture
def trail(db, django_capture_on_commit_callbacks) -> list[AuditRow]:
    with django_capture_on_commit_callbacks(execute=True):
        return [record(who=WHO, act="act", subject=str(number), details={"n": number}) for number in range(6)]
