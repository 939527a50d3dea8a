"""Servers that misbehave: what stands stays, tokens go nowhere else, and each try is in bounds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from fetch.made_site import QUICK, TODAY, addresses, hub_file, whole_site
from fetch.site import Handler, Site, cut, served_site, status
from marks import quick_first
from peaceops.errors import FetchError, OutputError
from peaceops.fetch import Limits, Outcome, fetch

NAME = "DPO-UCHISTORICAL"
FILE = f"{NAME}.csv"
PATH = f"/hub/data/{NAME}/CSV"
YEARLY = "/ucdp/ged/ged261-csv.zip"
SECRET = "a-secret-token"


@pytest.fixture
def site() -> Iterator[Site]:
    with served_site(whole_site()) as served:
        yield served


@pytest.fixture(autouse=True)
def _no_proxy_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")


def outcome(site: Site, folder: Path, name: str = NAME, limits: Limits = QUICK) -> Outcome:
    outcomes = fetch(folder, [name], addresses=addresses(site), limits=limits, today=TODAY)
    return outcomes[0]


def refused(site: Site, folder: Path, name: str = NAME, limits: Limits = QUICK) -> str:
    """The words of a failure, which name an address, a remedy and never a token."""
    failure = outcome(site, folder, name, limits)
    assert failure.status == "failed" and failure.error is not None
    assert failure.error.where and failure.error.remedy and failure.by_hand
    words = str(failure.error)
    assert SECRET not in words
    return words


def always(site: Site, code: int, **headers: str) -> None:
    """Let the CSV and the pages of JSON answer with a status, however often they are asked for."""
    for path in (PATH, f"/hub/data/{NAME}/json"):
        site.faults[path] = [status(code, b"", **headers)] * 50


@pytest.mark.parametrize("code", [500, 502, 503, 504, 408, 429])
def test_what_passes_is_asked_again(site: Site, tmp_path: Path, code: int) -> None:
    site.faults[PATH] = [status(code), status(code)]
    assert outcome(site, tmp_path).status == "new"
    assert site.paths() == [PATH] * 3


def test_a_server_that_asks_for_time_gets_it(site: Site, tmp_path: Path) -> None:
    site.faults[PATH] = [status(429, b"", Retry_After="1")]
    begin = time.monotonic()
    assert outcome(site, tmp_path).status == "new"
    assert time.monotonic() - begin >= 1


def test_a_server_that_names_a_moment_gets_until_then(site: Site, tmp_path: Path) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=2)
    site.faults[PATH] = [status(503, b"", Retry_After=format_datetime(moment, usegmt=True))]
    assert outcome(site, tmp_path).status == "new"
    assert datetime.now(UTC) >= moment - timedelta(seconds=1)


def test_a_server_that_asks_for_an_hour_is_left_alone_for_its_other_files_too(
    site: Site, tmp_path: Path
) -> None:
    always(site, 429, Retry_After="3600")
    outcomes = fetch(tmp_path, ["un-data-hub"], addresses=addresses(site), limits=QUICK)
    assert {each.status for each in outcomes} == {"failed"}
    assert all("to be left alone for 60 minutes" in str(each.error) for each in outcomes)
    assert site.paths() == [PATH]


def test_a_server_that_stays_busy_is_given_up_after_some_tries(site: Site, tmp_path: Path) -> None:
    always(site, 429)
    words = refused(site, tmp_path)
    assert "429 Too Many Requests (3 tries)" in words
    assert site.paths() == [PATH] * QUICK.attempts


@pytest.mark.parametrize("code", [401, 403])
def test_a_closed_address_says_how_to_get_the_file(site: Site, tmp_path: Path, code: int) -> None:
    always(site, code)
    words = refused(site, tmp_path)
    assert str(code) in words and "browser" in words
    assert site.paths().count(PATH) == 1


def test_without_a_token_401_names_the_variable_and_with_one_it_doubts_it(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.faults[YEARLY] = [status(401)] * 2
    words = refused(site, tmp_path, "ucdp")
    assert "asks for a token" in words and "PEACEOPS_UCDP_TOKEN" in words
    monkeypatch.setenv("PEACEOPS_UCDP_TOKEN", SECRET)
    assert "is not valid there" in refused(site, tmp_path, "ucdp")
    assert site.headers_of(YEARLY)["x-ucdp-access-token"] == SECRET


def test_a_token_goes_to_its_publisher_and_to_no_other(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEACEOPS_UCDP_TOKEN", SECRET)
    with served_site(Site(files={"/x.zip": site.files[YEARLY]})) as other:
        site.faults[YEARLY] = [status(302, b"", Location=f"{other.base}/x.zip")]
        assert outcome(site, tmp_path, "ucdp").status == "new"
        assert SECRET not in str(other.asked[0][1])
        fetch(tmp_path, ["un-data-hub"], addresses=addresses(site), limits=QUICK, today=TODAY)
    assert site.headers_of(YEARLY)["x-ucdp-access-token"] == SECRET
    assert SECRET not in str(site.headers_of(PATH))


def test_a_round_of_redirects_ends(site: Site, tmp_path: Path) -> None:
    site.faults[PATH] = [status(301, b"", Location=PATH)] * 50
    site.faults[f"/hub/data/{NAME}/json"] = [status(301, b"", Location="ftp://x.example/y")] * 50
    words = refused(site, tmp_path)
    assert "elsewhere more than 5 times" in words and "does not say where to" in words


def test_a_cut_download_goes_on_where_it_ended(site: Site, tmp_path: Path) -> None:
    site.faults[YEARLY] = [cut(300)]
    assert outcome(site, tmp_path, "ucdp").status == "new"
    assert site.headers_of(YEARLY)["Range"] == "bytes=300-"
    assert (tmp_path / "ged261-csv.zip").read_bytes() == site.files[YEARLY]
    assert not (tmp_path / ".unfinished").exists()


def test_a_later_run_goes_on_with_what_an_earlier_one_brought(site: Site, tmp_path: Path) -> None:
    site.faults[YEARLY] = [cut(300), *[status(500)] * 2]
    assert "500" in refused(site, tmp_path, "ucdp")
    assert outcome(site, tmp_path, "ucdp").status == "new"
    assert site.headers_of(YEARLY)["Range"] == "bytes=300-"
    assert (tmp_path / "ged261-csv.zip").read_bytes() == site.files[YEARLY]


def test_a_file_that_changed_meanwhile_begins_again(site: Site, tmp_path: Path) -> None:
    site.faults[PATH] = [cut(100), *[status(500)] * 2]
    site.faults[f"/hub/data/{NAME}/json"] = [status(404)] * 50
    refused(site, tmp_path)
    site.files[PATH] = hub_file(NAME).replace(b"1400", b"1300")
    assert outcome(site, tmp_path).status == "new"
    assert site.headers_of(PATH)["Range"] == "bytes=100-"
    assert (tmp_path / FILE).read_bytes() == site.files[PATH]


@pytest.mark.parametrize("etag", [False, True])
def test_a_server_that_gives_no_ranges_sends_all_again(
    site: Site, tmp_path: Path, etag: bool
) -> None:
    site.ranges, site.etags = False, etag
    site.faults[PATH] = [cut(100, etag=etag)]
    assert outcome(site, tmp_path).status == "new"
    assert ("Range" in site.headers_of(PATH)) == etag
    assert (tmp_path / FILE).read_bytes() == hub_file(NAME)


def test_a_part_that_does_not_fit_is_thrown_away(site: Site, tmp_path: Path) -> None:
    content = hub_file(NAME)

    def another_part(handler: Handler, _content: bytes) -> None:
        handler.answer(206, content[200:], {"Content-Range": f"bytes 200-{len(content) - 1}/9999"})

    site.faults[PATH] = [cut(100), another_part]
    assert outcome(site, tmp_path).status == "new"
    assert (tmp_path / FILE).read_bytes() == content


@pytest.mark.parametrize(
    "content",
    [b"", b"<!doctype html><title>Sign in</title>", b"a,b\n1,2\n", b"\x89PNG\r\n", b'{"x": 1}'],
    ids=["nothing", "page", "another table", "picture", "json"],
)
def test_what_is_no_such_file_replaces_nothing(site: Site, tmp_path: Path, content: bytes) -> None:
    assert outcome(site, tmp_path).status == "new"
    record = (tmp_path / "fetched.json").read_bytes()
    site.files[PATH] = content
    assert f"what came is not un-dpo-uchistorical: {FILE}: " in refused(site, tmp_path)
    assert (tmp_path / FILE).read_bytes() == hub_file(NAME)
    assert (tmp_path / "fetched.json").read_bytes() == record
    assert {path.name for path in tmp_path.iterdir()} == {FILE, "fetched.json"}


def test_another_publication_and_a_value_that_cannot_be_replace_nothing(
    site: Site, tmp_path: Path
) -> None:
    outcome(site, tmp_path)
    site.files[PATH] = hub_file("DPPADPOSS-FATALITIES")
    assert "un-dppadposs-fatalities, DPPADPOSS-FATALITIES" in refused(site, tmp_path)
    site.files[PATH] = hub_file(NAME).replace(b"1400", b"-1400")
    assert "cannot be read" in refused(site, tmp_path)
    site.files[PATH] = hub_file(NAME).replace(b"personnel_type", b"kind_of_personnel")
    assert "personnel_type" in refused(site, tmp_path)
    assert (tmp_path / FILE).read_bytes() == hub_file(NAME)


def test_a_damaged_archive_replaces_nothing(site: Site, tmp_path: Path) -> None:
    outcome(site, tmp_path, "ucdp")
    whole = site.files[YEARLY]
    site.files[YEARLY] = whole[: len(whole) // 2 + 40] + b"x"
    assert "the archive that came cannot be unpacked" in refused(site, tmp_path, "ucdp")
    assert (tmp_path / "ged261-csv.zip").read_bytes() == whole


def test_a_file_of_less_than_half_its_size_replaces_nothing_until_the_old_is_removed(
    site: Site, tmp_path: Path
) -> None:
    short = hub_file(NAME)
    header, row, *_ = short.decode().splitlines()
    months = [f"{year}-{month:02d}-28" for year in range(2015, 2022) for month in range(1, 13)]
    rows = [row.replace("1,", f"{10 + at},", 1).replace("2022-11-30", month)
            for at, month in enumerate(months)]  # fmt: skip
    long = "\n".join([header, *rows, ""]).encode()
    site.files[PATH] = long
    assert outcome(site, tmp_path).status == "new"
    site.files[PATH] = short
    words = refused(site, tmp_path)
    assert f"{len(short):,} bytes" in words and f"{len(long):,}" in words
    assert (tmp_path / FILE).read_bytes() == long
    (tmp_path / FILE).unlink()
    assert outcome(site, tmp_path).status == "new"
    assert (tmp_path / FILE).read_bytes() == short


def test_a_file_of_the_users_stays(site: Site, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("mine")
    assert "which was not fetched" in refused(site, tmp_path)
    assert (tmp_path / FILE).read_text() == "mine"
    (tmp_path / FILE).unlink()
    assert outcome(site, tmp_path).status == "new"
    (tmp_path / FILE).write_bytes(hub_file(NAME) + b"\n")
    site.files[PATH] = hub_file(NAME).replace(b"1400", b"1300")
    assert "changed since" in refused(site, tmp_path)
    assert (tmp_path / FILE).read_bytes() == hub_file(NAME) + b"\n"


def test_a_file_that_was_taken_away_comes_again(site: Site, tmp_path: Path) -> None:
    outcome(site, tmp_path)
    (tmp_path / FILE).unlink()
    assert outcome(site, tmp_path).status == "new"
    assert "If-None-Match" not in site.headers_of(PATH)


def test_too_large_and_too_slow_are_refused(site: Site, tmp_path: Path) -> None:
    site.faults[f"/hub/data/{NAME}/json"] = [status(404)] * 50
    assert "is larger than 100 bytes" in refused(
        site, tmp_path, limits=replace(QUICK, file_bytes=100)
    )

    def slowly(handler: Handler, content: bytes) -> None:
        handler.send_response(200)
        handler.end_headers()
        for byte in content:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(0.05)

    site.faults[PATH] = [slowly]
    begin = time.monotonic()
    assert "has not come whole within" in refused(site, tmp_path, limits=replace(QUICK, whole=0.5))
    assert time.monotonic() - begin < 10

    site.faults[PATH] = [lambda _handler, _content: time.sleep(1)] * 3
    assert "3 tries" in refused(site, tmp_path, limits=replace(QUICK, silence=0.2))


def test_requests_to_one_server_keep_their_distance(site: Site, tmp_path: Path) -> None:
    begin = time.monotonic()
    outcome(site, tmp_path, "un-data-hub", replace(QUICK, pause=0.2))
    assert time.monotonic() - begin >= 0.2 * 5


def test_a_server_that_is_not_there_costs_its_tries_once(tmp_path: Path) -> None:
    nowhere = dict.fromkeys(("un-data-hub", "ucdp"), "http://127.0.0.1:9/x")
    outcomes = fetch(tmp_path, ["un-data-hub", "ucdp"], addresses=nowhere, limits=QUICK)
    assert [each.status for each in outcomes] == ["failed"] * 7
    assert all(each.error and each.error.remedy for each in outcomes)
    assert not list(tmp_path.iterdir())


def test_a_damaged_record_is_refused_before_anything_is_asked(site: Site, tmp_path: Path) -> None:
    (tmp_path / "fetched.json").write_text('{"fetched": {"../x": {}}}')
    with pytest.raises(FetchError, match="the record of what was fetched") as caught:
        outcome(site, tmp_path)
    assert caught.value.remedy and not site.asked


def test_a_folder_that_is_a_file_is_refused(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        outcome(site, tmp_path / "file")


@pytest.mark.parametrize("number", quick_first([signal.SIGKILL, signal.SIGTERM, signal.SIGINT], 1))
def test_a_fetch_that_is_stopped_leaves_the_good_file_and_goes_on_later(
    site: Site, tmp_path: Path, number: int
) -> None:
    outcome(site, tmp_path)
    before = (tmp_path / FILE).read_bytes()
    later = hub_file(NAME).replace(b"1400", b"1300")
    site.files[PATH] = later
    process: list[subprocess.Popen[bytes]] = []

    def stop_half_way(handler: Handler, content: bytes) -> None:
        cut(120)(handler, content)
        deadline = time.monotonic() + 10
        while not list((tmp_path / ".unfinished").glob("*.part")) and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.1)
        process[0].send_signal(number)

    site.faults[PATH] = [stop_half_way]
    named = " ".join(f"{name}={base}" for name, base in addresses(site).items())
    code = (
        "from pathlib import Path; from peaceops.fetch import fetch, Limits;"
        f"fetch(Path({str(tmp_path)!r}), [{NAME!r}], limits=Limits(pause=0, first_wait=30))"
    )
    process.append(
        subprocess.Popen(
            [sys.executable, "-c", code],
            env={**os.environ, "PEACEOPS_ADDRESSES": named},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    )
    assert process[0].wait(60) != 0
    assert (tmp_path / FILE).read_bytes() == before
    assert outcome(site, tmp_path).status == "new"
    assert site.headers_of(PATH)["Range"] == "bytes=120-"
    assert (tmp_path / FILE).read_bytes() == later
    assert {path.name for path in tmp_path.iterdir()} == {FILE, "fetched.json"}
