"""What keeps a text from being YAML, in plain words and by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import yaml

from peaceops.case.problems import PRINTED, Problem
from peaceops.characters import control_characters, printable

_LINE_BREAKS = re.compile("\r\n?")
_UNFIT = re.compile("[\ud800-\udfff\u2028\u2029]|(?<!^)\ufeff")
# Blanks that look like a space and are none to YAML, where YAML wants one.
_ODD_BLANK = re.compile(r"(?m)^ *(- )?[\w-]*:?[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]")
_SHOWN = 60  # characters of a line
_COLON = "put the whole value in quotes if it holds a colon and a blank, or mend the indentation"
_QUOTE_SIGN = "put the value in quotes: it begins with a sign that means something in YAML"
# Words of the parser, those of its C form first; the first that matches counts.
_IN_WORDS = (
    ("mapping values are not allowed", "a colon stands where none can", _COLON),
    (
        "unexpected end of stream",
        "a quotation mark that opens here is never closed",
        "close it, or leave it out",
    ),
    (
        "could not find expected ':'|found unexpected ':'",
        "this line is no `key: value`",
        "write a colon and a blank after the key",
    ),
    (
        "did not find expected key|<block end>|<block mapping",
        "this line does not fit the lines before it",
        "mend the indentation; close a quotation at its end, and put nothing after it",
    ),
    (
        "expected '-' indicator|block sequence entries",
        "this line does not fit the list it stands in",
        "begin each item with `- `, all at the same depth",
    ),
    ("expected ',' or", "a list or group in brackets is not closed", "close it with ] or }"),
    (
        "node content",
        "a value is missing here, or a bracket before it is not closed",
        "close it with ] or }, or put the value in quotes",
    ),
    ("cannot start any token", "a sign stands here that can begin no value", _QUOTE_SIGN),
    (
        "alphabetic or numeric|while scanning an? (anchor|alias)",
        "a value begins with & or *",
        _QUOTE_SIGN,
    ),
    (
        "escape character|hexdecimal|hexadecimal|Unicode character",
        "a backslash in quotes is followed by a sign that YAML does not know",
        "write \\\\ for a backslash, or use single quotes",
    ),
    ("tag|directive|incompatible YAML", "a type (!) or a % line stands here", "leave it out"),
    ("document", "something stands before or after the document", "leave out `---` and `...`"),
)


def with_plain_breaks(text: str) -> str:
    """Leave out a mark at the start, and end each line in one way."""
    return _LINE_BREAKS.sub("\n", text.removeprefix("\ufeff"))


def unfit_characters(text: str) -> Iterator[Problem]:
    """Characters that no case may hold, by line."""
    if not (control_characters(text) or _UNFIT.search(text)):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        signs = control_characters(line)
        signs += [f"U+{ord(sign):04X}" for sign in dict.fromkeys(_UNFIT.findall(line))]
        if signs:
            yield Problem(
                number,
                "",
                f"holds {_some(signs)}, which cannot be seen and harms where it is shown",
                "delete it, and write the line anew if it was pasted",
            )


def without_unfit(text: str) -> str:
    """Put a blank where a character is unfit, so that the rest can be checked."""
    return _UNFIT.sub(" ", text)


def syntax_problems(error: yaml.YAMLError, text: str) -> Iterator[Problem]:
    """The lines that explain why a text cannot be read."""
    odd = [
        text.count("\n", 0, match.start()) + 1
        for match in islice(_ODD_BLANK.finditer(text), PRINTED)
    ]
    for number in odd:
        yield Problem(
            number,
            "",
            "a non-breaking or other special blank stands where YAML needs a plain one",
            "write a plain blank",
        )
    if odd:
        return
    problem = str(getattr(error, "problem", None) or error)
    number = min(_line(error, problem), text.rstrip().count("\n") + 1)
    line = next(islice(text.split("\n", number), number - 1, None), "")[:_SHOWN]
    if line.lstrip(" ").startswith("\t") or "'\\t'" in problem:
        yield Problem(
            number, "", "a tab indents this line, and YAML knows only blanks", "write blanks"
        )
        return
    for words, what, remedy in _IN_WORDS:
        if re.search(words, problem):
            yield Problem(number, "", f"is not valid YAML: {what}{_seen(line)}", remedy)
            return
    yield Problem(
        number,
        "",
        f"is not valid YAML{_seen(line)}",
        "check the indentation, the quotes and the brackets of this line",
    )


def _line(error: yaml.YAMLError, problem: str) -> int:
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if context is not None and ("end of stream" in problem or "expected ',' or" in problem):
        mark = context
    return int(mark.line) + 1 if mark is not None else 1


def _seen(line: str) -> str:
    text = printable(line.strip())
    return f" ({text}{'…' if len(line) == _SHOWN else ''})" if text else ""


def _some(signs: list[str]) -> str:
    more = f" and {len(signs) - 5} more" if len(signs) > 5 else ""
    return ", ".join(signs[:5]) + more
