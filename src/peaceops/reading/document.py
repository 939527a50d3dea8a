"""A document that was read: its text, its hash and its day of publication."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

# Each sign becomes one sign, so that every offset in the plain text holds in the text itself.
_PLAIN = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2019": "'",
        "\u2018": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2011": "-",
        "\t": " ",
    }
)


# The mark of a footnote glued to a noun, to the end of a sentence, or in brackets.
_FOOTNOTE = re.compile(
    r"(?<=[a-z]{4})(?<!covid)\d{1,2}(?![\w%°-]|[.,]\d)|(?<=[^\W\d_]{3}[.,;])\d{1,3}(?=\s|$)|"
    r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:)\"']))[⁰¹²³⁴-⁹]{1,3}|(?<=[\w.,;\"')])\[\d{1,3}\]"
)


@dataclass(frozen=True)
class Document:
    """A text and what is known of it.

    Attributes:
        name: File name, as it is cited.
        text: The text; offsets count its Unicode code points from 0.
        published: Day of publication, against which "Friday" is resolved.
        media: ``text``, ``html``, ``pdf`` or ``docx``.
        notes: What the reading of the file had to leave out, for the user to see.
    """

    name: str
    text: str
    published: date
    media: str = "text"
    notes: tuple[str, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Hash of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def plain(self) -> str:
        """The text with plain quotes, dashes and spaces and without the marks of footnotes.

        It is sign for sign as long as the text: a mark becomes blanks.
        """
        text = self.text.translate(_PLAIN)
        return _FOOTNOTE.sub(lambda mark: " " * len(mark[0]), text)
