"""Texts of the Council's documents, one JSON file a document: its paragraphs in order.

A file is a list of pieces, each with text, type, half (preambular or operative), label and verb.
The symbol is told from the file's name (``S_RES_2709(2023).json``) or from the text. Resolutions
become preambular and operative paragraphs with the numbers they are cited by; in presidential
statements, letters and reports the publisher's halves mean nothing and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import polars as pl

from peaceops.domain.days import MONTH_NAMES
from peaceops.errors import SourceError
from peaceops.sources._content import DamagedFile
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._text_pages import cut_from_page, is_page
from peaceops.sources._text_paragraphs import (
    TextParagraph,
    resolution_paragraphs,
    statement_paragraphs,
)
from peaceops.sources._text_pieces import FIELDS, Piece, read_pieces

PUBLICATION = Publication(
    id="un-texts",
    title="Texts of Security Council documents, in paragraphs",
    publisher="United Nations; split into paragraphs by the Executive Office of the "
    "Secretary-General",
    licence="official documents of the United Nations, which may be redistributed; the text in "
    "force is the one that the United Nations issues",
    citation="United Nations Security Council, the document's symbol",
    url="https://documents.un.org",
)

_FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_NUMBER_OF = {
    name.lower(): number
    for names in (MONTH_NAMES, _FRENCH_MONTHS)
    for number, name in enumerate(names, start=1)
}
_DAY = r"(\d{1,2})(?:er)? (" + "|".join(_NUMBER_OF) + r")(?: (\d{4}))?"
_LETTER = re.compile(r"letter[s]? dated " + _DAY, re.IGNORECASE)
_ADOPTED = re.compile(r"adopted .{0,80}?\bon " + _DAY, re.IGNORECASE)
_OF = re.compile(r"(?:^|\. r[eé]solution )(?:of|du) " + _DAY + "$", re.IGNORECASE)
_ON = re.compile(r"\bon " + _DAY, re.IGNORECASE)
_ALONE = re.compile(rf"^{_DAY}$", re.IGNORECASE)
_MEETING = re.compile(rf"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? {_DAY}", re.IGNORECASE)
_OTHER_ORGAN = re.compile(r"^(?:A|E|ST|T)[_/-](?:RES|C|HRC|INF|\d)[\w.()/-]*?(?=\.json|$)")
_ITEM = re.compile(r"\bitem (?:entitled|titled) [“\"](.+?)[”\"](?=[,.;]|\s|$)")
_TOP = 16
_MOST_TITLE = 300

_SYMBOLS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "S/RES/{0} ({1})",
        re.compile(r"S[ _/-]{1,2}RES[ _/-](\d{1,4})[ _-]?\((\d{4})\)", re.IGNORECASE),
    ),
    ("S/PV.{0}", re.compile(r"S[ _/-]PV[ ._-]{1,2}(\d{1,5})(?!\d)", re.IGNORECASE)),
    ("S/PRST/{0}/{1}", re.compile(r"S[ _/-]PRST[ _/-](\d{4})[ _/-](\d{1,3})", re.IGNORECASE)),
    (
        "S/{0}/{1}",
        re.compile(
            r"(?<![A-Z])S[_/-](\d{2,5})[_/-]((?:\d{1,4}|(?:REV|ADD|CORR)\.?\d+)"
            r"(?:[_/-](?:REV|ADD|CORR)\.?\d+)?)(?!\d)",
            re.IGNORECASE,
        ),
    ),
)
_PART = re.compile(r"(rev|add|corr)\.?(\d+)", re.IGNORECASE)
_RESOLUTION = re.compile(r"^resolution (\d{1,4}) \((\d{4})\)", re.IGNORECASE)


@dataclass(frozen=True)
class Symbol:
    """A document's symbol.

    Attributes:
        text: As it is written, ``S/RES/2709 (2023)``.
        number: Number within its series, ``2709``; empty where it has none.
        year: The year in it; ``None`` where it has none, as in ``S/96/Rev.7``.
    """

    text: str
    number: str
    year: int | None

    @property
    def is_resolution(self) -> bool:
        """Whether it is a resolution's."""
        return self.text.startswith("S/RES/")


def read_text(path: Path) -> ParsedFile:
    """Read a document into ``texts.documents``, one row, and ``texts.paragraphs``, a row each.

    Columns of documents: symbol, kind, date (``None`` where the text names none), year (of the
    symbol), title, language, form, row. Columns of paragraphs: symbol, position, role, number,
    level, verb, text, row.

    Raises:
        DamagedFile: The file is no list of paragraphs.
        SourceError: A field is not what it must hold, or the document's symbol is not certain.
    """
    by_name = symbol_in(path.name)
    if by_name is None and (other := _OTHER_ORGAN.search(path.name)):
        raise DamagedFile(
            f"is a document of another organ than the Security Council ({other[0]})",
            where=path.name,
            remedy="leave it; documents of the Council are read, such as S_RES_2709(2023).json",
        )
    pieces, repairs = read_pieces(path, any_type=by_name is not None and not by_name.is_resolution)
    symbol = _symbol(path.name, pieces)
    form, language = "paragraphs", "en"
    top = pieces
    if symbol.is_resolution:
        if is_page(pieces):
            cut = cut_from_page(path.name, pieces, symbol.number, str(symbol.year))
            pieces, form, language = cut.pieces, cut.form, cut.language
            repairs += cut.repairs
            top = pieces if form != "page" else []
        if form == "page":
            paragraphs = statement_paragraphs(pieces)
        else:
            paragraphs, more = resolution_paragraphs(path.name, pieces)
            repairs += more
    else:
        paragraphs = statement_paragraphs(pieces)
    kind = _kind(symbol, pieces)
    documents = pl.DataFrame(
        {
            "symbol": [symbol.text],
            "kind": [kind],
            "date": [_date(kind, symbol, top)],
            "year": [symbol.year or _last_year(pieces)],
            "title": [_title(kind, symbol, pieces)],
            "language": [language],
            "form": [form],
            "row": [1],
        },
        schema_overrides={"date": pl.Date, "year": pl.Int64},
    )
    return ParsedFile(
        {"texts.documents": documents, "texts.paragraphs": _frame(symbol, paragraphs)}, repairs
    )


def symbol_in(text: str) -> Symbol | None:
    """The symbol that a text holds, written as the Council writes it.

    Args:
        text: A symbol in any spelling, or the name of a file.

    >>> symbol_in("S_RES_2709(2023).json").text, symbol_in("S_96_REV.7").text
    ('S/RES/2709 (2023)', 'S/96/Rev.7')
    """
    for form, pattern in _SYMBOLS:
        match = pattern.search(text)
        if match is not None:
            return _symbol_of(form, match)
    return None


def _symbol_of(form: str, match: re.Match[str]) -> Symbol:
    first = match[1]
    if "PV" in form:
        return Symbol(form.format(int(first)), first, None)
    second = match[2]
    if "RES" in form:
        return Symbol(form.format(int(first), second), str(int(first)), int(second))
    second = _PART.sub(lambda part: part[1].capitalize() + "." + part[2], second)
    second = second.replace("_", "/").replace("-", "/")
    year = int(first) if len(first) == 4 and 1946 <= int(first) <= 2099 else None
    return Symbol(form.format(first, second), second.partition("/")[0], year)


def _symbol(file: str, pieces: Sequence[Piece]) -> Symbol:
    """Tell the symbol from the file's name, or from the text where the name has none."""
    by_name = symbol_in(file)
    titles = [
        Symbol(f"S/RES/{int(match[1])} ({match[2]})", str(int(match[1])), int(match[2]))
        for match in (_RESOLUTION.match(piece.text) for piece in pieces[:_TOP])
        if match is not None
    ]
    if by_name is None:
        by_text = titles or [
            symbol
            for symbol in (symbol_in(p.text) for p in pieces[:_TOP] if len(p.text) < 40)
            if symbol is not None
        ]
        if by_text:
            return by_text[0]
        raise SourceError(
            "neither the file's name nor its first lines name the document",
            where=file,
            cause="the file was renamed",
            remedy="name the file by the document's symbol, such as S_RES_2709(2023).json or "
            "S_PRST_2024_7.json",
        )
    if len(titles) == 1 and not is_page(pieces) and titles[0] != by_name:
        raise SourceError(
            f"the file's name says {by_name.text} and its title {titles[0].text}",
            where=file,
            cause="the file was renamed, or holds another document",
            remedy="name it by the document that it holds",
        )
    return by_name


def _kind(symbol: Symbol, pieces: Sequence[Piece]) -> str:
    if symbol.is_resolution:
        return "resolution"
    if symbol.text.startswith("S/PRST/"):
        return "presidential statement"
    top = " ".join(piece.text for piece in pieces[:_TOP]).casefold()
    if _LETTER.search(" ".join(piece.text for piece in pieces[:4])) or "letter dated" in top[:300]:
        return "letter"
    if "report of the secretary-general" in top[:600]:
        return "report"
    return "note" if "note by the" in top[:300] else "other"


def _date(kind: str, symbol: Symbol, pieces: Sequence[Piece]) -> date | None:
    """The day of adoption, of the statement, or of the letter."""
    texts = [piece.text for piece in pieces[:_TOP]]
    joined = " ".join(texts)[:2000]
    if kind == "resolution":
        matches = [*map(_OF.search, texts[:4]), _ADOPTED.search(joined)]
    elif kind == "presidential statement":
        matches = [_ON.search(text) for text in texts[:4]]
    else:
        matches = [*map(_ALONE.match, texts)]
        if symbol.text.startswith("S/PV."):
            matches.extend(map(_MEETING.search, texts))
        if kind == "letter":
            matches.append(_LETTER.search(joined))
    return next((day for day in (_day(match, symbol) for match in matches) if day), None)


def _day(match: re.Match[str] | None, symbol: Symbol) -> date | None:
    if match is None:
        return None
    year = int(match[3]) if match[3] else symbol.year
    try:
        return date(year, _NUMBER_OF[match[2].lower()], int(match[1])) if year else None
    except ValueError:
        return None


def _last_year(pieces: Sequence[Piece]) -> int | None:
    """The year of a document whose symbol has none: the last that its first lines name."""
    top = " ".join(piece.text for piece in pieces[:_TOP])
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d{2}\b", top)]
    return max(years, default=None)


def _title(kind: str, symbol: Symbol, pieces: Sequence[Piece]) -> str:
    if kind == "resolution":
        return f"Resolution {symbol.number} ({symbol.year})"
    texts = [piece.text for piece in pieces[:_TOP]]
    if kind == "presidential statement":
        items = (_ITEM.search(text) for text in texts[:4])
        return next((match[1] for match in items if match), texts[0])
    letter = next((text for text in texts if text.casefold().startswith("letter dated")), None)
    return letter or next((text for text in texts if text[0].isalpha()), texts[0])[:_MOST_TITLE]


def _frame(symbol: Symbol, paragraphs: Sequence[TextParagraph]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"symbol": symbol.text, "position": position, **asdict(paragraph)}
            for position, paragraph in enumerate(paragraphs, start=1)
        ],
        schema={
            "symbol": pl.String,
            "position": pl.Int64,
            "role": pl.String,
            "number": pl.String,
            "level": pl.Int64,
            "verb": pl.String,
            "text": pl.String,
            "row": pl.Int64,
        },
    )


READERS: tuple[Reader, ...] = (
    Reader(PUBLICATION, "documents in paragraphs", FIELDS, read_text, (".json",)),
)
