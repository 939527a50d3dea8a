"""What named speakers say of the mission, in their own words."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.reading.proposal import Proposal
from peaceops.reading.text import Text

_LEAST = 4  # words; a shorter quotation is a word of the clause around it


def find(text: Text) -> Iterator[Proposal]:
    """Direct quotations with a speaker that bear on the mission, the Council or the host."""
    for quote in text.quotes:
        words = text.plain[quote.start : quote.end].split()
        low, high = text.sentence_at(quote.start)
        if quote.speaker is None:
            continue
        short = len(words) < _LEAST
        context = text.plain[max(low, quote.start - 200) : min(high, quote.end + 200)]
        consent = short and "consent" in context
        if short and not consent:
            continue
        named = text.within(text.mentions, quote.start, quote.end)
        official = any(office.name == quote.speaker for office in text.offices)
        if (
            not named
            and not official
            and not text.language.terms.search(text.plain[quote.start : quote.end])
            and not consent
        ):
            continue
        span = (low, high) if short else (quote.start, quote.end)
        when = text.when(quote.start, quote.end, (low, max(high, quote.end)))
        yield text.propose(
            "report",
            span,
            when=when,
            speaker=quote.speaker,
            modality="asserted",
            confidence=0.85,
        )
