"""Texts of mandates: which are on record, and their paragraphs with the numbers they have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from peaceops.domain.days import long_day
from peaceops.domain.figures import Evidence
from peaceops.domain.messages import message, run_together
from peaceops.edition import KnownRows
from peaceops.errors import MissingTableError, did_you_mean

COMPARED = ("preambular", "operative", "body", "annex")
"""Roles of paragraphs that say something; titles, headings and the top of a page do not."""
_COUNCIL = re.compile(r"^(The )?Security Council,?$")
_NUMBER = re.compile(r"^(?:s/)?(?:res/)?(\d{1,4})(?:\s*\(\s*(\d{4})\s*\))?$", re.IGNORECASE)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a document.

    Attributes:
        symbol: The document's.
        position: Its place in the text, from 1.
        role: ``preambular``, ``operative``, ``heading``, ``annex``, ``body``, ``title`` ...
        number: What it is cited by, ``36 (a) (iii)``; ``None`` where it has none.
        place: Where it stands, in words: its number, ``preamble 3`` or ``below 36 (d)``.
        level: How deep in a list, from 1; ``None`` outside lists.
        verb: The verb it begins with, such as ``decides``; ``None`` where there is none.
        heading: The heading it stands under; ``""`` where there is none.
        text: Its text.
        row: Its place in the publisher's file.
    """

    symbol: str
    position: int
    role: str
    number: str | None
    place: str
    level: int | None
    verb: str | None
    heading: str
    text: str
    row: int | None = None


@dataclass(frozen=True)
class MandateText:
    """A document of the Council.

    Attributes:
        symbol: Such as ``S/RES/2709 (2023)``.
        kind: ``resolution``, ``presidential statement``, ``letter``, ``report``, ``note`` or
            ``other``.
        date: Day of the adoption, statement or letter; ``None`` where the text names none.
        title: Its title.
        subject: What it is about, as the record of the Council's votes says; ``""`` where it is
            not on record there.
        language: ``en`` or ``fr``.
        form: ``paragraphs``, ``cut from a page``, or ``page``: a page from which it was not cut.
        paragraphs: All of them in order, titles and headings included.
        evidence: The rows they come from.
    """

    symbol: str
    kind: str
    date: date | None
    title: str
    subject: str
    language: str
    form: str
    paragraphs: tuple[Paragraph, ...]
    evidence: Evidence

    def paragraph(self, number: str) -> Paragraph | None:
        """The operative paragraph of a number, such as ``30`` or ``36 (a)``.

        Args:
            number: As it is cited; spaces do not matter.
        """
        wanted = re.sub(r"\s", "", number).casefold()
        return next(
            (
                paragraph
                for paragraph in self.paragraphs
                if paragraph.role == "operative"
                and re.sub(r"\s", "", paragraph.number or "").casefold() == wanted
            ),
            None,
        )

    def operative(self) -> Iterator[Paragraph]:
        """Its operative paragraphs, in order."""
        return (paragraph for paragraph in self.paragraphs if paragraph.role == "operative")


def mandate_text(view: KnownRows, symbol: str) -> MandateText:
    """The text of a document of the Council, as known on the view's date.

    Args:
        view: The edition as known on a date.
        symbol: Its symbol in any spelling: ``S/RES/2709 (2023)``, ``S/RES/2709`` or ``2709``.

    Returns:
        The document and its paragraphs.

    Raises:
        MissingTableError: The edition holds no such text, or it was not public on the date.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 12, 31))
    >>> if view.has("text_documents"):
    ...     assert "15 November 2024" in mandate_text(view, "2709").paragraph("30").text
    """
    documents = view.table("text_documents")
    row = documents.filter(pl.col("symbol") == _resolved(view, symbol)).row(0, named=True)
    rows = view.table("text_paragraphs").filter(pl.col("symbol") == row["symbol"])
    return MandateText(
        symbol=row["symbol"],
        kind=row["kind"],
        date=row["date"],
        title=row["title"],
        subject=_subject(view, row["symbol"]),
        language=row["language"],
        form=row["form"],
        paragraphs=tuple(_placed(rows.sort("position").to_dicts())),
        evidence=Evidence.of("text_paragraphs", f"symbol {row['symbol']}", rows),
    )


def texts_on_record(view: KnownRows) -> pl.DataFrame:
    """Documents whose text is on record on the view's date, oldest first.

    Args:
        view: The edition as known on a date.

    Returns:
        The columns of the table ``text_documents``.

    Raises:
        MissingTableError: The edition holds no texts.
    """
    return view.table("text_documents").sort("date", "symbol", nulls_last=True)


def has_text(view: KnownRows, symbol: str) -> bool:
    """Tell whether the text of a symbol was on record.

    Args:
        view: The edition as known on a date.
        symbol: The symbol as the record of decisions writes it.
    """
    return view.has("text_documents") and symbol in set(view.table("text_documents")["symbol"])


def symbol_of_number(view: KnownRows, number: int) -> str | None:
    """The symbol of the resolution of a number, where its text was on record."""
    begin = message("S/RES/{number} (", number=number)
    symbols = view.table("text_documents")["symbol"].to_list()
    return next((symbol for symbol in symbols if symbol.startswith(begin)), None)


def when(view: KnownRows) -> str:
    """The view's date as the end of a sentence; nothing where everything on record is asked."""
    return "" if view.as_of == date.max else message(" on {as_of}", as_of=long_day(view.as_of))


def looks_like_a_symbol(text: str) -> bool:
    """Tell a symbol, or the number of a resolution, from the name of a mission.

    >>> [looks_like_a_symbol(text) for text in ("2709", "S/RES/2709", "MINUSCA")]
    [True, True, False]
    """
    return bool(_NUMBER.match(text.strip())) or text.strip().casefold().startswith("s/")


def _resolved(view: KnownRows, wanted: str) -> str:
    """The symbol that a user means, as the table writes it."""
    symbols = view.table("text_documents")["symbol"].to_list()
    text = wanted.strip()
    match = _NUMBER.match(text)
    if match is not None:
        symbol = symbol_of_number(view, int(match[1]))
        if symbol is None:
            raise _lacking(view, f"S/RES/{int(match[1])}", symbols)
        if match[2] and message("({match})", match=match[2]) not in symbol:
            raise MissingTableError(
                f"there is no {text}; the resolution of that number is {symbol}",
                remedy=f"ask for {symbol}",
            )
        return symbol
    plain = {_plain(symbol): str(symbol) for symbol in symbols}
    if _plain(text) not in plain:
        raise _lacking(view, text, symbols)
    return plain[_plain(text)]


def _plain(symbol: str) -> str:
    return re.sub(r"\s", "", symbol).casefold()


def _lacking(view: KnownRows, wanted: str, symbols: list[str]) -> MissingTableError:
    number = re.search(r"^S/RES/(\d+)", wanted, re.IGNORECASE)
    if number is not None:
        near = sorted(
            (symbol for symbol in symbols if symbol.startswith("S/RES/")),
            key=lambda symbol: abs(int(symbol[6:].split()[0]) - int(number[1])),
        )[:3]
        hint = (
            message("The nearest that are: {near}.", near=run_together(", ", sorted(near)))
            if near
            else ""
        )
    else:
        hint = did_you_mean(wanted, symbols) or ""
    kinds = view.table("text_documents")["kind"].value_counts().sort("kind").rows()
    counted = run_together(
        ", ",
        (
            f"{count} {kind}s" if kind != "other" else message("{count} other", count=count)
            for kind, count in kinds
        ),
    )
    days = view.table("text_documents")["date"].drop_nulls()
    span = (
        message(", {sort} to {sort_2}", sort=days.sort()[0], sort_2=days.sort()[-1])
        if days.len()
        else ""
    )
    decided = view.has("decisions") and bool(
        view.table("decisions").filter(pl.col("decision").str.starts_with(f"{wanted} (")).height
    )
    return MissingTableError(
        f"the text of {wanted} was not on record{when(view)}"
        + (", though the vote on it was" if decided else ""),
        cause=f"the edition holds the texts of {counted}{span}" if counted else None,
        remedy=" ".join(
            part for part in (hint, "`peaceops mandate text --list` lists all; " + _ADD) if part
        ),
    )


_ADD = "add the document as a JSON file of paragraphs and run `peaceops data build`"


def _subject(view: KnownRows, symbol: str) -> str:
    if not view.has("decisions"):
        return ""
    rows = view.table("decisions").filter(pl.col("decision") == symbol)
    values = [rows[name][0] for name in ("title", "agenda_item", "topic") if rows.height]
    return str(next((value for value in values if value), ""))


def _placed(rows: list[dict[str, Any]]) -> Iterator[Paragraph]:
    """Give each paragraph the heading it stands under and a place that names it."""
    heading, last = "", ""
    counts = dict.fromkeys(COMPARED, 0)
    for row in rows:
        role, number = row["role"], row["number"]
        if role == "heading":
            heading = row["text"]
        place = ""
        if role in counts and not _COUNCIL.match(row["text"]):
            counts[role] += 1
            if role == "operative":
                place = number or (
                    message("below {last}", last=last)
                    if last
                    else message("operative {counts}", counts=counts[role])
                )
                last = number or last
            else:
                word = {"preambular": "preamble", "body": "paragraph"}.get(role, role)
                place = f"{word} {number or counts[role]}"
        yield Paragraph(
            symbol=row["symbol"],
            position=row["position"],
            role=role,
            number=number,
            place=place,
            level=row["level"],
            verb=row["verb"],
            heading="" if role == "heading" else heading,
            text=row["text"],
            row=row["row"],
        )


def compared(text: MandateText) -> list[Paragraph]:
    """The paragraphs of a text that are compared with another's."""
    return [
        paragraph for paragraph in text.paragraphs if paragraph.role in COMPARED and paragraph.place
    ]
