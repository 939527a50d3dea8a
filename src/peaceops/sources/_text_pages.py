"""Resolutions whose file is a scanned page, or a print in lines, and not yet in paragraphs.

A page of the Council's yearly volume holds the end of one resolution, decisions, and the beginning
of another, often in two languages side by side. The resolution meant is cut out, in English where
the page has it, and split at its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from peaceops.sources._parsed_file import Repair
from peaceops.sources._text_pieces import Piece, shortened

BESIDE = "the page holds this beside the resolution"
FURNITURE = "a mark of the page, not of the text"
JOINED = "a line that goes on from the one before"
SPLIT = "the file does not say what the paragraph is: told from its number"

_HEADING = re.compile(
    r"^(?:r[eé]solution\s+(?P<number>\d{1,4})\s*\((?P<year>\d{4})\)\s*(?:\[?[*\d¹²³⁰-⁹]*\]?)"
    r"|(?P<number2>\d{1,4})\s*\((?P<year2>\d{4})\)\.\s*R[eé]solution\b.*)$",
    re.IGNORECASE,
)
_FRENCH = re.compile(r"résolution", re.IGNORECASE)
_ENDS = re.compile(r"^(Adopted|Adoptée?)\b|^D[eé]cisions?$")
_MARK = re.compile(
    r"^(<!--.*-->|[-_=]{2,}|United Nations S ?/RES/.*|Security Council|Distr\.:?.*|\d{1,3}/\d{1,3}"
    r"|\d{2}-\d{5}( \(E\))?( \d+/\d+)?|\d+/\d+ \d{2}-\d{5}|\d{7}|\[?S/\d+(/[\w.]+)*(, I+)?\]?"
    r"|S ?/RES/\d+ \(\d{4}\)\*?|-? ?\*? ?Reissued for technical reasons.*)$"
)
_NOTE = re.compile(
    r"^([¹²³⁰-⁹]+|\d{1,3})\s+(Ibid|See|Voir|Official Records|Documents officiels|Question"
    r"|R[eé]solutions?|One member|Two members|Un membre|The Council|Le Conseil|By its|Par sa)"
    r"|^[¹²³⁰-⁹]+\s"
)
_NUMBER = re.compile(r"^(\d{1,3}\.)\s+(?=\D)")
_ITEM = re.compile(r"^\(?([a-z]{1,2}|[ivx]+)\)\s+", re.IGNORECASE)
_SENTENCE_ENDS = (".", ";", ":", ",", "”", '."')
_OF_DAY = re.compile(r"^(of|du) \d+(er)? \w+ \d{4}$")
_COUNCIL = re.compile(r"^(The Security Council|Le Conseil de sécurité)[,.]?$")


@dataclass(frozen=True)
class Cut:
    """A resolution taken out of its page.

    Attributes:
        pieces: What belongs to it, with halves and labels.
        form: ``cut from a page`` or ``page``, where it could not be told apart.
        language: ``en`` or ``fr``.
        repairs: What was left out, joined and split.
    """

    pieces: list[Piece]
    form: str
    language: str
    repairs: list[Repair]


def is_page(pieces: Sequence[Piece]) -> bool:
    """Tell whether the publisher has not split a resolution, or only the page it stands on."""
    if any(piece.text.startswith("<!-- Page") for piece in pieces):
        return True
    return all(piece.type == "frontmatter" for piece in pieces)


def cut_from_page(file: str, pieces: Sequence[Piece], number: str, year: str) -> Cut:
    """Take a resolution out of the page or the print that its file holds.

    Args:
        file: Name of the file, for repairs.
        pieces: All pieces of it.
        number: Number of the resolution.
        year: Its year.
    """
    repairs: list[Repair] = []
    marked = [piece for piece in pieces if not _mark(piece)]
    repairs += [_dropped(file, piece, FURNITURE) for piece in pieces if _mark(piece)]
    headings = [
        (index, bool(_FRENCH.search(piece.text)))
        for index, piece in enumerate(marked)
        if _heading(piece) == (number, year)
    ]
    if not headings:
        body = [replace(piece, half="", label="", type="frontmatter") for piece in marked]
        return Cut(body, "page", "en", repairs)
    english = [index for index, french in headings if not french]
    begin, language = (english[0], "en") if english else (headings[0][0], "fr")
    inside = _inside(marked, begin, language, number, year)
    rows = {piece.row for piece in inside}
    repairs += [_dropped(file, piece, BESIDE) for piece in marked if piece.row not in rows]
    lines = _joined(file, inside, repairs)
    return Cut(_split(file, lines, repairs), "cut from a page", language, repairs)


def _mark(piece: Piece) -> bool:
    return bool(_MARK.match(piece.text) or _NOTE.match(piece.text)) or piece.type == "footer"


def _dropped(file: str, piece: Piece, reason: str) -> Repair:
    return Repair(file, piece.row, "*", shortened(piece.text), "(dropped)", reason)


def _heading(piece: Piece) -> tuple[str, str] | None:
    match = _HEADING.match(piece.text)
    if match is None:
        return None
    return match["number"] or match["number2"], match["year"] or match["year2"]


def _inside(
    pieces: Sequence[Piece], begin: int, language: str, number: str, year: str
) -> list[Piece]:
    """The pieces from a heading to the end of its resolution, those in the other language out."""
    inside = [pieces[begin]]
    for piece in pieces[begin + 1 :]:
        heading = _heading(piece)
        if heading is not None:
            if heading == (number, year):
                continue
            break
        other = "french" if language == "en" else "english"
        if piece.language == other and not _OF_DAY.match(piece.text):
            continue
        if _ENDS.match(piece.text) and len(inside) > 2:
            break
        inside.append(piece)
    return inside


def _joined(file: str, pieces: Sequence[Piece], repairs: list[Repair]) -> list[Piece]:
    """Join lines that go on from the line before."""
    lines: list[Piece] = []
    for piece in pieces:
        if lines and _goes_on(lines[-1], piece):
            before = lines[-1].text
            text = before[:-1] + piece.text if before.endswith("-") else f"{before} {piece.text}"
            lines[-1] = replace(lines[-1], text=text)
            repairs.append(_dropped(file, piece, JOINED))
        else:
            lines.append(piece)
    return lines


def _goes_on(before: Piece, piece: Piece) -> bool:
    if before.type in ("title", "heading") or _heading(before) or piece.type != before.type:
        return False
    if _COUNCIL.match(before.text) or _NUMBER.match(piece.text) or _ITEM.match(piece.text):
        return False
    if piece.label or _OF_DAY.match(before.text) or before.text.startswith("Adopted"):
        return False
    if piece.text[:1].islower():
        return True
    return not before.text.endswith(_SENTENCE_ENDS) and not _is_heading(before, piece)


def _is_heading(before: Piece, piece: Piece) -> bool:
    """Tell a heading without a mark: short, in capitals word by word, before a number."""
    words = before.text.split()
    return bool(_NUMBER.match(piece.text)) or (
        len(words) <= 6 and all(word[:1].isupper() or len(word) <= 3 for word in words)
    )


def _split(file: str, lines: Sequence[Piece], repairs: list[Repair]) -> list[Piece]:
    """Tell the halves by the numbers, and take the numbers off the texts."""
    pieces: list[Piece] = []
    begun = operative = False
    for line in lines:
        if _COUNCIL.match(line.text):
            begun = True
        if not begun:
            pieces.append(replace(line, type="title" if _heading(line) else "frontmatter"))
            continue
        long_heading = line.type == "heading" and len(line.text.split()) > 8
        numbered = _NUMBER.match(line.text)
        operative = operative or bool(numbered or line.label or long_heading)
        label, text = line.label, line.text
        match = numbered or (_ITEM.match(text) if operative else None)
        if match is not None and not label:
            label, text = match[0].strip(), text[match.end() :]
        half = "operative" if operative else "preambular"
        short = not label and len(text.split()) <= 8 and text[-1:].isalnum()
        short = short and not _COUNCIL.match(text)
        kind = "heading" if short else "paragraph"
        pieces.append(replace(line, type=kind, half=half, label=label, text=text))
        if line.half != half or line.type != kind:
            repairs.append(
                Repair(file, line.row, "paragraph_type", line.half or line.type, half, SPLIT)
            )
    return _verbs(pieces)


def _verbs(pieces: Sequence[Piece]) -> list[Piece]:
    """Give operative paragraphs the verb they begin with."""
    return [
        replace(piece, verb=piece.text.split()[0].strip(","))
        if piece.half == "operative" and piece.type == "paragraph" and not piece.verb
        and re.match(r"^\d", piece.label) and piece.text
        else piece
        for piece in pieces
    ]  # fmt: skip
