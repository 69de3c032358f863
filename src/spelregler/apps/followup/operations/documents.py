"""What a body saw is kept as files, made once from what was handed in, by their digest."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from spelregler.apps.followup.models import HandedIn
from spelregler.exchange.documents import Document
from spelregler.platform.attachments.store import bring
from spelregler.platform.audit.operations import SYSTEM, amend, lock_audit_chain, store
from spelregler.platform.documents import WRITERS


def keep_document(*, handed_in: HandedIn, document: Document, on: date) -> HandedIn:
    """The report as Word and as PDF, kept where it is not kept already. The system does it, after the handing in.

    Refuses with `AttachmentRefused` or `SurroundingsRefused` a file that is not kept.
    """
    name = f"rapport-{handed_in.pk}"
    made = {
        "word": bring(SimpleUploadedFile(f"{name}.docx", WRITERS["docx"](document))),
        "pdf": bring(SimpleUploadedFile(f"{name}.pdf", WRITERS["pdf"](document))),
    }
    with transaction.atomic():
        lock_audit_chain()
        held = HandedIn.objects.select_for_update().get(pk=handed_in.pk)
        if held.word_id is None and held.pdf_id is None:
            kept = {kind: file.row(on=on) for kind, file in made.items()}
            for row in kept.values():
                store(row, act="attach-file", who=SYSTEM)
            amend(held, to=kept, act="keep-report-document", who=SYSTEM)
    return held
