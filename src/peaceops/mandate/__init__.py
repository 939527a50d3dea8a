"""Mandates: their texts, what changed from one to the next, and the tasks they set."""

from peaceops.mandate.difference import Change, Difference, compare, difference
from peaceops.mandate.renewals import RenewalChanges, changes_since_last_renewal, renewals
from peaceops.mandate.texts import (
    MandateText,
    Paragraph,
    looks_like_a_symbol,
    mandate_text,
    texts_on_record,
)
from peaceops.mandate.words import Words

__all__ = [
    "Change",
    "Difference",
    "MandateText",
    "Paragraph",
    "RenewalChanges",
    "Words",
    "changes_since_last_renewal",
    "compare",
    "difference",
    "looks_like_a_symbol",
    "mandate_text",
    "renewals",
    "texts_on_record",
]
