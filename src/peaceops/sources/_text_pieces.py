"""A document's pieces as its publisher splits it, before they become numbered paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from peaceops.characters import CONTROL
from peaceops.errors import SourceError
from peaceops.sources._content import AGAIN, DamagedFile, content_of
from peaceops.sources._json import parsed_json
from peaceops.sources._parsed_file import Repair
from peaceops.sources._problems import Problem, Problems, shown

FIELDS = frozenset({"text", "type", "paragraph_type", "prefix"})
"""What every piece has; files are recognised by it."""
TYPES = ("title", "frontmatter", "heading", "paragraph", "footer")
HALVES = ("preambular", "operative")
EMPTY = "no text, and no label"
NEW_TYPE = "a type of piece not met before: it is taken for a paragraph"
LINK = "the address of a link stands in the text"
_CONTROL = re.compile(f"[{CONTROL}]")
_LINK = re.compile(r"\[([^\[\]]*)\]\(https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*\)")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# Signs that mark a heading where the file was made from another format.
_MARKUP = re.compile(r"^#+ (.+)$|^=+ (.+?) =+$")
_SHOWN = 80


@dataclass(frozen=True)
class Piece:
    """A title, heading, paragraph or note of a document.

    Attributes:
        row: Its place in the file, from 1.
        text: Its text on one line.
        type: One of ``TYPES``.
        half: ``preambular`` or ``operative``, as the publisher says; ``""`` where it does not.
        label: The label before the text, such as ``36.`` or ``(a)``; ``""`` where there is none.
        verb: The verb it begins with, such as ``Decides``; ``""`` where none was seen.
        verb_half: The half in which such a verb stands; ``""`` where none was seen.
        language: ``french`` where the publisher says so.
    """

    row: int
    text: str
    type: str
    half: str = ""
    label: str = ""
    verb: str = ""
    verb_half: str = ""
    language: str = ""


def read_pieces(path: Path, *, any_type: bool = False) -> tuple[list[Piece], list[Repair]]:
    """Read the pieces of a file, with the repairs of their texts.

    Args:
        path: A JSON file.
        any_type: Take a piece of a type not met before for a paragraph and report it, as in a
            document whose paragraphs have no numbers of their own.

    Raises:
        DamagedFile: The file is no JSON, or no list of pieces.
        SourceError: A piece is not what its fields must hold; all are listed.
    """
    try:
        content = parsed_json(content_of(path))
    except ValueError as error:
        raise DamagedFile(f"is no JSON: {error}", where=path.name, remedy=AGAIN) from error
    if not isinstance(content, list) or not content:
        raise DamagedFile("holds no list of paragraphs", where=path.name, remedy=AGAIN)
    problems = Problems(path.name)
    repairs: list[Repair] = []
    if any_type:
        content, repairs = _of_known_types(path.name, content)
    pieces = [_piece(row, entry, problems) for row, entry in enumerate(content, start=1)]
    problems.settle()
    pieces, more = _cleaned(path.name, pieces)
    return pieces, [*repairs, *more]


def _of_known_types(file: str, content: list[Any]) -> tuple[list[Any], list[Repair]]:
    entries, repairs = [], []
    for row, entry in enumerate(content, start=1):
        type_ = entry.get("type") if isinstance(entry, dict) else None
        if isinstance(type_, str) and type_ and type_ not in TYPES:
            repairs.append(Repair(file, row, "type", shortened(type_), "paragraph", NEW_TYPE))
            entries.append({**entry, "type": "paragraph"})
        else:
            entries.append(entry)
    return entries, repairs


def shortened(text: str) -> str:
    """Cut a text for a list of repairs."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 4].rstrip() + " ..."


def _piece(row: int, entry: Any, problems: Problems) -> Piece:
    if not isinstance(entry, dict):
        problems.add(
            Problem(row, "", "is no paragraph with fields", "is no paragraph with fields", AGAIN)
        )
        return Piece(row, "", "paragraph")
    texts = {name: _text(row, name, entry.get(name), problems) for name in (*_NAMES, "text")}
    if "text" not in entry:
        problems.add(Problem(row, "text", "has no text", "has no text", AGAIN))
    if texts["type"] not in TYPES:
        _refuse(row, "type", texts["type"], f"is none of {', '.join(TYPES)}", problems)
    half = texts["paragraph_type"]
    if half not in ("", *HALVES):
        _refuse(row, "paragraph_type", half, f"is neither {' nor '.join(HALVES)}", problems)
    if control := _CONTROL.findall(texts["text"]):
        _refuse(row, "text", "", f"holds the control character U+{ord(control[0]):04X}", problems)
    return Piece(
        row=row,
        text=texts["text"],
        type=texts["type"],
        half=half,
        label=texts["prefix"].strip(),
        verb=texts["action_verb"].strip(" ,"),
        verb_half=texts["action_verb_type"],
        language=texts["language"],
    )


_NAMES = ("type", "paragraph_type", "prefix", "action_verb", "action_verb_type", "language")


def _text(row: int, name: str, value: Any, problems: Problems) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        _refuse(row, name, str(value), "is no text", problems)
        return ""
    return value


def _refuse(row: int, name: str, value: str, problem: str, problems: Problems) -> None:
    cause = "the publisher changed the layout, or the file was edited"
    problems.add(
        Problem(row, name, f"{shown(name, value or None)} {problem}", problem, AGAIN, cause)
    )


def _cleaned(file: str, pieces: Sequence[Piece]) -> tuple[list[Piece], list[Repair]]:
    """Put each text on one line, without addresses of links; leave out what has no text."""
    kept_pieces, repairs = [], []
    for piece in pieces:
        text = _LINK.sub(r"\1", piece.text)
        if text != piece.text:
            repairs.append(
                Repair(file, piece.row, "text", shortened(piece.text), shortened(text), LINK)
            )
        text = " ".join(_UNSEEN.sub("", text).split())
        text = _MARKUP.sub(lambda match: match[1] or match[2], text)
        if not text and not piece.label:
            repairs.append(Repair(file, piece.row, "*", piece.type, "(dropped)", EMPTY))
            continue
        kept_pieces.append(replace(piece, text=text))
    if not kept_pieces:
        raise SourceError("holds no text", where=file, remedy=AGAIN)
    return kept_pieces, repairs
