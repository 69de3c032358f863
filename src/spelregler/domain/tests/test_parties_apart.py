"""Nobody moves or votes on duty: what the role rules answer, told as a rule (MR-34)."""

from __future__ import annotations

from datetime import date

from spelregler.domain.findings import Status
from spelregler.domain.policy import PartiesApart, judge_parties_apart
from spelregler.domain.roles import Role


class TestPartiesApart:
    def test_what_the_rules_let_nobody_do_is_ensured_and_no_measured_green(self):
        (found,) = judge_parties_apart([PartiesApart(asked=14, since=date(2026, 1, 1))])
        assert (found.status, found.since, found.expected_of) == (Status.ENSURED, date(2026, 1, 1), "")
        assert found.inputs == {"acts_asked": 14, "acts_allowed": 0}

    def test_rules_that_let_an_official_vote_are_a_breach_and_name_the_role_once(self):
        (found,) = judge_parties_apart([PartiesApart(asked=14, allowed=(Role.FC, Role.FC))])
        assert (found.status, found.expected_of) == (Status.BREACH, "KF")
        assert found.reason.sv.count("förvaltningschef") == 1
