"""A second process of the desk: what takes seconds is worked out there, beside quick pages.

A process of Python does one thing at a time. Where briefs are composed in the process that answers
readers, every page waits for them; apart, they wait only for each other.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from peaceops.edition import Edition, open_edition
from peaceops.errors import EditionError
from peaceops.process_limits import few_pools
from peaceops.web.kept import BusyError
from peaceops.web.memory import give_back

NAME = "peaceops-briefs"
RENEWED_AFTER = 400
"""Answers after which the process is ended and begun anew, with the memory that it holds."""
VIEWS = 2
"""Views of the edition that it keeps."""
LONGEST = 240.0
"""Seconds in which an answer must come; a process that gives none is ended."""
KINDNESS = 5
"""How far it stands back where both processes want the same core (``nice``)."""
T = TypeVar("T")


class SecondProcess:
    """Answers questions about an edition, one after the other, in the order they were asked.

    It is begun with the first question unless that is done before, and begun anew if it ends.

    Args:
        edition: What it is asked about. If the folder was rebuilt since the edition was opened,
            questions are answered in this process, which holds the tables that it began with.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._turns = ThreadPoolExecutor(1, "second-process")
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._answers = 0
        self._is_closed = False

    def begin(self) -> None:
        """Begin the process now, and not with the first question; nobody waits for it."""
        self._turns.submit(self._asked, (_take_in, (), {}))

    def ask(self, question: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """The answer to a question; it waits for those that were asked before.

        Args:
            question: A function of a module, which takes the edition first.
            arguments: Its other arguments; they and the answer travel between the processes.
            named: Arguments by name.

        Raises:
            BusyError: The process ended twice before it answered, or gave no answer in time.
        """
        order = (question, arguments, named)
        answer, problem = self._turns.submit(self._asked, order).result()
        if isinstance(problem, RebuiltError):
            return question(self._edition, *arguments, **named)
        if problem is not None:
            raise problem
        return answer  # type: ignore[no-any-return]

    def close(self) -> None:
        """End the process; what it works on is lost."""
        self._is_closed = True
        self._turns.shutdown(wait=False, cancel_futures=True)
        if (process := self._process) is not None:
            process.kill()

    def _asked(self, order: tuple[Any, ...]) -> tuple[Any, Exception | None]:
        for _ in range(2):
            with suppress(EOFError, OSError):
                line = self._begun()
                line.send(order)
                if not line.poll(LONGEST):
                    break
                self._answers += 1
                answer: tuple[Any, Exception | None] = line.recv()
                return answer
            self._end()
        self._end()
        return None, BusyError(
            "the process that works out briefs ended before it answered",
            cause="the system stopped it, as it does where memory is short",
            remedy="ask again in a few seconds",
        )

    def _begun(self) -> Connection:
        if self._is_closed:
            raise EOFError
        if self._answers >= RENEWED_AFTER:
            self._end()
        if self._line is None:
            spawned = get_context("spawn")  # a copy of a process with threads may hang
            self._line, theirs = spawned.Pipe()
            self._process = spawned.Process(
                target=_answer_all,
                args=(theirs, str(self._edition.folder), self._edition.manifest.seal),
                name=NAME,
                daemon=True,
            )
            self._process.start()
            theirs.close()
        return self._line

    def _end(self) -> None:
        process, line = self._process, self._line
        self._process, self._line, self._answers = None, None, 0
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            process.join()


class RebuiltError(Exception):
    """The folder of the edition holds another one by now."""


def _answer_all(line: Connection, folder: str, seal: str) -> None:
    """Answer questions about an edition until the process that asks is no more."""
    # Ctrl+C ends the process that asks, and with it the line.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(OSError, AttributeError):  # not every system has it
        os.nice(KINDNESS)
    few_pools(2)
    edition: Edition | None = None
    with suppress(EOFError, OSError):
        while True:
            question, arguments, named = line.recv()
            try:
                edition = edition or _opened(folder, seal)
                line.send((question(edition, *arguments, **named), None))
            except Exception as problem:
                line.send((None, problem))
            give_back()


def _take_in(_edition: Edition) -> None:
    """What most questions need is imported, and the edition is read and checked before this."""
    import_module("peaceops.brief")


def _opened(folder: str, seal: str) -> Edition:
    try:
        edition = open_edition(folder, views_held=VIEWS)
        edition.content(next(iter(edition.manifest.tables)))  # reads and checks all of them
    except EditionError as error:
        raise RebuiltError from error
    if edition.manifest.seal != seal:
        raise RebuiltError
    return edition
