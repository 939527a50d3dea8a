"""Cases: what the analyst knows and assumes about a mission on a date."""

from typing import TYPE_CHECKING

from peaceops.domain.lazy_face import lazy_face

if TYPE_CHECKING:
    from peaceops.case.change import (
        CeilingChange,
        Change,
        ContributorChange,
        LeverChange,
        SiteChange,
        TasksChange,
    )
    from peaceops.case.draft import draft_case
    from peaceops.case.file import case_text
    from peaceops.case.load import load_case, parse_case, shipped_cases
    from peaceops.case.model import (
        Assumption,
        Case,
        CaseOption,
        Departure,
        HostPosition,
        HostRefusal,
        Incident,
        MandateDeadline,
        Measure,
        MemberPosition,
        Restriction,
        StatedStrength,
        Statement,
    )
    from peaceops.case.parts import LeverName
    from peaceops.case.standard import STANDARD_ASSUMPTIONS, standard_options

__all__ = [
    "STANDARD_ASSUMPTIONS",
    "Assumption",
    "Case",
    "CaseOption",
    "CeilingChange",
    "Change",
    "ContributorChange",
    "Departure",
    "HostPosition",
    "HostRefusal",
    "Incident",
    "LeverChange",
    "LeverName",
    "MandateDeadline",
    "Measure",
    "MemberPosition",
    "Restriction",
    "SiteChange",
    "StatedStrength",
    "Statement",
    "TasksChange",
    "case_text",
    "draft_case",
    "load_case",
    "parse_case",
    "shipped_cases",
    "standard_options",
]

# The model of a case is checked by a library that takes half a second to load.
__getattr__ = lazy_face(
    __name__,
    {
        "change": [
            "CeilingChange",
            "Change",
            "ContributorChange",
            "LeverChange",
            "SiteChange",
            "TasksChange",
        ],
        "draft": ["draft_case"],
        "file": ["case_text"],
        "load": ["load_case", "parse_case", "shipped_cases"],
        "model": [
            "Assumption",
            "Case",
            "CaseOption",
            "Departure",
            "HostPosition",
            "HostRefusal",
            "Incident",
            "MandateDeadline",
            "Measure",
            "MemberPosition",
            "Restriction",
            "StatedStrength",
            "Statement",
        ],
        "parts": ["LeverName"],
        "standard": ["STANDARD_ASSUMPTIONS", "standard_options"],
    },
)
