"""Charter article 27: what a tally makes of a draft."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.made_view import PERMANENT, SEATED
from peaceops.council.rule import VOTES, outcome, outcome_of_tally, size, votes_needed
from peaceops.errors import EditionError

NOW, EARLIER = date(2023, 6, 30), date(1965, 12, 31)
ELEVEN = SEATED[:11]
whole_votes = st.fixed_dictionaries({one: st.sampled_from(VOTES) for one in SEATED})


def votes(yes: int, no: tuple[str, ...] = ()) -> dict[str, str]:
    """``yes`` members in favour, those of ``no`` against, the others abstaining."""
    willing = [one for one in reversed(SEATED) if one not in no][:yes]
    return {one: "no" if one in no else "yes" if one in willing else "abstain" for one in SEATED}


@pytest.mark.parametrize(("yes", "result"), [(15, "adopted"), (9, "adopted"), (8, "failed")])
def test_nine_votes_of_fifteen_adopt(yes: int, result: str) -> None:
    assert outcome(votes(yes), SEATED, PERMANENT, NOW) == result


def test_a_permanent_member_against_is_a_veto_only_where_nine_are_in_favour() -> None:
    assert outcome(votes(9, no=("RUS",)), SEATED, PERMANENT, NOW) == "vetoed"
    assert outcome(votes(8, no=("RUS",)), SEATED, PERMANENT, NOW) == "failed"
    assert outcome(votes(9, no=("ALB",)), SEATED, PERMANENT, NOW) == "adopted"


def test_there_is_no_veto_on_procedure() -> None:
    against = votes(11, no=("RUS",))
    assert outcome(against, SEATED, PERMANENT, NOW, procedural=True) == "adopted"
    assert outcome(votes(8), SEATED, PERMANENT, NOW, procedural=True) == "failed"


@pytest.mark.parametrize("word", ["abstain", "absent", "not_participating"])
def test_withholding_a_yes_is_no_veto(word: str) -> None:
    cast = votes(10) | dict.fromkeys(PERMANENT, word)
    assert outcome(cast, SEATED, PERMANENT, NOW) == "adopted"


def test_seven_of_eleven_adopt_until_the_council_is_enlarged() -> None:
    seven = {one: "yes" if place < 7 else "abstain" for place, one in enumerate(ELEVEN)}
    assert outcome(seven, ELEVEN, PERMANENT, EARLIER) == "adopted"
    assert (size(EARLIER), votes_needed(EARLIER)) == (11, 7)
    assert (size(date(1966, 1, 1)), votes_needed(date(1966, 1, 1))) == (15, 9)


def test_a_member_left_out_is_absent() -> None:
    nine = dict.fromkeys(SEATED[-9:], "yes")
    assert outcome(nine, SEATED, PERMANENT, NOW) == "adopted"
    del nine["MOZ"]
    assert outcome(nine, SEATED, PERMANENT, NOW) == "failed"


@given(whole_votes)
def test_the_definition(cast: dict[str, str]) -> None:
    enough = list(cast.values()).count("yes") >= 9
    barred = "no" in {cast[one] for one in PERMANENT}
    result = outcome(cast, SEATED, PERMANENT, NOW)
    assert (result == "adopted") == (enough and not barred)
    assert (result == "vetoed") == (enough and barred)


@given(whole_votes, st.sampled_from(SEATED))
def test_one_more_vote_in_favour_never_harms_a_draft(cast: dict[str, str], member: str) -> None:
    if outcome(cast, SEATED, PERMANENT, NOW) == "adopted":
        assert outcome(cast | {member: "yes"}, SEATED, PERMANENT, NOW) == "adopted"


@given(whole_votes, st.permutations(SEATED))
def test_the_order_of_members_does_not_matter(cast: dict[str, str], order: list[str]) -> None:
    turned = {one: cast[one] for one in order}
    first = outcome(cast, SEATED, PERMANENT, NOW)
    assert outcome(turned, tuple(order), PERMANENT[::-1], NOW) == first


@given(whole_votes, st.sampled_from(PERMANENT))
def test_a_veto_never_helps(cast: dict[str, str], member: str) -> None:
    assert outcome(cast | {member: "no"}, SEATED, PERMANENT, NOW) != "adopted"


@given(st.lists(whole_votes, min_size=1, max_size=8), st.booleans())
def test_the_rule_over_columns_is_the_same_rule(
    many: list[dict[str, str]], procedural: bool
) -> None:
    one_by_one = [outcome(one, SEATED, PERMANENT, NOW, procedural=procedural) for one in many]
    frame = pl.DataFrame(
        {
            "yes": [list(one.values()).count("yes") for one in many],
            "vetoes": [sum(one[member] == "no" for member in PERMANENT) for one in many],
        }
    ).with_columns(on=pl.lit(NOW))
    rule = outcome_of_tally(pl.col("yes"), pl.col("vetoes"), pl.col("on"), pl.lit(procedural))
    assert frame.select(rule.alias("rule"))["rule"].to_list() == one_by_one


def test_a_state_that_does_not_sit_cannot_vote() -> None:
    with pytest.raises(EditionError, match="MLI did not sit on the Council on 2023-06-30"):
        outcome({"MLI": "yes"}, SEATED, PERMANENT, NOW)


def test_a_vote_has_five_names() -> None:
    with pytest.raises(EditionError, match="'Maybe' is not a vote"):
        outcome({"ALB": "Maybe"}, SEATED, PERMANENT, NOW)


def test_the_council_must_be_whole() -> None:
    with pytest.raises(EditionError, match="has 15 members, not 14"):
        outcome({}, SEATED[:14], PERMANENT, NOW)


@pytest.mark.parametrize(
    ("members", "permanent", "problem"),
    [
        ((*SEATED, "MLI"), PERMANENT, "has 15 members, not 16"),
        ((*SEATED[:14], "ALB"), PERMANENT, "ALB stands twice among the members"),
        (SEATED, PERMANENT[:4], "the permanent member USA is missing"),
        (SEATED, (*PERMANENT, "ALB"), "ALB has no permanent seat"),
        (SEATED, ("CHN", "FRA", "GBR", "USA"), "RUS or SUN is missing"),
        (("SUN", *SEATED[:14]), ("SUN", *PERMANENT), "RUS and SUN hold one permanent seat"),
        (("TWN", *SEATED[1:]), PERMANENT, "CHN did not sit on the Council"),
    ],
)
def test_a_council_that_is_not_the_charters_is_refused(
    members: tuple[str, ...], permanent: tuple[str, ...], problem: str
) -> None:
    with pytest.raises(EditionError, match=problem):
        outcome({}, members, permanent, NOW)


def test_the_council_first_met_on_17_january_1946() -> None:
    with pytest.raises(EditionError, match="first met on 1946-01-17"):
        outcome({}, ELEVEN, PERMANENT, date(1946, 1, 16))


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(EditionError) as caught:
        outcome({"MLI": "yes", "ALB": "Maybe"}, SEATED[:14], PERMANENT[:4], NOW)
    told = str(caught.value)
    assert all(one in told for one in ("not 14", "USA is missing", "MLI did not sit", "'Maybe'"))


@pytest.mark.parametrize("vote", [None, 1, True, ["yes"]])
def test_a_vote_that_is_no_word_is_refused(vote: object) -> None:
    with pytest.raises(EditionError, match="is not a vote"):
        outcome({"ALB": vote}, SEATED, PERMANENT, NOW)  # type: ignore[dict-item]


@pytest.mark.parametrize(("yes", "vetoes"), [(-1, 0), (16, 0), (9, 6), (9, -1), (14, 2)], ids=str)
def test_a_tally_that_no_council_gives_has_no_outcome(yes: int, vetoes: int) -> None:
    frame = pl.DataFrame({"yes": [yes], "vetoes": [vetoes], "on": [NOW]})
    rule = outcome_of_tally(pl.col("yes"), pl.col("vetoes"), pl.col("on"), pl.lit(False))
    assert frame.select(rule=rule)["rule"].item() is None
