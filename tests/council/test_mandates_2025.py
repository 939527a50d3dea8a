"""Mandates on 30 September 2025, checked by hand against the texts of the resolutions.

What a mission's last text says is quoted beside each line; where the second pack has no text (it
ends in March 2025), the line rests on the title of the resolution, and says so.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.edition import Edition, build_edition
from peaceops.errors import UnknownMissionError

pytestmark = [pytest.mark.pack, pytest.mark.slow]

DAY = date(2025, 9, 30)
# mission, end of the mandate, usual term in months, military and police ceiling, decision, votes
ON_THE_DAY = [
    # 2759, 32: "extend the mandate of MINUSCA until 15 November 2025"; 33: "up to 14,400 military
    # personnel [...] and 3,020 police personnel"
    ("MINUSCA", date(2025, 11, 15), 12, 14400, 3020, "S/RES/2759 (2024)", (15, 0, 0)),
    # 2765, 31: "extend until 20 December 2025"; 32: "11,500 military personnel, 600 military
    # observers and staff officers, 443 police personnel, and 1,270 personnel of formed police"
    ("MONUSCO", date(2025, 12, 20), 12, 11500, 1713, "S/RES/2765 (2024)", (15, 0, 0)),
    # 2779 by its title; ceilings of 2729, 4: "a troop ceiling of 17,000 personnel, and a police
    # ceiling of 2,101 personnel"
    ("UNMISS", date(2026, 4, 30), 12, 17000, 2101, "S/RES/2779 (2025)", (12, 0, 3)),
    # 2760, 1: "extend until 15 November 2025 the mandate of UNISFA"; 4: "troop ceiling of 3,250";
    # 5: "the authorized police ceiling at 640 police personnel"
    ("UNISFA", date(2025, 11, 15), 12, 3250, 640, "S/RES/2760 (2024)", (14, 0, 1)),
    # 2782 by its title; 2766, 15: "for a period of six months"
    ("UNDOF", date(2025, 12, 31), 6, 1250, None, "S/RES/2782 (2025)", (15, 0, 0)),
    # 2771, 11: "a further period ending on 31 January 2026"
    ("UNFICYP", date(2026, 1, 31), 12, 860, 69, "S/RES/2771 (2025)", (15, 0, 0)),
    # 2756, 1: "extend the mandate of MINURSO until 31 October 2025"
    ("MINURSO", date(2025, 10, 31), 12, None, None, "S/RES/2756 (2024)", (12, 0, 2)),
    # 2755, 1: "until 31 January 2025 [...] with a further automatic extension of an additional
    # nine months, that is, until 31 October 2025, if an UNSMIL SRSG has been appointed"
    ("UNSMIL", date(2025, 10, 31), 12, None, None, "S/RES/2755 (2024)", (15, 0, 0)),
    # 2754, 1: "extend the mandate of the Verification Mission until 31 October 2025"
    ("UNVMC", date(2025, 10, 31), 12, None, None, "S/RES/2754 (2024)", (15, 0, 0)),
    # 2785 by its title
    ("BINUH", date(2026, 1, 31), 12, None, None, "S/RES/2785 (2025)", (15, 0, 0)),
    # 50: observers, without a term
    ("UNTSO", None, None, None, None, "S/RES/50 (1948)", None),
    # 2753, 3: "a first phase of its transition until 31 October 2025"
    ("UNTMIS", date(2025, 10, 31), None, None, None, "S/RES/2753 (2024)", (15, 0, 0)),
    # 2790 by its title: "final extension [...] until 31 Dec. 2026"; ceiling of 2539 (2020)
    ("UNIFIL", date(2026, 12, 31), 12, 13000, None, "S/RES/2790 (2025)", (15, 0, 0)),
    # 2732, 1: "a final 19-month period until 31 December 2025"
    ("UNAMI", date(2025, 12, 31), 12, None, None, "S/RES/2732 (2024)", (15, 0, 0)),
    # 2777, 3: "extend until 17 March 2026 the mandate of UNAMA"
    ("UNAMA", date(2026, 3, 17), 12, None, None, "S/RES/2777 (2025)", (15, 0, 0)),
    # 2786 by its title
    ("UNMHA", date(2026, 1, 28), 12, None, None, "S/RES/2786 (2025)", (15, 0, 0)),
]


@pytest.fixture(scope="module")
def edition(pack: Path, pack_2026: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Votes and missions of both packs."""
    sources = [folder / part for folder in (pack, pack_2026) for part in ("council", "missions")]
    return build_edition(sources, tmp_path_factory.mktemp("mandates") / "edition").edition


@pytest.mark.parametrize("line", ON_THE_DAY, ids=lambda line: line[0])
def test_a_mandate_is_what_its_text_says(edition: Edition, line: tuple[object, ...]) -> None:
    mission, ends, term, military, police, decision, votes = line
    mandate = edition.as_of(DAY).mission(str(mission)).mandate
    assert (mandate.ends, mandate.usual_term) == (ends, term)
    assert (mandate.ceiling.military, mandate.ceiling.police) == (military, police)
    assert mandate.resolution == decision
    assert mandate.status == ("open-ended" if ends is None else "in force")
    if votes is not None:
        tally = mandate.history.filter(decision=decision).row(0, named=True)
        assert (tally["yes"], tally["no"], tally["abstain"]) == votes


def test_every_political_or_peacekeeping_mandate_of_2024_and_2025_has_its_mission(
    edition: Edition,
) -> None:
    view = edition.as_of(DAY)
    recent = view.table("decisions").filter(
        pl.col("date") > date(2023, 12, 31), pl.col("outcome") == "adopted"
    )
    extends = recent.filter(pl.col("title").str.contains(r"mandate of the (?:UN|United Nations) "))
    others = extends.join(view.table("mandates"), on="decision", how="anti")["title"].to_list()
    assert extends.height > 20
    assert [title for title in others if "Panel" not in title and "Monitoring" not in title] == []


def test_the_end_of_unifil_is_decided_and_its_withdrawal_takes_a_year(edition: Edition) -> None:
    mandate = edition.as_of(DAY).mission("UNIFIL").mandate
    assert (mandate.kind, mandate.decided_end) == ("terminate", date(2026, 12, 31))
    assert mandate.withdrawn_by == date(2027, 12, 31)
    before = edition.as_of(date(2025, 8, 27)).mission("UNIFIL").mandate
    assert (before.decided_end, before.withdrawn_by) == (None, None)
    withdrawing = edition.as_of(date(2027, 2, 1)).mission("UNIFIL").mandate
    assert (withdrawing.status, withdrawing.decided_end) == ("ended", date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "military", "police"),
    [
        (date(2024, 6, 30), 13500, 2001),
        (date(2024, 7, 1), 11500, 1713),  # the day that resolution 2717 set in December 2023
        (date(2024, 8, 7), 11500, 1713),  # after resolution 2746, which changes none
    ],
)
def test_a_ceiling_falls_on_the_day_set(edition: Edition, day: date, military: int, police: int):
    mandate = edition.as_of(day).mission("MONUSCO").mandate
    assert (mandate.ceiling.military, mandate.ceiling.police) == (military, police)


def test_a_term_goes_on_by_itself_only_once_the_condition_is_met(edition: Edition) -> None:
    ends = {
        day: edition.as_of(day).mission("UNSMIL").mandate.ends
        for day in (date(2025, 1, 23), date(2025, 1, 24))
    }
    assert list(ends.values()) == [date(2025, 1, 31), date(2025, 10, 31)]


@pytest.mark.parametrize(
    ("mission", "day", "position"),
    [
        ("UNAMI", date(2024, 5, 7), None),
        ("UNAMI", date(2024, 5, 8), "asks-to-leave"),
        ("UNAMI", date(2024, 5, 31), None),
        ("UNSOM", date(2024, 5, 31), "asks-to-leave"),
        ("UNSOM", date(2024, 10, 30), None),
        ("UNIFIL", DAY, None),  # Lebanon wants an international presence: no request to leave
    ],
)
def test_a_host_s_request_is_known_from_its_day_to_its_answer(
    edition: Edition, mission: str, day: date, position: str | None
) -> None:
    host_position = edition.as_of(day).mission(mission).host_position
    assert (host_position.position if host_position else None) == position


def test_bodies_that_are_no_missions_of_the_un_are_named_as_such(edition: Edition) -> None:
    with pytest.raises(
        UnknownMissionError, match=r"no peace operation of the United Nations.*2767"
    ):
        edition.as_of(DAY).mission("AUSSOM")
    with pytest.raises(UnknownMissionError) as caught:
        edition.as_of(date(2024, 12, 26)).mission("AUSSOM")
    assert "2767" not in str(caught.value), "nobody knew it before it was authorised"


def test_a_mission_that_took_another_name_follows_the_one_before(edition: Edition) -> None:
    mandate = edition.as_of(date(2024, 10, 31)).mission("UNSOM").mandate
    assert (mandate.kind, mandate.ends) == ("terminate", date(2024, 10, 31))
    with pytest.raises(UnknownMissionError, match="closed on 2024-10-31"):
        edition.as_of(DAY).mission("UNSOM")
    assert edition.as_of(DAY).mission("UNTMIS").hosts == ("SOM",)


def test_every_mission_on_record_has_a_kind(edition: Edition) -> None:
    view = edition.as_of(DAY)
    assert set(view.table("mission_kinds")["mission"]) == set(view.table("missions")["mission"])
