"""The desk behind the pages: one edition, the cases of a folder, and answers kept for a while."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.requests import Request

from peaceops.edition import Edition, View, find_mission
from peaceops.questions import NotUnderstood, day_meant
from peaceops.web.cases.shelf import Shelf, StoredCase
from peaceops.web.kept import Gate, Kept
from peaceops.web.rules import Rules

if TYPE_CHECKING:
    from peaceops.brief import Brief
    from peaceops.domain.mission import Mission
    from peaceops.options import Run
    from peaceops.web.second_process import SecondProcess

__all__ = ["Desk", "Kept", "desk_of"]

FIRST_DAY = date(1994, 1, 1)
"""The first day that a desk can be asked about."""
BRIEFS, ANSWERS = 24, 400
"""Composed briefs and other answers that are kept."""
T = TypeVar("T")


class Desk:
    """What every page asks. It holds no state but caches: cases are files.

    Attributes:
        edition: Where every figure comes from.
        shelf: The cases.
        rules: What is allowed.
        first_day: The first day that can be asked about.
        last_day: The last day that the edition knows.
        second: The process that is asked what takes seconds; ``None`` where this one does it all.
    """

    def __init__(self, edition: Edition, shelf: Shelf, rules: Rules) -> None:
        self.edition, self.shelf, self.rules = edition, shelf, rules
        self.first_day, self.last_day = FIRST_DAY, edition.last_day
        self.second: SecondProcess | None = None
        self.gate = Gate()
        self.caches = {"briefs": Kept(BRIEFS, self.gate), "answers": Kept(ANSWERS, self.gate)}

    def day(self, text: str | None) -> date:
        """The day that a reader writes; the edition's last day where none is written.

        Raises:
            NotUnderstood: It is no day, or the desk cannot be asked about it.
        """
        if not text:
            return self.last_day
        day = day_meant(text)
        if not self.first_day <= day <= self.last_day:
            raise NotUnderstood(
                f"{day} lies outside the days that can be asked about",
                remedy=f"choose one from {self.first_day} to {self.last_day}",
            )
        return day

    def view(self, day: date) -> View:
        """What was known at the end of a day."""
        return self.edition.as_of(day)

    def mission(self, name: str, day: date) -> Mission:
        """The mission that a name means, as known on a day.

        Raises:
            UnknownMissionError: There is none, or it did not stand on the day.
        """
        return self.view(day).mission(find_mission(self.edition, name, day))

    def brief(self, mission: str, day: date, case: StoredCase | None = None) -> Brief:
        """The brief on a mission as of a day, composed once.

        Args:
            mission: Its acronym.
            day: The day.
            case: The case that it rests on.

        Raises:
            UnknownMissionError: No such mission on the day.
            CaseError: The case cannot be used for it.
            BusyError: Too much is being worked out already.
        """
        from peaceops.brief import compose

        def work() -> Brief:
            chosen = case.case if case is not None else None
            return self.ask(compose, mission, day, case=chosen)

        key = (mission, day, case.version if case is not None else None)
        return self.caches["briefs"].get(key, work, heavy=True)

    def ask(self, question: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """The answer of a function of the library, worked out beside this process if that is set.

        Args:
            question: A function of a module, which takes the edition first.
            arguments: Its other arguments.
            named: Arguments by name.

        Raises:
            BusyError: The second process ended before it answered.
        """
        if self.second is None:
            return question(self.edition, *arguments, **named)
        return self.second.ask(question, *arguments, **named)

    def run(self, mission: str, day: date, case: StoredCase | None = None) -> Run:
        """The comparison of options as things are, run once for all that is set against it.

        Args:
            mission: Its acronym.
            day: The day.
            case: The case that it rests on.

        Raises:
            CaseError: The case may not be used for the mission on the day.
            BusyError: Too much is being worked out already.
        """
        from peaceops.options import as_things_are, check_case

        def work() -> Run:
            view = self.view(day)
            if case is None:
                return as_things_are(view, mission)
            check_case(view, case.case, mission)
            return as_things_are(view, mission, case=case.case)

        key = ("as things are", mission, day, case.version if case is not None else None)
        # Not heavy, though the first of a day takes seconds: it need not wait for briefs, which are
        # composed beside this process.
        return self.answer(key, work, long=True)

    def answer(
        self, key: Hashable, work: Callable[[], T], *, long: bool = False, heavy: bool = False
    ) -> T:
        """Any other answer of the library, worked out once.

        Args:
            key: What is asked, with the day and whatever else the answer rests on; its first part
                names the question, so that no two questions share a key.
            work: Works it out.
            long: Whether that takes longer than about half a second: only a few of such works run
                at once, so that quick pages need not wait for them.
            heavy: Whether it takes seconds: of these fewer still run at once.

        Raises:
            BusyError: Too much is being worked out already.
        """
        return self.caches["answers"].get(key, work, long=long, heavy=heavy)

    def has_answer(self, key: Hashable) -> bool:
        """Whether an answer is kept, so that whoever asks for it need not wait.

        Args:
            key: What is asked, as for ``answer``.
        """
        return key in self.caches["answers"]


def desk_of(request: Request) -> Desk:
    """The desk that a request is put to."""
    desk: Desk = request.app.state.desk
    return desk
