"""A ledger file that was read wrongly may be imported anew."""

from __future__ import annotations

from django.db import transaction

from spelregler.apps.frames.models import LedgerBatch
from spelregler.apps.frames.queries.suspicions import RELEASED
from spelregler.domain.words import Words
from spelregler.platform.audit.changes import key_of
from spelregler.platform.audit.operations import Who, record
from spelregler.platform.errors import DomainError


class AlreadyReleased(DomainError):
    """The file may be imported anew already, or there is no such file."""

    code = "already-released"


def release(*, number: int, who: Who) -> LedgerBatch:
    """The same file may be imported once more, and takes over its months as any later file does.

    What was stored is kept for questions about earlier days. Refuses with `AlreadyReleased` where there is no such file
    or it is done.
    """
    with transaction.atomic():
        batch = LedgerBatch.objects.select_for_update().filter(pk=number).first()
        if batch is None or batch.sha256.startswith(RELEASED):
            raise AlreadyReleased(
                Words("There is no imported file {number} to release.", number=number),
                way=Words("Run spelregler doctor --data, which says which."),
            )
        old, batch.sha256 = batch.sha256, f"{RELEASED}{batch.sha256[:50]}"
        batch.full_clean(exclude=["warnings"])  # a file that nothing was remarked on has an empty list
        batch.save(update_fields=["sha256"])
        record(
            who=who,
            act="release-ledger-file",
            subject=str(batch),
            subject_key=key_of(batch),
            before={"sha256": old},
            after={"sha256": batch.sha256},
        )
    return batch
