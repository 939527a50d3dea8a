"""Pieces of a document become paragraphs with a role, a number and a level.

Numbers are made from the labels, outermost first: ``36 (a) (iii)``. The publisher's levels are not
read: a list of items that it took for headings leaves those below it one level too deep.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from peaceops.sources._parsed_file import Repair
from peaceops.sources._text_pieces import Piece, shortened

RULE = "a rule across the page, not text"
ITEM = "an item of a list that the publisher took for a heading"
UNSAID = "no half is stated after the first operative paragraph: operative"
AFTER = "called preambular after the first operative paragraph, with no verb of the preamble"
REQUEST = "called preambular, with a verb of the operative part and no operative paragraph at all"
SECOND_LABEL = "a label stands in the text after the paragraph's own"

_ANNEX = re.compile(r"^(annex|appendix|enclosure|attachment)\b", re.IGNORECASE)
_RULE = re.compile(r"^[-_=*\s]{2,}$")
_LABELLED = re.compile(r"^\(([a-z]{1,2}|[ivx]+)\)\s*(?=\S)")
_OPENS = re.compile(r"^(acting|determining)\b.*,$", re.IGNORECASE)
_VERB = re.compile(r"^(\w{3,}(s|ing|de|uve|nde|ie)|also|further)$")
_QUOTED = re.compile(r"^[“\"«]?\s*(The (Security )?Council|Le Conseil)\b")


@dataclass(frozen=True)
class TextParagraph:
    """A paragraph of a document.

    Attributes:
        row: Its place in the file.
        role: ``title``, ``front``, ``heading``, ``preambular``, ``operative``, ``body``, ``annex``
            or ``foot``.
        number: Its number as it is cited, such as ``36 (a)``; ``None`` where it has none.
        level: How deep it stands in the list, from 1; ``None`` outside lists.
        verb: The verb it begins with, in small letters; ``None`` where none was seen.
        text: Its text.
    """

    row: int
    role: str
    number: str | None
    level: int | None
    verb: str | None
    text: str


def resolution_paragraphs(
    file: str, pieces: Sequence[Piece]
) -> tuple[list[TextParagraph], list[Repair]]:
    """Paragraphs of a resolution: preambular, operative, and of its annexes.

    Args:
        file: Name of the file, for repairs.
        pieces: Its pieces.

    Returns:
        The paragraphs, and the repairs of what the publisher says of them.
    """
    repairs: list[Repair] = []
    roles: list[tuple[Piece, str]] = []
    state = _State(any(piece.half == "operative" for piece in pieces))
    for piece in pieces:
        if _RULE.match(piece.text) and not piece.label:
            repairs.append(_repair(file, piece, "*", piece.text, "(dropped)", RULE))
            continue
        role, used = state.role_of(file, _with_second_label(file, piece, repairs), repairs)
        roles.append((used, role))
    return _numbered(roles), repairs


def statement_paragraphs(pieces: Sequence[Piece]) -> list[TextParagraph]:
    """Paragraphs of a document that has no operative part: a statement, a letter, a report."""
    roles: list[tuple[Piece, str]] = []
    begun = False
    for piece in pieces:
        if _RULE.match(piece.text) and not piece.label:
            continue
        begun = begun or bool(_QUOTED.match(piece.text)) or piece.type == "paragraph"
        if piece.type == "footer":
            role = "foot"
        elif piece.type in ("heading", "title"):
            role = "heading" if roles else "title"
        elif piece.text.isupper() and len(piece.text.split()) <= 12 and begun:
            role = "heading"
        else:
            role = "body" if begun or len(piece.text) > 160 else "front" if roles else "title"
        roles.append((piece, role))
    return _numbered(roles)


@dataclass
class _State:
    """Where in a resolution the reading stands."""

    has_operative: bool
    operative: bool = False
    annex: bool = False

    def role_of(self, file: str, piece: Piece, repairs: list[Repair]) -> tuple[str, Piece]:
        if piece.type == "title":
            return "title", piece
        if piece.type == "footer":
            return "foot", piece
        if piece.type == "frontmatter":
            return ("annex" if self.annex else "front"), piece
        if piece.type == "heading":
            return self._heading(file, piece, repairs)
        if self.annex:
            return "annex", piece
        return self._paragraph(file, piece, repairs), piece

    def _heading(self, file: str, piece: Piece, repairs: list[Repair]) -> tuple[str, Piece]:
        if _ANNEX.match(piece.text):
            self.annex = True
        match = _LABELLED.match(piece.text)
        if match is None or self.annex or not self.operative:
            text = f"{piece.label} {piece.text}".strip() if piece.label else piece.text
            return "heading", replace(piece, label="", text=text)
        repairs.append(_repair(file, piece, "type", "heading", "operative", ITEM))
        return "operative", replace(piece, label=f"({match[1]})", text=piece.text[match.end() :])

    def _paragraph(self, file: str, piece: Piece, repairs: list[Repair]) -> str:
        if piece.half == "operative":
            self.operative = True
            return "operative"
        if not self.has_operative and piece.verb_half == "operative":
            repairs.append(_repair(file, piece, "paragraph_type", piece.half, "operative", REQUEST))
            self.operative = True
            return "operative"
        preamble = piece.verb_half == "preambular" and piece.text.endswith(",")
        if not self.operative or preamble or _OPENS.match(piece.text):
            return "preambular"
        reason = AFTER if piece.half else UNSAID
        repairs.append(
            _repair(file, piece, "paragraph_type", piece.half or "(empty)", "operative", reason)
        )
        return "operative"


def _with_second_label(file: str, piece: Piece, repairs: list[Repair]) -> Piece:
    """Give ``58. (a) Requests`` as paragraph 58 (a), and not with the label in its text."""
    match = _LABELLED.match(piece.text) if piece.label and piece.type == "paragraph" else None
    if match is None:
        return piece
    label = f"{piece.label} ({match[1]})"
    text = piece.text[match.end() :]
    repairs.append(
        _repair(file, piece, "prefix", f"{piece.label} | {shortened(piece.text)}", label,
                SECOND_LABEL)
    )  # fmt: skip
    verb = piece.verb.rpartition("\t")[2]
    return replace(piece, label=label, text=text, verb=verb)


def _repair(file: str, piece: Piece, column: str, before: str, used: str, reason: str) -> Repair:
    return Repair(file, piece.row, column, before or "(empty)", used, reason)


def _numbered(roles: Sequence[tuple[Piece, str]]) -> list[TextParagraph]:
    paragraphs = []
    labels = _Labels()
    part = ""
    for piece, role in roles:
        if role == "annex" and part != role:
            labels = _Labels()
        part = role if role != "heading" else part
        number, level = labels.take(piece.label) if piece.label else (None, None)
        if number is None and role == "operative" and labels.depth:
            level = labels.depth + 1
        paragraphs.append(
            TextParagraph(
                row=piece.row,
                role=role,
                number=number,
                level=level,
                verb=_verb(piece) if role in ("preambular", "operative") else None,
                text=piece.text or piece.label,
            )
        )
    return paragraphs


def _verb(piece: Piece) -> str | None:
    """The verb in small letters; what the publisher took for one and is none is left out."""
    words = piece.verb.lower().split()
    return words[0] if words and _VERB.match(words[0]) else None


_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^\d{1,3}[.)]?$")),
    ("decimals", re.compile(r"^\d{1,3}(\.\d{1,3})+\.?$")),
    ("bracketed number", re.compile(r"^\(\d{1,3}\)$")),
    ("small letter", re.compile(r"^\(?[a-z]{1,2}[.)]$")),
    ("small Roman", re.compile(r"^\(?[ivx]+[.)]$")),
    ("capital Roman", re.compile(r"^\(?(?:[IVX]+|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])[.)]?$")),
    ("capital letter", re.compile(r"^\(?[A-Z][.)]?$")),
    ("dash", re.compile(r"^\W$")),
)


class _Labels:
    """The labels that a paragraph stands under, outermost first."""

    def __init__(self) -> None:
        self._stack: list[tuple[str, str]] = []
        self._dashes = 0

    @property
    def depth(self) -> int:
        return len(self._stack)

    def take(self, label: str) -> tuple[str, int]:
        """Number and level of a paragraph with a label, which may be two in one: ``58. (a)``."""
        for part in label.split():
            self._take_part(part)
        return " ".join(shown for _style, shown in self._stack), self.depth

    def _take_part(self, label: str) -> None:
        style = self._style(label)
        self._dashes = self._dashes + 1 if style == "dash" else 0
        shown = label.rstrip(".")
        if style == "dash":
            shown = f"– {self._dashes}"
        elif style in ("small letter", "small Roman"):
            shown = f"({label.strip('().')})"
        if style == "decimals":
            self._stack = [(style, shown)]
            return
        styles = [name for name, _ in self._stack]
        if style == "number" or (style.startswith("capital") and "(" not in label):
            self._stack = []
        elif style in styles:
            self._stack = self._stack[: styles.index(style)]
        self._stack.append((style, shown))

    def _style(self, label: str) -> str:
        styles = [name for name, pattern in _STYLES if pattern.match(label)]
        if not styles:
            return "dash"
        if len(styles) == 1 or "small Roman" not in styles:
            return styles[0]
        return "small letter" if self._follows(label) else "small Roman"

    def _follows(self, label: str) -> bool:
        """Tell whether ``(i)`` is the letter after ``(h)`` and not the first of a list below."""
        letter = label.strip("().")
        before = next((shown.strip("()") for style, shown in reversed(self._stack)
                       if style == "small letter"), "")  # fmt: skip
        in_romans = any(style == "small Roman" for style, _ in self._stack)
        if letter == "i":
            return before == "h"
        if letter in ("v", "x"):
            return before == chr(ord(letter) - 1) and not in_romans
        return False
