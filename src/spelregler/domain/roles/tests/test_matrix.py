"""The matrix that the Cedar rules compute is, cell by cell, the table of domain section 2."""

import pytest

from spelregler.domain.roles import Role
from spelregler.domain.roles.matrix import compute_row
from spelregler.domain.roles.tests import shipped

RULES = shipped.rules("oxelosund")

# action | KF KFp KS KSp N Np KC FC EC EM CT HR SE UN SO RE CI
TABLE = """
vision_council_goals_and_budget | D | P | P | P | C | P | P | P | r | r | P | C | E | C | r | R | r
frame_per_committee | D | r | P | P | C | P | P | P | r | r | P | r | E | C | r | R | r
committee_goals_and_plan | r | r | R | R | D | P | R | P | P | r | P | C | E | C | r | R | r
action_plan | · | · | r | r | R | R | R | D | P | P | C | C | R | C | C | R | r
unit_goals_and_plan | · | · | r | r | r | r | r | D/C | D/P | P | C | · | r | C | C | R | r
move_money_inside_unit_frame | X | X | X | X | X | X | · | R | D | · | R | · | · | · | · | R | ·
move_money_between_units | X | X | X | X | D above limit | P | · | D | P | · | P | · | R | C | · | R | ·
enter_measurements | X | X | X | X | X | X | · | E | E | E own | E | E hr | · | · | · | X | ·
judge_unit_goals | X | X | X | X | r | r | R | D | P | · | C | · | · | r | · | R | r
judge_committee_goals | r | r | R | R | D | P | R | P | · | · | P | · | E | r | · | R | r
judge_council_goals | D | P | P | P | r | r | P | P | · | · | P | · | E | r | · | R | r
interim_and_annual_report | D | P | P | P | P own | P | P | P | P | · | E | E | E | C | · | R | r
political_assignment | D→KC/FC | P | D→KC/FC | P | D→FC | P | E | E | via FC | via EC | · | · | E | r | · | R | r
assignment_to_unit_or_employee | X | X | X | X | X | X | D (via FC) | D | D own | · | · | · | · | · | · | · | ·
member_question | E | E | E | E | E | E | answers | answers | via FC | via EC | C | · | R | · | · | R | r
delegation_order | r | r | D own | P | D | P | C | P | r | r | · | C | E | r | · | R | r
delegated_decision | · | · | r | D if delegated | r | D if delegated | D if delegated | D if delegated | D if delegated | D if delegated | · | D if delegated | E reg | · | · | R | r
internal_control_plan | · | · | D own, R all | P | D | P | R | P | P | C | P | C | E | r | r | R | r
intervention_in_unit | X | X | r | r | r | r | R, D if FC concerned | D | C (statement) | · | P | C | · | C | C | R | ·
intervention_record | · | · | · | · | summary | summary | R | R | R own | · | R ground | R if MGR | · | o | o | R | ·
complaint | E | E | E | E | E | E | R | R | D answer | E | · | · | E | E | E | · | E
complaint_statistics | r | r | R | R | R | R | R | R | R own | r own unit | R | · | R | r | r | R | r
cooperation_record | · | · | r closure | r closure | r closure | r closure | D CSG | D FSG | D LSG | r own | · | E | E | E own text | E own text | R | r
cooperation_gate_override | X | X | D + reason | X | D + reason | X | D own cases | D own cases | X | X | X | C | E | notified | notified | R | ·
manager_mandate | · | · | D (KC's) | P | C | C | D | signs | · | · | · | E | · | · | · | R exists | ·
manager_checkin_notes | · | · | · | party only | · | party only | party only | party only | party (own staff) | · | · | E plan part | · | o if invited | · | dates only | ·
corrective_leadership_case | · | · | D if KC concerned | party | · | party if FC concerned | D for FC | D for EC | o | · | · | E | reg, masked title | o, by consent | · | R on request | ·
work_environment | r | r | R | R | R | r | R | D | E | C | · | E | · | C | C | R | r
pay_survey | r | r | R | R | r | r | R | C | · | r | · | E | · | C | r | R | r
policy_evaluation | receives | P | D | P | D own | P | P | P | C | C survey | C | C | E | C | C | R | r
policy_parameters | D those that are policy | · | D others | · | · | · | P | C | r | r | P | C | E | C | · | R | r
public_record | · | · | · | · | D gallring decision | · | · | · | · | · | · | · | E | · | · | R | requests
audit_review | receives | P | answers | · | answers | · | C | C | C | · | C | C | E | · | · | D | r
audit_log | · | · | · | · | · | · | own org | own org | · | o (who read mine) | · | · | R | · | · | R | ·
"""  # noqa: E501 - the table of the domain text, kept as it is printed there


def expected() -> dict[str, dict[str, str]]:
    lines = [[part.strip() for part in line.split(" | ")] for line in TABLE.strip().splitlines()]
    return {name: {role.value: text for role, text in zip(Role, texts, strict=True)} for name, *texts in lines}


EXPECTED = expected()
ROWS = {row.name: row for row in RULES.rows}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_cell_of_a_row_is_that_of_the_table(name: str):
    assert compute_row(rules=RULES, row=ROWS[name]).as_dict() == {"action": name, **EXPECTED[name]}


def test_rows_stand_in_the_order_of_the_table():
    assert [row.action for row in RULES.matrix()] == list(EXPECTED)


def test_each_cell_that_says_anything_names_its_rules():
    for row in RULES.matrix():
        for cell in row.cells.values():
            assert bool(cell.policy_ids) == (cell.text != "·")


def test_each_row_is_labelled_in_both_languages():
    for row in RULES.matrix():
        assert row.label.sv != row.action
        assert row.label.en != row.action


def test_each_rule_of_the_package_shows_somewhere_or_is_a_boundary():
    """A permit that never decides anything would be a dead letter."""
    shown = {policy_id for row in RULES.matrix() for cell in row.cells.values() for policy_id in cell.policy_ids}
    beside = {row.name for row in RULES.rows if not row.in_matrix}
    dead = [
        rule.id
        for rule in RULES.policies.values()
        if not rule.forbids and rule.id not in shown and not any(rule.touches(row) for row in beside)
    ]
    assert dead == []


def test_a_small_package_has_its_own_smaller_matrix():
    small = shipped.rules("liten").matrix()
    cells = {row.action: {role: cell.text for role, cell in row.cells.items()} for row in small}
    assert len(small) < len(RULES.matrix())
    assert cells["move_money_inside_unit_frame"][Role.EC] == "D"
    assert cells["move_money_inside_unit_frame"][Role.N] == "X"
    assert cells["frame_per_committee"][Role.KF] == "D"
