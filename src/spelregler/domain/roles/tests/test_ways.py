"""Where somebody is told to turn when no rule gives them what they ask for, and what the answer then says."""

from __future__ import annotations

from pathlib import Path

import pytest

from spelregler.domain.roles import Actor, Beside, Resource, Role, Rules, load_rules

SCHEMA = """
entity Role in [Role];
entity Actor in [Role] { person: String, unit?: String };
entity Matter { kind: String, unit?: String };
action "matrix";
@sv("Plan") @en("Plan of a unit")
action "plan" in ["matrix"];
action "plan:decide" in ["plan"] appliesTo { principal: [Actor], resource: [Matter] };
action "plan:prepare" in ["plan"] appliesTo { principal: [Actor], resource: [Matter] };
action "plan:sign" in ["plan"] appliesTo { principal: [Actor], resource: [Matter] };
action "plan:read" in ["plan"] appliesTo { principal: [Actor], resource: [Matter] };
action "set_up";
action "set_up:execute" in ["set_up"] appliesTo { principal: [Actor], resource: [Matter] };
action "review";
action "review:execute" in ["review"] appliesTo { principal: [Actor], resource: [Matter] };
action "nothing";
action "nothing:decide" in ["nothing"] appliesTo { principal: [Actor], resource: [Matter] };
"""


def permit(clause: str, role: str, action: str, when: str = "") -> str:
    return (
        f'@id("{clause}") @clause("{clause}") @reason_sv("s") @reason_en("e")\n'
        f'permit (principal in Role::"{role}", action in Action::"{action}", resource) {when};\n'
    )


OWN = "when { principal has unit && resource has unit && principal.unit == resource.unit }"
TEXT = (
    permit("MR-1", "FC", "plan:decide", OWN)
    + permit("MR-2", "EC", "plan:decide", OWN)
    + permit("MR-3", "EM", "plan:prepare", OWN)
    + permit("MR-4", "CI", "plan:read", OWN)
    + permit("MR-5", "SYS", "set_up:execute")
    + permit("MR-6", "RE", "review:execute", OWN)
)
NOBODY = ("Ingen roll gör detta i systemet.", "No role does this in the system.")


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    (tmp_path / "roles.cedar").write_text(TEXT, encoding="utf-8")
    (tmp_path / "roles.cedarschema").write_text(SCHEMA, encoding="utf-8")
    return load_rules(tmp_path, None)


def turn(sv: str, en: str) -> tuple[str, str]:
    return f"Det här hör till {sv}. Vänd dig dit.", f"This belongs to {en}. Turn there."


GOVERNORS = turn("förvaltningschefen eller enhetschefen", "the department head or the unit manager")


@pytest.mark.parametrize(
    ("role", "action", "clause", "way"),
    [
        # All who do it, in the matrix' order; the clause is that of the first.
        (Role.UN, "plan:decide", "MR-1", GOVERNORS),
        # Whoever does it elsewhere is sent to the others who do, not to themselves.
        (Role.EC, "plan:decide", "MR-1", turn("förvaltningschefen", "the department head")),
        (Role.FC, "plan:decide", "MR-1", turn("enhetschefen", "the unit manager")),
        # The only one who does it is told that it is theirs, only not in this matter.
        (Role.RE, "review:execute", "MR-6", turn("revisorn", "the auditor")),
        # The very thing asked for, before those who govern the matter.
        (Role.UN, "plan:prepare", "MR-3", turn("medarbetaren", "the employee")),
        # Nobody does the thing asked for: those who govern the matter.
        (Role.UN, "plan:sign", "MR-1", GOVERNORS),
        # Reading is asked of those who govern the matter, not of other readers.
        (Role.UN, "plan:read", "MR-1", GOVERNORS),
        # What only whoever runs the system does, and what nobody does.
        (Role.UN, "set_up:execute", "MR-5", turn("systemförvaltaren", "whoever runs the system")),
        (Role.UN, "nothing:decide", "", NOBODY),
        (Role.N, "nothing:decide", "", NOBODY),
        # The elected go by the department head, but not to a matter that is no official's.
        (Role.N, "plan:decide", "MR-1", (
            "Det här hör till förvaltningschefen eller enhetschefen. "
            "Ställ frågan till förvaltningschefen; svaret går till hela nämnden.",
            "This belongs to the department head or the unit manager. "
            "Put the question to the department head; the answer goes to the whole committee.",
        )),
        (Role.N, "set_up:execute", "MR-5", turn("systemförvaltaren", "whoever runs the system")),
        (Role.N, "review:execute", "MR-6", turn("revisorn", "the auditor")),
    ],
)  # fmt: skip
def test_one_is_sent_to_those_who_do_it(rules: Rules, role: Role, action: str, clause: str, way: tuple[str, str]):
    answer = rules.decide(Actor(role=role, person="p", unit="north"), action, Resource("any", "1", unit="south"))
    assert (answer.way.sv, answer.way.en) == way
    assert answer.clause == clause
    assert (answer.allowed, answer.forbidden, answer.policy_ids) == (False, False, ())


def test_the_answer_says_what_was_asked_and_by_which_role(rules: Rules):
    answer = rules.decide(Actor(role=Role.UN, person="p"), "plan:decide", Resource("any", "1"))
    assert answer.reason.sv == "Plan: ingen regel ger det här till rollen fackligt ombud i just den här saken."
    assert answer.reason.en == (
        "Plan of a unit: no rule gives this to the role union representative in this particular matter."
    )


@pytest.mark.parametrize("role", [Role.UN, Beside.ADMINISTRATOR])
def test_what_the_rules_do_not_hold_is_no_and_has_no_clause(rules: Rules, role: Role | Beside):
    answer = rules.decide(Actor(role=role, person="p"), "moon:fly", Resource("any", "1"))
    assert (answer.allowed, answer.forbidden, answer.policy_ids, answer.clause) == (False, False, (), "")
    assert all((answer.reason.sv, answer.reason.en, answer.way.sv, answer.way.en))


def test_the_rules_that_decided_are_named_in_the_files_order(tmp_path: Path):
    names = ["MR-9", "MR-1", "MR-5", "MR-3"]
    (tmp_path / "roles.cedar").write_text("".join(permit(name, "KF", "plan:decide") for name in names), "utf-8")
    (tmp_path / "roles.cedarschema").write_text(SCHEMA, encoding="utf-8")
    answer = load_rules(tmp_path, None).decide(Actor(role=Role.KF, person="p"), "plan:decide", Resource("any", "1"))
    assert answer.policy_ids == tuple(names)
    assert (answer.allowed, answer.clause, answer.reason.sv, answer.reason.en) == (True, "MR-9", "s", "e")
