"""Words that a line's end parts, joined again only where that surely gives a word."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from peaceops.reading.models import ENGLISH, FRENCH

_WORD = re.compile(r"[^\W\d_]+")
_PARTED = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{2,30})[-\u2010\u00ac][ \t]*\n[ \t]*([^\W\d_]{2,30})([^\s\w]*)[ \t]*"
)


def joined(text: str) -> str:
    r"""Join words that a hyphen at a line's end parts.

    A word is joined when it stands whole elsewhere in the text, or in the vocabulary of the
    packaged language models, or when its second part is no word by itself, as in a name. What else
    ends a line with a hyphen stays as it stands: the line that follows may be another column's.
    The line ends after the joined word.

    >>> joined("a visit to Tombouc-\ntou, and to with-\nwithdraw")
    'a visit to Tombouctou,\nand to with-\nwithdraw'
    """
    if not _PARTED.search(text):
        return text
    words = {word.lower() for word in _WORD.findall(_PARTED.sub(" ", text))}

    def known(word: str) -> bool:
        return word.lower() in words or word.lower() in _vocabulary()

    def mended(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        if not second[0].islower() or not first[-1].islower():
            return match[0]
        if known(second) and not known(first + second):
            return match[0]
        return f"{first}{second}{match[3]}\n"

    return _PARTED.sub(mended, text)


@cache
def _vocabulary() -> frozenset[str]:
    """Words that the packaged models know; none where they are not installed."""
    words: set[str] = set()
    for package in (ENGLISH, FRENCH):
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            for path in sorted(Path(folder).glob("*/vocab/strings.json")):
                listed = json.loads(path.read_text(encoding="utf-8"))
                words |= {word.lower() for word in listed if _WORD.fullmatch(word)}
    return frozenset(words)
