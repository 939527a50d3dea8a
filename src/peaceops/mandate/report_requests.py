"""What the Council asks the Secretary-General to report on, and when, read from its resolutions.

A paragraph is cut into what the Council does one after the other: it requests, further requests,
expresses. Of these, a request counts that goes to the Secretary-General, that asks for a report,
briefing, update or review for the Council, and that says when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import polars as pl

from peaceops.domain.figures import Evidence
from peaceops.domain.messages import message, run_together
from peaceops.edition import KnownRows
from peaceops.mandate.report_days import ReportDays, read_days
from peaceops.mandate.texts import MandateText, Paragraph, mandate_text, texts_on_record

_VERBS = (
    "requests|asks|invites|encourages|calls|expresses|stresses|underscores|underlines|emphasi[sz]es"
    "|welcomes|notes|takes|urges|decides|recalls|reiterates|reaffirms|affirms|looks|demands"
    "|recogni[sz]es|commends|authori[sz]es|supports|acknowledges|directs|strongly"
)
_CUT = re.compile(
    rf"(?:^|[,;.] ?(?:and )?|\band )(?:in (?:this|that) regard,? |accordingly,? |also |further "
    rf"|again |continues to |strongly )*(?=(?:{_VERBS})\b)",
    re.IGNORECASE,
)
_ADDRESSEE = r"(?:the )?(?:secretary[-\s‑–]general|united nations\b(?! mission))"
_ASKED = re.compile(
    rf"^(?:requests?|asks|invites|directs) (?:also |further |in this regard,? )?(?:that )?,? ?"
    rf"{_ADDRESSEE}(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_FROM = re.compile(
    r"^requests (?P<before>[^,;]{0,60}\b(?:reports?|updates?|briefings?|assessments?)) from "
    rf"{_ADDRESSEE}(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_KINDS = re.compile(
    r"\b(?<!the )(?P<review>(?:strategic|independent|comprehensive|further) (?:\w+ )?review)\b"
    r"|\b(?P<evaluation>evaluation)\b|\b(?<!the )(?P<assessment>(?:technical |joint )?assessment)\b"
    r"|\b(?<!the )(?P<plan>(?:transition|drawdown|exit|withdrawal) (?:plan|strategy))\b"
    r"|\b(?P<briefing>brief(?:ings?|s)?)\b"
    r"|\b(?P<report>reports?|reporting|informed|inform|appri[sz]ed)\b|\b(?P<update>updates?|updated)\b"
    r"|\b(?P<recommendations>recommendations|options|proposals)\b",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"\b(?:reports?|reporting|brief(?:s|ings?)?|updates?|inform(?:ed)?|submit|present|provide"
    r"|appri[sz]ed|review|assessment|evaluation)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\bto (?!the\b|be\b|this\b|its\b|his\b|all\b)[a-z]+")
_ELSEWHERE = re.compile(
    r"\b(?:to|with|by) the (?:\w+ )?(?:committee|general assembly|human rights council"
    r"|panel|peacebuilding commission)\b",
    re.IGNORECASE,
)
_COUNCIL = re.compile(r"\bcouncil\b", re.IGNORECASE)
_ADJUSTED = re.compile(r"\breporting requirements\b[^;]*\badjusted to (?P<period>[\w-]+ \w+)")
_LEADS = re.compile(
    r"\b(?:reports?|reporting|updates?|inform(?:ed)?)\b(?! by (?:the )?panel)[^:;]{0,120}:$",
    re.IGNORECASE,
)
_QUOTED = 400


@dataclass(frozen=True)
class ReportRequest:
    """A report that the Council asks for.

    Attributes:
        symbol: Of the resolution.
        adopted: Day of its adoption.
        paragraph: Number of the paragraph, such as ``58 (a)``.
        what: ``report``, ``briefing``, ``update``, ``strategic review`` and the like.
        days: When it is due, as far as the words say.
        words: The words that ask for it.
        evidence: The paragraph.
    """

    symbol: str
    adopted: date
    paragraph: str
    what: str
    days: ReportDays
    words: str
    evidence: Evidence

    @property
    def place(self) -> str:
        """Where it stands: ``S/RES/2759 (2024), paragraph 58 (a)``."""
        return message(
            "{symbol}, paragraph {paragraph}", symbol=self.symbol, paragraph=self.paragraph
        )


def requests_in(text: MandateText) -> tuple[ReportRequest, ...]:
    """The reports that a resolution asks the Secretary-General for.

    Args:
        text: The resolution.

    Returns:
        Requests that say when, those for regular reports included, in the order of the text; none
        where the text names no day of its adoption.

    >>> from peaceops.edition import open_edition
    >>> text = mandate_text(open_edition().as_of(date(2025, 1, 1)), "2759")
    >>> [(request.paragraph, request.what) for request in requests_in(text)][-1]
    ('58 (b)', 'evaluation')
    """
    if text.kind != "resolution" or text.date is None:
        return ()
    requests = []
    adopted, lead = text.date, ""
    for paragraph in text.operative():
        outermost = (paragraph.level or 1) == 1
        words = run_together(" ", paragraph.text.split())
        parts = list(_asked(words))
        if outermost:
            lead = parts[-1][1] if parts and _LEADS.search(words) else ""
        elif lead and not parts and read_days(lead, adopted) is None:
            # "Requests the following reports from the Secretary-General:" over a list of them.
            parts = [(words, f"{lead} {words}")]
        for quotation, request in parts:
            days = _days_of(request, adopted)
            if days is not None:
                requests.append(_request(text, paragraph, adopted, quotation, request, days))
    return tuple(requests)


def report_requests(view: KnownRows) -> pl.DataFrame:
    """Every report that the resolutions on record ask for, as a table.

    Args:
        view: The edition as known on a date.

    Returns:
        Columns ``symbol``, ``paragraph``, ``known_on`` (day of the adoption), ``what``, ``days``
        (those named, or the end of a span after the adoption), ``every`` and ``words``, with the
        paragraph's ``source`` and ``row``; oldest resolution first.

    Raises:
        MissingTableError: The edition holds no texts.
    """
    symbols = texts_on_record(view).filter(pl.col("kind") == "resolution")["symbol"].to_list()
    rows = [
        {
            "symbol": request.symbol,
            "paragraph": request.paragraph,
            "known_on": request.adopted,
            "what": request.what,
            "days": list(request.days.days),
            "every": request.days.every.words if request.days.every else None,
            "words": request.words,
            "source": request.evidence.files[0][0],
            "row": int(request.evidence.files[0][1]),
        }
        for symbol in symbols
        for request in requests_in(mandate_text(view, symbol))
    ]
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "symbol": pl.String, "paragraph": pl.String, "known_on": pl.Date, "what": pl.String,
        "days": pl.List(pl.Date), "every": pl.String, "words": pl.String, "source": pl.String,
        "row": pl.Int64,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema)


def _asked(words: str) -> Iterator[tuple[str, str]]:
    """Each request that goes to the Secretary-General: its words, and what is asked."""
    cuts = [match.end() for match in _CUT.finditer(words)]
    for start, end in pairwise([*cuts, len(words)]):
        part = words[start:end].strip(" ,;")
        adjusted = _ADJUSTED.search(part)
        if adjusted:
            yield part, message("report every {period}", period=adjusted["period"])
            continue
        match = _ASKED.match(part) or _FROM.match(part)
        if match is None:
            continue
        before = match.groupdict().get("before") or ""
        yield part, f"{before}{match['rest']}"


def _days_of(request: str, adopted: date) -> ReportDays | None:
    """When the report is due that a request asks for; ``None`` where it asks for none by a day."""
    days = read_days(request, adopted)
    if days is None or not _GIVES.search(request):
        return None
    if _ELSEWHERE.search(request) and not _COUNCIL.search(request):
        return None
    verbs = [match.start() for match in _VERB.finditer(request, 0, days.at)]
    if not days.regular and verbs and not _GIVES.search(request[verbs[-1] : days.at + 60]):
        # The day belongs to another verb: "to report on the efforts to hold elections by May".
        return None
    return days


def _request(
    text: MandateText,
    paragraph: Paragraph,
    adopted: date,
    quotation: str,
    request: str,
    days: ReportDays,
) -> ReportRequest:
    return ReportRequest(
        symbol=text.symbol,
        adopted=adopted,
        paragraph=paragraph.place,
        what=_what(request, days.at),
        days=days,
        words=quotation if len(quotation) <= _QUOTED else f"{quotation[:_QUOTED]} …",
        evidence=_evidence(text, paragraph),
    )


def _evidence(text: MandateText, paragraph: Paragraph) -> Evidence:
    rows = "" if paragraph.row is None else str(paragraph.row)
    files = tuple((file, rows) for file, _all_rows in text.evidence.files)
    return Evidence(
        "text_paragraphs", f"symbol {text.symbol}, paragraph {paragraph.place}", 1, files
    )


def _what(request: str, at: int) -> str:
    """The kind of report whose word stands nearest to the day."""
    words = [(abs(match.start() - at), match) for match in _KINDS.finditer(request)]
    if not words:
        return "report"
    match = min(words, key=lambda pair: pair[0])[1]
    kind = match.lastgroup or "report"
    return match[0].lower() if kind in ("review", "assessment", "plan") else kind
