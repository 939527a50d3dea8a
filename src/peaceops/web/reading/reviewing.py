"""A review on the desk: what a reader asks of it, done, and what the page then shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from peaceops.case import filled_in
from peaceops.council import seats
from peaceops.edition import find_mission
from peaceops.errors import CaseError, PeaceopsError, UnknownMissionError
from peaceops.reading import LANGUAGES_READ, Document, Passage, language_of, passages, profile_of
from peaceops.web.desk import Desk
from peaceops.web.problems import kind_of
from peaceops.web.reading.cards import Body, Card, body_of, cards_of
from peaceops.web.reading.moves import Moves, moves_of
from peaceops.web.reading.review import ACCEPT, DROP, Review, accepted, changed
from peaceops.web.reading.target import (
    NEW,
    Choice,
    Target,
    choices_of,
    key_of,
    name_of_new,
    save,
    target_of,
    with_statements,
)

if TYPE_CHECKING:
    from peaceops.case import Case, Statement
    from peaceops.web.cases.shelf import StoredCase

ACCEPT_ALL, ACCEPT_MOVING, DROP_REST, UNDECIDE = (
    "accept-all",
    "accept-moving",
    "drop-rest",
    "undecide",
)
TOGETHER = "together"


@dataclass(frozen=True)
class Problem:
    """A problem, as a page shows it.

    Attributes:
        what: What is wrong.
        status: Status of HTTP.
        title: The kind of problem.
        where: Where.
        cause: The likely cause.
        remedy: What to do.
    """

    what: str
    status: int
    title: str = "Not understood"
    where: str | None = None
    cause: str | None = None
    remedy: str | None = None

    @classmethod
    def of(cls, error: PeaceopsError) -> Problem:
        """An error of the library as a page shows it.

        Args:
            error: The error.
        """
        status, title = kind_of(error)
        return cls(error.what, status, title, error.where, error.cause, error.remedy)


@dataclass(frozen=True)
class Saved:
    """Statements that were added to a case.

    Attributes:
        name: The case.
        added: How many.
        present: How many it held already.
        day: Its day.
    """

    name: str
    added: int
    present: int
    day: date


@dataclass(frozen=True)
class Shown:
    """What the page of a review shows.

    Attributes:
        texts: Each document with its paragraphs and the code of its language, if that is read.
        cards: Cards by number.
        moving: Numbers of statements that figures rest on.
        count: Statements that are accepted.
        choices: Cases that they can go to.
        target: The key of the case that is chosen.
        name: What a new case would be called.
    """

    texts: Sequence[tuple[Document, Sequence[Passage], str]]
    cards: dict[int, Card]
    moving: tuple[int, ...]
    count: int
    choices: Sequence[Choice]
    target: str
    name: str


@dataclass
class Reviewing:
    """A review, and what is asked of it.

    Attributes:
        desk: The desk.
        review: The reading.
        chosen: The day in the address; ``None`` where none is chosen.
        problem: What could not be done.
        saved: What was saved.
        together: What the accepted statements move together.
        moves: What statements move, by number.
        problems: What is wrong with forms, by number and field.
        refusal: Why the case that was chosen cannot be used.
    """

    desk: Desk
    review: Review
    chosen: date | None = None
    problem: Problem | None = None
    saved: Saved | None = None
    together: Moves | None = None
    moves: dict[int, Moves] = field(default_factory=dict)
    problems: dict[int, dict[str, str]] = field(default_factory=dict)
    refusal: PeaceopsError | None = None

    def report(self, problem: Problem) -> None:
        """Show a problem on the page, which keeps all that it holds."""
        self.problem = problem

    @property
    def day(self) -> date:
        """The day of a case that is drafted: that of the text, or a later one in the address."""
        published = self.review.published
        return published if self.chosen is None else max(self.chosen, published)

    @cached_property
    def target(self) -> Target | None:
        """The case that statements go to.

        ``None`` while no mission is chosen, or where none can be drafted. Where the case that was
        chosen cannot be used, it is a new one, and nothing is saved to it before that was shown.
        """
        review = self.review
        if not review.mission:
            return None
        for key in dict.fromkeys((review.target, NEW)):
            try:
                target = target_of(self.desk, review.mission, self.day, key, review.name)
            except PeaceopsError as error:
                self.refusal = self.refusal or error
                continue
            review.target = key
            # A case of another mission was chosen before this mission was.
            if target.case.mission == review.mission:
                return target
        review.target = NEW
        return None

    @cached_property
    def statements(self) -> dict[int, Statement]:
        """The statements as they were read, by number."""
        view = self.desk.view(self.review.published)
        seated = frozenset(seats(view)["country"])
        case = self.target.case if self.target is not None else None
        return self.review.read_as(seated, case)

    def do(self, act: str) -> None:
        """Do what a button asks.

        Args:
            act: The button: what to do, and the number of the statement behind a hyphen.

        Raises:
            PeaceopsError: It cannot be done.
        """
        if self.review.mission:
            self._choose_mission()
        what, _, number = act.rpartition("-")
        if act in (ACCEPT_ALL, ACCEPT_MOVING, DROP_REST, UNDECIDE):
            self._decide(act)
        elif act == TOGETHER:
            self.together = self._moves(accepted(self.review, self.statements, self._case()))
        elif number.isdecimal() and int(number) in self.review.proposals:
            self._do_one(what, int(number))

    def _choose_mission(self) -> None:
        try:
            self.review.mission = find_mission(
                self.desk.edition, self.review.mission, self.review.published
            )
        except UnknownMissionError:
            self.review.mission = ""
            raise

    def _decide(self, act: str) -> None:
        from peaceops.options import may_move

        for number, statement in self.statements.items():
            decided = number in self.review.decisions
            if act == UNDECIDE:
                self.review.decisions.pop(number, None)
            elif act == DROP_REST and not decided:
                self.review.decisions[number] = DROP
            elif not decided and (act == ACCEPT_ALL or may_move(statement)) and act != DROP_REST:
                self.review.decisions[number] = ACCEPT

    def _do_one(self, what: str, number: int) -> None:
        forms, changes = self.review.forms, self.review.changes
        if what == "change":
            forms[number] = changes.get(number) or filled_in(self.statements[number])
        elif what == "cancel":
            forms.pop(number, None)
        elif what == "reset":
            forms.pop(number, None)
            changes.pop(number, None)
        elif what == "keep" and number in forms:
            statement, wrong = changed(forms[number], self.statements[number], self._case())
            if statement is None:
                self.problems[number] = wrong
                return
            changes[number] = filled_in(statement)
            forms.pop(number)
        elif what == "moves":
            self.moves[number] = self._moves([self._current(number)])

    def _current(self, number: int) -> Statement:
        """A statement as the reader changed it, else as it was read."""
        original = self.statements[number]
        if number not in self.review.changes:
            return original
        statement, wrong = changed(self.review.changes[number], original, self._case())
        if statement is None:
            self.problems[number] = wrong
            raise CaseError(
                f"statement {number} breaks a rule of cases as it was changed",
                remedy="mend it first",
            )
        return statement

    def _moves(self, statements: Sequence[Statement]) -> Moves:
        target = self._target()
        if not statements:
            raise CaseError("no statement is accepted yet", remedy="accept some, and ask again")
        return moves_of(self.desk, self.review.mission, target, statements)

    def _target(self) -> Target:
        target = self.target
        if self.refusal is not None:
            raise self.refusal
        if target is None:
            raise CaseError(
                "no mission is named in the texts, so there is no case to set a statement against",
                remedy="say which mission it is about, at the end of the page",
            )
        return target

    def _case(self) -> Case:
        return self._target().case

    def save(self) -> None:
        """Add what is accepted to the case, and save it.

        Raises:
            PeaceopsError: It cannot be saved.
        """
        if self.review.mission:
            self._choose_mission()
        target = self._target()
        statements = self._accepted()
        try:
            stored, added = save(self.desk, target, statements)
        except PeaceopsError:
            self._look_again(target)
            raise
        self.saved = Saved(stored.name, added, len(statements) - added, stored.case.as_of)
        self._go_on_with(stored)

    def case_file(self) -> tuple[str, str]:
        """The case with what is accepted, as a file: its name and its text.

        Raises:
            PeaceopsError: It cannot be made.
        """
        target = self._target()
        return target.name, with_statements(target, self._accepted())[0]

    def _accepted(self) -> list[Statement]:
        statements = accepted(self.review, self.statements, self._case())
        if not statements:
            raise CaseError(
                "no statement is accepted yet, so there is nothing to save",
                remedy="accept those that you want in the case",
            )
        return statements

    def _look_again(self, target: Target) -> None:
        """After a conflict the page shows the case as it stands now, so that it can be added to."""
        if target.version is not None:
            self.__dict__.pop("target", None)
            self.__dict__.pop("statements", None)
            try:
                self.review.target = key_of(self.desk.shelf.read(target.name))
            except PeaceopsError:
                self.review.target = NEW

    def _go_on_with(self, stored: StoredCase) -> None:
        self.review.target, self.review.name = key_of(stored), ""
        self.__dict__.pop("target", None)
        self.__dict__.pop("statements", None)

    def body(self, number: int) -> Body:
        """What of one card changes."""
        return body_of(
            self.review,
            number,
            self.statements[number],
            self.target.case if self.target is not None else None,
            self.problems.get(number, {}),
            self.moves.get(number),
        )

    def shown(self) -> Shown:
        """What the page shows."""
        target = self.target
        if self.refusal is not None and self.problem is None:
            self.problem = Problem.of(self.refusal)
        review, desk = self.review, self.desk
        case = target.case if target is not None else None
        cards = cards_of(review, self.statements, case, self.problems, self.moves)
        proposals = list(review.proposals.values())
        new = target is None or target.version is None
        name = review.name if new else ""
        if not name and review.mission:
            name = name_of_new(desk, review.mission, self.day)
        return Shown(
            texts=[
                (document, passages(document, proposals), _language(document))
                for document in review.documents
            ],
            cards=cards,
            moving=tuple(number for number, card in cards.items() if card.body.moving),
            count=sum(decision == ACCEPT for decision in review.decisions.values()),
            choices=choices_of(desk, review.mission, self.day) if review.mission else (),
            target=review.target or NEW,
            name=name,
        )


def _language(document: Document) -> str:
    """The code of a document's language, for a browser that reads it aloud; empty if unknown."""
    known_language = language_of(document.text) in LANGUAGES_READ
    return profile_of(document).code if known_language else ""
