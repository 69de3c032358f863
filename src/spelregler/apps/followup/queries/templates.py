"""What the documents of reports are made in. Reads only."""

from __future__ import annotations

from spelregler.apps.followup.models import ReportTemplate
from spelregler.platform.own_templates import templates_used


def looks() -> dict[str, str]:
    """The digests of the templates and the mark that are used now, by their kind. One query."""
    return {kind: each.file.sha256 for kind, each in templates_used(ReportTemplate).items()}
