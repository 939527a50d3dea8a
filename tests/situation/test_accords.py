"""Who signed the hosts' agreements, who fights outside of them, and coups."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mission.made_mission import edition_of
from peaceops.domain.figures import figures_in
from peaceops.edition import Edition
from peaceops.edition.assemble import states
from peaceops.edition.cut import cut
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.situation import Accords, accords
from peaceops.sources import all_readers, recognise

DAY = date(2023, 6, 16)
MISSION: dict[str, list[dict[str, object]]] = {
    "missions": [{"mission": "UNTEST", "name": "Test", "kind": "peacekeeping",
                  "start": date(2013, 4, 25)}],
    "mission_hosts": [{"mission": "UNTEST", "country": "MLI", "known_on": date(2013, 4, 25)}],
    "mission_kinds": [{"mission": "UNTEST", "kind": "multidimensional peacekeeping",
                       "nation_wide": True, "reason": "made", "known_on": date(2013, 4, 25)}],
}  # fmt: skip
GROUPS = {  # name: dyad, year of its first episode, year of its end
    "CMA": (1, 2012, 2015), "Again": (2, 2012, None), "JNIM": (3, 2017, None),
    "Gone": (4, 2012, 2013), "New": (5, 2022, None),
}  # fmt: skip
SIGNED = {"CMA": date(2015, 6, 20), "Again": date(2015, 6, 20), "Old": date(1992, 4, 11)}


def made(folder: Path, **changes: list[dict[str, object]]) -> Edition:
    days = sorted(set(SIGNED.values()))
    agreements = [
        {"agreement": at, "date": day, "name": f"Accord of {day.year}", "about": "territory"}
        for at, day in enumerate(days, start=1)
    ]
    signatories = [
        {"agreement": days.index(day) + 1, "dyad": dyad, "party": party, "government": government,
         "country": "MLI", "known_on": day}
        for dyad, (group, day) in enumerate(SIGNED.items(), start=1)
        for party, government in (("Government of Mali", True), (group, False))
    ]  # fmt: skip
    sides = [
        {"episode": dyad, "party": party, "government": government, "country": "MLI",
         "known_on": date(start + 1, 6, 30)}
        for group, (dyad, start, _) in GROUPS.items()
        for party, government in (("Government of Mali", True), (group, False))
    ]  # fmt: skip
    tables: dict[str, list[dict[str, object]]] = MISSION | {
        "peace_agreements": agreements,
        "peace_agreement_signatories": signatories,
        "conflict_episodes": [
            {"episode": dyad, "dyad": dyad, "start_year": start}
            for dyad, start, _ in GROUPS.values()
        ],
        "conflict_episode_sides": sides,
        "conflict_episode_ends": [
            {"episode": dyad, "end_year": end, "outcome": "low activity"}
            for dyad, _, end in GROUPS.values()
            if end
        ],
        "coup_years": [
            {"country": "MLI", "year": year, "attempts": int(year in (2012, 2020, 2021)),
             "successes": int(year in (2020, 2021))}
            for year in range(2005, 2024)
        ],
    }  # fmt: skip
    return edition_of(folder, **{name: rows for name, rows in (tables | changes).items() if rows})


def answer(edition: Edition, day: date = DAY) -> Accords:
    view = edition.as_of(day)
    return accords(view, view.mission("UNTEST"))


def test_who_stands_in_and_who_outside(tmp_path: Path) -> None:
    of = answer(made(tmp_path))
    stands = dict(of.groups.select("party", "stands").rows())
    assert stands == {"CMA": "signed", "Again": "signed and fought again", "JNIM": "outside"}
    said = {figure.key.removeprefix("situation."): figure.value for figure in figures_in(of)}
    assert said == {
        "accords_MLI": 2,
        "accords_latest_MLI": "2015-06-20",
        "groups_signed_MLI": 1,
        "groups_signed_and_fought_again_MLI": 1,
        "groups_outside_MLI": 1,
        "coups_attempted_MLI": 2,
        "coups_successful_MLI": 2,
    }
    (host,) = of.hosts
    assert host.latest is not None and host.latest.label.endswith("Accord of 2015")
    assert "CMA" in host.latest.method and "Again" in host.latest.method


def test_a_war_that_began_last_year_and_a_coup_of_this_one_are_not_known(tmp_path: Path) -> None:
    edition = made(tmp_path)
    assert "New" not in answer(edition).groups["party"].to_list()
    later = answer(edition, date(2023, 12, 31))
    assert "New" in later.groups["party"].to_list()
    coups = later.hosts[0].coups
    assert coups is not None and "2014 to 2023" in coups.label


def test_a_group_that_signed_and_is_only_known_to_fight_before_it_stands_in(tmp_path: Path) -> None:
    """In 2016 the episodes of 2014 are the last on record: none tells of a war after 2015."""
    of = answer(made(tmp_path), date(2016, 1, 1))
    assert dict(of.groups.select("party", "stands").rows())["Again"] == "signed"


def test_before_an_agreement_its_signatories_are_outside(tmp_path: Path) -> None:
    of = answer(made(tmp_path), date(2015, 6, 19))
    assert of.hosts[0].latest is not None and of.hosts[0].latest.value == "1992-04-11"
    # That a war ended in 2013 is known when a year without it is on record: on 30 June 2015.
    assert set(of.groups.filter(stands="outside")["party"]) == {"CMA", "Again", "Gone"}


def test_the_end_of_the_record_is_a_gap(tmp_path: Path) -> None:
    edition = made(tmp_path)
    assert [gap.key for gap in answer(edition).gaps] == [
        "situation.accords_fighting", "situation.accords_late",
    ]  # fmt: skip
    assert not answer(edition, date(2015, 7, 1)).gaps[1:]


@pytest.mark.parametrize(
    ("table", "gap"),
    [
        ("peace_agreements", "situation.accords"),
        ("peace_agreement_signatories", "situation.accords_signatories"),
        ("conflict_episodes", "situation.accords_fighting"),
    ],
)
def test_a_table_that_is_missing_is_a_gap_and_no_zero(tmp_path: Path, table: str, gap: str) -> None:
    beside = {
        "peace_agreements": ["peace_agreement_signatories"],
        "conflict_episodes": ["conflict_episode_sides", "conflict_episode_ends"],
    }.get(table, [])
    of = answer(made(tmp_path, **{name: [] for name in (table, *beside)}))
    assert gap in [other.key for other in of.gaps]
    assert not [figure for figure in figures_in(of) if figure.key.startswith("situation.groups")]


@pytest.mark.pack
def test_the_hosts_agreements_of_the_pack(pack_2026: Path, tmp_path: Path) -> None:
    folder = pack_2026 / "violence"
    paths = [folder / "registry" / "peace-agreements.yaml", folder / "tables" / "episode.csv",
             folder / "tables" / "coup.csv"]  # fmt: skip
    readers = all_readers()
    read = [(path.name, reader.read(path)) for path in paths
            if (reader := recognise(path, readers).reader)]  # fmt: skip
    frames = states.assemble(ParsedFiles(read))
    rows = {name: frame.drop("source", "row").to_dicts() for name, frame in frames.items()}
    edition = edition_of(tmp_path / "whole", **(MISSION | rows))
    of = answer(edition)
    (host,) = of.hosts
    assert host.latest is not None and host.latest.value == "2015-06-20"
    assert dict(of.groups.select("party", "stands").rows()) == {
        "CMA": "signed", "IS": "outside", "JNIM": "outside",
    }  # fmt: skip
    assert host.successful is not None and host.successful.value == 2
    assert repr(of) == repr(answer(cut(edition, DAY, tmp_path / "cut")))
