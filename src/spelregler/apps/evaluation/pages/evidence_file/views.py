"""A file that an assessment rests on, to save; for whoever reads one of the assessments that rest on it."""

from __future__ import annotations

from django.http import FileResponse

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.evaluation.access.rights import may_read_files
from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.evaluation.queries import history, places
from spelregler.domain.words import Words
from spelregler.platform.attachments.store import as_download
from spelregler.platform.errors import NotVisible


def save(request: Request, pk: int) -> FileResponse:
    """The file, never shown as a page. To whoever reads none of what rests on it, it does not exist."""
    acting_role, piece = request.acting_role, history.evidence_with_file(pk)
    if piece is None or piece.file is None or not any(_reads(acting_role, each) for each in history.resting_on(piece)):
        raise NotVisible(
            Words("There is no such file for you to read."),
            way=Words("Ask the municipality for it as a public record."),
        )
    return as_download(piece.file)


def _reads(acting_role: ActingRole, row: Assessment) -> bool:
    kind, code = places.place_of_row(row)
    place = places.place_called(kind, code, as_of=acting_role.as_of)
    return place is not None and may_read_files(acting_role, row.clause, place)
