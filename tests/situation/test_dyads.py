"""Who fights whom in a mission's hosts: named, by month, and never summed as the host's."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from edition.publisher_files import PKO
from peaceops.cli import app
from peaceops.edition import Edition
from peaceops.edition.build import build
from peaceops.edition.cut import cut
from peaceops.situation import Actors, actors
from situation.made import situated_edition
from sources.made_tabulated import BURKINA, COUNTRY, country_rows, write_tabulated
from sources.made_violence import event, write_events, write_rows

DAY = date(2023, 6, 16)  # figures to April 2023 are known


def edition_of(folder: Path, *, without: tuple[str, ...] = ()) -> Edition:
    sources = write_tabulated(folder / "sources", without=without)
    (sources / "DPPADPOSS-PKO.csv").write_text(PKO, encoding="utf-8")
    return build(sources, folder / "edition").edition


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edition_of(tmp_path_factory.mktemp("actors"))


@pytest.fixture(scope="module")
def answer(edition: Edition) -> Actors:
    return actors(edition.as_of(DAY), "MINUSMA")


def line_of(answer: Actors, dyad: int) -> dict[str, object]:
    return answer.dyads.filter(pl.col("dyad") == dyad).row(0, named=True)


def test_dyads_and_perpetrators_are_named_with_their_deaths(answer: Actors) -> None:
    named = answer.dyads.select("name", "last_12", "previous_12").rows()
    assert sorted(named) == [
        ("Government of Mali - Civilians", 40, 20),
        ("Government of Mali - JNIM", 120, 120),
        ("IS (IS Sahel) - JNIM", 72, 72),
        ("JNIM - Civilians", 96, 96),
    ]
    assert answer.until == date(2023, 4, 1)


def test_deaths_of_a_dyad_of_several_countries_are_bounded_by_the_hosts(answer: Actors) -> None:
    between = line_of(answer, 16207)
    assert (between["elsewhere"], between["last_12"], between["at_most_12"]) == ("BFA", 72, 48)
    figure = answer.last_12["MLI", 16207]
    assert figure.value == 72 and "in all their countries together" in figure.label
    assert "It is also active in Burkina Faso: not all deaths are in Mali" in figure.method
    assert "At most 48 of them can have died in Mali" in figure.method
    alone = answer.last_12["MLI", 15108]
    assert "all their countries" not in alone.label and "At most" not in alone.method


def test_what_is_provisional_is_said(answer: Actors) -> None:
    assert line_of(answer, 15108)["provisional"] == 40
    assert "40 of them are provisional" in answer.last_12["MLI", 15108].method
    assert any("January 2023, February 2023" in sentence for sentence in answer.coverage)
    last = answer.months.filter(pl.col("dyad") == 15108).row(-1, named=True)
    assert (last["month"], last["deaths"], last["provisional"]) == (date(2023, 4, 1), 10, True)


def test_months_without_an_event_are_zeros_up_to_the_last_on_record(answer: Actors) -> None:
    months = answer.months.filter(pl.col("dyad") == 921)
    assert months.height == 120 and months["deaths"].sum() == 60
    assert months["month"][-1] == date(2023, 4, 1)
    assert answer.years.filter(pl.col("dyad") == 921).rows() == [("MLI", 921, 2022, 60)]


def test_actors_keep_deaths_of_the_host_and_of_several_countries_apart(answer: Actors) -> None:
    rows = {(line["actor"], line["role"]): line for line in answer.actors.to_dicts()}
    fighting = rows["JNIM", "side in fighting"]
    assert (fighting["host_alone"], fighting["several_countries"]) == (120, 72)
    assert (fighting["dyads"], fighting["at_most"]) == (2, 168)
    mali = rows["Government of Mali", "perpetrator of one-sided violence"]
    assert (mali["kind"], mali["host_alone"]) == ("host government", 40)


def test_names_that_are_missing_are_a_gap(answer: Actors) -> None:
    told = [gap.what for gap in answer.gaps if gap.key == "situation.dyads.unnamed"]
    assert told == [
        "the names of 1 dyads and perpetrators with 3 deaths in the twelve months to April 2023, "
        "in all countries"
    ]


def test_a_later_date_says_that_the_record_has_ended(edition: Edition) -> None:
    later = actors(edition.as_of(date(2023, 10, 25)), "MINUSMA")
    assert later.until == date(2023, 4, 1)
    (gap,) = (gap for gap in later.gaps if gap.key == "situation.dyads.late")
    assert "ends 5 months before" in gap.why and "not months without deaths" in gap.why


def test_an_earlier_date_knows_nothing_later(edition: Edition, tmp_path: Path) -> None:
    day = date(2022, 2, 25)
    before = actors(edition.as_of(day), "MINUSMA")
    assert before.until == date(2022, 1, 1)
    assert line_of(before, 921)["last_12"] == 5 and 19000 not in set(before.dyads["dyad"])
    of_cut = actors(cut(edition, day, tmp_path / "cut").as_of(day), "MINUSMA")
    for name in ("dyads", "years", "months", "actors"):
        assert getattr(of_cut, name).equals(getattr(before, name))
    assert (of_cut.figures, of_cut.gaps) == (before.figures, before.gaps)


def test_an_event_ties_a_dyad_to_a_host_that_the_registry_does_not_list(tmp_path: Path) -> None:
    sources = write_tabulated(tmp_path / "sources")
    registry = sources / "registry" / "nonstate.yaml"
    registry.write_text(registry.read_text().replace("- 432\n", ""), encoding="utf-8")
    (sources / "DPPADPOSS-PKO.csv").write_text(PKO, encoding="utf-8")
    fight = event(type_of_violence=2, side_a="IS", side_b="JNIM")
    write_events(sources / "GEDEvent_v23_1.csv", fight)
    answer = actors(build(sources, tmp_path / "edition").edition.as_of(DAY), "MINUSMA")
    assert line_of(answer, 16207)["tied_by"] == "events"
    assert (
        "Counted for Mali because UCDP has events of it there"
        in answer.last_12["MLI", 16207].method
    )


def test_a_dyad_none_of_whose_deaths_can_lie_in_the_host_has_no_figure(tmp_path: Path) -> None:
    sources = write_tabulated(tmp_path / "sources")
    moved = [row | {"ns_deaths": 6 if row["gwno"] == BURKINA else 0} for row in country_rows()]
    write_rows(sources / "country-month.csv", COUNTRY, [row | {"ns_events": 1} for row in moved])
    (sources / "DPPADPOSS-PKO.csv").write_text(PKO, encoding="utf-8")
    answer = actors(build(sources, tmp_path / "edition").edition.as_of(DAY), "MINUSMA")
    between = line_of(answer, 16207)
    assert (between["last_12"], between["at_most_12"]) == (72, 0)
    assert ("MLI", 16207) not in answer.last_12 and ("MLI", 15108) in answer.last_12
    assert "IS (IS Sahel)" not in set(answer.actors["actor"])


def test_without_the_tables_there_is_a_gap_and_no_figure(tmp_path: Path) -> None:
    answer = actors(situated_edition(tmp_path / "e").as_of(DAY), "UNTEST")
    assert answer.figures == () and answer.dyads.is_empty() and answer.until is None
    assert [gap.key for gap in answer.gaps] == ["situation.dyads"]
    assert "holds no table violence_dyads" in answer.gaps[0].why


def test_the_command_says_the_same_as_table_json_and_csv(
    edition: Edition, answer: Actors, tmp_path: Path
) -> None:
    ask = ["situation", "actors", "MINUSMA", "--as-of", "2023-06-16"]
    ask += ["--edition", str(edition.folder)]
    path = tmp_path / "months.csv"
    shown = CliRunner().invoke(app, [*ask, "--csv", str(path)])
    assert shown.exit_code == 0, shown.output
    for words in ("Mali, twelve months to April 2023", "IS (IS Sahel) - JNIM", "UCDP's count"):
        assert words in shown.output
    rows = list(csv.DictReader(path.open()))
    assert len(rows) == answer.months.height and rows[-1]["name"] == "IS (IS Sahel) - JNIM"
    again = CliRunner().invoke(app, [*ask, "--csv", str(path), "--json"])
    content = json.loads(again.stdout)
    assert content["dyads"][0]["name"] == answer.dyads["name"][0]
    (tmp_path / "mine.csv").write_text("a,b\n1,2\n")
    refused = CliRunner().invoke(app, [*ask, "--csv", str(tmp_path / "mine.csv")])
    assert refused.exit_code != 0


@pytest.mark.pack
@pytest.mark.slow
def test_mali_in_june_2023_has_its_actors_by_name(
    pack: Path, pack_2026: Path, tmp_path: Path
) -> None:
    violence = pack_2026 / "violence"
    files = [violence / "country-month.csv", violence / "dyad-month.csv", violence / "registry"]
    candidate = next((pack / "violence" / "events").glob("GEDEvent_*candidate*"))
    files += [violence / "meta.yaml", candidate, pack / "missions" / "DPPADPOSS-PKO.csv"]
    answer = actors(build(files, tmp_path / "edition").edition.as_of(DAY), "MINUSMA")
    deaths = {line["name"]: line["last_12"] for line in answer.dyads.to_dicts()}
    assert deaths["Government of Mali - JNIM"] > 500
    assert deaths["Government of Mali - IS (IS Sahel)"] > 100
    assert deaths["IS (IS Sahel) - JNIM"] > 100
    assert deaths["Government of Mali - Civilians"] > 100
    assert deaths["JNIM - Civilians"] > 300
    lately = answer.actors.filter(pl.col("at_most") > 0)
    assert {"JNIM", "IS (IS Sahel)", "Government of Mali"} <= set(lately["actor"])
