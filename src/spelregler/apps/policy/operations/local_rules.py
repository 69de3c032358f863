"""What a department's own manager policy says beside the central one, rule by rule (CP-5)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from spelregler.apps.policy.models import DocumentVersion, LocalRule
from spelregler.domain.policy import MANAGER_POLICY
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class LocalRuleRefused(DomainError):
    """A department's own policy speaks of rules of the central one, in the version that holds (CP-5)."""

    code = "local-rule-refused"


def write_local_rule(
    *,
    version: DocumentVersion,
    clause: str,
    text: str,
    takes_nothing_away: bool,
    known: Collection[str],
    role: str,
    on: date,
    who: Who,
) -> LocalRule:
    """What the own policy says of a rule of the central one; with an empty text it says nothing of it (CP-5).

    `known` are the central policy's rules on the day. `takes_nothing_away` is the word of whoever enters it, kept with
    the role and the day. It is about the text as it stands, so a changed text asks for it anew.

    Refuses with `LocalRuleRefused` a version that is no department's own or does not hold, a rule that the central
    policy has not, and a first text that is empty.
    """
    if version.document != MANAGER_POLICY or version.start > on or (version.end is not None and version.end <= on):
        raise LocalRuleRefused(
            Words("The department's own manager policy does not hold today."),
            way=Words("Register the version that holds first."),
            clause="CP-5",
        )
    if clause not in known:
        raise LocalRuleRefused(
            Words("The central policy has no rule {clause}.", clause=clause), way=Words("Choose a rule on the page.")
        )
    said = " ".join(text.split())
    stated = takes_nothing_away and bool(said)
    fields = {
        "text": said,
        "written_on": on,
        "stated_on": on if stated else None,
        "stated_role": role if stated else "",
    }
    with transaction.atomic():
        held = LocalRule.objects.select_for_update().filter(version=version, clause=clause).first()
        if held is not None:
            amend(held, to=fields, act="write-local-rule", who=who)
            return held
        if not said:
            raise LocalRuleRefused(
                Words("Nothing is written."), way=Words("Write what the own policy says of the rule."), field="text"
            )
        row = LocalRule(version=version, clause=clause, **fields)
        store(row, act="write-local-rule", who=who)
    return row
