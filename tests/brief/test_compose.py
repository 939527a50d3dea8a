"""A brief is composed from what was known on the date, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from brief.composed import REFERENCE, brief, reference
from peaceops.brief.compose import compose
from peaceops.brief.document import Brief
from peaceops.brief.host_position import consent_to
from peaceops.brief.layout.factors import FACTORS, figures_of
from peaceops.brief.layout.headlines import headlines
from peaceops.brief.schema import as_data, to_json
from peaceops.case import load_case, parse_case
from peaceops.edition import active_missions, find_mission, open_edition
from peaceops.edition.cut import cut
from peaceops.errors import CaseError, UnknownMissionError
from peaceops.options.from_case import stated_strength

ENDS = {
    ("UNMISS", date(2023, 2, 15)): date(2023, 3, 15),
    ("MONUSCO", date(2023, 12, 1)): date(2023, 12, 20),
    ("MINUSCA", date(2023, 11, 1)): date(2023, 11, 15),
    ("UNAMID", date(2020, 12, 1)): date(2020, 12, 31),
    ("MINURCAT", date(2010, 3, 1)): date(2010, 3, 15),
    ("UNIFIL", date(2023, 8, 15)): date(2023, 8, 31),
    ("UNFICYP", date(2023, 1, 15)): date(2023, 1, 31),
    ("UNAMSIL", date(2004, 6, 1)): date(2004, 9, 30),
    ("UNMEE", date(2008, 1, 15)): date(2008, 1, 31),
}


def seated(brief: Brief) -> list[str]:
    """The members of the Council on the day."""
    codes: list[str] = brief.council.seats["country"].to_list()
    return codes


def test_the_reference_mandate_ends_in_fourteen_days() -> None:
    mandate = reference().mandate
    assert (mandate.ends, mandate.days_left) == (date(2023, 6, 30), 14)
    assert mandate.resolution == "S/RES/2640 (2022)"
    assert (mandate.ceiling.military, mandate.ceiling.police) == (13_289, 1_920)


def test_the_last_vote_was_13_0_2() -> None:
    last = reference().council.last_vote
    assert last is not None
    assert (last.decision, last.yes, last.no, last.abstain) == ("S/RES/2640 (2022)", 13, 0, 2)
    assert set(last.abstaining) == {"CHN", "RUS"}


def test_the_fifteen_members_of_june_2023_sit() -> None:
    assert set(seated(reference())) == {
        "CHN",
        "FRA",
        "GBR",
        "RUS",
        "USA",
        "ALB",
        "BRA",
        "ECU",
        "GAB",
        "GHA",
        "JPN",
        "MLT",
        "MOZ",
        "CHE",
        "ARE",
    }
    assert len(seated(reference())) == 15


def test_each_members_odds_sum_to_one() -> None:
    for draft in reference().council.drafts.values():
        assert draft.members["country"].to_list() == seated(reference())
        for odds in draft.members.select("yes", "no", "abstain").iter_rows():
            assert sum(odds) == pytest.approx(1)
            assert min(odds) >= 0


def test_the_case_is_in_the_brief_with_its_sources() -> None:
    made = reference()
    stated = stated_strength(made.case)
    assert stated is not None
    assert stated.source == "S/2023/36"
    assert {*made.picture.departures.listed["country"]} >= {"DEU", "CIV", "BEN"}
    options = made.comparison.options
    assert [result.id for result in options] == ["increase", "reconfigure", "withdraw", "rollover"]
    assert "against the request" in consent_to(options[0].option, made.mission, made.case)
    assert "meets the request" in consent_to(options[2].option, made.mission, made.case)


def test_without_a_case_the_record_says_what_meets_the_hosts_request() -> None:
    made = reference()
    mission = open_edition().as_of(date(2023, 6, 16)).mission("MINUSMA")
    sentences = [consent_to(result.option, mission, None) for result in made.comparison.options]
    assert "goes against the request" in sentences[0]
    assert "meets the request" in sentences[2]
    assert "leaves the request open" in sentences[3]
    nobody = replace(mission, host_position=None)
    assert consent_to(made.comparison.options[0].option, nobody, None).endswith("is not known.")


def test_every_figure_says_how_it_is_known() -> None:
    for figure in reference().figures:
        assert figure.method and figure.label
        assert figure.evidence, figure.key


def test_what_an_option_means_is_made_of_figures() -> None:
    made = reference()
    known = set(made.by_key)
    for option in made.comparison.options:
        for figure in (
            option.strength, option.cost, option.deaths["all"], option.cost_difference,
            option.deaths_difference["all"], option.peacekeeper_fatalities,
        ):  # fmt: skip
            assert figure is not None
            assert figure.key in known
    for factor, *_words in FACTORS:
        assert {figure.key for figure in figures_of(made, factor)} <= known


def test_a_cost_that_the_case_assumes_is_shown_as_an_assumption() -> None:
    costs = [one for one in reference().figures if one.key.endswith((".cost", ".cost_difference"))]
    assert costs
    assert all(one.assumption and "assumed in the assumptions file" in one.method for one in costs)
    assert all(
        any("assumed" in note for note in result.notes) for result in reference().comparison.options
    )


@pytest.mark.slow
@pytest.mark.parametrize(("mission", "day"), ENDS, ids=str)
def test_the_same_command_answers_for_other_missions(mission: str, day: date) -> None:
    made = brief(mission, day)
    assert made.mandate.ends == ENDS[(mission, day)]
    assert len(seated(made)) == 15
    assert made.council.last_vote is not None
    assert made.picture.strength.latest is not None
    assert made.violence.hosts


@pytest.mark.slow
def test_every_mission_active_on_the_date_has_a_brief() -> None:
    active = active_missions(open_edition(), REFERENCE[1])
    assert {"MINUSMA", "MONUSCO", "UNMISS", "UNIFIL", "UNTSO", "UNMOGIP", "UNMIK"} <= set(active)
    assert "UNAMID" not in active
    for mission in active:
        assert headlines(brief(mission, REFERENCE[1]))


LEAKS = [
    REFERENCE,
    ("MINUSMA", date(2022, 6, 16), "minusma-2022-06"),
    ("MINUSMA", date(2023, 6, 16), None),
    ("UNMISS", date(2013, 12, 10), None),
    ("MONUSCO", date(2019, 3, 25), None),
    ("UNAMID", date(2020, 12, 1), None),
    ("MINURCAT", date(2010, 3, 1), None),
    ("UNIFIL", date(2006, 8, 1), None),
    ("UNMEE", date(2008, 1, 15), None),
]


@pytest.mark.slow
@pytest.mark.parametrize(("mission", "day", "case"), LEAKS, ids=str)
def test_the_future_cannot_move_a_brief(
    mission: str, day: date, case: str | None, tmp_path: Path
) -> None:
    """An edition cut at the date gives the same brief to the byte."""
    known = load_case(case) if case else None
    before = compose(cut(open_edition(), day, tmp_path), mission, day, case=known)
    assert to_json(before) == to_json(brief(mission, day, case))


@pytest.mark.slow
def test_the_seed_moves_draws_and_nothing_else_does() -> None:
    edition, (mission, day, _) = open_edition(), REFERENCE
    again = compose(edition, mission, day)  # of an edition and a view of its own
    assert to_json(again) == to_json(brief(mission, day))
    other = as_data(compose(edition, mission, day, seed=1))
    same = as_data(brief(mission, day))
    assert other["violence"]["hosts"] != same["violence"]["hosts"]
    assert other["mission"]["mandate"] == same["mission"]["mandate"]


def test_a_mission_that_does_not_exist_suggests_the_nearest() -> None:
    with pytest.raises(UnknownMissionError, match="Did you mean MINUSMA"):
        find_mission(open_edition(), "MINUSMAA", REFERENCE[1])


def test_a_date_before_the_mission_is_refused_with_its_start() -> None:
    with pytest.raises(UnknownMissionError, match="MINUSMA began on 2013-04-25"):
        compose(open_edition(), "MINUSMA", date(2012, 1, 1))


def test_a_date_after_the_mission_closed_is_refused() -> None:
    with pytest.raises(UnknownMissionError, match="UNMIS closed on"):
        compose(open_edition(), "UNMIS", date(2015, 1, 1))


def test_a_case_about_another_mission_is_refused() -> None:
    with pytest.raises(CaseError, match="about MINUSMA, the question about UNMISS"):
        compose(open_edition(), "UNMISS", REFERENCE[1], case=load_case("minusma-2023-06"))


def test_a_case_with_statements_after_the_date_is_refused() -> None:
    with pytest.raises(CaseError, match="dated after 2023-06-01"):
        compose(open_edition(), "MINUSMA", date(2023, 6, 1), case=load_case("minusma-2023-06"))


def test_a_position_of_a_state_that_does_not_sit_is_refused() -> None:
    text = """
case: wrong-seat
mission: MINUSMA
as_of: 2023-06-16
statements:
  - {id: a, kind: member_position, date: 2023-06-16, country: NOR, position: for,
     speaker: Norway, text: Supports it., source: A meeting}
"""
    with pytest.raises(CaseError, match="NOR.*does not sit"):
        compose(open_edition(), "MINUSMA", REFERENCE[1], case=parse_case(text))
