"""`peaceops data fetch` and `peaceops data update` on a server on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import peaceops.fetch.run as running
from edition.publisher_files import undl_votes
from fetch.made_site import QUICK, VOTES, addresses, hub_file, links, put_votes, whole_site
from fetch.site import Site, served_site, status
from peaceops.cli import app
from peaceops.edition import cut_edition, open_edition, verify_edition
from peaceops.errors import PeaceopsError

BUDGET = "/hub/data/DPO-PKBUDGET/CSV"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "Limits", lambda: QUICK)
    with served_site(whole_site()) as served:
        # UCDP's names depend on the day: the page of downloads tells which are out.
        named = " ".join(f"{name}={base}" for name, base in addresses(served).items())
        monkeypatch.setenv("PEACEOPS_ADDRESSES", named)
        yield served


def run(*words: str) -> Result:
    result = CliRunner().invoke(app, ["data", *words], env={"COLUMNS": "80"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_fetch_says_what_is_new_what_failed_and_how_to_get_it_by_hand(site: Site) -> None:
    done = run("fetch", "un-data-hub", "un-digital-library", "--to", "in")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "new        DPO-UCHISTORICAL.csv, 0.3 kB, to 2022-11"
    assert lines[-1].startswith("Fetched into in: 7 new;")
    later = "2026_03_05_sc_voting.csv"
    put_votes(site, VOTES, later)
    site.faults[BUDGET] = [status(401)]
    done = run("fetch", "un-data-hub", "un-digital-library", "--to", "in")
    assert done.exit_code == 1
    failed = next(line for line in done.stdout.splitlines() if line.startswith("failed"))
    assert failed.startswith("failed     DPO-PKBUDGET.csv: the server answers 401 Unauthorized")
    assert failed.endswith("by hand: https://psdata.un.org/dataset/DPO-PKBUDGET")
    assert f"in place of {VOTES}" in done.stdout
    assert "1 new, 5 as before, 1 failed" in done.stdout


def test_fetch_as_json_says_the_same(site: Site) -> None:
    site.faults[BUDGET] = [status(403)]
    done = run("fetch", "un-data-hub", "--to", "in", "--json")
    files = {file["name"]: file for file in json.loads(done.stdout)["files"]}
    assert files["DPPADPOSS-PKO.csv"]["status"] == "new"
    budget = files["DPO-PKBUDGET.csv"]
    assert budget["status"] == "failed" and "403" in budget["error"]["what"]
    assert budget["error"]["remedy"] and budget["by_hand"].startswith("https://psdata.un.org/")


def test_the_list_names_what_is_fetched_and_what_comes_by_hand() -> None:
    printed = run("fetch", "--list").stdout
    assert "ucdp: Uppsala Conflict Data Program, https://ucdp.uu.se/downloads" in printed
    assert "natural-earth" in printed and "https://www.pcr.uu.se/data/geo-pko/" in printed
    listed = json.loads(run("fetch", "--list", "--json").stdout)
    assert "DPPA-SCVETOES" in listed["fetched"]["un-data-hub"]["datasets"]
    assert {"geopko", "ideal-points"} <= {entry["id"] for entry in listed["by_hand"]}


def on_south_sudan(until: str) -> str:
    """Votes on a renewal of a mission that is still active."""
    return (
        undl_votes()
        .replace("UN Multidimensional Integrated Stabilization Mission in Mali (MINUSMA)",
                 "UN Mission in South Sudan (UNMISS)")
        .replace("The situation in Mali", "Reports of the Secretary-General on the Sudan")
        .replace("until 30 June 2022", f"until {until}")
    )  # fmt: skip


def contributions(day: bytes, persons: bytes) -> bytes:
    """Contributions to it."""
    rows = hub_file("DPO-UCHISTORICAL").replace(b"MINUSMA", b"UNMISS")
    return rows.replace(b"2022-11-30", day).replace(b"1400", persons)


def test_update_fetches_builds_and_says_what_changed(site: Site, tmp_path: Path) -> None:
    put_votes(site, VOTES, content=on_south_sudan("30 June 2022"))
    site.files["/hub/data/DPO-UCHISTORICAL/CSV"] = contributions(b"2022-11-30", b"1400")
    first = run("update", "--to", "in", "--out", "out", "--without-derived")
    assert first.exit_code == 0
    assert "Changed since starter-" in first.stdout and "Lacks alignment" in first.stdout
    again = run("update", "--to", "in", "--out", "out", "--without-derived")
    assert "Nothing changed since local-" in again.stdout
    put_votes(site, VOTES, "2026_03_05_sc_voting.csv", content=on_south_sudan("31 December 2022"))
    site.files["/hub/data/DPO-UCHISTORICAL/CSV"] = contributions(b"2022-12-31", b"1300")
    done = run("update", "--to", "in", "--out", "out", "--without-derived")
    assert done.exit_code == 0, done.stdout
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert "UNMISS   mandate ends: 2022-06-30 → 2022-12-31" in lines
    strength = next(line for line in lines if line.startswith("UNMISS   strength:"))
    assert "(2022-11) → " in strength and "(2022-12)" in strength
    tables = next(line for line in lines if line.startswith("strength:"))
    assert "to 2023-01-20, before to 2022-12-20" in tables
    assert all(len(line) <= 80 for line in done.stdout.splitlines() if line.startswith("  "))
    assert open_edition(tmp_path / "out").manifest.edition in done.stdout


@pytest.mark.slow
def test_update_as_json_and_with_a_failure_builds_from_what_stood_there(site: Site) -> None:
    assert run("update", "--to", "in", "--out", "out", "--without-derived").exit_code == 0
    site.files[BUDGET] = b"<html>maintenance</html>"
    done = run("update", "--to", "in", "--out", "out", "--without-derived", "--json")
    assert done.exit_code == 1
    answer = json.loads(done.stdout)
    assert [file["name"] for file in answer["files"] if file["status"] == "failed"] == [
        "DPO-PKBUDGET.csv"
    ]
    assert answer["tables"] == [] and answer["missions"] == []
    assert answer["edition"]["name"] == answer["edition"]["before"]


@pytest.mark.slow
def test_an_update_whose_build_is_refused_leaves_the_last_edition(
    site: Site, tmp_path: Path
) -> None:
    run("update", "--to", "in", "--out", "out", "--without-derived")
    before = open_edition(tmp_path / "out").name
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "votes.csv").write_text(undl_votes().replace(",A,", ",?,").replace(",Y,", ",Q,"))
    with pytest.raises(PeaceopsError, match="votes.csv"):
        run("update", "mine", "--to", "in", "--out", "out", "--without-derived")
    assert open_edition(tmp_path / "out").name == before


@pytest.mark.slow
def test_an_update_over_a_damaged_edition_builds_and_says_that_it_cannot_compare(
    site: Site, tmp_path: Path
) -> None:
    run("update", "--to", "in", "--out", "out", "--without-derived")
    manifest = tmp_path / "out" / "manifest.json"
    manifest.write_text(manifest.read_text().replace("local-", "lokal-"))
    done = run("update", "--to", "in", "--out", "out", "--without-derived", "--json")
    assert "What changed cannot be told" in done.stderr
    assert json.loads(done.stdout)["tables"] is None
    assert open_edition(tmp_path / "out").manifest.tables


@pytest.mark.slow
def test_an_update_over_a_cut_edition_compares_up_to_the_cut(site: Site, tmp_path: Path) -> None:
    run("update", "--to", "in", "--out", "out", "--without-derived")
    cut_edition(open_edition(tmp_path / "out"), date(2022, 1, 1), tmp_path / "cut")
    done = run("update", "--to", "in", "--out", "cut", "--without-derived")
    assert "Nothing changed since" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.6, 0.85, 0.97])
def test_an_update_that_is_killed_leaves_an_edition_that_is_whole(
    site: Site, tmp_path: Path, share: float
) -> None:
    words = ("data", "update", "--to", "in", "--out", "out", "--without-derived")
    command = [sys.executable, "-c", "from peaceops.cli import main; main()", *words]
    begin = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    took = time.monotonic() - begin
    before = open_edition(tmp_path / "out").name
    site.files["/hub/data/DPO-UCHISTORICAL/CSV"] = contributions(b"2022-12-31", b"1300")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(took * share)
    process.kill()
    process.wait()
    edition = open_edition(tmp_path / "out")
    assert not [check for check in verify_edition(edition) if check.problem]
    done = run("update", "--to", "in", "--out", "out", "--without-derived")
    assert done.exit_code == 0
    assert open_edition(tmp_path / "out").name != before
    assert not list((tmp_path / "in").glob(".peaceops-*"))


def test_an_update_without_a_connection_and_without_files_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(running, "Limits", lambda: QUICK)
    monkeypatch.setenv("PEACEOPS_ADDRESSES", "ucdp=http://127.0.0.1:9/x")
    to, out = str(tmp_path / "in"), str(tmp_path / "out")
    with pytest.raises(PeaceopsError, match="127.0.0.1:9"):
        run("update", "--publisher", "ucdp", "--to", to, "--out", out)
    assert not list(tmp_path.iterdir())


def test_a_page_of_downloads_that_lists_little_brings_little(site: Site) -> None:
    site.files["/ucdp/"] = links("ged261-csv.zip", "GEDEvent_v26_0_8.csv")
    printed = run("fetch", "ucdp", "--to", "in").stdout
    assert "2 new" in printed


def test_help_loads_no_network_library() -> None:
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom peaceops.cli import app\n"
        "assert CliRunner().invoke(app, ['data', 'fetch', '--help']).exit_code == 0\n"
        "assert CliRunner().invoke(app, ['data', 'update', '--help']).exit_code == 0\n"
        "print(sorted({'httpx', 'stamina', 'polars', 'peaceops.fetch.run'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
