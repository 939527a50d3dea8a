"""Values of flags as people write them: persons, numbers and shares, or what is wrong with them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from peaceops.errors import CaseError

MOST = 100_000
"""Persons that a flag may name."""
Read = TypeVar("Read")


class Problem(NamedTuple):
    """One flag that cannot be read.

    Attributes:
        flag: The flag, as ``--leaves``.
        value: What stood after it.
        what: What is wrong.
        remedy: What to write.
        cause: The likely cause, where there is one.
    """

    flag: str
    value: str
    what: str
    remedy: str
    cause: str = ""

    def __str__(self) -> str:
        cause = f" Likely cause: {self.cause}." if self.cause else ""
        return f"{self.flag} {self.value!r}: {self.what}.{cause} What to do: {self.remedy}"


class Note(NamedTuple):
    """What a user must know of a flag that was read.

    Attributes:
        flag: The flag.
        text: A sentence.
    """

    flag: str
    text: str


class Wrong(Exception):  # noqa: N818 - caught where a flag is read
    """What is wrong with a value, and what to write."""

    def __init__(self, what: str, remedy: str, cause: str = "") -> None:
        super().__init__(what)
        self.what, self.remedy, self.cause = what, remedy, cause


def tried(problems: list[Wrong], read: Callable[[], Read]) -> Read | None:
    """Read a part of a value; what is wrong with it is added to the problems."""
    try:
        return read()
    except Wrong as wrong:
        problems.append(wrong)
        return None


def raise_all(problems: Sequence[Wrong]) -> None:
    """Raise the problems of one value as one."""
    if not problems:
        return
    raise Wrong(
        "; ".join(wrong.what for wrong in problems),
        "; ".join(dict.fromkeys(wrong.remedy for wrong in problems)),
        "; ".join(wrong.cause for wrong in problems if wrong.cause),
    )


def persons(text: str) -> int:
    """A number of persons, with or without commas."""
    plain = re.sub(r"[, ]", "", text)
    if not plain.isdecimal():
        raise Wrong(f"{text.strip()!r} is no number of persons", "write digits, as 2300")
    if not 0 < int(plain) <= MOST:
        raise Wrong(f"{int(plain):,} is no number of persons", f"write 1 to {MOST:,}")
    return int(plain)


def number(text: str, unit: str) -> float:
    """A number in a unit; a share may be written in per cent."""
    plain = text.strip().replace(",", "")
    percent = plain.endswith("%") and unit == "share"
    try:
        amount = float(plain.removesuffix("%")) if plain.isascii() else math.nan
    except ValueError:
        amount = math.nan
    if not math.isfinite(amount):
        raise Wrong(f"{text.strip()!r} is no number", "write digits, as 0.5")
    return amount / 100 if percent else amount


def share(text: str) -> float:
    """A share from 0 to 1, or in per cent."""
    certainty = number(text, "share")
    if not 0 <= certainty <= 1:
        raise Wrong(f"{text.strip()!r} is no certainty from 0 to 1", "write 0.9, or 90%")
    return certainty


def check_assumption(content: dict[str, object]) -> None:
    """Refuse a planning assumption that no case may hold."""
    from pydantic import ValidationError

    from peaceops.case import Assumption

    try:
        Assumption.model_validate(content)
    except ValidationError as error:
        context = error.errors()[0].get("ctx", {})
        raise Wrong(
            str(context.get("what", "cannot be")), str(context.get("remedy", "check the number"))
        ) from error


def as_error(problems: Sequence[Problem]) -> CaseError:
    """All problems as one error."""
    first = problems[0]
    if len(problems) == 1:
        return CaseError(
            first.what,
            where=f"{first.flag} {first.value!r}",
            cause=first.cause or None,
            remedy=first.remedy,
        )
    lines = "\n".join(str(problem) for problem in problems)
    return CaseError(f"{len(problems)} problems in what is supposed\n{lines}")
