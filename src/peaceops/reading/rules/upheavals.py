"""Coups, outbreaks of fighting, and operations at a named place without a count of victims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.reading.people import NAME
from peaceops.reading.proposal import Proposal
from peaceops.reading.rules.incidents import BIASED, KILL, MONTHS
from peaceops.reading.text import Text

_COUP = re.compile(r"\b(?:coup(?: d'[eé]tat)?|putsch|military takeover)\b", re.IGNORECASE)
_RULED = re.compile(
    r"\bsince\b[^.;]{0,40}\bruled by (?:a |the )?(?:military )?junta", re.IGNORECASE
)
_SEIZED = re.compile(
    r"\b(?:seiz\w+|took|taken|assum\w+|gain\w+) (?:control|power)\b|\b(?:war|conflict|"
    r"fighting|insurgenc\w+|"
    r"rebellion|insurrection|uprising)\b[^.;]{0,30}?\b(?:broke|breaking|erupt\w+|"
    r"beg[au]n|start\w+)\b"
    r"|\b(?:broke out|erupted)\b",
    re.IGNORECASE,
)


def find(text: Text) -> Iterator[Proposal]:
    """Coups and outbreaks with a date, operations with a place and a date."""
    yield from _coups_and_outbreaks(text)
    yield from _reported(text)


def _coups_and_outbreaks(text: Text) -> Iterator[Proposal]:
    for pattern, value in ((_COUP, "coup"), (_RULED, "coup"), (_SEIZED, "outbreak")):
        for match in pattern.finditer(text.plain):
            low, high = text.sentence_at(match.start())
            near = text.within(
                text.dates, max(low, match.start() - 60), min(high, match.end() + 60)
            )
            if not near or (_COUP.search(text.plain[low:high]) and value == "outbreak"):
                continue
            when = min(near, key=lambda date: abs(date.start - match.start()))
            if when.first > text.document.published:
                continue
            start, end = min(match.start(), when.start), max(match.end(), when.end)
            yield text.propose(
                "incident",
                (max(low, start), min(high, end)),
                when=when,
                value=value,
                place=text.context.host,
                confidence=0.75,
            )


def _reported(text: Text) -> Iterator[Proposal]:
    """An operation or attack at a named place, without a count: "operation in Moura in 2022"."""
    pattern = re.compile(
        rf"\b(?:operation|attack|massacre|assault|killings?|raid) (?:in|at|on|"
        rf"near) (?P<place>{NAME})"
        r"(?: in| on)? "
    )
    for match in pattern.finditer(text.plain):
        low, high = text.sentence_at(match.start())
        place = match["place"]
        at = match.start("place")
        if any(
            mention.kind != "state" or mention.entry.how != "name"
            for mention in text.within(text.mentions, at, at + len(place))
        ):
            continue
        when = next(
            (
                date
                for date in text.within(text.dates, match.end() - 1, high)
                if date.start - match.end() < 6
            ),
            None,
        )
        counted = any(
            clause.lemma in KILL and clause.sentence == (low, high)
            for clause in text.within(text.clauses, low, high)
        )
        if (
            when is None
            or counted
            or place.split()[0] in MONTHS
            or BIASED.search(text.plain[low:high])
        ):
            continue
        yield text.propose(
            "incident",
            (match.start(), when.end),
            when=when,
            place=place,
            modality="reported",
            confidence=0.7,
        )
