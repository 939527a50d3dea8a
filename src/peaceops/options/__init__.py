"""Options: the status quo plus changes, compared over the same months."""

from peaceops.options.bases import BaseOutcome
from peaceops.options.borrowed import Borrowed, NamedEffect
from peaceops.options.case_check import check_case
from peaceops.options.compare import Comparison, OptionResult, compare
from peaceops.options.from_case import (
    declared,
    departures,
    signatories,
    stated_strength,
)
from peaceops.options.inputs import Inputs, council_kind, gather_inputs
from peaceops.options.published_effects import (
    PublishedEffect,
    check_effect,
    published_effect,
    published_effects,
)
from peaceops.options.report import as_json
from peaceops.options.status_quo import StatusQuo, status_quo

__all__ = [
    "BaseOutcome",
    "Borrowed",
    "Comparison",
    "Inputs",
    "NamedEffect",
    "OptionResult",
    "PublishedEffect",
    "StatusQuo",
    "as_json",
    "check_case",
    "check_effect",
    "compare",
    "council_kind",
    "declared",
    "departures",
    "gather_inputs",
    "published_effect",
    "published_effects",
    "signatories",
    "stated_strength",
    "status_quo",
]
