"""The three types of organised violence, as UCDP defines them, and their sum."""

from __future__ import annotations

STATE_BASED, NON_STATE, ONE_SIDED = "state_based", "non_state", "one_sided"
VIOLENCE_TYPES = (STATE_BASED, NON_STATE, ONE_SIDED)
ALL_TYPES = "all_types"
TARGETS = (*VIOLENCE_TYPES, ALL_TYPES)
"""What is forecast: each type, and their sum."""
IN_WORDS = {
    STATE_BASED: "state-based violence",
    NON_STATE: "non-state violence",
    ONE_SIDED: "one-sided violence",
    ALL_TYPES: "organised violence",
}
