"""What is new in a brief since an earlier one of the same mission.

A figure counts as changed where a reader would read something else: the value as it is written, by
``wording.amount``. The figures that a reader follows stand in groups, the others are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

import polars as pl

from peaceops.brief.earlier import EARLIER, EarlierBrief, EarlierFigure
from peaceops.brief.followed import CLOCKS, Group, followed, is_slight, label_of, options_of
from peaceops.brief.wording import amount, number, plural
from peaceops.domain.days import long_day
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.messages import Message, message
from peaceops.domain.violence_types import ALL_TYPES
from peaceops.edition import View

if TYPE_CHECKING:
    from peaceops.brief.document import Brief


@dataclass(frozen=True)
class FigureChange:
    """A figure that reads otherwise than in the earlier brief.

    Attributes:
        key: Its key.
        label: What it is now.
        group: The group that a reader finds it in (``GROUPS``); ``None`` for one that is counted
            only, as an option's figure that moved by less than ``SLIGHT`` of its interval.
        before: The earlier figure, under ``earlier.{key}``; ``None`` where it is new.
        now: The figure now; ``None`` where there is none any more.
        difference: Now less before, of numbers, in their unit; of probabilities and shares in
            percentage points, between the values as they are written.
    """

    key: str
    label: str
    group: Group | None
    before: Figure | None
    now: Figure | None
    difference: float | None

    @property
    def then_of(self) -> str:
        """What the earlier figure is of, where the name of today's says another month or span.

        Returns:
            The end of its name, from the first word that differs, as ``March 2023``; empty where
            both are of one thing, or one is not there.
        """
        if self.before is None or self.now is None:
            return ""
        label = self.before.label
        slots = label.slots if isinstance(label, Message) else {}
        then, today = str(slots.get("label", label)).split(), self.now.label.split()
        apart = (place for place, words in enumerate(zip_longest(then, today)) if len({*words}) > 1)
        return " ".join(then[next(apart, len(then)) :])


@dataclass(frozen=True)
class NewDecision:
    """A decision on the mission that the earlier brief did not know.

    Attributes:
        decision: Its symbol.
        date: Its day.
        kind: What it does.
        adopted: Whether it was adopted.
        tally: Votes in favour, against and abstaining, ``13-0-2``; empty where not on record.
    """

    decision: str
    date: date
    kind: str
    adopted: bool
    tally: str


@dataclass(frozen=True)
class StatementChange:
    """A statement of the assumptions file that is new, gone, or says something else.

    Attributes:
        change: Which of these.
        id: Its identifier.
        date: Its day.
        speaker: Who says it.
        text: What is said.
    """

    change: Literal["added", "dropped", "changed"]
    id: str
    date: date
    speaker: str
    text: str


@dataclass(frozen=True)
class NewMonth:
    """A month of deaths in conflict in a host that was not on record.

    Attributes:
        country: The host, ISO 3.
        month: Its first day.
        deaths: Deaths, all types together.
    """

    country: str
    month: date
    deaths: int


@dataclass(frozen=True)
class Since:
    """What is new in a brief since an earlier one.

    Attributes:
        before: Date of the earlier brief.
        as_of: Date of this one.
        mission: Acronym.
        edition_before: Edition of the earlier brief.
        edition: Edition of this one.
        case_before: Name of its assumptions file; ``None`` without one.
        case: Name of that of this brief.
        changes: Figures that read otherwise: those that a reader follows first, by group.
        unchanged: How many figures of both read the same.
        decisions: Decisions on the mission since, oldest first.
        statements: Statements of the assumptions file that are new, gone or changed.
        months: Months of deaths in the hosts that are newly on record.
        options_added: Names of the options that are newly on the table.
        options_dropped: Names of those that are no longer.
        joined: Members that have come to the Council, ISO 3.
        left: Members that have gone.
        other_votes: Votes of the Council since on other matters, which move the odds of members'
            votes too; ``None`` where votes are not on record.
        other_divided: Those of them that were not unanimous.
        renewed: Whether the mandate's text was renewed since: what that changed is what
            ``Brief.mandate_changes`` tells.
    """

    before: date
    as_of: date
    mission: str
    edition_before: str
    edition: str
    case_before: str | None
    case: str | None
    changes: tuple[FigureChange, ...]
    unchanged: int
    decisions: tuple[NewDecision, ...]
    statements: tuple[StatementChange, ...]
    months: tuple[NewMonth, ...]
    options_added: tuple[str, ...]
    options_dropped: tuple[str, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]
    other_votes: Figure | None
    other_divided: Figure | None
    renewed: bool

    def of_group(self, group: Group) -> tuple[FigureChange, ...]:
        """The changes of a group, in the order in which they are shown."""
        return tuple(change for change in self.changes if change.group == group)

    @property
    def counted(self) -> tuple[FigureChange, ...]:
        """The changes that a reader does not follow."""
        return tuple(change for change in self.changes if change.group is None)

    @property
    def shown(self) -> Iterator[Figure]:
        """Figures of its own: those of the earlier brief that stand beside those of now, votes."""
        yield from (item for item in (self.other_votes, self.other_divided) if item is not None)
        for change in self.changes:
            if change.group is not None and change.before is not None:
                yield change.before


def since(view: View, brief: Brief, earlier: EarlierBrief) -> Since:
    """Tell what is new in a brief since an earlier one of the same mission.

    Args:
        view: What the brief was made from.
        brief: The brief.
        earlier: The earlier one, as ``read_earlier`` reads it.

    Returns:
        Figures, decisions, statements, months of deaths, members and texts that changed.
    """
    changes, unchanged = _figures(brief, earlier)
    members = frozenset(brief.council.seats["country"].to_list())
    last = brief.mandate_changes.last
    votes, divided = _other_votes(view, brief, earlier.as_of)
    return Since(
        before=earlier.as_of,
        as_of=brief.as_of,
        mission=brief.mission.acronym,
        edition_before=earlier.edition,
        edition=brief.edition,
        case_before=earlier.case.case if earlier.case else None,
        case=brief.case.case if brief.case else None,
        changes=changes,
        unchanged=unchanged,
        decisions=tuple(_decisions(brief, earlier)),
        statements=tuple(_statements(brief, earlier)),
        months=tuple(_months(brief, earlier)),
        options_added=_not_among(options_of(brief), earlier.options),
        options_dropped=_not_among(earlier.options, options_of(brief)),
        joined=tuple(sorted(members - earlier.members)) if earlier.members else (),
        left=tuple(sorted(earlier.members - members)) if members else (),
        other_votes=votes,
        other_divided=divided,
        renewed=last is not None and last != earlier.mandate_changes.last,
    )


def _not_among(options: Mapping[str, str], others: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(label for option, label in options.items() if option not in others)


def _figures(brief: Brief, earlier: EarlierBrief) -> tuple[tuple[FigureChange, ...], int]:
    """Figures that read otherwise, those that a reader follows first; and how many do not."""
    old = earlier.by_key
    now = {key: figure for key, figure in brief.by_key.items() if not key.startswith(EARLIER)}
    places = {key: place for place, (key, _group) in enumerate(followed(brief, earlier))}
    groups = dict(followed(brief, earlier))
    changes: list[FigureChange] = []
    unchanged = 0
    for key in dict.fromkeys([*now, *old]):
        if CLOCKS.search(key):
            continue
        figure, was = now.get(key), old.get(key)
        if figure is not None and was is not None and _written(figure) == _written(was):
            unchanged += 1
            continue
        before = None if was is None else was.as_figure(earlier.as_of)
        label = label_of(key, options_of(brief), figure or was)
        apart = difference(before, figure)
        group = groups.get(key)
        if group == "options" and is_slight(apart, figure):
            group = None
        changes.append(FigureChange(key, label, group, before, figure, apart))
    last = len(places)
    return tuple(sorted(changes, key=lambda change: places.get(change.key, last))), unchanged


def _written(figure: Figure | EarlierFigure) -> str:
    return amount(figure.value, figure.unit)


def difference(before: Figure | None, now: Figure | None) -> float | None:
    """Now less before, of two figures that are numbers; see ``FigureChange.difference``.

    >>> was = Figure("p", "Odds", 0.534, "probability", "A model.")
    >>> now = Figure("p", "Odds", 0.556, "probability", "A model.")
    >>> difference(was, now)
    3.0
    """
    if before is None or now is None or before.unit != now.unit:
        return None
    if not isinstance(before.value, int | float) or not isinstance(now.value, int | float):
        return None
    if now.unit in ("probability", "share"):
        return float(round(100 * now.value) - round(100 * before.value))
    return float(now.value - before.value)


def in_words(change: FigureChange) -> str:
    """The difference of a change with its sign: ``+3 points``, ``−120``, ``+12 million``.

    Returns:
        Empty where one of both is no number, or not there.
    """
    apart, figure = change.difference, change.now
    if apart is None or figure is None:
        return ""
    if figure.unit in ("probability", "share"):
        written = plural(round(apart), "point")
    elif "dollar" in figure.unit:
        written = amount(apart, figure.unit).removesuffix(figure.unit).strip()
    else:
        written = number(apart)
    return f"+{written}" if apart > 0 else written


def _decisions(brief: Brief, earlier: EarlierBrief) -> Iterator[NewDecision]:
    history = brief.mandate.history
    if history.is_empty():
        return
    for row in history.sort("date", maintain_order=True).iter_rows(named=True):
        if row["decision"] in earlier.decisions:
            continue
        tally = "" if row["yes"] is None else f"{row['yes']}-{row['no']}-{row['abstain']}"
        yield NewDecision(row["decision"], row["date"], row["kind"], row["adopted"], tally)


def _statements(brief: Brief, earlier: EarlierBrief) -> Iterator[StatementChange]:
    old, now = earlier.statements, {item.id: item for item in brief.statements}
    for item in now.values():
        was = old.get(item.id)
        if was is None or (was.text, was.date) != (item.text, item.date):
            change: Literal["added", "changed"] = "added" if was is None else "changed"
            yield StatementChange(change, item.id, item.date, item.speaker, item.text)
    for key, was in old.items():
        if key not in now:
            yield StatementChange("dropped", key, was.date, was.speaker, was.text)


def _months(brief: Brief, earlier: EarlierBrief) -> Iterator[NewMonth]:
    """Months after the last day of deaths that the earlier brief knew."""
    known_until = earlier.by_key.get("knowledge.deaths")
    months = brief.situation.trends.months
    if known_until is None or months.is_empty():
        return
    last = date.fromisoformat(str(known_until.value))
    rows = months.filter(pl.col("month") > last).sort("month", "country")
    for row in rows.iter_rows(named=True):
        yield NewMonth(row["country"], row["month"], row[ALL_TYPES])


def _other_votes(
    view: View, brief: Brief, before: date
) -> tuple[Figure, Figure] | tuple[None, None]:
    """Votes since an earlier day on other matters, and those of them that were divided."""
    if not view.has("decisions") or not view.has("votes"):
        return None, None
    history = brief.mandate.history
    on_mission = history["decision"].to_list() if history.height else []
    votes = view.table("decisions").filter(
        pl.col("date") > before, ~pl.col("decision").is_in(on_mission), ~pl.col("without_vote")
    )
    withheld = view.table("votes").filter(pl.col("vote").is_in(["no", "abstain"]))
    divided = votes.join(withheld, on="decision", how="semi")
    after = message(
        "after {before}, other than on {acronym}",
        before=long_day(before),
        acronym=brief.mission.acronym,
    )
    everything = Figure(
        "since.other_votes",
        message("Votes of the Council {after}", after=after),
        votes.height,
        "votes",
        "A count of the decisions on record with their votes.",
        (Evidence.of("decisions", f"decisions {after}", votes),),
    )
    part = Figure(
        "since.other_votes_divided",
        message("Votes of the Council {after} with a vote against or an abstention", after=after),
        divided.height,
        "votes",
        "A count of the decisions on record that were not unanimous.",
        (Evidence.of("decisions", f"decisions {after}, not unanimous", divided),),
    )
    return everything, part
