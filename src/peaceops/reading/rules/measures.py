"""Measures someone proposes: host forces, neighbours, the peace process, support from abroad."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.reading.proposal import Proposal
from peaceops.reading.text import Text

_DO = (
    r"(?:strengthen|bolster|build|boost|enhanc|improv|train|equip|reform|support|reinforc|develop|"
    r"promot|increas|encourag|foster|deepen|expand|step up|stepping up)\w*"
)
# A lever, and words for it; the first that fit count.
_LEVERS = (
    (
        "host forces",
        re.compile(
            rf"\b(?:{_DO})\b[^.;,]{{0,60}}?\b(?:security (?:forces|services|sector)|"
            rf"armed forces|army|national police|"
            r"police(?! officers)|military)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "regional cooperation",
        re.compile(
            rf"\b(?:{_DO}\s+)?(?:greater |closer |increased |stronger )?(?:regional|cross-border|"
            r"sub-regional) (?:cooperation|partnerships?|coordination|integration)\b"
            r"|\bcollaboration among neighbou?r\w*\b[^.;,]{0,20}"
            rf"|\b(?:{_DO}) cooperation (?:between|among|with) [^.;,]{{2,50}}?neighbou?r\w*"
            r"|\bneighbou?r(?:s|ing (?:states|countries)) (?:should|must|need to) [^.;,]{4,60}",
            re.IGNORECASE,
        ),
    ),
    (
        "peace process",
        re.compile(
            rf"\b(?:{_DO}\s+)?(?:a |an )?(?:(?:inclusive|sustainable|credible|national|"
            rf"genuine|political|"
            r"intercommunal|and)\s+)*(?:peace process(?:es)?|dialogue|reconciliation)\b"
            r"(?: (?:among|between|with) [^.;,]{2,40})?"
            r"|\bengag\w+ all stakeholders\b",
            re.IGNORECASE,
        ),
    ),
    (
        "international support",
        re.compile(
            rf"\b(?:provid\w+|offer\w*|give|giving|"
            rf"{_DO})\b[^.;,]{{0,30}}?\b(?:technical assistance|advisory "
            r"support|capacity-building|financial support|support and assistance|funding)\b"
            r"|\b(?:should|must) (?:lead on |increase |provide |contribute )?(?:the )?funding\b"
            r"|\b(?:donors?|partners) (?:should|must)[^.;,]{0,30}\b(?:fund|finance|pay)\w*\b",
            re.IGNORECASE,
        ),
    ),
    (
        "host forces",
        re.compile(
            r"\b(?:army|(?:national )?police|gendarmerie|armed forces|security (?:sector|forces|"
            r"services))\b(?! (?:officers|personnel|component))[^.;,]{0,30}?\b"
            r"(?:needs?|must|should|ought|is|are) (?:to )?(?:be )?(?:doubled|rebuilt|trained|"
            r"reformed|paid|equipped|strengthened|expanded|vetted)\b"
            r"|\b(?:train|pay|equip|reform|rebuild|support|vet|fund)\w*\b[^.;]{0,50}?\b(?:army|"
            r"(?:national )?police|gendarmerie|armed forces|security (?:sector|forces|services))\b"
            r"(?! (?:officers|personnel|component))",
            re.IGNORECASE,
        ),
    ),
    (
        "regional cooperation",
        re.compile(
            r"\b(?:states|countries|governments) (?:of|in) the region\b[^.;]{0,60}"
            r"|\b(?:neighbou?rs|neighbou?ring (?:states|countries))\b[^.;,]{0,25}?\b"
            r"(?:stop|end|halt|cooperate|close|patrol|share|work)\w*\b[^.;,]{0,40}",
            re.IGNORECASE,
        ),
    ),
    (
        "peace process",
        re.compile(
            r"\b(?:resum|open|re-?launch|hold|begin|start|return|finali[sz]|implement|conclud|"
            r"respect|sign|engag)\w*\b[^.;,]{0,50}?\b(?:negotiations?|talks|dialogue|peace "
            r"(?:agreement|accord|deal)|cease-?fire|reconciliation|security arrangements)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "international support",
        re.compile(
            r"\b(?:donors?|partners|the international community|member states)\b[^.;,]{0,20}?"
            r"\b(?:deliver|provide|release|disburse|honour|pledge|increase)\w*\b[^.;,]{0,20}?"
            r"\b(?:funds?|funding|money|aid|support|pledges|assistance)\b[^.;,]{0,40}",
            re.IGNORECASE,
        ),
    ),
)
_WANTED = re.compile(
    r"\b(?:should|must|needs? to|ought to|is essential|are essential|is crucial|"
    r"are crucial|is vital|"
    r"are vital|imperative|(?:is|are) necessary|could include|can (?:chart|shift|help|"
    r"gradually|collectively)|"
    r"recommends?|urges?|calls? (?:for|upon|on)|encourag\w+|important to|unless)\b",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(?:mandate|authori[sz]\w*|aim of|tasked|welcom\w+|recall\w+)\b", re.IGNORECASE
)
_DONE = re.compile(r"\b(?:rejected|turning to|turned to|accused|failed|broke)\b")


def find(text: Text) -> Iterator[Proposal]:
    """One measure for each lever that a sentence says should be pulled."""
    for low, high in text.sentences:
        sentence = text.plain[low:high]
        wanted = _WANTED.search(sentence)
        if not wanted or _LAW.search(sentence) or _DONE.search(sentence):
            continue
        taken: list[str] = []
        for lever, pattern in _LEVERS:
            match = pattern.search(sentence) if lever not in taken else None
            if match:
                taken.append(lever)
                start, end = _clause(sentence, match)
                yield text.propose(
                    "measure",
                    (low + start, low + end),
                    value=lever,
                    modality="demanded",
                    confidence=0.75,
                )


def _clause(sentence: str, match: re.Match[str]) -> tuple[int, int]:
    """The match with a "should", "is essential" directly beside it."""
    after = re.match(
        r"\s*[^.;,]{0,40}?\b(?:is|are) (?:also )?(?:essential|crucial|vital|necessary)\b"
        r"(?: for [^.;,]{2,50})?",
        sentence[match.end() :],
    )
    end = match.end() + after.end() if after else match.end()
    before = re.search(
        r"[^.;,]{0,60}\b(?:should|must)\s+(?:\w+\s+){0,2}$", sentence[: match.start()]
    )
    return (before.start() if before else match.start()), end
