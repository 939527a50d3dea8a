"""Cases: what the analyst knows and assumes about a mission on a date."""

from typing import TYPE_CHECKING

from peaceops.domain.lazy_face import lazy_face

if TYPE_CHECKING:
    from peaceops.case.bounds import KNOWN as ASSUMPTION_BOUNDS
    from peaceops.case.change import (
        CeilingChange,
        Change,
        ContributorChange,
        LeverChange,
        SiteChange,
        TasksChange,
    )
    from peaceops.case.decisions import (
        ENDING,
        SETTLES,
        WITHOUT_DRAFT,
        Decision,
        Settles,
        Term,
        decisions_for,
        refused,
        term_of,
    )
    from peaceops.case.draft import draft_case
    from peaceops.case.draft_state import DraftState
    from peaceops.case.edits import with_parts, with_values, without_part
    from peaceops.case.field_words import LISTS
    from peaceops.case.fields import Field, FieldValue, facts_of, fields_of, kinds_of, title_of
    from peaceops.case.file import case_text
    from peaceops.case.kinds import part_models
    from peaceops.case.load import load_case, parse_case
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
        Note,
        Restriction,
        StatedStrength,
        Statement,
    )
    from peaceops.case.names import shipped_case, shipped_cases
    from peaceops.case.parts import LeverName
    from peaceops.case.problems import InvalidCase, Problem
    from peaceops.case.standard import (
        EXTENSION_MONTHS,
        STANDARD_ASSUMPTIONS,
        paid_by_staff,
        standard_assumptions,
        standard_options,
        timelines,
    )
    from peaceops.case.statement_form import AS_READ, filled_in, read_form, statement_fields
    from peaceops.case.tree import plain_value
    from peaceops.case.write import case_yaml

__all__ = [
    "ASSUMPTION_BOUNDS",
    "AS_READ",
    "ENDING",
    "EXTENSION_MONTHS",
    "LISTS",
    "SETTLES",
    "STANDARD_ASSUMPTIONS",
    "WITHOUT_DRAFT",
    "Assumption",
    "Case",
    "CaseOption",
    "CeilingChange",
    "Change",
    "ContributorChange",
    "Decision",
    "Departure",
    "DraftState",
    "Field",
    "FieldValue",
    "HostPosition",
    "HostRefusal",
    "Incident",
    "InvalidCase",
    "LeverChange",
    "LeverName",
    "MandateDeadline",
    "Measure",
    "MemberPosition",
    "Note",
    "Problem",
    "Restriction",
    "Settles",
    "SiteChange",
    "StatedStrength",
    "Statement",
    "TasksChange",
    "Term",
    "case_text",
    "case_yaml",
    "decisions_for",
    "draft_case",
    "facts_of",
    "fields_of",
    "filled_in",
    "kinds_of",
    "load_case",
    "paid_by_staff",
    "parse_case",
    "part_models",
    "plain_value",
    "read_form",
    "refused",
    "shipped_case",
    "shipped_cases",
    "standard_assumptions",
    "standard_options",
    "statement_fields",
    "term_of",
    "timelines",
    "title_of",
    "with_parts",
    "with_values",
    "without_part",
]

# The model of a case is checked by a library that takes half a second to load.
__getattr__ = lazy_face(
    __name__,
    {
        "bounds": ["KNOWN as ASSUMPTION_BOUNDS"],
        "change": [
            "CeilingChange",
            "Change",
            "ContributorChange",
            "LeverChange",
            "SiteChange",
            "TasksChange",
        ],
        "decisions": [
            "Decision",
            "ENDING",
            "SETTLES",
            "Settles",
            "Term",
            "WITHOUT_DRAFT",
            "decisions_for",
            "refused",
            "term_of",
        ],
        "draft": ["draft_case"],
        "draft_state": ["DraftState"],
        "edits": ["with_parts", "with_values", "without_part"],
        "field_words": ["LISTS"],
        "fields": ["Field", "FieldValue", "facts_of", "fields_of", "kinds_of", "title_of"],
        "file": ["case_text"],
        "kinds": ["part_models"],
        "load": ["load_case", "parse_case"],
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
            "Note",
            "Restriction",
            "StatedStrength",
            "Statement",
        ],
        "names": ["shipped_case", "shipped_cases"],
        "parts": ["LeverName"],
        "problems": ["InvalidCase", "Problem"],
        "standard": [
            "EXTENSION_MONTHS",
            "STANDARD_ASSUMPTIONS",
            "paid_by_staff",
            "standard_assumptions",
            "standard_options",
            "timelines",
        ],
        "tree": ["plain_value"],
        "statement_form": ["AS_READ", "filled_in", "read_form", "statement_fields"],
        "write": ["case_yaml"],
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)
