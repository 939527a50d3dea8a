"""Characters that no record, case or document needs, and that harm where they are shown.

Control characters break terminals and PDF files; marks that turn the direction of writing make a
text look like another. A reader of data refuses them, a reader of documents cleans them.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff"
"""Control characters and turns of direction, as the inside of a class of a regular expression.

Tab, line feed and carriage return are not among them.
"""
_CONTROL = re.compile(f"[{CONTROL}]")
_ENDS = str.maketrans({"\n": "\\n", "\r": "\\r", "\t": "\\t"})


def control_characters(text: str) -> list[str]:
    r"""Name the control characters of a text, each once, in the order they stand in.

    >>> control_characters("MINUSMA\x07 and \x00")
    ['U+0007', 'U+0000']
    """
    return [f"U+{ord(sign):04X}" for sign in dict.fromkeys(_CONTROL.findall(text))]


def cleaned(text: str) -> str:
    r"""Replace every control character with a space.

    >>> cleaned("left\x1b[2Jover")
    'left [2Jover'
    """
    return _CONTROL.sub(" ", text)


def printable(text: str) -> str:
    r"""Write control characters and lone surrogates as escapes, for a terminal or a message.

    >>> printable("a\x1bb")
    'a\\x1bb'
    """
    return "".join(
        sign.encode("unicode_escape").decode()
        if _CONTROL.match(sign) or unicodedata.category(sign) == "Cs"
        else sign
        for sign in text
    )


def printable_name(name: str | Path) -> str:
    r"""Write the name of a file on one line: line ends and tabs as escapes too.

    >>> printable_name("a\x1b[2J\n.txt")
    'a\\x1b[2J\\n.txt'
    """
    return printable(str(name)).translate(_ENDS)
