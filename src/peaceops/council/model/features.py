"""What is known of a member and a draft the day before the vote, as numbers.

Rates of votes that are not yes enter as log-odds, each drawn towards a wider group's so that few
votes move it little: all drafts and those on missions; the theme; the mission; the region; the bloc
that submits; that bloc on that theme. Each is counted for the member, for all members, for China,
Russia and the United States, and for states with like ideal points in the General Assembly (Bailey,
Strezhnev and Voeten 2017, Journal of Conflict Resolution 61(2)). Added are the last drafts on the
subject (how contested, how long ago, the draft a year or half a year ago, since mandates and
sanctions return with the calendar), the submitters, their ideal points and how members stood to
them (``submitters``), and the agenda of the day (``agenda_features``). Where it is not known who
submits a draft on a mission, members stand to those who usually do (``usual_submitters``).

A rival is a draft on the same theme put to the vote the same day under a lower document number, or
the draft that an amendment amends: texts are put in the order of submission (rule 32 of the
provisional rules of procedure, S/96/Rev.7). Later rivals are not counted as such: that they reach a
vote may hang on the outcome of this one.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np
import numpy.typing as npt

from peaceops.council.model.agenda_features import SEATS, AgendaFeatures
from peaceops.council.model.decayed_counts import (
    Counts,
    PastDraft,
    features_of_past,
    log_odds,
    shrink_towards,
)
from peaceops.council.model.divided_votes import Columns, DividedVotes, Points
from peaceops.council.model.drafts import Draft
from peaceops.council.model.regional_groups import RegionalGroups
from peaceops.council.model.submitters import SubmitterRecord, standing, submitter_features
from peaceops.domain.arrays import Floats, Ints
from peaceops.domain.countries import PERMANENT_MEMBERS, country_codes

ON_A_MISSION = "on a mission"
"""Feature that is one on drafts on a peace operation, else zero."""
KINDS = ("establish", "renew", "rollover", "amend", "terminate", "other")
HALF_LIVES = {"long": 3650.0, "short": 730.0, "latest": 150.0}  # days
START = np.array([0.93, 0.02, 0.05])  # before any vote is on record
LIKE = 0.4  # distance of ideal points at which likeness has faded to e^-½


@dataclass(frozen=True)
class Features:
    """Every member on every draft, each described from drafts of earlier days only.

    Attributes:
        submitted_too: Drafts' members by features, in the order given.
        unsubmitted: The same as if no draft's submitters were known; on a mission, with where
            members stand to its usual submitters. A model for drafts whose submitters are not
            known yet, or not recorded, learns from it.
        names: Names of the features.
    """

    submitted_too: Floats
    unsubmitted: Floats
    names: tuple[str, ...]

    def at(self, rows: Ints) -> Features:
        """The features of some rows."""
        return Features(self.submitted_too[rows], self.unsubmitted[rows], self.names)


def _side_by_side(rows: Sequence[Features]) -> Features:
    return Features(
        np.vstack([row.submitted_too for row in rows]),
        np.vstack([row.unsubmitted for row in rows]),
        rows[-1].names,
    )


Subject = tuple[str, Hashable, tuple[float, float]]  # name, value, votes it is drawn by
_WATCHED = ("CHN", "RUS", "USA")


class FeatureBuilder:
    """Describes drafts by those it has read.

    Args:
        points: Ideal point by member and year; the year before the vote's is read.
    """

    def __init__(self, points: Points) -> None:
        # All countries, whoever voted so far: sums have the same terms on every date.
        self._countries = sorted(country_codes())
        self._place = {state: place for place, state in enumerate(self._countries)}
        self._points = points
        self._counts = {
            name: Counts(len(self._countries), half) for name, half in HALF_LIVES.items()
        }
        self._past: dict[Hashable, list[PastDraft]] = {}
        self._permanent = np.array([self._place[state] for state in PERMANENT_MEMBERS])
        self._agenda = AgendaFeatures()
        self._likeness: dict[int, Floats] = {}
        self._divided = DividedVotes(self._countries, points)
        self._groups = RegionalGroups(self._countries)
        self._submitters = SubmitterRecord(self._countries)

    def read(self, drafts: Sequence[Draft]) -> Features:
        """Describe drafts, in order of their day, each from those of earlier days; learn them."""
        rows = []
        for _, same_day in groupby(drafts, key=lambda draft: draft.day):
            today = list(same_day)
            rows += [self._described(draft, today) for draft in today]
            self.learn(today)
        return _side_by_side(rows)

    def learn(self, drafts: Sequence[Draft]) -> None:
        """Learn drafts, in order of their day, without describing them."""
        for draft in drafts:
            self._learn(draft)

    def describe(self, drafts: Sequence[Draft], *, usual: bool = True) -> Features:
        """Describe drafts that may be put to the vote next, each as if it alone were.

        Args:
            drafts: The drafts.
            usual: Suppose a mission's usual submitters where it is not known who submits.
        """
        return _side_by_side([self._described(draft, [draft], usual) for draft in drafts])

    def _described(self, draft: Draft, today: Sequence[Draft], usual: bool = True) -> Features:
        shared, submitted, masked = self._parts(draft, today, usual)
        common = list(shared.values())
        submitted_too = _columns(len(draft.members), [*common, *submitted.values()])
        unsubmitted = submitted_too
        if draft.bloc != "unknown" or draft.mission is not None:
            unsubmitted = _columns(len(draft.members), [*common, *masked.values()])
        return Features(submitted_too, unsubmitted, (*shared, *submitted))

    def _parts(
        self, draft: Draft, today: Sequence[Draft], usual: bool
    ) -> tuple[Columns, Columns, Columns]:
        """Features of each member that votes on a draft.

        Args:
            draft: The draft.
            today: Drafts put the same day, itself included.
            usual: Suppose a mission's usual submitters in the last part.

        Returns:
            Those that hold whoever submits it; those that rest on who does; and the latter as if
            that were not known.
        """
        members = np.array([self._place[member] for member in draft.members])
        seat = np.array(
            [member if member in PERMANENT_MEMBERS else "elected" for member in draft.members]
        )
        bare = draft.without_submitters() if draft.bloc != "unknown" else draft
        shared: Columns = {}
        base = self._general(draft, members, shared)
        of_draft, of_submitters = [*_subjects(draft)], [*_subjects_submitted(draft)]
        of_unknown = [] if bare is draft else [*_subjects_submitted(bare)]
        rates = self._on_subjects([*of_draft, *of_submitters, *of_unknown], draft, members, base)
        first, last = len(of_draft), len(of_draft) + len(of_submitters)
        for rate in rates[:first]:
            shared |= rate
        shared |= _of_seats(draft, seat, self._points)
        for name, subject in (("theme", draft.theme), ("mission", _mission(draft))):
            shared |= features_of_past(name, self._past.get((name, subject), ()), draft)
        agreement = self._divided.agreement(draft.day, members, _year_before(draft.day))
        shared |= self._beside_others(draft, members, base, agreement)
        shared |= self._agenda.of_day(draft, today, np.asarray(shared["ideal point"]), seat)
        submitted = self._submitted(draft, seat, rates[first:last])
        masked = submitted
        if bare is not draft:
            masked = self._submitted(bare, seat, rates[last:])
        supposed = self._submitters.supposed(bare) if usual else bare
        return (
            shared,
            submitted | self._submitters.describe(draft, members, agreement),
            masked
            | standing(submitter_features(supposed, seat, self._points, _year_before(draft.day)))
            | self._submitters.describe(supposed, members, agreement),
        )

    def _beside_others(
        self,
        draft: Draft,
        members: Ints,
        base: tuple[Floats, Floats, Floats],
        agreement: Floats,
    ) -> Columns:
        """How members stood in divided votes, and how their regional groups voted."""
        lately, day = self._counts["short"], draft.day
        theme, mission = ("theme", draft.theme), ("mission", _mission(draft))
        plain = {"theme": lately.at(theme, day), "mission": lately.at(mission, day)}
        columns = self._divided.describe(draft, members, agreement, plain)
        counts = {
            "all": lately.at("all", day),
            "sort": lately.at(("missions", bool(draft.mission)), day),
            "theme": plain["theme"],
        }
        return columns | self._groups.describe(counts, members, base[0])

    def _submitted(
        self, draft: Draft, seat: npt.NDArray[np.str_], rates: Sequence[Columns]
    ) -> Columns:
        columns = submitter_features(draft, seat, self._points, _year_before(draft.day))
        for rate in rates:
            columns |= rate
        return columns | self._agenda.of_submitters(draft)

    def _learn(self, draft: Draft) -> None:
        """Remember how a draft went."""
        if draft.votes is None:
            return
        self._agenda.learn(draft)
        members = np.array([self._place[member] for member in draft.members])
        cast = np.eye(3)[draft.votes]
        self._divided.learn(draft, members, cast)
        self._submitters.learn(draft, members, cast)
        subjects: list[Hashable] = ["all", ("missions", bool(draft.mission))]
        every = (*_subjects(draft), *_subjects_submitted(draft))
        subjects += [(name, subject) for name, subject, _ in every]
        if draft.bloc != "unknown":
            subjects += [("bloc", "unknown"), ("bloc on theme", ("unknown", draft.theme))]
        for counts in self._counts.values():
            counts.add(subjects, draft.day, members, cast)
        withheld = (draft.votes != 0).astype(float)
        permanent = np.array([member in PERMANENT_MEMBERS for member in draft.members])
        past = PastDraft(
            draft.day,
            float(withheld.mean()),
            dict(zip(draft.members, withheld.tolist(), strict=True)),
            float(not draft.adopted),
            float((draft.votes[permanent] == 1).any()),
        )
        for subject in (("theme", draft.theme), ("mission", _mission(draft))):
            self._past.setdefault(subject, []).append(past)

    def _general(
        self, draft: Draft, members: Ints, columns: Columns
    ) -> tuple[Floats, Floats, Floats]:
        """Rates on all drafts and on those of the same sort (missions, or not)."""
        day, n, sort = draft.day, len(members), ("missions", bool(draft.mission))
        ever, lately = self._counts["long"].at("all", day), self._counts["short"].at("all", day)
        council = shrink_towards(ever.sum(0), START, 5)
        member = shrink_towards(ever[members], council, 20)
        columns["council"] = _logit(np.full(n, shrink_towards(lately.sum(0), council, 20)[0]))
        columns["member"] = _logit(member[:, 0])
        columns["member lately"] = _logit(shrink_towards(lately[members], member, 15)[:, 0])
        columns["member against"] = -_logit(member[:, 1])
        same = self._counts["short"].at(sort, day)
        council_same = shrink_towards(same.sum(0), council, 20)
        member_same = shrink_towards(same[members], 0.5 * (member + council_same), 15)
        columns["council, sort"] = _logit(np.full(n, council_same[0]))
        columns["member, sort"] = _logit(member_same[:, 0])
        latest = self._counts["latest"].at(sort, day)
        council_latest = shrink_towards(latest.sum(0), council_same, 40)
        columns["council, latest"] = _logit(np.full(n, council_latest[0]))
        columns["member, latest"] = _logit(
            shrink_towards(latest[members], 0.5 * (member_same + council_latest), 8)[:, 0]
        )
        permanent = shrink_towards(ever[self._permanent], council, 20)
        return council_same, member_same, permanent

    def _on_subjects(
        self,
        subjects: Sequence[Subject],
        draft: Draft,
        members: Ints,
        base: tuple[Floats, Floats, Floats],
    ) -> list[Columns]:
        """Rates on subjects: of all members, of each, of those like it, of the permanent.

        All subjects at once: the arrays are small, and each step costs more than its sums.
        """
        council, member, permanent = base
        many, few = (
            np.array([weights[place] for *_, weights in subjects])[:, None, None]
            for place in (0, 1)
        )
        day = draft.day
        ever, lately = (
            np.stack([self._counts[span].at((name, subject), day) for name, subject, _ in subjects])
            for span in ("long", "short")
        )
        all_ever = shrink_towards(ever.sum(1, keepdims=True), council, many)
        all_lately = shrink_towards(lately.sum(1, keepdims=True), all_ever, many / 2)
        each, each_late = ever[:, members], lately[:, members]
        own_ever = shrink_towards(each, 0.5 * (member + all_ever), few)
        own_lately = shrink_towards(each_late, own_ever, few / 2)
        liked = shrink_towards(self._like(draft, members, lately), 0.5 * (member + all_lately), 4)
        wide = shrink_towards(ever[:, self._permanent], 0.5 * (permanent + all_ever), 6)
        near = shrink_towards(lately[:, self._permanent], wide, 3)[:, :, 0]
        watched = near[:, [PERMANENT_MEMBERS.index(state) for state in _WATCHED]]
        of_all = np.column_stack(
            [all_lately[:, 0, 0], all_ever[:, 0, 0], all_lately[:, 0, 1], watched]
        )
        of_each = np.stack(
            [own_lately[..., 0], own_ever[..., 0], own_lately[..., 1], liked[..., 0]], axis=1
        )
        votes, own_votes = lately.sum((1, 2)), np.log1p(each_late.sum(2))
        return [
            _named(name, _logit(of_all[at]), _logit(of_each[at]), float(votes[at]), own_votes[at])
            for at, (name, *_) in enumerate(subjects)
        ]

    def _like(self, draft: Draft, members: Ints, counts: Floats) -> Floats:
        """Counts of all states, weighted by likeness to each member, about three votes in all."""
        year = _year_before(draft.day)
        if year not in self._likeness:
            at = np.array([self._points.get((state, year), 0.0) for state in self._countries])
            self._likeness[year] = np.exp(-(((at[:, None] - at[None, :]) / LIKE) ** 2) / 2)
        near = self._likeness[year][members]
        voted = (counts.sum(2) > 0) @ near.T
        liked: Floats = 3 * (near @ counts) / np.maximum(1.0, voted)[:, :, None]
        return liked


def _named(name: str, of_all: Floats, of_each: Floats, votes: float, own_votes: Floats) -> Columns:
    """Rates on one subject by their names; those against are turned, so that more means no."""
    return {
        f"{name}: all lately": of_all[0],
        f"{name}: all": of_all[1],
        f"{name}: against": -of_all[2],
        f"{name}: votes": math.log1p(votes / 15),
        f"{name}: member lately": of_each[0],
        f"{name}: member": of_each[1],
        f"{name}: member against": -of_each[2],
        f"{name}: member's votes": own_votes,
        f"{name}: like-minded": of_each[3],
        **{f"{name}: {state}": of_all[3 + at] for at, state in enumerate(_WATCHED)},
    }


def _columns(members: int, values: Sequence[Floats | float]) -> Floats:
    """Members by features; a number stands for all members."""
    columns = np.empty((members, len(values)))
    for place, value in enumerate(values):
        columns[:, place] = value
    return columns


def _subjects(draft: Draft) -> Iterator[Subject]:
    """Subjects of a draft, and how many votes a rate on each is drawn by (all, one member)."""
    sort = bool(draft.mission)
    yield "theme", draft.theme, (15, 6)
    yield "mission", _mission(draft), (15, 6)
    yield "region", (draft.region, sort), (30, 15)
    # A rollover changes nothing: who withholds its yes from a mission's mandates may well give it.
    yield "mission and rollover", (_mission(draft), draft.kind == "rollover"), (10, 4)


def _subjects_submitted(draft: Draft) -> Iterator[Subject]:
    yield "bloc", draft.bloc, (30, 15)
    yield "bloc on theme", (draft.bloc, draft.theme), (10, 5)


def _mission(draft: Draft) -> Hashable:
    return (draft.mission or draft.theme, bool(draft.mission))


def _of_seats(draft: Draft, seat: npt.NDArray[np.str_], points: Points) -> Columns:
    year = _year_before(draft.day)
    level = np.array([points.get((member, year), np.nan) for member in draft.members])
    columns: Columns = {
        "ideal point": level,
        "to USA": level - points.get(("USA", year), np.nan),
        "to RUS": level - points.get(("RUS", year), np.nan),
        "permanent": (seat != "elected").astype(float),
        "amendment": float(draft.amendment),
        ON_A_MISSION: float(draft.mission is not None),
    }
    for kind in KINDS:
        columns[f"kind {kind}"] = float(draft.kind == kind)
    for place in SEATS:
        columns[f"is {place}"] = (seat == place).astype(float)
    return columns


def _logit(yes: Floats) -> Floats:
    """Log-odds of a vote that is not yes, from shares of yes."""
    return -log_odds(yes)


def _year_before(day: int) -> int:
    return date.fromordinal(day).year - 1
