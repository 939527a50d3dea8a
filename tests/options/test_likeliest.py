"""Which draft is the likeliest: one rule for ties and for odds that are not known."""

from __future__ import annotations

from dataclasses import dataclass

from peaceops.domain.figures import Figure
from peaceops.options import likeliest, likeliest_first, whole_odds


@dataclass(frozen=True)
class Draft:
    name: str
    p_adopted: Figure | None
    p_put_and_adopted: Figure | None


def draft(name: str, adopted: float | None, both: float | None = None) -> Draft:
    odds = [
        None if value is None else Figure(key, key, value, "probability", "assumed")
        for key, value in (("adopted", adopted), ("both", both))
    ]
    return Draft(name, *odds)


def names(*drafts: Draft) -> list[str]:
    return [item.name for item, _odds in likeliest_first(drafts)]


def test_drafts_are_ranked_by_the_odds_of_being_put_to_the_vote_and_adopted() -> None:
    renew, end = draft("renew", 0.9, 0.3), draft("end", 0.8, 0.6)
    assert names(renew, end) == ["end", "renew"]
    assert [odds.key for _draft, odds in likeliest_first([renew, end])] == ["both", "both"]


def test_drafts_of_equal_odds_stay_as_they_stood() -> None:
    first, second, third = draft("b", 0.9, 0.4), draft("a", 0.95, 0.4), draft("c", 0.9, 0.5)
    assert names(first, second, third) == ["c", "b", "a"]
    assert likeliest([first, second]) is first and likeliest([second, first]) is second


def test_where_the_odds_of_one_are_not_known_all_are_ranked_by_adoption() -> None:
    known, unknown = draft("renew", 0.7, 0.6), draft("end", 0.8)
    assert not whole_odds([known, unknown])
    assert names(known, unknown) == ["end", "renew"]
    assert {odds.key for _draft, odds in likeliest_first([known, unknown])} == {"adopted"}


def test_none_is_the_likeliest_to_be_put_and_adopted_where_that_is_not_known_of_all() -> None:
    known, unknown = draft("renew", 0.7, 0.6), draft("end", 0.8)
    assert likeliest([known, unknown], whole=True) is None
    assert likeliest([known], whole=True) is known


def test_what_needs_no_vote_is_left_out() -> None:
    staying, renew = draft("status quo", None), draft("renew", 0.9, 0.8)
    assert names(staying, renew) == ["renew"]
    assert likeliest([staying, renew], whole=True) is renew
    assert likeliest([staying]) is None and likeliest([]) is None
