"""How far a command is, on stderr: a bar on a terminal, a line now and then in a pipe or a file."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import console

if TYPE_CHECKING:
    from rich.console import Console

PAUSE = 5.0
"""Seconds between two lines in a pipe: a log must stay readable."""
Step = Callable[[str, int, int], None]
"""Told of a stage: its name, how many are done, and how many there are."""
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]


@contextmanager
def progress(title: str, *, quiet: bool = False) -> Iterator[Step]:
    """Show progress on stderr while the block runs; gives a function of stage, done and all.

    Args:
        title: What is under way, until the first stage.
        quiet: Show nothing.
    """
    screen = console(stderr=True)
    if quiet:
        yield _say_nothing
    elif screen.is_terminal:
        with _bar(title, screen) as step:
            yield step
    else:
        with _lines(title, screen) as step:
            yield step


def _say_nothing(_stage: str, _done: int, _every: int) -> None:
    """Take a stage and show nothing of it."""


@contextmanager
def _bar(title: str, screen: Console) -> Iterator[Step]:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
        console=screen,
        transient=True,
    ) as bar:
        task = bar.add_task(title, total=None)

        def step(stage: str, done: int, every: int) -> None:
            bar.update(task, description=stage[-60:], completed=done, total=every)

        yield step


@contextmanager
def _lines(title: str, screen: Console) -> Iterator[Step]:
    """Print the stage under way every few seconds, if it is another than the one printed last."""
    start = time.monotonic()
    stages = [title]
    over = threading.Event()

    def print_stages() -> None:
        printed = ""
        while not over.wait(PAUSE):
            stage = stages[-1]
            if stage != printed:
                seconds = f"{time.monotonic() - start:.0f} s"
                screen.print(f"{seconds:>6}  {stage}", soft_wrap=True, markup=False)
                printed = stage

    def step(stage: str, done: int, every: int) -> None:
        stages[:] = [f"{stage} ({done + 1} of {every})" if every > 1 and done < every else stage]

    printer = threading.Thread(target=print_stages, daemon=True)
    printer.start()
    try:
        yield step
    finally:
        over.set()
        printer.join()
