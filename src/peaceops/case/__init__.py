"""Cases: what the analyst knows and assumes about a mission on a date."""

from peaceops.case.draft import draft_case
from peaceops.case.file import case_text
from peaceops.case.load import load_case, parse_case, shipped_cases
from peaceops.case.model import Case, CaseOption, Departure, HostPosition, MemberPosition, Statement

__all__ = [
    "Case",
    "CaseOption",
    "Departure",
    "HostPosition",
    "MemberPosition",
    "Statement",
    "case_text",
    "draft_case",
    "load_case",
    "parse_case",
    "shipped_cases",
]
