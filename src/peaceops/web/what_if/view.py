"""What the page of a what-if shows: sentences, tables, the horseshoe, and links that undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from markupsafe import Markup

from peaceops.brief import horseshoe, themed
from peaceops.council import HOST_IN_WORDS
from peaceops.domain.countries import country_codes, name_of
from peaceops.options import likeliest
from peaceops.questions import (
    Changes,
    Sides,
    beyond_it,
    changes,
    options_side_by_side,
    why_still,
)
from peaceops.web.what_if.controls import Controls, controls
from peaceops.web.what_if.supposing import Pair, Supposing

if TYPE_CHECKING:
    from peaceops.council import DraftOdds
    from peaceops.domain.figures import Gap
    from peaceops.options import OptionResult
    from peaceops.questions import Problem
    from peaceops.web.asked import Asked
    from peaceops.web.cases.shelf import Listed
    from peaceops.web.what_if.answer import Answered

SEATS_AT_MOST = 15
FIRST = ("p_put_and_adopted", "strength")
"""What a headline tells first, where it moves."""
COLUMNS = (
    ("p_put_and_adopted", "Put to the vote and adopted"),
    ("p_adopted", "Adopted if put to the vote"),
    ("strength", "Uniformed personnel"),
    ("cost", "Cost, million US dollars"),
    ("deaths", "Conflict-related deaths"),
    ("peacekeeper_fatalities", "Peacekeepers killed"),
)
"""Quantities by which options are compared, and their heading in the table."""


class Links(NamedTuple):
    """The address of a what-if, but for what is supposed.

    Attributes:
        mission: Acronym.
        as_of: The day, where the reader chose it.
        case: Name of the case.
        option: The option that is looked at.
        member: The member that is chosen.
    """

    mission: str
    as_of: str | None
    case: str | None
    option: str | None
    member: str | None

    def to(self, pairs: Sequence[Pair], file: str = "", **other: str | None) -> str:
        """The address of the same page with other suppositions, or of a file of it.

        Args:
            pairs: What is supposed.
            file: Path below the page, as ``/brief.pdf``.
            other: Parts of the address that are others.
        """
        parts = {**self._asdict(), **other}
        names = ("as_of", "case", "option") if file else ("as_of", "case", "option", "member")
        # What is supposed stands in the order in which it was stated.
        query = [(name, str(parts[name])) for name in names if parts[name]]
        return quote(f"/{self.mission}/what-if{file}") + (
            f"?{urlencode([*query, *pairs])}" if query or pairs else ""
        )


class Sentence(NamedTuple):
    """What is supposed, in a sentence, and the address without it."""

    text: str
    without: str


@dataclass(frozen=True)
class WhatIfView:
    """What the page shows.

    Attributes:
        sentences: What is supposed.
        undo: The address without what was stated last; empty if nothing is supposed.
        last: What was stated last, in a sentence.
        reset: The address without all of it.
        order: What is supposed, as an address has it.
        notes: What the reader must know of what was read.
        controls: The fields.
        shown: What changes; ``None`` where nothing is supposed.
        sides: The options on both sides.
        option: The option that is looked at.
        result: What it means.
        table: The horseshoe as SVG; empty without a draft.
        table_title: What it shows.
        headline: The most important change, in one sentence.
        why: Why figures stay.
        beyond: What it cannot say.
        answered: The answer itself.
        supposing: What is supposed, in the words of the address.
        links: The address but for it.
        cases: Cases on the mission.
        columns: Quantities by which options are compared.
    """

    sentences: tuple[Sentence, ...]
    undo: str
    last: str
    reset: str
    order: str
    notes: tuple[str, ...]
    controls: Controls
    shown: Changes | None
    sides: tuple[Sides, ...]
    option: Sides
    result: OptionResult
    table: Markup
    table_title: str
    headline: str
    why: tuple[str, ...]
    beyond: tuple[str, ...]
    answered: Answered
    cases: tuple[Listed, ...]
    columns: tuple[tuple[str, str], ...]
    supposing: Supposing
    links: Links

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """What is supposed, as an address has it."""
        return self.supposing.pairs

    @property
    def supposed_flags(self) -> frozenset[str]:
        """The flags of which something is supposed."""
        return frozenset(name for name, _ in self.pairs)

    @property
    def strength_now(self) -> float | None:
        """Uniformed personnel as things are."""
        return self.answered.before.inputs.strength_now

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What cannot be said of the mission."""
        return self.answered.before.comparison.gaps

    @property
    def host_words(self) -> tuple[tuple[str, str], ...]:
        """What the host can want, in words."""
        return tuple(HOST_IN_WORDS.items())

    @property
    def countries(self) -> tuple[str, ...]:
        """Names of the states that can join."""
        return tuple(sorted(map(name_of, country_codes())))

    def without(self, problem: Problem) -> list[Pair]:
        """What is supposed without what cannot be read."""
        return self.supposing.query(without=(problem.flag.removeprefix("--"), problem.value))


def view_of(question: Asked, answered: Answered, supposing: Supposing, links: Links) -> WhatIfView:
    """What the page of a what-if shows.

    Args:
        question: The desk, the day and the case.
        answered: What is supposed, and what it changes.
        supposing: The same in the words of the address.
        links: The address but for what is supposed.
    """
    answer, reading = answered.answer, answered.reading
    sides = options_side_by_side(answered.before, answer)
    option = _option(answered, sides, links.option)
    sentences = {(item.flag.removeprefix("--"), item.value): item.sentence for item in reading.read}
    pairs = supposing.pairs
    last = pairs[-1] if pairs else None
    shown = None if answer is None else changes(answer, most_members=SEATS_AT_MOST)
    table, title = _table(answered, supposing, links, option)
    return WhatIfView(
        sentences=tuple(
            Sentence(sentences[pair], links.to(supposing.query(without=pair)))
            for pair in pairs
            if pair in sentences
        ),
        undo=links.to(supposing.query(without=last)) if last else "",
        last=sentences.get(last, f"{last[0]} {last[1]}") if last else "",
        reset=links.to([]),
        order=urlencode(pairs),
        notes=tuple(note.text for note in reading.notes),
        controls=controls(question.view, answered, supposing, links.member),
        shown=shown,
        sides=sides,
        option=option,
        result=_result(answered, option.option),
        table=table,
        table_title=title,
        headline=_headline(option, shown),
        why=() if answer is None else why_still(answer, reading.suppositions, answered.before),
        beyond=beyond_it(reading.suppositions),
        answered=answered,
        cases=tuple(question.desk.shelf.of_mission(answered.mission.acronym)),
        columns=tuple(
            column for column in COLUMNS if any(column[0] in side.figures for side in sides)
        ),
        supposing=supposing,
        links=links,
    )


def _option(answered: Answered, sides: Sequence[Sides], wanted: str | None) -> Sides:
    """The option that is looked at: the one chosen, one that is supposed, or the likeliest."""
    by_id = {side.option: side for side in sides}
    if wanted in by_id:
        return by_id[wanted]
    for name in answered.answer.against if answered.answer else ():
        if name in by_id:
            return by_id[name]
    drafts = answered.before.inputs.council.drafts
    draft = likeliest(drafts[option] for option in by_id if option in drafts)
    return sides[0] if draft is None else by_id[draft.option]


def _result(answered: Answered, option: str) -> OptionResult:
    comparison = answered.before.comparison if answered.answer is None else answered.answer.after
    results = (comparison.status_quo, *comparison.options)
    return next(result for result in results if result.id == option)


def _drafts(answered: Answered, option: str) -> tuple[DraftOdds | None, DraftOdds | None]:
    """The odds of an option as it is and as supposed."""
    before = answered.before.inputs.council.drafts
    if answered.answer is None:
        return None, before.get(option)
    against = answered.answer.against.get(option, option)
    return before.get(against or option), answered.answer.drafts.get(option)


def _table(
    answered: Answered, supposing: Supposing, links: Links, option: Sides
) -> tuple[Markup, str]:
    """The horseshoe, each desk a link that chooses its member."""
    seats = answered.before.inputs.council.seats
    if seats.is_empty():
        return Markup(), ""
    before, after = _drafts(answered, option.option)
    rows = sorted(seats.to_dicts(), key=lambda seat: str(seat["name"]))
    drawing = horseshoe(
        rows,
        option.label if after is not None else "",
        after,
        before=before,
        links={
            seat["country"]: links.to(supposing.query(), member=seat["country"]) + "#position"
            for seat in rows
        },
        chosen=links.member or "",
    )
    title = f"The Council on the option {option.label}" if after is not None else "The Council"
    svg = Markup(
        '<svg class="council" viewBox="0 0 {width} {height}" role="group" aria-label="{title}">'
    ).format(width=drawing.width, height=drawing.height, title=title)
    # Made by the library from names and odds, which it escapes.
    return svg + Markup(themed(drawing.body)) + Markup("</svg>"), title


def _headline(option: Sides, shown: Changes | None) -> str:
    """What becomes of the option that is looked at, and how much moves, for who hears the page."""
    if shown is None:
        return "Nothing is supposed: every figure is as it is."
    moving = [figure for figure in option.figures.values() if figure.moves]
    # What is seen to move comes first: of a figure that stays, only its interval moves.
    moving.sort(
        key=lambda figure: (
            figure.cells[0].value == figure.cells[1].value,
            figure.quantity not in FIRST,
        )
    )
    parts = [
        f"{figure.heading[0].lower()}{figure.heading[1:]} {figure.cells[1].value} "
        f"(as it is {figure.cells[0].value})"
        for figure in moving[:2]
    ]
    words = [f"{option.label}: {'; '.join(parts) or 'as it is'}."]
    count = len(shown.figures) + len(shown.of_mission)
    figures = "1 figure moves" if count == 1 else f"{count or 'No'} figures move"
    members = len(shown.members)
    votes = "" if not members else f", and the odds of {members} member{'s' * (members > 1)}"
    text = " ".join([*words, f"In all, {figures[0].lower()}{figures[1:]}{votes}."])
    return text.replace(" %", "\u00a0%")
