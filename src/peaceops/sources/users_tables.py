"""Tables that a user writes: mandates, ceilings and hosts' requests, in layouts of our own.

Votes reach as far as their publisher's last release; a user often knows more: last week's renewal,
a ceiling that falls in July, a letter of a host. Written into a file of one of these layouts it is
read like any other file, and goes before what ships with the package. ``peaceops data template``
writes a file of each layout to begin from.

Every layout has a column ``reason``: it says where the row is from, with the document's symbol.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peaceops.domain.bounds import MISSION
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

USERS = Publication(
    id="user-tables",
    title="Mandates, ceilings and hosts' requests added by the user",
    publisher="the user who built the edition",
    licence="not stated; facts with the documents that the user names",
    citation="added by the user who built the edition, from the documents named in each row",
    url="a file of your own: `peaceops data template mandates`",
)

KINDS = ("establish", "renew", "rollover", "amend", "terminate", "other", "none")
MANDATES = ("mission", "resolution", "date", "kind", "until", "withdrawn_by", "reason")
CEILINGS = ("mission", "resolution", "from", "ceiling_military", "ceiling_police", "reason")
REQUESTS = (
    "mission", "host", "asked", "precision", "act", "recognised",
    "outcome", "end", "decision", "decided", "reason",
)  # fmt: skip
OPEN, UNKNOWN = "open", "unknown"
RESOLUTION = r"^(?i)(?:S/RES/)?([0-9]{1,4})(?:\s*\([0-9]{4}\))?$"
DRAFT = r"^S/(?:[0-9]{4}/)?[0-9]+$"
_YES_NO = {"true": "true", "false": "false", "yes": "true", "no": "false"}


def read_mandates(path: Path) -> ParsedFile:
    """Read mandates into ``users.mandates``.

    Columns: mission; resolution (a number, or the symbol of a draft that was not adopted); date of
    the decision; kind (null: as its title says); until (null: as its title says) and open_ended;
    withdrawn_by, the day by which a withdrawal is to be over, or null; reason; row.

    Raises:
        SourceError: The file lacks a column, or has values that cannot be; all are listed.
    """
    sheet = read_sheet(path, MANDATES)
    open_ended = _set_aside(sheet, "until", OPEN)
    decided = sheet.date("date")
    until = sheet.date("until", nullable=True)
    withdrawn = sheet.date("withdrawn_by", nullable=True)
    kind = sheet.choice("kind", {name: name for name in KINDS}, nullable=True)
    sheet.reject_where(
        "until", until < decided, "lies before the day of the decision,",
        "check both dates", beside=decided,
    )  # fmt: skip
    sheet.reject_where(
        "withdrawn_by", withdrawn < until, "lies before the end of the mandate,",
        "check both dates", beside=until,
    )  # fmt: skip
    sheet.reject_where(
        "withdrawn_by", withdrawn.is_not_null() & (kind != "terminate").fill_null(True),
        "is the end of a withdrawal, and the decision ends no mission",
        "write terminate as its kind, or leave the cell empty",
    )  # fmt: skip
    frame = pl.DataFrame(
        {
            "mission": sheet.text("mission", nullable=False),
            "resolution": _resolution(sheet),
            "date": decided,
            "kind": kind,
            "until": until,
            "open_ended": open_ended,
            "withdrawn_by": withdrawn,
            "reason": sheet.text("reason", nullable=False),
            "row": sheet.frame["row"],
        }
    )
    return _parsed(sheet, "users.mandates", frame, ("mission", "resolution"))


def read_ceilings(path: Path) -> ParsedFile:
    """Read ceilings into ``users.ceilings``.

    Columns: mission; resolution; since, the day from which the ceiling holds (null: the day of the
    decision); ceiling_military and ceiling_police in persons, as text, ``unknown`` where a decision
    changed it to a figure that is not certain (null: as before); reason; row.

    Raises:
        SourceError: The file lacks a column, or has values that cannot be; all are listed.
    """
    sheet = read_sheet(path, CEILINGS)
    military, police = (_ceiling(sheet, name) for name in CEILINGS[3:5])
    sheet.reject_where(
        "ceiling_military", military.is_null() & police.is_null(),
        "is empty, and so is ceiling_police", "fill in one of the two, or leave the row out",
    )  # fmt: skip
    frame = pl.DataFrame(
        {
            "mission": sheet.text("mission", nullable=False),
            "resolution": _resolution(sheet),
            "since": sheet.date("from", nullable=True),
            "ceiling_military": military,
            "ceiling_police": police,
            "reason": sheet.text("reason", nullable=False),
            "row": sheet.frame["row"],
        }
    )
    return _parsed(sheet, "users.ceilings", frame, ("mission", "resolution", "since"))


def read_requests(path: Path) -> ParsedFile:
    """Read hosts' requests into ``users.requests``.

    Columns: mission; host (ISO 3); asked, the day of the act, and precision (``day``, ``month`` or
    ``year``); act (``request`` or ``restriction``); recognised; outcome (``left``, ``replaced``,
    ``stayed``, null while the Council has not decided), end of operations, decision (its symbol)
    and decided, its day; reason; row.

    Raises:
        SourceError: The file lacks a column, or has values that cannot be; all are listed.
    """
    sheet = read_sheet(path, REQUESTS)
    act_day, decided = sheet.date("asked"), sheet.date("decided", nullable=True)
    outcome = sheet.choice("outcome", _same("left", "replaced", "stayed"), nullable=True)
    end = sheet.date("end", nullable=True)
    sheet.reject_where(
        "outcome", outcome.is_not_null() & decided.is_null(), "has no day of the decision",
        "fill in the column decided, or leave outcome empty while nothing is decided",
    )  # fmt: skip
    for name, values in (("decided", decided), ("end", end)):
        sheet.reject_where(
            name, values.is_not_null() & outcome.is_null(), "is filled in without an outcome",
            "write left, replaced or stayed as the outcome",
        )  # fmt: skip
        sheet.reject_where(
            name, values < act_day, "lies before the day of the request,", "check both dates",
            beside=act_day,
        )  # fmt: skip
    frame = pl.DataFrame(
        {
            "mission": sheet.text("mission", nullable=False),
            "host": sheet.country("host"),
            "asked": act_day,
            "precision": sheet.choice("precision", _same("day", "month", "year")),
            "act": sheet.choice("act", _same("request", "restriction")),
            "recognised": sheet.choice("recognised", _YES_NO) == "true",
            "outcome": outcome,
            "end": end,
            "decision": _symbol(sheet.text("decision"), decided),
            "decided": decided,
            "reason": sheet.text("reason", nullable=False),
            "row": sheet.frame["row"],
        }
    )
    return _parsed(sheet, "users.requests", frame, ("mission", "asked"))


def _parsed(sheet: Sheet, kind: str, frame: pl.DataFrame, key: tuple[str, ...]) -> ParsedFile:
    sheet.settle()
    return sheet.parsed_file({kind: sheet.distinct(frame, key)})


def _same(*words: str) -> dict[str, str | None]:
    return {word: word for word in words}


def _set_aside(sheet: Sheet, column: str, word: str) -> pl.Series:
    """Tell where a column holds a word in place of a value, and leave those cells empty."""
    here = (sheet.frame[column].str.to_lowercase() == word).fill_null(False)
    sheet.frame = sheet.frame.with_columns(sheet.frame[column].set(here, None))
    return here


def _resolution(sheet: Sheet) -> pl.Series:
    text = sheet.text("resolution", nullable=False)
    number = text.str.extract(RESOLUTION)
    draft = text.str.to_uppercase()
    bad = text.is_not_null() & number.is_null() & ~draft.str.contains(DRAFT).fill_null(False)
    sheet.reject_where(
        "resolution", bad, "is neither a resolution nor a draft",
        "write 2790 or S/RES/2790 (2025), or the symbol of a draft such as S/2009/310",
    )  # fmt: skip
    return number.zip_with(number.is_not_null(), draft)


def _symbol(decision: pl.Series, decided: pl.Series) -> pl.Series:
    """A resolution as the votes name it, ``S/RES/2732 (2024)``; another document as it stands."""
    number = decision.str.extract(RESOLUTION)
    year = decided.dt.year().cast(pl.String)
    full = pl.select(pl.format("S/RES/{} ({})", number, year)).to_series()
    return full.zip_with(number.is_not_null() & year.is_not_null(), decision)


def _ceiling(sheet: Sheet, column: str) -> pl.Series:
    unknown = _set_aside(sheet, column, UNKNOWN)
    numbers = sheet.integer(column, minimum=0, maximum=MISSION, nullable=True).cast(pl.String)
    return numbers.set(unknown, UNKNOWN)


READERS = (
    Reader(USERS, "mandates of the user's own", frozenset(MANDATES), read_mandates),
    Reader(USERS, "ceilings of the user's own", frozenset(CEILINGS), read_ceilings),
    Reader(USERS, "hosts' requests of the user's own", frozenset(REQUESTS), read_requests),
)
