"""UCDP: the yearly events, and the candidate events of the months after them.

A yearly release (``ged261-csv.zip``) comes out in the middle of a year and ends with the year
before. Candidate events come out month by month (``GEDEvent_v26_0_8.csv``, of August 2026) and are
put together every quarter (``GEDEvent_v26_01_26_06.csv``, of January to June 2026). Which are out
is looked up on the page of downloads; where that does not tell, the names that are due are tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from peaceops.errors import FetchError
from peaceops.fetch.addresses import UCDP, UCDP_API
from peaceops.fetch.json_pages import as_text, table_of_pages
from peaceops.fetch.visit import Release, Visit

DATASETS = {"GED": "ucdp-ged"}
BY_HAND = "https://ucdp.uu.se/downloads/"
QUARTERS = (12, 9, 6, 3)
_YEARS_BACK = 3
_ROWS_A_PAGE = 1000
_YEARLY = re.compile(r"ged(\d{2})(\d)-csv\.zip")
_MONTHLY = re.compile(r"GEDEvent_v(\d{2})_0_(\d{1,2})\.csv")
_JOINT = re.compile(r"GEDEvent_v(\d{2})_01_(\d{2})_(\d{2})\.csv")


def fetch_datasets(visit: Visit, datasets: Collection[str]) -> None:
    """Fetch the newest yearly release and all candidate events after it."""
    for dataset in datasets:
        listed = _listed(visit)
        covered = _yearly(visit, dataset, listed)
        if covered is None or visit.is_closed(UCDP):
            continue
        for year in range(covered + 1, visit.today.year + 1):
            _candidates(visit, dataset, listed, year)


def covers(name: str) -> tuple[int, int, int] | None:
    """Year and the months, first and last, of the candidate events in a file of this name.

    >>> covers("GEDEvent_v26_0_8.csv"), covers("GEDEvent_v26_01_26_06.csv"), covers("x.csv")
    ((2026, 8, 8), (2026, 1, 6), None)
    """
    if match := _MONTHLY.fullmatch(name):
        return 2000 + int(match[1]), int(match[2]), int(match[2])
    if match := _JOINT.fullmatch(name):
        return 2000 + int(match[2]), 1, int(match[3])
    return None


def ends_with(name: str) -> int | None:
    """The last year that a yearly release holds; ``None`` if a file is none.

    >>> ends_with("ged261-csv.zip"), ends_with("GEDEvent_v26_0_8.csv")
    (2025, None)
    """
    match = _YEARLY.fullmatch(name)
    return 1999 + int(match[1]) if match else None


def _listed(visit: Visit) -> frozenset[str]:
    """Names of files on the page of downloads; none where the page does not tell."""
    try:
        page = visit.page(UCDP, "", "UCDP's page of downloads").decode("utf-8", "replace")
    except FetchError:
        return frozenset()
    names = frozenset(re.findall(r"ged\d{3}-csv\.zip|GEDEvent_v[\d_]+\.csv", page))
    # A page without yearly releases is another page than it was.
    return names if any(ends_with(name) for name in names) else frozenset()


def _yearly(visit: Visit, dataset: str, listed: frozenset[str]) -> int | None:
    """Fetch the newest yearly release; tell the last year that it holds."""
    names = sorted((name for name in listed if ends_with(name)), reverse=True)
    this_year = visit.today.year % 100
    due = [f"ged{year:02d}1-csv.zip" for year in range(this_year, this_year - _YEARS_BACK, -1)]
    for name in names[:1] or due:
        release = _release(dataset, name, f"ged/{name}", supersedes=partial(_older, than=name))
        if visit.take(release, UCDP, optional=name != due[-1] and not names):
            return ends_with(name)
    return None


def _older(name: str, than: str) -> bool:
    """Tell whether a yearly release leaves nothing of a file to be read."""
    last = ends_with(than) or 0
    months = covers(name)
    if months is not None:
        return months[0] <= last
    year = ends_with(name)
    return year is not None and name < than


def _candidates(visit: Visit, dataset: str, listed: frozenset[str], year: int) -> None:
    """Fetch the candidate events of a year: the longest joint release, and the months after it."""
    today = visit.today
    # Events of a month come out in the next.
    last = 12 if year < today.year else today.month - 1
    done, short = 0, f"{year % 100:02d}"
    for month in range(last, 0, -1) if listed else QUARTERS:
        name = f"GEDEvent_v{short}_01_{short}_{month:02d}.csv"
        if month <= last and (not listed or name in listed) and _took(visit, dataset, name):
            done = month
            break
    for month in range(done + 1, last + 1):
        name = f"GEDEvent_v{short}_0_{month}.csv"
        if not listed or name in listed:
            _took(visit, dataset, name)


def _took(visit: Visit, dataset: str, name: str) -> bool:
    release = _release(
        dataset, name, f"candidateged/{name}", supersedes=partial(_within, than=name),
        other_way=_by_interface(visit, name),
    )  # fmt: skip
    return visit.take(release, UCDP, optional=True)


def _within(name: str, than: str) -> bool:
    """Tell whether a joint release holds all months of another file of candidate events."""
    small, large = covers(name), covers(than)
    if small is None or large is None or small[0] != large[0] or _MONTHLY.fullmatch(than):
        return False
    return small[2] <= large[2]


def _release(
    dataset: str,
    name: str,
    path: str,
    supersedes: Callable[[str], bool],
    other_way: Callable[[], bytes] | None = None,
) -> Release:
    return Release(
        dataset=dataset,
        publication=DATASETS[dataset],
        name=name,
        path=path,
        by_hand=BY_HAND,
        fixed=True,
        supersedes=supersedes,
        other_way=other_way,
    )


def _by_interface(visit: Visit, name: str) -> Callable[[], bytes] | None:
    """The same events by UCDP's interface, which asks for a token; ``None`` without one."""
    origin = visit.origins[UCDP_API]
    if not origin.token:
        return None
    version = name.removeprefix("GEDEvent_v").removesuffix(".csv").replace("_", ".")
    path = f"gedevents/{version}"

    def page(number: int) -> bytes:
        query = f"pagesize={_ROWS_A_PAGE}&page={number}"
        return visit.page(UCDP_API, f"{path}?{query}", f"{name}, page {number + 1}")

    return lambda: table_of_pages(page, 0, origin.at(path), visit.most_pages, _as_in_file)


def _as_in_file(column: str, value: Any) -> str:
    """A value of the interface as the file writes it: days with a blank before the hour."""
    text = as_text(column, value)
    return text.replace("T", " ") if column in ("date_start", "date_end") else text
