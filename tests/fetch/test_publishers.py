"""Every publisher: the newest files come, come once, and give way to newer ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from edition.publisher_files import undl_votes
from fetch.made_site import (
    HUB_SETS,
    LIBRARY,
    QUICK,
    TODAY,
    VOTES,
    addresses,
    events,
    hub_file,
    links,
    put_votes,
    whole_site,
    zipped,
)
from fetch.site import Site, served_site, status
from peaceops.edition import build_edition
from peaceops.errors import FetchError
from peaceops.fetch import PUBLISHERS, Outcome, by_hand, fetch


@pytest.fixture
def site() -> Iterator[Site]:
    with served_site(whole_site()) as served:
        yield served


def bring(site: Site, folder: Path, *names: str, today: date = TODAY) -> dict[str, Outcome]:
    outcomes = fetch(folder, names, addresses=addresses(site), limits=QUICK, today=today)
    return {outcome.name: outcome for outcome in outcomes}


def statuses(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {name: outcome.status for name, outcome in outcomes.items()}


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("dataset", HUB_SETS)
def test_each_data_set_of_the_hub_comes_as_it_is_and_only_once(
    site: Site, tmp_path: Path, dataset: str
) -> None:
    name = f"{dataset}.csv"
    outcome = bring(site, tmp_path, dataset)[name]
    assert outcome.status == "new" and outcome.release and not outcome.before
    assert (tmp_path / name).read_bytes() == hub_file(dataset)
    assert names_in(tmp_path) == {name, "fetched.json"}
    assert bring(site, tmp_path, dataset)[name].status == "as before"
    path = f"/hub/data/{dataset}/CSV"
    assert site.headers_of(path)["If-None-Match"]


def test_a_changed_file_says_what_it_reaches_now_and_before(site: Site, tmp_path: Path) -> None:
    bring(site, tmp_path, "un-data-hub")
    later = hub_file("DPO-UCHISTORICAL").replace(b"2022-11-30", b"2022-12-31")
    site.files["/hub/data/DPO-UCHISTORICAL/CSV"] = later
    outcomes = bring(site, tmp_path, "un-data-hub")
    changed = outcomes.pop("DPO-UCHISTORICAL.csv")
    assert (changed.status, changed.before, changed.release) == ("new", "to 2022-11", "to 2022-12")
    assert set(statuses(outcomes).values()) == {"as before"}
    assert (tmp_path / "DPO-UCHISTORICAL.csv").read_bytes() == later


def test_pages_of_json_stand_in_where_the_csv_is_a_web_page(site: Site, tmp_path: Path) -> None:
    header, *rows = hub_file("DPO-UCHISTORICAL").decode().splitlines()
    table = [dict(zip(header.split(","), row.split(","), strict=True)) for row in rows]
    site.files["/hub/data/DPO-UCHISTORICAL/CSV"] = b"<!doctype html><html>log in</html>"
    site.pages["/hub/data/DPO-UCHISTORICAL/json"] = lambda query: json.dumps(
        {"data": table[2 * int(query["page_num"]) - 2 :][:2]}
    ).encode()
    assert bring(site, tmp_path, "DPO-UCHISTORICAL")["DPO-UCHISTORICAL.csv"].status == "new"
    assert (tmp_path / "DPO-UCHISTORICAL.csv").read_bytes() == hub_file("DPO-UCHISTORICAL")
    again = bring(site, tmp_path, "DPO-UCHISTORICAL")["DPO-UCHISTORICAL.csv"]
    assert again.status == "as before"


def test_a_web_page_and_no_pages_of_json_is_told_with_both_reasons(
    site: Site, tmp_path: Path
) -> None:
    bring(site, tmp_path, "DPPADPOSS-PKO")
    before = (tmp_path / "DPPADPOSS-PKO.csv").read_bytes()
    site.files["/hub/data/DPPADPOSS-PKO/CSV"] = b"<html>maintenance</html>"
    outcome = bring(site, tmp_path, "DPPADPOSS-PKO")["DPPADPOSS-PKO.csv"]
    assert outcome.status == "failed" and outcome.error is not None
    assert "a web page, not data" in str(outcome.error)
    assert "404" in str(outcome.error)
    assert outcome.by_hand == "https://psdata.un.org/dataset/DPPADPOSS-PKO"
    assert (tmp_path / "DPPADPOSS-PKO.csv").read_bytes() == before


def test_ucdp_gives_the_year_the_joint_months_and_the_months_after(
    site: Site, tmp_path: Path
) -> None:
    outcomes = bring(site, tmp_path, "ucdp")
    assert statuses(outcomes) == {
        "ged261-csv.zip": "new",
        "GEDEvent_v26_01_26_06.csv": "new",
        "GEDEvent_v26_0_7.csv": "new",
        "GEDEvent_v26_0_8.csv": "new",
    }
    assert outcomes["ged261-csv.zip"].release == "26.1"
    assert set(statuses(bring(site, tmp_path, "ucdp")).values()) == {"as before"}


def test_ucdp_without_a_page_of_downloads_is_tried_by_the_names_that_are_due(
    site: Site, tmp_path: Path
) -> None:
    del site.files["/ucdp/"]
    outcomes = bring(site, tmp_path, "ucdp")
    assert set(outcomes) == {
        "ged261-csv.zip", "GEDEvent_v26_01_26_06.csv", "GEDEvent_v26_0_7.csv",
        "GEDEvent_v26_0_8.csv",
    }  # fmt: skip
    assert set(statuses(outcomes).values()) == {"new"}
    assert "/ucdp/candidateged/GEDEvent_v26_0_3.csv" not in site.paths()


def test_a_later_year_of_ucdp_is_found_without_a_change_of_code(site: Site, tmp_path: Path) -> None:
    bring(site, tmp_path, "ucdp")
    content = zipped("GEDEvent_v27_1.csv", events(101, "2026-03-04"))
    site.files["/ucdp/ged/ged271-csv.zip"] = content
    site.files["/ucdp/candidateged/GEDEvent_v27_01_27_03.csv"] = events(301, "2027-02-04")
    site.files["/ucdp/candidateged/GEDEvent_v27_0_4.csv"] = events(302, "2027-04-04")
    del site.files["/ucdp/"]
    outcomes = bring(site, tmp_path, "ucdp", today=date(2027, 6, 20))
    assert outcomes["ged271-csv.zip"].status == "new"
    assert outcomes["ged271-csv.zip"].before == "26.1"
    assert {name for name in names_in(tmp_path) if name != "fetched.json"} == {
        "ged271-csv.zip", "GEDEvent_v27_01_27_03.csv", "GEDEvent_v27_0_4.csv",
    }  # fmt: skip
    assert set(outcomes["ged271-csv.zip"].superseded) == {
        "ged261-csv.zip", "GEDEvent_v26_01_26_06.csv", "GEDEvent_v26_0_7.csv",
        "GEDEvent_v26_0_8.csv",
    }  # fmt: skip


def test_before_the_yearly_release_the_candidates_of_two_years_come(
    site: Site, tmp_path: Path
) -> None:
    del site.files["/ucdp/"]
    site.files["/ucdp/candidateged/GEDEvent_v26_01_26_12.csv"] = events(210, "2026-12-04")
    site.files["/ucdp/candidateged/GEDEvent_v27_0_1.csv"] = events(301, "2027-01-14")
    outcomes = bring(site, tmp_path, "ucdp", today=date(2027, 2, 25))
    assert set(outcomes) == {
        "ged261-csv.zip", "GEDEvent_v26_01_26_12.csv", "GEDEvent_v27_0_1.csv",
    }  # fmt: skip


def test_a_joint_release_takes_the_place_of_its_months(site: Site, tmp_path: Path) -> None:
    bring(site, tmp_path, "ucdp")
    name = "GEDEvent_v26_01_26_09.csv"
    site.files[f"/ucdp/candidateged/{name}"] = events(205, "2026-09-12")
    site.files["/ucdp/"] = links("ged261-csv.zip", name)
    outcome = bring(site, tmp_path, "ucdp")[name]
    assert set(outcome.superseded) == {
        "GEDEvent_v26_01_26_06.csv", "GEDEvent_v26_0_7.csv", "GEDEvent_v26_0_8.csv",
    }  # fmt: skip
    assert names_in(tmp_path) == {"ged261-csv.zip", name, "fetched.json"}


def test_candidate_events_come_by_the_interface_where_the_file_fails_and_there_is_a_token(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEACEOPS_UCDP_TOKEN", "secret-token")
    path = "/ucdp/candidateged/GEDEvent_v26_0_8.csv"
    header, row = site.files[path].decode().split("\n")[0], {}
    row = dict.fromkeys(header.split(","), None)
    content = site.files[path]
    site.files[path] = b"<html>moved</html>"
    row = _first_row(content) | {"date_start": "2026-08-12T00:00:00",
                                 "date_end": "2026-08-12T00:00:00"}  # fmt: skip
    site.pages["/api/gedevents/26.0.8"] = lambda query: json.dumps(
        {"TotalCount": 1, "Result": [row] if query["page"] == "0" else []}
    ).encode()
    outcome = bring(site, tmp_path, "ucdp")["GEDEvent_v26_0_8.csv"]
    assert outcome.status == "new", outcome.error
    assert site.headers_of("/api/gedevents/26.0.8")["x-ucdp-access-token"] == "secret-token"
    assert b"2026-08-12 00:00:00" in (tmp_path / "GEDEvent_v26_0_8.csv").read_bytes()


def _first_row(content: bytes) -> dict[str, object]:
    import csv
    import io

    return dict(next(csv.DictReader(io.StringIO(content.decode()))))


def test_the_newest_votes_are_looked_up_and_earlier_ones_give_way(
    site: Site, tmp_path: Path
) -> None:
    assert bring(site, tmp_path, "un-digital-library")[VOTES].status == "new"
    later = "2026_5_21_sc_voting.csv"
    put_votes(site, VOTES, later, content=undl_votes(abstaining=("RUS",)))
    outcome = bring(site, tmp_path, "un-digital-library")[later]
    assert outcome.status == "new" and outcome.superseded == (VOTES,)
    assert names_in(tmp_path) == {later, "fetched.json"}


def test_the_list_of_the_records_files_goes_before_its_page(site: Site, tmp_path: Path) -> None:
    later = "2026_05_21_sc_voting.csv"
    site.files[f"{LIBRARY}/files/{later}"] = undl_votes().encode()
    listed = [
        {"name": "x", "url": f"https://elsewhere.example/record/4055387/files/{name}"}
        for name in (later, VOTES, "notes.pdf")
    ]
    site.files["/library/api/v1/file"] = json.dumps(listed).encode()
    assert bring(site, tmp_path, "un-digital-library")[later].status == "new"
    assert LIBRARY not in site.paths()


def test_a_record_without_such_a_file_is_told(site: Site, tmp_path: Path) -> None:
    site.files[LIBRARY] = links("/record/4055387/files/council-votes.xlsx")
    (outcome,) = bring(site, tmp_path, "un-digital-library").values()
    assert outcome.status == "failed" and "council-votes.xlsx" in str(outcome.error)
    assert outcome.by_hand == "https://digitallibrary.un.org/record/4055387"


def test_a_server_that_wants_a_browser_is_told(site: Site, tmp_path: Path) -> None:
    challenge = status(202, b"", x_amzn_waf_action="challenge")
    site.faults["/library/api/v1/file"] = [challenge]
    site.faults[LIBRARY] = [challenge]
    (outcome,) = bring(site, tmp_path, "un-digital-library").values()
    assert "wants to see a browser" in str(outcome.error)


@pytest.mark.slow
def test_all_that_came_can_be_built(site: Site, tmp_path: Path) -> None:
    outcomes = bring(site, tmp_path / "in")
    assert set(statuses(outcomes).values()) == {"new"}
    assert len(outcomes) == len(HUB_SETS) + 5
    built = build_edition(tmp_path / "in", tmp_path / "out")
    assert {"missions", "violence_events", "votes"} <= set(built.edition.manifest.tables)
    skipped = dict(built.skipped)
    assert "fetched" in skipped.pop("fetched.json") and not skipped


def test_names_that_are_none_are_refused_with_the_page_of_what_comes_by_hand(
    tmp_path: Path,
) -> None:
    with pytest.raises(FetchError, match="Did you mean ucdp") as caught:
        fetch(tmp_path, ["ucpd"])
    with pytest.raises(FetchError, match="comes by hand, from") as caught:
        fetch(tmp_path, ["geopko"])
    assert caught.value.remedy
    assert not list(tmp_path.iterdir())


def test_every_publication_is_fetched_or_named_as_coming_by_hand() -> None:
    from peaceops.sources import all_readers

    fetched = {id_ for publisher in PUBLISHERS.values() for id_ in publisher.datasets.values()}
    hands = {publication.id for publication in by_hand()}
    assert fetched | hands == {reader.publication.id for reader in all_readers()}
    assert not fetched & hands
    assert all(publication.url for publication in by_hand())
