"""A decision is marked for a talk with the presidium, the talk is noted as held, or the mark is taken back (MR-24)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision, HowFlag
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class FlagRefused(DomainError):
    """A decision is marked once for each thing that it names, and its talk is noted once."""

    code = "how-flag-refused"


def flag_decision(*, decision: Decision, about: str, on: date, role: str, who: Who) -> HowFlag:
    """Somebody finds that the decision names a unit, a person, a roster or a single purchase, and asks for a talk.

    It says nothing of whether the rule is kept. Refuses with `FlagRefused` what waits for its talk already.
    """
    with transaction.atomic():
        lock_audit_chain()
        same = HowFlag.objects.filter(decision=decision, about=about)
        if same.filter(ended_on__isnull=True, talked_on__isnull=True).exists():
            raise _refused(
                Words("The decision is marked for that already."), Words("Note the talk once it is held."), "about"
            )
        row = HowFlag(decision=decision, about=about, flagged_on=on, role=role)
        store(row, act="flag-decision", who=who)
    return row


def note_talk(*, flag: HowFlag, talked_on: date, on: date, who: Who) -> HowFlag:
    """The talk with the presidium is held. What was said in it is not written here.

    Refuses with `FlagRefused` a mark that is taken back or whose talk is noted, a day before the decision, and a day to
    come.
    """
    with transaction.atomic():
        held = _open(flag)
        if not held.decision.decided_on <= talked_on <= on:
            raise _refused(
                Words("The talk is after the decision, and not in days to come."), Words("Give its day."), "talked_on"
            )
        amend(held, to={"talked_on": talked_on, "talk_noted_on": on}, act="note-talk-of-decision", who=who)
    return held


def withdraw_flag(*, flag: HowFlag, reason: str, on: date, who: Who) -> HowFlag:
    """A mark that was set by mistake ends, and stays to read with the reason.

    Refuses with `FlagRefused` one that is taken back or whose talk is held, and one without a reason.
    """
    with transaction.atomic():
        held = _open(flag)
        if not reason.strip():
            raise _refused(Words("The reason is missing."), Words("Say in a few words what was wrong."), "reason")
        amend(held, to={"ended_on": on, "withdrawn_for": reason.strip()}, act="withdraw-flag", who=who)
    return held


def _open(flag: HowFlag) -> HowFlag:
    held = HowFlag.objects.select_for_update().select_related("decision__body").get(pk=flag.pk)
    if held.ended_on is not None or held.talked_on is not None:
        way = Words("Mark the decision again where it is needed.")
        raise _refused(Words("The mark is taken back, or its talk is held."), way, "")
    return held


def _refused(words: Bilingual, way: Bilingual, field: str) -> FlagRefused:
    return FlagRefused(words, way=way, field=field)
