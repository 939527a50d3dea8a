"""An outlook supposes the usual submitters of a mission's drafts, as the record then told them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from council.made_view import MISSION, SEATED, MadeView, record, view_of
from peaceops.council import Outlook, outlook
from peaceops.council.ballots import ballots
from peaceops.council.model.drafts import Draft, drafts_of
from peaceops.council.model.usual_submitters import UsualSubmitters, usual_submitters
from peaceops.edition import open_edition

FIRST_DAY = date(2019, 1, 9)
TEN_DAYS = timedelta(days=10)


def frames_of(submitters: list[str | None], every: timedelta = TEN_DAYS) -> dict[str, pl.DataFrame]:
    """A record of drafts on one mission, some disputed, by the cells that say who submitted."""
    drafts = [
        (FIRST_DAY + every * place, {"RUS": "abstain"} if place % 3 == 0 else {})
        for place in range(len(submitters))
    ]
    frames: dict[str, pl.DataFrame] = record(drafts)
    column = pl.Series("submitted_by", submitters, pl.String)
    return frames | {"decisions": frames["decisions"].with_columns(column)}


def past(*submitters: str | None) -> list[Draft]:
    """Drafts of earlier days, oldest first."""
    view = view_of(date(2030, 1, 1), frames_of(list(submitters)))
    return drafts_of(view, ballots(view))


def usual(earlier: list[Draft], **asked: Any) -> UsualSubmitters | None:
    """Who usually submits, ten days after the last of these drafts."""
    last = earlier[-1]
    draft = replace(last, day=last.day + 10, votes=None, adopted=None)
    return usual_submitters(replace(draft, **asked), earlier)


def test_those_who_submitted_half_of_the_latest_drafts_are_usual() -> None:
    earlier = past("China", "France", "France, Gabon", "Gabon, United States", "France, Gabon")
    answer = usual(earlier)
    assert answer is not None
    assert answer.states == {"FRA", "GAB"}  # China and the United States once in five
    assert answer.drafts == tuple(draft.decision for draft in earlier)
    assert (answer.number, answer.bloc) == (2, "W")


def test_only_the_latest_five_with_submitters_on_record_count() -> None:
    answer = usual(past("China", "France", None, "France", "France", "France", "France", None))
    assert answer is not None
    assert answer.states == {"FRA"}
    assert len(answer.drafts) == 5


def test_drafts_of_another_mission_not_adopted_or_too_old_do_not_count() -> None:
    earlier = past("China", "France")
    assert usual([replace(draft, mission="UNMISS") for draft in earlier], mission=MISSION) is None
    assert usual([replace(draft, adopted=False) for draft in earlier]) is None
    assert usual(earlier, day=earlier[-1].day + 3660) is None
    assert usual(earlier, amendment=True) is None


def test_who_has_left_the_council_is_not_supposed_to_submit_again() -> None:
    earlier = past("France, Gabon", "France, Gabon", "Gabon")
    left = tuple(member if member != "GAB" else "DZA" for member in SEATED)
    answer = usual(earlier, members=left)
    assert answer is not None
    assert answer.states == {"FRA"}
    assert len(answer.drafts) == 2  # Gabon's own draft tells nothing any more
    guests = [replace(draft, sponsors=frozenset({"DEU"}), submitters=1) for draft in earlier]
    still = usual(guests, members=left)
    assert still is not None and still.states == {"DEU"}  # it did not sit then either


def test_texts_of_the_president_are_told_as_such() -> None:
    answer = usual(past("France", "President", "President"))
    assert answer is not None
    assert answer.by_president
    assert (answer.states, answer.number) == (frozenset(), 0)
    later = usual(past("President", "France"))
    assert later is not None and later.states == {"FRA"}  # of two, the later


def asked(frames: dict[str, pl.DataFrame], day: date, **stated: Any) -> Outlook:
    frames["council_members"] = frames["council_members"].with_columns(
        end=pl.lit(date(9999, 12, 31))
    )
    view: MadeView = view_of(day, frames)
    return outlook(view, MISSION, ("renew",), with_record=False, **stated)


def lines(answer: Outlook) -> list[str]:
    return [line.why for line in answer.drafts["renew"].contributions if line.what == "adopted"]


@pytest.fixture(scope="module")
def frames() -> dict[str, pl.DataFrame]:
    """Enough votes for a regression: France submits most drafts, China the last of all."""
    return frames_of([*["France", "France", "France, United States"] * 30, "China"])


DAY = FIRST_DAY + TEN_DAYS * 89 + timedelta(days=3)


def test_an_outlook_says_whom_it_supposes_to_submit_and_from_which_drafts(
    frames: dict[str, pl.DataFrame],
) -> None:
    answer = asked(frames, DAY)
    assert answer.submitters is not None
    assert answer.submitters.supposed
    assert answer.submitters.states == ("FRA",)
    figure = answer.drafts["renew"].p_adopted
    assert "the usual submitters on the mission are supposed, France" in figure.method
    assert all(symbol in figure.method for symbol in answer.submitters.drafts)
    (evidence,) = (part for part in figure.evidence if part.table == "decisions")
    assert evidence.rows == len(answer.submitters.drafts) == 5
    assert lines(answer)[-1] == "submitted by France, as usual (by 5 drafts before)"


def test_stated_submitters_go_before_the_usual_ones(frames: dict[str, pl.DataFrame]) -> None:
    answer = asked(frames, DAY, sponsors=("CHN",))
    assert answer.submitters is not None
    assert (answer.submitters.states, answer.submitters.supposed) == (("CHN",), False)
    figure = answer.drafts["renew"].p_adopted
    assert "taken to be submitted by China" in figure.method
    assert "usual" not in figure.method
    assert lines(answer)[-1] == "submitted by China"
    assert not any("as usual" in line for line in lines(answer))
    assert figure.value != asked(frames, DAY).drafts["renew"].p_adopted.value


def test_without_submitters_on_record_the_method_says_so() -> None:
    answer = asked(frames_of([None] * 90), DAY)
    assert answer.submitters is None
    assert "no submitters of earlier drafts on the mission are on record" in (
        answer.drafts["renew"].p_adopted.method
    )
    assert not any("submitted by" in line for line in lines(answer))


def test_a_submitter_on_record_only_later_is_not_supposed(
    frames: dict[str, pl.DataFrame],
) -> None:
    cut = {name: frame.filter(pl.col("known_on") <= DAY) for name, frame in frames.items()}
    assert asked(frames, DAY).figures == asked(cut, DAY).figures
    after = asked(frames, DAY + TEN_DAYS)
    assert after.submitters is not None
    assert after.submitters.drafts[-1] == frames["decisions"]["decision"][-1]


@pytest.mark.slow
def test_renewals_of_undof_are_supposed_to_be_submitted_by_russia_and_the_united_states() -> None:
    view = open_edition().as_of(date(2025, 9, 30))
    answer = outlook(view, "UNDOF", ("renew",), with_record=False)
    assert answer.submitters is not None
    assert answer.submitters.states == ("RUS", "USA")
    assert answer.submitters.drafts[-1] == "S/RES/2766 (2024)"  # of 2782 (2025) none is on record
    stated = outlook(view, "UNDOF", ("renew",), sponsors=("RUS", "USA"), with_record=False)
    adopted = [float(str(each.drafts["renew"].p_adopted.value)) for each in (answer, stated)]
    # That the same two submit again is likely and not known: it is worth less than their names.
    assert 0.9 < adopted[0] < adopted[1]
