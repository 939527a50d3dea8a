"""How a command line is refused: everything that is wrong with it at once, in plain words."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

import typer
from typer.core import TyperCommand

from peaceops.errors import PeaceopsError

_PLAIN = (
    (r"Input should be a valid integer.*", "{value} is no whole number; write digits alone, as 12"),
    (r"Input should be a valid number.*", "{value} is no number; write digits, as 12 or 0.5"),
    (r"Input should be greater than or equal to (\S+)", r"{value} is too low; write \1 or more"),
    (r"Input should be less than or equal to (\S+)", r"{value} is too high; write \1 or less"),
    (r"Value error, ", ""),
    (r"path '(.+)' is not readable\.", r"this user may not read '\1'; check its rights"),
    (r"Option '(.+)' requires an argument\.", r"\1 needs a value after it; --help says which"),
    (
        r"Got unexpected extra argument\(s\) \((.*)\)",
        r"\1 is more than the command takes; --help says what it takes",
    ),
)
"""Words of the library that reads the command line, and ours."""


def conflicts(*problems: str | None) -> None:
    """Refuse a command for all that does not go together in it.

    Args:
        problems: What is wrong, each in a sentence; ``None`` where nothing is.

    Raises:
        typer.BadParameter: There is a problem; the refusal names every one.

    >>> conflicts(None, None)
    """
    wrong = [problem for problem in problems if problem]
    if len(wrong) == 1:
        raise typer.BadParameter(wrong[0])
    if wrong:
        raise _several(wrong)


def all_read(*readers: Callable[[], Any]) -> list[Any]:
    """What the words of several flags mean, each read by a function of its own.

    Raises:
        typer.BadParameter: Some are not understood; the refusal names every one.

    >>> all_read(lambda: int("12"), lambda: "renew")
    [12, 'renew']
    """
    from peaceops.questions import NotUnderstood

    meanings, wrong = [], []
    for read in readers:
        try:
            meanings.append(read())
        except typer.BadParameter as refusal:
            wrong.append(_in_list(refusal))
        except NotUnderstood as error:
            wrong.append(str(error))
        except PeaceopsError as error:
            wrong.append(f"{error.what}; {error.remedy}" if error.remedy else error.what)
    conflicts(*wrong)
    return meanings


def names_read(text: str, choices: Iterable[str], flag: str) -> list[str]:
    """The names that a flag lists with commas; ``all`` stands for every one.

    Raises:
        typer.BadParameter: Some are not known; the refusal names every one.

    >>> names_read("zero, last", ("zero", "last", "hurdle"), "--models")
    ['zero', 'last']
    """
    if text == "all":
        return list(choices)
    names = [name.strip() for name in text.split(",")]
    unknown = [repr(name) for name in names if name not in choices]
    if unknown:
        raise typer.BadParameter(
            f"{flag}: {', '.join(unknown)} is not one of {', '.join(choices)}"
            if len(unknown) == 1
            else f"{flag}: {', '.join(unknown)} are none of {', '.join(choices)}"
        )
    return names


def one_or_all(named: object, every: bool, what: str) -> str | None:
    """What is wrong where a command takes names, or ``--all`` and none.

    >>> one_or_all(["UNMISS"], True, "missions")
    'both missions and --all are given; leave one of them out'
    """
    if every == bool(named):
        both = f"both {what} and --all are given; leave one of them out"
        return both if every else f"name {what}, or give --all"
    return None


class Problems:
    """Errors of steps that do not rest on one another, so that a user is told all of them.

    >>> problems = Problems()
    >>> with problems.step():
    ...     raise PeaceopsError("no such mission", remedy="write another")
    >>> problems.tell()
    Traceback (most recent call last):
    peaceops.errors.PeaceopsError: no such mission
    What to do: write another
    """

    def __init__(self) -> None:
        self.errors: list[PeaceopsError] = []

    @contextmanager
    def step(self) -> Iterator[None]:
        """Go on after an error of this step, and keep it."""
        try:
            yield
        except PeaceopsError as error:
            if str(error) not in map(str, self.errors):
                self.errors.append(error)

    def tell(self) -> None:
        """Raise what was kept.

        Raises:
            PeaceopsError: The only error as it is; else one that holds all of them.
        """
        if len(self.errors) == 1:
            raise self.errors[0]
        if self.errors:
            texts = "\n".join("- " + str(error).replace("\n", "\n  ") for error in self.errors)
            raise PeaceopsError(f"{len(self.errors)} problems\n{texts}")


class Command(TyperCommand):
    """A command that tells everything that is wrong with its flags at once."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the flags.

        Raises:
            typer.BadParameter: Some are wrong; the refusal names every one.
        """
        try:
            return super().parse_args(ctx, list(args))
        except typer.BadParameter:
            refusals = self._refusals(ctx, args)
            if len(refusals) == 1:
                raise refusals[0] from None
            raise _several([_in_list(refusal) for refusal in refusals], ctx) from None

    def _refusals(self, ctx: Any, args: list[str]) -> list[typer.BadParameter]:
        """Every flag's refusal, in the order of help, each with what was written in its words."""
        values, rest, _order = self.make_parser(ctx).parse_args(args=list(args))
        refusals = []
        for parameter in self.get_params(ctx):
            try:
                _value, rest = parameter.handle_parse_result(ctx, values, rest)
            except typer.BadParameter as refusal:
                value = values.get(parameter.name)
                refusal.message = _plainly(refusal.message, value)
                if value is None and not refusal.message:  # it is missing: say what it is
                    refusal.message = getattr(parameter, "help", None) or ""
                refusals.append(refusal)
        return refusals


@contextmanager
def plain_refusals() -> Iterator[None]:
    """Word a refusal of the command line plainly; on a terminal, break it between words."""
    try:
        yield
    except typer.TyperException as error:
        error.message = _plainly(error.message, None)
        words = error.format_message()
        if sys.stderr.isatty():
            width = max(get_terminal_size().columns, 40)
            # "Error: " stands before the first line.
            first, *others = f"Error: {words}".splitlines()
            lines = [_filled(first, width), *(_filled(line, width, "  ") for line in others)]
            words = "\n".join(lines).removeprefix("Error: ")
            error.format_message = lambda: words  # type: ignore[method-assign]
        raise


def _plainly(message: str, value: object) -> str:
    """The library's words in ours, with what was written where it is at hand."""
    shown = "this" if value is None else repr(value)
    for theirs, ours in _PLAIN:
        match = re.search(theirs, message)
        if match is not None:
            words = match.expand(ours).replace("{value}", shown)
            message = message[: match.start()] + words + message[match.end() :]
    return message


def _in_list(refusal: typer.BadParameter) -> str:
    """A refusal as a line of a list, beginning with the flag that it is about."""
    words = refusal.format_message().removeprefix("Invalid value: ")
    return re.sub(r"^Invalid value for '(.+?)': ", r"\1: ", words)


def _several(problems: list[str], ctx: Any = None) -> typer.BadParameter:
    words = "\n".join([f"{len(problems)} problems with the command", *problems])
    error = typer.BadParameter(words, ctx=ctx)
    error.format_message = lambda: words  # type: ignore[method-assign]
    return error


def _filled(line: str, width: int, indent: str = "") -> str:
    return fill(
        line,
        width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
