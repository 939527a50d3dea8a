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
from peaceops.options.likeliest import likeliest, likeliest_first, whole_odds
from peaceops.options.moves import MemberMove, Move, Run, Vote
from peaceops.options.published_effects import (
    PublishedEffect,
    check_effect,
    published_effect,
    published_effects,
)
from peaceops.options.quantities import figures_of_option, headings
from peaceops.options.report import as_json
from peaceops.options.sensitivity import LargestSwing, largest_swings, sensitivity
from peaceops.options.status_quo import StatusQuo, status_quo
from peaceops.options.supposed_case import Supposed, suppose
from peaceops.options.suppositions import (
    POSITIONS_IN_WORDS,
    Joining,
    Leaving,
    Stance,
    Suppositions,
)
from peaceops.options.unmoved import may_move, why_unmoved
from peaceops.options.what_if import WhatIf, as_things_are, what_if, what_if_case

if TYPE_CHECKING:
    from peaceops.options.estimation import estimates

__all__ = [
    "POSITIONS_IN_WORDS",
    "BaseOutcome",
    "Borrowed",
    "Comparison",
    "Inputs",
    "Joining",
    "LargestSwing",
    "Leaving",
    "MemberMove",
    "Move",
    "NamedEffect",
    "OptionResult",
    "PublishedEffect",
    "Run",
    "Stance",
    "StatusQuo",
    "Supposed",
    "Suppositions",
    "Vote",
    "WhatIf",
    "as_json",
    "as_things_are",
    "check_case",
    "check_effect",
    "compare",
    "council_kind",
    "declared",
    "departures",
    "estimates",
    "figures_of_option",
    "gather_inputs",
    "headings",
    "host_position",
    "largest_swings",
    "likeliest",
    "likeliest_first",
    "may_move",
    "positions",
    "published_effect",
    "published_effects",
    "sensitivity",
    "signatories",
    "stated_strength",
    "status_quo",
    "suppose",
    "what_if",
    "what_if_case",
    "whole_odds",
    "why_unmoved",
]

# What is estimated anew needs the libraries of estimation, which no comparison does.
__getattr__ = lazy_face(__name__, {"estimation": ["estimates"]})
