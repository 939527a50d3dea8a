"""Options: the status quo plus changes, compared over the same months."""

from peaceops.options.bases import BaseOutcome
from peaceops.options.compare import Comparison, OptionResult, compare
from peaceops.options.from_case import declared
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
    "compare",
    "council_kind",
    "declared",
    "gather_inputs",
    "status_quo",
]
