"""Options: the status quo plus changes, compared over the same months."""

from peaceops.options.bases import BaseOutcome
from peaceops.options.case_check import check_case
from peaceops.options.compare import Comparison, OptionResult, compare
from peaceops.options.from_case import (
    declared,
    departures,
    signatories,
    stated_strength,
)
from peaceops.options.inputs import Inputs, council_kind, gather_inputs
from peaceops.options.report import as_json
from peaceops.options.status_quo import StatusQuo, status_quo

__all__ = [
    "BaseOutcome",
    "Comparison",
    "Inputs",
    "OptionResult",
    "StatusQuo",
    "as_json",
    "check_case",
    "compare",
    "council_kind",
    "declared",
    "departures",
    "gather_inputs",
    "signatories",
    "stated_strength",
    "status_quo",
]
