"""Options: the status quo plus changes, compared over the same months."""

from typing import TYPE_CHECKING

from peaceops.domain.lazy_face import lazy_face
from peaceops.options.bases import BaseOutcome
from peaceops.options.borrowed import Borrowed, NamedEffect
from peaceops.options.case_check import check_case
from peaceops.options.compare import Comparison, OptionResult, compare
from peaceops.options.from_case import (
    declared,
    departures,
    host_position,
    positions,
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
from peaceops.options.sensitivity import sensitivity
from peaceops.options.status_quo import StatusQuo, status_quo

if TYPE_CHECKING:
    from peaceops.options.estimation import estimates

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
    "estimates",
    "gather_inputs",
    "host_position",
    "positions",
    "published_effect",
    "published_effects",
    "sensitivity",
    "signatories",
    "stated_strength",
    "status_quo",
]

# What is estimated anew needs the libraries of estimation, which no comparison does.
__getattr__ = lazy_face(__name__, {"estimation": ["estimates"]})
