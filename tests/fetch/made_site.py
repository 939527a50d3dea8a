"""A site with small files of every publisher that is fetched from, in their layouts."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from edition.publisher_files import ELECTED_2019, PKO, undl_votes
from fetch.site import Site
from peaceops.fetch import Limits
from sources.good_files import file_of, good_files
from sources.made_violence import GED_COLUMNS, event

TODAY = date(2026, 11, 29)
QUICK = Limits(pause=0.0, first_wait=0.01, longest_wait=2.0, silence=5.0, attempts=3)
LIBRARY = "/library/record/4055387"
VOTES = "2026_02_06_sc_voting.csv"
HUB_SETS = (
    "DPO-UCHISTORICAL", "DPPADPOSS-PKO", "DPPADPOSS-FATALITIES", "DPO-PKBUDGET", "DPPA-SCVETOES",
    "DPPA-SCMEMBERSHIP",
)  # fmt: skip
PERMANENT = ("China", "France", "Russian Federation", "United Kingdom", "United States of America")
_LAYOUTS = {"DPO-PKBUDGET": "DPO-PKBUDGET and DPO-PKEXP"}


def addresses(site: Site) -> dict[str, str]:
    """Every publisher's address on the site."""
    return {
        "un-data-hub": f"{site.base}/hub",
        "ucdp": f"{site.base}/ucdp",
        "ucdp-api": f"{site.base}/api",
        "un-digital-library": f"{site.base}/library",
    }


def whole_site() -> Site:
    """All files that are due on ``TODAY``."""
    site = Site()
    for dataset in HUB_SETS:
        site.files[f"/hub/data/{dataset}/CSV"] = hub_file(dataset)
    for name, content in ucdp_files().items():
        site.files[f"/ucdp/{name}"] = content
    site.files["/ucdp/"] = links(*(name.split("/")[1] for name in ucdp_files()))
    put_votes(site, VOTES)
    return site


def hub_file(dataset: str) -> bytes:
    """A good file of the Data Hub."""
    if dataset == "DPPADPOSS-PKO":
        return PKO.encode()
    if dataset == "DPPA-SCMEMBERSHIP":
        elected = [line.split(",")[0] for line in ELECTED_2019.splitlines()[1:]]
        rows = "".join(f"{member},2019\n" for member in (*PERMANENT, *elected))
        return f"security_council_member,year\n{rows}".encode()
    return good_files()[_LAYOUTS.get(dataset, dataset)].text.encode()


def put_votes(site: Site, *names: str, content: str | None = None) -> None:
    """Let the Library list files of the Council's votes, and hold the last."""
    site.files[LIBRARY] = links(*(f"/record/4055387/files/{name}?ln=en" for name in names))
    site.files[f"{LIBRARY}/files/{names[-1]}"] = (content or undl_votes()).encode()


def links(*targets: str) -> bytes:
    """A page with links."""
    items = "".join(f'<li><a href="{target}">file</a></li>' for target in targets)
    return f"<!doctype html><html><body><ul>{items}</ul></body></html>".encode()


def ucdp_files() -> dict[str, bytes]:
    """GED 26.1, the candidate events of January to June 2026, and of July and August."""
    joint = events(201, "2026-02-03"), events(202, "2026-05-09")
    return {
        "ged/ged261-csv.zip": zipped("GEDEvent_v26_1.csv", events(101, "2025-03-04")),
        "candidateged/GEDEvent_v26_01_26_06.csv": joint[0] + joint[1].split(b"\n", 1)[1],
        "candidateged/GEDEvent_v26_0_7.csv": events(203, "2026-07-11"),
        "candidateged/GEDEvent_v26_0_8.csv": events(204, "2026-08-12"),
    }


def events(number: int, day: str, **changes: object) -> bytes:
    """A file of one event."""
    blank = dict.fromkeys(GED_COLUMNS, "")
    row = blank | event(
        id=number, year=int(day[:4]), date_start=f"{day} 00:00:00.000",
        date_end=f"{day} 00:00:00.000", relid=f"MLI-{number}", **changes,
    )  # fmt: skip
    return file_of("events.csv", [row]).text.encode()


def zipped(name: str, content: bytes) -> bytes:
    """A zip of one file, the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name, (2026, 6, 1, 0, 0, 0)), content)
    return stream.getvalue()
