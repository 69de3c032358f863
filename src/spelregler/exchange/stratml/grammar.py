"""What StratML is made of: which element holds which, in which order and how many (ISO 17469-1 and its Part 2)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum


class Part(IntEnum):
    """Part 1 is a strategic plan; Part 2 adds indicators, targets and results."""

    PLAN = 1
    PERFORMANCE = 2

    @property
    def namespace(self) -> str:
        """The namespace of its elements."""
        return NAMESPACES[self]

    @property
    def root(self) -> str:
        """The outermost element."""
        return ROOTS[self]


NAMESPACES = {
    Part.PLAN: "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
    Part.PERFORMANCE: "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
}
ROOTS = {Part.PLAN: "StrategicPlan", Part.PERFORMANCE: "PerformancePlanOrReport"}

MANY = 0
Children = Mapping[str, tuple[int, int]]
"""A child in its order → the fewest and the most of it; MANY has no bound."""
ONE, MAYBE, ANY, SOME = (1, 1), (0, 1), (0, MANY), (1, MANY)

CORE: Mapping[str, Children] = {
    "StrategicPlan": {
        "Name": ONE,
        "Description": MAYBE,
        "OtherInformation": MAYBE,
        "StrategicPlanCore": ONE,
        "AdministrativeInformation": MAYBE,
    },
    "StrategicPlanCore": {"Organization": ANY, "Vision": MAYBE, "Mission": MAYBE, "Value": ANY, "Goal": SOME},
    "Organization": {"Name": MAYBE, "Acronym": MAYBE, "Identifier": MAYBE, "Description": MAYBE, "Stakeholder": ANY},
    "Vision": {"Description": MAYBE, "Identifier": MAYBE},
    "Mission": {"Description": MAYBE, "Identifier": MAYBE},
    "Value": {"Name": MAYBE, "Description": MAYBE},
    "Goal": {
        "Name": ONE,
        "Description": ONE,
        "Identifier": MAYBE,
        "SequenceIndicator": MAYBE,
        "Stakeholder": ANY,
        "OtherInformation": MAYBE,
        "Objective": ANY,
    },
    "Objective": {
        "Name": MAYBE,
        "Description": MAYBE,
        "Identifier": MAYBE,
        "SequenceIndicator": MAYBE,
        "Stakeholder": ANY,
        "OtherInformation": MAYBE,
    },
    "Stakeholder": {"Name": ONE, "Description": MAYBE},
    "AdministrativeInformation": {
        "StartDate": MAYBE,
        "EndDate": MAYBE,
        "PublicationDate": MAYBE,
        "Source": MAYBE,
        "Submitter": MAYBE,
    },
    "Submitter": {"GivenName": MAYBE, "Surname": MAYBE, "PhoneNumber": MAYBE, "EmailAddress": MAYBE},
}
RESULT: Children = {
    "StartDate": MAYBE,
    "EndDate": MAYBE,
    "NumberOfUnits": MAYBE,
    "Descriptor": MAYBE,
    "Description": MAYBE,
}
PERFORMANCE: Mapping[str, Children] = {
    **CORE,
    "PerformancePlanOrReport": {**CORE["StrategicPlan"], "Submitter": MAYBE},
    "Objective": {**CORE["Objective"], "PerformanceIndicator": ANY},
    "Stakeholder": {**CORE["Stakeholder"], "Role": ANY},
    "Role": {"Name": ONE, "Description": MAYBE, "RoleType": (0, 2)},
    "PerformanceIndicator": {
        "SequenceIndicator": MAYBE,
        "MeasurementDimension": ONE,
        "UnitOfMeasurement": ONE,
        "Identifier": MAYBE,
        "Relationship": ANY,
        "MeasurementInstance": ANY,
        "OtherInformation": MAYBE,
    },
    "MeasurementInstance": {"TargetResult": ANY, "ActualResult": ANY},
    "TargetResult": RESULT,
    "ActualResult": RESULT,
    "Descriptor": {"DescriptorName": MAYBE, "DescriptorValue": MAYBE},
    "Relationship": {"Identifier": MAYBE, "ReferentIdentifier": ANY, "Name": MAYBE, "Description": MAYBE},
    "AdministrativeInformation": {
        "Identifier": MAYBE,
        "StartDate": MAYBE,
        "EndDate": MAYBE,
        "PublicationDate": MAYBE,
        "Source": MAYBE,
    },
    "Submitter": {"Identifier": MAYBE, **CORE["Submitter"]},
}
GRAMMARS = {Part.PLAN: CORE, Part.PERFORMANCE: PERFORMANCE}

ATTRIBUTES: Mapping[Part, Mapping[str, Mapping[str, frozenset[str]]]] = {
    Part.PLAN: {"Stakeholder": {"StakeholderTypeType": frozenset({"Person", "Organization", "Generic_Group"})}},
    Part.PERFORMANCE: {
        "PerformancePlanOrReport": {"Type": frozenset({"Strategic_Plan", "Performance_Plan", "Performance_Report"})},
        "Stakeholder": {"StakeholderTypeType": frozenset({"Person", "Organization", "Generic_Group"})},
        "PerformanceIndicator": {
            "ValueChainStage": frozenset({"Input", "Input_Processing", "Output", "Output_Processing", "Outcome"}),
            "PerformanceIndicatorType": frozenset({"Quantitative", "Qualitative"}),
        },
        "Relationship": {"RelationshipType": frozenset({"Broader_Than", "Peer_To", "Narrower_Than"})},
    },
}
ROLE_TYPES = frozenset({"Performer", "Beneficiary"})
DATES = frozenset({"StartDate", "EndDate", "PublicationDate"})
RENAMED = {"FirstName": "GivenName", "LastName": "Surname"}
"""What older drafts called the same thing."""
